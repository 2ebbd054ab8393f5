// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Votes} from "@openzeppelin/contracts/governance/utils/Votes.sol";

import {Status} from "../../interfaces/IMembership.sol";
import {Campaign} from "./Campaign.t.sol";

/// @notice Every vote is the unit of one member, in both tokens and at every time; the past never changes.
contract VotesInvariants is Campaign {
    function choose() internal override {
        often(6, handler.advance.selector);
        often(7, handler.record.selector);
        often(4, handler.delegate.selector);
        often(2, handler.followDelegate.selector);
        often(2, handler.mint.selector);
        often(3, handler.settleSome.selector);
        often(3, handler.proposeOne.selector);
        often(8, handler.voteOne.selector);
        often(2, handler.carryOne.selector);
        often(1, handler.leaveOne.selector);
        often(1, handler.expelOne.selector);
        often(3, handler.join.selector);
        often(2, handler.rotateOne.selector);
        often(1, handler.request.selector);
        often(3, handler.approveOne.selector);
        often(1, handler.execute.selector);
        often(1, handler.resume.selector);
        often(1, handler.barUnit.selector);
        often(1, handler.allowUnit.selector);
        often(1, handler.suspend.selector);
        often(2, handler.debitByHouse.selector);
        often(1, handler.changeRules.selector);
        handler.watch(handler.WATCH_VOTES() | handler.WATCH_NONCES());
        handler.earn();
    }

    function invariant_Votes() public {
        vm.warp(handler.time());
        uint256[] memory units = new uint256[](members() + 1);
        uint256 sum = 0;
        for (uint40 id = 1; id <= members(); ++id) {
            if (membership.member(id).unit) ++units[id];
            sum += units[id];
        }
        assertEq(membership.activeUnits(), sum, "supply of units");
        _delegated(membership, units, sum);
        sum = 0;
        for (uint40 id = 1; id <= members(); ++id) {
            units[id] = reputation.unitsOf(id);
            sum += units[id];
            assertEq(reputation.balanceOf(membership.payee(id)), units[id], "balance of the wallet");
            if (membership.member(id).status != Status.Active) assertEq(units[id], 0, "departed hold nothing");
        }
        uint256 unsettled = reputation.balanceOf(reputation.UNSETTLED());
        assertEq(reputation.totalSupply(), sum + unsettled, "supply of reputation");
        assertEq(reputation.getVotes(reputation.UNSETTLED()), 0, "nobody votes with what waits");
        _delegated(reputation, units, sum + unsettled);
    }

    /// @dev Old votes, all of them; then no unit may wait for nobody, and everybody can leave.
    function afterInvariant() public {
        handler.checkPast();
        handler.settleAll();
        invariant_Votes();
        handler.leaveAll();
        invariant_Votes();
    }

    /// @dev A wallet has the units of those who delegate to it, and nothing else, now and a second ago.
    function _delegated(Votes token, uint256[] memory units, uint256 supply) private view {
        (uint256 votes, uint256 past) = (0, 0);
        uint256 at = handler.time() - 1;
        address[] memory delegatees = new address[](units.length);
        for (uint40 id = 1; id < units.length; ++id) {
            delegatees[id] = token.delegates(membership.payee(id));
        }
        for (uint256 i = 0; i < handler.walletCount(); ++i) {
            address wallet = handler.wallets(i);
            uint256 lent = 0;
            for (uint40 id = 1; id < units.length; ++id) {
                if (delegatees[id] == wallet) lent += units[id];
            }
            assertEq(token.getVotes(wallet), lent, "votes are the units of delegators");
            votes += lent;
            past += token.getPastVotes(wallet, at);
            if (handler.leftBehind(wallet)) assertEq(_balance(token, wallet), 0, "retired wallets hold nothing");
        }
        assertLe(votes, supply, "votes within the supply");
        assertLe(past, token.getPastTotalSupply(at), "past votes within the past supply");
    }

    function _balance(Votes token, address wallet) private view returns (uint256) {
        return address(token) == address(reputation) ? reputation.balanceOf(wallet) : membership.balanceOf(wallet);
    }
}
