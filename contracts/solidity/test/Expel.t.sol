// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {IMembership, Status} from "../interfaces/IMembership.sol";
import {ISafeguards} from "../interfaces/ISafeguards.sol";
import {Marks} from "../libraries/Marks.sol";
import {MemberWorld} from "./MemberWorld.t.sol";

/// @notice Expulsion, and the lesser measure: removal of the voting unit.
contract ExpelTest is MemberWorld {
    function test_Expel_ByDecisionOfTheMembersHouse() public {
        skip(1);
        uint256 proposalId = carry(membersHouse, address(membership), abi.encodeCall(membership.expel, (2, REASON)));
        vm.expectEmit(address(membership));
        emit IMembership.Departed(2, ada, Status.Expelled);
        vm.expectEmit(address(membership));
        emit IMembership.Expelled(2, REASON);
        membersHouse.execute(proposalId);
        assertEq(uint8(membership.member(2).status), uint8(Status.Expelled));
        assertEq(membership.activeUnits(), 4);
        assertEq(membership.getVotes(ada), 0);
        assertEq(membership.reviewerCount(0), 2);
        assertEq(membership.balanceOf(ada), 0);
        assertEq(membership.payee(2), ada);
    }

    function test_Expel_PowersOfTheMembersHouseAreGranted() public view {
        bytes4[] memory powers = safeguardsPowers();
        for (uint256 i = 0; i < powers.length; ++i) {
            assertEq(accessManager.getTargetFunctionRole(address(safeguards), powers[i]), MEMBERS_HOUSE);
        }
    }

    function test_Expel_RevertsWhen_NotTheMembersHouse() public {
        address[4] memory others = [founder, dina, address(contributorsTimelock), address(constitution)];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]);
            vm.startPrank(others[i]);
            vm.expectRevert(refusal);
            membership.expel(2, REASON);
            vm.expectRevert(refusal);
            safeguards.removeUnit(2, REASON);
            vm.expectRevert(refusal);
            safeguards.allowUnit(2);
            vm.stopPrank();
        }
    }

    /// @dev Attack 19: not even while founding, when organizers may nearly everything.
    function test_Attack_19_OrganizersDoNotExpel() public {
        vm.warp(FOUNDED);
        deploy();
        founder = found("founder");
        admit("eva");
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, founder));
        vm.prank(founder);
        membership.expel(2, REASON);
    }

    function test_Expel_RevertsWhen_UnknownOrExpelled() public {
        vm.startPrank(address(membersTimelock));
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnknownMember.selector, 99));
        membership.expel(99, REASON);
        membership.expel(2, REASON);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipExpelled.selector, 2));
        membership.expel(2, REASON);
        vm.stopPrank();
    }

    /// @dev Attack 12: no voucher brings an expelled member back.
    function test_Attack_12_ExpelledNeverRejoin() public {
        _expel(2);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipExpelled.selector, 2));
        this.admitAgain(ada);
    }

    /// @dev Attack 12: leaving ahead of the decision does not keep the right to return.
    function test_Attack_12_LeavingFirstDoesNotHelp() public {
        leave(ada);
        _expel(2);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipExpelled.selector, 2));
        this.admitAgain(ada);
    }

    /// @dev Attack 13: reputation ends, shares recorded before are still paid to the last wallet.
    function test_Attack_13_ExpulsionConfiscatesNothingRecorded() public {
        fundUsd(0, 1_000_000);
        give(ada, 0, 20);
        give(ben, 0, 20);
        vm.prank(ada);
        reputation.delegate(ben);
        _expel(2);
        toFinal(0);
        mintAll();
        settle(ada);
        assertEq(reputation.unitsOf(2), 0);
        assertEq(reputation.getVotes(ben), 0);
        distribution.claimFor(address(usd), 0, 2);
        assertGt(usd.balanceOf(ada), 0);
    }

    /// @dev Attack 13: votes lent to somebody who is expelled go back to their owner.
    function test_Attack_13_VotesLentToTheExpelledReturn() public {
        vm.prank(ada);
        membership.delegate(ben);
        _expel(3);
        assertEq(membership.getVotes(ada), 0);
        membership.followDelegate(ada);
        assertEq(membership.getVotes(ada), 1);
        assertEq(membership.getVotes(ben), 0);
    }

    function test_Expel_WorksWhileSuspendedRestingAndHeld() public {
        suspend(ada, 10);
        bar(2);
        vm.prank(address(safeguards));
        membership.setHeld(2, true);
        _expel(2);
        assertEq(membership.reviewerCount(0), 2);
        assertEq(membership.activeUnits(), 4);
    }

    function test_RemoveUnit_TakesTheVoteAndNothingElse() public {
        give(ada, 0, 20);
        vm.expectEmit(address(safeguards));
        emit ISafeguards.UnitRemoved(2, REASON);
        bar(2);
        assertEq(membership.getVotes(ada), 0);
        assertEq(membership.activeUnits(), 4);
        assertEq(rolesOf(ada), ALL_LANES);
        assertEq(marksOf(ada), Marks.BARRED);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnitBarred.selector, 2));
        membership.resume(2);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnitBarred.selector, 2));
        membership.activate(2, 0);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsNotActive.selector, 99));
        bar(99);
    }

    /// @dev Attack 12: leaving and returning with a voucher does not bring the unit back.
    function test_Attack_12_RemovalOutlivesLeavingAndReturning() public {
        leave(ada);
        bar(2);
        admitWallet(ada);
        assertFalse(hasUnit(ada));
        leave(ada);
        admitWallet(ada);
        assertFalse(hasUnit(ada));
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnitBarred.selector, 2));
        membership.activate(2, 0);
    }

    function test_AllowUnit_LetsItResume() public {
        bar(2);
        vm.expectEmit(address(safeguards));
        emit ISafeguards.UnitAllowed(2);
        vm.prank(address(membersTimelock));
        safeguards.allowUnit(2);
        assertFalse(hasUnit(ada));
        membership.resume(2);
        assertTrue(hasUnit(ada));
    }

    function admitAgain(address wallet) external {
        admitWallet(wallet);
    }

    function bar(uint40 memberId) internal {
        vm.prank(address(membersTimelock));
        safeguards.removeUnit(memberId, REASON);
    }

    function _expel(uint40 memberId) private {
        vm.prank(address(membersTimelock));
        membership.expel(memberId, REASON);
    }
}
