// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Pool} from "../../interfaces/IDistribution.sol";
import {Campaign} from "./Campaign.t.sol";

/// @notice Nobody is paid more than the pool holds, and every unit is in a pool, in the reserve, or was paid.
contract MoneyInvariants is Campaign {
    function choose() internal override {
        often(6, handler.advance.selector);
        often(1, handler.leap.selector);
        often(6, handler.record.selector);
        often(1, handler.attest.selector);
        often(5, handler.fund.selector);
        often(5, handler.claim.selector);
        often(2, handler.claimMany.selector);
        often(2, handler.sweep.selector);
        often(1, handler.withdraw.selector);
        often(1, handler.setUnpaid.selector);
        often(1, handler.changeShares.selector);
        often(1, handler.changeRules.selector);
        often(1, handler.leaveOne.selector);
        often(1, handler.join.selector);
        often(1, handler.rotateOne.selector);
        often(1, handler.request.selector);
        often(2, handler.approveOne.selector);
        often(1, handler.execute.selector);
        often(1, handler.challengeBatch.selector);
        often(2, handler.decideOne.selector);
        often(1, handler.debitByHouse.selector);
        handler.watch(handler.WATCH_EPOCHS());
    }

    function invariant_Money() public {
        vm.warp(handler.time());
        _token(address(usd), usd.balanceOf(address(distribution)));
        _token(address(0), address(distribution).balance);
    }

    /// @dev Every share of a final and funded epoch can be claimed.
    function afterInvariant() public {
        handler.claimAll();
        invariant_Money();
        for (uint32 epoch = 0; epoch < handler.finalEpochs(); ++epoch) {
            handler.checkFinal(epoch);
            _shares(address(usd), epoch);
            _shares(address(0), epoch);
        }
    }

    /// @dev Pools as far as they can be funded.
    function _token(address token, uint256 balance) private view {
        uint256 owed = distribution.reserve(token);
        uint32 end = contributions.currentEpoch() + 2;
        for (uint32 epoch = 0; epoch <= end; ++epoch) {
            Pool memory pool = distribution.pool(token, epoch);
            assertEq(pool.funded, handler.received(token, epoch), "funded");
            assertEq(pool.paid, handler.paidOut(token, epoch), "paid");
            assertLe(uint256(pool.paid) + pool.reserved, pool.funded, "paid at most what there is");
            assertEq(pool.reserved, pool.swept ? pool.funded - pool.paid : 0, "swept");
            owed += pool.funded - pool.paid - pool.reserved;
        }
        _shares(token, epochInTurn());
        assertEq(balance, owed, "every unit is in a pool or in the reserve");
        assertEq(
            distribution.reserve(token) + handler.withdrawn(token),
            handler.sweptInto(token),
            "the reserve is what was swept"
        );
    }

    function _shares(address token, uint32 epoch) private view {
        Pool memory pool = distribution.pool(token, epoch);
        (uint256 shares, uint256 claims) = (0, 0);
        for (uint40 id = 1; id <= members(); ++id) {
            bool claimed = distribution.claimed(token, epoch, id);
            if (claimed) ++claims;
            else shares += distribution.shareOf(token, epoch, id);
        }
        assertLe(pool.paid + shares, pool.funded, "claimed and claimable fit the pool");
        assertEq(claims, pool.claims, "claims");
        assertLe(claims, contributions.totals(epoch).contributors, "claimants contributed");
    }
}
