// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";

import {IMemberVotes} from "../interfaces/IMemberVotes.sol";
import {IReputation} from "../interfaces/IReputation.sol";
import {Member} from "../interfaces/IMembership.sol";
import {SignedDelegation} from "../SignedDelegation.sol";
import {SmartWallet} from "./wallets/Wallets.t.sol";
import {World} from "./World.t.sol";

/// @notice Reputation's part of rotation and recovery: Membership is asked through mocked answers, so that the order in
/// which it changes its own record does not matter here.
contract MoveWalletTest is World {
    address private next;
    uint256 private units;

    function setUp() public override {
        super.setUp();
        establish();
        next = person("dina's next wallet");
        units = reputation.unitsOf(5);
    }

    function test_MoveWallet_MovesUnitsAndVotes() public {
        vm.expectEmit(address(reputation));
        emit IMemberVotes.Transfer(dina, next, units);
        _move(false);
        assertEq(reputation.unitsOf(5), units);
        assertEq(reputation.balanceOf(next), units);
        assertEq(reputation.balanceOf(dina), 0);
        assertEq(reputation.getVotes(next), units);
        assertEq(reputation.getVotes(dina), 0);
        assertEq(reputation.delegates(next), next);
        assertEq(reputation.delegates(dina), address(0));
    }

    function test_MoveWallet_DoesNotMindWhenMembershipChangesItsRecord() public {
        uint256 supply = reputation.totalSupply();
        uint256 snapshot = vm.snapshotState();
        for (uint256 late = 0; late < 2; ++late) {
            vm.revertToState(snapshot);
            _move(late == 1);
            assertEq(reputation.getVotes(next), units);
            assertEq(reputation.getVotes(dina), 0);
            vm.prank(next);
            reputation.delegate(ada);
            assertEq(reputation.getVotes(ada), 2 * units);
            assertEq(reputation.totalSupply(), supply);
        }
    }

    function test_MoveWallet_KeepsTheDelegate() public {
        vm.prank(dina);
        reputation.delegate(ada);
        _move(false);
        assertEq(reputation.delegates(next), ada);
        assertEq(reputation.getVotes(ada), 2 * units);
    }

    function test_MoveWallet_DropsADelegateWhoLeft() public {
        vm.prank(dina);
        reputation.delegate(ada);
        leave(ada);
        _move(false);
        assertEq(reputation.delegates(next), next);
        assertEq(reputation.getVotes(next), units);
        assertEq(reputation.getVotes(ada), 0);
    }

    /// @dev Attack 9: a delegate that the new wallet chose while it was nobody's must not inherit the votes, and the old
    /// wallet must move nothing any more.
    function test_Attack_9_NeitherAnEarlierChoiceNorTheOldWalletMovesVotes() public {
        vm.prank(next);
        reputation.delegate(ben);
        _move(false);
        assertEq(reputation.getVotes(ben), units);
        assertEq(reputation.getVotes(next), units);
        vm.prank(dina);
        reputation.delegate(ben);
        assertEq(reputation.getVotes(ben), units);
        skip(1);
        assertEq(reputation.getPastVotes(dina, vm.getBlockTimestamp() - 1), 0);
    }

    function test_MoveWallet_WithoutUnits() public {
        leave(dina);
        admitWallet(dina);
        _move(false);
        assertEq(reputation.getVotes(next), 0);
        uint32 epoch = contributions.currentEpoch();
        recordAll(packed(5, 0, 20, nextSequence++));
        toFinal(epoch + 1);
        mintAll();
        _settle(5);
        assertEq(reputation.unitsOf(5), 0, "the epoch of leaving is lost");
        epoch = contributions.currentEpoch();
        recordAll(packed(5, 0, 20, nextSequence++));
        toFinal(epoch);
        mintAll();
        _settle(5);
        assertGt(reputation.unitsOf(5), 0);
        assertEq(reputation.getVotes(next), reputation.unitsOf(5));
    }

    /// @dev Attack 22: a stolen recovery must not vote before the owner could object.
    function test_Attack_22_VotesRestAfterARecovery() public {
        uint40 until = uint40(vm.getBlockTimestamp() + 10 days);
        _rest(until);
        vm.prank(dina);
        vm.expectRevert(abi.encodeWithSelector(IMemberVotes.ReputationVotesRest.selector, 5, until));
        reputation.delegate(ada);
        _move(false);
        assertEq(reputation.unitsOf(5), units);
        assertEq(reputation.getVotes(next), 0);
        assertEq(reputation.delegates(next), address(0));
        vm.prank(next);
        vm.expectRevert(abi.encodeWithSelector(IMemberVotes.ReputationVotesRest.selector, 5, until));
        reputation.delegate(ada);
        vm.expectRevert(abi.encodeWithSelector(IMemberVotes.ReputationVotesRest.selector, 5, until));
        reputation.resumeVotes(5);
        vm.expectRevert(abi.encodeWithSelector(IMemberVotes.ReputationVotesRest.selector, 5, until));
        reputation.followDelegate(next);
        vm.warp(until);
        reputation.resumeVotes(5);
        assertEq(reputation.getVotes(next), units);
        vm.expectRevert(abi.encodeWithSelector(IMemberVotes.ReputationDelegateStands.selector, next, next));
        reputation.resumeVotes(5);
    }

    function test_MoveWallet_SettlingDuringTheRestGivesNoVotes() public {
        uint32 epoch = contributions.currentEpoch();
        give(dina, 0, 20);
        give(dina, 0, 20);
        _rest(uint40(vm.getBlockTimestamp() + 40 days));
        _move(false);
        toFinal(epoch);
        mintAll();
        _settle(5);
        assertGt(reputation.unitsOf(5), units);
        assertEq(reputation.getVotes(next), 0);
        skip(40 days);
        recordAll(packed(5, 0, 20, nextSequence++));
        toFinal(contributions.currentEpoch());
        mintAll();
        _settle(5);
        assertEq(reputation.getVotes(next), reputation.unitsOf(5), "settling wakes them");
    }

    function test_MoveWallet_RevertsWhen_NotMembership() public {
        vm.expectRevert(abi.encodeWithSelector(IReputation.ReputationNotMembership.selector, address(this)));
        reputation.moveWallet(5, dina, next);
    }

    function test_FollowDelegate_ReturnsTheVotes() public {
        vm.prank(ada);
        reputation.delegate(dina);
        vm.expectRevert(abi.encodeWithSelector(IMemberVotes.ReputationDelegateStands.selector, ada, dina));
        reputation.followDelegate(ada);
        _move(false);
        assertEq(reputation.getVotes(dina), units, "the retired wallet still has what ada lent");
        reputation.followDelegate(ada);
        assertEq(reputation.getVotes(dina), 0);
        assertEq(reputation.getVotes(ada), units);
        vm.prank(ada);
        reputation.delegate(ben);
        leave(ben);
        reputation.followDelegate(ada);
        assertEq(reputation.getVotes(ada), units);
    }

    function test_FollowDelegate_RevertsWhen_NotMember() public {
        address eva = person("eva");
        vm.expectRevert(abi.encodeWithSelector(IMemberVotes.ReputationDelegateNotMember.selector, eva));
        reputation.followDelegate(eva);
    }

    function test_DelegateBySig_TakesEveryKindOfWallet() public {
        address wallet = address(new SmartWallet(ada));
        admitWallet(wallet);
        uint256 expiry = vm.getBlockTimestamp() + 1 days;
        bytes memory signature = _signDelegation(ada, ben, 0, expiry);
        vm.expectRevert(abi.encodeWithSelector(SignedDelegation.DelegationSignatureInvalid.selector, cleo));
        reputation.delegateBySig(cleo, ben, 0, expiry, signature);
        reputation.delegateBySig(wallet, ben, 0, expiry, signature);
        assertEq(reputation.delegates(wallet), ben);
        reputation.delegateBySig(ada, ben, 0, expiry, signature);
        assertEq(reputation.getVotes(ben), 2 * units);
        vm.expectRevert();
        reputation.delegateBySig(ada, ben, 0, expiry, signature);
        vm.warp(expiry + 1);
        vm.expectRevert(abi.encodeWithSelector(IVotes.VotesExpiredSignature.selector, expiry));
        reputation.delegateBySig(ada, ben, 1, expiry, signature);
    }

    function _signDelegation(address from, address to, uint256 nonce, uint256 expiry)
        private
        view
        returns (bytes memory)
    {
        bytes32 hash = keccak256(
            abi.encode(keccak256("Delegation(address delegatee,uint256 nonce,uint256 expiry)"), to, nonce, expiry)
        );
        return sign(from, string.concat("Palabre ", SLUG), address(reputation), hash);
    }

    /// @dev What Membership does, with its record changed before or after it tells Reputation.
    function _move(bool recordFirst) private {
        if (recordFirst) _mockRecord();
        vm.prank(address(membership));
        reputation.moveWallet(5, dina, next);
        if (!recordFirst) _mockRecord();
    }

    function _mockRecord() private {
        Member memory record = membership.member(5);
        record.wallet = next;
        vm.mockCall(address(membership), abi.encodeCall(membership.member, (5)), abi.encode(record));
        vm.mockCall(address(membership), abi.encodeCall(membership.payee, (5)), abi.encode(next));
        vm.mockCall(address(membership), abi.encodeCall(membership.memberOf, (next)), abi.encode(5));
        vm.mockCall(address(membership), abi.encodeCall(membership.actor, (next)), abi.encode(5, 0));
        vm.mockCall(address(membership), abi.encodeCall(membership.actor, (dina)), abi.encode(0, 0));
    }

    function _rest(uint40 until) private {
        vm.mockCall(address(membership), abi.encodeCall(membership.votesRestUntil, (5)), abi.encode(until));
    }

    function _settle(uint40 memberId) private {
        uint40[] memory ids = new uint40[](1);
        ids[0] = memberId;
        reputation.settle(ids);
    }
}
