// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Batch} from "../interfaces/IContributions.sol";
import {IReputation} from "../interfaces/IReputation.sol";
import {Index} from "../libraries/Index.sol";
import {World} from "./World.t.sol";

contract MintTest is World {
    uint256 private constant UNIT = 1e6;

    function test_Mint_PutsTheWholeEpochToTheUnsettledAccount() public {
        give(dina, 0, 150);
        give(ada, 1, 30);
        attest(item(dina, 7, 100));
        toFinal(0);
        vm.expectEmit(address(reputation));
        emit IReputation.EpochMinted(0, 130, 130 * UNIT, Index.ONE, Index.ONE);
        assertEq(reputation.mint(), 0);
        assertEq(reputation.totalSupply(), 130 * UNIT);
        assertEq(reputation.balanceOf(reputation.UNSETTLED()), 130 * UNIT);
        assertEq(reputation.getVotes(reputation.UNSETTLED()), 0);
        assertEq(reputation.nextEpoch(), 1);
    }

    /// @dev Attack 13: votes from an epoch that can still be challenged.
    function test_Attack_13_NoVotesBeforeFinality() public {
        give(dina, 0, 10);
        toChallenge(0);
        vm.expectRevert(abi.encodeWithSelector(IReputation.ReputationEpochNotFinal.selector, 0));
        reputation.mint();
        toFinal(0);
        reputation.mint();
        vm.expectRevert(abi.encodeWithSelector(IReputation.ReputationEpochNotFinal.selector, 1));
        reputation.mint();
    }

    function test_Mint_IndexDoublesEveryHalfLife() public {
        assertEq(reputation.index(0), Index.ONE);
        assertApproxEqRel(reputation.index(52), 2 * Index.ONE, 1e9);
        assertApproxEqRel(reputation.index(520), 1024 * Index.ONE, 1e10);
        give(dina, 0, 10);
        toEpoch(52);
        give(ada, 0, 10);
        toFinal(52);
        mintAll();
        settle(dina);
        settle(ada);
        assertApproxEqAbs(reputation.unitsOf(2), 2 * reputation.unitsOf(5), 1);
        assertApproxEqRel(reputation.live(5), 5 * UNIT, 3e16, "half of ten points, a week later");
    }

    /// @dev Attack 7: one epoch of huge points buys the house; it is scaled to a quarter of the supply.
    function test_Attack_7_ALargeEpochIsScaledFromTheFourthOn() public {
        establish();
        uint256 before = reputation.totalSupply();
        toEpoch(10);
        for (uint8 lane = 0; lane < 7; ++lane) {
            give(dina, lane, 100);
        }
        toFinal(10);
        mintAll();
        assertApproxEqAbs(reputation.totalSupply(), before + before / 4, 2);
        assertLe(reputation.totalSupply(), before + before / 4);
        uint256 held = reputation.unitsOf(5);
        settle(dina);
        assertApproxEqAbs(reputation.unitsOf(5) - held, before / 4, 2);
    }

    /// @dev Attack 7 at the edge: a supply of two points, out of which a quarter is all that an epoch may add.
    function test_Attack_7_ATinySupplyGrowsByAQuarter() public {
        establish();
        for (uint40 id = 1; id <= 5; ++id) {
            for (uint32 epoch = 0; epoch < 3; ++epoch) {
                vm.prank(address(challenges));
                reputation.burn(id, epoch, id == 1 && epoch == 0 ? 18 : 20);
            }
        }
        uint256 before = reputation.totalSupply();
        assertApproxEqRel(before, 2e6, 1e14);
        toEpoch(10);
        give(dina, 0, 100);
        toFinal(10);
        mintAll();
        assertApproxEqAbs(reputation.totalSupply(), before + before / 4, 2);
        settle(dina);
        assertApproxEqAbs(reputation.unitsOf(5), before / 4, 2);
        assertGt(reputation.unitsOf(5), 0);
    }

    function test_Mint_DoesNotScaleTheFirstThree() public {
        give(dina, 0, 10);
        toEpoch(1);
        give(ada, 0, 100);
        toEpoch(2);
        give(ben, 0, 100);
        toFinal(2);
        mintAll();
        assertGt(reputation.totalSupply(), 210 * UNIT);
    }

    function test_Mint_DoesNotScaleASmallEpoch() public {
        establish();
        uint256 before = reputation.totalSupply();
        toEpoch(10);
        give(dina, 0, 60);
        toFinal(10);
        mintAll();
        assertEq(reputation.totalSupply() - before, 60 * UNIT * reputation.index(10) / Index.ONE);
    }

    /// @dev Everyone left: the next epochs begin anew instead of scaling to nothing.
    function test_Mint_StartsAnewWhenNobodyHoldsReputation() public {
        establish();
        address[] memory people = everyone();
        for (uint256 i = 1; i < people.length; ++i) {
            leave(people[i]);
        }
        assertApproxEqAbs(reputation.totalSupply(), reputation.unitsOf(1), 25, "roundings stay unsettled");
        skip(1);
        admitWallet(ada);
        admitWallet(ben);
        vm.startPrank(address(membersTimelock));
        membership.setRoles(2, ALL_LANES);
        membership.setRoles(3, ALL_LANES);
        vm.stopPrank();
        leave(founder);
        assertLe(reputation.totalSupply(), 25);
        toEpoch(10);
        Batch memory batch = batchOf(item(ada, 0, 20));
        contributions.record(batch, approvedBy(batch, ben));
        toFinal(10);
        mintAll();
        settle(ada);
        assertEq(reputation.unitsOf(2), 20 * UNIT * reputation.index(10) / Index.ONE);
    }

    function test_Established_AfterThreeEpochsAndFiveHolders() public {
        for (uint32 epoch = 0; epoch < 3; ++epoch) {
            toEpoch(epoch);
            give(founder, 0, 20);
            give(ada, 0, 20);
            give(ben, 0, 20);
            give(cleo, 0, 20);
        }
        toFinal(2);
        mintAll();
        settleEveryone();
        assertFalse(reputation.established(), "four holders");
        toEpoch(10);
        give(dina, 0, 20);
        toFinal(10);
        mintAll();
        assertFalse(reputation.established());
        vm.expectEmit(address(reputation));
        emit IReputation.Established(5);
        settle(dina);
        assertTrue(reputation.established());
        leave(dina);
        assertTrue(reputation.established(), "never turns back");
    }

    function test_Established_EmptyEpochsDoNotCount() public {
        for (uint8 i = 0; i < 5; ++i) {
            give(everyone()[i], 0, 20);
        }
        toFinal(5);
        mintAll();
        settleEveryone();
        assertFalse(reputation.established());
    }
}
