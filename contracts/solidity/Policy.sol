// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

import {Governed} from "./Governed.sol";
import {IContributions, Rules} from "./interfaces/IContributions.sol";
import {IMembership} from "./interfaces/IMembership.sol";
import {IReputation} from "./interfaces/IReputation.sol";
import {Calendar, Calendars, Phase} from "./libraries/Calendar.sol";
import {Lanes} from "./libraries/Lanes.sol";
import {RuleBook} from "./libraries/RuleBook.sol";

/// @notice Everything that the constructor of the ledger needs.
struct LedgerSetup {
    string slug;
    address accessManager;
    IMembership membership;
    IReputation reputation;
    address membersTimelock;
    address challenges;
    Calendar calendar;
    bool pilot;
    address attester;
    Rules rules;
}

/// @title Policy
/// @notice The frame of the ledger: its calendar, its versioned rules and its attester.
abstract contract Policy is Governed, IContributions {
    using RuleBook for Checkpoints.Trace208;

    /* TYPES */

    /// @dev What every batch needs of the rules, in three slots: reading them whole would cost more than an item.
    struct Frame {
        /// Caps and floors of budgets by lane, packed as in {Lanes}.
        uint256 caps;
        uint256 budgetFloors;
        /// Quorums by lane, 8 bits each.
        uint64 quorums;
        uint32 activeAt;
        uint32 attesterBudget;
        uint16 budgetBps;
        /// Lanes that people confirm: only these make reputation and active members.
        uint8 quorumLanes;
        /// Of those, the lanes that become reputation.
        uint8 voteLanes;
        uint8 activityLanes;
        bool activityCountsAll;
    }

    /* CONSTANTS */

    uint16 internal constant BPS = 10_000;

    /* IMMUTABLES */

    uint40 private immutable _genesis;
    uint40 private immutable _length;
    uint40 private immutable _grace;
    uint40 private immutable _challenge;
    uint40 private immutable _resolve;

    /* STORAGE */

    address private _attester;
    Checkpoints.Trace208 private _versions;
    mapping(uint32 version => Rules) private _rules;
    mapping(uint32 version => Frame) private _frames;

    constructor(LedgerSetup memory setup)
        Governed(setup.accessManager, setup.membership, setup.reputation, setup.membersTimelock)
    {
        Calendars.check(setup.calendar, setup.pilot);
        _genesis = setup.calendar.genesis;
        _length = setup.calendar.length;
        _grace = setup.calendar.grace;
        _challenge = setup.calendar.challenge;
        _resolve = setup.calendar.resolve;
        _setAttester(setup.attester);
        _checkRules(setup.rules);
        _addRules(setup.rules, 0);
    }

    /* ORGANIZERS WHILE FOUNDING, THEN THE CONTRIBUTORS' HOUSE */

    /// @inheritdoc IContributions
    function setRules(Rules calldata newRules) external byOrganizersThenHouse returns (uint32 version) {
        _checkRules(newRules);
        for (uint8 lane = 0; lane < Lanes.COUNT; ++lane) {
            uint32 reviewers = _membership.reviewerCount(lane);
            // A reviewer never confirms own work: with k reviewers in all, k approvals could not be had for it [18].
            if (newRules.quorum[lane] > 1 && newRules.quorum[lane] >= reviewers) {
                revert ContributionsQuorumTooLarge(lane, newRules.quorum[lane], reviewers);
            }
        }
        return _addRules(newRules, currentEpoch() + 1);
    }

    /// @inheritdoc IContributions
    function setAttester(address newAttester) external byOrganizersThenHouse {
        _setAttester(newAttester);
    }

    /* VIEWS */

    /// @inheritdoc IContributions
    function calendar() public view returns (Calendar memory) {
        return Calendar(_genesis, _length, _grace, _challenge, _resolve);
    }

    /// @inheritdoc IContributions
    function currentEpoch() public view returns (uint32) {
        return Calendars.epochAt(calendar(), block.timestamp);
    }

    /// @inheritdoc IContributions
    function phase(uint32 epoch) public view returns (Phase) {
        return _phase(epoch, _extension(epoch));
    }

    /// @inheritdoc IContributions
    function startOf(uint32 epoch) public view returns (uint256) {
        return Calendars.startOf(calendar(), epoch);
    }

    /// @inheritdoc IContributions
    function finalAt(uint32 epoch) public view returns (uint256) {
        return Calendars.finalAt(calendar(), epoch) + _extension(epoch);
    }

    /// @inheritdoc IContributions
    function rulesVersionAt(uint32 epoch) public view returns (uint32) {
        return _versions.at(epoch);
    }

    /// @inheritdoc IContributions
    function rules(uint32 version) public view returns (Rules memory) {
        return _rules[version];
    }

    /// @inheritdoc IContributions
    function attester() public view returns (address) {
        return _attester;
    }

    /* INTERNALS */

    /// @dev Seconds by which Resolve of `epoch` was extended.
    function _extension(uint32 epoch) internal view virtual returns (uint40);

    function _phase(uint32 epoch, uint40 extension) internal view returns (Phase) {
        return Calendars.phaseAt(calendar(), epoch, extension, block.timestamp);
    }

    function _frame(uint32 version) internal view returns (Frame storage) {
        return _frames[version];
    }

    function _checkRules(Rules memory newRules) private pure {
        if (newRules.budgetBps > BPS) revert ContributionsRulesInvalid("budgetBps", newRules.budgetBps);
        if (newRules.activeAt == 0) revert ContributionsRulesInvalid("activeAt", 0);
        for (uint256 lane = 0; lane < Lanes.COUNT; ++lane) {
            _checkLane("cap", newRules.cap[lane]);
            _checkLane("budgetFloor", newRules.budgetFloor[lane]);
        }
    }

    function _checkLane(bytes32 field, uint256 value) private pure {
        if (value > Lanes.MAX) revert ContributionsRulesInvalid(field, value);
    }

    function _addRules(Rules memory newRules, uint32 fromEpoch) private returns (uint32 version) {
        version = _versions.add(fromEpoch);
        _rules[version] = newRules;
        _frames[version] = _frameFrom(newRules);
        emit RulesSet(version, fromEpoch, newRules);
    }

    function _frameFrom(Rules memory newRules) private pure returns (Frame memory frame) {
        for (uint8 lane = 0; lane < Lanes.COUNT; ++lane) {
            frame.quorums |= uint64(newRules.quorum[lane]) << (lane * 8);
            if (newRules.quorum[lane] != 0) frame.quorumLanes |= uint8(1 << lane);
        }
        frame.caps = Lanes.pack(newRules.cap);
        frame.budgetFloors = Lanes.pack(newRules.budgetFloor);
        frame.activeAt = newRules.activeAt;
        frame.attesterBudget = newRules.attesterBudget;
        frame.budgetBps = newRules.budgetBps;
        frame.voteLanes = newRules.voteLanes & frame.quorumLanes;
        frame.activityLanes = newRules.activityLanes;
        frame.activityCountsAll = newRules.activityCountsAll;
    }

    function _setAttester(address newAttester) private {
        _attester = newAttester;
        emit AttesterSet(newAttester);
    }
}
