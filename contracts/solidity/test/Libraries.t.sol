// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {StdAssertions} from "forge-std/StdAssertions.sol";
import {Vm} from "forge-std/Vm.sol";

import {Index} from "../libraries/Index.sol";
import {Lanes} from "../libraries/Lanes.sol";
import {Roles} from "../libraries/Roles.sol";
import {Shares} from "../libraries/Shares.sol";
import {IndexVectors} from "./vectors/IndexVectors.t.sol";

contract LanesTest is StdAssertions {
    using Lanes for uint256;

    // solhint-disable-next-line const-name-snakecase
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    function testFuzz_Add_ChangesOneLane(uint256 packed, uint8 lane, uint32 amount) public {
        lane %= 8;
        uint256 held = packed.get(lane);
        if (held + amount > Lanes.MAX) {
            vm.expectRevert(abi.encodeWithSelector(Lanes.LanesOverflow.selector, lane, held, amount));
            this.add(packed, lane, amount);
            return;
        }
        _assertMoved(packed, packed.add(lane, amount), lane, int256(uint256(amount)));
    }

    function testFuzz_Add_RevertsWhen_AmountIsHuge(uint256 amount) public {
        amount = 1 + Lanes.MAX + amount % (type(uint128).max);
        vm.expectPartialRevert(Lanes.LanesOverflow.selector);
        this.add(0, 7, amount);
    }

    /// @dev What is added and taken again leaves the word, and the capped points, as they were.
    function testFuzz_SubCapped_UndoesAddCapped(uint256 packed, uint8 lane, uint32 amount, uint256 caps) public pure {
        lane %= 8;
        amount = uint32(amount % (Lanes.MAX - packed.get(lane) + 1));
        (uint256 sum, uint256 raised) = packed.addCapped(lane, amount, caps);
        (uint256 rest, uint256 taken, uint256 fell) = sum.subCapped(lane, amount, caps);
        assertEq(rest, packed);
        assertEq(taken, amount);
        assertEq(fell, raised);
    }

    function testFuzz_SubCapped_TakesWhatThereIs(uint256 packed, uint8 lane, uint256 amount, uint32 cap) public pure {
        lane %= 8;
        cap = uint32(cap & Lanes.MAX);
        uint256 caps = uint256(0).add(lane, cap);
        (uint256 rest, uint256 taken, uint256 fell) = packed.subCapped(lane, amount, caps);
        assertEq(taken, Math.min(amount, packed.get(lane)));
        assertEq(fell, packed.capped(lane, cap) - rest.capped(lane, cap));
        _assertMoved(packed, rest, lane, -int256(taken));
    }

    function testFuzz_Capped_IsTheLesser(uint256 packed, uint8 lane, uint32 cap) public pure {
        lane %= 8;
        assertEq(packed.capped(lane, cap), Math.min(packed.get(lane), cap));
    }

    function testFuzz_SumCapped_AddsTheLanesOfTheMask(uint256 packed, uint256 caps, uint8 mask) public pure {
        uint256 sum = 0;
        uint256 all = packed.cappedAll(caps);
        for (uint8 lane = 0; lane < 8; ++lane) {
            uint256 capped = packed.capped(lane, caps.get(lane));
            assertEq(all.get(lane), capped);
            if (mask & (1 << lane) != 0) sum += capped;
        }
        assertEq(all >> 248, 0);
        assertEq(packed.sumCapped(caps, mask), sum);
    }

    function testFuzz_Pack_AndBack(uint256 packed) public pure {
        assertEq(Lanes.pack(packed.unpack()), packed & Lanes.ALL);
    }

    function test_Pack_RevertsWhen_ANumberIsTooLarge() public {
        uint32[8] memory numbers;
        numbers[3] = uint32(Lanes.MAX);
        this.pack(numbers);
        numbers[3] += 1;
        vm.expectPartialRevert(Lanes.LanesOverflow.selector);
        this.pack(numbers);
    }

    /// @dev One lane moved; its neighbours and the top byte did not.
    function _assertMoved(uint256 before, uint256 afterwards, uint8 lane, int256 by) private pure {
        for (uint8 i = 0; i < 8; ++i) {
            assertEq(int256(afterwards.get(i)), int256(before.get(i)) + (i == lane ? by : int256(0)));
        }
        assertEq(afterwards >> 248, before >> 248);
    }

    function pack(uint32[8] calldata numbers) external pure returns (uint256) {
        return Lanes.pack(numbers);
    }

    function add(uint256 packed, uint8 lane, uint256 amount) external pure returns (uint256) {
        return packed.add(lane, amount);
    }
}

