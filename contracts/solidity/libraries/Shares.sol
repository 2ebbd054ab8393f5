// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

/// @title Shares
/// @notice The arithmetic of one member's share of a pool. Every division floors, so shares never exceed the pool.
library Shares {
    uint256 internal constant BPS = 10_000;

    /// @notice The part of `pool` that `points` earn in a lane worth `bps`, scaled by activity.
    /// @dev pool < 2^128, bps <= 10^4 < 2^14, points, activity and target < 2^32, total < 2^64: the numerator stays below
    /// 2^206 and the denominator below 2^110, so nothing can overflow; points != 0 needs a total that holds them.
    /// @param pool Funded amount, in units of the token.
    /// @param bps The lane's part of the pool.
    /// @param points The member's capped points in the lane.
    /// @param total All members' capped points in the lane.
    /// @param floor The least denominator: a nearly empty lane must not pay its whole part for a few points.
    /// @param activity Items that count for the activity target, at most `target`.
    /// @param target The activity target, or 0 for none.
    function ofLane(
        uint256 pool,
        uint256 bps,
        uint256 points,
        uint256 total,
        uint256 floor,
        uint256 activity,
        uint256 target
    ) internal pure returns (uint256) {
        if (points == 0 || bps == 0) return 0;
        unchecked {
            uint256 numerator = pool * bps * points;
            uint256 denominator = BPS * (total > floor ? total : floor);
            if (target == 0) return numerator / denominator;
            return numerator * (activity < target ? activity : target) / (denominator * target);
        }
    }

    /// @notice One of `members` equal parts of the `bps` of `pool`, scaled by activity as {ofLane}.
    function ofEqual(uint256 pool, uint256 bps, uint256 members, uint256 activity, uint256 target)
        internal
        pure
        returns (uint256)
    {
        return ofLane(pool, bps, members == 0 ? 0 : 1, members, 0, activity, target);
    }
}
