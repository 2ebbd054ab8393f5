// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {IDistribution, Pool} from "../interfaces/IDistribution.sol";
import {Calendars} from "../libraries/Calendar.sol";
import {Marks} from "../libraries/Marks.sol";
import {MoodyWallet} from "./wallets/Wallets.t.sol";
import {World} from "./World.t.sol";

contract SweepTest is World {
    uint256 private constant POOL = 1_000_000;

    function setUp() public override {
        super.setUp();
        fundUsd(0, POOL);
    }

    function test_Sweep_AfterTheUnclaimedPeriod() public {
        give(dina, 0, 30);
        give(ada, 0, 30);
        toFinal(0);
        distribution.claimFor(address(usd), 0, 5);
        uint256 opensAt = Calendars.finalAt(contributions.calendar(), 0) + UNCLAIMED;
        vm.warp(opensAt - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IDistribution.DistributionPoolStillOpen.selector, address(usd), 0, opensAt)
        );
        distribution.sweep(address(usd), 0);
        skip(1);
        assertEq(distribution.sweep(address(usd), 0), 700_000);
        assertEq(distribution.reserve(address(usd)), 700_000);
        assertEq(distribution.pool(address(usd), 0).reserved, 700_000);
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionPoolClosed.selector, address(usd), 0));
        distribution.claimFor(address(usd), 0, 2);
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionPoolClosed.selector, address(usd), 0));
        distribution.sweep(address(usd), 0);
    }

    function test_Sweep_AtOnceWhenEveryoneClaimed() public {
        give(dina, 0, 30);
        give(ada, 0, 30);
        toFinal(0);
        distribution.claimFor(address(usd), 0, 5);
        vm.expectPartialRevert(IDistribution.DistributionPoolStillOpen.selector);
        distribution.sweep(address(usd), 0);
        distribution.claimFor(address(usd), 0, 2);
        assertEq(distribution.sweep(address(usd), 0), 400_000);
    }

    function test_Sweep_AtOnceWhenNobodyContributed() public {
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionEpochNotFinal.selector, 0));
        distribution.sweep(address(usd), 0);
        toFinal(0);
        assertEq(distribution.sweep(address(usd), 0), POOL);
    }

    /// @dev Claims of nothing, or repeated ones, must not close the pool before the others.
    function test_Attack_24_NobodyPretendsToBeEveryone() public {
        give(dina, 0, 30);
        give(ada, 0, 30);
        toFinal(0);
        distribution.claimFor(address(usd), 0, 5);
        uint40[] memory ids = new uint40[](4);
        (ids[0], ids[1], ids[2], ids[3]) = (5, 1, 3, 99);
        distribution.claimMany(address(usd), 0, ids);
        vm.expectPartialRevert(IDistribution.DistributionPoolStillOpen.selector);
        distribution.sweep(address(usd), 0);
    }

    function test_Sweep_WaitsForWhoRenouncedMoney() public {
        give(dina, 0, 30);
        give(ada, 0, 30);
        toFinal(0);
        vm.mockCall(address(membership), abi.encodeCall(membership.payment, (5)), abi.encode(dina, Marks.UNPAID));
        distribution.claimFor(address(usd), 0, 2);
        distribution.claimFor(address(usd), 0, 5);
        vm.expectPartialRevert(IDistribution.DistributionPoolStillOpen.selector);
        distribution.sweep(address(usd), 0);
        vm.warp(Calendars.finalAt(contributions.calendar(), 0) + UNCLAIMED);
        assertEq(distribution.sweep(address(usd), 0), 700_000);
    }

    /// @dev Points in a lane without money: a contributor with nothing to claim keeps nobody waiting.
    function test_Sweep_CountsContributorsWithoutAShare() public {
        give(dina, 0, 30);
        give(ada, 3, 5);
        toFinal(0);
        distribution.claimFor(address(usd), 0, 5);
        vm.expectPartialRevert(IDistribution.DistributionPoolStillOpen.selector);
        distribution.sweep(address(usd), 0);
        vm.expectEmit(address(distribution));
        emit IDistribution.Claimed(address(usd), 0, 2, ada, 0);
        distribution.claimFor(address(usd), 0, 2);
        vm.expectPartialRevert(IDistribution.DistributionAlreadyClaimed.selector);
        distribution.claimFor(address(usd), 0, 2);
        assertEq(distribution.pool(address(usd), 0).claims, 2);
        assertEq(distribution.sweep(address(usd), 0), 400_000);
    }

    function test_Sweep_TokensAndEpochsAreApart() public {
        vm.deal(address(this), 1 ether);
        distribution.fundETH{value: 1 ether}(0);
        fundUsd(1, 50_000);
        toFinal(1);
        assertEq(distribution.sweep(address(usd), 0), POOL);
        assertEq(distribution.reserve(ETH), 0);
        assertEq(distribution.pool(address(usd), 1).funded, 50_000);
        assertFalse(distribution.pool(address(usd), 1).swept);
    }

    function test_Withdraw_PaysOutOfTheReserve() public {
        toFinal(0);
        distribution.sweep(address(usd), 0);
        vm.startPrank(address(contributorsTimelock));
        vm.expectRevert(
            abi.encodeWithSelector(IDistribution.DistributionReserveTooSmall.selector, address(usd), POOL + 1, POOL)
        );
        distribution.withdrawReserve(address(usd), ben, POOL + 1);
        vm.expectEmit(address(distribution));
        emit IDistribution.ReserveWithdrawn(address(usd), ben, 400_000);
        distribution.withdrawReserve(address(usd), ben, 400_000);
        vm.stopPrank();
        assertEq(usd.balanceOf(ben), 400_000);
        assertEq(distribution.reserve(address(usd)), 600_000);
    }

    /// @dev Money of open pools is out of reach, even for the house.
    function test_Withdraw_RevertsWhen_PoolIsNotSwept() public {
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionReserveTooSmall.selector, address(usd), 1, 0));
        vm.prank(address(contributorsTimelock));
        distribution.withdrawReserve(address(usd), ben, 1);
    }

    function test_Withdraw_RevertsWhen_ReceiverRefuses() public {
        vm.deal(address(this), 1 ether);
        distribution.fundETH{value: 1 ether}(0);
        toFinal(0);
        distribution.sweep(ETH, 0);
        MoodyWallet wallet = new MoodyWallet(ada);
        vm.startPrank(address(contributorsTimelock));
        vm.expectPartialRevert(IDistribution.DistributionTransferFailed.selector);
        distribution.withdrawReserve(ETH, address(wallet), 1 ether);
        wallet.setRefuses(false);
        distribution.withdrawReserve(ETH, address(wallet), 1 ether);
        vm.stopPrank();
        assertEq(address(wallet).balance, 1 ether);
        assertEq(distribution.reserve(ETH), 0);
    }

    function test_Withdraw_RevertsWhen_NotTheHouse() public {
        toFinal(0);
        distribution.sweep(address(usd), 0);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, founder));
        vm.prank(founder);
        distribution.withdrawReserve(address(usd), founder, 1);
    }
}

/// @notice Attack 19: a founder alone in a members' house must not move funds before the community opened.
contract WithdrawWhileFoundingTest is World {
    function setUp() public override {
        vm.warp(FOUNDED);
        deploy();
        founder = found("founder");
        skip(1);
    }

    function test_Withdraw_RevertsWhen_Founding() public {
        fundUsd(0, 1_000_000);
        toFinal(0);
        distribution.sweep(address(usd), 0);
        vm.expectRevert(IDistribution.DistributionFounding.selector);
        vm.prank(address(membersTimelock));
        distribution.withdrawReserve(address(usd), founder, 1_000_000);
        for (uint256 i = 0; i < 4; ++i) {
            admit(vm.toString(i));
        }
        membership.open();
        vm.prank(address(membersTimelock));
        distribution.withdrawReserve(address(usd), founder, 1_000_000);
    }
}
