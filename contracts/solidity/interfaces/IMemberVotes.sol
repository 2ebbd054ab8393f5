// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

/// @title MemberVotes
/// @notice Votes that belong to members (ERC-5805): held under the member's id, lent only to members, never transferred.
/// Reputation and SquareRoot answer with the same events and errors.
interface IMemberVotes {
    /// @dev As in ERC-20, for tools that follow supply and balances; there is no transfer function.
    event Transfer(address indexed from, address indexed to, uint256 value);

    error ReputationDelegateNotMember(address delegatee);
    error ReputationDelegateStands(address account, address delegatee);
    error ReputationVotesRest(uint40 memberId, uint40 until);

    /* ANYONE */

    /// @notice Returns the votes of `account` to it when its delegate is no active member or a retired wallet, or when it
    /// has none. Emits the votes' DelegateChanged.
    /// @dev Warning: members cannot keep their votes without a delegate for long: who wants to abstain does not vote.
    function followDelegate(address account) external;

    /// @notice {followDelegate} for the wallet of a member whose votes rested after a recovery.
    function resumeVotes(uint40 memberId) external;

    /* VIEWS */

    /// @notice The undelegated account that holds what waits for members to be settled.
    function UNSETTLED() external view returns (address);

    /// @notice Units of a member who settled.
    function unitsOf(uint40 memberId) external view returns (uint256);

    /// @notice ERC-20 style balance: units of the member whose current wallet is `account`.
    function balanceOf(address account) external view returns (uint256);

    /// @notice Supply of units, settled or not.
    function totalSupply() external view returns (uint256);
}
