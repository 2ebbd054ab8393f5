// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

/// @title Marks
/// @notice Bits of a member record that say what rests or waits for that member. They outlive leaving and returning.
library Marks {
    /// @notice A suspension was set; it is over once its end has passed.
    uint8 internal constant SUSPENDED = 1 << 0;
    /// @notice A recovery of the wallet is pending: claims wait.
    uint8 internal constant HELD = 1 << 1;
    /// @notice The member renounced money: shares go to the reserve.
    uint8 internal constant UNPAID = 1 << 2;
    /// @notice The members' house took the voting unit away; nobody else can give it back.
    uint8 internal constant BARRED = 1 << 3;
}
