// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

/// @title Roles
/// @notice Bits of the human roles in a member record.
library Roles {
    uint16 internal constant ORGANIZER = 1 << 0;
    uint16 internal constant MODERATOR = 1 << 1;
    uint16 internal constant DOCUMENTALIST = 1 << 2;
    uint16 internal constant GUARDIAN = 1 << 3;
    uint16 internal constant INVITERS = ORGANIZER | MODERATOR;
    uint256 private constant REVIEWER_SHIFT = 8;

    /// @notice The bit of a reviewer of `lane` (0..7).
    function reviewer(uint8 lane) internal pure returns (uint16) {
        return uint16(uint256(1) << (REVIEWER_SHIFT + lane));
    }

    /// @notice The lanes that a holder of `roles` may review: bit n for lane n.
    function reviewedLanes(uint16 roles) internal pure returns (uint8) {
        return uint8(roles >> REVIEWER_SHIFT);
    }

    /// @notice Whether `roles` has only bits that mean something.
    function known(uint16 roles) internal pure returns (bool) {
        return
            roles & ~(ORGANIZER | MODERATOR | DOCUMENTALIST | GUARDIAN | (uint16(0xff) << uint16(REVIEWER_SHIFT))) == 0;
    }
}
