// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {EpochTotals, IContributions, RecordedBatch, Rules, StruckItem} from "../interfaces/IContributions.sol";
import {Items} from "../libraries/Items.sol";
import {Disputes} from "./Disputes.t.sol";

/// @notice What striking does to the ledger. Who decides it is in Challenge.t.sol.
contract StrikeTest is Disputes {
    function test_Strike_TakesTheItemOutOfAllSums() public {
        RecordedBatch memory batch = recorded(bytes.concat(item(gina, 0, 30), item(gina, 1, 5), item(founder, 0, 7)));
        vm.expectEmit(address(contributions));
        emit IContributions.ItemStruck(batch.batchId, 0, 8, StruckItem(SOURCE, 0, 0, 30, 30, 0, true, false));
        assertEq(strike(batch, 0, 1), 1);
        EpochTotals memory sums = contributions.totals(0);
        assertEq(sums.lanes[0], 7);
        assertEq(sums.lanes[1], 5);
        assertEq(sums.contributors, 2);
        assertEq(sums.active, 0);
        assertEq(sums.activity, 2);
        assertEq(sums.items, 3);
        assertEq(contributions.points(0, 8)[0], 0);
        assertEq(contributions.points(0, 8)[1], 5);
        assertTrue(contributions.struck(SOURCE, 0));
        assertTrue(contributions.recorded(SOURCE, 0));
        strike(batch, 1, 1);
        assertEq(contributions.totals(0).contributors, 1);
    }

    /// @dev Attack 15: the same item struck for two challenges takes other work with it.
    function test_Attack_15_ItemIsStruckOnce() public {
        RecordedBatch memory batch = recorded(bytes.concat(item(gina, 0, 30), item(gina, 0, 30)));
        assertEq(strike(batch, 0, 1), 1);
        EpochTotals memory before = contributions.totals(0);
        assertEq(strike(batch, 0, 1), 0);
        assertSame(contributions.totals(0), before);
        assertEq(contributions.points(0, 8)[0], 30);
        assertEq(strike(batch, 0, 2), 1);
        assertEq(contributions.points(0, 8)[0], 0);
    }

    /// @dev Attack 11: an equal share earned with an item that does not stand.
    function test_Attack_11_ActiveIsUncountedBelowTheBar() public {
        RecordedBatch memory batch = recorded(bytes.concat(item(gina, 0, 8), item(gina, 1, 5), item(founder, 0, 20)));
        assertTrue(contributions.activeIn(0, 8));
        assertEq(contributions.totals(0).active, 2);
        strike(batch, 1, 1);
        assertFalse(contributions.activeIn(0, 8));
        assertFalse(contributions.reachedActivity(0, 8));
        assertEq(contributions.totals(0).active, 1);
        assertFalse(contributions.basis(0, 8).active);
        // It can be earned again while the epoch is open.
        give(gina, 0, 2);
        assertTrue(contributions.activeIn(0, 8));
        assertEq(contributions.totals(0).active, 2);
    }

    function test_Strike_KeepsActiveWhoStaysAboveTheBar() public {
        RecordedBatch memory batch = recorded(bytes.concat(item(gina, 0, 8), item(gina, 1, 5)));
        give(gina, 2, 10);
        strike(batch, 0, 2);
        assertTrue(contributions.activeIn(0, 8));
        assertEq(contributions.totals(0).active, 1);
        assertEq(contributions.totals(0).contributors, 1);
    }

    function test_Strike_FallsToTheCapOfWhatIsLeft() public {
        RecordedBatch memory batch = recorded(bytes.concat(item(gina, 0, 90), item(gina, 0, 90)));
        assertEq(contributions.totals(0).lanes[0], 100);
        strike(batch, 0, 1);
        assertEq(contributions.totals(0).lanes[0], 90);
        assertEq(contributions.counted(0, 8)[0], 90);
        strike(batch, 1, 1);
        assertEq(contributions.totals(0).lanes[0], 0);
    }

    /// @dev Attack 25: fifty items above a cap counted for nothing; striking them must not uncount the work of others.
    function test_Attack_25_PaddingUncountsNothing() public {
        give(founder, 0, 10);
        bytes memory items = item(gina, 0, 100);
        for (uint256 i = 0; i < 50; ++i) {
            items = bytes.concat(items, item(gina, 0, 2));
        }
        RecordedBatch memory batch = recorded(items);
        assertEq(contributions.totals(0).activity, 2);
        strike(batch, 0, 51);
        assertEq(contributions.totals(0).activity, 1);
    }

    function test_Strike_TakesItemsOfZeroPoints() public {
        RecordedBatch memory batch = recorded(bytes.concat(item(gina, 0, 0), item(gina, 0, 5)));
        EpochTotals memory before = contributions.totals(0);
        assertEq(strike(batch, 0, 1), 1);
        assertTrue(contributions.struck(SOURCE, 0));
        assertSame(contributions.totals(0), before);
    }

    function test_Strike_TakesAttestedItems() public {
        RecordedBatch memory batch = attested(item(gina, 7, 30));
        strike(batch, 0, 1);
        assertEq(contributions.totals(0).lanes[7], 0);
        assertEq(contributions.totals(0).contributors, 0);
    }

    /// @dev Whatever was recorded and in whatever order it is struck: the ledger looks as if it had never come in.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_Strike_LeavesWhatTheRestWouldHaveMade(uint256 seed, uint24 which) public {
        bytes memory kept;
        bytes memory all;
        for (uint40 i = 0; i < 24; ++i) {
            uint256 dice = uint256(keccak256(abi.encode(seed, i)));
            address who = dice % 3 == 0 ? founder : (dice % 3 == 1 ? gina : dina);
            bytes memory one = packed(idOf(who), uint8((dice >> 8) % 3), uint24((dice >> 16) % 60), i);
            all = bytes.concat(all, one);
            if ((which >> i) & 1 == 0) kept = bytes.concat(kept, one);
        }
        uint256 before = vm.snapshotState();
        if (kept.length != 0) recorded(kept);
        bytes32 wanted = _ledger();
        vm.revertToState(before);
        RecordedBatch memory batch = recorded(all);
        for (uint256 i = 24; i > 0; --i) {
            if ((which >> (i - 1)) & 1 != 0) strike(batch, i - 1, 1);
        }
        assertEq(_ledger(), wanted);
    }

    function test_Strike_SkipsNoNeighbour() public {
        bytes memory items;
        for (uint40 i = 0; i < 6; ++i) {
            items = bytes.concat(items, packed(8, 0, 1, 253 + i));
        }
        RecordedBatch memory batch = recorded(items);
        strike(batch, 1, 3);
        for (uint40 i = 0; i < 6; ++i) {
            assertEq(contributions.struck(SOURCE, 253 + i), i > 0 && i < 4);
        }
        assertFalse(contributions.struck(SOURCE + 1, 254));
        assertEq(contributions.points(0, 8)[0], 3);
    }

    /// @dev The longest batch at once, and in parts.
    function test_Strike_LongBatchFitsATransaction() public {
        RecordedBatch memory batch = recorded(dealt(250));
        uint256 before = vm.snapshotState();
        uint256 gas = gasleft();
        assertEq(strike(batch, 0, 250), 250);
        assertLt(gas - gasleft(), 4_000_000);
        assertEq(contributions.totals(0).contributors, 0);
        vm.revertToState(before);
        assertEq(strike(batch, 0, 100), 100);
        assertEq(strike(batch, 100, 150), 150);
        assertEq(contributions.totals(0).contributors, 0);
        assertEq(contributions.totals(0).activity, 0);
    }

    function test_Strike_RevertsWhen_NotChallenges() public {
        RecordedBatch memory batch = recorded(item(gina, 0, 30));
        address[3] memory others = [dina, address(membersTimelock), address(this)];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes memory refusal = abi.encodeWithSelector(IContributions.ContributionsNotChallenges.selector, others[i]);
            vm.startPrank(others[i]);
            vm.expectRevert(refusal);
            contributions.strike(batch, 0, 1);
            vm.expectRevert(refusal);
            contributions.debit(batch, 0);
            vm.expectRevert(refusal);
            contributions.extendResolve(0, 1);
            vm.stopPrank();
        }
    }

    /// @dev Attack 18: every field of the batch is in the hash, approvers too.
    function test_Strike_RevertsWhen_BatchWasChanged() public {
        RecordedBatch memory batch = recorded(item(gina, 0, 30));
        recorded(item(gina, 0, 30));
        batch.batchId = 1;
        _unknown(batch);
        batch.batchId = 2;
        _unknown(batch);
        batch.batchId = 0;
        batch.epoch = 1;
        _unknown(batch);
        batch.epoch = 0;
        batch.source = 2;
        _unknown(batch);
        batch.source = SOURCE;
        batch.evidenceRoot = 0;
        _unknown(batch);
        batch.evidenceRoot = keccak256("evidence");
        batch.approvers[1] = 5;
        _unknown(batch);
        batch.approvers[1] = 3;
        batch.items = packed(8, 0, 31, 0);
        _unknown(batch);
        batch.items = packed(8, 0, 30, 0);
        assertEq(strike(batch, 0, 1), 1);
    }

    function test_Strike_RevertsWhen_ItemUnknown() public {
        RecordedBatch memory batch = recorded(item(gina, 0, 30));
        vm.startPrank(address(challenges));
        vm.expectRevert(abi.encodeWithSelector(Items.ItemsUnknown.selector, 1, 1));
        contributions.strike(batch, 0, 2);
        vm.expectRevert(abi.encodeWithSelector(Items.ItemsUnknown.selector, type(uint256).max, 1));
        contributions.strike(batch, type(uint256).max, 1);
        vm.stopPrank();
    }

    /// @dev Attack 13: what is final stays, in every phase before it can be struck.
    function test_Strike_RevertsWhen_Final() public {
        RecordedBatch memory batch = recorded(bytes.concat(item(gina, 0, 30), item(gina, 0, 30), item(gina, 0, 30)));
        toGrace(0);
        strike(batch, 0, 1);
        vm.warp(contributions.finalAt(0) - 1);
        strike(batch, 1, 1);
        toFinal(0);
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsEpochFinal.selector, 0));
        vm.prank(address(challenges));
        contributions.strike(batch, 2, 1);
    }

    function _unknown(RecordedBatch memory batch) private {
        vm.expectPartialRevert(IContributions.ContributionsBatchUnknown.selector);
        vm.prank(address(challenges));
        contributions.strike(batch, 0, 1);
    }

    /// @dev All but the numbers of items, which a struck one does not leave.
    function _ledger() private view returns (bytes32 hash) {
        EpochTotals memory sums = contributions.totals(0);
        hash = keccak256(abi.encode(sums.lanes, sums.contributors, sums.active));
        for (uint40 id = 1; id <= 8; ++id) {
            hash = keccak256(abi.encode(hash, contributions.points(0, id), contributions.activeIn(0, id)));
        }
    }
}

contract StrikeWhereAllCountsTest is Disputes {
    function firstRules() internal override returns (Rules memory rules) {
        rules = super.firstRules();
        rules.activityCountsAll = true;
    }

    function test_Strike_UncountsEveryItemThatCounted() public {
        RecordedBatch memory batch =
            recorded(bytes.concat(item(gina, 0, 100), item(gina, 0, 0), item(gina, 0, 50), item(gina, 3, 5)));
        assertEq(contributions.totals(0).activity, 3);
        for (uint256 i = 0; i < 4; ++i) {
            strike(batch, i, 1);
            assertEq(contributions.totals(0).activity, i < 2 ? 2 - i : 0);
        }
    }
}
