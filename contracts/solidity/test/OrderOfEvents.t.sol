// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Batch, RecordedBatch} from "../interfaces/IContributions.sol";
import {IHouse} from "../interfaces/IHouse.sol";
import {MemberWorld} from "./MemberWorld.t.sol";

/// @notice What each event means for a running vote, votes to come, points and shares, and roles: a row of the mechanism's
/// table a test. Reputation exists only when the epoch is final and the vote is over, so it has tests of its own.
contract OrderOfEventsTest is MemberWorld {
    uint256 private constant UNIT = 1e6;

    uint256 private proposalId;
    address private fresh;
    RecordedBatch private batch;

    /// @dev ada earned a share of a funded epoch with two items, and a vote runs whose snapshot knew her.
    function setUp() public override {
        super.setUp();
        fresh = person("fresh");
        appointSecondModerator();
        fundUsd(0, 1_000_000);
        batch = _recorded(bytes.concat(item(ada, 0, 20), item(ada, 0, 5), item(ben, 0, 20)));
        skip(1);
        proposalId = propose(membersHouse, founder, address(membership), "");
        toVoting(membersHouse, proposalId);
    }

    function test_Order_Leave() public {
        leave(ada);
        _stillVotes(ada);
        _hasNoVotes(ada);
        _isPaid(ada);
        assertEq(rolesOf(ada), 0);
    }

    function test_Order_Expel() public {
        vm.prank(address(membersTimelock));
        membership.expel(2, REASON);
        _stillVotes(ada);
        _hasNoVotes(ada);
        _isPaid(ada);
        assertEq(rolesOf(ada), 0);
    }

    function test_Order_Rotate() public {
        _expectRetirement();
        rotate(ada, fresh);
        _isRefused(ada);
        _hadNoVotesAtTheSnapshot(fresh);
        _hasNoVotes(ada);
        assertEq(membership.getVotes(fresh), 1);
        _isPaid(fresh);
        assertEq(rolesOf(fresh), ALL_LANES);
    }

    function test_Order_Recover() public {
        startRecovery(ada, fresh);
        skip(RECOVERY_WAIT);
        _expectRetirement();
        safeguards.executeRecovery(2);
        _isRefused(ada);
        _hadNoVotesAtTheSnapshot(fresh);
        _hasNoVotes(ada);
        _hasNoVotes(fresh);
        _isPaid(fresh);
        assertEq(rolesOf(fresh), ALL_LANES);
    }

    function test_Order_Suspend() public {
        suspend(ada, 10);
        _stillVotes(ada);
        assertEq(membership.getVotes(ada), 1);
        assertEq(rolesOf(ada), 0);
        _isPaid(ada);
        assertEq(membership.member(2).roles, ALL_LANES);
    }

    function test_Order_Settle() public {
        toFinal(0);
        mintAll();
        uint256 before = vm.getBlockTimestamp();
        skip(1);
        assertEq(reputation.balanceOf(reputation.UNSETTLED()), 45 * UNIT);
        uint256 share = distribution.shareOf(address(usd), 0, 2);
        settle(ada);
        assertEq(reputation.balanceOf(reputation.UNSETTLED()), 20 * UNIT);
        assertEq(reputation.getVotes(ada), 25 * UNIT);
        assertEq(reputation.getPastVotes(ada, before), 0);
        assertEq(contributions.points(0, 2)[0], 25);
        assertEq(distribution.shareOf(address(usd), 0, 2), share);
        assertEq(rolesOf(ada), ALL_LANES);
    }

    function test_Order_Debit() public {
        uint256 before = _settled();
        uint256 share = distribution.shareOf(address(usd), 0, 2);
        _debit(1);
        assertEq(reputation.getPastVotes(ada, before), 25 * UNIT);
        assertEq(reputation.getVotes(ada), 20 * UNIT, "burned at once");
        assertEq(contributions.points(0, 2)[0], 25, "a final epoch stays");
        assertEq(distribution.shareOf(address(usd), 0, 2), share);
        assertEq(contributions.debtOf(2)[0], 5);
        uint32 epoch = contributions.currentEpoch();
        give(ada, 0, 7);
        assertEq(contributions.points(epoch, 2)[0], 2, "the debt is paid in later epochs");
        assertEq(rolesOf(ada), ALL_LANES);
    }

    function test_Order_Leave_BurnsReputationAndKeepsDebt() public {
        uint256 before = _indebted();
        leave(ada);
        _departed(before);
    }

    function test_Order_Expel_BurnsReputationAndKeepsDebt() public {
        uint256 before = _indebted();
        vm.prank(address(membersTimelock));
        membership.expel(2, REASON);
        _departed(before);
    }

    function test_Order_Rotate_MovesReputationAndDebt() public {
        uint256 before = _indebted();
        rotate(ada, fresh);
        _moved(before);
        assertEq(reputation.getVotes(fresh), 20 * UNIT);
    }

    /// @dev The votes rest until a former owner has had time to object, the units do not.
    function test_Order_Recover_MovesReputationAndDebt() public {
        uint256 before = _indebted();
        recover(ada, fresh);
        _moved(before);
        assertEq(reputation.getVotes(fresh), 0);
    }

    function test_Order_Suspend_LeavesReputationAndDebt() public {
        _indebted();
        suspend(ada, 10);
        assertEq(reputation.getVotes(ada), 20 * UNIT);
        assertEq(contributions.debtOf(2)[0], 5);
        assertEq(contributions.points(0, 2)[0], 25);
    }

    function _recorded(bytes memory items) private returns (RecordedBatch memory) {
        Batch memory paper = batchOf(items);
        uint256 batchId = contributions.record(paper, approvedByAll(paper));
        uint40[] memory approvers = new uint40[](3);
        (approvers[0], approvers[1], approvers[2]) = (2, 3, 4);
        return RecordedBatch(batchId, 0, paper.source, paper.evidenceRoot, approvers, items);
    }

    function _settled() private returns (uint256 before) {
        toFinal(0);
        mintAll();
        settle(ada);
        before = vm.getBlockTimestamp();
        skip(1);
    }

    /// @dev ada has 20 points' worth of reputation and owes 5; the time before the debit.
    function _indebted() private returns (uint256 before) {
        before = _settled();
        _debit(1);
        skip(1);
    }

    function _debit(uint256 index) private {
        vm.prank(address(membersTimelock));
        challenges.debitByHouse(batch, index);
    }

    function _departed(uint256 before) private view {
        assertEq(reputation.unitsOf(2), 0);
        assertEq(reputation.getVotes(ada), 0);
        _pastStays(before);
    }

    function _moved(uint256 before) private view {
        assertEq(reputation.getVotes(ada), 0);
        assertEq(reputation.balanceOf(ada), 0);
        assertEq(reputation.balanceOf(fresh), 20 * UNIT);
        assertEq(reputation.getPastVotes(fresh, before), 0);
        _pastStays(before);
    }

    function _pastStays(uint256 before) private view {
        assertEq(reputation.getPastVotes(ada, before), 25 * UNIT);
        assertEq(contributions.debtOf(2)[0], 5);
        assertEq(contributions.points(0, 2)[0], 25);
    }

    function _isRefused(address wallet) private {
        vm.expectRevert(abi.encodeWithSelector(IHouse.HouseWalletRetired.selector, wallet));
        vm.prank(wallet);
        membersHouse.castVote(proposalId, FOR);
    }

    function _stillVotes(address wallet) private {
        vote(membersHouse, proposalId, wallet, FOR);
        (, uint256 forVotes,) = membersHouse.proposalVotes(proposalId);
        assertEq(forVotes, 1);
    }

    function _hadNoVotesAtTheSnapshot(address wallet) private view {
        assertEq(membersHouse.getVotes(wallet, membersHouse.proposalSnapshot(proposalId)), 0);
    }

    function _hasNoVotes(address wallet) private {
        assertEq(membership.getVotes(wallet), 0);
        uint256 now_ = vm.getBlockTimestamp();
        skip(1);
        assertEq(membership.getPastVotes(wallet, now_), 0);
    }

    function _isPaid(address wallet) private {
        if (vm.getBlockTimestamp() < contributions.startOf(2)) toFinal(0);
        distribution.claimFor(address(usd), 0, 2);
        assertGt(usd.balanceOf(wallet), 0);
    }

    function _expectRetirement() private {
        vm.expectCall(address(membersHouse), abi.encodeCall(membersHouse.retire, (ada)));
        vm.expectCall(address(contributorsHouse), abi.encodeCall(contributorsHouse.retire, (ada)));
    }
}
