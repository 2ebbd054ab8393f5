// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {Approvals, Approvers} from "./Approvals.sol";
import {Approval, Batch, IContributions} from "./interfaces/IContributions.sol";
import {Ledger} from "./Ledger.sol";
import {Phase} from "./libraries/Calendar.sol";
import {Counts} from "./libraries/Counts.sol";
import {Items} from "./libraries/Items.sol";
import {Lanes} from "./libraries/Lanes.sol";
import {LedgerSetup} from "./Policy.sol";

/// @title Contributions
/// @notice The ledger of recognised contributions. Only this contract knows points; the words are in IContributions.
contract Contributions is Ledger, Approvals {
    using Counts for uint256;
    using Items for bytes;
    using Items for uint256;
    using Lanes for uint256;

    /* TYPES */

    /// @dev A batch on its way: what its items are checked against and what they add, in whole words of memory. Every
    /// slot is written once, at the end.
    struct Tally {
        uint32 epoch;
        uint32 source;
        uint32 version;
        bool late;
        uint256 memberCount;
        /// From the rules: see {Frame}.
        uint256 caps;
        uint256 quorums;
        uint256 quorumLanes;
        uint256 activeAt;
        /// Lanes with enough approvals for everyone but the reviewers themselves, and the tails of those.
        uint256 approvedLanes;
        uint256 tails;
        /// Lanes whose items count for the activity: those that raise no sum, and those that do.
        uint256 idleCounts;
        uint256 raiseCounts;
        /// As in {Counts}.
        uint256 counts;
        /// By lane, 32 bits each: what the items give, and what of it raises no sum, for a cap or a debt.
        uint256 given;
        uint256 lost;
        /// The word of the bitmap of sequences in use, and the one of indebted members.
        uint256 recordedWord;
        uint256 recordedBits;
        uint256 indebtedWord;
        uint256 indebtedBits;
    }

    /* CONSTANTS */

    uint256 private constant NO_WORD = type(uint256).max;

    /* STORAGE */

    mapping(uint32 epoch => mapping(uint40 reviewer => uint256)) private _conferred;
    mapping(uint32 epoch => uint256) private _attested;

    constructor(LedgerSetup memory setup) EIP712(string.concat("Palabre ", setup.slug), "1") Ledger(setup) {}

    /* ANYONE WITH THE SIGNATURES */

    /// @inheritdoc IContributions
    function record(Batch calldata batch, Approval[] calldata approvals) external returns (uint256 batchId) {
        Tally memory tally = _open(batch);
        Approvers memory approvers = _checkApprovals(_membership, batch, approvals);
        (tally.approvedLanes, tally.tails) = (_lanesWithQuorum(approvers, tally.quorums), approvers.tails);
        _recordItems(batch.items, approvers, tally);
        _addToEpoch(batch.items.length / Items.SIZE, tally);
        _spendBudgets(approvers, tally);
        batchId = _batches.length;
        _batches.push(Items.hash(batch.epoch, batch.source, batch.evidenceRoot, approvers.ids, approvers.itemsHash));
        emit BatchRecorded(
            batchId, batch.epoch, batch.source, batch.rulesVersion, batch.evidenceRoot, approvers.ids, batch.items
        );
    }

    /* INTERNALS */

    function _open(Batch calldata batch) private view returns (Tally memory tally) {
        uint256 size = batch.items.length;
        if (size == 0 || size % Items.SIZE != 0 || size > Items.MAX_COUNT * Items.SIZE) {
            revert ContributionsBatchSize(size);
        }
        Phase now_ = phase(batch.epoch);
        if (now_ != Phase.Open && now_ != Phase.Grace) revert ContributionsEpochNotOpen(batch.epoch, now_);
        uint32 inForce = _versionOf(batch.epoch, _epochs[batch.epoch].counts);
        if (batch.rulesVersion != inForce) revert ContributionsRulesVersion(batch.rulesVersion, inForce);
        (tally.epoch, tally.source, tally.version) = (batch.epoch, batch.source, inForce);
        tally.late = now_ == Phase.Grace;
        (tally.recordedWord, tally.indebtedWord) = (NO_WORD, NO_WORD);
        Frame storage frame = _frame(inForce);
        (tally.caps, tally.quorums, tally.quorumLanes) = (frame.caps, frame.quorums, frame.quorumLanes);
        tally.activeAt = frame.activeAt;
        tally.raiseCounts = frame.activityLanes;
        if (frame.activityCountsAll) tally.idleCounts = tally.raiseCounts;
        else tally.raiseCounts &= tally.quorumLanes;
    }

    function _recordItems(bytes calldata items, Approvers memory approvers, Tally memory tally) private {
        mapping(uint40 memberId => Account) storage accounts = _accounts[tally.epoch];
        uint256 end = items.length;
        for (uint256 at = 0; at < end;) {
            (uint256 first, uint256 second) = items.pairAt(at);
            _recordItem(accounts, first, approvers, tally);
            unchecked {
                if (at + Items.SIZE < end) _recordItem(accounts, second, approvers, tally);
                at += 2 * Items.SIZE;
            }
        }
        _recorded[tally.source][tally.recordedWord] = tally.recordedBits;
    }

    /// @dev The path that a batch takes up to 250 times: what is rare stands in functions of its own. Sums of a batch
    /// stay below their widths (250 items of less than 2^24 points, lanes below 8), so nothing in here overflows; a
    /// member's points are checked in {Lanes}.
    function _recordItem(
        mapping(uint40 memberId => Account) storage accounts,
        uint256 item,
        Approvers memory approvers,
        Tally memory tally
    ) private {
        unchecked {
            uint256 memberId = item >> Items.MEMBER_SHIFT;
            uint256 lane = item.lane();
            if (((tally.approvedLanes >> lane) & 1) & ~(tally.tails >> (memberId & 0xff)) == 0) {
                _checkItem(item, approvers, tally);
            }
            uint256 given = item.points();
            tally.given += given << (lane << 5);
            if (memberId >> 8 != tally.indebtedWord) _loadIndebted(memberId >> 8, tally);
            uint256 added = given;
            if ((tally.indebtedBits >> (memberId & 0xff)) & 1 != 0) added = _payDebt(tally.epoch, tally.source, item);
            uint256 raised = 0;
            if (added != 0) {
                Account storage account = accounts[uint40(memberId)];
                uint256 before = account.points;
                uint256 sum;
                (sum, raised) = before.addCapped(lane, added, tally.caps);
                if (before == 0) {
                    _checkMember(item, tally);
                    tally.counts += Counts.CONTRIBUTOR;
                }
                if (raised != added) sum |= CAPPED;
                if (before < ACTIVE && _becomesActive(item, sum, raised, tally)) sum |= ACTIVE;
                account.points = sum;
            } else {
                _checkMember(item, tally);
            }
            if (raised != given) tally.lost += (given - raised) << (lane << 5);
            uint256 counts = ((raised == 0 ? tally.idleCounts : tally.raiseCounts) >> lane) & 1;
            tally.counts += counts;
            uint256 sequence = item.sequence();
            if (sequence >> 7 != tally.recordedWord) _loadRecorded(sequence >> 7, tally);
            uint256 bits = tally.recordedBits;
            uint256 place = (sequence & 0x7f) << 1;
            if ((bits >> place) & RECORDED != 0) revert ContributionsDuplicate(tally.source, uint40(sequence));
            tally.recordedBits = bits | ((RECORDED + counts * COUNTS) << place);
        }
    }

    /// @dev Who has points in the epoch was looked up with the first of them.
    function _checkMember(uint256 item, Tally memory tally) private view {
        uint256 memberId = item.memberId();
        if (tally.memberCount == 0) tally.memberCount = _membership.memberCount();
        if (memberId == 0 || memberId > tally.memberCount) {
            revert ContributionsMemberUnknown(uint40(memberId), item.sequence());
        }
    }

    /// @dev Items that have no quorum at first sight: of the attester, of a reviewer, of no lane, or without approvals.
    function _checkItem(uint256 item, Approvers memory approvers, Tally memory tally) private view {
        uint256 lane = item.lane();
        if (lane >= Lanes.COUNT) revert ContributionsLaneUnknown(uint8(lane), item.sequence());
        uint256 needed = uint8(tally.quorums >> (lane << 3));
        if (needed == 0) _checkAttested(item, tally.late);
        else _checkQuorum(approvers, item, needed);
    }

    /// @dev Late batches need reviewers on every item: the attester's key alone must not rewrite a closed epoch [31].
    function _checkAttested(uint256 item, bool late) private view {
        if (late) revert ContributionsLateItem(item.sequence(), uint8(item.lane()));
        if (msg.sender != attester()) revert ContributionsNotAttester(msg.sender, item.sequence());
    }

    /// @dev Sequences of a batch are neighbours, so the bitmap word is written only when it changes.
    function _loadRecorded(uint256 word, Tally memory tally) private {
        mapping(uint256 word => uint256) storage bitmap = _recorded[tally.source];
        if (tally.recordedWord != NO_WORD) bitmap[tally.recordedWord] = tally.recordedBits;
        (tally.recordedWord, tally.recordedBits) = (word, bitmap[word]);
    }

    /// @dev Debts are rare: one bitmap word for 256 members keeps everybody else from paying for them.
    function _loadIndebted(uint256 word, Tally memory tally) private view {
        (tally.indebtedWord, tally.indebtedBits) = (word, _indebted[word]);
    }

    /// @dev Asked when points of a reviewed lane may reach `activeAt`. Only a unit from before the epoch counts: accounts
    /// made during it have no equal share [11].
    function _becomesActive(uint256 item, uint256 sum, uint256 raised, Tally memory tally) private view returns (bool) {
        if (raised == 0 || (tally.quorumLanes >> item.lane()) & 1 == 0) return false;
        uint256 reached = sum.sumCapped(tally.caps, tally.quorumLanes);
        if (reached < tally.activeAt || reached - raised >= tally.activeAt) return false;
        uint256 since = _membership.unitSince(item.memberId());
        if (since == 0 || since >= startOf(tally.epoch)) return false;
        tally.counts += Counts.ACTIVE;
        return true;
    }

    function _addToEpoch(uint256 items, Tally memory tally) private {
        Epoch storage sums = _epochs[tally.epoch];
        uint256 counts = sums.counts;
        if (counts.version() == 0) counts += tally.version * Counts.VERSION;
        sums.counts = counts + tally.counts + items * Counts.ITEM;
        uint256 raised = tally.given - tally.lost;
        if (uint128(raised) != 0) sums.sums[0] += _spread(uint128(raised));
        if (raised >> 128 != 0) sums.sums[1] += _spread(raised >> 128);
    }

    /// @dev Four numbers of 32 bits, moved to 64 bits each.
    function _spread(uint256 raised) private pure returns (uint256 wide) {
        wide = uint32(raised) | ((raised >> 32 & type(uint32).max) << 64);
        wide |= ((raised >> 64 & type(uint32).max) << 128) | (raised >> 96 << 192);
    }

    /// @dev Reviewers answer for the lanes that they confirm, the attester for those without a quorum [18].
    function _spendBudgets(Approvers memory approvers, Tally memory tally) private {
        uint256 reviewed = tally.given & _wide(tally.quorumLanes);
        if (reviewed != tally.given) _spendAttester(tally.given - reviewed, tally);
        if (reviewed == 0) return;
        uint256 floors = _frame(tally.version).budgetFloors;
        for (uint256 i = 0; i < approvers.ids.length; ++i) {
            // What others are given: nobody confirms their own items.
            uint256 given = (reviewed - approvers.own[i]) & _wide(approvers.lanes[i]);
            if (given != 0) _spendReviewer(approvers.ids[i], given, floors, tally);
        }
    }

    /// @dev All 32 bits of each lane of the mask.
    function _wide(uint256 lanes) private pure returns (uint256 mask) {
        if (lanes == type(uint8).max) return type(uint256).max;
        unchecked {
            for (uint256 shift = 0; lanes != 0; shift += 32) {
                if (lanes & 1 != 0) mask |= uint256(type(uint32).max) << shift;
                lanes >>= 1;
            }
        }
    }

    function _spendAttester(uint256 given, Tally memory tally) private {
        uint256 attested = _attested[tally.epoch];
        for (; given != 0; given >>= 32) {
            attested += uint32(given);
        }
        uint256 budget = _frame(tally.version).attesterBudget;
        if (attested > budget) revert ContributionsAttesterBudget(attested, budget);
        _attested[tally.epoch] = attested;
    }

    function _spendReviewer(uint40 reviewer, uint256 given, uint256 floors, Tally memory tally) private {
        uint256 spent = _conferred[tally.epoch][reviewer];
        for (uint256 lane = 0; given != 0; ++lane) {
            if (uint32(given) != 0) {
                spent = spent.add(lane, uint32(given));
                if (spent.get(lane) > floors.get(lane)) _checkBudget(tally, reviewer, lane, spent.get(lane));
            }
            given >>= 32;
        }
        _conferred[tally.epoch][reviewer] = spent;
    }

    /// @dev Above the floor: a part of the lane's last epoch.
    function _checkBudget(Tally memory tally, uint40 reviewer, uint256 lane, uint256 spent) private view {
        Frame storage frame = _frame(tally.version);
        uint256 budget = frame.budgetFloors.get(lane);
        if (tally.epoch != 0) {
            uint256 share = uint256(_sum(tally.epoch - 1, lane)) * frame.budgetBps / BPS;
            if (share > budget) budget = share;
        }
        if (spent > budget) revert ContributionsBudgetExceeded(reviewer, uint8(lane), spent, budget);
    }
}
