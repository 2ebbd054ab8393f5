// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Approval, Basis, Batch, EpochTotals, IContributions} from "../interfaces/IContributions.sol";
import {Phase} from "../libraries/Calendar.sol";
import {Lanes} from "../libraries/Lanes.sol";
import {World} from "./World.t.sol";

/// @notice Items, sequences, caps and sums. Who must sign is in Approve.t.sol.
contract RecordTest is World {
    function test_Record_AddsPointsAndSums() public {
        recordAll(bytes.concat(item(founder, 0, 30), item(founder, 1, 5), item(dina, 0, 7)));
        assertEq(contributions.counted(0, 1)[0], 30);
        assertEq(contributions.counted(0, 1)[1], 5);
        assertEq(contributions.points(0, 5)[0], 7);
        EpochTotals memory sums = contributions.totals(0);
        assertEq(sums.lanes[0], 37);
        assertEq(sums.lanes[1], 5);
        assertEq(sums.items, 3);
        assertEq(sums.contributors, 2);
        assertEq(sums.active, 1);
        assertEq(contributions.votePoints(0), 42);
        assertEq(contributions.votePointsOf(0, 1), 35);
    }

    function test_Record_KeepsWhatProvesTheBatch() public {
        Batch memory batch = batchOf(item(dina, 0, 7));
        uint40[] memory ids = new uint40[](1);
        ids[0] = 2;
        vm.expectEmit(address(contributions));
        emit IContributions.BatchRecorded(0, 0, SOURCE, 1, batch.evidenceRoot, ids, batch.items);
        assertEq(contributions.record(batch, approvedBy(batch, ada)), 0);
        assertEq(contributions.batchCount(), 1);
        assertEq(
            contributions.batchHash(0),
            keccak256(abi.encode(uint32(0), SOURCE, batch.evidenceRoot, ids, keccak256(batch.items)))
        );
        assertTrue(contributions.recorded(SOURCE, 0));
        assertFalse(contributions.recorded(SOURCE, 1));
        assertFalse(contributions.recorded(SOURCE + 1, 0));
        assertFalse(contributions.struck(SOURCE, 0));
    }

    function test_Record_RevertsWhen_DuplicateInsideABatch() public {
        _refused(
            bytes.concat(packed(5, 0, 1, 9), packed(1, 0, 1, 9)),
            abi.encodeWithSelector(IContributions.ContributionsDuplicate.selector, SOURCE, 9)
        );
        // The bitmap word is kept in memory: the same item again after a visit to another word.
        _refused(
            bytes.concat(packed(5, 0, 1, 9), packed(5, 0, 1, 1000), packed(5, 0, 1, 9)),
            abi.encodeWithSelector(IContributions.ContributionsDuplicate.selector, SOURCE, 9)
        );
    }

    function test_Record_RevertsWhen_DuplicateOfAnotherBatch() public {
        recordAll(bytes.concat(packed(5, 0, 1, 255), packed(5, 0, 1, 256), packed(5, 0, 1, 257)));
        for (uint40 sequence = 255; sequence < 258; ++sequence) {
            _refused(
                packed(1, 2, 3, sequence),
                abi.encodeWithSelector(IContributions.ContributionsDuplicate.selector, SOURCE, sequence)
            );
        }
        toEpoch(1);
        _refused(
            packed(5, 0, 1, 256), abi.encodeWithSelector(IContributions.ContributionsDuplicate.selector, SOURCE, 256)
        );
    }

    function test_Record_SequencesCountPerSource() public {
        recordAll(packed(5, 0, 1, 9));
        Batch memory batch = batchOf(packed(5, 0, 1, 9));
        batch.source = 2;
        contributions.record(batch, approvedByAll(batch));
        assertEq(contributions.points(0, 5)[0], 2);
    }

    /// forge-config: default.fuzz.runs = 64
    function testFuzz_Record_EverySequenceOnce(uint40[16] memory sequences) public {
        for (uint256 i = 0; i < sequences.length; ++i) {
            bool before = contributions.recorded(SOURCE, sequences[i]);
            Batch memory batch = batchOf(packed(5, 0, 1, sequences[i]));
            if (before) vm.expectPartialRevert(IContributions.ContributionsDuplicate.selector);
            contributions.record(batch, approvedByAll(batch));
            assertTrue(contributions.recorded(SOURCE, sequences[i]));
        }
    }

    /// @dev Shares, reputation and sums must all see the same capped points.
    function test_Attack_3_EverybodySeesTheSameCaps() public {
        give(dina, 0, 90);
        give(dina, 0, 90);
        give(founder, 0, 100);
        assertEq(contributions.points(0, 5)[0], 180);
        assertEq(contributions.counted(0, 5)[0], 100);
        assertEq(contributions.totals(0).lanes[0], 200);
        assertEq(contributions.votePointsOf(0, 5), 100);
        assertEq(contributions.votePoints(0), 200);
        assertEq(contributions.basis(0, 5).counted, 100);
        assertEq(uint64(contributions.basis(0, 5).lowTotals), 200);
    }

    /// forge-config: default.fuzz.runs = 64
    function testFuzz_Record_SumsAreThoseOfTheMembers(uint256 seed) public {
        bytes memory items;
        for (uint256 i = 0; i < 16; ++i) {
            uint256 dice = uint256(keccak256(abi.encode(seed, i)));
            items = bytes.concat(
                items, packed(uint40(1 + dice % 5), uint8((dice >> 8) % 3), uint24((dice >> 16) % 90), uint40(i))
            );
        }
        recordAll(items);
        EpochTotals memory sums = contributions.totals(0);
        for (uint8 lane = 0; lane < 8; ++lane) {
            uint256 sum = 0;
            for (uint40 id = 1; id <= 5; ++id) {
                sum += contributions.counted(0, id)[lane];
            }
            assertEq(sums.lanes[lane], sum);
        }
        assertEq(sums.items, 16);
    }

    function test_Record_BasisIsAllInOne() public {
        give(dina, 0, 90);
        give(founder, 1, 3);
        Basis memory basis = contributions.basis(0, 5);
        EpochTotals memory sums = contributions.totals(0);
        assertTrue(basis.phase == Phase.Open);
        assertTrue(basis.active);
        assertEq(basis.activity, sums.activity);
        assertEq(basis.contributors, sums.contributors);
        assertEq(basis.activeMembers, sums.active);
        assertEq(basis.counted, Lanes.pack(contributions.counted(0, 5)));
        assertEq(uint64(basis.lowTotals), sums.lanes[0]);
    }

    /// @dev The whole answer, for members with points in low lanes, in high ones, in both and in none.
    function testFuzz_Record_BasisIsWhatTheViewsSay(uint256 seed) public {
        bytes memory items;
        for (uint40 i = 0; i < 8; ++i) {
            uint256 dice = seed >> (i * 16);
            items = bytes.concat(items, packed(uint40(1 + dice % 4), uint8((dice >> 4) % 7), uint24(dice % 111), i));
        }
        recordAll(items);
        EpochTotals memory sums = contributions.totals(0);
        for (uint40 id = 1; id <= 5; ++id) {
            Basis memory basis = contributions.basis(0, id);
            assertEq(basis.active, contributions.activeIn(0, id));
            assertEq(basis.counted, Lanes.pack(contributions.counted(0, id)));
            for (uint256 lane = 0; lane < 8; ++lane) {
                if (Lanes.get(basis.counted, lane) == 0) continue;
                uint256 total = (lane < 4 ? basis.lowTotals : basis.highTotals) >> ((lane % 4) * 64);
                assertEq(uint64(total), sums.lanes[lane]);
            }
        }
        assertEq(contributions.basis(0, 5).lowTotals | contributions.basis(0, 5).highTotals, 0);
    }

    /// @dev Zero points leave a trace in the event and the bitmap, nothing else.
    function test_Record_TakesItemsOfZeroPoints() public {
        recordAll(item(dina, 0, 0));
        EpochTotals memory sums = contributions.totals(0);
        assertEq(sums.items, 1);
        assertEq(sums.contributors, 0);
        assertEq(sums.activity, 0);
        assertTrue(contributions.recorded(SOURCE, 0));
    }

    /// @dev A beneficiary who leaves must not make everybody's batch revert.
    function test_Attack_17_DepartedMembersStopNoBatch() public {
        leave(dina);
        give(dina, 0, 20);
        assertEq(contributions.counted(0, 5)[0], 20);
        assertFalse(contributions.activeIn(0, 5));
        assertTrue(contributions.reachedActivity(0, 5));
    }

    /// @dev Kind and order of items would tell who did what and when: neither is asked for.
    function test_Attack_30_ItemsTellNeitherKindNorOrder() public {
        recordAll(bytes.concat(packed(5, 0, 3, 200), packed(4, 0, 3, 7), packed(5, 0, 3, 150)));
        assertEq(contributions.points(0, 5)[0], 6);
        assertEq(contributions.points(0, 4)[0], 3);
        assertTrue(contributions.recorded(SOURCE, 200) && contributions.recorded(SOURCE, 7));
        assertTrue(contributions.recorded(SOURCE, 150));
    }

    function test_Record_RevertsWhen_MemberUnknown() public {
        _refused(packed(6, 0, 1, 3), abi.encodeWithSelector(IContributions.ContributionsMemberUnknown.selector, 6, 3));
        _refused(packed(0, 0, 1, 3), abi.encodeWithSelector(IContributions.ContributionsMemberUnknown.selector, 0, 3));
    }

    function test_Record_RevertsWhen_LaneUnknown() public {
        _refused(packed(5, 8, 1, 3), abi.encodeWithSelector(IContributions.ContributionsLaneUnknown.selector, 8, 3));
        _refused(packed(5, 255, 1, 3), abi.encodeWithSelector(IContributions.ContributionsLaneUnknown.selector, 255, 3));
    }

    function test_Record_RevertsWhen_BatchHasNoFittingSize() public {
        _refused("", abi.encodeWithSelector(IContributions.ContributionsBatchSize.selector, 0));
        _refused(new bytes(15), abi.encodeWithSelector(IContributions.ContributionsBatchSize.selector, 15));
        _refused(new bytes(17), abi.encodeWithSelector(IContributions.ContributionsBatchSize.selector, 17));
        _refused(new bytes(251 * 16), abi.encodeWithSelector(IContributions.ContributionsBatchSize.selector, 4016));
    }

    function test_Record_TakesTwoHundredAndFifty() public {
        bytes memory items;
        for (uint256 i = 0; i < 250; ++i) {
            items = bytes.concat(items, item(dina, 0, 1));
        }
        recordAll(items);
        assertEq(contributions.totals(0).items, 250);
        assertEq(contributions.points(0, 5)[0], 250);
    }

    function test_Record_RevertsWhen_EpochNotOpen() public {
        Batch memory batch = batchOf(item(dina, 0, 1));
        batch.epoch = 1;
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsEpochNotOpen.selector, 1, Phase.Upcoming));
        contributions.record(batch, nobody());
        batch.epoch = 0;
        toChallenge(0);
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsEpochNotOpen.selector, 0, Phase.Challenge));
        contributions.record(batch, nobody());
        toFinal(0);
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsEpochNotOpen.selector, 0, Phase.Final));
        contributions.record(batch, nobody());
    }

    /// @dev Attack 31: a batch for one epoch enters another; the epoch is signed and checked by the calendar.
    function test_Record_TakesLateBatchesInGrace() public {
        Batch memory batch = batchOf(item(dina, 0, 12));
        toGrace(0);
        contributions.record(batch, approvedBy(batch, ada));
        assertEq(contributions.totals(0).lanes[0], 12);
        assertEq(contributions.totals(1).lanes[0], 0);
    }

    /// @dev The attester's key alone must not write into an epoch that is over.
    function test_Attack_31_LateItemsNeedReviewers() public {
        Batch memory batch = batchOf(bytes.concat(packed(5, 0, 1, 1), packed(5, 7, 1, 2)));
        toGrace(0);
        Approval[] memory approvals = approvedByAll(batch);
        address attester = contributions.attester();
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsLateItem.selector, 2, 7));
        vm.prank(attester);
        contributions.record(batch, approvals);
    }

    function test_Record_RevertsWhen_RulesVersionIsNotInForce() public {
        Batch memory batch = batchOf(item(dina, 0, 1));
        batch.rulesVersion = 2;
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsRulesVersion.selector, 2, 1));
        contributions.record(batch, nobody());
        batch.rulesVersion = 0;
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsRulesVersion.selector, 0, 1));
        contributions.record(batch, nobody());
    }

    /// @dev Whatever one member gets, no neighbour lane changes and the sums hold.
    function test_Attack_26_FullLaneDoesNotSpill() public {
        vm.store(address(contributions), _pointsSlot(5), bytes32(Lanes.MAX - 1));
        give(dina, 0, 1);
        assertEq(contributions.points(0, 5)[0], Lanes.MAX);
        assertEq(contributions.points(0, 5)[1], 0);
        Batch memory batch = batchOf(item(dina, 0, 1));
        vm.expectPartialRevert(bytes4(keccak256("LanesOverflow(uint8,uint256,uint256)")));
        contributions.record(batch, approvedByAll(batch));
    }

    function _refused(bytes memory items, bytes memory reason) private {
        Batch memory batch = batchOf(items);
        vm.expectRevert(reason);
        contributions.record(batch, approvedByAll(batch));
    }

    /// @dev Slot of `_points[0][memberId]`, found by looking for a recorded value.
    function _pointsSlot(uint40 memberId) private returns (bytes32 slot) {
        vm.record();
        contributions.points(0, memberId);
        (bytes32[] memory reads,) = vm.accesses(address(contributions));
        return reads[0];
    }
}
