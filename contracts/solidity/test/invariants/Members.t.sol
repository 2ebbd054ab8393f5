// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Member, Status} from "../../interfaces/IMembership.sol";
import {Marks} from "../../libraries/Marks.sol";
import {Campaign} from "./Campaign.t.sol";

/// @notice One membership a person and wallet, moved only by rotation and recovery; roles as given; units, charters and
/// suspensions that add up.
contract MembersInvariants is Campaign {
    function choose() internal override {
        often(4, handler.advance.selector);
        often(2, handler.leap.selector);
        often(2, handler.leaveOne.selector);
        often(1, handler.expelOne.selector);
        often(3, handler.join.selector);
        often(2, handler.submit.selector);
        often(2, handler.answer.selector);
        often(1, handler.setAdmission.selector);
        often(1, handler.setRoles.selector);
        often(1, handler.publishCharter.selector);
        often(4, handler.acceptOne.selector);
        often(2, handler.bind.selector);
        often(2, handler.lapse.selector);
        often(2, handler.resume.selector);
        often(1, handler.activateOne.selector);
        often(1, handler.announceRest.selector);
        often(1, handler.wakeOne.selector);
        often(1, handler.barUnit.selector);
        often(1, handler.allowUnit.selector);
        often(1, handler.tryToMove.selector);
        often(2, handler.suspend.selector);
        often(1, handler.lift.selector);
        often(2, handler.rotateOne.selector);
        often(2, handler.request.selector);
        often(5, handler.approveOne.selector);
        often(1, handler.startByHouse.selector);
        often(2, handler.execute.selector);
        often(1, handler.cancel.selector);
        often(1, handler.delegate.selector);
        often(1, handler.setUnpaid.selector);
        handler.watch(handler.WATCH_NONCES());
    }

    function invariant_Members() public {
        vm.warp(handler.time());
        (uint256 units, uint256 suspended) = (0, 0);
        uint32[16] memory holders;
        for (uint40 id = 1; id <= members(); ++id) {
            Member memory record = membership.member(id);
            _record(id, record);
            if (record.unit) ++units;
            if (membership.suspended(id)) ++suspended;
            for (uint16 role = 0; role < 16; ++role) {
                if ((record.roles >> role) & 1 != 0) ++holders[role];
            }
        }
        assertEq(membership.activeUnits(), units, "supply of units");
        assertEq(safeguards.runningSuspensions(), suspended, "suspensions that run");
        (,, uint256 accepted) = membership.charterInForce();
        assertEq(accepted, handler.acceptances(), "who accepted the newest charter");
        for (uint16 role = 0; role < 16; ++role) {
            assertEq(membership.holderCount(uint16(1) << role), holders[role], "holders of a role");
        }
        for (uint8 lane = 0; lane < 8; ++lane) {
            assertEq(membership.reviewerCount(lane), holders[8 + lane], "reviewers of a lane");
        }
        _wallets();
    }

    /// @dev Whatever happened, a recovery that waits ends, and every member can leave.
    function afterInvariant() public {
        handler.endRecoveries();
        handler.leaveAll();
        for (uint16 role = 0; role < 16; ++role) {
            assertEq(membership.holderCount(uint16(1) << role), 0, "a role outlived its holders");
        }
    }

    function _record(uint40 id, Member memory record) private view {
        bool active = record.status == Status.Active;
        assertEq(membership.memberOf(record.wallet), id, "the wallet of the record");
        assertEq(record.roles, handler.rolesGiven(id), "roles as given");
        assertEq(membership.unitSince(id) != 0, record.unit, "since when the unit is held");
        assertEq(record.marks & Marks.BARRED != 0, handler.barred(id), "barred by the house");
        assertEq(record.marks & Marks.HELD != 0, safeguards.recoveryOf(id).to != address(0), "held by a recovery");
        assertEq(record.status == Status.Expelled, handler.expelled(id), "expelled by the house");
        assertEq(record.marks & Marks.UNPAID != 0, handler.renounced(id), "unpaid by choice");
        if (!active) assertFalse(record.unit || record.roles != 0, "nothing survives departure");
        if (record.unit) {
            assertFalse(handler.barred(id) || membership.votesRestUntil(id) != 0, "a unit that should rest");
        }
        (uint40 actor, uint16 roles) = membership.actor(record.wallet);
        assertEq(actor, active ? id : 0, "who acts");
        assertEq(roles, membership.suspended(id) ? 0 : record.roles, "roles rest while suspended");
    }

    /// @dev Every wallet that ever played: one token at the record's wallet, none anywhere else.
    function _wallets() private view {
        for (uint256 i = 0; i < handler.walletCount(); ++i) {
            address wallet = handler.wallets(i);
            uint40 id = membership.memberOf(wallet);
            Member memory record = membership.member(id);
            bool holds = id != 0 && record.wallet == wallet && record.status == Status.Active;
            assertEq(membership.balanceOf(wallet), holds ? 1 : 0, "one token a person");
            if (holds) assertEq(membership.ownerOf(id), wallet, "soulbound");
            bool left = handler.leftBehind(wallet);
            assertEq(membership.retired(wallet), left, "retired by rotation or recovery only");
            assertEq(membersHouse.retired(wallet), left, "retired in the house");
            if (left) assertEq(membership.getVotes(wallet), _lent(wallet), "retired wallets hold nothing");
        }
    }

    /// @dev Units of others who delegate to the wallet.
    function _lent(address wallet) private view returns (uint256 units) {
        for (uint40 id = 1; id <= members(); ++id) {
            Member memory record = membership.member(id);
            if (record.unit && membership.delegates(record.wallet) == wallet) ++units;
        }
    }
}
