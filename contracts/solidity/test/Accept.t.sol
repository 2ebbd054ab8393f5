// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

import {AcceptCharter, IMembership} from "../interfaces/IMembership.sol";
import {World} from "./World.t.sol";

contract AcceptTest is World {
    bytes32 private constant SECOND = keccak256("charter 2");

    function setUp() public override {
        super.setUp();
        vm.prank(address(membersTimelock));
        membership.publishCharter(SECOND, "ipfs://2");
    }

    function test_Accept_RaisesTheVersionOfTheMember() public {
        assertEq(membership.member(2).charterVersion, 1);
        vm.prank(ada);
        membership.acceptCharter(2, SECOND);
        assertEq(membership.member(2).charterVersion, 2);
        assertEq(membership.charterHash(1), CHARTER);
        assertEq(membership.charterHash(2), SECOND);
    }

    function test_Accept_RevertsWhen_Old() public {
        vm.expectPartialRevert(IMembership.MembershipCharterNotCurrent.selector);
        vm.prank(ada);
        membership.acceptCharter(1, CHARTER);
    }

    function test_Accept_RevertsWhen_NotMember() public {
        address eva = person("eva");
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipNotMember.selector, eva));
        vm.prank(eva);
        membership.acceptCharter(2, SECOND);
    }

    function test_AcceptBySig_AcceptsForTheSigner() public {
        AcceptCharter memory acceptance = acceptanceOf(ada);
        membership.acceptCharterBySig(acceptance, signAcceptance(acceptance));
        assertEq(membership.member(2).charterVersion, 2);
    }

    function test_AcceptBySig_RevertsWhen_Replayed() public {
        AcceptCharter memory acceptance = acceptanceOf(ada);
        bytes memory signature = signAcceptance(acceptance);
        membership.acceptCharterBySig(acceptance, signature);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        membership.acceptCharterBySig(acceptance, signature);
    }

    function test_AcceptBySig_RevertsWhen_Expired() public {
        AcceptCharter memory acceptance = acceptanceOf(ada);
        bytes memory signature = signAcceptance(acceptance);
        vm.warp(acceptance.deadline + 1);
        vm.expectPartialRevert(IMembership.MembershipSignatureExpired.selector);
        membership.acceptCharterBySig(acceptance, signature);
    }

    function test_AcceptBySig_RevertsWhen_SignerLeft() public {
        AcceptCharter memory acceptance = acceptanceOf(ada);
        bytes memory signature = signAcceptance(acceptance);
        leave(ada);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        membership.acceptCharterBySig(acceptance, signature);
    }
}
