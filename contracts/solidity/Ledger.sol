// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Basis, EpochTotals, IContributions, RecordedBatch, StruckItem} from "./interfaces/IContributions.sol";
import {Phase} from "./libraries/Calendar.sol";
import {Counts} from "./libraries/Counts.sol";
import {Items} from "./libraries/Items.sol";
import {Lanes} from "./libraries/Lanes.sol";
import {LedgerSetup, Policy} from "./Policy.sol";

/// @title Ledger
/// @notice Points, sums and debts: how they are kept, read and taken back. How points come in is in {Contributions}.
abstract contract Ledger is Policy {
    using Counts for uint256;
    using Items for bytes;
    using Items for uint256;
    using Lanes for uint256;

    /* TYPES */

    /// @dev Counts as in {Counts}; sums of capped points by lane, 64 bits each: lanes 0 to 3, then 4 to 7.
    struct Epoch {
        uint256 counts;
        uint256[2] sums;
    }

    /// @dev A member in an epoch, by lane as in {Lanes}: points before caps, with {ACTIVE}; and those of them that were
    /// debited after Final, when the points themselves change no more.
    struct Account {
        uint256 points;
        uint256 debited;
    }

    /* CONSTANTS */

    /// @dev In the top byte of a member's points: the member counts as active in the epoch.
    uint256 internal constant ACTIVE = 1 << 255;
    /// @dev Points of some lane once passed its cap: only then are caps read.
    uint256 internal constant CAPPED = 1 << 254;
    /// @dev Two bits an item: whether it was recorded, whether it counts for the activity.
    uint256 internal constant RECORDED = 1;
    uint256 internal constant COUNTS = 2;
    uint256 private constant LOW_LANES = (1 << 124) - 1;
    uint40 private constant MAX_EXTENSION = 60 days;

    /* IMMUTABLES */

    address private immutable _challenges;

    /* STORAGE */

    bytes32[] internal _batches;
    mapping(uint32 epoch => Epoch) internal _epochs;
    mapping(uint32 epoch => mapping(uint40 memberId => Account)) internal _accounts;
    mapping(uint32 source => mapping(uint256 word => uint256)) internal _recorded;
    mapping(uint32 source => mapping(uint256 word => uint256)) private _struck;
    mapping(uint40 memberId => uint256) private _debts;
    mapping(uint256 word => uint256) internal _indebted;

    constructor(LedgerSetup memory setup) Policy(setup) {
        _challenges = setup.challenges;
    }

    modifier onlyChallenges() {
        if (msg.sender != _challenges) revert ContributionsNotChallenges(msg.sender);
        _;
    }

    /* CHALLENGES ONLY */

    /// @inheritdoc IContributions
    function strike(RecordedBatch calldata batch, uint256 from, uint256 count)
        external
        onlyChallenges
        returns (uint256 struckNow)
    {
        checkRecorded(batch);
        if (phase(batch.epoch) == Phase.Final) revert ContributionsEpochFinal(batch.epoch);
        for (uint256 i = 0; i < count; ++i) {
            if (_strikeItem(batch, batch.items.at(from + i))) ++struckNow;
        }
    }

    /// @inheritdoc IContributions
    function debit(RecordedBatch calldata batch, uint256 index)
        external
        onlyChallenges
        returns (uint40 memberId, uint256 points_)
    {
        checkRecorded(batch);
        if (phase(batch.epoch) != Phase.Final) revert ContributionsEpochNotFinal(batch.epoch);
        uint256 item = batch.items.at(index);
        if (!_markStruck(batch.source, item.sequence())) {
            revert ContributionsAlreadyStruck(batch.source, item.sequence());
        }
        memberId = item.memberId();
        Frame storage frame = _frameOf(batch.epoch);
        uint256 counted_ = _debitItem(batch, item, frame.caps);
        if ((frame.voteLanes >> item.lane()) & 1 != 0) points_ = counted_;
    }

    /// @inheritdoc IContributions
    function extendResolve(uint32 epoch, uint40 extension) external onlyChallenges {
        if (extension == 0 || extension > MAX_EXTENSION) revert ContributionsExtensionOutOfBounds(extension);
        uint256 counts = _epochs[epoch].counts;
        if (counts.extension() != 0) revert ContributionsExtended(epoch);
        if (_phase(epoch, 0) == Phase.Final) revert ContributionsEpochFinal(epoch);
        _epochs[epoch].counts = counts + extension * Counts.EXTENSION;
        emit ResolveExtended(epoch, extension, finalAt(epoch));
    }

    /* VIEWS */

    /// @inheritdoc IContributions
    function counted(uint32 epoch, uint40 memberId) external view returns (uint32[8] memory) {
        return _accounts[epoch][memberId].points.cappedAll(_frameOf(epoch).caps).unpack();
    }

    /// @inheritdoc IContributions
    function points(uint32 epoch, uint40 memberId) external view returns (uint32[8] memory) {
        return _accounts[epoch][memberId].points.unpack();
    }

    /// @inheritdoc IContributions
    function totals(uint32 epoch) external view returns (EpochTotals memory all) {
        uint256 counts = _epochs[epoch].counts;
        for (uint256 lane = 0; lane < Lanes.COUNT; ++lane) {
            all.lanes[lane] = _sum(epoch, lane);
        }
        (all.activity, all.contributors, all.active) = (counts.activity(), counts.contributors(), counts.active());
        (all.items, all.rulesVersion, all.extension) = (counts.items(), counts.version(), counts.extension());
    }

    /// @inheritdoc IContributions
    /// @dev What a claim pays for: the member's word, the counts, the caps and the sums of lanes that the member has.
    function basis(uint32 epoch, uint40 memberId) external view returns (Basis memory all) {
        Epoch storage sums = _epochs[epoch];
        uint256 counts = sums.counts;
        uint256 held = _accounts[epoch][memberId].points;
        all.phase = _phase(epoch, counts.extension());
        (all.activity, all.contributors, all.activeMembers) =
        (counts.activity(), counts.contributors(), counts.active());
        if (held == 0) return all;
        all.active = held & ACTIVE != 0;
        all.counted = held & CAPPED == 0 ? held & Lanes.ALL : held.cappedAll(_frame(counts.version()).caps);
        if (held & LOW_LANES != 0) all.lowTotals = sums.sums[0];
        if (held & Lanes.ALL > LOW_LANES) all.highTotals = sums.sums[1];
    }

    /// @inheritdoc IContributions
    function votePoints(uint32 epoch) external view returns (uint256 sum) {
        uint8 lanes = _frameOf(epoch).voteLanes;
        for (uint256 lane = 0; lane < Lanes.COUNT; ++lane) {
            if ((lanes >> lane) & 1 != 0) sum += _sum(epoch, lane);
        }
    }

    /// @inheritdoc IContributions
    function votePointsOf(uint32 epoch, uint40 memberId) external view returns (uint256) {
        uint256 held = _accounts[epoch][memberId].points;
        if (held == 0) return 0;
        Frame storage frame = _frameOf(epoch);
        return held.sumCapped(frame.caps, frame.voteLanes);
    }

    /// @inheritdoc IContributions
    function reachedActivity(uint32 epoch, uint40 memberId) external view returns (bool) {
        Frame storage frame = _frameOf(epoch);
        return _accounts[epoch][memberId].points.sumCapped(frame.caps, frame.quorumLanes) >= frame.activeAt;
    }

    /// @inheritdoc IContributions
    function activeIn(uint32 epoch, uint40 memberId) external view returns (bool) {
        return _accounts[epoch][memberId].points & ACTIVE != 0;
    }

    /// @inheritdoc IContributions
    function recorded(uint32 source, uint40 sequence) external view returns (bool) {
        return _itemBits(source, sequence) & RECORDED != 0;
    }

    /// @inheritdoc IContributions
    function struck(uint32 source, uint40 sequence) external view returns (bool) {
        return _struck[source][sequence >> 8] & (1 << (sequence & 0xff)) != 0;
    }

    /// @inheritdoc IContributions
    function debtOf(uint40 memberId) external view returns (uint32[8] memory) {
        return _debts[memberId].unpack();
    }

    /// @inheritdoc IContributions
    function batchCount() external view returns (uint256) {
        return _batches.length;
    }

    /// @inheritdoc IContributions
    function batchHash(uint256 batchId) external view returns (bytes32) {
        return _batches[batchId];
    }

    /// @inheritdoc IContributions
    function checkRecorded(RecordedBatch calldata batch) public view {
        bytes32 hash =
            Items.hash(batch.epoch, batch.source, batch.evidenceRoot, batch.approvers, keccak256(batch.items));
        if (batch.batchId >= _batches.length || _batches[batch.batchId] != hash) {
            revert ContributionsBatchUnknown(batch.batchId, hash);
        }
    }

    /* INTERNALS */

    function _extension(uint32 epoch) internal view override returns (uint40) {
        return _epochs[epoch].counts.extension();
    }

    /// @dev The version that the first batch noted spares the lookup; before that batch there are no points.
    function _versionOf(uint32 epoch, uint256 counts) internal view returns (uint32 version) {
        version = counts.version();
        if (version == 0) version = rulesVersionAt(epoch);
    }

    function _frameOf(uint32 epoch) internal view returns (Frame storage) {
        return _frame(_versionOf(epoch, _epochs[epoch].counts));
    }

    function _sum(uint32 epoch, uint256 lane) internal view returns (uint64) {
        return uint64(_epochs[epoch].sums[lane >> 2] >> ((lane & 3) << 6));
    }

    /// @dev Takes from `points_` what the member owes in the lane; returns the rest.
    function _payDebt(uint32 epoch, uint32 source, uint256 item) internal returns (uint256) {
        (uint40 memberId, uint256 lane) = (item.memberId(), item.lane());
        (uint256 rest, uint256 paid,) = _debts[memberId].subCapped(lane, item.points(), 0);
        if (paid == 0) return item.points();
        _debts[memberId] = rest;
        if (rest == 0) _indebted[memberId >> 8] &= ~(1 << (memberId & 0xff));
        emit DebtPaid(memberId, epoch, source, item.sequence(), uint8(lane), paid);
        return item.points() - paid;
    }

    /// @dev An item leaves the sums once, whoever asks and however often [15].
    function _markStruck(uint32 source, uint40 sequence) private returns (bool) {
        uint256 bit = 1 << (sequence & 0xff);
        uint256 before = _struck[source][sequence >> 8];
        if (before & bit != 0) return false;
        _struck[source][sequence >> 8] = before | bit;
        return true;
    }

    /// @dev Everything that {Contributions.record} made of the item is undone. A part that paid a debt is not in the
    /// points: it is what the lane cannot give back, and it is owed again.
    function _strikeItem(RecordedBatch calldata batch, uint256 item) private returns (bool) {
        if (!_markStruck(batch.source, item.sequence())) return false;
        Account storage account = _accounts[batch.epoch][item.memberId()];
        (uint256 taken, uint256 fell, uint256 gone) = _takePoints(account, item, _frameOf(batch.epoch));
        StruckItem memory change = _owe(batch.source, item, fell, taken);
        change.active = account.points & ACTIVE != 0;
        change.activity = _itemBits(batch.source, item.sequence()) & COUNTS != 0;
        if (change.activity) gone += Counts.ACTIVITY;
        Epoch storage sums = _epochs[batch.epoch];
        uint256 lane = item.lane();
        if (gone != 0) sums.counts -= gone;
        if (fell != 0) sums.sums[lane >> 2] -= fell << ((lane & 3) << 6);
        emit ItemStruck(batch.batchId, batch.epoch, item.memberId(), change);
        return true;
    }

    /// @dev What the lane gave, by how much its capped points fell, and whom the epoch counts no longer.
    function _takePoints(Account storage account, uint256 item, Frame storage frame)
        private
        returns (uint256 taken, uint256 fell, uint256 gone)
    {
        uint256 rest = account.points;
        uint256 caps = frame.caps;
        bool active = rest & ACTIVE != 0;
        (rest, taken, fell) = rest.subCapped(item.lane(), item.points(), caps);
        if (active && rest.sumCapped(caps, frame.quorumLanes) < frame.activeAt) {
            rest &= ~ACTIVE;
            gone = Counts.ACTIVE;
        }
        if (rest & Lanes.ALL == 0) {
            if (taken != 0) gone += Counts.CONTRIBUTOR;
            rest = 0;
        }
        account.points = rest;
    }

    /// @dev Debits of one epoch are taken from its points one after another, so that together they never exceed what
    /// was counted: two items above the cap owe the cap, not their sum.
    function _debitItem(RecordedBatch calldata batch, uint256 item, uint256 caps) private returns (uint256 fell) {
        (uint32 epoch, uint40 memberId, uint256 lane) = (batch.epoch, item.memberId(), item.lane());
        Account storage account = _accounts[epoch][memberId];
        uint256 held = (account.points & Lanes.ALL) - account.debited;
        uint256 taken;
        (, taken, fell) = held.subCapped(lane, item.points(), caps);
        if (taken != 0) account.debited = account.debited.add(lane, taken);
        StruckItem memory change = _owe(batch.source, item, fell, taken);
        _addDebt(memberId, lane, fell);
        change.active = account.points & ACTIVE != 0;
        emit ItemDebited(batch.batchId, epoch, memberId, change);
    }

    function _owe(uint32 source, uint256 item, uint256 fell, uint256 taken) private returns (StruckItem memory change) {
        (change.source, change.sequence) = (source, item.sequence());
        (change.lane, change.points) = (uint8(item.lane()), uint24(item.points()));
        (change.counted, change.restored) = (uint32(fell), uint32(item.points() - taken));
        _addDebt(item.memberId(), item.lane(), change.restored);
    }

    /// @dev Up to what a lane holds: a debt that large is never paid, and a debit must not fail on it.
    function _addDebt(uint40 memberId, uint256 lane, uint256 owed) private {
        if (owed == 0) return;
        uint256 debts = _debts[memberId];
        uint256 room = Lanes.MAX - debts.get(lane);
        _debts[memberId] = debts.add(lane, owed < room ? owed : room);
        _indebted[memberId >> 8] |= 1 << (memberId & 0xff);
    }

    function _itemBits(uint32 source, uint40 sequence) private view returns (uint256) {
        return (_recorded[source][sequence >> 7] >> ((sequence & 0x7f) << 1)) & (RECORDED | COUNTS);
    }
}
