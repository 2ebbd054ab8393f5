// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Member} from "../interfaces/IMembership.sol";
import {Rotate} from "../interfaces/ISafeguards.sol";
import {World} from "./World.t.sol";

/// @title MemberWorld
/// @notice Words for what happens to one member.
abstract contract MemberWorld is World {
    bytes32 internal constant REASON = keccak256("salted reason");
    bytes32 internal constant SECOND = keccak256("charter 2");
    uint256 internal constant RECOVERY_WAIT = 14 days;

    /* PEOPLE */

    function hasUnit(address wallet) internal view returns (bool) {
        return membership.member(idOf(wallet)).unit;
    }

    function marksOf(address wallet) internal view returns (uint8) {
        Member memory record = membership.member(idOf(wallet));
        return record.marks;
    }

    function rolesOf(address wallet) internal view returns (uint16 roles) {
        (, roles) = membership.actor(wallet);
    }

    /// @dev More members with a unit, after opening: five per period.
    function grow(uint256 periods) internal {
        for (uint256 i = 0; i < periods * 5; ++i) {
            admit(string.concat("grown ", vm.toString(i)));
            if (i % 5 == 4) skip(30 days);
        }
    }

    /* CHARTER */

    function publish(bytes32 hash) internal {
        vm.prank(address(membersTimelock));
        membership.publishCharter(hash, "ipfs://charter");
    }

    function accept(address wallet) internal {
        uint16 version = membership.charterVersion();
        bytes32 hash = membership.charterHash(version);
        vm.prank(wallet);
        membership.acceptCharter(version, hash);
    }

    function acceptedCount() internal view returns (uint256 accepted) {
        (,, accepted) = membership.charterInForce();
    }

    function inForce() internal view returns (uint16 version) {
        (version,,) = membership.charterInForce();
    }

    /// @dev Three of five accept the newest charter, and its delay passes.
    function bindCharter() internal {
        accept(founder);
        accept(ben);
        accept(cleo);
        skip(14 days);
        membership.bindCharter();
    }

    /* SAFEGUARDS */

    function signSafeguards(address signer, bytes32 structHash) internal view returns (bytes memory) {
        return sign(signer, string.concat("Palabre ", SLUG), address(safeguards), structHash);
    }

    function midnightIn(uint256 nights) internal view returns (uint40) {
        return uint40((vm.getBlockTimestamp() / 1 days + nights) * 1 days);
    }

    function suspend(address who, uint256 nights) internal {
        uint40 until = midnightIn(nights);
        uint40 memberId = idOf(who);
        vm.prank(dina);
        safeguards.suspend(memberId, until, REASON);
    }

    function rotationOf(address from, address to) internal view returns (Rotate memory) {
        return Rotate(from, to, safeguards.nonces(from, 4), safeguards.nonces(to, 4), vm.getBlockTimestamp() + 1 days);
    }

    function signRotation(Rotate memory paper, address signer) internal view returns (bytes memory) {
        bytes32 typeHash =
            keccak256("Rotate(address from,address to,uint256 fromNonce,uint256 toNonce,uint256 deadline)");
        return signSafeguards(signer, keccak256(abi.encode(typeHash, paper)));
    }

    function rotate(address from, address to) internal {
        Rotate memory paper = rotationOf(from, to);
        safeguards.rotate(paper, signRotation(paper, from), signRotation(paper, to));
    }

    /// @dev dina moderates already; cleo becomes the second moderator.
    function appointSecondModerator() internal {
        vm.prank(address(membersTimelock));
        membership.setRoles(4, ALL_LANES | 2);
    }

    function requestRecovery(uint40 memberId, address to) internal {
        vm.prank(to);
        safeguards.requestRecovery(memberId);
    }

    function approveRecovery(address moderator, uint40 memberId, address to) internal {
        vm.prank(moderator);
        safeguards.approveRecovery(memberId, to);
    }

    function startRecovery(address lost, address to) internal {
        uint40 memberId = idOf(lost);
        requestRecovery(memberId, to);
        approveRecovery(dina, memberId, to);
        approveRecovery(cleo, memberId, to);
    }

    function recover(address lost, address to) internal {
        startRecovery(lost, to);
        skip(RECOVERY_WAIT);
        safeguards.executeRecovery(idOf(lost));
    }
}
