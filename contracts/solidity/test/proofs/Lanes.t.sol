// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Lanes} from "../../libraries/Lanes.sol";

/// @notice For every word, lane and amount. What `require` excludes is outside the claim.
contract LanesProofs {
    using Lanes for uint256;

    function check_Add_ChangesOneLane(uint256 packed, uint256 lane, uint256 amount) external pure {
        lane = _eachOf(lane);
        uint256 sum = packed.add(lane, amount);
        assert(sum.get(lane) == packed.get(lane) + amount);
        assert(_others(sum, lane) == _others(packed, lane));
    }

    function check_Add_RevertsOnlyWhenTheLaneIsFull(uint256 packed, uint256 lane, uint256 amount) external view {
        lane = _eachOf(lane);
        (bool done,) = address(this).staticcall(abi.encodeCall(this.add, (packed, lane, amount)));
        assert(done == (amount <= Lanes.MAX - packed.get(lane)));
    }

    function check_AddCapped_RaisesByTheChangeOfTheCapped(uint256 packed, uint256 lane, uint256 amount, uint256 caps)
        external
        pure
    {
        lane = _eachOf(lane);
        (uint256 sum, uint256 raised) = packed.addCapped(lane, amount, caps);
        uint256 cap = caps.get(lane);
        assert(raised == _lesser(sum.get(lane), cap) - _lesser(packed.get(lane), cap));
        assert(sum == packed.add(lane, amount));
    }

    /// @dev What is given back restores the word, and {add} changes one lane: so taking does, too.
    function check_SubCapped_TakesWhatAddGivesBack(uint256 packed, uint256 lane, uint256 amount, uint256 caps)
        external
        pure
    {
        lane = _eachOf(lane);
        uint256 held = packed.get(lane);
        (uint256 rest, uint256 taken,) = packed.subCapped(lane, amount, caps);
        assert(taken == (amount < held ? amount : held));
        assert(rest.add(lane, taken) == packed);
    }

    function check_SubCapped_FallsByTheChangeOfTheCapped(uint256 packed, uint256 lane, uint256 amount, uint256 caps)
        external
        pure
    {
        lane = _eachOf(lane);
        (uint256 rest,, uint256 fell) = packed.subCapped(lane, amount, caps);
        uint256 cap = caps.get(lane);
        assert(fell == _lesser(packed.get(lane), cap) - _lesser(rest.get(lane), cap));
    }

    function check_Unpack_OfPackIsTheNumbers(uint32[8] calldata numbers) external pure {
        uint32[8] memory back = Lanes.unpack(Lanes.pack(numbers));
        for (uint256 lane = 0; lane < Lanes.COUNT; ++lane) {
            assert(back[lane] == numbers[lane]);
        }
    }

    function check_Pack_OfUnpackIsTheWord(uint256 packed) external pure {
        assert(Lanes.pack(packed.unpack()) == packed & Lanes.ALL);
    }

    function check_Pack_RevertsOnlyWhenANumberIsTooLarge(uint32[8] calldata numbers) external view {
        (bool done,) = address(this).staticcall(abi.encodeCall(this.pack, (numbers)));
        uint256 all = 0;
        for (uint256 lane = 0; lane < Lanes.COUNT; ++lane) {
            all |= numbers[lane];
        }
        assert(done == (all <= Lanes.MAX));
    }

    function check_CappedAll_CapsEveryLane(uint256 packed, uint256 caps) external pure {
        uint256 expected = 0;
        for (uint256 lane = 0; lane < Lanes.COUNT; ++lane) {
            expected |= _lesser(packed.get(lane), caps.get(lane)) << (lane * Lanes.BITS);
        }
        assert(packed.cappedAll(caps) == expected);
    }

    /// @dev Any two lanes with others empty: sums of eight symbols are beyond the solvers, the fuzz test draws them.
    function check_SumCapped_AddsTheLanesOfTheMask(
        uint256 one,
        uint256 other,
        uint32[2] calldata points,
        uint32[2] calldata caps,
        bool[2] calldata chosen
    ) external pure {
        (one, other) = (_eachOf(one), _eachOf(other));
        require(one != other);
        uint256 packed = uint256(0).add(one, points[0]).add(other, points[1]);
        uint256 packedCaps = uint256(0).add(one, caps[0]).add(other, caps[1]);
        uint256 mask = (chosen[0] ? 1 << one : 0) | (chosen[1] ? 1 << other : 0);
        uint256 sum = (chosen[0] ? _lesser(points[0], caps[0]) : 0) + (chosen[1] ? _lesser(points[1], caps[1]) : 0);
        assert(packed.sumCapped(packedCaps, mask) == sum);
    }

    function add(uint256 packed, uint256 lane, uint256 amount) external pure returns (uint256) {
        return packed.add(lane, amount);
    }

    function pack(uint32[8] calldata numbers) external pure returns (uint256) {
        return Lanes.pack(numbers);
    }

    /// @dev The same number, but known on each path: shifts by symbols are hard for the solvers.
    function _eachOf(uint256 lane) private pure returns (uint256) {
        for (uint256 i = 0; i < Lanes.COUNT; ++i) {
            if (lane == i) return i;
        }
        revert("no such lane");
    }

    /// @dev Of two numbers below 2^255. Without a branch, else every lane would double the paths.
    function _lesser(uint256 a, uint256 b) private pure returns (uint256) {
        unchecked {
            uint256 less = 0 - ((a - b) >> 255);
            return b ^ ((a ^ b) & less);
        }
    }

    /// @dev The other lanes and the top byte.
    function _others(uint256 packed, uint256 lane) private pure returns (uint256) {
        return packed & ~(Lanes.MAX << (lane * Lanes.BITS));
    }
}
