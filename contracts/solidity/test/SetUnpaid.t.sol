// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

import {IMembership} from "../interfaces/IMembership.sol";
import {ISafeguards, SetUnpaid} from "../interfaces/ISafeguards.sol";
import {Marks} from "../libraries/Marks.sol";
import {MemberWorld} from "./MemberWorld.t.sol";

contract SetUnpaidTest is MemberWorld {
    function test_SetUnpaid_MarksAndUnmarks() public {
        vm.expectEmit(address(safeguards));
        emit ISafeguards.UnpaidSet(2, true);
        vm.prank(ada);
        safeguards.setUnpaid(true);
        (address to, uint8 marks) = membership.payment(2);
        assertEq(to, ada);
        assertEq(marks, Marks.UNPAID);
        vm.prank(ada);
        safeguards.setUnpaid(false);
        (, marks) = membership.payment(2);
        assertEq(marks, 0);
    }

    function test_SetUnpaid_LeavesOtherMarksAlone() public {
        suspend(ada, 5);
        vm.startPrank(ada);
        safeguards.setUnpaid(true);
        assertEq(marksOf(ada), Marks.UNPAID | Marks.SUSPENDED);
        safeguards.setUnpaid(false);
        vm.stopPrank();
        assertEq(marksOf(ada), Marks.SUSPENDED);
        assertTrue(hasUnit(ada));
    }

    function test_SetUnpaid_OutlivesLeavingAndReturning() public {
        leave(ada);
        vm.prank(ada);
        safeguards.setUnpaid(true);
        admitWallet(ada);
        assertEq(marksOf(ada), Marks.UNPAID);
    }

    function test_SetUnpaid_RevertsWhen_NotTheCurrentWallet() public {
        rotate(ada, person("fresh"));
        address[2] memory others = [ada, person("eva")];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsNotMember.selector, others[i]));
            vm.prank(others[i]);
            safeguards.setUnpaid(true);
        }
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipNotSafeguards.selector, ben));
        vm.prank(ben);
        membership.setMark(3, Marks.HELD, false);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipNotSafeguards.selector, ben));
        vm.prank(ben);
        membership.setHeld(3, false);
    }

    function test_SetUnpaidBySig_ForTheSigner() public {
        SetUnpaid memory paper = SetUnpaid(ada, true, safeguards.nonces(ada, 9), block.timestamp + 1 days);
        bytes memory signature = _sign(paper);
        paper.unpaid = false;
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsSignatureInvalid.selector, ada));
        safeguards.setUnpaidBySig(paper, signature);
        paper.unpaid = true;
        safeguards.setUnpaidBySig(paper, signature);
        assertEq(marksOf(ada), Marks.UNPAID);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        safeguards.setUnpaidBySig(paper, signature);
        vm.warp(paper.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsSignatureExpired.selector, paper.deadline));
        safeguards.setUnpaidBySig(paper, signature);
    }

    /// @dev Attack 29: a choice that was signed but not sent does not undo a later one.
    function test_Attack_29_OlderChoiceIsVoid() public {
        SetUnpaid memory paper = SetUnpaid(ada, true, safeguards.nonces(ada, 9), block.timestamp + 1 days);
        bytes memory signature = _sign(paper);
        vm.prank(ada);
        safeguards.setUnpaid(false);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        safeguards.setUnpaidBySig(paper, signature);
    }

    function _sign(SetUnpaid memory paper) private view returns (bytes memory) {
        bytes32 typeHash = keccak256("SetUnpaid(address wallet,bool unpaid,uint256 nonce,uint256 deadline)");
        return signSafeguards(paper.wallet, keccak256(abi.encode(typeHash, paper)));
    }
}
