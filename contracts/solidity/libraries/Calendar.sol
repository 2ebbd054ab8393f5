// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

/// @notice Where an epoch stands. Late batches enter in Grace, challenges in Challenge; Final never changes.
enum Phase {
    Upcoming,
    Open,
    Grace,
    Challenge,
    Resolve,
    Final
}

/// @notice The calendar of a ledger: every date of every epoch follows from these five numbers, all in seconds.
struct Calendar {
    uint40 genesis;
    uint40 length;
    uint40 grace;
    uint40 challenge;
    uint40 resolve;
}

/// @title Calendars
/// @notice Dates of epochs: epoch = (time - genesis) / length. No transaction opens or closes an epoch.
library Calendars {
    /// @notice A duration is outside the range that the code allows.
    error CalendarOutOfBounds(bytes32 duration, uint256 value, uint256 least, uint256 most);

    /// @notice Reverts unless every duration is inside its bounds; a pilot may use seconds.
    function check(Calendar memory calendar, bool pilot) internal pure {
        _bound("length", calendar.length, pilot ? 1 : 1 days, 92 days);
        _bound("grace", calendar.grace, 0, 14 days);
        _bound("challenge", calendar.challenge, pilot ? 1 : 2 days, 30 days);
        _bound("resolve", calendar.resolve, pilot ? 1 : 2 days, 30 days);
    }

    /// @notice The epoch that `time` falls in; times before genesis belong to epoch 0, which is Upcoming then.
    function epochAt(Calendar memory calendar, uint256 time) internal pure returns (uint32) {
        if (time < calendar.genesis) return 0;
        return uint32((time - calendar.genesis) / calendar.length);
    }

    /// @notice When `epoch` begins.
    function startOf(Calendar memory calendar, uint32 epoch) internal pure returns (uint256) {
        return calendar.genesis + uint256(epoch) * calendar.length;
    }

    /// @notice When `epoch` becomes final, before any extension of Resolve.
    function finalAt(Calendar memory calendar, uint32 epoch) internal pure returns (uint256) {
        return _endOf(calendar, epoch) + calendar.grace + calendar.challenge + calendar.resolve;
    }

    /// @notice The phase of `epoch` at `time`.
    /// @param extension Seconds by which Resolve was extended.
    function phaseAt(Calendar memory calendar, uint32 epoch, uint256 extension, uint256 time)
        internal
        pure
        returns (Phase)
    {
        // Dates from numbers below 2^40: no sum comes near 2^256.
        unchecked {
            uint256 end = _endOf(calendar, epoch);
            if (time < end) return time < startOf(calendar, epoch) ? Phase.Upcoming : Phase.Open;
            end += calendar.grace;
            if (time < end) return Phase.Grace;
            end += calendar.challenge;
            if (time < end) return Phase.Challenge;
            return time < end + calendar.resolve + extension ? Phase.Resolve : Phase.Final;
        }
    }

    function _endOf(Calendar memory calendar, uint32 epoch) private pure returns (uint256) {
        unchecked {
            return calendar.genesis + (uint256(epoch) + 1) * calendar.length;
        }
    }

    function _bound(bytes32 duration, uint256 value, uint256 least, uint256 most) private pure {
        if (value < least || value > most) revert CalendarOutOfBounds(duration, value, least, most);
    }
}
