// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Member} from "../../interfaces/IMembership.sol";
import {Recovery, Rotate} from "../../interfaces/ISafeguards.sol";
import {Marks} from "../../libraries/Marks.sol";
import {Roles} from "../../libraries/Roles.sol";
import {Doors} from "./Doors.t.sol";

/// @title Shields
/// @notice Suspensions and changes of wallet, with requests, refusals and the limit of recoveries kept beside.
abstract contract Shields is Doors {
    /* TYPES */

    struct Request {
        uint256 expiresAt;
        uint40 moderator;
    }

    /* STORAGE */

    mapping(uint40 memberId => mapping(address to => Request)) private _requests;
    mapping(uint40 memberId => address) private _asked;
    mapping(uint40 memberId => uint256) private _suspendableFrom;
    mapping(uint40 memberId => uint256) private _recoverableFrom;
    uint256 private _periodEnds;
    uint256 private _started;
    mapping(address wallet => bool) public leftBehind;

    /* ACTIONS: SUSPENSIONS */

    function suspend(uint256 who, uint256 by, uint256 nights) external play {
        (uint40 memberId, uint40 moderator) = (anyone(who), holder(by, Roles.MODERATOR));
        nights %= 33;
        uint40 until = midnightIn(nights);
        bool may = moderates(moderator) && moderator != memberId && isActive(memberId);
        may = may && nights != 0 && nights <= 30 && time >= _suspendableFrom[memberId];
        may = may && suspendedNow() < _part(20);
        bytes memory data = abi.encodeCall(safeguards.suspend, (memberId, until, REASON));
        if (!act(walletOf(moderator), address(safeguards), data, may, "suspend")) return;
        _suspendableFrom[memberId] = until + 90 days;
    }

    function lift(uint256 who) external play {
        uint40 memberId = anyone(who);
        // Mostly somebody who is suspended.
        for (uint40 id = 1; id <= membership.memberCount() && who % 4 != 0; ++id) {
            if (membership.suspended(id)) memberId = id;
        }
        bytes memory data = abi.encodeCall(safeguards.liftSuspension, (memberId));
        act(address(membersTimelock), address(safeguards), data, membership.suspended(memberId), "lift");
    }

    /* ACTIONS: WALLETS */

    function rotateOne(uint256 who, uint256 whereto) external play {
        (uint40 memberId, address to) = (anyone(who), _target(whereto));
        address from = who % 8 == 0 ? wallets[whereto % wallets.length] : walletOf(memberId);
        memberId = idOf(from);
        bool may = isActor(from) && idOf(to) == 0;
        Rotate memory paper = rotationOf(from, to);
        // Both papers of one wallet would have the same nonce.
        if (from == to) may = false;
        bool pending = safeguards.recoveryOf(memberId).to != address(0);
        uint40 countedIn = safeguards.recoveryOf(memberId).countedIn;
        bytes memory data =
            abi.encodeCall(safeguards.rotate, (paper, signRotation(paper, from), signRotation(paper, to)));
        if (!act(wallets[0], address(safeguards), data, may, "rotate")) return;
        if (pending) _cancelled(memberId, countedIn, true);
        leftBehind[from] = true;
        noteAct(memberId);
    }

    function request(uint256 who, uint256 whereto) external play {
        (uint40 memberId, address to) = (anyone(who), _target(whereto));
        bool may = isActive(memberId) && idOf(to) == 0;
        bytes memory data = abi.encodeCall(safeguards.requestRecovery, (memberId));
        if (!act(to, address(safeguards), data, may, "request")) return;
        _requests[memberId][to] = Request(time + 30 days, 0);
        _asked[memberId] = to;
    }

    function approveOne(uint256 who, uint256 by) external play {
        (uint40 memberId, uint40 moderator) = (_asking(who), holder(by, Roles.MODERATOR));
        address to = _asked[memberId];
        Request storage asked = _requests[memberId][to];
        uint40 first = asked.moderator;
        bool may = moderates(moderator) && moderator != memberId && time <= asked.expiresAt && first != moderator;
        bool second = first != 0 && moderates(first);
        may = may && (!second || _mayStart(memberId, to));
        bytes memory data = abi.encodeCall(safeguards.approveRecovery, (memberId, to));
        if (!act(walletOf(moderator), address(safeguards), data, may, "approve")) return;
        if (second) _begun(memberId, to);
        else asked.moderator = moderator;
    }

    function startByHouse(uint256 who) external play {
        uint40 memberId = _asking(who);
        address to = _asked[memberId];
        uint256 uninvolved = 0;
        for (uint40 id = 1; id <= membership.memberCount(); ++id) {
            if (id != memberId && rolesGiven[id] & Roles.MODERATOR != 0) ++uninvolved;
        }
        bool may = uninvolved < 2 && time <= _requests[memberId][to].expiresAt && _mayStart(memberId, to);
        bytes memory data = abi.encodeCall(safeguards.startRecovery, (memberId, to));
        if (act(address(membersTimelock), address(safeguards), data, may, "start")) _begun(memberId, to);
    }

    function execute(uint256 who) external play {
        uint40 memberId = _recovering(who);
        Recovery memory recovery = safeguards.recoveryOf(memberId);
        Member memory record = membership.member(memberId);
        if (who % 2 == 0 && time < recovery.readyAt) time = recovery.readyAt;
        vm.warp(time);
        bool may = recovery.to != address(0) && time >= recovery.readyAt && idOf(recovery.to) == 0;
        bytes memory data = abi.encodeCall(safeguards.executeRecovery, (memberId));
        if (!act(wallets[0], address(safeguards), data, may, "execute")) return;
        leftBehind[record.wallet] = true;
        if (record.unit) lapsed[memberId] = true;
        noteAct(memberId);
    }

    /// @dev By the old wallet, the new one, the guardian, the house, or somebody who may not.
    function cancel(uint256 who, uint256 by) external play {
        uint40 memberId = _recovering(who);
        Recovery memory recovery = safeguards.recoveryOf(memberId);
        bool may = recovery.to != address(0);
        bytes memory data = abi.encodeCall(safeguards.cancelRecovery, (memberId));
        address caller = wallets[by % wallets.length];
        address target = address(safeguards);
        if (by % 5 == 0) caller = walletOf(memberId);
        else if (by % 5 == 1) caller = recovery.to;
        else if (by % 5 == 2) caller = address(membersTimelock);
        bool party = caller == walletOf(memberId) || caller == recovery.to || caller == address(membersTimelock);
        if (by % 5 == 3) {
            uint40 protector = holder(by, Roles.GUARDIAN);
            (caller, target) = (walletOf(protector), address(guardian));
            data = abi.encodeCall(guardian.cancelRecovery, (memberId, REASON));
            party = rolesNow(protector) & Roles.GUARDIAN != 0 && !guardian.expired();
        }
        if (!act(caller, target, data, may && party, "cancel")) return;
        _cancelled(memberId, recovery.countedIn, target == address(safeguards) && caller == walletOf(memberId));
    }

    /* LIVENESS */

    /// @dev A recovery that waits comes to an end: executed, or cancelled by its parties.
    function endRecoveries() external play {
        skip(15 days);
        for (uint40 id = 1; id <= membership.memberCount(); ++id) {
            Recovery memory recovery = safeguards.recoveryOf(id);
            if (recovery.to == address(0)) continue;
            if (idOf(recovery.to) == 0) {
                safeguards.executeRecovery(id);
            } else {
                vm.prank(walletOf(id));
                safeguards.cancelRecovery(id);
            }
            require(!isHeld(id), "a member stays held");
        }
    }

    /* WHAT THE INVARIANTS READ */

    function suspendedNow() public view returns (uint256 count) {
        for (uint40 id = 1; id <= membership.memberCount(); ++id) {
            if (hasMark(id, Marks.SUSPENDED) && membership.suspended(id)) ++count;
        }
    }

    /* INTERNALS */

    function _part(uint256 divisor) private view returns (uint256) {
        uint256 part = membership.activeUnits() / divisor;
        return part > 1 ? part : 1;
    }

    function _mayStart(uint40 memberId, address to) private view returns (bool) {
        if (!isActive(memberId) || idOf(to) != 0) return false;
        if (safeguards.recoveryOf(memberId).to != address(0) || time < _recoverableFrom[memberId]) return false;
        return time >= _periodEnds || _started < 1;
    }

    /// @dev With fewer than a hundred members, one recovery in thirty days.
    function _begun(uint40 memberId, address to) private {
        if (time >= _periodEnds) (_periodEnds, _started) = (time + 30 days, 0);
        ++_started;
        delete _requests[memberId][to];
    }

    function _cancelled(uint40 memberId, uint40 countedIn, bool byOldWallet) private {
        if (countedIn == _periodEnds) --_started;
        if (byOldWallet) _recoverableFrom[memberId] = time + 90 days;
    }

    /// @dev Mostly a wallet of nobody, which several may have in mind, sometimes one of somebody, or one that was left
    /// behind.
    function _target(uint256 seed) private returns (address) {
        if (seed % 6 == 0) return wallets[(seed >> 8) % wallets.length];
        for (uint256 i = 0; i < wallets.length && seed % 6 == 2; ++i) {
            address old = wallets[((seed >> 8) % wallets.length + i) % wallets.length];
            if (leftBehind[old]) return old;
        }
        address last = wallets[wallets.length - 1];
        return idOf(last) == 0 && seed % 6 != 1 ? last : spare();
    }

    /// @dev Somebody for whom a recovery was asked, if there is anybody.
    function _asking(uint256 seed) private view returns (uint40 memberId) {
        uint40 count = membership.memberCount();
        for (uint40 i = 0; i < count; ++i) {
            memberId = uint40(1 + (seed % count + i) % count);
            if (_requests[memberId][_asked[memberId]].expiresAt >= time) return memberId;
        }
    }

    /// @dev Somebody whose recovery waits, if there is anybody.
    function _recovering(uint256 seed) private view returns (uint40 memberId) {
        uint40 count = membership.memberCount();
        for (uint40 i = 0; i < count; ++i) {
            memberId = uint40(1 + (seed % count + i) % count);
            if (safeguards.recoveryOf(memberId).to != address(0)) return memberId;
        }
    }
}
