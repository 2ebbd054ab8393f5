// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

import {GovernorStorage} from "@openzeppelin/contracts/governance/extensions/GovernorStorage.sol";

/// @title Guardian
/// @notice The brake of a young community. Members with the role GUARDIAN act through it until its term ends; that role
/// is given by Membership's `setRoles`: by organizers while founding, then by the members' house.
/// Reasons are published off chain; a hash of the text and a salt stands on chain.
interface IGuardian {
    /// @notice Signed by a guardian who cancels a proposal.
    /// @param nonce `nonces(guardian, 1)`, the keyed nonce of cancelled proposals.
    /// @param deadline Unix time after which the signature is void.
    struct CancelProposal {
        address guardian;
        GovernorStorage house;
        uint256 proposalId;
        bytes32 reasonHash;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice Signed by a guardian who cancels a recovery.
    /// @param nonce `nonces(guardian, 2)`, the keyed nonce of cancelled recoveries.
    /// @param deadline Unix time after which the signature is void.
    struct CancelRecovery {
        address guardian;
        uint40 memberId;
        bytes32 reasonHash;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice Signed by a guardian who gives the disputes of an epoch more time.
    /// @param nonce `nonces(guardian, 3)`, the keyed nonce of extensions.
    /// @param deadline Unix time after which the signature is void.
    struct ExtendDisputes {
        address guardian;
        uint32 epoch;
        bytes32 reasonHash;
        uint256 nonce;
        uint256 deadline;
    }

    event TermSet(uint40 expiresAt);
    event ProposalStopped(
        address indexed house, uint256 indexed proposalId, uint40 indexed guardianId, bytes32 reasonHash
    );
    event RecoveryStopped(uint40 indexed memberId, uint40 indexed guardianId, bytes32 reasonHash);
    event DisputesExtended(uint32 indexed epoch, uint40 indexed guardianId, bytes32 reasonHash);

    error GuardianNotGuardian(address wallet);
    error GuardianTermOver(uint40 expiresAt);
    error GuardianTermOutOfBounds(uint256 until, uint256 least, uint256 most);
    error GuardianOwnRemoval(address house, uint256 proposalId);
    error GuardianProposalDefeated(address house, uint256 proposalId);
    error GuardianSignatureExpired(uint256 deadline);
    error GuardianSignatureInvalid(address guardian);

    /* GUARDIANS */

    /// @notice Cancels a proposal that is not yet executed. Emits {ProposalStopped}; the house emits ProposalCanceled.
    /// @dev Warning: a proposal whose only call ends the guardian's term, or gives the house another guardian, cannot
    /// be cancelled. One that takes the role from a single guardian can.
    function cancel(GovernorStorage house, uint256 proposalId, bytes32 reasonHash) external;

    /// @notice {cancel} for the signer.
    function cancelBySig(CancelProposal calldata order, bytes calldata signature) external;

    /// @notice Cancels the pending recovery of a wallet. Emits {RecoveryStopped}.
    function cancelRecovery(uint40 memberId, bytes32 reasonHash) external;

    /// @notice {cancelRecovery} for the signer.
    function cancelRecoveryBySig(CancelRecovery calldata order, bytes calldata signature) external;

    /// @notice Gives the disputes of `epoch` one house cycle more, once. Emits {DisputesExtended}.
    function extend(uint32 epoch, bytes32 reasonHash) external;

    /// @notice {extend} for the signer.
    function extendBySig(ExtendDisputes calldata order, bytes calldata signature) external;

    /* GOVERNANCE ONLY */

    /// @notice Renews the term until `until`, later than now and the present end, at most 365 days ahead. Only the
    /// members' house. Emits {TermSet}.
    function extendTerm(uint40 until) external;

    /// @notice Ends the term now. Only the members' house. Emits {TermSet}.
    function end() external;

    /* VIEWS */

    /// @notice When the term ends.
    function expiresAt() external view returns (uint40);

    /// @notice Whether the term is over: then nobody can act through this contract.
    function expired() external view returns (bool);
}
