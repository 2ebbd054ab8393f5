// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

import {IChallenges, ItemPaper} from "../interfaces/IChallenges.sol";
import {EpochTotals, IContributions, RecordedBatch, StruckItem} from "../interfaces/IContributions.sol";
import {Lanes} from "../libraries/Lanes.sol";
import {Roles} from "../libraries/Roles.sol";
import {Moderated} from "../Moderated.sol";
import {Disputes} from "./Disputes.t.sol";

/// @notice Items struck after Final: the epoch stays, the member owes.
contract DebitTest is Disputes {
    string private constant DEBIT_TYPE =
        "DebitItem(address wallet,uint256 batchId,uint256 index,bytes32 reason,uint256 nonce,uint256 deadline)";

    RecordedBatch private batch;

    function setUp() public override {
        super.setUp();
        batch = recorded(bytes.concat(item(gina, 0, 30), item(gina, 1, 5), item(gina, 0, 40), item(founder, 0, 20)));
        toFinal(0);
        mintAll();
        toEpoch(5);
    }

    function test_Debit_TwoModeratorsMakeADebt() public {
        vm.expectEmit(address(challenges));
        emit IChallenges.DebitVoted(0, 8, 6, 0, REASON);
        _debit(eva, 0);
        assertEq(challenges.debitVote(0, 0), 6);
        assertEq(contributions.debtOf(8)[0], 0);
        vm.mockCall(address(reputation), abi.encodeCall(reputation.burn, (8, 0, 30)), abi.encode(7));
        vm.expectEmit(address(contributions));
        emit IContributions.ItemDebited(0, 0, 8, StruckItem(SOURCE, 0, 0, 30, 30, 0, false, true));
        vm.expectEmit(address(challenges));
        emit IChallenges.Debited(0, 8, 0, 30, 7, 6, 7);
        vm.expectCall(address(reputation), abi.encodeCall(reputation.burn, (8, 0, 30)), 1);
        _debit(fred, 0);
        assertEq(contributions.debtOf(8)[0], 30);
        assertEq(contributions.debtOf(8)[1], 0);
        assertTrue(contributions.struck(SOURCE, 0));
    }

    /// @dev Attack 13: nothing that was paid or voted with is rewritten.
    function test_Debit_LeavesTheEpochAsItIs() public {
        EpochTotals memory before = contributions.totals(0);
        _debited(0);
        _debited(2);
        assertSame(contributions.totals(0), before);
        assertEq(contributions.counted(0, 8)[0], 70);
        assertEq(contributions.votePointsOf(0, 8), 75);
        assertTrue(contributions.activeIn(0, 8));
    }

    /// @dev Attack 15: the same item debited twice.
    function test_Attack_15_ItemIsDebitedOnce() public {
        _debited(0);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesAlreadyStruck.selector, SOURCE, 0));
        _debit(dina, 0);
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsAlreadyStruck.selector, SOURCE, 0));
        vm.prank(address(membersTimelock));
        challenges.debitByHouse(batch, 0);
        assertEq(contributions.debtOf(8)[0], 30);
    }

    /// @dev Attack 15: struck before Final and debited after it.
    function test_Attack_15_StruckItemsAreNotDebited() public {
        RecordedBatch memory other = recorded(bytes.concat(item(gina, 0, 10), item(gina, 0, 10)));
        strike(other, 0, 1);
        toFinal(5);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesAlreadyStruck.selector, SOURCE, 4));
        vm.prank(eva);
        challenges.debit(other, 0, REASON);
    }

    /// @dev Two items of 90 under a cap of 100 owe 100 together, not 180 and not 20.
    function test_Debit_AtMostWhatCounted() public {
        RecordedBatch memory other = recorded(bytes.concat(item(gina, 0, 90), item(gina, 0, 90)));
        toFinal(5);
        vm.expectCall(address(reputation), abi.encodeCall(reputation.burn, (8, 5, 10)), 1);
        vm.prank(address(membersTimelock));
        challenges.debitByHouse(other, 0);
        assertEq(contributions.debtOf(8)[0], 10);
        vm.expectCall(address(reputation), abi.encodeCall(reputation.burn, (8, 5, 90)), 1);
        vm.prank(address(membersTimelock));
        challenges.debitByHouse(other, 1);
        assertEq(contributions.debtOf(8)[0], 100);
    }

    /// @dev Attested points made no votes: there is nothing to burn.
    function test_Debit_BurnsNothingForAttestedItems() public {
        RecordedBatch memory other = attested(item(gina, 7, 30));
        toFinal(5);
        vm.expectCall(address(reputation), abi.encodeWithSelector(reputation.burn.selector), 0);
        vm.prank(address(membersTimelock));
        challenges.debitByHouse(other, 0);
        assertEq(contributions.debtOf(8)[7], 30);
    }

    function test_Debit_TakesItemsOfZeroPoints() public {
        RecordedBatch memory other = recorded(item(gina, 0, 0));
        toFinal(5);
        vm.prank(address(membersTimelock));
        challenges.debitByHouse(other, 0);
        assertEq(contributions.debtOf(8)[0], 0);
        toEpoch(8);
        give(gina, 0, 9);
        assertEq(contributions.points(8, 8)[0], 9);
    }

    /* PAYING */

    function test_Debt_IsPaidBeforePointsCount() public {
        _debited(0);
        vm.expectEmit(address(contributions));
        emit IContributions.DebtPaid(8, 5, SOURCE, nextSequence, 0, 12);
        give(gina, 0, 12);
        assertEq(contributions.points(5, 8)[0], 0);
        assertEq(contributions.debtOf(8)[0], 18);
        assertEq(contributions.totals(5).contributors, 0);
        assertEq(contributions.totals(5).activity, 0);
        assertEq(contributions.totals(5).items, 1);
        give(gina, 0, 28);
        assertEq(contributions.points(5, 8)[0], 10);
        assertEq(contributions.debtOf(8)[0], 0);
        assertTrue(contributions.activeIn(5, 8));
        give(gina, 0, 5);
        assertEq(contributions.points(5, 8)[0], 15);
        assertEq(contributions.totals(5).lanes[0], 15);
    }

    /// @dev Several items of one batch: the word of indebted members is read once, the debt each time.
    function test_Debt_IsPaidOnceInABatch() public {
        _debited(0);
        recordAll(bytes.concat(item(gina, 0, 20), item(gina, 1, 4), item(gina, 0, 20), item(gina, 0, 7)));
        assertEq(contributions.debtOf(8)[0], 0);
        assertEq(contributions.points(5, 8)[0], 17);
        assertEq(contributions.points(5, 8)[1], 4);
    }

    function test_Debt_IsOfItsLaneAndItsMember() public {
        _debited(0);
        give(gina, 1, 20);
        give(founder, 0, 20);
        assertEq(contributions.points(5, 8)[1], 20);
        assertEq(contributions.points(5, 1)[0], 20);
        assertEq(contributions.debtOf(8)[0], 30);
        assertEq(contributions.debtOf(1)[0], 0);
    }

    /// @dev Attack 16: debts that nobody can collect. There are always later points, or none to be had at all.
    function test_Attack_16_DebtIsCollectedInLaterEpochs() public {
        _debited(0);
        _debited(2);
        for (uint32 epoch = 6; epoch < 9; ++epoch) {
            toEpoch(epoch);
            give(gina, 0, 25);
        }
        assertEq(contributions.debtOf(8)[0], 0);
        assertEq(contributions.points(6, 8)[0], 0);
        assertEq(contributions.points(7, 8)[0], 0);
        assertEq(contributions.points(8, 8)[0], 5);
    }

    /// @dev Attack 16: paying a debt with an item that does not stand.
    function test_Attack_16_StruckItemPaysNothing() public {
        _debited(0);
        RecordedBatch memory other = recorded(item(gina, 0, 40));
        assertEq(contributions.debtOf(8)[0], 0);
        assertEq(contributions.points(5, 8)[0], 10);
        strike(other, 0, 1);
        assertEq(contributions.debtOf(8)[0], 30);
        assertEq(contributions.points(5, 8)[0], 0);
        assertEq(contributions.totals(5).lanes[0], 0);
        give(gina, 0, 35);
        assertEq(contributions.points(5, 8)[0], 5);
    }

    /// @dev Attack 16: the same after Final: what it counted for is burned and owed, what it paid is owed again.
    function test_Attack_16_DebitedItemPaysNothing() public {
        _debited(0);
        RecordedBatch memory other = recorded(item(gina, 0, 40));
        toFinal(5);
        vm.expectCall(address(reputation), abi.encodeCall(reputation.burn, (8, 5, 10)), 1);
        vm.prank(address(membersTimelock));
        challenges.debitByHouse(other, 0);
        assertEq(contributions.debtOf(8)[0], 40);
    }

    /// @dev Attack 12: leaving and coming back does not clear a debt.
    function test_Attack_12_DebtSurvivesLeaving() public {
        leave(gina);
        _debited(0);
        assertEq(contributions.debtOf(8)[0], 30);
        admitWallet(gina);
        assertEq(idOf(gina), 8);
        give(gina, 0, 30);
        assertEq(contributions.points(5, 8)[0], 0);
        assertEq(contributions.debtOf(8)[0], 0);
    }

    /// @dev All points ever given are in an epoch or have paid a debt.
    /// forge-config: default.fuzz.runs = 32
    function testFuzz_Debt_NothingIsLost(uint256 seed) public {
        _debited(0);
        _debited(2);
        uint256 given = 0;
        for (uint256 i = 0; i < 12; ++i) {
            uint256 points = (seed >> (i * 8)) % 12;
            given += points;
            give(gina, 0, uint24(points));
        }
        assertEq(contributions.points(5, 8)[0] + 70 - contributions.debtOf(8)[0], given);
        assertEq(contributions.points(5, 8)[0] != 0 && contributions.debtOf(8)[0] != 0, false);
    }

    /// @dev A debt at the top of its lane takes no more and stops nothing.
    function test_Debt_StopsAtTheTop() public {
        _debited(0);
        vm.record();
        contributions.debtOf(8);
        (bytes32[] memory reads,) = vm.accesses(address(contributions));
        vm.store(address(contributions), reads[0], bytes32(Lanes.MAX - 1));
        _debited(2);
        assertEq(contributions.debtOf(8)[0], Lanes.MAX);
        assertEq(contributions.debtOf(8)[1], 0);
    }

    /* WHO MAY */

    function test_Debit_RevertsWhen_NotFinal() public {
        RecordedBatch memory other = recorded(item(gina, 0, 10));
        vm.warp(contributions.finalAt(5) - 1);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesOutOfTime.selector, 5));
        vm.prank(eva);
        challenges.debit(other, 0, REASON);
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsEpochNotFinal.selector, 5));
        vm.prank(address(membersTimelock));
        challenges.debitByHouse(other, 0);
    }

    function test_Debit_RevertsWhen_Involved() public {
        grant(ada, Roles.MODERATOR);
        grant(gina, Roles.MODERATOR);
        vm.expectRevert(abi.encodeWithSelector(Moderated.ModeratedInvolved.selector, 2));
        _debit(ada, 0);
        vm.expectRevert(abi.encodeWithSelector(Moderated.ModeratedInvolved.selector, 8));
        _debit(gina, 0);
        vm.expectRevert(abi.encodeWithSelector(Moderated.ModeratedNotModerator.selector, founder));
        _debit(founder, 0);
    }

    /// @dev Attack 5: one moderator twice, or one whose role is gone.
    function test_Attack_5_TwoModeratorsAreTwoPeople() public {
        _debit(eva, 0);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesAlreadyVoted.selector, 6));
        _debit(eva, 0);
        grant(eva, 0);
        _debit(fred, 0);
        assertEq(contributions.debtOf(8)[0], 0);
        assertEq(challenges.debitVote(0, 0), 7);
        _debit(dina, 0);
        assertEq(contributions.debtOf(8)[0], 30);
    }

    function test_DebitByHouse_OnlyTheMembersHouse() public {
        address[3] memory others = [dina, address(contributorsTimelock), address(constitution)];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            vm.prank(others[i]);
            challenges.debitByHouse(batch, 0);
        }
        skip(1);
        decide(membersHouse, address(challenges), abi.encodeCall(challenges.debitByHouse, (batch, 0)));
        assertEq(contributions.debtOf(8)[0], 30);
    }

    function test_DebitBySig_VotesForTheSigner() public {
        ItemPaper memory paper = _paper(eva);
        bytes memory signature = signDispute(eva, DEBIT_TYPE, abi.encode(paper));
        challenges.debitBySig(paper, signature, batch);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        challenges.debitBySig(paper, signature, batch);
        paper = _paper(fred);
        signature = signDispute(fred, DEBIT_TYPE, abi.encode(paper));
        challenges.debitBySig(paper, signature, batch);
        assertEq(contributions.debtOf(8)[0], 30);
    }

    /// @dev A signed challenge is no signed debit, though the fields are the same.
    function test_DebitBySig_RevertsWhen_SignedForAnotherActOrBatch() public {
        ItemPaper memory paper = _paper(eva);
        bytes memory signature = signDispute(
            eva,
            "ChallengeItem(address wallet,uint256 batchId,uint256 index,bytes32 reason,uint256 nonce,uint256 deadline)",
            abi.encode(paper)
        );
        vm.expectRevert(abi.encodeWithSelector(Moderated.ModeratedSignatureInvalid.selector, eva));
        challenges.debitBySig(paper, signature, batch);
        paper.batchId = 1;
        signature = signDispute(eva, DEBIT_TYPE, abi.encode(paper));
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesWrongBatch.selector, 0, 0));
        challenges.debitBySig(paper, signature, batch);
    }

    function _paper(address who) private view returns (ItemPaper memory) {
        return ItemPaper(who, 0, 0, REASON, challenges.nonces(who, 3), vm.getBlockTimestamp() + 1 days);
    }

    function _debit(address who, uint256 index) private {
        vm.prank(who);
        challenges.debit(batch, index, REASON);
    }

    function _debited(uint256 index) private {
        vm.prank(address(membersTimelock));
        challenges.debitByHouse(batch, index);
    }
}
