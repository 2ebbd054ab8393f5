// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Batch} from "../interfaces/IContributions.sol";
import {IReputation} from "../interfaces/IReputation.sol";
import {World} from "./World.t.sol";

contract SettleTest is World {
    function test_Settle_MovesAllPendingEpochsAtOnce() public {
        for (uint32 epoch = 0; epoch < 3; ++epoch) {
            toEpoch(epoch);
            give(dina, 0, 10);
        }
        toFinal(2);
        mintAll();
        uint256 supply = reputation.totalSupply();
        settle(dina);
        assertEq(reputation.unitsOf(5), supply);
        assertEq(reputation.balanceOf(dina), supply);
        assertEq(reputation.getVotes(dina), supply);
        assertEq(reputation.settledThrough(5), 3);
        settle(dina);
        assertEq(reputation.unitsOf(5), supply);
        assertEq(reputation.balanceOf(reputation.UNSETTLED()), 0);
    }

    /// @dev Attack 1: settle friends before a snapshot; quorum and threshold read a supply that holds everybody.
    function test_Attack_1_SettlingFriendsChangesNoSupply() public {
        for (uint256 i = 0; i < 5; ++i) {
            give(everyone()[i], 0, 20);
        }
        toFinal(0);
        mintAll();
        uint256 supply = reputation.totalSupply();
        assertEq(supply, 100e6);
        skip(1);
        uint256 quorum = contributorsHouse.quorum(block.timestamp - 1);
        settle(dina);
        assertEq(reputation.totalSupply(), supply);
        skip(1);
        assertEq(contributorsHouse.quorum(vm.getBlockTimestamp() - 1), quorum);
        settleEveryone();
        assertEq(reputation.totalSupply(), supply);
    }

    /// forge-config: default.fuzz.runs = 16
    function testFuzz_Settle_OrderDoesNotMatter(uint256 seed) public {
        for (uint32 epoch = 0; epoch < 5; ++epoch) {
            toEpoch(epoch);
            for (uint256 i = 0; i < 5; ++i) {
                give(everyone()[i], uint8(i), uint24(uint256(keccak256(abi.encode(seed, epoch, i))) % 100));
            }
        }
        toFinal(4);
        mintAll();
        uint256 supply = reputation.totalSupply();
        uint256 snapshot = vm.snapshotState();
        settleEveryone();
        uint256[5] memory units = _units();
        vm.revertToState(snapshot);
        for (uint256 i = 5; i > 0; --i) {
            settle(everyone()[i - 1]);
        }
        uint256[5] memory again = _units();
        uint256 sum = 0;
        for (uint256 i = 0; i < 5; ++i) {
            assertEq(units[i], again[i]);
            sum += units[i];
        }
        assertLe(sum, supply);
        assertLe(supply - sum, 25, "floors of five members and epochs");
    }

    /// @dev Attack 17: one strange id must not stop the others... unless nobody ever had it.
    function test_Attack_17_SettleSkipsWhatIsDone() public {
        give(dina, 0, 10);
        toFinal(0);
        mintAll();
        uint40[] memory ids = new uint40[](4);
        (ids[0], ids[1], ids[2], ids[3]) = (5, 5, 1, 5);
        reputation.settle(ids);
        assertGt(reputation.unitsOf(5), 0);
        ids[3] = 99;
        reputation.settle(new uint40[](0));
        vm.expectRevert(abi.encodeWithSelector(IReputation.ReputationUnknownMember.selector, 99));
        reputation.settle(ids);
    }

    /// @dev Attack 13: votes to somebody who left; the units are burned when settled.
    function test_Attack_13_UnitsOfTheDepartedAreBurned() public {
        give(dina, 0, 10);
        give(ada, 0, 30);
        toFinal(0);
        mintAll();
        leave(dina);
        vm.expectEmit(address(reputation));
        emit IReputation.Forfeited(5, dina, 10e6);
        settle(dina);
        assertEq(reputation.unitsOf(5), 0);
        assertEq(reputation.totalSupply(), 30e6);
    }

    /// @dev Attack 13: leave before Final and come back for the votes.
    function test_Attack_13_ComingBackBringsNoEarlierVotes() public {
        give(dina, 0, 10);
        leave(dina);
        admitWallet(dina);
        give(dina, 0, 10);
        toEpoch(1);
        give(dina, 0, 7);
        toFinal(1);
        mintAll();
        settle(dina);
        assertEq(reputation.unitsOf(5), 7e6 * reputation.index(1) / (1 << 64));
        assertEq(reputation.totalSupply(), reputation.unitsOf(5));
        assertEq(reputation.balanceOf(reputation.UNSETTLED()), 0);
    }

    /// @dev Work of later epochs that reviewers still credit to somebody who left makes no votes.
    function test_Settle_BurnsWhatIsCreditedToTheDeparted() public {
        leave(dina);
        toEpoch(1);
        give(dina, 0, 10);
        toFinal(1);
        mintAll();
        assertGt(reputation.totalSupply(), 0);
        settle(dina);
        assertEq(reputation.unitsOf(5), 0);
        assertEq(reputation.totalSupply(), 0);
    }

    /// @dev Attack 13: epochs recorded while away are burned, whether somebody settles before the return or not.
    function test_Attack_13_WorkCreditedWhileAwayMakesNoVotes() public {
        leave(dina);
        toEpoch(1);
        give(dina, 0, 10);
        toEpoch(3);
        give(dina, 0, 20);
        admitWallet(dina);
        toEpoch(4);
        give(dina, 0, 30);
        toFinal(1);
        mintAll();
        uint256 snapshot = vm.snapshotState();
        for (uint256 early = 0; early < 2; ++early) {
            vm.revertToState(snapshot);
            if (early == 1) settle(dina);
            toFinal(4);
            mintAll();
            settle(dina);
            uint256 kept = 20e6 * reputation.index(3) / (1 << 64) + 30e6 * reputation.index(4) / (1 << 64);
            assertEq(reputation.unitsOf(5), kept, "the epochs of the return and after");
            assertEq(reputation.totalSupply(), kept);
        }
    }

    /// @dev A first admission forfeits nothing: work of the epoch before may be recorded late.
    function test_Settle_KeepsWorkFromBeforeTheFirstAdmission() public {
        toGrace(0);
        address eva = admit("eva");
        Batch memory batch = batchOf(item(eva, 0, 10));
        batch.epoch = 0;
        contributions.record(batch, approvedByAll(batch));
        toFinal(0);
        mintAll();
        settle(eva);
        assertEq(reputation.unitsOf(6), 10e6);
    }

    function test_Settle_CountsHoldersOfNothingNever() public {
        settle(dina);
        toFinal(0);
        mintAll();
        settle(dina);
        assertEq(reputation.unitsOf(5), 0);
        assertEq(reputation.settledThrough(5), 1);
    }

    /// @dev Years of epochs without settling must fit the gas of a transaction: 400 epochs per call.
    function test_Settle_TakesYearsInSteps() public {
        give(dina, 0, 10);
        toEpoch(450);
        give(dina, 0, 10);
        toFinal(450);
        mintAll();
        uint256 before = gasleft();
        settle(dina);
        assertLt(before - gasleft(), 5_000_000);
        assertEq(reputation.settledThrough(5), 400);
        settle(dina);
        assertEq(reputation.settledThrough(5), 451);
        assertEq(reputation.unitsOf(5), reputation.totalSupply());
    }

    function test_Forfeit_RevertsWhen_NotMembership() public {
        vm.expectRevert(abi.encodeWithSelector(IReputation.ReputationNotMembership.selector, address(this)));
        reputation.forfeit(5, dina);
    }

    /// @dev There is no transfer: neither ERC-20 nor any other way to hand reputation on.
    function test_Reputation_CannotBeMoved() public {
        establish();
        vm.startPrank(dina);
        (bool moved,) = address(reputation).call(abi.encodeWithSignature("transfer(address,uint256)", ada, 1));
        assertFalse(moved);
        (moved,) = address(reputation).call(abi.encodeWithSignature("approve(address,uint256)", ada, 1));
        assertFalse(moved);
        vm.stopPrank();
        assertEq(reputation.decimals(), 6);
        assertEq(reputation.symbol(), "REP");
        assertEq(reputation.CLOCK_MODE(), "mode=timestamp");
    }

    function _units() private view returns (uint256[5] memory units) {
        for (uint40 id = 1; id <= 5; ++id) {
            units[id - 1] = reputation.unitsOf(id);
        }
    }
}
