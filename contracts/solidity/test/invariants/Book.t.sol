// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Approval, Batch, RecordedBatch, Rules} from "../../interfaces/IContributions.sol";
import {Phase} from "../../libraries/Calendar.sol";
import {Roles} from "../../libraries/Roles.sol";
import {Cast} from "./Cast.t.sol";

/// @title Book
/// @notice Contributions, and a second set of books beside the ledger: plain numbers, item after item, as the words of
/// the mechanism say it.
abstract contract Book is Cast {
    /* TYPES */

    struct Entry {
        uint40 memberId;
        uint8 lane;
        uint24 points;
        uint40 sequence;
        bool counts;
        bool struck;
        bool paidDebt;
    }

    /// @dev A member in an epoch, before caps.
    struct Account {
        uint256[8] points;
        uint256[8] debited;
        bool active;
    }

    struct Sums {
        uint256 items;
        uint256 activity;
    }

    /* CONSTANTS */

    uint40 public constant FIRST_SEQUENCE = 100;
    /// @dev Across the borders of bitmap words (128, 256), and narrow, so that a sequence is often tried again.
    uint40 public constant SEQUENCES = 300;

    /* STORAGE */

    RecordedBatch[] internal batches;
    mapping(uint256 batchId => Entry[]) internal entries;
    mapping(uint32 epoch => mapping(uint40 memberId => Account)) internal accounts;
    mapping(uint32 epoch => Sums) public sums;
    mapping(uint40 memberId => uint256[8]) internal debts;
    /// @dev By source: 1 for reviewers, 2 for the attester.
    mapping(uint32 source => mapping(uint40 sequence => bool)) public used;
    mapping(uint32 source => mapping(uint40 sequence => bool)) public gone;
    uint32 public finalEpochs;
    mapping(uint32 epoch => bytes32) public finalHash;

    /* ACTIONS */

    /// @dev One to four items with all approvals that can be had, now or late, often with sequences of before.
    function record(uint256 seed, uint256 points, uint40 sequence, uint8 late) external play {
        Batch memory batch;
        batch.source = 1;
        for (uint256 i = 0; i <= seed % 4; ++i) {
            // Half of all goes to gina, so that caps, debts and several items of one member in an epoch are common.
            uint40 memberId = (seed >> (8 * i)) % 2 == 0 ? 8 : anyone(seed >> (8 * i));
            uint8 lane = uint8((seed >> (8 * i + 40)) % 32 == 31 ? 7 : (seed >> (8 * i + 40)) % 3);
            uint24 given = uint24((points >> (8 * i)) % 160);
            uint40 number = FIRST_SEQUENCE + (sequence % SEQUENCES + uint40(i)) % SEQUENCES;
            batch.items = bytes.concat(batch.items, packed(memberId, lane, given, number));
        }
        _date(batch, late % 4 == 0);
        _record(batch, _approvals(batch), wallets[seed % 8]);
    }

    function attest(uint256 seed, uint256 points, uint40 sequence, uint8 late) external play {
        Batch memory batch;
        batch.source = 2;
        uint40 number = FIRST_SEQUENCE + sequence % SEQUENCES;
        batch.items = packed(anyone(seed), 7, uint24(points % 40), number);
        _date(batch, late % 4 == 0);
        _record(batch, nobody(), contributions.attester());
    }

    function changeRules(uint256 seed) external play {
        Rules memory rules = firstRules();
        rules.cap[0] = uint32(seed % 300);
        rules.cap[2] = uint32((seed >> 16) % 20);
        rules.quorum[1] = uint8(1 + (seed >> 24) % 2);
        rules.activeAt = uint32(1 + (seed >> 32) % 40);
        rules.voteLanes = uint8(seed >> 40);
        rules.activityLanes = uint8(seed >> 48);
        rules.activityCountsAll = (seed >> 56) % 2 == 0;
        bool may = rules.quorum[1] == 1 || membership.reviewerCount(1) > 2;
        address house = reputation.established() ? address(contributorsTimelock) : address(membersTimelock);
        act(house, address(contributions), abi.encodeCall(contributions.setRules, (rules)), may, "rules");
    }

    /// @dev How a campaign about votes begins: everybody holds reputation.
    function earn() external play {
        Batch memory batch;
        batch.source = 1;
        uint40[] memory ids = everyId();
        for (uint40 id = 1; id <= ids.length; ++id) {
            batch.items = bytes.concat(batch.items, packed(id, 0, 20, FIRST_SEQUENCE + id));
        }
        _date(batch, false);
        _record(batch, _approvals(batch), wallets[0]);
        vm.warp(contributions.finalAt(batch.epoch));
        reputation.mint();
        reputation.settle(ids);
    }

    /* WHAT THE INVARIANTS READ */

    function pointsOf(uint32 epoch, uint40 memberId) external view returns (uint256[8] memory) {
        return accounts[epoch][memberId].points;
    }

    function countsAsActive(uint32 epoch, uint40 memberId) external view returns (bool) {
        return accounts[epoch][memberId].active;
    }

    function debtsOf(uint40 memberId) external view returns (uint256[8] memory) {
        return debts[memberId];
    }

    function checkFinal(uint32 epoch) public view {
        require(hashOf(epoch) == finalHash[epoch], "a final epoch changed");
    }

    /// @dev All that shares and reputation are made of.
    function hashOf(uint32 epoch) public view returns (bytes32 hash) {
        hash = keccak256(abi.encode(contributions.totals(epoch), contributions.rulesVersionAt(epoch)));
        for (uint40 id = 1; id <= MOST_MEMBERS; ++id) {
            hash = keccak256(abi.encode(hash, contributions.basis(epoch, id), contributions.points(epoch, id)));
        }
        hash = keccak256(abi.encode(hash, distribution.pool(address(usd), epoch).funded));
        hash = keccak256(abi.encode(hash, distribution.shareRulesVersionAt(epoch), contributions.votePoints(epoch)));
    }

    /* OBSERVING */

    /// @dev Notes what an epoch is when it has become final, in the order of epochs, and looks at an older one again.
    function _observe() internal virtual override {
        super._observe();
        if (watched & WATCH_EPOCHS == 0) return;
        if (finalEpochs != 0) checkFinal(uint32(turn % finalEpochs));
        while (contributions.phase(finalEpochs) == Phase.Final) {
            finalHash[finalEpochs] = hashOf(finalEpochs);
            ++finalEpochs;
        }
    }

    /* THE SECOND BOOKS */

    function rulesOf(uint32 epoch) internal view returns (Rules memory) {
        return contributions.rules(contributions.rulesVersionAt(epoch));
    }

    /// @dev Points that make an active member: capped, in lanes that people confirm.
    function _reached(Account storage account, Rules memory rules) internal view returns (uint256 sum) {
        for (uint256 lane = 0; lane < 8; ++lane) {
            if (rules.quorum[lane] != 0) sum += _min(account.points[lane], rules.cap[lane]);
        }
    }

    function _enter(RecordedBatch memory batch) internal {
        batches.push(batch);
        Rules memory rules = rulesOf(batch.epoch);
        for (uint256 i = 0; i < batch.items.length / 16; ++i) {
            Entry memory entry = _entryAt(batch.items, i);
            used[batch.source][entry.sequence] = true;
            uint256 raised = _enterPoints(batch.epoch, entry, rules);
            bool reviewed = rules.quorum[entry.lane] != 0;
            bool inLane = (rules.activityLanes >> entry.lane) & 1 != 0;
            entry.counts = inLane && (rules.activityCountsAll || (reviewed && raised != 0));
            entries[batch.batchId].push(entry);
            ++sums[batch.epoch].items;
            if (entry.counts) ++sums[batch.epoch].activity;
        }
    }

    /// @dev A debt is paid first; only what is left counts.
    function _enterPoints(uint32 epoch, Entry memory entry, Rules memory rules) private returns (uint256 raised) {
        Account storage account = accounts[epoch][entry.memberId];
        (uint8 lane, uint256 cap) = (entry.lane, rules.cap[entry.lane]);
        uint256 paid = _min(debts[entry.memberId][lane], entry.points);
        entry.paidDebt = paid != 0;
        debts[entry.memberId][lane] -= paid;
        uint256 before = _reached(account, rules);
        raised = _min(account.points[lane], cap);
        account.points[lane] += entry.points - paid;
        raised = _min(account.points[lane], cap) - raised;
        uint256 since = membership.unitSince(entry.memberId);
        bool crossed = before < rules.activeAt && _reached(account, rules) >= rules.activeAt;
        if (crossed && since != 0 && since < contributions.startOf(epoch)) account.active = true;
    }

    function _entryAt(bytes memory items, uint256 index) internal pure returns (Entry memory entry) {
        uint256 word = 0;
        for (uint256 i = 0; i < 16; ++i) {
            word = (word << 8) | uint8(items[index * 16 + i]);
        }
        (entry.memberId, entry.lane) = (uint40(word >> 88), uint8(word >> 80));
        (entry.points, entry.sequence) = (uint24(word >> 56), uint40(word));
    }

    function _min(uint256 a, uint256 b) internal pure returns (uint256) {
        return a < b ? a : b;
    }

    /* INTERNALS */

    /// @dev Late: for the epoch before, which may be in Grace still.
    function _date(Batch memory batch, bool late) internal view {
        batch.epoch = contributions.currentEpoch();
        if (late && batch.epoch != 0) --batch.epoch;
        batch.rulesVersion = contributions.rulesVersionAt(batch.epoch);
        batch.evidenceRoot = keccak256(abi.encode(batches.length));
    }

    function _record(Batch memory batch, Approval[] memory approvals, address sender) internal {
        bool may = _mayRecord(batch, approvals, sender == contributions.attester());
        uint256 batchId = batches.length;
        bytes memory data = abi.encodeCall(contributions.record, (batch, approvals));
        if (!act(sender, address(contributions), data, may, "record")) return;
        require(contributions.batchCount() == batchId + 1, "batches count from 0");
        uint40[] memory approvers = new uint40[](approvals.length);
        for (uint256 i = 0; i < approvers.length; ++i) {
            approvers[i] = idOf(approvals[i].reviewer);
        }
        _enter(RecordedBatch(batchId, batch.epoch, batch.source, batch.evidenceRoot, approvers, batch.items));
    }

    function _mayRecord(Batch memory batch, Approval[] memory approvals, bool attested) private view returns (bool) {
        bool late = contributions.phase(batch.epoch) == Phase.Grace;
        if (!late && contributions.phase(batch.epoch) != Phase.Open) return false;
        Rules memory rules = rulesOf(batch.epoch);
        for (uint256 i = 0; i < batch.items.length / 16; ++i) {
            Entry memory entry = _entryAt(batch.items, i);
            if (used[batch.source][entry.sequence]) return false;
            uint256 needed = rules.quorum[entry.lane];
            if (needed == 0 && (late || !attested)) return false;
            uint256 counting = 0;
            for (uint256 j = 0; j < approvals.length; ++j) {
                uint40 reviewer = idOf(approvals[j].reviewer);
                if (reviewer == entry.memberId) continue;
                if (rolesNow(reviewer) & Roles.reviewer(entry.lane) != 0) ++counting;
            }
            if (counting < needed) return false;
        }
        return true;
    }

    /// @dev Of everybody who was made a reviewer and is here; those who are suspended sign in vain.
    function _approvals(Batch memory batch) internal view returns (Approval[] memory approvals) {
        uint40 count = membership.memberCount();
        uint256 present = 0;
        for (uint40 id = 1; id <= count; ++id) {
            if (Roles.reviewedLanes(rolesGiven[id]) != 0) ++present;
        }
        approvals = new Approval[](present);
        present = 0;
        for (uint40 id = 1; id <= count; ++id) {
            if (Roles.reviewedLanes(rolesGiven[id]) == 0) continue;
            approvals[present++] = approval(batch, walletOf(id));
        }
    }
}
