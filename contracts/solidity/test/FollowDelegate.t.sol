// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

import {IMembership} from "../interfaces/IMembership.sol";
import {SignedDelegation} from "../SignedDelegation.sol";
import {MemberWorld} from "./MemberWorld.t.sol";
import {SmartWallet} from "./wallets/Wallets.t.sol";

contract FollowDelegateTest is MemberWorld {
    function setUp() public override {
        super.setUp();
        vm.prank(ada);
        membership.delegate(ben);
    }

    function test_FollowDelegate_ReturnsVotesWhenTheDelegateLeft() public {
        leave(ben);
        assertEq(membership.getVotes(ben), 1);
        vm.expectEmit(address(membership));
        emit IVotes.DelegateChanged(ada, ben, ada);
        vm.prank(person("anybody"));
        membership.followDelegate(ada);
        assertEq(membership.getVotes(ben), 0);
        assertEq(membership.getVotes(ada), 1);
    }

    function test_FollowDelegate_ReturnsVotesWhenTheDelegateIsRetired() public {
        address fresh = person("fresh");
        rotate(ben, fresh);
        assertEq(membership.getVotes(ben), 1);
        membership.followDelegate(ada);
        assertEq(membership.getVotes(ben), 0);
        assertEq(membership.getVotes(fresh), 1);
        assertEq(membership.getVotes(ada), 1);
    }

    function test_FollowDelegate_RevertsWhen_TheDelegateIsAMember() public {
        _expectStays(ada, ben);
        membership.followDelegate(ada);
        suspend(ben, 10);
        _expectStays(ada, ben);
        membership.followDelegate(ada);
        _expectStays(cleo, cleo);
        membership.followDelegate(cleo);
    }

    function test_FollowDelegate_RevertsWhen_NobodyOrNoMember() public {
        vm.prank(ada);
        membership.delegate(address(0));
        _expectStays(ada, address(0));
        membership.followDelegate(ada);
        address eva = person("eva");
        vm.prank(eva);
        membership.delegate(cleo);
        leave(cleo);
        _expectStays(eva, cleo);
        membership.followDelegate(eva);
    }

    function test_DelegateBySig_TakesContractWallets() public {
        address owner = person("owner");
        address wallet = address(new SmartWallet(owner));
        keyOf[wallet] = keyOf[owner];
        admitWallet(wallet);
        uint256 expiry = block.timestamp + 1 days;
        bytes memory signature = _sign(wallet, cleo, 0, expiry);
        membership.delegateBySig(wallet, cleo, 0, expiry, signature);
        assertEq(membership.getVotes(cleo), 2);
        assertEq(membership.nonces(wallet), 1);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        membership.delegateBySig(wallet, cleo, 0, expiry, signature);
    }

    /// @dev Both overloads spend the same nonce: a paper cannot be used once by each.
    function test_DelegateBySig_SharesTheNonceWithTheOtherOverload() public {
        uint256 expiry = block.timestamp + 1 days;
        bytes memory signature = _sign(cleo, ben, 0, expiry);
        membership.delegateBySig(cleo, ben, 0, expiry, signature);
        vm.prank(cleo);
        membership.delegate(cleo);
        (bytes32 r, bytes32 s) = abi.decode(signature, (bytes32, bytes32));
        uint8 v = uint8(signature[64]);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        membership.delegateBySig(ben, 0, expiry, v, r, s);
        assertEq(membership.getVotes(cleo), 1);
    }

    function test_DelegateBySig_RevertsWhen_ForgedExpiredOrToAStranger() public {
        uint256 expiry = block.timestamp + 1 days;
        bytes memory signature = _sign(ben, ben, 0, expiry);
        vm.expectRevert(abi.encodeWithSelector(SignedDelegation.DelegationSignatureInvalid.selector, cleo));
        membership.delegateBySig(cleo, ben, 0, expiry, signature);
        address eva = person("eva");
        signature = _sign(cleo, eva, 0, expiry);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipDelegateNotMember.selector, eva));
        membership.delegateBySig(cleo, eva, 0, expiry, signature);
        signature = _sign(cleo, ben, 0, expiry);
        vm.warp(expiry + 1);
        vm.expectRevert(abi.encodeWithSelector(IVotes.VotesExpiredSignature.selector, expiry));
        membership.delegateBySig(cleo, ben, 0, expiry, signature);
    }

    function _sign(address signer, address delegatee, uint256 nonce, uint256 expiry)
        private
        view
        returns (bytes memory)
    {
        bytes32 typeHash = keccak256("Delegation(address delegatee,uint256 nonce,uint256 expiry)");
        return signMembership(signer, keccak256(abi.encode(typeHash, delegatee, nonce, expiry)));
    }

    function _expectStays(address account, address delegatee) private {
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipDelegateStays.selector, account, delegatee));
    }
}
