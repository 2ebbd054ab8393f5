// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IDistribution, Pool} from "../interfaces/IDistribution.sol";
import {BlockingToken, FeeToken, ReentrantToken, SilentToken} from "./tokens/AwkwardTokens.t.sol";
import {MoodyWallet, ReentrantWallet, SmartWallet} from "./wallets/Wallets.t.sol";
import {World} from "./World.t.sol";

/// @notice Attacks 17 and 24: tokens and receivers that do not behave.
contract ClaimHostileTest is World {
    uint256 private constant POOL = 1_000_000;

    function test_Claim_PaysTokensThatReturnNothing() public {
        SilentToken token = new SilentToken();
        token.mint(address(this), POOL);
        _pool(address(token));
        give(dina, 0, 30);
        toFinal(0);
        distribution.claimFor(address(token), 0, 5);
        assertEq(token.balanceOf(dina), 600_000);
    }

    function test_Claim_PaysTokensWithFees() public {
        FeeToken token = new FeeToken();
        token.mint(address(this), POOL);
        token.approve(address(distribution), POOL);
        _pool(address(token));
        give(dina, 0, 30);
        give(ada, 0, 30);
        toFinal(0);
        distribution.claimFor(address(token), 0, 5);
        distribution.claimFor(address(token), 0, 2);
        Pool memory pool = distribution.pool(address(token), 0);
        assertEq(token.balanceOf(address(distribution)), pool.funded - pool.paid);
    }

    function test_Attack_17_ABlockedReceiverKeepsTheShare() public {
        BlockingToken token = _blocking();
        token.setBlocked(dina, true);
        toFinal(0);
        for (uint256 quiet = 0; quiet < 2; ++quiet) {
            token.setQuiet(quiet == 1);
            vm.expectRevert(
                abi.encodeWithSelector(IDistribution.DistributionTransferFailed.selector, address(token), dina, 300_000)
            );
            distribution.claimFor(address(token), 0, 5);
            distribution.claimMany(address(token), 0, _two());
            assertFalse(distribution.claimed(address(token), 0, 5));
            assertEq(distribution.pool(address(token), 0).paid, 300_000);
            assertEq(distribution.pool(address(token), 0).claims, 1);
        }
        assertEq(token.balanceOf(ada), 300_000);
        token.setBlocked(dina, false);
        distribution.claimFor(address(token), 0, 5);
        assertEq(token.balanceOf(dina), 300_000);
    }

    function test_Claim_TellsOfFailures() public {
        BlockingToken token = _blocking();
        token.setBlocked(dina, true);
        toFinal(0);
        vm.expectEmit(address(distribution));
        emit IDistribution.ClaimFailed(address(token), 0, 5, dina, 300_000);
        distribution.claimMany(address(token), 0, _two());
    }

    function test_Attack_24_ATokenHookCannotClaimTwice() public {
        ReentrantToken token = new ReentrantToken();
        token.mint(address(this), POOL);
        token.approve(address(distribution), POOL);
        _pool(address(token));
        give(dina, 0, 30);
        give(ada, 0, 30);
        toFinal(0);
        token.setAttack(address(distribution), abi.encodeCall(distribution.claimFor, (address(token), 0, 2)));
        distribution.claimFor(address(token), 0, 5);
        assertTrue(token.attempted());
        assertFalse(token.succeeded());
        assertEq(distribution.pool(address(token), 0).claims, 1);
        token.setAttack(address(distribution), abi.encodeCall(distribution.sweep, (address(token), 0)));
        distribution.claimFor(address(token), 0, 2);
        assertFalse(token.succeeded());
    }

    function test_Attack_24_AReceiverCannotClaimTwice() public {
        ReentrantWallet wallet = new ReentrantWallet(ada);
        uint40 id = _rich(address(wallet));
        wallet.setAttack(address(distribution), abi.encodeCall(distribution.claimFor, (ETH, 0, id)));
        toFinal(0);
        uint256 share = distribution.shareOf(ETH, 0, id);
        distribution.claimFor(ETH, 0, id);
        assertTrue(wallet.attempted());
        assertFalse(wallet.succeeded());
        assertEq(address(wallet).balance, share);
    }

    /// @dev A hook of the receiver's side (as in ERC-777) may not claim again for anybody, nor sweep.
    function test_Attack_24_AReceivingHookCannotClaimManyOrSweep() public {
        ReentrantToken token = new ReentrantToken();
        token.mint(address(this), POOL);
        token.approve(address(distribution), POOL);
        _pool(address(token));
        give(dina, 0, 30);
        give(ada, 0, 30);
        give(ben, 0, 30);
        toFinal(0);
        uint256 share = distribution.shareOf(address(token), 0, 5);
        token.setAttack(address(distribution), abi.encodeCall(distribution.claimMany, (address(token), 0, _two())));
        distribution.claimFor(address(token), 0, 5);
        assertTrue(token.attempted());
        assertFalse(token.succeeded());
        token.setAttack(address(distribution), abi.encodeCall(distribution.sweep, (address(token), 0)));
        distribution.claimFor(address(token), 0, 2);
        // The last one: whoever swept now would sweep while it is being paid.
        distribution.claimFor(address(token), 0, 3);
        assertFalse(token.succeeded());
        assertEq(token.balanceOf(dina), share);
        assertEq(token.balanceOf(address(distribution)), POOL - 3 * share);
    }

    function test_PayETH_RevertsWhen_NotItself() public {
        vm.deal(address(distribution), 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionNotItself.selector, ada));
        vm.prank(ada);
        distribution.payETH(ada, 1 ether);
    }

    /// @dev A wallet that exists nowhere yet is created by its first payment.
    function test_Claim_PaysEthToAFreshWallet() public {
        give(dina, 0, 30);
        vm.deal(address(this), 1 ether);
        distribution.fundETH{value: 1 ether}(0);
        toFinal(0);
        assertEq(dina.balance, 0);
        assertEq(distribution.claimFor(ETH, 0, 5), 0.6 ether);
        assertEq(dina.balance, 0.6 ether);
    }

    function test_Claim_RefusingReceiverKeepsTheShare() public {
        MoodyWallet wallet = new MoodyWallet(ada);
        uint40 id = _rich(address(wallet));
        give(dina, 0, 30);
        toFinal(0);
        uint40[] memory ids = new uint40[](2);
        (ids[0], ids[1]) = (id, 5);
        distribution.claimMany(ETH, 0, ids);
        assertEq(address(wallet).balance, 0);
        assertGt(dina.balance, 0);
        vm.expectPartialRevert(IDistribution.DistributionTransferFailed.selector);
        distribution.claimFor(ETH, 0, id);
        wallet.setRefuses(false);
        distribution.claimFor(ETH, 0, id);
        assertGt(address(wallet).balance, 0);
    }

    /// @dev Receivers answer with as much data as they can buy; nobody copies it, so each costs its own gas and no more.
    function test_Attack_17_ReturnBombsCostTheirOwnGas() public {
        (uint32 epoch, uint40[] memory ids) = _hostile("Wallets.t.sol:BombWallet");
        uint256 before = gasleft();
        distribution.claimMany(ETH, epoch, ids);
        assertLt(before - gasleft(), ids.length * 140_000);
        assertTrue(distribution.claimed(ETH, epoch, ids[0]));
    }

    /// @dev Receivers burn what they get: others are still paid in the same call, and the share of each stays claimable.
    function test_Attack_17_EndlessReceiversCostALittleGas() public {
        (uint32 epoch, uint40[] memory ids) = _hostile("Wallets.t.sol:EndlessWallet");
        uint256 before = gasleft();
        distribution.claimMany(ETH, epoch, ids);
        assertLt(before - gasleft(), ids.length * 140_000);
        assertFalse(distribution.claimed(ETH, epoch, ids[0]));
    }

    /// @dev A caller who gives too little gas can make a payment fail, but never make it count as paid.
    function test_Claim_StarvedPaymentStaysClaimable() public {
        SmartWallet wallet = new SmartWallet(ada);
        uint40 id = _rich(address(wallet));
        toFinal(0);
        uint40[] memory ids = new uint40[](1);
        ids[0] = id;
        uint256 share = distribution.shareOf(ETH, 0, id);
        for (uint256 gas_ = 20_000; gas_ < 200_000; gas_ += 2000) {
            try distribution.claimMany{gas: gas_}(ETH, 0, ids) {} catch {}
            assertEq(address(wallet).balance, distribution.claimed(ETH, 0, id) ? share : 0);
        }
        assertEq(address(wallet).balance, share);
    }

    function _pool(address token) private {
        vm.prank(address(contributorsTimelock));
        distribution.allowToken(token, true);
        distribution.fund(token, 0, POOL);
    }

    function _blocking() private returns (BlockingToken token) {
        token = new BlockingToken();
        token.mint(address(this), POOL);
        token.approve(address(distribution), POOL);
        _pool(address(token));
        give(dina, 0, 30);
        give(ada, 0, 30);
    }

    function _two() private pure returns (uint40[] memory ids) {
        ids = new uint40[](2);
        (ids[0], ids[1]) = (5, 2);
    }

    /// @dev Ten members with wallets of one hostile kind, and points in a final epoch funded with ETH.
    function _hostile(string memory kind) private returns (uint32 epoch, uint40[] memory ids) {
        ids = new uint40[](10);
        bytes memory items;
        for (uint256 i = 0; i < ids.length; ++i) {
            if (i == 5) skip(30 days);
            ids[i] = admitWallet(vm.deployCode(kind, abi.encode(ada)));
            items = bytes.concat(items, packed(ids[i], 0, 20, uint40(i)));
        }
        epoch = contributions.currentEpoch() + 1;
        toEpoch(epoch);
        vm.deal(address(this), 1 ether);
        distribution.fundETH{value: 1 ether}(epoch);
        recordAll(items);
        toFinal(epoch);
    }

    /// @dev A contract wallet with points in an epoch funded with ETH.
    function _rich(address wallet) private returns (uint40 id) {
        id = admitWallet(wallet);
        recordAll(packed(id, 0, 30, nextSequence++));
        vm.deal(address(this), 1 ether);
        distribution.fundETH{value: 1 ether}(0);
    }
}
