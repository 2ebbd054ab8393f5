// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Admission, Invitation, Member, Status} from "../../interfaces/IMembership.sol";
import {Application} from "../../interfaces/ISafeguards.sol";
import {Marks} from "../../libraries/Marks.sol";
import {Roles} from "../../libraries/Roles.sol";
import {Cast} from "./Cast.t.sol";

/// @title Doors
/// @notice Coming, going, charters and voting units. What the records do not show is kept here: signs of life, announced
/// rests, lapses.
abstract contract Doors is Cast {
    /* CONSTANTS */

    bytes32 private constant APPLICATION = keccak256("salted application");
    /// @dev Fewer than this many members would leave too little to play with.
    uint256 private constant LEAST_MEMBERS = 5;

    /* STORAGE */

    mapping(uint40 memberId => uint256) internal lastAct;
    mapping(uint40 memberId => uint256) internal restsAt;
    mapping(uint40 memberId => bool) internal lapsed;
    mapping(uint40 memberId => bool) public barred;
    mapping(uint40 memberId => bool) public expelled;
    uint256 private _charters;
    uint256 private _expelled;

    function setUp() public virtual override {
        super.setUp();
        for (uint40 id = 1; id <= 8; ++id) {
            lastAct[id] = membership.member(id).joinedAt;
        }
    }

    /* ACTIONS: WHO BELONGS */

    function leaveOne(uint256 who) external play {
        uint40 memberId = anyone(who);
        vm.assume(_present() > LEAST_MEMBERS);
        bool may = isActive(memberId);
        bytes memory data = abi.encodeCall(membership.leave, ());
        if (act(walletOf(memberId), address(membership), data, may, "leave")) _departed(memberId);
    }

    function expelOne(uint256 who) external play {
        // Not more than two: nobody comes back from it.
        uint40 memberId = _expelled < 2 ? anyone(who) : anyIn(expelled, who);
        vm.assume(expelled[memberId] || (_expelled < 2 && _present() > LEAST_MEMBERS));
        bytes memory data = abi.encodeCall(membership.expel, (memberId, REASON));
        if (!act(address(membersTimelock), address(membership), data, !expelled[memberId], "expel")) return;
        expelled[memberId] = true;
        ++_expelled;
        _departed(memberId);
    }

    /// @dev With a voucher: somebody who was here before, or somebody new while there is room.
    function join(uint256 who, uint256 by) external play {
        (address wallet, uint40 memberId) = _comer(who);
        uint40 issuer = holder(by, Roles.INVITERS);
        Invitation memory voucher = newVoucher(issuer, 1);
        bytes memory signature = signVoucher(voucher, walletOf(issuer));
        uint16 version = membership.charterVersion();
        bytes32 hash = membership.charterHash(version);
        bool may = _mayEnter(wallet, memberId) && rolesNow(issuer) & Roles.INVITERS != 0;
        bytes memory data = abi.encodeCall(membership.join, (version, hash, voucher, signature));
        if (act(wallet, address(membership), data, may, "join")) _entered(wallet);
    }

    function submit(uint256 who) external play {
        (address wallet,) = _comer(who);
        uint16 version = membership.charterVersion();
        bytes32 hash = membership.charterHash(version);
        bytes memory data = abi.encodeCall(safeguards.submitApplication, (version, hash, APPLICATION));
        act(wallet, address(safeguards), data, !isActor(wallet), "submit");
    }

    function answer(uint256 who, uint256 by, bool approved) external play {
        (address wallet, uint40 memberId) = _applicant(who);
        uint40 officer = holder(by, Roles.INVITERS);
        Application memory asked = safeguards.applicationOf(wallet);
        bool may = asked.application == APPLICATION && time <= asked.expiresAt;
        may = may && rolesNow(officer) & Roles.INVITERS != 0;
        if (approved) {
            may = may && membership.admission() == Admission.Approval && _mayEnter(wallet, memberId);
            may = may && asked.charterVersion == membership.charterVersion();
            may = may && asked.nonce == membership.nonces(wallet, 1);
        }
        bytes memory data = abi.encodeCall(safeguards.answerApplication, (wallet, APPLICATION, approved));
        if (act(walletOf(officer), address(safeguards), data, may, "answer") && approved) _entered(wallet);
    }

    function setAdmission(uint8 choice) external play {
        vm.prank(address(membersTimelock));
        membership.setAdmission(choice % 4 != 0 ? Admission.Approval : Admission.Invitation);
    }

    function setRoles(uint256 who, uint256 seed) external play {
        uint40 memberId = anyone(who);
        uint16[6] memory choice = [0, ALL_LANES, Roles.MODERATOR, Roles.ORGANIZER, ALL_LANES | 3, Roles.MODERATOR | 8];
        uint16 roles = choice[seed % 6];
        bytes memory data = abi.encodeCall(membership.setRoles, (memberId, roles));
        bool may = isActive(memberId);
        if (act(address(membersTimelock), address(membership), data, may, "setRoles")) rolesGiven[memberId] = roles;
        // Nobody may do it alone.
        act(walletOf(memberId), address(membership), data, false, "setRoles by a member");
    }

    /* ACTIONS: CHARTER */

    function publishCharter() external play {
        bytes32 hash = keccak256(abi.encode("charter", ++_charters));
        bytes memory data = abi.encodeCall(membership.publishCharter, (hash, ""));
        act(address(membersTimelock), address(membership), data, true, "publish");
    }

    function acceptOne(uint256 who) external play {
        uint40 memberId = anyone(who);
        uint16 version = membership.charterVersion();
        // Mostly somebody who did not accept yet.
        for (uint256 i = 0; i < MOST_MEMBERS && who % 4 != 0; ++i) {
            if (membership.member(memberId).charterVersion < version) break;
            memberId = anyActive((who >> 8) + i);
        }
        bytes memory data = abi.encodeCall(membership.acceptCharter, (version, membership.charterHash(version)));
        bool may = isActive(memberId);
        if (act(walletOf(memberId), address(membership), data, may, "accept")) noteAct(memberId);
    }

    function bind() external play {
        (uint16 inForce_, uint40 bindsFrom, uint256 accepted) = membership.charterInForce();
        bool may = inForce_ != membership.charterVersion() && time >= bindsFrom;
        may = may && accepted == acceptances() && accepted * 2 >= membership.activeUnits();
        act(wallets[0], address(membership), abi.encodeCall(membership.bindCharter, ()), may, "bind");
    }

    /* ACTIONS: UNITS */

    function lapse(uint256 who) external play {
        uint40 memberId = anyone(who);
        for (uint256 i = 0; i < MOST_MEMBERS && who % 4 != 0 && !_mayLapse(memberId); ++i) {
            memberId = anyone((who >> 8) + i);
        }
        bool may = _mayLapse(memberId);
        bytes memory data = abi.encodeCall(membership.lapse, (memberId));
        if (act(wallets[0], address(membership), data, may, "lapse")) lapsed[memberId] = true;
    }

    function resume(uint256 who) external play {
        uint40 memberId = anyIn(lapsed, who);
        bytes memory data = abi.encodeCall(membership.resume, (memberId));
        bool may = lapsed[memberId] && _mayHoldUnit(memberId);
        if (act(wallets[0], address(membership), data, may, "resume")) lapsed[memberId] = false;
    }

    /// @dev How many may be activated is a matter of periods, see Activate.t.sol; whom, is one of these.
    function activateOne(uint256 who) external play {
        uint40 memberId = anyone(who);
        bool may = !lapsed[memberId] && _mayHoldUnit(memberId);
        try membership.activate(memberId, 0) {
            require(may, "activate: done without right");
        } catch {}
    }

    function announceRest(uint256 who) external play {
        uint40 memberId = anyone(who);
        bool may = membership.member(memberId).unit && restsAt[memberId] == 0;
        may = may && time >= lastAct[memberId] + 365 days;
        bytes memory data = abi.encodeCall(membership.announceRest, (memberId));
        if (act(wallets[0], address(membership), data, may, "announceRest")) restsAt[memberId] = time + 30 days;
    }

    function wakeOne(uint256 who) external play {
        uint40 memberId = anyone(who);
        bool may = isActive(memberId);
        bytes memory data = abi.encodeCall(safeguards.wake, ());
        if (act(walletOf(memberId), address(safeguards), data, may, "wake")) noteAct(memberId);
    }

    function barUnit(uint256 who) external play {
        uint40 memberId = anyone(who);
        bool unit = membership.member(memberId).unit;
        bytes memory data = abi.encodeCall(safeguards.removeUnit, (memberId, REASON));
        act(address(membersTimelock), address(safeguards), data, true, "removeUnit");
        barred[memberId] = true;
        if (unit) lapsed[memberId] = true;
    }

    function allowUnit(uint256 who) external play {
        uint40 memberId = anyIn(barred, who);
        bytes memory data = abi.encodeCall(safeguards.allowUnit, (memberId));
        act(address(membersTimelock), address(safeguards), data, true, "allowUnit");
        barred[memberId] = false;
    }

    /// @dev Attacks 6 and 9 in one: no way to hand a membership on.
    function tryToMove(uint256 who, uint256 whom) external play {
        (uint40 memberId, address to) = (anyActive(who), wallets[whom % wallets.length]);
        address from = walletOf(memberId);
        bytes memory data = abi.encodeCall(membership.transferFrom, (from, to, memberId));
        act(from, address(membership), data, false, "a membership moved");
        data = abi.encodeCall(membership.moveWallet, (memberId, to, 0));
        act(from, address(membership), data, false, "a membership moved itself");
    }

    /* LIVENESS */

    /// @dev Everybody leaves, whatever is suspended, held or resting.
    function leaveAll() external play {
        for (uint40 id = 1; id <= membership.memberCount(); ++id) {
            if (!isActive(id)) continue;
            leave(walletOf(id));
            _departed(id);
        }
        require(membership.activeUnits() == 0, "units survived their members");
    }

    /* WHAT THE INVARIANTS READ */

    function acceptances() public view returns (uint256 count) {
        for (uint40 id = 1; id <= membership.memberCount(); ++id) {
            Member memory record = membership.member(id);
            if (record.unit && record.charterVersion == membership.charterVersion()) ++count;
        }
    }

    /* INTERNALS */

    function noteAct(uint40 memberId) internal {
        (lastAct[memberId], restsAt[memberId]) = (time, 0);
    }

    function _departed(uint40 memberId) private {
        rolesGiven[memberId] = 0;
    }

    function _entered(address wallet) private {
        uint40 memberId = idOf(wallet);
        noteAct(memberId);
        lapsed[memberId] = false;
    }

    function _mayEnter(address wallet, uint40 memberId) private view returns (bool) {
        if (memberId == 0) return true;
        return membership.member(memberId).status == Status.Left && walletOf(memberId) == wallet;
    }

    function _mayLapse(uint40 memberId) private view returns (bool) {
        Member memory record = membership.member(memberId);
        bool rests = restsAt[memberId] != 0 && time >= restsAt[memberId];
        return record.unit && (rests || record.charterVersion < inForce());
    }

    function _mayHoldUnit(uint40 memberId) private view returns (bool) {
        Member memory record = membership.member(memberId);
        if (record.status != Status.Active || record.unit || record.charterVersion < inForce()) return false;
        bool rests = restsAt[memberId] != 0 || membership.votesRestUntil(memberId) != 0;
        return !rests && !barred[memberId] && record.marks & Marks.BARRED == 0;
    }

    /// @dev A wallet of old, a retired one too, or a fresh one.
    function _comer(uint256 seed) private returns (address wallet, uint40 memberId) {
        uint40 away = _next(seed, Status.Left, 0);
        if (seed % 4 == 0) wallet = wallets[(seed >> 8) % wallets.length];
        else if (away != 0) wallet = walletOf(away);
        else if (membership.memberCount() < MOST_MEMBERS) wallet = spare();
        else wallet = wallets[(seed >> 8) % wallets.length];
        memberId = idOf(wallet);
        if (memberId == 0 && membership.memberCount() == MOST_MEMBERS) wallet = wallets[0];
        memberId = idOf(wallet);
    }

    function _applicant(uint256 seed) private view returns (address wallet, uint40 memberId) {
        for (uint256 i = 0; i < wallets.length; ++i) {
            wallet = wallets[(seed % wallets.length + i) % wallets.length];
            bool known = idOf(wallet) != 0 || membership.memberCount() < MOST_MEMBERS;
            if (known && safeguards.applicationOf(wallet).application != 0) break;
        }
        memberId = idOf(wallet);
        if (memberId == 0 && membership.memberCount() == MOST_MEMBERS) {
            (wallet, memberId) = (wallets[0], idOf(wallets[0]));
        }
    }

    function _present() private view returns (uint256 count) {
        for (uint40 id = 1; id <= membership.memberCount(); ++id) {
            if (isActive(id)) ++count;
        }
    }
}
