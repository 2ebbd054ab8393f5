// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {StdAssertions} from "forge-std/StdAssertions.sol";
import {Vm} from "forge-std/Vm.sol";

import {Distribution} from "../Distribution.sol";
import {Basis, IContributions} from "../interfaces/IContributions.sol";
import {ShareRules} from "../interfaces/IDistribution.sol";
import {IMembership} from "../interfaces/IMembership.sol";
import {IReputation} from "../interfaces/IReputation.sol";
import {Calendar, Calendars, Phase} from "../libraries/Calendar.sol";
import {Lanes} from "../libraries/Lanes.sol";

/// @notice The arithmetic of shares and dates against the committed vectors, which vectors/rules.py computes and the Rust
/// twins read as well. The index has vectors of its own, see Libraries.t.sol.
contract VectorsTest is StdAssertions {
    // solhint-disable-next-line const-name-snakecase
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    function test_Shares_MatchTheVectors() public {
        string memory rows = vm.readFile("solidity/test/vectors/shares.json");
        uint256 count = 0;
        for (; vm.keyExistsJson(rows, _row(count)); ++count) {
            string memory row = _row(count);
            Sheets sheets = new Sheets(_rules(rows, row));
            uint256 share = sheets.shareFrom(_number(rows, row, ".funded"), _basis(rows, row));
            assertEq(share, _number(rows, row, ".share"), row);
        }
        assertGe(count, 100, "vectors");
    }

    function test_Phases_MatchTheVectors() public view {
        string memory rows = vm.readFile("solidity/test/vectors/phases.json");
        string[6] memory names = ["upcoming", "open", "grace", "challenge", "resolve", "final"];
        uint256 count = 0;
        for (; vm.keyExistsJson(rows, _row(count)); ++count) {
            string memory row = _row(count);
            Calendar memory calendar = Calendar(
                uint40(_number(rows, row, ".genesis")),
                uint40(_number(rows, row, ".length")),
                uint40(_number(rows, row, ".grace")),
                uint40(_number(rows, row, ".challenge")),
                uint40(_number(rows, row, ".resolve"))
            );
            uint256 extension = _number(rows, row, ".extension");
            uint32 epoch = uint32(_number(rows, row, ".epoch"));
            Phase phase = Calendars.phaseAt(calendar, epoch, extension, _number(rows, row, ".time"));
            assertEq(names[uint8(phase)], vm.parseJsonString(rows, string.concat(row, ".phase")), row);
        }
        assertGe(count, 100, "vectors");
    }

    function _rules(string memory rows, string memory row) private pure returns (ShareRules memory rules) {
        rules.equalBps = uint16(_number(rows, row, ".rules.equalBps"));
        rules.memberCapBps = uint16(_number(rows, row, ".rules.memberCapBps"));
        rules.activityTarget = uint32(_number(rows, row, ".rules.activityTarget"));
        uint256[] memory parts = _numbers(rows, row, ".rules.laneBps");
        uint256[] memory floors = _numbers(rows, row, ".rules.laneFloor");
        for (uint256 lane = 0; lane < Lanes.COUNT; ++lane) {
            (rules.laneBps[lane], rules.laneFloor[lane]) = (uint16(parts[lane]), uint32(floors[lane]));
        }
    }

    function _basis(string memory rows, string memory row) private pure returns (Basis memory basis) {
        basis.phase = Phase.Final;
        basis.active = vm.parseJsonBool(rows, string.concat(row, ".isActive"));
        basis.activity = uint32(_number(rows, row, ".activity"));
        basis.activeMembers = uint32(_number(rows, row, ".active"));
        uint256[] memory counted = _numbers(rows, row, ".counted");
        uint256[] memory totals = _numbers(rows, row, ".totals");
        for (uint256 lane = 0; lane < Lanes.COUNT; ++lane) {
            basis.counted |= counted[lane] << (lane * Lanes.BITS);
            if (lane < 4) basis.lowTotals |= totals[lane] << (lane * 64);
            else basis.highTotals |= totals[lane] << ((lane - 4) * 64);
        }
    }

    function _row(uint256 index) private pure returns (string memory) {
        return string.concat("$[", vm.toString(index), "]");
    }

    function _number(string memory rows, string memory row, string memory name) private pure returns (uint256) {
        return vm.parseJsonUint(rows, string.concat(row, name));
    }

    function _numbers(string memory rows, string memory row, string memory name)
        private
        pure
        returns (uint256[] memory)
    {
        return vm.parseJsonUintArray(rows, string.concat(row, name));
    }
}

/// @dev What rules give to a member does not depend on anybody else: the other contracts are never called.
contract Sheets is Distribution {
    constructor(ShareRules memory rules)
        Distribution(Setup({
                accessManager: address(1),
                membership: IMembership(address(1)),
                contributions: IContributions(address(1)),
                reputation: IReputation(address(1)),
                membersTimelock: address(1),
                tokens: new address[](0),
                unclaimedPeriod: 60 days,
                rules: rules
            }))
    {}

    function shareFrom(uint256 funded, Basis calldata basis) external view returns (uint256) {
        return _shareOf(funded, 1, basis);
    }
}
