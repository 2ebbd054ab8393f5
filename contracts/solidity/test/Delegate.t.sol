// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IMemberVotes} from "../interfaces/IMemberVotes.sol";
import {IMembership} from "../interfaces/IMembership.sol";
import {World} from "./World.t.sol";

contract DelegateTest is World {
    function test_Delegate_MovesTheUnit() public {
        vm.prank(ada);
        membership.delegate(ben);
        assertEq(membership.getVotes(ada), 0);
        assertEq(membership.getVotes(ben), 2);
        skip(1);
        assertEq(membership.getPastVotes(ben, block.timestamp - 1), 2);
    }

    /// @dev Attack 9: votes lent outside the membership would be lost or stolen.
    function test_Delegate_RevertsWhen_NotMember() public {
        address eva = person("eva");
        vm.startPrank(ada);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipDelegateNotMember.selector, eva));
        membership.delegate(eva);
        vm.expectRevert(abi.encodeWithSelector(IMemberVotes.ReputationDelegateNotMember.selector, eva));
        reputation.delegate(eva);
        vm.stopPrank();
        leave(ben);
        vm.prank(ada);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipDelegateNotMember.selector, ben));
        membership.delegate(ben);
    }

    function test_Delegate_RevertsWhen_ToTheUnsettledAccount() public {
        address unsettled = reputation.UNSETTLED();
        vm.prank(ada);
        vm.expectRevert(abi.encodeWithSelector(IMemberVotes.ReputationDelegateNotMember.selector, unsettled));
        reputation.delegate(unsettled);
    }

    function test_Delegate_StrangersMoveNothing() public {
        vm.prank(person("eva"));
        membership.delegate(ada);
        assertEq(membership.getVotes(ada), 1);
    }

    /// @dev Who leaves and comes back holds their own vote, even if the former delegate has left as well.
    function test_Delegate_ReturningMemberVotesAgain() public {
        vm.prank(ada);
        membership.delegate(ben);
        leave(ada);
        assertEq(membership.getVotes(ben), 1);
        leave(ben);
        assertEq(membership.getVotes(ben), 0);
        admitWallet(ada);
        assertEq(membership.delegates(ada), ada);
        assertEq(membership.getVotes(ada), 1);
        assertEq(membership.getVotes(ben), 0);
    }

    function test_Delegate_LeavingEndsTheOwnDelegation() public {
        vm.prank(ada);
        membership.delegate(ben);
        leave(ada);
        assertEq(membership.delegates(ada), address(0));
        admitWallet(ada);
        assertEq(membership.getVotes(ada), 1);
        assertEq(membership.getVotes(ben), 1);
    }

    /// @dev A delegate chosen before joining is kept only while that delegate is a member.
    function test_Delegate_StaleChoiceOfANewcomerIsDropped() public {
        address eva = person("eva");
        vm.prank(eva);
        membership.delegate(ben);
        leave(ben);
        admitWallet(eva);
        assertEq(membership.getVotes(eva), 1);
        assertEq(membership.getVotes(ben), 0);
    }

    function test_Delegate_StaleChoiceForReputationIsDropped() public {
        give(ada, 0, 20);
        vm.prank(ada);
        reputation.delegate(ben);
        leave(ben);
        toFinal(0);
        mintAll();
        settle(ada);
        assertEq(reputation.getVotes(ben), 0);
        assertEq(reputation.getVotes(ada), reputation.unitsOf(2));
        assertGt(reputation.unitsOf(2), 0);
    }

    function test_Delegate_FreshChoiceForReputationIsKept() public {
        vm.prank(ada);
        reputation.delegate(ben);
        give(ada, 0, 20);
        toFinal(0);
        mintAll();
        settle(ada);
        assertEq(reputation.getVotes(ben), reputation.unitsOf(2));
    }

    function test_DelegateBySig_CountsTheNonceOnce() public {
        uint256 expiry = block.timestamp + 1 days;
        bytes32 hash = keccak256(
            abi.encode(keccak256("Delegation(address delegatee,uint256 nonce,uint256 expiry)"), ben, uint256(0), expiry)
        );
        bytes memory signature = signMembership(ada, hash);
        (bytes32 r, bytes32 s, uint8 v) = _split(signature);
        membership.delegateBySig(ben, 0, expiry, v, r, s);
        assertEq(membership.getVotes(ben), 2);
        vm.expectRevert();
        membership.delegateBySig(ben, 0, expiry, v, r, s);
        // The same paper under the other votes contract names somebody else, who has nothing.
        reputation.delegateBySig(ben, 0, expiry, v, r, s);
        assertEq(reputation.delegates(ada), address(0));
    }

    function _split(bytes memory signature) private pure returns (bytes32 r, bytes32 s, uint8 v) {
        (r, s) = abi.decode(signature, (bytes32, bytes32));
        v = uint8(signature[64]);
    }
}