contract IndexTest is StdAssertions {
    /// @dev The Rust twin must give the same integers: vectors/index.json holds the same rows.
    function test_Index_MatchesTheVectors() public pure {
        bytes memory rows = IndexVectors.ROWS;
        assertEq(rows.length % 70, 0);
        for (uint256 at = 0; at < rows.length; at += 70) {
            uint256 growth = Index.exp2(_uint(rows, at, 4), _uint(rows, at + 4, 4));
            assertEq(growth, _uint(rows, at + 12, 32));
            assertEq(Index.power(growth, _uint(rows, at + 8, 4)), _uint(rows, at + 44, 26));
        }
    }

    function test_Exp2_IsExactAtWholeNumbers() public pure {
        for (uint256 i = 0; i < 136; ++i) {
            assertEq(Index.exp2(i * 7, 7), Index.ONE << i);
        }
    }

    function testFuzz_Exp2_StaysInItsOctave(uint256 numerator, uint256 denominator) public pure {
        denominator = 1 + denominator % 730 days;
        numerator %= denominator * 8;
        uint256 result = Index.exp2(numerator, denominator);
        assertGe(result, Index.ONE << (numerator / denominator));
        assertLt(result, Index.ONE << (numerator / denominator + 1));
    }

    function testFuzz_Power_NeverFallsAndNeverPassesTheCeiling(uint256 growth, uint32 epoch) public pure {
        growth = Index.ONE + growth % (2 * Index.ONE);
        uint256 now_ = Index.power(growth, epoch);
        uint256 next = Index.power(growth, uint256(epoch) + 1);
        assertGe(now_, Index.ONE);
        assertLe(next, Index.MAX);
        if (epoch % 2 == 0) assertGe(next, now_);
    }

    function _uint(bytes memory data, uint256 from, uint256 size) private pure returns (uint256 value) {
        for (uint256 i = from; i < from + size; ++i) {
            value = (value << 8) | uint8(data[i]);
        }
    }

    function test_Power_StopsAtTheCeiling() public pure {
        assertEq(Index.power(2 * Index.ONE, 135), Index.ONE << 135);
        assertEq(Index.power(2 * Index.ONE, 136), Index.MAX);
        assertEq(Index.power(2 * Index.ONE, type(uint256).max), Index.MAX);
        assertEq(Index.power(Index.MAX, 2), Index.MAX);
        assertEq(Index.power(Index.ONE, type(uint32).max), Index.ONE);
    }
}

contract SharesTest is StdAssertions {
    /// @dev Whatever the lane: the parts of all members together never exceed its part of the pool.
    function testFuzz_OfLane_SumsBelowTheLane(
        uint128 pool,
        uint16 bps,
        uint32[12] memory points,
        uint32 floor,
        uint32 target
    ) public pure {
        bps = uint16(bps % 10_001);
        uint256 total = 0;
        for (uint256 i = 0; i < points.length; ++i) {
            total += points[i];
        }
        uint256 sum = 0;
        for (uint256 i = 0; i < points.length; ++i) {
            sum += Shares.ofLane(pool, bps, points[i], total, floor, i, target);
        }
        assertLe(sum, uint256(pool) * bps / Shares.BPS);
    }

    function test_OfLane_GivesTheExactPart() public pure {
        assertEq(Shares.ofLane(1_000_000, 5000, 30, 100, 0, 0, 0), 150_000);
        assertEq(Shares.ofLane(1_000_000, 5000, 30, 100, 300, 0, 0), 50_000, "floor");
        assertEq(Shares.ofLane(1_000_000, 5000, 30, 100, 0, 7, 10), 105_000, "activity");
        assertEq(Shares.ofLane(1_000_000, 5000, 30, 100, 0, 70, 10), 150_000, "activity is capped");
        assertEq(Shares.ofLane(1_000_000, 5000, 0, 0, 0, 0, 0), 0);
        assertEq(Shares.ofLane(1_000_000, 0, 30, 100, 0, 0, 0), 0);
        assertEq(Shares.ofEqual(1_000_000, 2000, 3, 0, 0), 66_666);
        assertEq(Shares.ofEqual(1_000_000, 2000, 0, 0, 0), 0);
    }

    function test_OfLane_HoldsTheLargestNumbers() public pure {
        uint256 most = type(uint32).max;
        assertEq(Shares.ofLane(type(uint128).max, 10_000, most, most, most, most, most), type(uint128).max);
    }
}

contract RolesTest is StdAssertions {
    function testFuzz_Roles_ReviewedLanes(uint8 lanes) public pure {
        uint16 roles = Roles.ORGANIZER;
        for (uint8 lane = 0; lane < 8; ++lane) {
            if (lanes & (1 << lane) != 0) roles |= Roles.reviewer(lane);
        }
        assertEq(Roles.reviewedLanes(roles), lanes);
        assertTrue(Roles.known(roles));
    }

    function testFuzz_Roles_KnowsItsBits(uint16 roles) public pure {
        assertEq(Roles.known(roles), roles & 0x00f0 == 0);
    }
}
