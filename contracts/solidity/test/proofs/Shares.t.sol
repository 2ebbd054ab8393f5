// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Shares} from "../../libraries/Shares.sol";

/// @notice One lane of a pool, by lemmas in small widths: products and quotients of symbols of full width are beyond the
/// solvers. The fuzz tests draw the full widths, of which only overflow depends.
contract SharesProofs {
    function check_OfLane_GivesTheWholePartToTheOnlyMember(uint8 pool) external pure {
        require(pool < 16);
        assert(Shares.ofLane(pool, 5000, 7, 7, 0, 0, 0) == uint256(pool) * 5000 / Shares.BPS);
    }

    function check_OfLane_IsAtMostItsPart(uint8 pool, uint8 points, uint8 total, uint8 floor) external pure {
        require(pool < 16 && points <= total && total < 8 && floor < 8);
        assert(Shares.ofLane(pool, 5000, points, total, floor, 0, 0) <= uint256(pool) * 5000 / Shares.BPS);
    }

    function check_OfLane_IsScaledDownByTheActivity(uint8 pool, uint8 points, uint8 activity, uint8 target)
        external
        pure
    {
        require(pool < 16 && points <= 3 && activity < 8 && target < 8);
        uint256 scaled = Shares.ofLane(pool, 5000, points, 3, 0, activity, target);
        assert(scaled <= Shares.ofLane(pool, 5000, points, 3, 0, 0, 0));
    }

    function check_OfLane_GrowsWithThePoints(uint8 pool, uint8 points, uint8 fewer, uint8 total) external pure {
        require(pool < 16 && fewer <= points && points <= total && total < 8);
        assert(Shares.ofLane(pool, 5000, fewer, total, 0, 0, 0) <= Shares.ofLane(pool, 5000, points, total, 0, 0, 0));
    }

    function check_OfLane_OfTwoMembersIsAtMostThePart(uint8 pool, uint8 one, uint8 other, uint8 total) external pure {
        require(pool < 16 && one < 8 && other < 8 && total < 8 && one + other <= total);
        uint256 sum = Shares.ofLane(pool, 5000, one, total, 0, 0, 0) + Shares.ofLane(pool, 5000, other, total, 0, 0, 0);
        assert(sum <= uint256(pool) * 5000 / Shares.BPS);
    }
}
