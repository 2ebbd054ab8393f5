// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Rules} from "../interfaces/IContributions.sol";
import {IMembership, Admission, Invitation} from "../interfaces/IMembership.sol";
import {Roles} from "../libraries/Roles.sol";
import {World} from "./World.t.sol";

contract FoundTest is World {
    function setUp() public override {
        vm.warp(FOUNDED);
        deploy();
        person("founding key");
    }

    function test_Found_MakesTheFirstMemberOrganizerWithAUnit() public {
        founder = found("founder");
        (uint40 memberId, uint16 roles) = membership.actor(founder);
        assertEq(memberId, 1);
        assertEq(roles, Roles.ORGANIZER);
        assertEq(membership.activeUnits(), 1);
        assertEq(membership.getVotes(founder), 1);
        assertEq(membership.unitSince(1), FOUNDED);
        assertTrue(membership.founding());
    }

    function test_Found_RevertsWhen_ForgedVoucher() public {
        address thief = person("thief");
        Invitation memory voucher = newVoucher(0, 1);
        bytes memory signature = signVoucher(voucher, thief);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipInvitationSignature.selector, 0));
        vm.prank(thief);
        membership.join(1, CHARTER, voucher, signature);
    }

    /// @dev Attack 19: the founding voucher has several uses and leaks; only member 1 may be founder.
    function test_Found_RevertsWhen_SecondFounder() public {
        founder = person("founder");
        address thief = person("thief");
        Invitation memory voucher = newVoucher(0, 20);
        bytes memory signature = signVoucher(voucher, foundingKey);
        vm.prank(founder);
        membership.join(1, CHARTER, voucher, signature);
        vm.expectPartialRevert(IMembership.MembershipInvitationInvalid.selector);
        vm.prank(thief);
        membership.join(1, CHARTER, voucher, signature);
    }

    function test_Found_FounderWhoLeftMayComeBackAsFounderBeforeOpening() public {
        founder = found("founder");
        leave(founder);
        founder = found("founder");
        (, uint16 roles) = membership.actor(founder);
        assertEq(idOf(founder), 1);
        assertEq(roles, Roles.ORGANIZER);
    }

    /// @dev Attack 19: a founder whom the community relieved regains the role by leaving and founding again.
    function test_Found_RevertsWhen_FounderComesBackAfterOpening() public {
        super.setUp();
        leave(founder);
        Invitation memory voucher = newVoucher(0, 1);
        bytes memory signature = signVoucher(voucher, foundingKey);
        vm.expectPartialRevert(IMembership.MembershipInvitationInvalid.selector);
        vm.prank(founder);
        membership.join(1, CHARTER, voucher, signature);
    }

    function test_Found_OrganizerWritesTheFirstPapers() public {
        founder = found("founder");
        Rules memory rules = firstRules();
        rules.quorum[1] = 1;
        vm.startPrank(founder);
        assertEq(membership.publishCharter(keccak256("charter 2"), "ipfs://2"), 2);
        membership.setAdmission(Admission.Open);
        membership.setDaoURI("ipfs://dao2");
        assertEq(contributions.setRules(rules), 2);
        contributions.setAttester(founder);
        assertEq(distribution.setShareRules(firstShareRules()), 2);
        vm.stopPrank();
        assertEq(membership.daoURI(), "ipfs://dao2");
        assertEq(uint8(membership.admission()), uint8(Admission.Open));
        assertEq(contributions.attester(), founder);
    }

    /// @dev Attack 21: without organizers the founding would be stuck for ever; the members' house takes over.
    function test_Found_MembersHouseActsWhenTheLastOrganizerLeft() public {
        founder = found("founder");
        ada = admit("ada");
        ben = admit("ben");
        skip(1);
        bytes memory appointment = abi.encodeCall(membership.setRoles, (2, Roles.ORGANIZER));
        vm.prank(address(membersTimelock));
        vm.expectPartialRevert(IMembership.MembershipNotOrganizer.selector);
        membership.setRoles(2, Roles.ORGANIZER);

        leave(founder);
        uint256 proposalId = propose(membersHouse, ada, address(membership), appointment);
        toVoting(membersHouse, proposalId);
        vote(membersHouse, proposalId, ada, FOR);
        vote(membersHouse, proposalId, ben, FOR);
        vm.warp(membersHouse.proposalDeadline(proposalId) + 1);
        membersHouse.queue(proposalId);
        skip(MEMBERS_DELAY);
        membersHouse.execute(proposalId);
        (, uint16 roles) = membership.actor(ada);
        assertEq(roles, Roles.ORGANIZER);
        vm.prank(ada);
        membership.setRoles(3, Roles.MODERATOR);
    }
}

contract FoundOpenlyTest is World {
    function setUp() public override {
        vm.warp(FOUNDED);
        deploy();
        person("founding key");
    }

    function firstAdmission() internal pure override returns (Admission) {
        return Admission.Open;
    }

    /// @dev Attack 19: somebody joins an open community before its founder and takes id 1 for ever.
    function test_Found_RevertsWhen_StrangerJoinsFirst() public {
        address thief = person("thief");
        vm.expectRevert(IMembership.MembershipInvitationRequired.selector);
        joinOpenly(thief);
        founder = found("founder");
        assertEq(idOf(founder), 1);
        assertEq(joinOpenly(thief), 2);
        assertEq(membership.unitSince(2), 0);
    }
}
