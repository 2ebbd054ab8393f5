// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {IDistribution} from "../interfaces/IDistribution.sol";
import {Admission} from "../interfaces/IMembership.sol";
import {FalseToken, FeeToken, ReentrantToken, SilentToken} from "./tokens/AwkwardTokens.t.sol";
import {Token} from "./tokens/Token.t.sol";
import {World} from "./World.t.sol";

contract FundTest is World {
    function firstAdmission() internal pure override returns (Admission) {
        return Admission.Open;
    }

    function test_Fund_AddsToThePool() public {
        usd.mint(address(this), 60_000);
        usd.approve(address(distribution), 60_000);
        vm.expectEmit(address(distribution));
        emit IDistribution.Funded(address(usd), 3, address(this), 60_000);
        distribution.fund(address(usd), 3, 60_000);
        fundUsd(3, 50_000);
        assertEq(distribution.pool(address(usd), 3).funded, 110_000);
        assertEq(usd.balanceOf(address(distribution)), 110_000);
    }

    function test_Fund_TakesEth() public {
        vm.deal(ada, 1 ether);
        vm.prank(ada);
        distribution.fundETH{value: 1 ether}(0);
        assertEq(distribution.pool(ETH, 0).funded, 1 ether);
    }

    function test_Fund_TakesTokensThatReturnNothing() public {
        SilentToken token = new SilentToken();
        _allow(address(token));
        token.mint(address(this), 50_000);
        distribution.fund(address(token), 0, 50_000);
        assertEq(distribution.pool(address(token), 0).funded, 50_000);
    }

    /// @dev Attack 24: the pool counts what arrived, not what was sent.
    function test_Attack_24_OnlyWhatArrivedCounts() public {
        FeeToken token = new FeeToken();
        _allow(address(token));
        token.mint(address(this), 100_000);
        token.approve(address(distribution), 100_000);
        distribution.fund(address(token), 0, 100_000);
        assertEq(distribution.pool(address(token), 0).funded, 99_000);
        assertEq(token.balanceOf(address(distribution)), 99_000);
    }

    /// @dev Attack 24: a token that funds again in the middle would count the same balance twice.
    function test_Attack_24_AHookCannotFundTwice() public {
        ReentrantToken token = new ReentrantToken();
        _allow(address(token));
        token.mint(address(this), 100_000);
        token.approve(address(distribution), 100_000);
        bytes memory again = abi.encodeCall(distribution.fund, (address(token), 0, 50_000));
        token.mint(address(token), 50_000);
        vm.prank(address(token));
        token.approve(address(distribution), 50_000);
        token.setAttack(address(distribution), again);
        distribution.fund(address(token), 0, 50_000);
        assertTrue(token.attempted());
        assertFalse(token.succeeded());
        assertEq(distribution.pool(address(token), 0).funded, 50_000);
    }

    /// @dev Attack 24: a false answer must not count as a deposit, though the call did not revert.
    function test_Attack_24_AFalseAnswerFundsNothing() public {
        FalseToken token = new FalseToken();
        _allow(address(token));
        token.mint(address(this), 49_999);
        token.approve(address(distribution), 50_000);
        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token)));
        distribution.fund(address(token), 0, 50_000);
        token.mint(address(this), 1);
        distribution.fund(address(token), 0, 50_000);
        assertEq(distribution.pool(address(token), 0).funded, 50_000);
    }

    /// @dev A hook of the sender's side (as in ERC-777) may not claim or sweep with the balance in between.
    function test_Attack_24_AFundingHookCannotReachOtherPools() public {
        ReentrantToken token = new ReentrantToken();
        _allow(address(token));
        token.mint(address(this), 100_000);
        token.approve(address(distribution), 100_000);
        distribution.fund(address(token), 0, 50_000);
        toFinal(0);
        uint32 epoch = contributions.currentEpoch();
        bytes[2] memory calls;
        calls[0] = abi.encodeCall(distribution.sweep, (address(token), 0));
        calls[1] = abi.encodeCall(distribution.claimMany, (address(token), 0, new uint40[](1)));
        for (uint256 i = 0; i < 2; ++i) {
            token.setAttack(address(distribution), calls[i]);
            distribution.fund(address(token), epoch, 50_000);
            assertTrue(token.attempted());
            assertFalse(token.succeeded());
            token.mint(address(this), 50_000);
            token.approve(address(distribution), 50_000);
            epoch += 1;
        }
    }

    /// @dev Two, six and eighteen decimals: the bound is in units of the token, per voting unit.
    function test_Fund_TakesTokensOfAnyDecimals() public {
        uint8[3] memory decimals = [2, 6, 18];
        for (uint256 i = 0; i < 3; ++i) {
            Token token = new Token(decimals[i]);
            _allow(address(token));
            token.mint(address(this), 100_000);
            token.approve(address(distribution), 100_000);
            vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionDepositTooSmall.selector, 49_999, 50_000));
            distribution.fund(address(token), 0, 49_999);
            distribution.fund(address(token), 0, 50_000);
        }
    }

    function test_Fund_RevertsWhen_TokenNotAllowed() public {
        Token other = new Token(18);
        other.mint(address(this), 1 ether);
        other.approve(address(distribution), 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionTokenNotAllowed.selector, address(other)));
        distribution.fund(address(other), 0, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionTokenNotAllowed.selector, ETH));
        distribution.fund(ETH, 0, 1 ether);
        vm.prank(address(contributorsTimelock));
        distribution.allowToken(ETH, false);
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionTokenNotAllowed.selector, ETH));
        distribution.fundETH{value: 1 ether}(0);
    }

    /// @dev Attack 24: late money would change shares that were paid already.
    function test_Attack_24_NoLateFunding() public {
        fundUsd(0, 50_000);
        toChallenge(0);
        fundUsd(0, 50_000);
        toFinal(0);
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionEpochFinal.selector, 0));
        this.fundIt(0, 50_000);
    }

    function test_Fund_RevertsWhen_EpochIsTooFar() public {
        fundUsd(12, 50_000);
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionEpochTooFar.selector, 13, 12));
        this.fundIt(13, 50_000);
    }

    /// @dev Attack 24: dust; at least 10,000 units of the token per voting unit.
    function test_Attack_24_NoDust() public {
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionDepositTooSmall.selector, 49_999, 50_000));
        this.fundIt(0, 49_999);
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionDepositTooSmall.selector, 0, 50_000));
        distribution.fundETH{value: 0}(0);
        fundUsd(0, 50_000);
    }

    /// @dev A crowd of accounts without units must not raise the least deposit.
    function test_Fund_IsNotBlockedByACrowd() public {
        for (uint256 i = 0; i < 20; ++i) {
            joinOpenly(person(vm.toString(i)));
        }
        fundUsd(0, 50_000);
        assertEq(membership.memberCount(), 25);
    }

    function test_Fund_RevertsWhen_PoolIsTooLarge() public {
        fundUsd(0, type(uint96).max);
        vm.expectRevert(
            abi.encodeWithSelector(IDistribution.DistributionPoolTooLarge.selector, uint256(type(uint96).max) + 50_000)
        );
        this.fundIt(0, 50_000);
    }

    function fundIt(uint32 epoch, uint256 amount) external {
        fundUsd(epoch, amount);
    }

    function _allow(address token) private {
        vm.prank(address(contributorsTimelock));
        distribution.allowToken(token, true);
    }
}
