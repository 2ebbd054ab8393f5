// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Votes} from "@openzeppelin/contracts/governance/utils/Votes.sol";

import {House} from "../../House.sol";
import {Phase} from "../../libraries/Calendar.sol";
import {Doors} from "./Doors.t.sol";

/// @title Ballots
/// @notice Delegation in both tokens, minting and settling of reputation, proposals and votes in both houses; samples of
/// past votes are kept to be compared later.
abstract contract Ballots is Doors {
    /* TYPES */

    /// @dev `account` zero: the supply.
    struct Sample {
        address token;
        address account;
        uint256 at;
        uint256 votes;
    }

    struct Motion {
        House house;
        uint256 proposalId;
        string description;
        uint256 cast;
        bool executed;
    }

    /* STORAGE */

    Sample[] private _samples;
    Motion[] private _motions;
    mapping(uint256 proposalId => mapping(address wallet => bool)) private _voted;

    /* ACTIONS: DELEGATION */

    /// @dev To a member, to somebody who is none, or to nobody.
    function delegate(uint256 who, uint256 whom, bool reputation_) external play {
        address from = who % 8 == 0 ? wallets[(who >> 8) % wallets.length] : walletOf(anyone(who));
        address to = whom % 4 == 0 ? wallets[(whom >> 8) % wallets.length] : walletOf(anyone(whom >> 8));
        if (whom % 16 == 1) to = address(0);
        bool may = to == address(0) || isActor(to);
        if (reputation_ && to != address(0)) may = may && membership.votesRestUntil(idOf(from)) == 0;
        bytes memory data = abi.encodeWithSignature("delegate(address)", to);
        bool done = act(from, _votes(reputation_), data, may, "delegate");
        if (done && !reputation_ && isActor(from)) noteAct(idOf(from));
    }

    function followDelegate(uint256 who, bool reputation_) external play {
        (address account, address delegatee) = _orphan(_votes(reputation_), who);
        bool may = isActor(account) && !isActor(delegatee);
        if (!reputation_) may = may && delegatee != address(0);
        else may = may && membership.votesRestUntil(idOf(account)) == 0;
        bytes memory data = abi.encodeWithSignature("followDelegate(address)", account);
        act(wallets[0], _votes(reputation_), data, may, "followDelegate");
    }

    /* ACTIONS: REPUTATION */

    function mint() external play {
        bool may = contributions.phase(reputation.nextEpoch()) == Phase.Final;
        act(wallets[0], address(reputation), abi.encodeCall(reputation.mint, ()), may, "mint");
    }

    function settleSome(uint256 who) external play {
        uint40[] memory ids = new uint40[](3);
        (ids[0], ids[1], ids[2]) = (anyone(who), anyone(who >> 8), anyone(who));
        uint256 supply = reputation.totalSupply();
        act(wallets[0], address(reputation), abi.encodeCall(reputation.settle, (ids)), true, "settle");
        require(reputation.totalSupply() <= supply, "settling mints nothing");
    }

    /* ACTIONS: HOUSES */

    function proposeOne(uint256 who, bool ofMembers) external play {
        _propose(who, ofMembers);
    }

    /// @dev Everybody may, retired wallets excepted; who had no unit at the snapshot adds nothing.
    function voteOne(uint256 who, uint256 which, uint8 support) external play {
        if (_motions.length == 0) return _propose(who, true);
        Motion storage motion = _motion(which);
        if (which % 2 == 0) _waitUntil(motion.house.proposalSnapshot(motion.proposalId) + 1);
        support = support % 4 == 0 ? (support >> 2) % 3 : FOR;
        for (uint256 i = 0; i < 3; ++i) {
            _vote(motion, wallets[((who >> 8) + i) % wallets.length], support);
        }
    }

    /// @dev Queued after success, executed after the timelock, once.
    function carryOne(uint256 which) external play {
        if (_motions.length == 0) return _propose(which, true);
        Motion storage motion = _motion(which);
        if (which % 2 == 0) _waitUntil(motion.house.proposalDeadline(motion.proposalId) + 1);
        if (which % 4 == 0) _waitUntil(motion.house.proposalEta(motion.proposalId));
        IGovernor.ProposalState state = motion.house.state(motion.proposalId);
        bytes32 hash = keccak256(bytes(motion.description));
        (address[] memory targets, uint256[] memory values) = (new address[](1), new uint256[](1));
        bytes memory data = abi.encodeCall(IGovernor.queue, (targets, values, new bytes[](1), hash));
        bool may = state == IGovernor.ProposalState.Succeeded;
        if (act(wallets[0], address(motion.house), data, may, "queue")) return;
        data = abi.encodeCall(IGovernor.execute, (targets, values, new bytes[](1), hash));
        may = state == IGovernor.ProposalState.Queued && time >= motion.house.proposalEta(motion.proposalId);
        if (!act(wallets[0], address(motion.house), data, may && !motion.executed, "execute")) return;
        motion.executed = true;
    }

    /* LIVENESS */

    /// @dev When everybody is settled, only roundings wait: at most two units a member and epoch.
    function settleAll() external play {
        mintAll();
        reputation.settle(everyId());
        uint256 most = 2 * uint256(membership.memberCount()) * reputation.nextEpoch();
        require(reputation.balanceOf(reputation.UNSETTLED()) <= most, "units wait for nobody");
    }

    /* OBSERVING */

    /// @dev All samples, at the end.
    function checkPast() external view {
        for (uint256 i = 0; i < _samples.length; ++i) {
            _compare(_samples[i]);
        }
    }

    /// @dev Takes samples of both tokens a second ago and looks at old ones again: the past never changes.
    function _observe() internal virtual override {
        super._observe();
        if (watched & WATCH_VOTES == 0) return;
        uint256 count = _samples.length;
        for (uint256 i = 0; i < count && i < 4; ++i) {
            _compare(_samples[(turn * 7 + i * 13) % count]);
        }
        for (uint256 i = 0; i < 2; ++i) {
            address token = _votes(i == 1);
            _sample(token, wallets[turn % wallets.length]);
            if (turn % 4 == 0) _sample(token, address(0));
        }
    }

    /* INTERNALS */

    function _propose(uint256 who, bool ofMembers) private {
        House house = ofMembers ? membersHouse : contributorsHouse;
        address wallet = who % 8 == 0 ? wallets[(who >> 8) % wallets.length] : walletOf(anyone(who));
        string memory description = vm.toString(_motions.length);
        bool may = ofMembers || reputation.established();
        may = may && !house.retired(wallet) && !membership.suspended(idOf(wallet));
        may = may && house.getVotes(wallet, time - 1) >= house.proposalThreshold();
        bytes memory data =
            abi.encodeCall(IGovernor.propose, (new address[](1), new uint256[](1), new bytes[](1), description));
        if (!act(wallet, address(house), data, may, "propose")) return;
        uint256 id =
            house.hashProposal(new address[](1), new uint256[](1), new bytes[](1), keccak256(bytes(description)));
        _motions.push(Motion(house, id, description, 0, false));
        if (who % 2 == 0) _waitUntil(house.proposalSnapshot(id) + 1);
    }

    function _vote(Motion storage motion, address wallet, uint8 support) private {
        bool may = motion.house.state(motion.proposalId) == IGovernor.ProposalState.Active;
        may = may && !_voted[motion.proposalId][wallet] && !motion.house.retired(wallet);
        bytes memory data = abi.encodeCall(IGovernor.castVote, (motion.proposalId, support));
        if (!act(wallet, address(motion.house), data, may, "vote")) return;
        _voted[motion.proposalId][wallet] = true;
        motion.cast += motion.house.getVotes(wallet, motion.house.proposalSnapshot(motion.proposalId));
        _checkTally(motion);
    }

    function _checkTally(Motion storage motion) private view {
        (uint256 against, uint256 for_, uint256 abstain) = motion.house.proposalVotes(motion.proposalId);
        require(against + for_ + abstain == motion.cast, "every vote counted once");
        uint256 at = motion.house.proposalSnapshot(motion.proposalId);
        require(motion.cast <= motion.house.token().getPastTotalSupply(at), "more votes than supply");
    }

    function _waitUntil(uint256 at) private {
        if (time < at) time = at;
        vm.warp(time);
    }

    function _sample(address token, address account) private {
        uint256 at = time - 1;
        _samples.push(Sample(token, account, at, _past(token, account, at)));
    }

    function _compare(Sample storage sample) private view {
        require(_past(sample.token, sample.account, sample.at) == sample.votes, "past votes changed");
    }

    function _past(address token, address account, uint256 at) private view returns (uint256) {
        if (account == address(0)) return Votes(token).getPastTotalSupply(at);
        return Votes(token).getPastVotes(account, at);
    }

    function _votes(bool reputation_) private view returns (address) {
        return reputation_ ? address(reputation) : address(membership);
    }

    /// @dev One of the last three motions; none while there is none.
    function _motion(uint256 seed) private view returns (Motion storage motion) {
        uint256 count = _motions.length;
        motion = _motions[count - 1 - seed % (count < 3 ? count : 3)];
    }

    /// @dev A wallet and whom it lends its votes to: mostly a member whose delegate is gone, if there is any.
    function _orphan(address token, uint256 seed) private view returns (address account, address delegatee) {
        uint256 count = wallets.length;
        for (uint256 i = 0; i < count && seed % 4 != 0; ++i) {
            account = wallets[(seed % count + i) % count];
            delegatee = Votes(token).delegates(account);
            if (isActor(account) && delegatee != address(0) && !isActor(delegatee)) return (account, delegatee);
        }
        account = wallets[seed % count];
        delegatee = Votes(token).delegates(account);
    }
}
