// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Rules} from "../interfaces/IContributions.sol";
import {IDistribution, Pool, ShareRules} from "../interfaces/IDistribution.sol";
import {Marks} from "../libraries/Marks.sol";
import {World} from "./World.t.sol";

/// @notice Pool of 1,000,000; reserve 10 %, equal part 20 %, lane 0 40 %, lane 1 20 %, lane 7 10 %, at most 60 % each.
contract ClaimTest is World {
    uint256 private constant POOL = 1_000_000;

    function setUp() public override {
        super.setUp();
        fundUsd(0, POOL);
    }

    function test_Claim_PaysTheSum() public {
        give(dina, 0, 30);
        give(ada, 0, 70);
        give(ada, 1, 5);
        attest(item(ben, 7, 10));
        toFinal(0);
        assertEq(distribution.shareOf(address(usd), 0, 5), 120_000 + 100_000);
        assertEq(distribution.shareOf(address(usd), 0, 2), 280_000 + 200_000 + 100_000);
        assertEq(distribution.shareOf(address(usd), 0, 4), 0);
        vm.expectEmit(address(distribution));
        emit IDistribution.Claimed(address(usd), 0, 5, dina, 220_000);
        vm.prank(dina);
        assertEq(distribution.claim(address(usd), 0), 220_000);
        assertEq(usd.balanceOf(dina), 220_000);
        vm.prank(person("stranger"));
        distribution.claimFor(address(usd), 0, 2);
        assertEq(usd.balanceOf(ada), 580_000);
        assertTrue(distribution.claimed(address(usd), 0, 2));
    }

    function test_Attack_13_NoClaimBeforeFinality() public {
        give(dina, 0, 30);
        toChallenge(0);
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionEpochNotFinal.selector, 0));
        distribution.claimFor(address(usd), 0, 5);
    }

    function test_Claim_RevertsWhen_Claimed() public {
        give(dina, 0, 30);
        toFinal(0);
        distribution.claimFor(address(usd), 0, 5);
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionAlreadyClaimed.selector, address(usd), 0, 5));
        vm.prank(dina);
        distribution.claim(address(usd), 0);
    }

    function test_Claim_RevertsWhen_NotMember() public {
        toFinal(0);
        address stranger = person("stranger");
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionNotMember.selector, stranger));
        vm.prank(stranger);
        distribution.claim(address(usd), 0);
    }

    function test_Claim_NothingIsNoClaim() public {
        toFinal(0);
        assertEq(distribution.claimFor(address(usd), 0, 5), 0);
        assertEq(distribution.claimFor(address(usd), 0, 99), 0);
        assertEq(distribution.pool(address(usd), 0).claims, 0);
        assertFalse(distribution.claimed(address(usd), 0, 5));
    }

    /// @dev Attack 13: leaving before Final must not confiscate recorded work.
    function test_Attack_13_TheDepartedArePaid() public {
        give(dina, 0, 30);
        leave(dina);
        toFinal(0);
        vm.prank(dina);
        distribution.claim(address(usd), 0);
        assertEq(usd.balanceOf(dina), 600_000, "40 % and 20 %, as the only contributor, up to the cap");
    }

    function test_Claim_IsCappedPerMember() public {
        give(dina, 0, 30);
        give(dina, 1, 30);
        assertEq(distribution.shareOf(address(usd), 0, 5), 600_000, "40, 20 and 20 %, but at most 60 %");
        give(ada, 1, 30);
        assertEq(distribution.shareOf(address(usd), 0, 5), 600_000, "40, 10 and 10 %");
        give(ada, 0, 30);
        assertEq(distribution.shareOf(address(usd), 0, 5), 400_000);
    }

    function test_ClaimMany_SkipsWhatIsDone() public {
        give(dina, 0, 30);
        give(ada, 0, 30);
        toFinal(0);
        distribution.claimFor(address(usd), 0, 2);
        uint40[] memory ids = new uint40[](5);
        (ids[0], ids[1], ids[2], ids[3], ids[4]) = (2, 5, 5, 4, 99);
        distribution.claimMany(address(usd), 0, ids);
        assertEq(usd.balanceOf(dina), 300_000);
        assertEq(usd.balanceOf(ada), 300_000);
        assertEq(distribution.pool(address(usd), 0).claims, 2);
        assertEq(distribution.pool(address(usd), 0).paid, 600_000);
    }

    function test_Claim_LeavesTheShareOfTheUnpaidToTheReserve() public {
        give(dina, 0, 30);
        toFinal(0);
        _mark(dina, Marks.UNPAID, true);
        assertEq(distribution.shareOf(address(usd), 0, 5), 0);
        assertEq(distribution.claimFor(address(usd), 0, 5), 0);
        assertFalse(distribution.claimed(address(usd), 0, 5));
        _mark(dina, Marks.UNPAID, false);
        _mark(dina, Marks.SUSPENDED, true);
        assertEq(distribution.claimFor(address(usd), 0, 5), 600_000);
    }

    /// @dev Attack 22: a stolen recovery would drain what the owner had not claimed yet.
    function test_Attack_22_ClaimsWaitForARecovery() public {
        give(dina, 0, 30);
        give(ada, 0, 30);
        toFinal(0);
        _mark(dina, Marks.HELD, true);
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionClaimHeld.selector, 5));
        vm.prank(dina);
        distribution.claim(address(usd), 0);
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionClaimHeld.selector, 5));
        distribution.claimFor(address(usd), 0, 5);
        uint40[] memory ids = new uint40[](2);
        (ids[0], ids[1]) = (5, 2);
        distribution.claimMany(address(usd), 0, ids);
        assertEq(usd.balanceOf(dina), 0);
        assertEq(usd.balanceOf(ada), 300_000);
        _mark(dina, Marks.HELD, false);
        distribution.claimFor(address(usd), 0, 5);
        assertEq(usd.balanceOf(dina), 300_000);
    }

    function test_ClaimMany_RevertsWhen_NotFinalOrSwept() public {
        toChallenge(0);
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionEpochNotFinal.selector, 0));
        distribution.claimMany(address(usd), 0, new uint40[](0));
        toFinal(0);
        distribution.sweep(address(usd), 0);
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionPoolClosed.selector, address(usd), 0));
        distribution.claimMany(address(usd), 0, new uint40[](0));
    }

    /// @dev Rules of later epochs must not reach a pool whose rules were noted by its first claim, nor before it.
    function test_Attack_14_LaterRulesChangeNoShare() public {
        give(dina, 0, 30);
        give(ada, 0, 30);
        ShareRules memory rules = firstShareRules();
        rules.laneBps[0] = 0;
        toFinal(0);
        vm.prank(address(contributorsTimelock));
        distribution.setShareRules(rules);
        skip(30 days);
        distribution.claimFor(address(usd), 0, 5);
        vm.prank(address(contributorsTimelock));
        distribution.setShareRules(rules);
        distribution.claimFor(address(usd), 0, 2);
        assertEq(usd.balanceOf(dina), 300_000);
        assertEq(usd.balanceOf(ada), 300_000);
    }

    /// @dev The thin-lane grab: a few cheap points in a lane that nobody uses must not take its whole part.
    function test_Attack_ThinLaneGrabEarnsByTheFloor() public {
        give(dina, 0, 1);
        toFinal(0);
        assertEq(distribution.claimFor(address(usd), 0, 5), POOL * 4000 / 10_000 / 20);
    }

    /// @dev A lane with fewer points than its floor pays by the floor; the rest is for the reserve.
    function test_Claim_FloorsThinLanes() public {
        give(dina, 0, 5);
        toFinal(0);
        assertEq(distribution.shareOf(address(usd), 0, 5), 100_000, "5 of a floor of 20; not active");
    }

    /// @dev Attack 11: equal parts only for members active before the epoch; nine sybils get nothing.
    function test_Attack_11_EqualPartOnlyForTheActive() public {
        address eva = admit("eva");
        give(eva, 1, 50);
        give(dina, 1, 50);
        toFinal(0);
        assertEq(distribution.shareOf(address(usd), 0, 6), 100_000);
        assertEq(distribution.shareOf(address(usd), 0, 5), 100_000 + 200_000);
    }

    /// @dev Attack 3: whatever the points, all shares together never exceed the pool.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_Attack_3_SharesNeverExceedThePool(uint256 seed, uint128 extra) public {
        extra = uint128(50_000 + extra % 7e28);
        fundUsd(0, extra);
        bytes memory items;
        for (uint256 i = 0; i < 12; ++i) {
            uint256 dice = uint256(keccak256(abi.encode(seed, i)));
            items = bytes.concat(items, item(everyone()[dice % 5], uint8((dice >> 8) % 4), uint24((dice >> 16) % 300)));
        }
        recordAll(items);
        toFinal(0);
        uint256 sum = 0;
        for (uint40 id = 1; id <= 5; ++id) {
            sum += distribution.shareOf(address(usd), 0, id);
        }
        Pool memory pool = distribution.pool(address(usd), 0);
        assertLe(sum, pool.funded - pool.funded / 10, "the reserve keeps its part");
        uint40[] memory ids = new uint40[](5);
        (ids[0], ids[1], ids[2], ids[3], ids[4]) = (1, 2, 3, 4, 5);
        distribution.claimMany(address(usd), 0, ids);
        assertEq(distribution.pool(address(usd), 0).paid, sum);
    }

    function test_Claim_TokensWithTwoDecimals() public {
        fundUsd(1, 50_000);
        toEpoch(1);
        give(dina, 0, 33);
        give(ada, 0, 67);
        toFinal(1);
        assertEq(distribution.claimFor(address(usd), 1, 5), 50_000 * 4000 * 33 / (10_000 * 100) + 5000);
    }

    /// @dev What Safeguards does for somebody.
    function _mark(address who, uint8 mark, bool on) private {
        uint40 memberId = idOf(who);
        vm.startPrank(address(safeguards));
        if (mark == Marks.HELD) membership.setHeld(memberId, on);
        else if (mark == Marks.UNPAID) membership.setMark(memberId, mark, on);
        else membership.setSuspension(memberId, on ? uint40(vm.getBlockTimestamp() + 1 days) : 0);
        vm.stopPrank();
    }
}

