// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Counts} from "../../libraries/Counts.sol";
import {Items} from "../../libraries/Items.sol";

/// @notice Fields of an epoch's counts never spill into each other while each stays within its width: 17 million
/// batches an epoch before one could not.
contract CountsProofs {
    using Counts for uint256;

    function check_Fields_AreReadAsWritten(
        uint32 activity,
        uint32 contributors,
        uint32 active,
        uint32 items,
        uint32 version,
        uint40 extension
    ) external pure {
        uint256 counts = activity * Counts.ACTIVITY + contributors * Counts.CONTRIBUTOR + active * Counts.ACTIVE + items
            * Counts.ITEM + version * Counts.VERSION + extension * Counts.EXTENSION;
        assert(counts.activity() == activity && counts.contributors() == contributors && counts.active() == active);
        assert(counts.items() == items && counts.version() == version && counts.extension() == extension);
    }

    /// @dev As {Contributions} adds a batch.
    function check_Batch_AddsToEachField(uint256 counts, uint8 activity, uint8 contributors, uint8 active, uint8 items)
        external
        pure
    {
        uint256 most = Items.MAX_COUNT;
        require(activity <= most && contributors <= most && active <= most && items <= most);
        uint256 room = type(uint32).max - most;
        require(counts.activity() <= room && counts.contributors() <= room);
        require(counts.active() <= room && counts.items() <= room);
        uint256 tally = activity * Counts.ACTIVITY + contributors * Counts.CONTRIBUTOR + active * Counts.ACTIVE;
        uint256 sum = counts + tally + items * Counts.ITEM;
        assert(sum.activity() == counts.activity() + activity);
        assert(sum.contributors() == counts.contributors() + contributors);
        assert(sum.active() == counts.active() + active);
        assert(sum.items() == counts.items() + items);
        assert(sum / Counts.VERSION == counts / Counts.VERSION);
    }

    /// @dev As {Ledger} takes an item back.
    function check_Strike_TakesFromEachField(uint256 counts, bool activity, bool contributor, bool active)
        external
        pure
    {
        require(counts.activity() != 0 && counts.contributors() != 0 && counts.active() != 0);
        uint256 gone =
            (activity ? Counts.ACTIVITY : 0) + (contributor ? Counts.CONTRIBUTOR : 0) + (active ? Counts.ACTIVE : 0);
        uint256 rest = counts - gone;
        assert(rest.activity() == counts.activity() - (activity ? 1 : 0));
        assert(rest.contributors() == counts.contributors() - (contributor ? 1 : 0));
        assert(rest.active() == counts.active() - (active ? 1 : 0));
        assert(rest / Counts.ITEM == counts / Counts.ITEM);
    }

    function check_Version_IsNotedOnce(uint256 counts, uint32 version) external pure {
        require(counts.version() == 0);
        uint256 noted = counts + version * Counts.VERSION;
        assert(noted.version() == version);
        assert(noted.extension() == counts.extension() && noted % Counts.VERSION == counts % Counts.VERSION);
    }

    function check_Extension_IsNotedOnce(uint256 counts, uint40 extension) external pure {
        require(counts.extension() == 0);
        uint256 noted = counts + extension * Counts.EXTENSION;
        assert(noted.extension() == extension);
        assert(noted % Counts.EXTENSION == counts % Counts.EXTENSION);
    }
}
