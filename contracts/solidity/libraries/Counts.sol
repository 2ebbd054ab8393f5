// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

/// @title Counts
/// @notice What an epoch counts, in one storage slot: activity 32 | contributors 32 | active members 32 | items 32 |
/// rules version 32 | extension of Resolve 40 bits, the least significant first.
/// @dev Counts are added as whole words. Each grows by at most 250 a batch, so none can reach its neighbour.
library Counts {
    /// @notice One item that counts for the activity.
    uint256 internal constant ACTIVITY = 1;
    /// @notice One member with points.
    uint256 internal constant CONTRIBUTOR = 1 << 32;
    /// @notice One active member.
    uint256 internal constant ACTIVE = 1 << 64;
    /// @notice One item.
    uint256 internal constant ITEM = 1 << 96;
    /// @notice One step of the rules version.
    uint256 internal constant VERSION = 1 << 128;
    /// @notice One second of extension.
    uint256 internal constant EXTENSION = 1 << 160;

    /// @notice Items that count for the activity target.
    function activity(uint256 counts) internal pure returns (uint32) {
        return uint32(counts);
    }

    /// @notice Members with at least one point.
    function contributors(uint256 counts) internal pure returns (uint32) {
        return uint32(counts / CONTRIBUTOR);
    }

    /// @notice Active members.
    function active(uint256 counts) internal pure returns (uint32) {
        return uint32(counts / ACTIVE);
    }

    /// @notice All items recorded.
    function items(uint256 counts) internal pure returns (uint32) {
        return uint32(counts / ITEM);
    }

    /// @notice The rules in force, noted with the first record of the epoch; 0 before.
    function version(uint256 counts) internal pure returns (uint32) {
        return uint32(counts / VERSION);
    }

    /// @notice Seconds by which the guardian extended Resolve.
    function extension(uint256 counts) internal pure returns (uint40) {
        return uint40(counts / EXTENSION);
    }
}
