// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IContributions} from "./interfaces/IContributions.sol";
import {IReputation} from "./interfaces/IReputation.sol";
import {ISquareRoot} from "./interfaces/ISquareRoot.sol";
import {Phase} from "./libraries/Calendar.sol";
import {Index} from "./libraries/Index.sol";
import {MemberVotes} from "./MemberVotes.sol";

/// @title Issuance
/// @notice What an epoch mints: points times an index that doubles every half-life, at most a quarter of the supply.
abstract contract Issuance is MemberVotes, IReputation {
    /* TYPES */

    /// @dev One slot. `waitingPoints` are vote points of minted epochs that no settlement has taken, in all exactly those
    /// of members who wait; `waitingMembers` is a bound on how many these are.
    struct Course {
        uint32 nextEpoch;
        uint32 lastEpoch;
        uint32 epochsWithPoints;
        uint32 holders;
        uint32 waitingMembers;
        uint80 waitingPoints;
        bool established;
        bool inherited;
    }

    /* CONSTANTS */

    uint256 private constant UNIT = 10 ** 6;
    uint256 private constant MAX_SUPPLY = 1 << 200;
    uint256 private constant NO_SCALING = Index.ONE;
    uint32 private constant EPOCHS_TO_ESTABLISH = 3;
    uint32 private constant HOLDERS_TO_ESTABLISH = 5;

    /* IMMUTABLES */

    IContributions internal immutable _contributions;
    ISquareRoot internal immutable _squareRoot;
    uint256 private immutable _firstIndex;
    /// @inheritdoc IReputation
    uint256 public immutable growth;
    /// @inheritdoc IReputation
    IReputation public immutable predecessor;
    /// @inheritdoc IReputation
    uint32 public immutable fromEpoch;

    /* STORAGE */

    Course internal _course;
    /// @dev Units of the predecessor that no settlement has taken.
    uint256 internal _waitingHeirlooms;
    /// @dev The one factor by which an epoch's mint was scaled, Q64 (see {mint}).
    mapping(uint32 epoch => uint256) private _factors;

    constructor(
        IContributions contributions_,
        ISquareRoot squareRoot_,
        IReputation predecessor_,
        uint32 fromEpoch_,
        uint256 epochLength,
        uint256 halfLife
    ) {
        if (halfLife < 90 days || halfLife > 730 days) {
            revert ReputationHalfLifeOutOfBounds(halfLife);
        }
        _contributions = contributions_;
        _squareRoot = squareRoot_;
        predecessor = predecessor_;
        fromEpoch = fromEpoch_;
        growth = Index.exp2(epochLength, halfLife);
        bool heir = address(predecessor_) != address(0);
        _firstIndex = heir ? predecessor_.index(fromEpoch_) : Index.ONE;
        _course.inherited = !heir;
        _course.lastEpoch = type(uint32).max;
    }

    /* ANYONE */

    /// @inheritdoc IReputation
    function mint() external returns (uint32 epoch) {
        return _mintNext();
    }

    /* VIEWS */

    /// @inheritdoc IReputation
    function live(uint40 memberId) external view returns (uint256) {
        return Math.mulDiv(unitsOf(memberId), Index.ONE, index(_contributions.currentEpoch()));
    }

    /// @inheritdoc IReputation
    function index(uint32 epoch) public view returns (uint256) {
        return Index.product(_firstIndex, Index.power(growth, epoch));
    }

    /// @inheritdoc IReputation
    function nextEpoch() external view returns (uint32) {
        return _course.nextEpoch;
    }

    /// @inheritdoc IReputation
    function established() external view returns (bool) {
        return _course.established;
    }

    /// @notice One unit is a millionth of a point at index 1.
    function decimals() external pure returns (uint8) {
        return 6;
    }

    /* INTERNALS */

    function _mintNext() internal returns (uint32 epoch) {
        if (!_course.inherited) revert ReputationNotInherited(address(predecessor));
        epoch = _course.nextEpoch;
        if (epoch >= _course.lastEpoch || _contributions.phase(epoch) != Phase.Final) {
            revert ReputationEpochNotFinal(epoch);
        }
        _course.nextEpoch = epoch + 1;
        uint256 points = _contributions.votePoints(epoch);
        uint256 epochIndex = index(epoch);
        uint256 factor = _factorFor(_scaled(points, epochIndex, NO_SCALING), epochIndex);
        uint256 units = Math.min(_scaled(points, epochIndex, factor), MAX_SUPPLY - totalSupply());
        _factors[epoch] = factor;
        if (points != 0) {
            ++_course.epochsWithPoints;
            _course.waitingPoints += uint80(points);
            if (address(_squareRoot) != address(0)) {
                _course.waitingMembers += _contributions.totals(epoch).contributors;
            }
        }
        _mintUnsettled(units);
        emit EpochMinted(epoch, points, units, epochIndex, factor);
        _pushRoot(0, address(0));
        _establish();
    }

    /// @dev What `points` of a minted epoch are worth.
    function _unitsFor(uint256 points, uint32 epoch) internal view returns (uint256) {
        return _scaled(points, index(epoch), _factors[epoch]);
    }

    /// @dev From the fourth epoch with points on, a mint above a quarter of the supply is scaled down to it, by one
    /// factor for everyone: newcomers cannot buy the house with a single epoch [7]. A supply below one point is what
    /// roundings left after everybody went: scaling to it would end reputation for good.
    function _factorFor(uint256 units, uint256 epochIndex) private view returns (uint256) {
        uint256 supply = totalSupply();
        uint256 limit = supply / 4;
        bool nobody = supply < _scaled(1, epochIndex, NO_SCALING);
        if (_course.epochsWithPoints < EPOCHS_TO_ESTABLISH || units <= limit || nobody) return NO_SCALING;
        return Math.mulDiv(limit, NO_SCALING, units);
    }

    function _scaled(uint256 points, uint256 epochIndex, uint256 factor) private pure returns (uint256) {
        uint256 atIndex = Math.mulDiv(points * UNIT, epochIndex, Index.ONE);
        return factor == NO_SCALING ? atIndex : Math.mulDiv(atIndex, factor, NO_SCALING);
    }

    function _establish() internal {
        Course storage course = _course;
        if (course.established || course.epochsWithPoints < EPOCHS_TO_ESTABLISH) return;
        if (course.holders < HOLDERS_TO_ESTABLISH) return;
        course.established = true;
        emit Established(course.holders);
    }

    function _pushRoot(uint40 memberId, address wallet) internal {
        if (address(_squareRoot) == address(0)) return;
        _squareRoot.update(memberId, wallet, unitsOf(memberId), _waitingRoots());
    }

    /// @dev The roots of n parts of a sum are at most the root of n times the sum, and each member's own root grows by
    /// at most one more than the root of what is added. Counting this in the supply keeps quorums out of reach of those
    /// who settle only their friends [1]; when nobody waits, it is exactly zero.
    function _waitingRoots() private returns (uint256) {
        if (_course.waitingPoints == 0 && _waitingHeirlooms == 0) _course.waitingMembers = 0;
        uint256 members = _course.waitingMembers;
        return members == 0 ? 0 : Math.sqrt(members * _unsettled) + members;
    }
}
