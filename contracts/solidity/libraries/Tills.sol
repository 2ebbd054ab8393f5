// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

/// @notice Money of one token for one epoch, in one slot: funded 96 | paid 96 | claims 32 | version 24 | swept 8 bits from
/// the least significant on. 2^96 units are 79 thousand million tokens of 18 decimals.
type Till is uint256;

using Tills for Till global;

/// @title Tills
/// @notice A claim reads one slot and writes it once. The version is that of the share rules, noted by the first claim:
/// a final epoch's never changes again, so no later claim has to look it up.
library Tills {
    uint256 internal constant MOST = type(uint96).max;

    function funded(Till till) internal pure returns (uint256) {
        return uint96(Till.unwrap(till));
    }

    function paid(Till till) internal pure returns (uint256) {
        return uint96(Till.unwrap(till) >> 96);
    }

    function claims(Till till) internal pure returns (uint256) {
        return uint32(Till.unwrap(till) >> 192);
    }

    /// @notice Zero until the first claim.
    function version(Till till) internal pure returns (uint256) {
        return uint24(Till.unwrap(till) >> 224);
    }

    function swept(Till till) internal pure returns (bool) {
        return Till.unwrap(till) >> 248 != 0;
    }

    /// @notice With `amount` more; the sum must be at most {MOST}.
    function withFunds(Till till, uint256 amount) internal pure returns (Till) {
        return Till.wrap(Till.unwrap(till) + amount);
    }

    /// @notice With one more claim of `amount`, which must fit what is left.
    function withClaim(Till till, uint256 amount) internal pure returns (Till) {
        return Till.wrap(Till.unwrap(till) + ((1 << 192) | (amount << 96)));
    }

    /// @notice With the version of the share rules; only while it is zero.
    function withVersion(Till till, uint256 version_) internal pure returns (Till) {
        return Till.wrap(Till.unwrap(till) | (version_ << 224));
    }

    function closed(Till till) internal pure returns (Till) {
        return Till.wrap(Till.unwrap(till) | (1 << 248));
    }
}
