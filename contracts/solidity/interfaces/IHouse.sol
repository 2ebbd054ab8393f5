// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

/// @title House
/// @notice What a house adds to an OpenZeppelin Governor; every event and selector of the Governor is unchanged.
interface IHouse {
    /// @notice Signed by a member who proposes.
    /// @param nonce `nonces(proposer, PROPOSE_KEY)`.
    /// @param deadline Unix time after which the signature is void.
    struct Proposal {
        address proposer;
        address[] targets;
        uint256[] values;
        bytes[] calldatas;
        string description;
        uint256 nonce;
        uint256 deadline;
    }

    event WalletRetired(address indexed wallet);

    error HouseSignatureExpired(uint256 deadline);
    error HouseSignatureInvalid(address proposer);
    error HouseNotYetSitting();
    error HouseSettingOutOfBounds(bytes32 setting, uint256 value, uint256 least, uint256 most);
    error HouseNotSafeguards(address caller);
    error HouseWalletRetired(address wallet);
    error HouseProposerSuspended(address wallet, uint40 memberId);
    error HouseTargetRefused(address target);
    error HouseTimelockFixed();

    /* MEMBERS */

    /// @notice `propose` for the signer. Emits the Governor's ProposalCreated with the signer as proposer.
    /// @dev Warning: as with `propose`, suspended members are refused, and so are calls to the house's own timelock and,
    /// while the community is founding, to the constitution.
    function proposeBySig(Proposal calldata proposal, bytes calldata signature) external returns (uint256 proposalId);

    /* SAFEGUARDS ONLY */

    /// @notice Refuses for ever the ballots and proposals of a wallet that its member moved away from. Emits
    /// {WalletRetired}.
    /// @dev Warning: open votes are lost with it. The member's new wallet votes from the next snapshot.
    function retire(address wallet) external;

    /* VIEWS */

    /// @notice Whether {retire} was called for `wallet`.
    function retired(address wallet) external view returns (bool);
}
