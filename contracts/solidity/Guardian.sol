// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {GovernorProposalGuardian} from "@openzeppelin/contracts/governance/extensions/GovernorProposalGuardian.sol";
import {GovernorStorage} from "@openzeppelin/contracts/governance/extensions/GovernorStorage.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {NoncesKeyed} from "@openzeppelin/contracts/utils/NoncesKeyed.sol";

import {IChallenges} from "./interfaces/IChallenges.sol";
import {IGuardian} from "./interfaces/IGuardian.sol";
import {IMembership} from "./interfaces/IMembership.sol";
import {ISafeguards} from "./interfaces/ISafeguards.sol";
import {Roles} from "./libraries/Roles.sol";

/// @title Guardian
/// @notice Proposal guardian of both houses, until its term ends. The words are in IGuardian.
contract Guardian is AccessManaged, EIP712, NoncesKeyed, IGuardian {
    /* TYPES */

    /// @notice Everything that the constructor needs.
    /// @param slug Same slug as the Membership, for the signing domain.
    /// @param expiresAt End of the first term, at most 365 days ahead.
    struct Setup {
        string slug;
        address accessManager;
        IMembership membership;
        address safeguards;
        address challenges;
        uint40 expiresAt;
    }

    /* CONSTANTS */

    bytes32 private constant CANCEL_PROPOSAL_TYPEHASH = keccak256(
        "CancelProposal(address guardian,address house,uint256 proposalId,bytes32 reasonHash,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant CANCEL_RECOVERY_TYPEHASH =
        keccak256("CancelRecovery(address guardian,uint40 memberId,bytes32 reasonHash,uint256 nonce,uint256 deadline)");
    bytes32 private constant EXTEND_DISPUTES_TYPEHASH =
        keccak256("ExtendDisputes(address guardian,uint32 epoch,bytes32 reasonHash,uint256 nonce,uint256 deadline)");
    uint192 private constant CANCEL_PROPOSAL_NONCES = 1;
    uint192 private constant CANCEL_RECOVERY_NONCES = 2;
    uint192 private constant EXTEND_DISPUTES_NONCES = 3;
    uint256 private constant MAX_TERM = 365 days;

    /* IMMUTABLES */

    IMembership private immutable _membership;
    ISafeguards private immutable _safeguards;
    IChallenges private immutable _challenges;

    /* STORAGE */

    /// @inheritdoc IGuardian
    uint40 public expiresAt;

    constructor(Setup memory setup)
        AccessManaged(setup.accessManager)
        EIP712(string.concat("Palabre ", setup.slug), "1")
    {
        _membership = setup.membership;
        _safeguards = ISafeguards(setup.safeguards);
        _challenges = IChallenges(setup.challenges);
        _extendTerm(setup.expiresAt);
    }

    /* GUARDIANS */

    /// @inheritdoc IGuardian
    function cancel(GovernorStorage house, uint256 proposalId, bytes32 reasonHash) external {
        _cancel(msg.sender, house, proposalId, reasonHash);
    }

    /// @inheritdoc IGuardian
    function cancelBySig(CancelProposal calldata order, bytes calldata signature) external {
        bytes32 hash = keccak256(abi.encode(CANCEL_PROPOSAL_TYPEHASH, order));
        _checkSignature(order.guardian, hash, order.deadline, signature);
        _spendNonce(order.guardian, CANCEL_PROPOSAL_NONCES, order.nonce);
        _cancel(order.guardian, order.house, order.proposalId, order.reasonHash);
    }

    /// @inheritdoc IGuardian
    function cancelRecovery(uint40 memberId, bytes32 reasonHash) external {
        _cancelRecovery(msg.sender, memberId, reasonHash);
    }

    /// @inheritdoc IGuardian
    function cancelRecoveryBySig(CancelRecovery calldata order, bytes calldata signature) external {
        bytes32 hash = keccak256(abi.encode(CANCEL_RECOVERY_TYPEHASH, order));
        _checkSignature(order.guardian, hash, order.deadline, signature);
        _spendNonce(order.guardian, CANCEL_RECOVERY_NONCES, order.nonce);
        _cancelRecovery(order.guardian, order.memberId, order.reasonHash);
    }

    /// @inheritdoc IGuardian
    function extend(uint32 epoch, bytes32 reasonHash) external {
        _extend(msg.sender, epoch, reasonHash);
    }

    /// @inheritdoc IGuardian
    function extendBySig(ExtendDisputes calldata order, bytes calldata signature) external {
        bytes32 hash = keccak256(abi.encode(EXTEND_DISPUTES_TYPEHASH, order));
        _checkSignature(order.guardian, hash, order.deadline, signature);
        _spendNonce(order.guardian, EXTEND_DISPUTES_NONCES, order.nonce);
        _extend(order.guardian, order.epoch, order.reasonHash);
    }

    /* GOVERNANCE ONLY */

    /// @inheritdoc IGuardian
    function extendTerm(uint40 until) external restricted {
        _extendTerm(until);
    }

    /// @inheritdoc IGuardian
    function end() external restricted {
        _setTerm(uint40(block.timestamp));
    }

    /* VIEWS */

    /// @inheritdoc IGuardian
    function expired() public view returns (bool) {
        return block.timestamp >= expiresAt;
    }

    /* INTERNALS */

    function _cancel(address wallet, GovernorStorage house, uint256 proposalId, bytes32 reasonHash) private {
        uint40 guardianId = _checkGuardian(wallet);
        if (house.state(proposalId) == IGovernor.ProposalState.Defeated) {
            revert GuardianProposalDefeated(address(house), proposalId);
        }
        if (_removesGuardian(house, proposalId)) revert GuardianOwnRemoval(address(house), proposalId);
        house.cancel(proposalId);
        emit ProposalStopped(address(house), proposalId, guardianId, reasonHash);
    }

    function _cancelRecovery(address wallet, uint40 memberId, bytes32 reasonHash) private {
        uint40 guardianId = _checkGuardian(wallet);
        _safeguards.cancelRecovery(memberId);
        emit RecoveryStopped(memberId, guardianId, reasonHash);
    }

    function _extend(address wallet, uint32 epoch, bytes32 reasonHash) private {
        uint40 guardianId = _checkGuardian(wallet);
        _challenges.extend(epoch);
        emit DisputesExtended(epoch, guardianId, reasonHash);
    }

    /// @dev A guardian that could stop its own removal would be eternal [23].
    function _removesGuardian(GovernorStorage house, uint256 proposalId) private view returns (bool) {
        (address[] memory targets,, bytes[] memory calldatas,) = house.proposalDetails(proposalId);
        if (targets.length != 1) return false;
        bytes4 selector = bytes4(calldatas[0]);
        bool replaced =
            targets[0] == address(house) && selector == GovernorProposalGuardian.setProposalGuardian.selector;
        return replaced || (targets[0] == address(this) && selector == this.end.selector);
    }

    function _checkGuardian(address wallet) private view returns (uint40 memberId) {
        if (expired()) revert GuardianTermOver(expiresAt);
        uint16 roles;
        (memberId, roles) = _membership.actor(wallet);
        if (roles & Roles.GUARDIAN == 0) revert GuardianNotGuardian(wallet);
    }

    function _checkSignature(address signer, bytes32 structHash, uint256 deadline, bytes calldata signature)
        private
        view
    {
        if (block.timestamp > deadline) revert GuardianSignatureExpired(deadline);
        bytes32 hash = _hashTypedDataV4(structHash);
        if (!SignatureChecker.isValidSignatureNow(signer, hash, signature)) revert GuardianSignatureInvalid(signer);
    }

    function _spendNonce(address owner, uint192 key, uint256 nonce) private {
        uint256 current = _useNonce(owner, key);
        if (nonce != current) revert InvalidAccountNonce(owner, current);
    }

    function _extendTerm(uint40 until) private {
        uint256 least = Math.max(block.timestamp, expiresAt) + 1;
        uint256 most = block.timestamp + MAX_TERM;
        if (until < least || until > most) revert GuardianTermOutOfBounds(until, least, most);
        _setTerm(until);
    }

    function _setTerm(uint40 until) private {
        expiresAt = until;
        emit TermSet(until);
    }
}
