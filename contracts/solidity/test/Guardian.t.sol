// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

import {Guardian} from "../Guardian.sol";
import {House} from "../House.sol";
import {IGuardian} from "../interfaces/IGuardian.sol";
import {Roles} from "../libraries/Roles.sol";
import {SmartWallet} from "./wallets/Wallets.t.sol";
import {World} from "./World.t.sol";

/// @notice Attack 23: a brake that people hold for a time, and that cannot keep itself.
contract GuardianTest is World {
    bytes32 private constant REASON = keccak256("salted reason");

    function setUp() public override {
        super.setUp();
        _appointByHouse(dina, Roles.GUARDIAN);
        skip(1);
    }

    function test_Cancel_OfEveryUnfinishedState() public {
        uint256 proposalId = _propose();
        _cancels(proposalId);
        toVoting(membersHouse, proposalId = _propose());
        vote(membersHouse, proposalId, ada, FOR);
        vote(membersHouse, proposalId, ben, FOR);
        vote(membersHouse, proposalId, cleo, FOR);
        _cancels(proposalId);
        vm.warp(membersHouse.proposalDeadline(proposalId) + 1);
        _cancels(proposalId);
        membersHouse.queue(proposalId);
        _cancels(proposalId);
        vm.prank(dina);
        guardian.cancel(membersHouse, proposalId, REASON);
        skip(MEMBERS_DELAY);
        vm.expectRevert();
        membersHouse.execute(proposalId);
    }

    function test_Cancel_RevertsWhen_Defeated() public {
        uint256 proposalId = _propose();
        vm.warp(membersHouse.proposalDeadline(proposalId) + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IGuardian.GuardianProposalDefeated.selector, address(membersHouse), proposalId)
        );
        vm.prank(dina);
        guardian.cancel(membersHouse, proposalId, REASON);
    }

    function test_Cancel_RevertsWhen_Executed() public {
        uint256 proposalId = carry(membersHouse, address(membership), abi.encodeCall(membership.setDaoURI, ("new")));
        membersHouse.execute(proposalId);
        vm.expectPartialRevert(IGovernor.GovernorUnexpectedProposalState.selector);
        vm.prank(dina);
        guardian.cancel(membersHouse, proposalId, REASON);
    }

    /// @dev In both houses, whoever else holds a role.
    function test_Guardian_RevertsWhen_NotGuardian() public {
        uint256 proposalId = _propose();
        address[4] memory others = [founder, ada, person("stranger"), address(membersTimelock)];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes memory refusal = abi.encodeWithSelector(IGuardian.GuardianNotGuardian.selector, others[i]);
            vm.startPrank(others[i]);
            vm.expectRevert(refusal);
            guardian.cancel(membersHouse, proposalId, REASON);
            vm.expectRevert(refusal);
            guardian.cancelRecovery(2, REASON);
            vm.expectRevert(refusal);
            guardian.extend(0, REASON);
            vm.stopPrank();
        }
        // Roles rest while their holder is suspended; they end with the membership.
        vm.mockCall(address(membership), abi.encodeCall(membership.actor, (dina)), abi.encode(uint40(5), uint16(0)));
        _refused(proposalId, abi.encodeWithSelector(IGuardian.GuardianNotGuardian.selector, dina));
        vm.clearMockedCalls();
        leave(dina);
        _refused(proposalId, abi.encodeWithSelector(IGuardian.GuardianNotGuardian.selector, dina));
    }

    function test_Guardian_ActsInTheContributorsHouse() public {
        establish();
        uint256 proposalId = propose(contributorsHouse, ada, address(contributions), "");
        toVoting(contributorsHouse, proposalId);
        vm.expectEmit(address(guardian));
        emit IGuardian.ProposalStopped(address(contributorsHouse), proposalId, 5, REASON);
        vm.prank(dina);
        guardian.cancel(contributorsHouse, proposalId, REASON);
        assertEq(uint8(stateOf(contributorsHouse, proposalId)), uint8(IGovernor.ProposalState.Canceled));
    }

    /// @dev What they do then is told in Recover.t.sol and Extend.t.sol.
    function _letTellEverything() private {
        vm.mockCall(address(safeguards), abi.encodeCall(safeguards.cancelRecovery, (2)), "");
        vm.mockCall(address(challenges), abi.encodeCall(challenges.extend, (7)), "");
    }

    function test_Guardian_TellsSafeguardsAndChallenges() public {
        _letTellEverything();
        vm.startPrank(dina);
        vm.expectCall(address(safeguards), abi.encodeCall(safeguards.cancelRecovery, (2)));
        vm.expectEmit(address(guardian));
        emit IGuardian.RecoveryStopped(2, 5, REASON);
        guardian.cancelRecovery(2, REASON);
        vm.expectCall(address(challenges), abi.encodeCall(challenges.extend, (7)));
        vm.expectEmit(address(guardian));
        emit IGuardian.DisputesExtended(7, 5, REASON);
        guardian.extend(7, REASON);
    }

    function test_Attack_23_GuardianCannotStopItsOwnRemoval() public {
        bytes memory end = abi.encodeCall(guardian.end, ());
        _cannotStop(membersHouse, address(guardian), end);
        _cannotStop(membersHouse, address(membersHouse), abi.encodeCall(membersHouse.setProposalGuardian, (address(0))));
        establish();
        address house = address(contributorsHouse);
        _cannotStop(contributorsHouse, house, abi.encodeCall(contributorsHouse.setProposalGuardian, (ada)));
        // Something else beside it makes it an ordinary proposal.
        address[] memory targets = new address[](2);
        bytes[] memory calldatas = new bytes[](2);
        (targets[0], calldatas[0], targets[1]) = (address(guardian), end, address(membership));
        vm.prank(ada);
        uint256 proposalId = membersHouse.propose(targets, new uint256[](2), calldatas, "two");
        _cancels(proposalId);
        _cancels(propose(membersHouse, ada, address(guardian), abi.encodeCall(guardian.extendTerm, (1))));
        _cancels(propose(membersHouse, ada, address(contributorsHouse), calldatas[0]));
    }

    function test_Attack_23_ProtectedRemovalTakesEffect() public {
        decide(membersHouse, address(guardian), abi.encodeCall(guardian.end, ()));
        assertTrue(guardian.expired());
        skip(1);
        uint256 proposalId = _propose();
        _refused(proposalId, abi.encodeWithSelector(IGuardian.GuardianTermOver.selector, guardian.expiresAt()));
        decide(membersHouse, address(membersHouse), abi.encodeCall(membersHouse.setProposalGuardian, (address(0))));
        assertEq(membersHouse.proposalGuardian(), address(0));
    }

    function test_Attack_23_NobodyActsAfterTheTerm() public {
        vm.warp(guardian.expiresAt() - 1);
        uint256 proposalId = _propose();
        _cancels(proposalId);
        skip(1);
        assertTrue(guardian.expired());
        bytes memory refusal = abi.encodeWithSelector(IGuardian.GuardianTermOver.selector, guardian.expiresAt());
        _refused(proposalId, refusal);
        vm.startPrank(dina);
        vm.expectRevert(refusal);
        guardian.cancelRecovery(2, REASON);
        vm.expectRevert(refusal);
        guardian.extend(0, REASON);
    }

    function test_Term_IsRenewedByTheMembersHouseAYearAtMost() public {
        uint40 now_ = uint40(vm.getBlockTimestamp());
        uint40 first = guardian.expiresAt();
        vm.startPrank(address(membersTimelock));
        _outOfBounds(now_ + 365 days + 1, first + 1, now_ + 365 days);
        _outOfBounds(first, first + 1, now_ + 365 days);
        vm.expectEmit(address(guardian));
        emit IGuardian.TermSet(now_ + 365 days);
        guardian.extendTerm(now_ + 365 days);
        vm.warp(now_ + 400 days);
        _outOfBounds(now_ + 400 days, now_ + 400 days + 1, now_ + 765 days);
        guardian.extendTerm(now_ + 401 days);
        assertFalse(guardian.expired());
        guardian.end();
        assertTrue(guardian.expired());
    }

    function test_Term_RevertsWhen_NotMembersHouse() public {
        address[3] memory others = [dina, founder, address(contributorsTimelock)];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.startPrank(others[i]);
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            guardian.extendTerm(uint40(vm.getBlockTimestamp() + 365 days));
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            guardian.end();
            vm.stopPrank();
        }
    }

    function test_Term_RevertsWhen_DeployedTooLong() public {
        uint256 now_ = vm.getBlockTimestamp();
        Guardian.Setup memory setup = Guardian.Setup(
            SLUG, address(accessManager), membership, address(safeguards), address(challenges), uint40(now_ + 365 days)
        );
        assertFalse(Guardian(this.deployGuardian(setup)).expired());
        setup.expiresAt += 1;
        vm.expectRevert(
            abi.encodeWithSelector(
                IGuardian.GuardianTermOutOfBounds.selector, now_ + 365 days + 1, now_ + 1, now_ + 365 days
            )
        );
        this.deployGuardian(setup);
    }

    function test_BySig_ActsForTheSigner() public {
        _letTellEverything();
        IGuardian.CancelProposal memory order = _order(dina, _propose());
        vm.expectEmit(address(guardian));
        emit IGuardian.ProposalStopped(address(membersHouse), order.proposalId, 5, REASON);
        guardian.cancelBySig(order, _signed(order));
        IGuardian.CancelRecovery memory recovery =
            IGuardian.CancelRecovery(dina, 2, REASON, guardian.nonces(dina, 2), order.deadline);
        vm.expectEmit(address(guardian));
        emit IGuardian.RecoveryStopped(2, 5, REASON);
        guardian.cancelRecoveryBySig(recovery, _signed(recovery));
        IGuardian.ExtendDisputes memory more =
            IGuardian.ExtendDisputes(dina, 7, REASON, guardian.nonces(dina, 3), order.deadline);
        vm.expectEmit(address(guardian));
        emit IGuardian.DisputesExtended(7, 5, REASON);
        guardian.extendBySig(more, _signed(more));
        bytes memory signature = _signed(more);
        vm.expectRevert(abi.encodeWithSelector(Nonces.InvalidAccountNonce.selector, dina, guardian.nonces(dina, 3)));
        guardian.extendBySig(more, signature);
        signature = _signed(recovery);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        guardian.cancelRecoveryBySig(recovery, signature);
    }

    function test_BySig_TakesContractWallets() public {
        SmartWallet wallet = new SmartWallet(ada);
        keyOf[address(wallet)] = keyOf[ada];
        admitWallet(address(wallet));
        _appointByHouse(address(wallet), Roles.GUARDIAN);
        IGuardian.CancelProposal memory order = _order(address(wallet), _propose());
        guardian.cancelBySig(order, _signed(order));
        assertEq(uint8(stateOf(membersHouse, order.proposalId)), uint8(IGovernor.ProposalState.Canceled));
    }

    function test_BySig_RevertsWhen_ChangedExpiredOrReplayed() public {
        IGuardian.CancelProposal memory order = _order(dina, _propose());
        bytes memory signature = _signed(order);
        bytes memory refusal = abi.encodeWithSelector(IGuardian.GuardianSignatureInvalid.selector, dina);
        order.proposalId += 1;
        vm.expectRevert(refusal);
        guardian.cancelBySig(order, signature);
        order.proposalId -= 1;
        order.house = contributorsHouse;
        vm.expectRevert(refusal);
        guardian.cancelBySig(order, signature);
        order.house = membersHouse;
        order.reasonHash = bytes32(0);
        vm.expectRevert(refusal);
        guardian.cancelBySig(order, signature);
        order.reasonHash = REASON;
        uint256 state = vm.snapshotState();
        guardian.cancelBySig(order, signature);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        guardian.cancelBySig(order, signature);
        vm.revertToState(state);
        vm.warp(order.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IGuardian.GuardianSignatureExpired.selector, order.deadline));
        guardian.cancelBySig(order, signature);
    }

    /// @dev A signature of somebody without the role is good, and changes nothing.
    function test_BySig_RevertsWhen_NotGuardian() public {
        IGuardian.CancelProposal memory order = _order(ada, _propose());
        bytes memory signature = _signed(order);
        vm.expectRevert(abi.encodeWithSelector(IGuardian.GuardianNotGuardian.selector, ada));
        guardian.cancelBySig(order, signature);
    }

    function deployGuardian(Guardian.Setup calldata setup) external returns (address) {
        return vm.deployCode("Guardian.sol:Guardian", abi.encode(setup));
    }

    function _appointByHouse(address wallet, uint16 roles) private {
        uint40 memberId = idOf(wallet);
        vm.prank(address(membersTimelock));
        membership.setRoles(memberId, roles);
    }

    function _propose() private returns (uint256) {
        return propose(membersHouse, ada, address(membership), "");
    }

    /// @dev Cancels, and takes it back.
    function _cancels(uint256 proposalId) private {
        uint256 state = vm.snapshotState();
        vm.expectEmit(address(guardian));
        emit IGuardian.ProposalStopped(address(membersHouse), proposalId, 5, REASON);
        vm.prank(dina);
        guardian.cancel(membersHouse, proposalId, REASON);
        assertEq(uint8(stateOf(membersHouse, proposalId)), uint8(IGovernor.ProposalState.Canceled));
        vm.revertToState(state);
    }

    function _refused(uint256 proposalId, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(dina);
        guardian.cancel(membersHouse, proposalId, REASON);
    }

    function _cannotStop(House house, address target, bytes memory data) private {
        uint256 proposalId = propose(house, ada, target, data);
        vm.expectRevert(abi.encodeWithSelector(IGuardian.GuardianOwnRemoval.selector, address(house), proposalId));
        vm.prank(dina);
        guardian.cancel(house, proposalId, REASON);
    }

    function _outOfBounds(uint40 until, uint256 least, uint256 most) private {
        vm.expectRevert(abi.encodeWithSelector(IGuardian.GuardianTermOutOfBounds.selector, until, least, most));
        guardian.extendTerm(until);
    }

    function _order(address signer, uint256 proposalId) private view returns (IGuardian.CancelProposal memory) {
        uint256 deadline = vm.getBlockTimestamp() + 1 days;
        return IGuardian.CancelProposal(signer, membersHouse, proposalId, REASON, guardian.nonces(signer, 1), deadline);
    }

    function _signed(IGuardian.CancelProposal memory order) private view returns (bytes memory) {
        bytes32 typeHash = keccak256(
            "CancelProposal(address guardian,address house,uint256 proposalId,bytes32 reasonHash,uint256 nonce,uint256 deadline)"
        );
        return _sign(order.guardian, keccak256(abi.encode(typeHash, order)));
    }

    function _signed(IGuardian.CancelRecovery memory order) private view returns (bytes memory) {
        bytes32 typeHash = keccak256(
            "CancelRecovery(address guardian,uint40 memberId,bytes32 reasonHash,uint256 nonce,uint256 deadline)"
        );
        return _sign(order.guardian, keccak256(abi.encode(typeHash, order)));
    }

    function _signed(IGuardian.ExtendDisputes memory order) private view returns (bytes memory) {
        bytes32 typeHash = keccak256(
            "ExtendDisputes(address guardian,uint32 epoch,bytes32 reasonHash,uint256 nonce,uint256 deadline)"
        );
        return _sign(order.guardian, keccak256(abi.encode(typeHash, order)));
    }

    function _sign(address signer, bytes32 structHash) private view returns (bytes memory) {
        return sign(signer, string.concat("Palabre ", SLUG), address(guardian), structHash);
    }
}
