// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {ISquareRoot} from "../interfaces/ISquareRoot.sol";
import {SquareRoot} from "../SquareRoot.sol";
import {World} from "./World.t.sol";

contract SquareRootTest is World {
    SquareRoot private roots;

    function setUp() public override {
        super.setUp();
        SquareRoot.Setup memory setup = SquareRoot.Setup({
            communityName: "Agora", slug: SLUG, membership: membership, reputation: address(reputation)
        });
        roots = SquareRoot(vm.deployCode("SquareRoot.sol:SquareRoot", abi.encode(setup)));
        require(address(roots) == squareRootAddress_, "address not as predicted");
    }

    address private squareRootAddress_;

    /// @dev Deployed last: Reputation itself, Distribution, two houses, Safeguards, Challenges and Guardian come before.
    function squareRootAddress() internal override returns (address) {
        squareRootAddress_ = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 7);
        return squareRootAddress_;
    }

    function test_SquareRoot_IsTheExactSumWhenNobodyWaits() public {
        give(dina, 0, 90);
        give(ada, 0, 10);
        give(ben, 0, 37);
        toFinal(0);
        mintAll();
        settleEveryone();
        assertEq(roots.unitsOf(5), Math.sqrt(90e6));
        assertEq(roots.getVotes(dina), Math.sqrt(90e6));
        assertEq(roots.totalSupply(), Math.sqrt(90e6) + Math.sqrt(10e6) + Math.sqrt(37e6));
        assertEq(roots.balanceOf(roots.UNSETTLED()), 0);
        assertEq(roots.decimals(), 0);
    }

    /// @dev Attack 1: who settles only friends must not find a small supply to take a quorum of.
    /// forge-config: default.fuzz.runs = 32
    function testFuzz_Attack_1_WhatWaitsCountsInTheSupply(uint256 seed) public {
        uint256 epochs = 1 + seed % 3;
        for (uint32 epoch = 0; epoch < epochs; ++epoch) {
            toEpoch(epoch);
            for (uint256 i = 0; i < 5; ++i) {
                uint256 dice = uint256(keccak256(abi.encode(seed, epoch, i)));
                give(everyone()[i], 0, dice % 4 == 0 ? 1 : uint24(dice % 100));
            }
        }
        toFinal(uint32(epochs - 1));
        mintAll();
        uint256 snapshot = vm.snapshotState();
        settleEveryone();
        uint256 all = roots.totalSupply();
        vm.revertToState(snapshot);
        assertGe(roots.totalSupply(), all);
        for (uint256 i = 0; i < 5; ++i) {
            settle(everyone()[(i + seed % 5) % 5]);
            assertGe(roots.totalSupply(), all, "never less than if all were settled");
        }
        assertEq(roots.totalSupply(), all, "exact at the end");
        assertEq(roots.balanceOf(roots.UNSETTLED()), 0);
    }

    function test_SquareRoot_FollowsDebitsAndDepartures() public {
        give(dina, 0, 90);
        give(ada, 0, 10);
        toFinal(0);
        mintAll();
        vm.prank(address(challenges));
        reputation.burn(5, 0, 50);
        assertEq(roots.unitsOf(5), Math.sqrt(40e6));
        settle(ada);
        vm.prank(ada);
        roots.delegate(dina);
        assertEq(roots.getVotes(dina), Math.sqrt(40e6) + Math.sqrt(10e6));
        leave(ada);
        assertEq(roots.getVotes(dina), Math.sqrt(40e6));
        assertEq(roots.totalSupply(), Math.sqrt(40e6));
        assertEq(roots.delegates(ada), address(0));
    }

    function test_SquareRoot_GrowsWithTheWholeNotWithTheParts() public {
        give(dina, 0, 90);
        toEpoch(1);
        give(dina, 0, 90);
        toFinal(0);
        mintAll();
        settle(dina);
        toFinal(1);
        mintAll();
        settle(dina);
        assertEq(roots.unitsOf(5), Math.sqrt(reputation.unitsOf(5)));
        assertLt(roots.unitsOf(5), 2 * Math.sqrt(90e6));
    }

    function test_SquareRoot_MovesWithTheWallet() public {
        give(dina, 0, 90);
        toFinal(0);
        mintAll();
        settle(dina);
        address next = person("next");
        vm.prank(address(membership));
        reputation.moveWallet(5, dina, next);
        assertEq(roots.getVotes(next), Math.sqrt(90e6));
        assertEq(roots.getVotes(dina), 0);
        assertEq(roots.totalSupply(), Math.sqrt(90e6));
    }

    function test_SquareRoot_RevertsWhen_NotReputation() public {
        bytes memory refused = abi.encodeWithSelector(ISquareRoot.SquareRootNotReputation.selector, address(this));
        vm.expectRevert(refused);
        roots.update(5, dina, 1, 0);
        vm.expectRevert(refused);
        roots.forfeit(5, dina);
        vm.expectRevert(refused);
        roots.moveWallet(5, dina, ada);
    }

    function test_SquareRoot_ForgetsThoseWhoLeftUnsettled() public {
        give(dina, 0, 90);
        give(ada, 0, 10);
        toFinal(0);
        mintAll();
        leave(dina);
        settleEveryone();
        assertEq(roots.totalSupply(), Math.sqrt(10e6));
    }
}
