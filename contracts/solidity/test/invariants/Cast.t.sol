// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {NoncesKeyed} from "@openzeppelin/contracts/utils/NoncesKeyed.sol";

import {Rules} from "../../interfaces/IContributions.sol";
import {Member, Status} from "../../interfaces/IMembership.sol";
import {Calendar, Phase} from "../../libraries/Calendar.sol";
import {Marks} from "../../libraries/Marks.sol";
import {Roles} from "../../libraries/Roles.sol";
import {MemberWorld} from "../MemberWorld.t.sol";

/// @title Cast
/// @notice Who plays in the campaigns, and when: members by id, every wallet that was ever theirs, and the time. Every
/// action says beforehand whether it may succeed; a contract that disagrees, either way, ends the campaign.
abstract contract Cast is MemberWorld {
    /* CONSTANTS */

    /// @dev Ids go up to here and no further, so that every invariant can look at everybody.
    uint40 public constant MOST_MEMBERS = 11;
    /// @dev Nonces of Membership count up to key 3, of Safeguards to 9, of Challenges to 3.
    uint192 private constant KEYS = 10;
    uint8 public constant WATCH_NONCES = 1;
    uint8 public constant WATCH_EPOCHS = 2;
    uint8 public constant WATCH_VOTES = 4;

    /* STORAGE */

    uint256 public time;
    /// @dev Grows without end: whoever moves to a new wallet leaves the old one behind.
    address[] public wallets;
    mapping(uint40 memberId => uint16) public rolesGiven;
    uint256 public turn;
    uint8 internal watched;
    uint256 private _spares;
    mapping(address wallet => mapping(uint256 contractAndKey => uint256)) private _nonces;

    /// @dev Ids 1 to 8: the founder organizes, ada, ben and cleo review, dina, eva and fred moderate, gina does neither.
    /// fred is a guardian as well.
    function setUp() public virtual override {
        super.setUp();
        vm.warp(GENESIS - 1 days);
        address[] memory five = everyone();
        for (uint256 i = 0; i < 5; ++i) {
            wallets.push(five[i]);
            rolesGiven[uint40(i + 1)] = membership.member(uint40(i + 1)).roles;
        }
        wallets.push(admit("eva"));
        wallets.push(admit("fred"));
        wallets.push(admit("gina"));
        _give(6, Roles.MODERATOR);
        _give(7, Roles.MODERATOR | Roles.GUARDIAN);
        toEpoch(0);
        time = vm.getBlockTimestamp();
    }

    /// @dev Shorter than the members' house takes: an epoch that is extended becomes final after the next one.
    function firstCalendar() internal pure override returns (Calendar memory) {
        return Calendar(GENESIS, 5 days, GRACE, CHALLENGE, RESOLVE);
    }

    /// @dev Budgets have tests of their own; here they stay out of the way.
    function firstRules() internal override returns (Rules memory rules) {
        rules = super.firstRules();
        for (uint256 lane = 0; lane < 8; ++lane) {
            rules.budgetFloor[lane] = 1e6;
            rules.cap[lane] = 60;
        }
        rules.attesterBudget = 1e6;
    }

    /// @dev Time is kept here because a warp may not outlive the call it was made in.
    modifier play() {
        vm.warp(time);
        ++turn;
        _;
        time = vm.getBlockTimestamp();
        _observe();
    }

    /* ACTIONS */

    /// @dev Minutes and days, or exactly to where a phase ends.
    function advance(uint256 seed) external play {
        if (seed % 3 != 0) return skip(1 + (seed / 6) % (seed % 4 != 0 ? 20 hours : 9 days));
        uint256 start = contributions.startOf(contributions.currentEpoch());
        uint256[5] memory ends = [start + 2 days, start + 3 days, start + 5 days, start + 7 days, start + 10 days];
        uint256 end = ends[(seed / 3) % 5];
        if (end > time) vm.warp(end);
        else skip(1);
    }

    /// @dev Far enough for rests, refusals and unclaimed shares to end.
    function leap(uint256 seed) external play {
        skip(30 days + seed % 120 days);
    }

    /* WHAT THE INVARIANTS READ */

    function parts()
        external
        view
        returns (address membership_, address contributions_, address reputation_, address distribution_, address usd_)
    {
        return (address(membership), address(contributions), address(reputation), address(distribution), address(usd));
    }

    function moreParts() external view returns (address safeguards_, address challenges_, address house_) {
        return (address(safeguards), address(challenges), address(membersHouse));
    }

    /// @dev What is compared with earlier times after every action: nonces, final epochs, past votes.
    function watch(uint8 what) external {
        watched = what;
        _observe();
    }

    function walletCount() external view returns (uint256) {
        return wallets.length;
    }

    /* WHO */

    function isActive(uint40 memberId) public view returns (bool) {
        return membership.member(memberId).status == Status.Active;
    }

    function walletOf(uint40 memberId) internal view returns (address) {
        return membership.payee(memberId);
    }

    function anyone(uint256 seed) internal view returns (uint40) {
        return uint40(1 + seed % membership.memberCount());
    }

    function everyId() internal view returns (uint40[] memory ids) {
        ids = new uint40[](membership.memberCount());
        for (uint40 id = 1; id <= ids.length; ++id) {
            ids[id - 1] = id;
        }
    }

    /// @dev An active member, from the seed's on; there is always one, see `Doors`.
    function anyActive(uint256 seed) internal view returns (uint40) {
        return _next(seed, Status.Active, 0);
    }

    /// @dev A holder of one of the roles if there is any, else any active member.
    function holder(uint256 seed, uint16 roles) internal view returns (uint40 memberId) {
        memberId = _next(seed, Status.Active, roles);
        if (memberId == 0) memberId = anyActive(seed);
    }

    /// @dev Somebody in the set, if there is anybody; sometimes anyone.
    function anyIn(mapping(uint40 memberId => bool) storage set, uint256 seed) internal view returns (uint40 memberId) {
        uint40 count = membership.memberCount();
        for (uint40 i = 0; i < count && seed % 4 != 0; ++i) {
            memberId = uint40(1 + (seed % count + i) % count);
            if (set[memberId]) return memberId;
        }
        return anyone(seed);
    }

    /// @dev Roles that count now: given, and not resting.
    function rolesNow(uint40 memberId) internal view returns (uint16) {
        return membership.suspended(memberId) ? 0 : rolesGiven[memberId];
    }

    function moderates(uint40 memberId) internal view returns (bool) {
        return rolesNow(memberId) & Roles.MODERATOR != 0;
    }

    function hasMark(uint40 memberId, uint8 mark) internal view returns (bool) {
        Member memory record = membership.member(memberId);
        return record.marks & mark != 0;
    }

    function isHeld(uint40 memberId) internal view returns (bool) {
        return hasMark(memberId, Marks.HELD);
    }

    function isActor(address wallet) internal view returns (bool) {
        (uint40 memberId,) = membership.actor(wallet);
        return memberId != 0;
    }

    function spare() internal returns (address wallet) {
        wallet = person(string.concat("spare ", vm.toString(++_spares)));
        wallets.push(wallet);
    }

    /* OBSERVING */

    /// @dev Invariants cannot keep anything between two calls; this can.
    function _observe() internal virtual {
        if (watched & WATCH_NONCES != 0) _checkNonces(wallets[turn % wallets.length]);
    }

    function _checkNonces(address wallet) private {
        address[3] memory places = [address(membership), address(safeguards), address(challenges)];
        for (uint256 i = 0; i < 3; ++i) {
            for (uint192 key = 0; key < KEYS; ++key) {
                uint256 nonce = NoncesKeyed(places[i]).nonces(wallet, key);
                uint256 place = i * KEYS + key;
                require(nonce >= _nonces[wallet][place], "a nonce came back");
                _nonces[wallet][place] = nonce;
            }
        }
    }

    /* DOING */

    /// @dev Calls as `who`; the contract must agree with the model about whether that is allowed.
    function act(address who, address target, bytes memory data, bool may, string memory what)
        internal
        returns (bool done)
    {
        vm.prank(who);
        (done,) = target.call(data);
        require(done || !may, string.concat(what, ": refused without reason"));
        require(!done || may, string.concat(what, ": done without right"));
    }

    function _give(uint40 memberId, uint16 roles) internal {
        vm.prank(address(membersTimelock));
        membership.setRoles(memberId, roles);
        rolesGiven[memberId] = roles;
    }

    function _isPhase(uint32 epoch, Phase one, Phase other) internal view returns (bool) {
        Phase now_ = contributions.phase(epoch);
        return now_ == one || now_ == other;
    }

    function _next(uint256 seed, Status status, uint16 roles) internal view returns (uint40 memberId) {
        uint40 count = membership.memberCount();
        for (uint40 i = 0; i < count; ++i) {
            memberId = uint40(1 + (seed % count + i) % count);
            Member memory record = membership.member(memberId);
            if (record.status == status && (roles == 0 || record.roles & roles != 0)) return memberId;
        }
        return 0;
    }
}
