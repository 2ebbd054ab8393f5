// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Member, Status} from "../interfaces/IMembership.sol";
import {MemberWorld} from "./MemberWorld.t.sol";

/// @notice A random walk through everything that moves units. After each step bits, votes and records agree.
contract UnitWalkTest is MemberWorld {
    /// @dev Every wallet that ever held a membership: votes may lie with any of them.
    address[] private _wallets;

    /// @dev Attack 10: whatever happens in whatever order, votes are the units in force, each counted once.
    function testFuzz_Attack_10_VotesAreTheUnits(uint256 seed) public {
        _wallets = everyone();
        for (uint256 step = 0; step < 40; ++step) {
            seed = uint256(keccak256(abi.encode(seed)));
            _act(1 + uint40(seed % 5), (seed >> 8) % 14, seed >> 16);
            skip((seed >> 32) % 20 days);
            _check();
        }
    }

    function _act(uint40 memberId, uint256 action, uint256 seed) private {
        address wallet = membership.member(memberId).wallet;
        (uint40 active,) = membership.actor(wallet);
        if (action == 0) try membership.activate(memberId, 0) {} catch {}
        if (action == 1) try membership.lapse(memberId) {} catch {}
        if (action == 2 || action == 3) try membership.resume(memberId) {} catch {}
        if (action == 4) try membership.announceRest(memberId) {} catch {}
        if (action == 5) _bar(memberId, seed % 3 == 0);
        if (action == 6) publish(bytes32(seed));
        if (action == 7) try membership.bindCharter() {} catch {}
        if (action == 8) try membership.followDelegate(wallet) {} catch {}
        if (action == 9 && active == 0 && membership.member(memberId).status == Status.Left) _return(wallet);
        if (active == 0) return;
        if (action == 9 && wallet != founder) leave(wallet);
        if (action == 10 || action == 11) accept(wallet);
        if (action == 12) _lend(wallet, _wallets[seed % _wallets.length]);
        if (action == 13 && wallet != founder) _move(memberId, wallet, seed);
    }

    function _bar(uint40 memberId, bool barred) private {
        vm.startPrank(address(membersTimelock));
        if (barred) safeguards.removeUnit(memberId, REASON);
        else safeguards.allowUnit(memberId);
        vm.stopPrank();
    }

    function _return(address wallet) private {
        (uint40 organizer,) = membership.actor(founder);
        if (organizer != 0) admitWallet(wallet);
    }

    function _lend(address from, address to) private {
        (uint40 active,) = membership.actor(to);
        if (active == 0) return;
        vm.prank(from);
        membership.delegate(to);
    }

    /// @dev By rotation, or as a recovery does it.
    function _move(uint40 memberId, address from, uint256 seed) private {
        address to = person(vm.toString(_wallets.length));
        _wallets.push(to);
        if (seed % 2 == 0) {
            rotate(from, to);
        } else {
            vm.prank(address(safeguards));
            membership.moveWallet(memberId, to, uint40(vm.getBlockTimestamp()) + EPOCH);
        }
    }

    function _check() private view {
        uint256 units = 0;
        for (uint40 id = 1; id <= 5; ++id) {
            Member memory record = membership.member(id);
            if (record.unit) {
                ++units;
                assertEq(uint8(record.status), uint8(Status.Active));
            }
            assertEq(membership.unitSince(id) != 0, record.unit);
            assertFalse(membership.retired(record.wallet));
            assertEq(membership.balanceOf(record.wallet), record.status == Status.Active ? 1 : 0);
        }
        uint256 votes = 0;
        for (uint256 i = 0; i < _wallets.length; ++i) {
            votes += membership.getVotes(_wallets[i]);
        }
        assertEq(votes, units);
        assertEq(membership.activeUnits(), units);
    }
}
