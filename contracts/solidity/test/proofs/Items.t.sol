// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Items} from "../../libraries/Items.sol";

/// @notice Items come out of a batch as they were put in. Three items stand for a batch: the place of one is a multiple
/// of its size, whatever follows.
contract ItemsProofs {
    using Items for bytes;
    using Items for uint256;

    function check_Item_IsReadAsWritten(uint40 member, uint8 lane, uint24 points, uint16 kind, uint40 sequence)
        external
        view
    {
        bytes memory batch = abi.encodePacked(member, lane, points, kind, sequence);
        assert(batch.length == Items.SIZE);
        uint256 item = this.at(batch, 0);
        assert(item >> Items.MEMBER_SHIFT == member && item.memberId() == member);
        assert(item.lane() == lane && item.points() == points && item.sequence() == sequence);
    }

    function check_At_FindsEachItem(uint128 a, uint128 b, uint128 c) external view {
        bytes memory batch = abi.encodePacked(a, b, c);
        assert(this.at(batch, 0) == a && this.at(batch, 1) == b && this.at(batch, 2) == c);
    }

    function check_PairAt_FindsNeighbours(uint128 a, uint128 b, uint128 c) external view {
        bytes memory batch = abi.encodePacked(a, b, c);
        (uint256 first, uint256 second) = this.pairAt(batch, 0);
        assert(first == a && second == b);
        (first, second) = this.pairAt(batch, Items.SIZE);
        assert(first == b && second == c);
        (first, second) = this.pairAt(batch, 2 * Items.SIZE);
        assert(first == c && second == 0);
    }

    function check_At_RevertsAtTheEnd(uint128 a, uint128 b) external view {
        bytes memory batch = abi.encodePacked(a, b);
        (bool done,) = address(this).staticcall(abi.encodeCall(this.at, (batch, 2)));
        assert(!done);
    }

    function check_At_RevertsBeyondTheLast(uint128 a, uint128 b, uint256 index) external view {
        require(index >= 2);
        bytes memory batch = abi.encodePacked(a, b);
        (bool done,) = address(this).staticcall(abi.encodeCall(this.at, (batch, index)));
        assert(!done);
    }

    function at(bytes calldata batch, uint256 index) external pure returns (uint256) {
        return batch.at(index);
    }

    function pairAt(bytes calldata batch, uint256 offset) external pure returns (uint256, uint256) {
        return batch.pairAt(offset);
    }
}
