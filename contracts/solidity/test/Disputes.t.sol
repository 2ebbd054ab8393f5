// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Challenge, ChallengeStatus} from "../interfaces/IChallenges.sol";
import {Batch, EpochTotals, RecordedBatch} from "../interfaces/IContributions.sol";
import {Roles} from "../libraries/Roles.sol";
import {World} from "./World.t.sol";

/// @title Disputes
/// @notice The world of the other tests with three moderators, dina, eva and fred (5 to 7), and gina (8), a member.
abstract contract Disputes is World {
    bytes32 internal constant REASON = keccak256("salt and reason");
    uint256 internal constant ALL = 250;

    address internal eva;
    address internal fred;
    address internal gina;

    function setUp() public virtual override {
        super.setUp();
        vm.warp(GENESIS - 1 days);
        eva = admit("eva");
        fred = admit("fred");
        gina = admit("gina");
        grant(eva, Roles.MODERATOR);
        grant(fred, Roles.MODERATOR);
        toEpoch(0);
    }

    function grant(address wallet, uint16 roles) internal {
        uint40 memberId = idOf(wallet);
        vm.prank(address(membersTimelock));
        membership.setRoles(memberId, roles);
    }

    function dealt(uint256 count) internal returns (bytes memory items) {
        for (uint256 i = 0; i < count; ++i) {
            items = bytes.concat(items, item(i % 2 == 0 ? founder : gina, uint8(i % 3), 2));
        }
    }

    /// @dev Recorded now by all three reviewers, ids 2 to 4.
    function recorded(bytes memory items) internal returns (RecordedBatch memory) {
        Batch memory batch = batchOf(items);
        uint256 batchId = contributions.record(batch, approvedByAll(batch));
        uint40[] memory approvers = new uint40[](3);
        (approvers[0], approvers[1], approvers[2]) = (2, 3, 4);
        return RecordedBatch(batchId, batch.epoch, batch.source, batch.evidenceRoot, approvers, batch.items);
    }

    function attested(bytes memory items) internal returns (RecordedBatch memory) {
        uint256 batchId = attest(items);
        Batch memory batch = batchOf(items);
        return RecordedBatch(batchId, batch.epoch, batch.source, batch.evidenceRoot, new uint40[](0), batch.items);
    }

    function strike(RecordedBatch memory batch, uint256 from, uint256 count) internal returns (uint256) {
        vm.prank(address(challenges));
        return contributions.strike(batch, from, count);
    }

    function challenge(address who, RecordedBatch memory batch, uint256 index) internal returns (uint256) {
        vm.prank(who);
        return challenges.challenge(batch, index, REASON);
    }

    function decide(address who, uint256 challengeId, bool uphold, RecordedBatch memory batch) internal {
        vm.prank(who);
        challenges.decide(challengeId, uphold, batch, ALL);
    }

    function statusOf(uint256 challengeId) internal view returns (ChallengeStatus) {
        return challenges.challengeOf(challengeId).status;
    }

    function assertStatus(uint256 challengeId, ChallengeStatus status) internal view {
        assertEq(uint8(statusOf(challengeId)), uint8(status), "status");
    }

    function assertSame(EpochTotals memory one, EpochTotals memory other) internal pure {
        assertEq(keccak256(abi.encode(one)), keccak256(abi.encode(other)), "totals");
    }

    function signDispute(address signer, string memory typeOf, bytes memory fields)
        internal
        view
        returns (bytes memory)
    {
        bytes32 hash = keccak256(bytes.concat(abi.encode(keccak256(bytes(typeOf))), fields));
        return sign(signer, string.concat("Palabre ", SLUG), address(challenges), hash);
    }
}
