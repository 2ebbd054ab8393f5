// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IContributions} from "./interfaces/IContributions.sol";
import {IMembership, Member, Status} from "./interfaces/IMembership.sol";
import {Phase} from "./libraries/Calendar.sol";
import {Marks} from "./libraries/Marks.sol";
import {SoulboundVotes} from "./SoulboundVotes.sol";

/// @title Units
/// @notice When a member gains, loses and regains the voting unit. Time and rules only permit it: the bit flips and the
/// unit moves in one call, which anyone may make [10].
abstract contract Units is SoulboundVotes {
    /* TYPES */

    /// @dev A window of 30 days in which only so many units may be activated [20].
    struct ActivationPeriod {
        uint40 endsAt;
        uint32 limit;
        uint32 activated;
    }

    /* CONSTANTS */

    uint40 private constant ACTIVATION_PERIOD = 30 days;
    uint40 private constant SILENCE = 365 days;
    uint40 private constant REST_NOTICE = 30 days;

    /* IMMUTABLES */

    IContributions private immutable _contributions;

    /* STORAGE */

    bool internal _opened;
    ActivationPeriod private _activations;

    constructor(IContributions contributions) {
        _contributions = contributions;
    }

    /* ANYONE */

    /// @inheritdoc IMembership
    function activate(uint40 memberId, uint32 epoch) external {
        _checkUnit(memberId);
        // Nobody can use up what newcomers share by activating members who only have to resume [20].
        if (_standings[memberId].lapsed) revert MembershipUnitLapsed(memberId, true);
        bool earned = _standings[memberId].invited
            || (_contributions.phase(epoch) == Phase.Final && _contributions.reachedActivity(epoch, memberId));
        if (!earned) revert MembershipUnitNotEarned(memberId, epoch);
        if (!_takeActivation(memberId)) {
            revert MembershipUnitLimit(_activations.activated, _activations.limit, _activations.endsAt);
        }
        _gainUnit(memberId);
    }

    /// @inheritdoc IMembership
    function lapse(uint40 memberId) external {
        Member storage record = _members[memberId];
        if (!record.unit) revert MembershipUnitUnchanged(memberId);
        uint40 restsAt = _standings[memberId].restsAt;
        bool rests = restsAt != 0 && block.timestamp >= restsAt;
        uint16 inForce = _charterInForce;
        if (!rests && record.charterVersion >= inForce) revert MembershipUnitStands(memberId);
        _lapse(memberId);
    }

    /// @inheritdoc IMembership
    function resume(uint40 memberId) external {
        _checkUnit(memberId);
        if (!_standings[memberId].lapsed) revert MembershipUnitLapsed(memberId, false);
        _standings[memberId].lapsed = false;
        _gainUnit(memberId);
    }

    /// @inheritdoc IMembership
    function announceRest(uint40 memberId) external {
        Member storage record = _members[memberId];
        Standing storage standing = _standings[memberId];
        if (!record.unit || standing.restsAt != 0 || block.timestamp < standing.lastAct + SILENCE) {
            revert MembershipNoRestDue(memberId, standing.lastAct, standing.restsAt);
        }
        standing.restsAt = uint40(block.timestamp) + REST_NOTICE;
        emit RestAnnounced(memberId, record.wallet, standing.restsAt);
    }

    /* INTERNALS */

    function _memberIdOf(address wallet) internal view returns (uint40 memberId) {
        (memberId,) = actor(wallet);
        if (memberId == 0) revert MembershipNotMember(wallet);
    }

    function _checkUnit(uint40 memberId) private view {
        Member storage record = _members[memberId];
        Standing storage standing = _standings[memberId];
        if (record.status != Status.Active) revert MembershipUnknownMember(memberId);
        if (record.unit) revert MembershipUnitUnchanged(memberId);
        uint16 inForce = _charterInForce;
        if (record.charterVersion < inForce) revert MembershipCharterNotAccepted(memberId, inForce);
        if (record.marks & Marks.BARRED != 0) revert MembershipUnitBarred(memberId);
        if (standing.restsAt != 0 || block.timestamp < standing.votesRestUntil) {
            revert MembershipUnitRests(memberId, standing.restsAt, standing.votesRestUntil);
        }
    }

    /// @dev What holds a member back outlives leaving and returning: only the way in is new [12, 22].
    function _enterStanding(uint40 memberId, bool invited) internal {
        Standing storage standing = _standings[memberId];
        standing.lastAct = uint40(block.timestamp);
        standing.restsAt = 0;
        standing.invited = invited;
        standing.lapsed = false;
        bool free = _members[memberId].marks & Marks.BARRED == 0 && block.timestamp >= standing.votesRestUntil;
        if (invited && free && _takeActivation(memberId)) _gainUnit(memberId);
    }

    function _lapse(uint40 memberId) internal {
        _standings[memberId].lapsed = true;
        _loseUnit(memberId);
    }

    /// @dev Counts one activation against the limit of the running period; unlimited while founding.
    function _takeActivation(uint40 memberId) private returns (bool) {
        if (!_opened) return true;
        ActivationPeriod storage period = _activations;
        if (block.timestamp >= period.endsAt) {
            uint256 fifth = activeUnits() / 5;
            period.endsAt = uint40(block.timestamp) + ACTIVATION_PERIOD;
            period.limit = uint32(fifth > 5 ? fifth : 5);
            period.activated = 0;
        }
        if (period.activated >= period.limit) return false;
        ++period.activated;
        _standings[memberId].grantedIn = period.endsAt;
        return true;
    }

    /// @dev A unit given up in the period that granted it makes room again: else one member, leaving and returning in
    /// turns, could use up what all newcomers share [20].
    function _returnActivation(uint40 memberId) internal {
        uint40 grantedIn = _standings[memberId].grantedIn;
        if (grantedIn != 0 && grantedIn == _activations.endsAt) --_activations.activated;
        _standings[memberId].grantedIn = 0;
    }
}
