// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

import {Governed} from "./Governed.sol";
import {Basis, IContributions} from "./interfaces/IContributions.sol";
import {IDistribution, ShareRules} from "./interfaces/IDistribution.sol";
import {IMembership} from "./interfaces/IMembership.sol";
import {IReputation} from "./interfaces/IReputation.sol";
import {Lanes} from "./libraries/Lanes.sol";
import {RuleBook} from "./libraries/RuleBook.sol";
import {Shares} from "./libraries/Shares.sol";

/// @title ShareBook
/// @notice The rules of sharing and what they give each member. Knows no money: a pool is a number here.
abstract contract ShareBook is Governed, IDistribution {
    using RuleBook for Checkpoints.Trace208;

    /* TYPES */

    /// @dev The rules as a claim reads them: one slot, and a second one only where a floor does not fit 10 bits. `terms`
    /// holds, from the least significant bits on: by lane, its part 14 and its floor 10; activity target 32; equal part 14;
    /// cap of a member 14; whether floors are in the second slot 1. A part is at most 10,000, so it fits 14 bits.
    struct Sheet {
        uint256 terms;
        uint256 floors;
    }

    /* CONSTANTS */

    uint256 private constant LANE_BITS = 24;
    uint256 private constant PART = (1 << 14) - 1;
    uint256 private constant FLOOR = (1 << 10) - 1;
    uint256 private constant LARGE_FLOORS = 1 << 252;

    /* IMMUTABLES */

    IContributions internal immutable _contributions;

    /* STORAGE */

    Checkpoints.Trace208 private _versions;
    mapping(uint32 version => ShareRules) private _rules;
    mapping(uint32 version => Sheet) private _sheets;

    constructor(
        address accessManager,
        IMembership membership_,
        IContributions contributions_,
        IReputation reputation_,
        address membersTimelock,
        ShareRules memory rules_
    ) Governed(accessManager, membership_, reputation_, membersTimelock) {
        _contributions = contributions_;
        _addRules(rules_, 0);
    }

    /* ORGANIZERS WHILE FOUNDING, THEN THE CONTRIBUTORS' HOUSE */

    /// @inheritdoc IDistribution
    function setShareRules(ShareRules calldata newRules) external byOrganizersThenHouse returns (uint32 version) {
        return _addRules(newRules, _contributions.currentEpoch() + 1);
    }

    /* VIEWS */

    /// @inheritdoc IDistribution
    function shareRulesVersionAt(uint32 epoch) public view returns (uint32) {
        return _versions.at(epoch);
    }

    /// @inheritdoc IDistribution
    function shareRules(uint32 version) public view returns (ShareRules memory) {
        return _rules[version];
    }

    /* INTERNALS */

    /// @dev Sum of the member's parts, each floored, up to the member's cap. Weights are never renormalised: what an
    /// empty lane leaves goes to the reserve.
    function _shareOf(uint256 funded, uint32 version, Basis memory basis) internal view returns (uint256 share) {
        uint256 terms = _sheets[version].terms;
        uint256 floors = terms & LARGE_FLOORS == 0 ? 0 : _sheets[version].floors;
        uint256 target = uint32(terms >> 192);
        uint256 counted = basis.counted;
        uint256 totals = basis.lowTotals;
        // Eight parts of a pool below 2^128: no sum and no counter can overflow.
        unchecked {
            if (basis.active) {
                share = Shares.ofEqual(funded, (terms >> 224) & PART, basis.activeMembers, basis.activity, target);
            }
            uint256 lanes = terms;
            for (uint256 lane = 0; counted != 0; ++lane) {
                if (lane == 4) totals = basis.highTotals;
                if (counted & Lanes.MAX != 0) {
                    uint256 floor = floors == 0 ? (lanes >> 14) & FLOOR : Lanes.get(floors, lane);
                    share += Shares.ofLane(
                        funded, lanes & PART, counted & Lanes.MAX, uint64(totals), floor, basis.activity, target
                    );
                }
                (counted, lanes, totals) = (counted >> Lanes.BITS, lanes >> LANE_BITS, totals >> 64);
            }
            uint256 capBps = (terms >> 238) & PART;
            if (capBps == 0) return share;
            uint256 cap = funded * capBps / Shares.BPS;
            return share < cap ? share : cap;
        }
    }

    function _addRules(ShareRules memory newRules, uint32 fromEpoch) private returns (uint32 version) {
        uint256 sum = uint256(newRules.reserveBps) + newRules.equalBps;
        for (uint256 lane = 0; lane < Lanes.COUNT; ++lane) {
            sum += newRules.laneBps[lane];
            uint256 floor = newRules.laneFloor[lane];
            if (floor > Lanes.MAX) revert DistributionRulesInvalid("laneFloor", floor);
        }
        if (sum > Shares.BPS) revert DistributionRulesInvalid("sum", sum);
        if (newRules.memberCapBps > Shares.BPS) revert DistributionRulesInvalid("memberCapBps", newRules.memberCapBps);
        version = _versions.add(fromEpoch);
        _rules[version] = newRules;
        _sheets[version] = _sheetFrom(newRules);
        emit ShareRulesSet(version, fromEpoch, newRules);
    }

    function _sheetFrom(ShareRules memory newRules) private pure returns (Sheet memory sheet) {
        uint256 terms = (uint256(newRules.activityTarget) << 192) | (uint256(newRules.equalBps) << 224)
            | (uint256(newRules.memberCapBps) << 238);
        for (uint256 lane = 0; lane < Lanes.COUNT; ++lane) {
            uint256 floor = newRules.laneFloor[lane];
            if (floor > FLOOR) sheet.floors = Lanes.pack(newRules.laneFloor);
            terms |= (newRules.laneBps[lane] | ((floor & FLOOR) << 14)) << (lane * LANE_BITS);
        }
        sheet.terms = sheet.floors == 0 ? terms : terms | LARGE_FLOORS;
    }
}
