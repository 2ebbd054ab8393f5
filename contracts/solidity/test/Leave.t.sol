// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

import {IMembership, Leave, Status} from "../interfaces/IMembership.sol";
import {World} from "./World.t.sol";

contract LeaveTest is World {
    function test_Leave_BurnsUnitAndRolesAndKeepsThePayee() public {
        leave(ada);
        assertEq(uint8(membership.member(2).status), uint8(Status.Left));
        assertEq(membership.activeUnits(), 4);
        assertEq(membership.getVotes(ada), 0);
        assertEq(membership.balanceOf(ada), 0);
        assertEq(membership.reviewerCount(0), 2);
        assertEq(membership.payee(2), ada);
        assertEq(membership.unitSince(2), 0);
        (uint40 memberId, uint16 roles) = membership.actor(ada);
        assertEq(memberId, 0);
        assertEq(roles, 0);
    }

    function test_Leave_RevertsWhen_NotMember() public {
        address eva = person("eva");
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipNotMember.selector, eva));
        leave(eva);
        leave(ada);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipNotMember.selector, ada));
        leave(ada);
    }

    function test_LeaveBySig_LeavesForTheSigner() public {
        Leave memory departure = _departure(ada);
        membership.leaveBySig(departure, signLeave(departure));
        assertEq(uint8(membership.member(2).status), uint8(Status.Left));
    }

    function test_LeaveBySig_RevertsWhen_Replayed() public {
        Leave memory departure = _departure(ada);
        bytes memory signature = signLeave(departure);
        membership.leaveBySig(departure, signature);
        admitWallet(ada);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        membership.leaveBySig(departure, signature);
    }

    /// @dev A departure that was signed but not sent must not throw out somebody who left directly and came back.
    function test_LeaveBySig_RevertsWhen_SignerLeftAndCameBack() public {
        Leave memory departure = _departure(ada);
        bytes memory signature = signLeave(departure);
        leave(ada);
        admitWallet(ada);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        membership.leaveBySig(departure, signature);
    }

    function test_LeaveBySig_RevertsWhen_ExpiredOrForged() public {
        Leave memory departure = _departure(ada);
        bytes memory signature = signLeave(departure);
        departure.wallet = ben;
        departure.nonce = membership.nonces(ben, 2);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipSignatureInvalid.selector, ben));
        membership.leaveBySig(departure, signature);
        departure.wallet = ada;
        vm.warp(departure.deadline + 1);
        vm.expectPartialRevert(IMembership.MembershipSignatureExpired.selector);
        membership.leaveBySig(departure, signature);
    }

    /// @dev Attack 27: leaving burns reputation in the same call, in every state of the member.
    function test_Leave_BurnsReputationAtOnce() public {
        establish();
        uint256 units = reputation.unitsOf(2);
        uint256 supply = reputation.totalSupply();
        vm.prank(ada);
        reputation.delegate(ben);
        leave(ada);
        assertEq(reputation.unitsOf(2), 0);
        assertEq(reputation.balanceOf(ada), 0);
        assertEq(reputation.totalSupply(), supply - units);
        assertEq(reputation.getVotes(ben), reputation.unitsOf(3));
        assertEq(reputation.delegates(ada), address(0));
    }

    function test_Leave_WorksForEveryRoleAndEveryPhase() public {
        give(ben, 0, 20);
        leave(founder);
        toGrace(0);
        leave(ada);
        toChallenge(0);
        leave(ben);
        toFinal(0);
        leave(cleo);
        mintAll();
        settle(dina);
        leave(dina);
        assertEq(membership.activeUnits(), 0);
        assertEq(membership.memberCount(), 5);
    }

    function test_Leave_PastSnapshotsStillVote() public {
        skip(1);
        uint256 proposalId = propose(membersHouse, founder, address(membership), "");
        toVoting(membersHouse, proposalId);
        leave(ada);
        vote(membersHouse, proposalId, ada, FOR);
        (, uint256 forVotes,) = membersHouse.proposalVotes(proposalId);
        assertEq(forVotes, 1);
    }

    function _departure(address wallet) private view returns (Leave memory) {
        return Leave(wallet, membership.nonces(wallet, 2), vm.getBlockTimestamp() + 1 days);
    }
}
