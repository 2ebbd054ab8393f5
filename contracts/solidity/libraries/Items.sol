// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

/// @title Items
/// @notice The items of a batch: 16 bytes each, big endian, memberId 40 | lane 8 | points 24 | kind 16 | sequence 40.
/// @dev An item travels as one word. The kind is for readers of the event only.
library Items {
    /// @notice Bytes of one item.
    uint256 internal constant SIZE = 16;
    /// @notice The most items of a batch.
    uint256 internal constant MAX_COUNT = 250;
    /// @notice Bits to the right of the member.
    uint256 internal constant MEMBER_SHIFT = 88;

    /// @notice The batch has no item `index`.
    error ItemsUnknown(uint256 index, uint256 count);

    /// @notice The item at place `index`, counted from 0.
    function at(bytes calldata items, uint256 index) internal pure returns (uint256 item) {
        if (index >= items.length / SIZE) revert ItemsUnknown(index, items.length / SIZE);
        return uint128(bytes16(items[index * SIZE:]));
    }

    /// @notice The item that begins at byte `offset` and the next one, or zeros after the last: one read for two.
    function pairAt(bytes calldata items, uint256 offset) internal pure returns (uint256 first, uint256 second) {
        uint256 pair = uint256(bytes32(items[offset:]));
        return (pair >> 128, uint128(pair));
    }

    /// @notice Whose item it is.
    function memberId(uint256 item) internal pure returns (uint40) {
        return uint40(item >> MEMBER_SHIFT);
    }

    /// @notice The lane, not checked to exist.
    function lane(uint256 item) internal pure returns (uint256) {
        return uint8(item >> 80);
    }

    /// @notice Points before caps.
    function points(uint256 item) internal pure returns (uint256) {
        return uint24(item >> 56);
    }

    /// @notice The number of the item in its source.
    function sequence(uint256 item) internal pure returns (uint40) {
        return uint40(item);
    }

    /// @notice What the ledger keeps of a batch; everything that goes in is in its event.
    function hash(uint32 epoch, uint32 source, bytes32 evidenceRoot, uint40[] memory approvers, bytes32 itemsHash)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(epoch, source, evidenceRoot, approvers, itemsHash));
    }
}
