// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Admission, IMembership} from "../interfaces/IMembership.sol";
import {MemberWorld} from "./MemberWorld.t.sol";

contract ActivateTest is MemberWorld {
    function firstAdmission() internal pure override returns (Admission) {
        return Admission.Open;
    }

    function test_Activate_EarnedByAFinalEpoch() public {
        address eva = person("eva");
        joinOpenly(eva);
        give(eva, 0, 10);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnitNotEarned.selector, 6, 0));
        membership.activate(6, 0);
        toFinal(0);
        membership.activate(6, 0);
        assertEq(membership.getVotes(eva), 1);
        assertEq(membership.unitSince(6), block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnitUnchanged.selector, 6));
        membership.activate(6, 0);
    }

    function test_Activate_RevertsWhen_TooFewPoints() public {
        address eva = person("eva");
        joinOpenly(eva);
        give(eva, 0, 9);
        toFinal(0);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnitNotEarned.selector, 6, 0));
        membership.activate(6, 0);
    }

    /// @dev Attack 11: points that only the attester confirmed earn no unit.
    function test_Activate_RevertsWhen_OnlyAttestedPoints() public {
        address eva = person("eva");
        joinOpenly(eva);
        attest(item(eva, 7, 100));
        toFinal(0);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnitNotEarned.selector, 6, 0));
        membership.activate(6, 0);
    }

    function test_Activate_RevertsWhen_NotActiveOrNotUpToDate() public {
        address eva = person("eva");
        joinOpenly(eva);
        give(eva, 0, 10);
        toFinal(0);
        vm.prank(address(membersTimelock));
        membership.publishCharter(keccak256("charter 2"), "");
        bindCharter();
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipCharterNotAccepted.selector, 6, 2));
        membership.activate(6, 0);
        leave(eva);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnknownMember.selector, 6));
        membership.activate(6, 0);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnknownMember.selector, 0));
        membership.activate(0, 0);
    }

    /// @dev Attack 20: an inviter floods the house; the sixth newcomer waits for the next period.
    function test_Activate_LimitsUnitsPerPeriod() public {
        for (uint256 i = 0; i < 7; ++i) {
            admit(vm.toString(i));
        }
        assertEq(membership.activeUnits(), 10);
        assertEq(membership.memberCount(), 12);
        vm.expectPartialRevert(IMembership.MembershipUnitLimit.selector);
        membership.activate(11, 0);
        skip(30 days);
        membership.activate(11, 0);
        membership.activate(12, 0);
        assertEq(membership.activeUnits(), 12);
    }

    function test_Activate_LimitIsAFifthOfLargeCommunities() public {
        for (uint256 period = 0; period < 5; ++period) {
            for (uint256 i = 0; i < 5; ++i) {
                admit(string.concat(vm.toString(period), ".", vm.toString(i)));
            }
            skip(30 days);
        }
        assertEq(membership.activeUnits(), 30);
        for (uint256 i = 0; i < 8; ++i) {
            admit(string.concat("last ", vm.toString(i)));
        }
        assertEq(membership.activeUnits(), 36);
    }

    /// @dev Attack 20 upside down: one member leaves and returns in turns until newcomers find no room.
    function test_Activate_OneMemberCannotUseUpThePeriod() public {
        address eva = admit("eva");
        for (uint256 i = 0; i < 6; ++i) {
            leave(eva);
            admitWallet(eva);
        }
        leave(ada);
        admitWallet(ada);
        leave(ada);
        admitWallet(ada);
        for (uint256 i = 0; i < 3; ++i) {
            admit(vm.toString(i));
        }
        assertEq(membership.activeUnits(), 9);
        admit("sixth");
        assertEq(membership.activeUnits(), 9);
    }
}
