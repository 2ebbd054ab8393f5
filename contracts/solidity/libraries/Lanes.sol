// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

/// @title Lanes
/// @notice Eight counters of 31 bits in one storage slot; lane 0 is the least significant. The top byte is left to
/// whoever stores the word: no function here reads or changes it.
/// @dev Every write is checked: an unchecked carry would silently change the neighbour lane of the same member.
library Lanes {
    uint256 internal constant COUNT = 8;
    /// @notice The most that a lane can hold.
    uint256 internal constant MAX = (1 << 31) - 1;
    /// @notice All lanes, without the top byte.
    uint256 internal constant ALL = (1 << 248) - 1;
    /// @notice Bits of a lane.
    uint256 internal constant BITS = 31;

    /// @notice Adding `amount` to a lane that holds `held` would pass {MAX}.
    error LanesOverflow(uint8 lane, uint256 held, uint256 amount);

    /// @notice The points held in `lane` (0..7).
    function get(uint256 packed, uint256 lane) internal pure returns (uint256) {
        // Lanes are below 2^8 everywhere, so the product cannot overflow.
        unchecked {
            return (packed >> (lane * BITS)) & MAX;
        }
    }

    /// @notice `packed` with `amount` added to `lane`; reverts instead of carrying into the next lane.
    function add(uint256 packed, uint256 lane, uint256 amount) internal pure returns (uint256 sum) {
        (sum,) = addCapped(packed, lane, amount, 0);
    }

    /// @notice {add}, and by how much it raised `f = min(points, cap)` of the lane.
    /// @param caps Caps by lane, packed.
    function addCapped(uint256 packed, uint256 lane, uint256 amount, uint256 caps)
        internal
        pure
        returns (uint256 sum, uint256 raised)
    {
        // Lanes are below 2^8, and the check keeps each within its bits: nothing here can overflow.
        unchecked {
            uint256 shift = lane * BITS;
            uint256 held = (packed >> shift) & MAX;
            if (amount > MAX - held) revert LanesOverflow(uint8(lane), held, amount);
            uint256 cap = (caps >> shift) & MAX;
            sum = packed + (amount << shift);
            if (held < cap) raised = (held + amount < cap ? held + amount : cap) - held;
        }
    }

    /// @notice `packed` with `amount` taken from `lane`, or all that the lane holds where that is less.
    /// @param caps Caps by lane, packed.
    /// @return rest What is left.
    /// @return taken What the lane gave.
    /// @return fell By how much `f = min(points, cap)` of the lane fell.
    function subCapped(uint256 packed, uint256 lane, uint256 amount, uint256 caps)
        internal
        pure
        returns (uint256 rest, uint256 taken, uint256 fell)
    {
        uint256 held = get(packed, lane);
        taken = amount < held ? amount : held;
        // Never more than the lane holds, so nothing is borrowed from the next one.
        unchecked {
            rest = packed - (taken << (lane * BITS));
            uint256 cap = get(caps, lane);
            fell = capped(packed, lane, cap) - capped(rest, lane, cap);
        }
    }

    /// @notice `f = min(points, cap)` of one lane.
    function capped(uint256 packed, uint256 lane, uint256 cap) internal pure returns (uint256) {
        uint256 points = get(packed, lane);
        return points < cap ? points : cap;
    }

    /// @notice `f = min(points, cap)` of every lane, packed.
    function cappedAll(uint256 packed, uint256 caps) internal pure returns (uint256 all) {
        packed &= ALL;
        // Shifts stay below 8 * 31.
        unchecked {
            for (uint256 shift = 0; packed != 0; shift += BITS) {
                uint256 points = packed & MAX;
                uint256 cap = caps & MAX;
                all |= (points < cap ? points : cap) << shift;
                packed >>= BITS;
                caps >>= BITS;
            }
        }
    }

    /// @notice The sum of the lanes whose bit is set in `mask`, each capped by its lane of `caps`.
    function sumCapped(uint256 packed, uint256 caps, uint256 mask) internal pure returns (uint256 sum) {
        packed &= ALL;
        while (packed != 0) {
            if (mask & 1 != 0) {
                uint256 points = packed & MAX;
                uint256 cap = caps & MAX;
                // At most eight numbers below 2^31.
                unchecked {
                    sum += points < cap ? points : cap;
                }
            }
            packed >>= BITS;
            caps >>= BITS;
            mask >>= 1;
        }
    }

    /// @notice Eight numbers in one word; reverts where one does not fit.
    function pack(uint32[COUNT] memory numbers) internal pure returns (uint256 packed) {
        for (uint256 lane = 0; lane < COUNT; ++lane) {
            packed = add(packed, lane, numbers[lane]);
        }
    }

    /// @notice The eight numbers of a word.
    function unpack(uint256 packed) internal pure returns (uint32[COUNT] memory numbers) {
        for (uint256 lane = 0; lane < COUNT; ++lane) {
            numbers[lane] = uint32(get(packed, lane));
        }
    }
}