/// @notice Floors that need more room than small ones, and lanes of the upper half.
contract ClaimByLargeFloorsTest is World {
    function firstShareRules() internal override returns (ShareRules memory rules) {
        rules = super.firstShareRules();
        (rules.laneFloor[0], rules.laneFloor[1], rules.laneFloor[5]) = (20, 1023, 1024);
        (rules.laneBps[5], rules.laneBps[7]) = (1000, 0);
        (rules.equalBps, rules.memberCapBps) = (0, 0);
    }

    function test_Claim_FloorsOfEverySize() public {
        fundUsd(0, 1_000_000);
        give(dina, 0, 10);
        give(ada, 1, 10);
        give(ben, 5, 10);
        toFinal(0);
        assertEq(distribution.claimFor(address(usd), 0, 5), 200_000);
        assertEq(distribution.claimFor(address(usd), 0, 2), 1955, "10 of 1023");
        assertEq(distribution.claimFor(address(usd), 0, 3), 976, "10 of 1024");
        assertEq(distribution.shareRules(1).laneFloor[5], 1024);
    }
}

contract ClaimByActivityTest is World {
    function firstShareRules() internal override returns (ShareRules memory rules) {
        rules = super.firstShareRules();
        rules.activityTarget = 10;
        rules.memberCapBps = 0;
    }

    /// @dev A quiet epoch pays in proportion; the rest is for the reserve.
    function test_Claim_ShrinksBelowTheActivityTarget() public {
        fundUsd(0, 1_000_000);
        give(dina, 0, 50);
        give(ada, 0, 50);
        toFinal(0);
        assertEq(distribution.shareOf(address(usd), 0, 5), (200_000 + 100_000) * 2 / 10);
        assertEq(distribution.claimFor(address(usd), 0, 5), 60_000);
    }

    /// @dev Attack 25: padding cannot raise what is paid.
    function test_Attack_25_PaddingPaysNothing() public {
        fundUsd(0, 1_000_000);
        give(dina, 0, 100);
        uint256 before = distribution.shareOf(address(usd), 0, 5);
        for (uint256 i = 0; i < 10; ++i) {
            give(dina, 0, 0);
            give(dina, 0, 10);
        }
        assertEq(distribution.shareOf(address(usd), 0, 5), before);
    }
}
