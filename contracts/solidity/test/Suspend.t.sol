// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

import {Approval, Batch, IContributions} from "../interfaces/IContributions.sol";
import {IMembership, Invitation} from "../interfaces/IMembership.sol";
import {ISafeguards, Suspend} from "../interfaces/ISafeguards.sol";
import {Marks} from "../libraries/Marks.sol";
import {MemberWorld} from "./MemberWorld.t.sol";

contract SuspendTest is MemberWorld {
    function test_Suspend_RestsRolesAndNothingElse() public {
        give(ada, 0, 20);
        uint40 until = midnightIn(10);
        vm.expectEmit(address(safeguards));
        emit ISafeguards.Suspended(2, 5, until, REASON);
        suspend(ada, 10);
        assertTrue(membership.suspended(2));
        (uint40 memberId, uint16 roles) = membership.actor(ada);
        assertEq(memberId, 2);
        assertEq(roles, 0);
        assertEq(membership.member(2).roles, ALL_LANES);
        assertEq(membership.getVotes(ada), 1);
        assertEq(membership.activeUnits(), 5);
        (address to, uint8 marks) = membership.payment(2);
        assertEq(to, ada);
        assertEq(marks, Marks.SUSPENDED);
    }

    function test_Suspend_EndsByTimeAlone() public {
        suspend(ada, 30);
        vm.warp(midnightIn(30) - 1);
        assertTrue(membership.suspended(2));
        skip(1);
        assertFalse(membership.suspended(2));
        assertEq(rolesOf(ada), ALL_LANES);
        assertEq(safeguards.runningSuspensions(), 0);
    }

    /// @dev Attack 2: suspending opponents changes no vote, past or coming.
    function test_Attack_2_SuspendedStillVote() public {
        skip(1);
        uint256 proposalId = propose(membersHouse, founder, address(membership), "");
        suspend(ada, 30);
        toVoting(membersHouse, proposalId);
        vote(membersHouse, proposalId, ada, FOR);
        (, uint256 forVotes,) = membersHouse.proposalVotes(proposalId);
        assertEq(forVotes, 1);
    }

    function test_Attack_2_OneInTwentyAtOnce() public {
        suspend(ada, 2);
        _expectRefused(ben, 3, abi.encodeWithSelector(ISafeguards.SafeguardsTooManySuspended.selector, 1, 1));
        vm.warp(midnightIn(2));
        suspend(ben, 2);
        vm.warp(midnightIn(2));
        grow(7);
        assertEq(membership.activeUnits(), 40);
        suspend(cleo, 30);
        suspend(founder, 1);
        assertEq(safeguards.runningSuspensions(), 2);
        _expectRefused(
            person("grown 1"), 5, abi.encodeWithSelector(ISafeguards.SafeguardsTooManySuspended.selector, 2, 2)
        );
        vm.warp(midnightIn(1));
        assertEq(safeguards.runningSuspensions(), 1);
        suspend(person("grown 1"), 5);
    }

    /// @dev Attack 2: a chain of suspensions would be one without an end.
    function test_Attack_2_NotAgainWithinNinetyDays() public {
        suspend(ada, 5);
        uint40 again = midnightIn(5) + 90 days;
        assertEq(safeguards.suspendableFrom(2), again);
        vm.warp(again - 1);
        _expectRefused(ada, 5, abi.encodeWithSelector(ISafeguards.SafeguardsSuspendedRecently.selector, 2, again));
        skip(1);
        suspend(ada, 5);
    }

    function test_Attack_2_LeavingDoesNotShortenIt() public {
        suspend(ada, 10);
        leave(ada);
        admitWallet(ada);
        assertTrue(membership.suspended(2));
        vm.prank(address(membersTimelock));
        membership.setRoles(2, ALL_LANES);
        assertEq(rolesOf(ada), 0);
    }

    function test_Suspend_RevertsWhen_LengthIsNotOneToThirtyDays() public {
        uint40[4] memory wrong = [uint40(block.timestamp), midnightIn(0), midnightIn(31), midnightIn(5) + 1];
        for (uint256 i = 0; i < wrong.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsSuspensionLength.selector, wrong[i]));
            vm.prank(dina);
            safeguards.suspend(2, wrong[i], REASON);
        }
        suspend(ada, 30);
    }

    function test_Suspend_RevertsWhen_NotModeratorOrOneself() public {
        uint40 until = midnightIn(1);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsNotModerator.selector, founder));
        vm.prank(founder);
        safeguards.suspend(2, until, REASON);
        _expectRefused(dina, 1, abi.encodeWithSelector(ISafeguards.SafeguardsOwnCase.selector, 5));
        _expectRefused(person("eva"), 1, abi.encodeWithSelector(ISafeguards.SafeguardsNotActive.selector, 0));
        leave(ada);
        _expectRefused(ada, 1, abi.encodeWithSelector(ISafeguards.SafeguardsNotActive.selector, 2));
    }

    function test_Suspend_TakesAwayApprovingInvitingAndModerating() public {
        appointSecondModerator();
        Batch memory batch = batchOf(item(ben, 0, 5));
        Approval[] memory approvals = approvedBy(batch, ada);
        suspend(ada, 10);
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsQuorum.selector, 0, 0, 0, 1));
        contributions.record(batch, approvals);
        vm.warp(midnightIn(10));
        Invitation memory voucher = newVoucher(5, 1);
        bytes memory signature = signVoucher(voucher, dina);
        uint40 until = midnightIn(10);
        vm.prank(cleo);
        safeguards.suspend(5, until, REASON);
        address eva = person("eva");
        vm.expectPartialRevert(IMembership.MembershipInvitationInvalid.selector);
        vm.prank(eva);
        membership.join(1, CHARTER, voucher, signature);
        vm.warp(until - 1 days);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsNotModerator.selector, dina));
        vm.prank(dina);
        safeguards.suspend(4, until, REASON);
    }

    /// @dev Attack 27: roles of a suspended member end with the departure, or reviewers would be counted for ever.
    function test_Attack_27_LeavingWorksWhileSuspended() public {
        suspend(ada, 10);
        leave(ada);
        assertEq(membership.reviewerCount(0), 2);
        assertEq(membership.member(2).roles, 0);
        assertEq(membership.activeUnits(), 4);
    }

    function test_Lift_OnAppealToTheMembersHouse() public {
        suspend(ada, 30);
        skip(1);
        bytes memory order = abi.encodeCall(safeguards.liftSuspension, (2));
        uint256 proposalId = carry(membersHouse, address(safeguards), order);
        vm.expectEmit(address(safeguards));
        emit ISafeguards.SuspensionLifted(2);
        membersHouse.execute(proposalId);
        assertFalse(membership.suspended(2));
        assertEq(rolesOf(ada), ALL_LANES);
        assertEq(marksOf(ada), 0);
        assertEq(safeguards.runningSuspensions(), 0);
        suspend(ben, 1);
        _expectRefused(
            ada,
            5,
            abi.encodeWithSelector(ISafeguards.SafeguardsSuspendedRecently.selector, 2, safeguards.suspendableFrom(2))
        );
    }

    function test_Lift_RevertsWhen_NotTheHouseOrNotSuspended() public {
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsNotSuspended.selector, 2));
        vm.prank(address(membersTimelock));
        safeguards.liftSuspension(2);
        suspend(ada, 30);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, dina));
        vm.prank(dina);
        safeguards.liftSuspension(2);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipNotSafeguards.selector, founder));
        vm.prank(founder);
        membership.setSuspension(2, 0);
    }

    function test_SuspendBySig_SuspendsForTheSigner() public {
        Suspend memory paper =
            Suspend(dina, 2, midnightIn(3), REASON, safeguards.nonces(dina, 3), block.timestamp + 1 days);
        bytes memory forged = _sign(paper, ada);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsSignatureInvalid.selector, dina));
        safeguards.suspendBySig(paper, forged);
        bytes memory signature = _sign(paper, dina);
        safeguards.suspendBySig(paper, signature);
        assertTrue(membership.suspended(2));
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        safeguards.suspendBySig(paper, signature);
        vm.warp(paper.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsSignatureExpired.selector, paper.deadline));
        safeguards.suspendBySig(paper, signature);
    }

    /// @dev However ends and liftings fall, never more run at once than the limit allows.
    function testFuzz_Suspend_CountsRunningOnes(uint256 seed) public {
        grow(7);
        for (uint256 step = 0; step < 16; ++step) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint40 memberId = uint40(6 + seed % 35);
            uint40 until = midnightIn(1 + (seed >> 16) % 12);
            vm.prank(dina);
            try safeguards.suspend(memberId, until, REASON) {} catch {}
            vm.prank(address(membersTimelock));
            if ((seed >> 32) % 4 == 0) try safeguards.liftSuspension(memberId) {} catch {}
            skip((seed >> 48) % 4 days);
            uint256 running = 0;
            for (uint40 id = 1; id <= membership.memberCount(); ++id) {
                if (membership.suspended(id)) ++running;
            }
            assertEq(safeguards.runningSuspensions(), running);
            assertLe(running, 2);
        }
    }

    function _expectRefused(address who, uint256 nights, bytes memory reason) private {
        uint40 until = midnightIn(nights);
        uint40 memberId = idOf(who);
        vm.expectRevert(reason);
        vm.prank(dina);
        safeguards.suspend(memberId, until, REASON);
    }

    function _sign(Suspend memory paper, address signer) private view returns (bytes memory) {
        bytes32 typeHash = keccak256(
            "Suspend(address wallet,uint40 memberId,uint40 until,bytes32 reason,uint256 nonce,uint256 deadline)"
        );
        return signSafeguards(signer, keccak256(abi.encode(typeHash, paper)));
    }
}
