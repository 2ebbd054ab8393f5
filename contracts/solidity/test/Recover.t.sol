// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {IMembership, Status} from "../interfaces/IMembership.sol";
import {ISafeguards} from "../interfaces/ISafeguards.sol";
import {Marks} from "../libraries/Marks.sol";
import {Roles} from "../libraries/Roles.sol";
import {MemberWorld} from "./MemberWorld.t.sol";

contract RecoverTest is MemberWorld {
    address internal fresh;

    function setUp() public override {
        super.setUp();
        fresh = person("fresh");
        appointSecondModerator();
    }

    function test_Recover_TakesRequestTwoModeratorsAndTime() public {
        requestRecovery(2, fresh);
        approveRecovery(dina, 2, fresh);
        assertEq(marksOf(ada), 0);
        uint40 readyAt = uint40(block.timestamp + RECOVERY_WAIT);
        vm.expectEmit(address(safeguards));
        emit ISafeguards.RecoveryStarted(2, ada, fresh, 5, 4, readyAt);
        approveRecovery(cleo, 2, fresh);
        assertEq(marksOf(ada), Marks.HELD);
        skip(RECOVERY_WAIT - 1);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsRecoveryNotReady.selector, 2, readyAt));
        safeguards.executeRecovery(2);
        skip(1);
        vm.expectCall(address(membersHouse), abi.encodeCall(membersHouse.retire, (ada)));
        vm.expectCall(address(contributorsHouse), abi.encodeCall(contributorsHouse.retire, (ada)));
        vm.expectCall(address(reputation), abi.encodeCall(reputation.moveWallet, (2, ada, fresh)));
        vm.prank(person("anybody"));
        safeguards.executeRecovery(2);
        assertEq(idOf(fresh), 2);
        assertEq(membership.ownerOf(2), fresh);
        assertEq(rolesOf(fresh), ALL_LANES);
        assertEq(marksOf(fresh), 0);
        assertTrue(membership.retired(ada));
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsRecoveryNotReady.selector, 2, 0));
        safeguards.executeRecovery(2);
    }

    /// @dev Attack 22: whoever takes a dormant membership over does not vote with it at once.
    function test_Attack_22_VotesRestForOneEpoch() public {
        recover(ada, fresh);
        uint40 until = uint40(vm.getBlockTimestamp()) + EPOCH;
        assertEq(membership.votesRestUntil(2), until);
        assertEq(membership.getVotes(ada), 0);
        assertEq(membership.getVotes(fresh), 0);
        assertEq(membership.activeUnits(), 4);
        vm.warp(until - 1);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnitRests.selector, 2, 0, until));
        membership.resume(2);
        skip(1);
        assertEq(membership.votesRestUntil(2), 0);
        membership.resume(2);
        assertEq(membership.getVotes(fresh), 1);
        assertEq(membership.delegates(fresh), fresh);
    }

    /// @dev Attack 22: leaving and coming back with a voucher does not end the rest.
    function test_Attack_22_RestOutlivesLeavingAndReturning() public {
        recover(ada, fresh);
        leave(fresh);
        admitWallet(fresh);
        assertFalse(hasUnit(fresh));
        vm.expectPartialRevert(IMembership.MembershipUnitRests.selector);
        membership.activate(2, 0);
        skip(EPOCH);
        membership.activate(2, 0);
        assertTrue(hasUnit(fresh));
    }

    /// @dev Attack 22: one in fifty per thirty days, at least one.
    function test_Attack_22_FewPerMonth() public {
        recover(ada, fresh);
        address other = person("other");
        requestRecovery(3, other);
        approveRecovery(dina, 3, other);
        vm.expectPartialRevert(ISafeguards.SafeguardsTooManyRecoveries.selector);
        approveRecovery(cleo, 3, other);
        skip(16 days);
        approveRecovery(cleo, 3, other);
        assertEq(safeguards.recoveryOf(3).to, other);
    }

    function test_Attack_22_CancelledOnesMakeRoom() public {
        startRecovery(ada, fresh);
        vm.prank(ada);
        safeguards.cancelRecovery(2);
        startRecovery(ben, person("other"));
        assertEq(marksOf(ben), Marks.HELD);
    }

    function test_Attack_22_LimitIsOneInFifty() public {
        grow(19);
        assertEq(membership.activeUnits(), 100);
        startRecovery(ada, person("one"));
        startRecovery(ben, person("two"));
        requestRecovery(1, person("three"));
        approveRecovery(dina, 1, person("three"));
        vm.expectPartialRevert(ISafeguards.SafeguardsTooManyRecoveries.selector);
        approveRecovery(cleo, 1, person("three"));
    }

    /// @dev Attack 5: two moderators are two people, and both are moderators when it counts.
    function test_Attack_5_OneModeratorIsNotTwo() public {
        requestRecovery(2, fresh);
        approveRecovery(dina, 2, fresh);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsSameModerator.selector, 5));
        approveRecovery(dina, 2, fresh);
        rotate(dina, person("dina's other wallet"));
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsSameModerator.selector, 5));
        approveRecovery(person("dina's other wallet"), 2, fresh);
        vm.prank(address(membersTimelock));
        membership.setRoles(5, 0);
        approveRecovery(cleo, 2, fresh);
        assertEq(safeguards.recoveryOf(2).to, address(0));
        vm.prank(address(membersTimelock));
        membership.setRoles(3, Roles.MODERATOR);
        approveRecovery(ben, 2, fresh);
        assertEq(safeguards.recoveryOf(2).to, fresh);
    }

    function test_Recover_RevertsWhen_ModeratorIsInvolvedOrNone() public {
        requestRecovery(5, fresh);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsOwnCase.selector, 5));
        approveRecovery(dina, 5, fresh);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsNotModerator.selector, ben));
        approveRecovery(ben, 5, fresh);
    }

    /// @dev Nobody is made a member who did not ask: moderators cannot push a membership onto a wallet.
    function test_Recover_RevertsWhen_NewWalletDidNotAskInTime() public {
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsNoRequest.selector, 2, fresh));
        approveRecovery(dina, 2, fresh);
        requestRecovery(2, fresh);
        approveRecovery(dina, 2, fresh);
        skip(30 days + 1);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsNoRequest.selector, 2, fresh));
        approveRecovery(cleo, 2, fresh);
    }

    function test_Recover_RevertsWhen_NewWalletIsNotFresh() public {
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsWalletUsed.selector, ben, 3));
        requestRecovery(2, ben);
        requestRecovery(2, fresh);
        approveRecovery(dina, 2, fresh);
        admitWallet(fresh);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsWalletUsed.selector, fresh, 6));
        approveRecovery(cleo, 2, fresh);
    }

    /// @dev The new wallet joins while it waits: nothing moves, and it can end what holds the money.
    function test_Recover_RevertsWhen_NewWalletJoinedMeanwhile() public {
        startRecovery(ada, fresh);
        admitWallet(fresh);
        skip(RECOVERY_WAIT);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsWalletUsed.selector, fresh, 6));
        safeguards.executeRecovery(2);
        vm.prank(fresh);
        safeguards.cancelRecovery(2);
        assertEq(marksOf(ada), 0);
    }

    function test_Recover_RevertsWhen_PendingOrGone() public {
        startRecovery(ada, fresh);
        address other = person("other");
        requestRecovery(2, other);
        approveRecovery(dina, 2, other);
        vm.expectPartialRevert(ISafeguards.SafeguardsRecoveryPending.selector);
        approveRecovery(cleo, 2, other);
        leave(ben);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsNotActive.selector, 3));
        requestRecovery(3, person("more"));
    }

    function test_Cancel_ByOldWalletGuardianOrHouse() public {
        address[3] memory may = [ada, address(guardian), address(membersTimelock)];
        for (uint256 i = 0; i < may.length; ++i) {
            uint256 state = vm.snapshotState();
            startRecovery(ada, fresh);
            vm.expectEmit(address(safeguards));
            emit ISafeguards.RecoveryCancelled(2, fresh, may[i]);
            vm.prank(may[i]);
            safeguards.cancelRecovery(2);
            assertEq(marksOf(ada), 0);
            skip(RECOVERY_WAIT);
            vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsRecoveryNotReady.selector, 2, 0));
            safeguards.executeRecovery(2);
            vm.revertToState(state);
        }
    }

    function test_Cancel_RevertsWhen_OthersTry() public {
        startRecovery(ada, fresh);
        address[4] memory others = [dina, founder, address(contributorsTimelock), person("stranger")];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            vm.prank(others[i]);
            safeguards.cancelRecovery(2);
        }
    }

    /// @dev An owner who showed up is left in peace: claims cannot be held again and again.
    function test_Cancel_ByTheOldWalletRefusesOthersForNinetyDays() public {
        startRecovery(ada, fresh);
        vm.prank(ada);
        safeguards.cancelRecovery(2);
        uint40 again = uint40(block.timestamp + 90 days);
        skip(80 days);
        requestRecovery(2, fresh);
        approveRecovery(dina, 2, fresh);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsRecoveryRefused.selector, 2, again));
        approveRecovery(cleo, 2, fresh);
        skip(10 days);
        approveRecovery(cleo, 2, fresh);
        assertEq(safeguards.recoveryOf(2).to, fresh);
    }

    function test_Rotate_EndsAPendingRecovery() public {
        startRecovery(ada, fresh);
        rotate(ada, person("other"));
        assertEq(safeguards.recoveryOf(2).to, address(0));
        assertEq(membership.member(2).marks, 0);
        assertEq(idOf(person("other")), 2);
    }

    /// @dev Attack 27: leaving works while a recovery is pending; it then moves what is left, the payee.
    function test_Attack_27_LeavingWorksWhileHeld() public {
        startRecovery(ada, fresh);
        leave(ada);
        assertEq(uint8(membership.member(2).status), uint8(Status.Left));
        assertEq(marksOf(ada), Marks.HELD);
        skip(RECOVERY_WAIT);
        safeguards.executeRecovery(2);
        assertEq(membership.payee(2), fresh);
        assertEq(membership.activeUnits(), 4);
        assertEq(membership.balanceOf(fresh), 0);
        skip(EPOCH);
        admitWallet(fresh);
        assertEq(idOf(fresh), 2);
        assertEq(membership.getVotes(fresh), 1);
    }

    function test_Recover_ExpelledMeanwhileNeverRejoin() public {
        startRecovery(ada, fresh);
        vm.prank(address(membersTimelock));
        membership.expel(2, REASON);
        skip(RECOVERY_WAIT);
        safeguards.executeRecovery(2);
        assertEq(membership.payee(2), fresh);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipExpelled.selector, 2));
        this.admitAgain(fresh);
    }

    /// @dev Attack 21: with one moderator, or none uninvolved, the members' house starts it.
    function test_Attack_21_HouseStartsWhereModeratorsAreMissing() public {
        requestRecovery(2, fresh);
        vm.startPrank(address(membersTimelock));
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsModeratorsSuffice.selector, 2));
        safeguards.startRecovery(2, fresh);
        membership.setRoles(4, ALL_LANES);
        vm.expectEmit(address(safeguards));
        emit ISafeguards.RecoveryStarted(2, ada, fresh, 0, 0, uint40(block.timestamp + RECOVERY_WAIT));
        safeguards.startRecovery(2, fresh);
        vm.stopPrank();
        skip(RECOVERY_WAIT);
        safeguards.executeRecovery(2);
        assertEq(idOf(fresh), 2);
    }

    function test_Attack_21_HouseStartsForAModeratorWithOneColleague() public {
        requestRecovery(5, fresh);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, cleo));
        vm.prank(cleo);
        safeguards.startRecovery(5, fresh);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsNoRequest.selector, 5, ada));
        vm.prank(address(membersTimelock));
        safeguards.startRecovery(5, ada);
        vm.prank(address(membersTimelock));
        safeguards.startRecovery(5, fresh);
        assertEq(safeguards.recoveryOf(5).to, fresh);
    }

    /// @dev Attack 10: recovery takes the unit where it lies, also from a delegate.
    function test_Attack_10_DelegatedUnitIsTakenFromTheDelegate() public {
        vm.prank(ada);
        membership.delegate(ben);
        vm.prank(cleo);
        membership.delegate(ada);
        recover(ada, fresh);
        assertEq(membership.getVotes(ben), 1);
        assertEq(membership.getVotes(ada), 1);
        membership.followDelegate(cleo);
        assertEq(membership.getVotes(ada), 0);
        assertEq(membership.getVotes(cleo), 1);
        skip(EPOCH);
        membership.resume(2);
        assertEq(membership.getVotes(ben), 2);
        assertEq(membership.activeUnits(), 5);
    }

    function admitAgain(address wallet) external {
        admitWallet(wallet);
    }
}

contract RecoverInPilotTest is MemberWorld {
    function isPilot() internal pure override returns (bool) {
        return true;
    }

    function test_Recover_PilotsWaitSeconds() public {
        appointSecondModerator();
        address fresh = person("fresh");
        startRecovery(ada, fresh);
        skip(13);
        vm.expectPartialRevert(ISafeguards.SafeguardsRecoveryNotReady.selector);
        safeguards.executeRecovery(2);
        skip(1);
        safeguards.executeRecovery(2);
        assertEq(idOf(fresh), 2);
    }
}
