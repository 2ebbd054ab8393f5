// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

import {IMemberVotes} from "./IMemberVotes.sol";

/// @title SquareRoot
/// @notice Votes that grow with the square root of a member's reputation: each member's root is rounded down, and the
/// supply is the exact sum of these roots plus a bound on the roots of what waits to be settled.
/// @dev Warning: this is a square-root weighting, not quadratic voting, and worth nothing where one person can have two
/// memberships.
interface ISquareRoot is IMemberVotes {
    error SquareRootNotReputation(address caller);

    /* REPUTATION ONLY; NONE CAN REVERT */

    /// @notice Follows what a member holds, and the bound on what waits.
    function update(uint40 memberId, address wallet, uint256 reputationUnits, uint256 waitingRoots) external;

    /// @notice Burns a member's root and delegation when leaving.
    function forfeit(uint40 memberId, address wallet) external;

    /// @notice Moves a member's root to the member's next wallet.
    function moveWallet(uint40 memberId, address from, address to) external;
}
