// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {EpochTotals} from "../../interfaces/IContributions.sol";
import {Campaign} from "./Campaign.t.sol";

/// @notice Points, sums, debts and disputes against the second books: every point is in the points of its member, was
/// struck, or paid a debt.
contract LedgerInvariants is Campaign {
    function choose() internal override {
        often(5, handler.advance.selector);
        often(7, handler.record.selector);
        often(1, handler.attest.selector);
        often(1, handler.changeRules.selector);
        often(3, handler.challengeItem.selector);
        often(2, handler.challengeBatch.selector);
        often(6, handler.decideOne.selector);
        often(1, handler.strikeNext.selector);
        often(1, handler.closeOne.selector);
        often(4, handler.upholdByHouse.selector);
        often(1, handler.extend.selector);
        often(3, handler.debit.selector);
        often(3, handler.debitByHouse.selector);
        often(1, handler.suspend.selector);
        often(1, handler.leaveOne.selector);
        often(1, handler.join.selector);
        often(1, handler.setRoles.selector);
        often(1, handler.mint.selector);
        handler.watch(handler.WATCH_EPOCHS());
        handler.owe();
        handler.lose();
    }

    function invariant_Ledger() public {
        vm.warp(handler.time());
        _epoch(epochInTurn());
        for (uint40 id = 1; id <= members(); ++id) {
            _debts(id);
            assertEq(challenges.openChallenges(id), handler.openBy(id), "open challenges");
        }
    }

    /// @dev Every open challenge can be closed; and all epochs, sequences and final hashes once more.
    function afterInvariant() public {
        vm.warp(handler.time());
        for (uint32 epoch = 0; epoch <= contributions.currentEpoch(); ++epoch) {
            _epoch(epoch);
            if (epoch < handler.finalEpochs()) handler.checkFinal(epoch);
        }
        for (uint40 i = 0; i < handler.SEQUENCES(); ++i) {
            uint40 sequence = handler.FIRST_SEQUENCE() + i;
            for (uint32 source = 1; source < 3; ++source) {
                assertEq(contributions.recorded(source, sequence), handler.used(source, sequence), "exactly once");
                assertEq(contributions.struck(source, sequence), handler.gone(source, sequence), "struck once");
            }
        }
        handler.closeAll();
    }

    function _epoch(uint32 epoch) private view {
        EpochTotals memory sums = contributions.totals(epoch);
        uint32[8] memory caps = contributions.rules(contributions.rulesVersionAt(epoch)).cap;
        uint256[8] memory lanes;
        (uint256 contributors, uint256 active, uint256 votePoints) = (0, 0, 0);
        for (uint40 id = 1; id <= members(); ++id) {
            if (_member(epoch, id, caps, lanes)) ++contributors;
            bool counts = contributions.activeIn(epoch, id);
            assertEq(counts, handler.countsAsActive(epoch, id), "who is active");
            if (counts) ++active;
            votePoints += contributions.votePointsOf(epoch, id);
        }
        for (uint8 lane = 0; lane < 8; ++lane) {
            assertEq(sums.lanes[lane], lanes[lane], "sum of the capped points");
        }
        assertEq(sums.contributors, contributors, "contributors");
        assertEq(sums.active, active, "active");
        assertEq(contributions.votePoints(epoch), votePoints, "vote points");
        (uint256 items, uint256 activity) = handler.sums(epoch);
        assertEq(sums.items, items, "items");
        assertEq(sums.activity, activity, "activity");
        assertEq(sums.extension != 0, handler.extended(epoch), "extended by the guardian only");
    }

    /// @dev Points as in the second books, in the right lanes; adds the capped ones to `lanes`.
    function _member(uint32 epoch, uint40 id, uint32[8] memory caps, uint256[8] memory lanes)
        private
        view
        returns (bool any)
    {
        uint32[8] memory points = contributions.points(epoch, id);
        uint32[8] memory counted = contributions.counted(epoch, id);
        uint256[8] memory expected = handler.pointsOf(epoch, id);
        for (uint8 lane = 0; lane < 8; ++lane) {
            assertEq(points[lane], expected[lane], "points of the lane");
            assertEq(counted[lane], points[lane] < caps[lane] ? points[lane] : caps[lane], "capped");
            lanes[lane] += counted[lane];
            any = any || points[lane] != 0;
        }
    }

    function _debts(uint40 id) private view {
        uint32[8] memory owed = contributions.debtOf(id);
        uint256[8] memory expected = handler.debtsOf(id);
        for (uint8 lane = 0; lane < 8; ++lane) {
            assertEq(owed[lane], expected[lane], "debts: debited, minus paid");
        }
    }
}
