// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Index} from "../../libraries/Index.sol";

/// @notice The index stops at its ceiling, whatever the factors.
contract IndexProofs {
    function check_Product_StaysBelowTheCeiling(uint256 a, uint256 b) external pure {
        assert(Index.product(a, b) <= Index.MAX);
    }

    function check_Product_IsExactBelowTheCeiling(uint32 a, uint32 b) external pure {
        (uint256 left, uint256 right) = (uint256(a) << 40, uint256(b) << 40);
        assert(Index.product(left, right) == (left * right) >> 64);
    }

    function check_Power_StaysBelowTheCeiling(uint256 base, uint8 exponent) external pure {
        // Each bit of the exponent is one more round of the same loop.
        require(exponent < 16);
        assert(Index.power(base, exponent) <= Index.MAX);
    }
}
