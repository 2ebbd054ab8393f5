// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Pool, ShareRules} from "../../interfaces/IDistribution.sol";
import {Phase} from "../../libraries/Calendar.sol";
import {Marks} from "../../libraries/Marks.sol";
import {Book} from "./Book.t.sol";
import {Cast} from "./Cast.t.sol";
import {Doors} from "./Doors.t.sol";

/// @title Purse
/// @notice Money: deposits, claims, sweeps and withdrawals, with every unit that came in or went out kept beside.
abstract contract Purse is Book, Doors {
    /* STORAGE */

    mapping(address token => mapping(uint32 epoch => uint256)) public received;
    mapping(address token => mapping(uint32 epoch => uint256)) public paidOut;
    mapping(address token => uint256) public withdrawn;
    mapping(address token => uint256) public sweptInto;
    mapping(uint40 memberId => bool) public renounced;

    function setUp() public virtual override(Cast, Doors) {
        Doors.setUp();
    }

    /* ACTIONS */

    function fund(uint256 ahead, uint256 amount, bool inEth) external play {
        (address token, uint32 epoch) = (_token(inEth), _epoch(ahead));
        epoch += uint32(ahead % 3);
        amount = amount % 4 == 0 ? amount % 200_000 : 100_000 + amount % 1e24;
        bool may = contributions.phase(epoch) != Phase.Final;
        may = may && amount != 0 && amount >= 10_000 * membership.activeUnits();
        bool done;
        if (inEth) {
            vm.deal(address(this), amount);
            (done,) = address(distribution).call{value: amount}(abi.encodeCall(distribution.fundETH, (epoch)));
            require(done == may, "fundETH");
        } else {
            usd.mint(address(this), amount);
            usd.approve(address(distribution), amount);
            bytes memory data = abi.encodeCall(distribution.fund, (token, epoch, amount));
            done = act(address(this), address(distribution), data, may, "fund");
        }
        if (done) received[token][epoch] += amount;
    }

    function claim(uint256 who, uint256 back, bool inEth) external play {
        (address token, uint32 epoch, uint40 memberId) = (_token(inEth), _epoch(back), anyone(who));
        Pool memory pool = distribution.pool(token, epoch);
        bool may = !pool.swept && !isHeld(memberId);
        bool pays = contributions.phase(epoch) == Phase.Final && !distribution.claimed(token, epoch, memberId);
        may = may && (renounced[memberId] || pays);
        uint256 due = renounced[memberId] ? 0 : distribution.shareOf(token, epoch, memberId);
        uint256 before = _balance(token, walletOf(memberId));
        bytes memory data = abi.encodeCall(distribution.claimFor, (token, epoch, memberId));
        if (!act(wallets[0], address(distribution), data, may, "claim")) return;
        require(_balance(token, walletOf(memberId)) - before == due, "paid the share");
        paidOut[token][epoch] += due;
    }

    function claimMany(uint256 back, bool inEth) external play {
        (address token, uint32 epoch) = (_token(inEth), _payable(_token(inEth), back));
        uint40[] memory ids = new uint40[](MOST_MEMBERS + 2);
        uint256 due = 0;
        for (uint40 i = 0; i < ids.length; ++i) {
            ids[i] = i;
            if (distribution.claimed(token, epoch, i) || isHeld(i)) continue;
            due += distribution.shareOf(token, epoch, i);
        }
        bool may = contributions.phase(epoch) == Phase.Final && !distribution.pool(token, epoch).swept;
        bytes memory data = abi.encodeCall(distribution.claimMany, (token, epoch, ids));
        if (act(wallets[0], address(distribution), data, may, "claimMany")) paidOut[token][epoch] += due;
    }

    function sweep(uint256 back, bool inEth) external play {
        (address token, uint32 epoch) = (_token(inEth), _sweepable(_token(inEth), back));
        Pool memory pool = distribution.pool(token, epoch);
        bool everyone_ = pool.claims == contributions.totals(epoch).contributors;
        bool may = contributions.phase(epoch) == Phase.Final && !pool.swept;
        may = may && (everyone_ || time >= contributions.finalAt(epoch) + UNCLAIMED);
        bytes memory data = abi.encodeCall(distribution.sweep, (token, epoch));
        if (!act(wallets[0], address(distribution), data, may, "sweep")) return;
        sweptInto[token] += received[token][epoch] - paidOut[token][epoch];
    }

    function withdraw(uint256 amount, bool inEth) external play {
        address token = _token(inEth);
        uint256 held = distribution.reserve(token);
        amount %= held + 1 + held / 4;
        address house = reputation.established() ? address(contributorsTimelock) : address(membersTimelock);
        bytes memory data = abi.encodeCall(distribution.withdrawReserve, (token, address(0xdead), amount));
        if (act(house, address(distribution), data, amount <= held, "withdraw")) withdrawn[token] += amount;
    }

    function setUnpaid(uint256 who, bool unpaid) external play {
        address wallet = wallets[who % wallets.length];
        uint40 memberId = idOf(wallet);
        bool may = memberId != 0 && walletOf(memberId) == wallet;
        bytes memory data = abi.encodeCall(safeguards.setUnpaid, (unpaid));
        if (!act(wallet, address(safeguards), data, may, "setUnpaid")) return;
        renounced[memberId] = unpaid;
        noteAct(memberId);
        require(hasMark(memberId, Marks.UNPAID) == unpaid, "unpaid as said");
    }

    function changeShares(uint256 seed) external play {
        ShareRules memory rules = firstShareRules();
        rules.equalBps = uint16(seed % 2501);
        rules.activityTarget = uint32((seed >> 16) % 8);
        rules.memberCapBps = uint16((seed >> 32) % 10_001);
        rules.laneFloor[1] = uint32((seed >> 48) % 2000);
        uint256 sum = 8000 + uint256(rules.equalBps);
        address house = reputation.established() ? address(contributorsTimelock) : address(membersTimelock);
        bytes memory data = abi.encodeCall(distribution.setShareRules, (rules));
        act(house, address(distribution), data, sum <= 10_000, "shares");
    }

    /* LIVENESS */

    /// @dev Every share of a final, funded epoch can be claimed, by anyone, for whoever is not held.
    function claimAll() external play {
        for (uint32 epoch = 0; contributions.phase(epoch) == Phase.Final; ++epoch) {
            _claimAll(ETH, epoch);
            _claimAll(address(usd), epoch);
        }
    }

    /* INTERNALS */

    function _observe() internal virtual override(Book, Cast) {
        super._observe();
    }

    function _claimAll(address token, uint32 epoch) private {
        if (received[token][epoch] == 0 || distribution.pool(token, epoch).swept) return;
        for (uint40 id = 1; id <= membership.memberCount(); ++id) {
            if (isHeld(id) || renounced[id] || distribution.claimed(token, epoch, id)) continue;
            uint256 due = distribution.shareOf(token, epoch, id);
            require(distribution.claimFor(token, epoch, id) == due, "a share cannot be claimed");
            paidOut[token][epoch] += due;
        }
    }

    function _token(bool inEth) private view returns (address) {
        return inEth ? ETH : address(usd);
    }

    /// @dev One of the last eight epochs.
    function _epoch(uint256 back) private view returns (uint32) {
        uint32 now_ = contributions.currentEpoch();
        return now_ - uint32(_min(now_, (back >> 8) % 8));
    }

    /// @dev One of the last eight epochs, mostly one that is final and holds money.
    function _payable(address token, uint256 seed) private view returns (uint32 epoch) {
        for (uint256 i = 0; i < 8 && seed % 4 != 0; ++i) {
            epoch = _epoch(((seed >> 8) % 8 + i) << 8);
            bool full = distribution.pool(token, epoch).claims == contributions.totals(epoch).contributors;
            if (received[token][epoch] != 0 && !full && contributions.phase(epoch) == Phase.Final) return epoch;
        }
        return _epoch(seed);
    }

    /// @dev Any epoch, mostly one that paid somebody and was not swept.
    function _sweepable(address token, uint256 seed) private view returns (uint32 epoch) {
        uint32 count = 1 + contributions.currentEpoch();
        for (uint256 i = 0; i < count && seed % 4 != 0; ++i) {
            epoch = uint32((seed % count + i) % count);
            if (paidOut[token][epoch] != 0 && !distribution.pool(token, epoch).swept) return epoch;
        }
        return uint32(seed % count);
    }

    function _balance(address token, address account) private view returns (uint256) {
        return token == ETH ? account.balance : usd.balanceOf(account);
    }
}
