// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Admission, IMembership} from "../interfaces/IMembership.sol";
import {World} from "./World.t.sol";

contract OpenTest is World {
    function setUp() public override {
        vm.warp(FOUNDED);
        deploy();
        founder = found("founder");
    }

    function test_Open_AnyoneMayWithFiveUnits() public {
        for (uint256 i = 0; i < 4; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipTooFewUnits.selector, i + 1, 5));
            membership.open();
            admit(vm.toString(i));
        }
        vm.prank(person("stranger"));
        membership.open();
        assertFalse(membership.founding());
    }

    function test_Open_RevertsWhen_Open() public {
        for (uint256 i = 0; i < 4; ++i) {
            admit(vm.toString(i));
        }
        membership.open();
        vm.expectRevert(IMembership.MembershipAlreadyOpen.selector);
        membership.open();
    }

    /// @dev Attack 19: from now on the organizer is one member among others.
    function test_Open_EndsThePowersOfOrganizers() public {
        for (uint256 i = 0; i < 4; ++i) {
            admit(vm.toString(i));
        }
        membership.open();
        vm.startPrank(founder);
        vm.expectRevert();
        membership.setRoles(2, 1);
        vm.expectRevert();
        membership.publishCharter(CHARTER, "");
        vm.expectRevert();
        membership.setAdmission(Admission.Open);
        vm.expectRevert();
        membership.setDaoURI("");
        vm.expectRevert();
        contributions.setRules(firstRules());
        vm.expectRevert();
        contributions.setAttester(founder);
        vm.expectRevert();
        distribution.setShareRules(firstShareRules());
        vm.stopPrank();
    }
}

contract PilotTest is World {
    function setUp() public override {
        vm.warp(FOUNDED);
        deploy();
        founder = found("founder");
    }

    function isPilot() internal pure override returns (bool) {
        return true;
    }

    function test_Open_PilotNeedsOneUnit() public {
        membership.open();
        assertFalse(membership.founding());
        assertTrue(membership.pilot());
    }
}
