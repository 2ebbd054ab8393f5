// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {Admission, IMembership} from "../interfaces/IMembership.sol";
import {Roles} from "../libraries/Roles.sol";
import {World} from "./World.t.sol";

contract SetRolesTest is World {
    function test_SetRoles_CountsReviewersPerLane() public {
        assertEq(membership.reviewerCount(0), 3);
        vm.startPrank(address(membersTimelock));
        membership.setRoles(5, Roles.reviewer(3) | Roles.reviewer(7) | Roles.MODERATOR);
        assertEq(membership.reviewerCount(3), 4);
        assertEq(membership.reviewerCount(7), 4);
        membership.setRoles(5, Roles.reviewer(7));
        assertEq(membership.reviewerCount(3), 3);
        assertEq(membership.reviewerCount(7), 4);
        membership.setRoles(5, Roles.reviewer(7));
        assertEq(membership.reviewerCount(7), 4);
        vm.stopPrank();
    }

    function testFuzz_SetRoles_CountsMatchTheRecords(uint16[8] memory roles, uint8[8] memory who) public {
        for (uint256 i = 0; i < roles.length; ++i) {
            vm.prank(address(membersTimelock));
            membership.setRoles(1 + who[i] % 5, roles[i] & 0xff0f);
        }
        for (uint8 lane = 0; lane < 8; ++lane) {
            uint256 count = 0;
            for (uint40 id = 1; id <= 5; ++id) {
                if (membership.member(id).roles & Roles.reviewer(lane) != 0) ++count;
            }
            assertEq(membership.reviewerCount(lane), count);
        }
        uint256 moderators = 0;
        for (uint40 id = 1; id <= 5; ++id) {
            if (membership.member(id).roles & Roles.MODERATOR != 0) ++moderators;
        }
        assertEq(membership.holderCount(Roles.MODERATOR), moderators);
    }

    function test_SetRoles_RevertsWhen_UnknownBitsOrMember() public {
        vm.startPrank(address(membersTimelock));
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipRolesUnknown.selector, 1 << 4));
        membership.setRoles(5, 1 << 4);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipRolesUnknown.selector, 1 << 7));
        membership.setRoles(5, 1 << 7);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnknownMember.selector, 99));
        membership.setRoles(99, 0);
        vm.stopPrank();
        leave(dina);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnknownMember.selector, 5));
        vm.prank(address(membersTimelock));
        membership.setRoles(5, Roles.MODERATOR);
    }

    function test_SetRoles_OnlyTheMembersHouse() public {
        address[5] memory others = [founder, dina, address(contributorsTimelock), address(constitution), address(this)];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]);
            vm.startPrank(others[i]);
            vm.expectRevert(refusal);
            membership.setRoles(2, Roles.ORGANIZER);
            vm.expectRevert(refusal);
            membership.publishCharter(CHARTER, "");
            vm.expectRevert(refusal);
            membership.setAdmission(Admission.Open);
            vm.expectRevert(refusal);
            membership.setDaoURI("");
            vm.stopPrank();
        }
    }

    function test_SetRoles_ByDecisionOfTheMembersHouse() public {
        skip(1);
        decide(membersHouse, address(membership), abi.encodeCall(membership.setRoles, (5, Roles.ORGANIZER)));
        (, uint16 roles) = membership.actor(dina);
        assertEq(roles, Roles.ORGANIZER);
    }
}
