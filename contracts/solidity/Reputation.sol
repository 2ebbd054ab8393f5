// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IContributions} from "./interfaces/IContributions.sol";
import {IMembership, Member, Status} from "./interfaces/IMembership.sol";
import {IReputation} from "./interfaces/IReputation.sol";
import {ISquareRoot} from "./interfaces/ISquareRoot.sol";
import {Issuance} from "./Issuance.sol";
import {Calendars} from "./libraries/Calendar.sol";
import {MemberVotes} from "./MemberVotes.sol";

/// @title Reputation
/// @notice Votes from points: whose they are, how they end, how they pass to a successor. The words are in IReputation.
contract Reputation is Issuance, AccessManaged {
    /* TYPES */

    /// @notice Everything that the constructor needs.
    /// @param slug Same slug as the Membership, for the signing domain.
    /// @param accessManager Of the community; its admin, the constitution, names a successor.
    /// @param challenges The only contract that may burn for a debit.
    /// @param squareRoot The electorate of square roots, or zero.
    /// @param predecessor The Reputation whose supply this one takes over, or zero.
    /// @param fromEpoch The predecessor's epoch in whose place epoch 0 begins here; 0 without a predecessor.
    /// @param epochLength Seconds per epoch, as in the ledger's calendar.
    /// @param halfLife Seconds, 90 to 730 days.
    struct Setup {
        string communityName;
        string slug;
        address accessManager;
        IMembership membership;
        IContributions contributions;
        address challenges;
        ISquareRoot squareRoot;
        IReputation predecessor;
        uint32 fromEpoch;
        uint256 epochLength;
        uint256 halfLife;
    }

    /// @dev How far a member is settled. Epochs below `forfeitedBelow` were earned before the member last left.
    struct Progress {
        uint32 settledThrough;
        uint32 forfeitedBelow;
        bool imported;
    }

    /* CONSTANTS */

    /// @dev Keeps one settlement far below the gas of a transaction, however late a member settles for the first time.
    uint32 private constant EPOCHS_PER_SETTLEMENT = 400;

    /* IMMUTABLES */

    address private immutable _challenges;

    /* STORAGE */

    /// @inheritdoc IReputation
    IReputation public successor;
    bool private _handedOver;
    mapping(uint40 memberId => Progress) private _progress;
    /// @dev Units of a member that the successor knows of.
    mapping(uint40 memberId => uint256) private _released;

    constructor(Setup memory setup)
        MemberVotes(string.concat(setup.communityName, " reputation"), "REP", setup.slug, setup.membership)
        Issuance(
            setup.contributions, setup.squareRoot, setup.predecessor, setup.fromEpoch, setup.epochLength, setup.halfLife
        )
        AccessManaged(setup.accessManager)
    {
        _challenges = setup.challenges;
    }

    /// @dev The predecessor is the one that Membership knows; it passes on what it hears.
    modifier onlyMembership() {
        if (msg.sender != address(_membership) && msg.sender != address(predecessor)) {
            revert ReputationNotMembership(msg.sender);
        }
        _;
    }

    modifier onlySuccessor() {
        if (msg.sender != address(successor)) revert ReputationNotSuccessor(msg.sender);
        _;
    }

    /* ANYONE */

    /// @inheritdoc IReputation
    function settle(uint40[] calldata memberIds) external {
        if (_handedOver) revert ReputationSucceeded(address(successor), _course.lastEpoch);
        for (uint256 i = 0; i < memberIds.length; ++i) {
            if (!_isSettled(memberIds[i])) _settle(memberIds[i]);
        }
        _establish();
    }

    /// @inheritdoc IReputation
    function inherit() external {
        if (_course.inherited) revert ReputationNothingToInherit(address(predecessor));
        _course.inherited = true;
        uint256 units;
        (units, _course.epochsWithPoints) = predecessor.handOver();
        _waitingHeirlooms = units;
        _course.waitingMembers = uint32(_membership.memberCount());
        _mintUnsettled(units);
        emit Inherited(address(predecessor), units);
        _pushRoot(0, address(0));
    }

    /* MEMBERSHIP ONLY, OR THE PREDECESSOR */

    /// @inheritdoc IReputation
    function forfeit(uint40 memberId, address wallet) external onlyMembership {
        // The successor asks what the member still has here, so it comes first.
        if (address(successor) != address(0)) successor.forfeit(memberId, wallet);
        _progress[memberId].forfeitedBelow = _contributions.currentEpoch() + 1;
        if (_course.inherited && !_imported(memberId)) _import(memberId, wallet, false);
        _released[memberId] = 0;
        uint256 units = _loseAll(memberId, wallet);
        if (units != 0) {
            --_course.holders;
            emit Forfeited(memberId, wallet, units);
        }
        if (address(_squareRoot) != address(0)) _squareRoot.forfeit(memberId, wallet);
        _pushRoot(0, address(0));
    }

    /// @inheritdoc IReputation
    function moveWallet(uint40 memberId, address from, address to) external onlyMembership {
        _moveUnits(memberId, from, to);
        if (address(_squareRoot) != address(0)) _squareRoot.moveWallet(memberId, from, to);
        if (address(successor) != address(0)) successor.moveWallet(memberId, from, to);
    }

    /* CHALLENGES ONLY */

    /// @inheritdoc IReputation
    function burn(uint40 memberId, uint32 epoch, uint256 points) external returns (uint256 units) {
        if (msg.sender != _challenges) revert ReputationNotChallenges(msg.sender);
        while (_course.nextEpoch <= epoch) {
            _mintNext();
        }
        Member memory record = _membership.member(memberId);
        // What was lost by leaving is not lost a second time.
        if (epoch >= _keptFrom(memberId, record)) {
            units = _unitsFor(points, epoch);
            units = _handedOver ? successor.debit(memberId, units) : _debit(memberId, record.wallet, units);
        }
        emit Debited(memberId, record.wallet, epoch, points, units);
    }

    /* CONSTITUTION ONLY */

    /// @inheritdoc IReputation
    function setSuccessor(IReputation successor_) external restricted {
        if (_handedOver) revert ReputationSucceeded(address(successor), _course.lastEpoch);
        uint32 lastEpoch = successor_.fromEpoch();
        if (lastEpoch < _course.nextEpoch || address(successor_.predecessor()) != address(this)) {
            revert ReputationSuccessorInvalid(address(successor_), lastEpoch, _course.nextEpoch);
        }
        successor = successor_;
        _course.lastEpoch = lastEpoch;
        emit SuccessorSet(address(successor_), lastEpoch);
    }

    /* SUCCESSOR ONLY */

    /// @inheritdoc IReputation
    function handOver() external onlySuccessor returns (uint256 units, uint32 epochsWithPoints) {
        if (_course.nextEpoch != _course.lastEpoch) revert ReputationEpochNotFinal(_course.nextEpoch);
        _handedOver = true;
        units = totalSupply();
        // When nobody waits, what is unsettled are roundings: they belong to nobody.
        if (_course.waitingPoints == 0 && _waitingHeirlooms == 0) units -= _unsettled;
        return (units, _course.epochsWithPoints);
    }

    /// @inheritdoc IReputation
    function release(uint40 memberId) external onlySuccessor returns (uint256 kept, uint256 burned, bool done) {
        if (!_handedOver) revert ReputationNotSuccessor(msg.sender);
        uint256 supply = totalSupply();
        if (!_isSettled(memberId)) _settle(memberId);
        burned = supply - totalSupply();
        uint256 units = unitsOf(memberId);
        kept = units - _released[memberId];
        _released[memberId] = units;
        done = _isSettled(memberId);
    }

    /* PREDECESSOR ONLY */

    /// @inheritdoc IReputation
    function debit(uint40 memberId, uint256 units) external returns (uint256 burned) {
        if (msg.sender != address(predecessor)) revert ReputationNotPredecessor(msg.sender);
        if (_handedOver) return successor.debit(memberId, units);
        address wallet = _membership.payee(memberId);
        burned = _debit(memberId, wallet, units);
        emit Forfeited(memberId, wallet, burned);
    }

    /* VIEWS */

    /// @inheritdoc IReputation
    function settledThrough(uint40 memberId) external view returns (uint32) {
        return _progress[memberId].settledThrough;
    }

    /* INTERNALS */

    function _settle(uint40 memberId) private {
        Member memory record = _membership.member(memberId);
        if (record.status == Status.None) revert ReputationUnknownMember(memberId);
        if (!_imported(memberId)) _import(memberId, record.wallet, record.status == Status.Active);
        Progress storage progress = _progress[memberId];
        uint32 epoch = progress.settledThrough;
        uint32 end = uint32(Math.min(_course.nextEpoch, epoch + EPOCHS_PER_SETTLEMENT));
        progress.settledThrough = end;
        uint32 keptFrom = _keptFrom(memberId, record);
        uint256 kept = 0;
        uint256 burned = 0;
        uint256 settled = 0;
        for (; epoch < end; ++epoch) {
            uint256 points = _contributions.votePointsOf(epoch, memberId);
            if (points == 0) continue;
            settled += points;
            if (epoch >= keptFrom) kept += _unitsFor(points, epoch);
            else burned += _unitsFor(points, epoch);
        }
        if (settled == 0) return;
        _course.waitingPoints -= uint80(settled);
        _take(memberId, record.wallet, kept, burned);
    }

    /// @dev The first epoch whose units are the member's: none for somebody who left; none of those before or while a
    /// member was away [13]. The epoch of the return is the first again, whenever it is settled.
    function _keptFrom(uint40 memberId, Member memory record) private view returns (uint32) {
        if (record.status != Status.Active) return type(uint32).max;
        uint32 forfeitedBelow = _progress[memberId].forfeitedBelow;
        if (forfeitedBelow == 0) return 0;
        uint32 returned = Calendars.epochAt(_contributions.calendar(), record.joinedAt);
        return returned > forfeitedBelow ? returned : forfeitedBelow;
    }

    /// @dev Takes what the member has in the predecessor, up to 400 epochs of it.
    function _import(uint40 memberId, address wallet, bool here) private {
        (uint256 kept, uint256 burned, bool done) = predecessor.release(memberId);
        _progress[memberId].imported = done;
        if (kept + burned == 0) return;
        // Roundings that were left out can be all that the last one would need.
        _waitingHeirlooms -= Math.min(_waitingHeirlooms, kept + burned);
        if (here) _take(memberId, wallet, kept, burned);
        else _take(memberId, wallet, 0, kept + burned);
    }

    /// @dev Floors of one epoch never sum above its mint; only a supply at its ceiling can leave less.
    function _take(uint40 memberId, address wallet, uint256 kept, uint256 burned) private {
        burned = Math.min(burned, _unsettled);
        if (burned != 0) {
            _burnUnsettled(burned);
            emit Forfeited(memberId, wallet, burned);
        }
        kept = Math.min(kept, _unsettled);
        if (kept != 0) {
            if (unitsOf(memberId) == 0) ++_course.holders;
            _gain(memberId, UNSETTLED, wallet, kept);
            emit Settled(memberId, wallet, _progress[memberId].settledThrough, kept);
        }
        _pushRoot(memberId, wallet);
    }

    function _debit(uint40 memberId, address wallet, uint256 units) private returns (uint256 burned) {
        while (!_isSettled(memberId)) {
            _settle(memberId);
        }
        burned = Math.min(units, unitsOf(memberId));
        if (burned == 0) return 0;
        _lose(memberId, wallet, burned);
        if (unitsOf(memberId) == 0) --_course.holders;
        _pushRoot(memberId, wallet);
    }

    function _imported(uint40 memberId) private view returns (bool) {
        return address(predecessor) == address(0) || _progress[memberId].imported;
    }

    function _isSettled(uint40 memberId) private view returns (bool) {
        return !_course.inherited || (_imported(memberId) && _progress[memberId].settledThrough >= _course.nextEpoch);
    }
}
