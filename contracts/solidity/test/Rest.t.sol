// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

import {IMembership} from "../interfaces/IMembership.sol";
import {ISafeguards, Wake} from "../interfaces/ISafeguards.sol";
import {MemberWorld} from "./MemberWorld.t.sol";

contract RestTest is MemberWorld {
    uint256 private constant YEAR = 365 days;
    uint256 private constant NOTICE = 30 days;

    function test_Rest_AfterAYearAndAMonthOfNotice() public {
        skip(YEAR);
        vm.expectEmit(address(membership));
        emit IMembership.RestAnnounced(2, ada, uint40(block.timestamp + NOTICE));
        membership.announceRest(2);
        assertEq(membership.getVotes(ada), 1);
        skip(NOTICE - 1);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnitStands.selector, 2));
        membership.lapse(2);
        skip(1);
        membership.lapse(2);
        assertEq(membership.getVotes(ada), 0);
        assertEq(rolesOf(ada), ALL_LANES);
    }

    function test_Rest_RevertsWhen_ActedWithinAYear() public {
        skip(YEAR - 10 days - 1);
        vm.expectPartialRevert(IMembership.MembershipNoRestDue.selector);
        membership.announceRest(2);
        skip(1);
        membership.announceRest(2);
    }

    function test_Rest_RevertsWhen_AnnouncedOrWithoutUnit() public {
        skip(YEAR);
        membership.announceRest(2);
        vm.expectPartialRevert(IMembership.MembershipNoRestDue.selector);
        membership.announceRest(2);
        skip(NOTICE);
        membership.lapse(2);
        vm.expectPartialRevert(IMembership.MembershipNoRestDue.selector);
        membership.announceRest(2);
        vm.expectPartialRevert(IMembership.MembershipNoRestDue.selector);
        membership.announceRest(99);
    }

    /// @dev Attack 21: any act wakes, before the unit rests and after.
    function test_Attack_21_AnyActWakes() public {
        for (uint256 act = 0; act < 5; ++act) {
            skip(YEAR);
            membership.announceRest(2);
            _act(act);
            skip(NOTICE);
            vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnitStands.selector, 2));
            membership.lapse(2);
        }
    }

    function test_Resume_AfterASignOfLife() public {
        _rest();
        vm.expectPartialRevert(IMembership.MembershipUnitRests.selector);
        membership.resume(2);
        vm.expectEmit(address(membership));
        emit IMembership.SignOfLife(2);
        vm.prank(ada);
        safeguards.wake();
        membership.resume(2);
        assertEq(membership.getVotes(ada), 1);
        vm.expectPartialRevert(IMembership.MembershipNoRestDue.selector);
        membership.announceRest(2);
    }

    /// @dev Attack 20: sleepers come back even in a month when newcomers used up the activations.
    function test_Attack_20_RestedUnitsNeedNoRoom() public {
        _rest();
        for (uint256 i = 0; i < 5; ++i) {
            admit(vm.toString(i));
        }
        vm.prank(ada);
        safeguards.wake();
        membership.resume(2);
        assertTrue(hasUnit(ada));
    }

    /// @dev Others cannot keep somebody awake, nor does returning votes count as an act.
    function test_Rest_OthersCannotWake() public {
        vm.prank(ada);
        membership.delegate(ben);
        skip(YEAR);
        membership.announceRest(2);
        leave(ben);
        membership.followDelegate(ada);
        skip(NOTICE);
        membership.lapse(2);
        assertFalse(hasUnit(ada));
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipNotSafeguards.selector, address(this)));
        membership.noteAct(2);
    }

    function test_Wake_RevertsWhen_NotMember() public {
        address eva = person("eva");
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsNotMember.selector, eva));
        vm.prank(eva);
        safeguards.wake();
    }

    function test_WakeBySig_WakesTheSignerOnce() public {
        skip(YEAR);
        membership.announceRest(2);
        Wake memory paper = Wake(ada, safeguards.nonces(ada, 8), block.timestamp + 1 days);
        bytes32 hash = keccak256(abi.encode(keccak256("Wake(address wallet,uint256 nonce,uint256 deadline)"), paper));
        bytes memory signature = signSafeguards(ada, hash);
        safeguards.wakeBySig(paper, signature);
        skip(NOTICE);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnitStands.selector, 2));
        membership.lapse(2);
        paper.deadline = vm.getBlockTimestamp();
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsSignatureInvalid.selector, ada));
        safeguards.wakeBySig(paper, signature);
        hash = keccak256(abi.encode(keccak256("Wake(address wallet,uint256 nonce,uint256 deadline)"), paper));
        signature = signSafeguards(ada, hash);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        safeguards.wakeBySig(paper, signature);
    }

    /// @dev Attack 27: leaving works while the unit rests, and coming back begins anew.
    function test_Attack_27_LeavingWorksWhileResting() public {
        _rest();
        leave(ada);
        admitWallet(ada);
        assertTrue(hasUnit(ada));
    }

    function _rest() private {
        skip(YEAR);
        membership.announceRest(2);
        skip(NOTICE);
        membership.lapse(2);
    }

    function _act(uint256 act) private {
        if (act == 0) accept(ada);
        vm.startPrank(ada);
        if (act == 1) membership.delegate(ben);
        if (act == 2) safeguards.wake();
        if (act == 3) safeguards.setUnpaid(true);
        if (act == 4) membership.leave();
        vm.stopPrank();
        if (act == 4) admitWallet(ada);
    }
}
