// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

/// @title RuleBook
/// @notice Which version of rules is in force in which epoch. A change acts from the next epoch on and never
/// backwards [14]; a second change in the same epoch replaces the first.
library RuleBook {
    using Checkpoints for Checkpoints.Trace208;

    /// @notice The version in force in `epoch`; 0 if there is none yet.
    function at(Checkpoints.Trace208 storage versions, uint32 epoch) internal view returns (uint32) {
        return uint32(versions.upperLookupRecent(epoch));
    }

    /// @notice Puts the next version in force from `fromEpoch` on; versions count from 1.
    function add(Checkpoints.Trace208 storage versions, uint32 fromEpoch) internal returns (uint32 version) {
        version = uint32(versions.latest()) + 1;
        versions.push(fromEpoch, version);
    }
}
