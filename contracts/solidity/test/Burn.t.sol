// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IReputation} from "../interfaces/IReputation.sol";
import {World} from "./World.t.sol";

/// @notice What a debit takes from reputation; the ledger's part is in Debit.t.sol.
contract BurnTest is World {
    uint256 private constant UNIT = 1e6;

    function setUp() public override {
        super.setUp();
        give(dina, 0, 30);
        give(ada, 0, 50);
        toFinal(0);
    }

    function test_Burn_TakesWhatTheDebitWasWorth() public {
        mintAll();
        settle(dina);
        vm.expectEmit(address(reputation));
        emit IReputation.Debited(5, dina, 0, 20, 20 * UNIT);
        assertEq(_burn(5, 0, 20), 20 * UNIT);
        assertEq(reputation.unitsOf(5), 10 * UNIT);
        assertEq(reputation.getVotes(dina), 10 * UNIT);
        assertEq(reputation.totalSupply(), 60 * UNIT);
    }

    function test_Burn_TakesTheVotesFromTheDelegate() public {
        mintAll();
        settle(dina);
        vm.prank(dina);
        reputation.delegate(ada);
        _burn(5, 0, 30);
        assertEq(reputation.getVotes(ada), 0);
        assertEq(reputation.unitsOf(5), 0);
    }

    function test_Burn_RevertsWhen_NotChallenges() public {
        vm.expectRevert(abi.encodeWithSelector(IReputation.ReputationNotChallenges.selector, address(this)));
        reputation.burn(5, 0, 20);
    }

    /// @dev Attack 16: never to settle must not save the units, in the supply neither.
    function test_Attack_16_UnsettledUnitsBurnToo() public {
        mintAll();
        _burn(5, 0, 20);
        assertEq(reputation.totalSupply(), 60 * UNIT);
        settle(dina);
        settle(ada);
        assertEq(reputation.unitsOf(5), 10 * UNIT);
        assertEq(reputation.balanceOf(reputation.UNSETTLED()), 0);
    }

    /// @dev Attack 16: nor must it help that nobody called mint yet.
    function test_Attack_16_UnmintedEpochsBurnToo() public {
        _burn(5, 0, 20);
        assertEq(reputation.nextEpoch(), 1);
        assertEq(reputation.unitsOf(5), 10 * UNIT);
        assertEq(reputation.totalSupply(), 60 * UNIT);
    }

    /// @dev Nor that there is more to settle than one settlement takes.
    function test_Attack_16_YearsOfUnsettledUnitsBurnToo() public {
        toEpoch(450);
        give(dina, 0, 40);
        toFinal(450);
        mintAll();
        uint256 supply = reputation.totalSupply();
        uint256 burned = _burn(5, 450, 40);
        assertEq(reputation.settledThrough(5), 451);
        assertEq(reputation.unitsOf(5), 30 * UNIT);
        assertEq(reputation.totalSupply(), supply - burned);
    }

    function test_Burn_RevertsWhen_EpochIsNotFinal() public {
        uint32 epoch = contributions.currentEpoch();
        vm.expectRevert(abi.encodeWithSelector(IReputation.ReputationEpochNotFinal.selector, 1));
        _burn(5, epoch, 1);
    }

    function test_Burn_IsWorthTheIndexOfTheEpochOfEarning() public {
        toEpoch(52);
        give(dina, 0, 40);
        toFinal(52);
        mintAll();
        settle(dina);
        uint256 held = reputation.unitsOf(5);
        _burn(5, 52, 40);
        assertApproxEqAbs(held - reputation.unitsOf(5), 80 * UNIT, 1, "at twice the index");
        assertEq(_burn(5, 0, 30), 30 * UNIT);
        assertEq(reputation.unitsOf(5), 0);
    }

    function test_Burn_IsScaledAsTheMintWas() public {
        establish();
        uint256 before = reputation.totalSupply();
        toEpoch(10);
        for (uint8 lane = 0; lane < 7; ++lane) {
            give(dina, lane, 100);
        }
        toFinal(10);
        mintAll();
        assertApproxEqAbs(_burn(5, 10, 700), before / 4, 2);
        assertApproxEqAbs(reputation.totalSupply(), before, 2);
    }

    function test_Burn_TakesAtMostWhatIsHeld() public {
        mintAll();
        assertEq(_burn(5, 0, 31), 30 * UNIT);
        assertEq(_burn(5, 0, 31), 0);
        assertEq(reputation.unitsOf(2), 0);
        settle(ada);
        assertEq(reputation.unitsOf(2), 50 * UNIT, "others keep theirs");
    }

    function test_Burn_CountsHolders() public {
        for (uint32 epoch = 2; epoch < 5; ++epoch) {
            toEpoch(epoch);
            for (uint256 i = 0; i < 4; ++i) {
                give(everyone()[i], 0, 20);
            }
        }
        toFinal(4);
        mintAll();
        _burn(5, 0, 30);
        settleEveryone();
        assertFalse(reputation.established(), "four holders");
    }

    /// @dev What was lost by leaving is not lost a second time out of later work.
    function test_Burn_SparesWorkAfterAReturn() public {
        mintAll();
        settle(dina);
        leave(dina);
        admitWallet(dina);
        uint32 epoch = contributions.currentEpoch() + 1;
        toEpoch(epoch);
        give(dina, 0, 20);
        toFinal(epoch);
        mintAll();
        settle(dina);
        uint256 held = reputation.unitsOf(5);
        assertEq(_burn(5, 0, 30), 0);
        assertEq(reputation.unitsOf(5), held);
    }

    function test_Burn_OfTheDepartedIsNothing() public {
        mintAll();
        leave(dina);
        assertEq(_burn(5, 0, 30), 0);
        settle(dina);
        assertEq(reputation.totalSupply(), 50 * UNIT);
    }

    /// forge-config: default.fuzz.runs = 32
    function testFuzz_Burn_SupplyIsWhatIsHeld(uint256 seed, bool settled, uint24 points) public {
        toEpoch(2);
        give(dina, uint8(seed % 3), uint24(seed % 100));
        toFinal(2);
        mintAll();
        if (settled) settle(dina);
        _burn(5, seed % 2 == 0 ? 0 : 2, points % 200);
        settleEveryone();
        uint256 held = reputation.unitsOf(2) + reputation.unitsOf(5);
        assertEq(reputation.getVotes(dina) + reputation.getVotes(ada), held);
        assertEq(reputation.totalSupply(), held + reputation.balanceOf(reputation.UNSETTLED()));
        assertLe(reputation.balanceOf(reputation.UNSETTLED()), 4);
    }

    function _burn(uint40 memberId, uint32 epoch, uint256 points) private returns (uint256) {
        vm.prank(address(challenges));
        return reputation.burn(memberId, epoch, points);
    }
}
