// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Challenge, ChallengeStatus} from "../../interfaces/IChallenges.sol";
import {Batch, RecordedBatch, Rules} from "../../interfaces/IContributions.sol";
import {Phase} from "../../libraries/Calendar.sol";
import {Roles} from "../../libraries/Roles.sol";
import {Book} from "./Book.t.sol";

/// @title Court
/// @notice Disputes: challenges, decisions, strikes and debits, kept in the second books as well.
abstract contract Court is Book {
    /* CONSTANTS */

    uint256 private constant MOST_OPEN = 3;
    uint256 private constant WHOLE_BATCH = type(uint256).max;

    /* STORAGE */

    uint256 public challengeCount;
    mapping(uint40 memberId => uint256) public openBy;
    mapping(uint32 epoch => bool) public extended;

    /* ACTIONS */

    function challengeItem(uint256 who, uint256 which, uint256 index) external play {
        (RecordedBatch memory batch, bool some) = _batch(which, Phase.Challenge);
        vm.assume(some);
        (uint40 challenger, uint256 at) = (anyActive(who), _disputed(batch.batchId, index));
        bool may = !membership.suspended(challenger) && openBy[challenger] < MOST_OPEN;
        may = may && !entries[batch.batchId][at].struck && _mayOpen(batch, at);
        bytes memory data = abi.encodeCall(challenges.challenge, (batch, at, REASON));
        if (act(walletOf(challenger), address(challenges), data, may, "challenge")) _opened(challenger);
    }

    function challengeBatch(uint256 who, uint256 which) external play {
        _challengeBatch(who, which);
    }

    /// @dev With nothing to decide, brings something.
    function decideOne(uint256 who, uint256 which, bool uphold, uint256 most) external play {
        if (challengeCount == 0) _challengeBatch(who, which);
        else _decideOne(who, which, uphold, most);
    }

    function strikeNext(uint256 which, uint256 most) external play {
        vm.assume(challengeCount != 0);
        uint256 id = _challenge(which, ChallengeStatus.Upheld);
        Challenge memory dispute = challenges.challengeOf(id);
        RecordedBatch memory batch = batches[dispute.batchId];
        most = 1 + most % 4;
        bool may = dispute.status == ChallengeStatus.Upheld && contributions.phase(batch.epoch) != Phase.Final;
        bytes memory data = abi.encodeCall(challenges.strikeNext, (id, batch, most));
        if (!act(wallets[which % 8], address(challenges), data, may, "strikeNext")) return;
        _strike(batch.batchId, dispute.next, dispute.end, most);
    }

    function closeOne(uint256 which) external play {
        vm.assume(challengeCount != 0);
        uint256 id = _challenge(which, ChallengeStatus.Open);
        Challenge memory dispute = challenges.challengeOf(id);
        bool may = dispute.status == ChallengeStatus.Open && contributions.phase(dispute.epoch) == Phase.Final;
        bytes memory data = abi.encodeCall(challenges.close, (id));
        if (act(wallets[which % 8], address(challenges), data, may, "close")) --openBy[dispute.challenger];
    }

    function upholdByHouse(uint256 which, uint256 most) external play {
        vm.assume(challengeCount != 0);
        uint256 id = which % 4 == 0 ? _challenge(which, ChallengeStatus.Open) : _dismissed(which);
        Challenge memory dispute = challenges.challengeOf(id);
        RecordedBatch memory batch = batches[dispute.batchId];
        most = 1 + most % 4;
        bool may = dispute.status == ChallengeStatus.Open || dispute.status == ChallengeStatus.Dismissed;
        may = may && _isPhase(batch.epoch, Phase.Challenge, Phase.Resolve);
        bytes memory data = abi.encodeCall(challenges.upholdByHouse, (id, batch, most));
        if (!act(address(membersTimelock), address(challenges), data, may, "upholdByHouse")) return;
        if (dispute.status == ChallengeStatus.Open) --openBy[dispute.challenger];
        _strike(batch.batchId, dispute.next, dispute.end, most);
    }

    function extend(uint256 who, uint256 back) external play {
        uint32 now_ = contributions.currentEpoch();
        uint32 epoch = now_ - uint32(_min(now_, 1 + back % 2));
        uint40 by = holder(who, Roles.GUARDIAN);
        bool may = rolesNow(by) & Roles.GUARDIAN != 0 && !guardian.expired() && !extended[epoch];
        may = may && _isPhase(epoch, Phase.Challenge, Phase.Resolve);
        bytes memory data = abi.encodeCall(guardian.extend, (epoch, REASON));
        if (act(walletOf(by), address(guardian), data, may, "extend")) extended[epoch] = true;
    }

    function debit(uint256 who, uint256 which, uint256 index) external play {
        (RecordedBatch memory batch, bool some) = _batch(which, Phase.Final);
        vm.assume(some);
        (uint40 moderator, uint256 at) = (holder(who, Roles.MODERATOR), index % entries[batch.batchId].length);
        uint40 first = challenges.debitVote(batch.batchId, at);
        bool second = first != 0 && moderates(first);
        bool may = moderates(moderator) && !entries[batch.batchId][at].struck && first != moderator;
        may = may && contributions.phase(batch.epoch) == Phase.Final && _uninvolved(moderator, batch, at, at + 1);
        may = may && (!second || _mayBurn(batch, at));
        bytes memory data = abi.encodeCall(challenges.debit, (batch, at, REASON));
        if (act(walletOf(moderator), address(challenges), data, may, "debit") && second) _debit(batch, at);
    }

    function debitByHouse(uint256 which, uint256 index) external play {
        (RecordedBatch memory batch, bool some) = _batch(which, Phase.Final);
        vm.assume(some);
        uint256 at = index % entries[batch.batchId].length;
        bool may = !entries[batch.batchId][at].struck && contributions.phase(batch.epoch) == Phase.Final;
        may = may && _mayBurn(batch, at);
        bytes memory data = abi.encodeCall(challenges.debitByHouse, (batch, at));
        if (act(address(membersTimelock), address(challenges), data, may, "debitByHouse")) _debit(batch, at);
    }

    /* HOW A CAMPAIGN ABOUT THEM BEGINS */

    /// @dev gina owes a capped lane's worth in three lanes, each for two items of a final epoch that together are far above
    /// the cap.
    function owe() external play {
        RecordedBatch memory batch = _recordForGina(6, 100);
        vm.warp(contributions.finalAt(batch.epoch));
        for (uint256 at = 0; at < 6; ++at) {
            bytes memory data = abi.encodeCall(challenges.debitByHouse, (batch, at));
            if (act(address(membersTimelock), address(challenges), data, true, "debitByHouse")) _debit(batch, at);
        }
    }

    /// @dev The founder challenged an item, and eva and fred dismissed the challenge; the epoch is not final yet.
    function lose() external play {
        RecordedBatch memory batch = _recordForGina(1, 10);
        vm.warp(contributions.finalAt(batch.epoch) - CHALLENGE - RESOLVE);
        act(
            walletOf(1),
            address(challenges),
            abi.encodeCall(challenges.challenge, (batch, 0, REASON)),
            true,
            "challenge"
        );
        _opened(1);
        bytes memory data = abi.encodeCall(challenges.decide, (challengeCount, false, batch, 1));
        act(walletOf(6), address(challenges), data, true, "decide");
        act(walletOf(7), address(challenges), data, true, "decide");
        --openBy[1];
    }

    /* LIVENESS */

    /// @dev Whatever was left open: once its epoch is final, anyone can close it, and nobody stays at the limit.
    function closeAll() external play {
        skip(100 days);
        for (uint256 id = 1; id <= challengeCount; ++id) {
            if (challenges.challengeOf(id).status == ChallengeStatus.Open) challenges.close(id);
        }
        for (uint40 id = 1; id <= MOST_MEMBERS; ++id) {
            require(challenges.openChallenges(id) == 0, "a challenge stays open");
        }
    }

    /* THE SECOND BOOKS */

    function _opened(uint40 challenger) private {
        ++challengeCount;
        ++openBy[challenger];
    }

    function _strike(uint256 batchId, uint256 from, uint256 end, uint256 most) private {
        end = _min(end, from + most);
        for (; from < end; ++from) {
            if (entries[batchId][from].struck) continue;
            _strikeEntry(batches[batchId].epoch, batches[batchId].source, entries[batchId][from]);
        }
    }

    /// @dev What the item gave goes; what it had paid of a debt is owed again.
    function _strikeEntry(uint32 epoch, uint32 source, Entry storage entry) private {
        Account storage account = accounts[epoch][entry.memberId];
        (uint8 lane, Rules memory rules) = (entry.lane, rulesOf(epoch));
        entry.struck = true;
        gone[source][entry.sequence] = true;
        uint256 taken = _min(account.points[lane], entry.points);
        account.points[lane] -= taken;
        debts[entry.memberId][lane] += entry.points - taken;
        if (_reached(account, rules) < rules.activeAt) account.active = false;
        if (entry.counts) --sums[epoch].activity;
    }

    /// @dev A final epoch stays as it is; what the item had counted for is owed.
    function _debit(RecordedBatch memory batch, uint256 at) private {
        Entry storage entry = entries[batch.batchId][at];
        Account storage account = accounts[batch.epoch][entry.memberId];
        (uint8 lane, uint256 cap) = (entry.lane, rulesOf(batch.epoch).cap[entry.lane]);
        entry.struck = true;
        gone[batch.source][entry.sequence] = true;
        uint256 held = account.points[lane] - account.debited[lane];
        uint256 taken = _min(held, entry.points);
        account.debited[lane] += taken;
        debts[entry.memberId][lane] += _min(held, cap) - _min(held - taken, cap) + entry.points - taken;
    }

    /* INTERNALS */

    function _challengeBatch(uint256 who, uint256 which) private {
        (RecordedBatch memory batch, bool some) = _batch(which, Phase.Challenge);
        vm.assume(some);
        uint40 challenger = holder(who, Roles.MODERATOR);
        bool may = moderates(challenger) && _mayOpen(batch, WHOLE_BATCH);
        bytes memory data = abi.encodeCall(challenges.challengeBatch, (batch, REASON));
        if (act(walletOf(challenger), address(challenges), data, may, "challengeBatch")) _opened(challenger);
    }

    function _decideOne(uint256 who, uint256 which, bool uphold, uint256 most) private {
        uint256 id = _challenge(which, ChallengeStatus.Open);
        Challenge memory dispute = challenges.challengeOf(id);
        RecordedBatch memory batch = batches[dispute.batchId];
        uint40 moderator = _judge(who, dispute, batch);
        most = 1 + most % 4;
        // Mostly what the first moderator said, or few challenges would be decided.
        if (who % 4 != 0 && dispute.upholder + dispute.dismisser != 0) uphold = dispute.upholder != 0;
        uint40 first = uphold ? dispute.upholder : dispute.dismisser;
        bool may = moderates(moderator) && dispute.status == ChallengeStatus.Open && moderator != dispute.challenger;
        may = may && _isPhase(batch.epoch, Phase.Challenge, Phase.Resolve) && first != moderator;
        may = may && _uninvolved(moderator, batch, dispute.next, dispute.end);
        bool decided = first != 0 && moderates(first);
        bytes memory data = abi.encodeCall(challenges.decide, (id, uphold, batch, most));
        if (!act(walletOf(moderator), address(challenges), data, may, "decide") || !decided) return;
        --openBy[dispute.challenger];
        if (uphold) _strike(batch.batchId, dispute.next, dispute.end, most);
    }

    /// @dev Reputation of an epoch can be burned once all epochs before it are final: one may be extended.
    function _mayBurn(RecordedBatch memory batch, uint256 at) private view returns (bool) {
        Entry storage entry = entries[batch.batchId][at];
        Rules memory rules = rulesOf(batch.epoch);
        if (rules.quorum[entry.lane] == 0 || (rules.voteLanes >> entry.lane) & 1 == 0) return true;
        Account storage account = accounts[batch.epoch][entry.memberId];
        uint256 held = account.points[entry.lane] - account.debited[entry.lane];
        uint256 rest = held - _min(held, entry.points);
        if (_min(held, rules.cap[entry.lane]) == _min(rest, rules.cap[entry.lane])) return true;
        for (uint32 epoch = reputation.nextEpoch(); epoch < batch.epoch; ++epoch) {
            if (contributions.phase(epoch) != Phase.Final) return false;
        }
        return true;
    }

    /// @dev A moderator, mostly one who has no part in the matter.
    function _judge(uint256 seed, Challenge memory dispute, RecordedBatch memory batch)
        private
        view
        returns (uint40 moderator)
    {
        moderator = holder(seed, Roles.MODERATOR);
        for (uint256 i = 0; i < MOST_MEMBERS && seed % 4 != 0; ++i) {
            bool fit = moderator != dispute.challenger && moderator != dispute.upholder;
            if (fit && _uninvolved(moderator, batch, dispute.next, dispute.end)) return moderator;
            moderator = holder((seed >> 8) + i, Roles.MODERATOR);
        }
    }

    function _recordForGina(uint40 items, uint24 points) private returns (RecordedBatch memory) {
        Batch memory batch;
        batch.source = 1;
        for (uint40 i = 0; i < items; ++i) {
            uint40 sequence = FIRST_SEQUENCE + uint40(batches.length) * 10 + i;
            batch.items = bytes.concat(batch.items, packed(8, uint8(i % 3), points, sequence));
        }
        _date(batch, false);
        _record(batch, _approvals(batch), wallets[0]);
        return batches[batches.length - 1];
    }

    function _mayOpen(RecordedBatch memory batch, uint256 what) private view returns (bool) {
        uint256 latest = challenges.latestChallenge(batch.batchId, what);
        bool pending = challenges.challengeOf(latest).status == ChallengeStatus.Open;
        return !pending && contributions.phase(batch.epoch) == Phase.Challenge;
    }

    function _uninvolved(uint40 moderator, RecordedBatch memory batch, uint256 from, uint256 end)
        private
        view
        returns (bool)
    {
        for (uint256 i = 0; i < batch.approvers.length; ++i) {
            if (batch.approvers[i] == moderator) return false;
        }
        for (; from < end; ++from) {
            if (entries[batch.batchId][from].memberId == moderator) return false;
        }
        return true;
    }

    /// @dev One of the last twelve batches, in `phase` if there is one; mostly of reviewers.
    function _batch(uint256 seed, Phase phase) private view returns (RecordedBatch memory batch, bool some) {
        uint256 count = batches.length;
        if (count == 0) return (batch, false);
        uint256 recent = _min(count, 12);
        for (uint256 i = 0; i < recent; ++i) {
            uint256 at = count - 1 - (seed % recent + i) % recent;
            if (contributions.phase(batches[at].epoch) == phase) return (batches[at], true);
        }
        return (batches[seed % count], true);
    }

    /// @dev An item of the batch, mostly one that paid a debt if there is any: few do, and striking it restores the debt.
    function _disputed(uint256 batchId, uint256 seed) private view returns (uint256 index) {
        uint256 count = entries[batchId].length;
        for (uint256 i = 0; i < count && seed % 4 != 0; ++i) {
            index = (seed % count + i) % count;
            if (entries[batchId][index].paidDebt && !entries[batchId][index].struck) return index;
        }
        return seed % count;
    }

    /// @dev A challenge that was dismissed and may still be upheld, if there is one among the last eight.
    function _dismissed(uint256 seed) private view returns (uint256 id) {
        uint256 recent = _min(challengeCount, 8);
        for (uint256 i = 0; i < recent; ++i) {
            id = challengeCount - (seed % recent + i) % recent;
            Challenge memory dispute = challenges.challengeOf(id);
            if (dispute.status != ChallengeStatus.Dismissed) continue;
            if (_isPhase(dispute.epoch, Phase.Challenge, Phase.Resolve)) return id;
        }
        return _challenge(seed, ChallengeStatus.Open);
    }

    /// @dev One of the last eight challenges, with `status` if there is one.
    function _challenge(uint256 seed, ChallengeStatus status) private view returns (uint256 id) {
        uint256 recent = _min(challengeCount, 8);
        for (uint256 i = 0; i < recent; ++i) {
            id = challengeCount - (seed % recent + i) % recent;
            if (challenges.challengeOf(id).status == status) return id;
        }
    }
}
