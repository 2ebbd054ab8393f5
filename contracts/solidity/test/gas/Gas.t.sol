// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Approval, Batch} from "../../interfaces/IContributions.sol";
import {World} from "../World.t.sol";

/// @notice Bars hold for both pipelines; CI's snapshot check is stricter.
/// @dev Gas of whole transactions: FOUNDRY_PROFILE=gas (isolated calls) writes snapshots/GasTest.json. Other profiles
/// only check the bars on the gas of the call itself, which is less.
contract GasTest is World {
    uint256 private constant MEMBERS = 50;
    uint256 private constant STATES = 21;
    uint40[] private _ids;

    /// @dev Fifty members with a unit: the limit of activations does not bind while founding.
    function setUp() public override {
        vm.warp(FOUNDED);
        deploy();
        founder = found("founder");
        ada = admit("ada");
        ben = admit("ben");
        cleo = admit("cleo");
        appoint(ada, ALL_LANES);
        appoint(ben, ALL_LANES);
        appoint(cleo, ALL_LANES);
        for (uint256 i = 0; i < MEMBERS; ++i) {
            _ids.push(idOf(admit(vm.toString(i))));
        }
        membership.open();
        toEpoch(0);
    }

    function test_Gas_Record() public {
        (Batch memory batch, Approval[] memory approvals) = _batch(50);
        contributions.record(batch, approvals);
        _atMost("record_new_50", 30_000 * 50);
        // Everybody becomes active here, so that the next batches are those of the middle of an epoch.
        (batch, approvals) = _batch(200);
        contributions.record(batch, approvals);
        (batch, approvals) = _batch(50);
        contributions.record(batch, approvals);
        _atMost("record_known_50", 10_000 * 50);
        (batch, approvals) = _batch(200);
        contributions.record(batch, approvals);
        _atMost("record_known_200", 4250 * 200);
    }

    /// @dev Not one lucky state: the median over epochs that went differently far, with other points and lanes, orders of
    /// members and of sequences, and with some members who become active by just this batch. One tool, so three lanes.
    function test_Gas_RecordSpread() public {
        uint256[] memory used = new uint256[](STATES);
        for (uint256 i = 0; i < STATES; ++i) {
            uint256 before = vm.snapshotState();
            nextSequence = uint40(uint256(keccak256(abi.encode("sequence", i))) % 1e6);
            for (uint256 past = i % 5 + 1; past > 0; --past) {
                _recordShuffled(uint256(keccak256(abi.encode(i, past))), 7);
            }
            _recordShuffled(uint256(keccak256(abi.encode(i))), 3);
            used[i] = vm.lastCallGas().gasTotalUsed;
            vm.revertToStateAndDelete(before);
        }
        used = vm.sort(used);
        uint256 median = used[STATES / 2];
        vm.snapshotValue("record_known_50_median", median);
        assertLe(median, 10_000 * 50, "median");
    }

    function test_Gas_Claim() public {
        fundUsd(0, 1e12);
        fundUsd(1, 1e12);
        (Batch memory batch, Approval[] memory approvals) = _batch(50);
        contributions.record(batch, approvals);
        toEpoch(1);
        (batch, approvals) = _batch(50);
        contributions.record(batch, approvals);
        toFinal(1);
        distribution.claimFor(address(usd), 0, _ids[0]);
        distribution.claimFor(address(usd), 1, _ids[1]);
        distribution.claimFor(address(usd), 0, _ids[2]);
        _atMost("claim_new", 93_000);
        vm.prank(membership.payee(_ids[2]));
        distribution.claim(address(usd), 1);
        _atMost("claim_known", 76_000);
        distribution.claimFor(address(usd), 1, _ids[0]);
        _atMost("claim_known_for", 76_000);
        uint40[] memory many = new uint40[](40);
        for (uint256 i = 0; i < many.length; ++i) {
            many[i] = _ids[10 + i];
        }
        distribution.claimMany(address(usd), 0, many);
        _atMost("claim_many_40_new", 51_500 * 40);
        distribution.claimMany(address(usd), 1, many);
        _atMost("claim_many_40_known", 34_000 * 40);
    }

    function _atMost(string memory name, uint256 bar) private {
        assertLe(vm.snapshotGasLastCall(name), bar, name);
    }

    /// @dev Items spread over the fifty members, lane 0, confirmed by two reviewers.
    function _batch(uint256 size) private returns (Batch memory batch, Approval[] memory approvals) {
        bytes memory items;
        for (uint256 i = 0; i < size; ++i) {
            items = bytes.concat(items, packed(_ids[i % MEMBERS], 0, 2, nextSequence++));
        }
        batch = batchOf(items);
        approvals = approvedBy(batch, ada, ben);
    }

    /// @dev One item for each of the fifty, in any order.
    function _recordShuffled(uint256 seed, uint256 lanes) private {
        uint256[] memory order = _shuffled(seed);
        uint256[] memory places = _shuffled(seed + 1);
        bytes memory items;
        for (uint256 i = 0; i < MEMBERS; ++i) {
            uint256 dice = uint256(keccak256(abi.encode(seed, i)));
            uint24 points = uint24(1 + (dice >> 8) % 30);
            items = bytes.concat(
                items, packed(_ids[order[i]], uint8(dice % lanes), points, nextSequence + uint40(places[i]))
            );
        }
        nextSequence += uint40(MEMBERS);
        Batch memory batch = batchOf(items);
        contributions.record(batch, approvedBy(batch, ada, ben));
    }

    /// @dev The numbers below fifty in an order that is the same in every run: snapshots are compared.
    function _shuffled(uint256 seed) private pure returns (uint256[] memory order) {
        order = new uint256[](MEMBERS);
        for (uint256 i = 0; i < MEMBERS; ++i) {
            uint256 other = uint256(keccak256(abi.encode(seed, i))) % (i + 1);
            order[i] = order[other];
            order[other] = i;
        }
    }
}
