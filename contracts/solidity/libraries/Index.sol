// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Index
/// @notice The inflationary index of reputation: 2^(elapsed / halfLife) as a Q64 number, in integers only.
/// @dev Minting later points at a higher index halves the relative weight of older ones every half-life, while no
/// balance is ever rewritten. The algorithm (binary digits by repeated square roots, then binary powering, every
/// product floored) is part of the specification: the Rust twin must give the same integer.
library Index {
    /// @notice 1.0 in Q64.
    uint256 internal constant ONE = 1 << 64;

    /// @notice The index stops growing at 2^136: with 2^64 units of live points the supply stays below 2^200.
    uint256 internal constant MAX = 1 << 200;

    /// @notice 2^(numerator / denominator) in Q64, floored digit by digit.
    /// @dev `numerator / denominator` must be below 136.
    function exp2(uint256 numerator, uint256 denominator) internal pure returns (uint256 result) {
        result = ONE << (numerator / denominator);
        uint256 rest = numerator % denominator;
        uint256 root = ONE << 1;
        for (uint256 digit = 0; digit < 64 && rest != 0; ++digit) {
            root = Math.sqrt(root << 64);
            rest <<= 1;
            if (rest >= denominator) {
                rest -= denominator;
                result = Math.mulDiv(result, root, ONE);
            }
        }
    }

    /// @notice `base`^`exponent` in Q64, never above {MAX}.
    function power(uint256 base, uint256 exponent) internal pure returns (uint256 result) {
        result = ONE;
        while (exponent != 0) {
            if (exponent & 1 != 0) {
                result = product(result, base);
                if (result == MAX) return MAX;
            }
            exponent >>= 1;
            if (exponent != 0) base = product(base, base);
        }
    }

    /// @notice The product of two Q64 numbers, floored, never above {MAX}.
    /// @dev Both factors are at most {MAX} = 2^200, so the product of `mulDiv` needs its 512 bits but may not fit 256
    /// after the division: the check on the high part comes first.
    function product(uint256 a, uint256 b) internal pure returns (uint256) {
        (uint256 high, uint256 low) = Math.mul512(a, b);
        if (high >= 1 << 8) return MAX;
        uint256 result = (high << 192) | (low >> 64);
        return result < MAX ? result : MAX;
    }
}
