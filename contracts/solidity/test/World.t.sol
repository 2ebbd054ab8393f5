// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

import {House} from "../House.sol";
import {Approval, Batch} from "../interfaces/IContributions.sol";
import {IHouse} from "../interfaces/IHouse.sol";
import {AcceptCharter, Invitation, Leave} from "../interfaces/IMembership.sol";
import {Calendars} from "../libraries/Calendar.sol";
import {Roles} from "../libraries/Roles.sol";
import {Deployed} from "./Deployed.t.sol";

/// @title World
/// @notice Five people in an open community at the start of epoch 0, and the words to tell what happens to them.
abstract contract World is Deployed {
    /* TYPES AND CONSTANTS */

    uint32 internal constant SOURCE = 1;
    uint16 internal constant ALL_LANES = 0xff << 8;
    uint8 internal constant AGAINST = 0;
    uint8 internal constant FOR = 1;
    uint8 internal constant ABSTAIN = 2;

    /* STORAGE */

    mapping(address wallet => uint256) internal keyOf;
    address internal founder;
    address internal ada;
    address internal ben;
    address internal cleo;
    address internal dina;
    uint40 internal nextSequence;
    uint256 internal approvalTime = 20 days;
    uint256 private _vouchers;

    /// @dev founder (id 1) organizes, ada, ben and cleo (2-4) review all lanes, dina (5) moderates.
    function setUp() public virtual {
        vm.warp(FOUNDED);
        deploy();
        founder = found("founder");
        ada = admit("ada");
        ben = admit("ben");
        cleo = admit("cleo");
        dina = admit("dina");
        appoint(ada, ALL_LANES);
        appoint(ben, ALL_LANES);
        appoint(cleo, ALL_LANES);
        appoint(dina, Roles.MODERATOR);
        membership.open();
        toEpoch(0);
    }

    /* PEOPLE */

    function person(string memory name) internal returns (address wallet) {
        uint256 key = uint256(keccak256(bytes(name)));
        wallet = vm.addr(key);
        keyOf[wallet] = key;
        vm.label(wallet, name);
    }

    function everyone() internal view returns (address[] memory people) {
        people = new address[](5);
        (people[0], people[1], people[2], people[3], people[4]) = (founder, ada, ben, cleo, dina);
    }

    function idOf(address wallet) internal view returns (uint40) {
        return membership.memberOf(wallet);
    }

    function found(string memory name) internal returns (address wallet) {
        wallet = person(name);
        person("founding key");
        Invitation memory voucher = newVoucher(0, 1);
        bytes memory signature = signVoucher(voucher, foundingKey);
        vm.prank(wallet);
        membership.join(1, CHARTER, voucher, signature);
    }

    /// @dev Joins with a voucher of the founder.
    function admit(string memory name) internal returns (address wallet) {
        wallet = person(name);
        admitWallet(wallet);
    }

    function admitWallet(address wallet) internal returns (uint40) {
        Invitation memory voucher = newVoucher(idOf(founder), 1);
        bytes memory signature = signVoucher(voucher, founder);
        uint16 version = membership.charterVersion();
        bytes32 hash = membership.charterHash(version);
        vm.prank(wallet);
        return membership.join(version, hash, voucher, signature);
    }

    function joinOpenly(address wallet) internal returns (uint40) {
        vm.prank(wallet);
        return membership.join(1, CHARTER, noVoucher(), "");
    }

    /// @dev While founding only: later the members' house appoints.
    function appoint(address wallet, uint16 roles) internal {
        uint40 memberId = idOf(wallet);
        vm.prank(founder);
        membership.setRoles(memberId, roles);
    }

    function leave(address wallet) internal {
        vm.prank(wallet);
        membership.leave();
    }

    /* PAPERS AND SIGNATURES */

    function newVoucher(uint40 issuer, uint8 uses) internal returns (Invitation memory) {
        uint40 from = uint40(vm.getBlockTimestamp());
        return Invitation(issuer, uses, from, from + 7 days, bytes32(++_vouchers));
    }

    function noVoucher() internal pure returns (Invitation memory voucher) {}

    function signVoucher(Invitation memory voucher, address signer) internal view returns (bytes memory) {
        bytes32 typeHash =
            keccak256("Invitation(uint40 issuer,uint8 uses,uint40 validFrom,uint40 validUntil,bytes32 salt)");
        return signMembership(signer, keccak256(abi.encode(typeHash, voucher)));
    }

    function acceptanceOf(address wallet) internal view returns (AcceptCharter memory) {
        uint16 version = membership.charterVersion();
        uint256 nonce = membership.nonces(wallet, 1);
        return AcceptCharter(wallet, version, membership.charterHash(version), nonce, vm.getBlockTimestamp() + 1 days);
    }

    function signAcceptance(AcceptCharter memory acceptance) internal view returns (bytes memory) {
        return signMembership(acceptance.wallet, hashAcceptance(acceptance));
    }

    function hashAcceptance(AcceptCharter memory acceptance) internal pure returns (bytes32) {
        bytes32 typeHash = keccak256(
            "AcceptCharter(address wallet,uint16 charterVersion,bytes32 charterHash,uint256 nonce,uint256 deadline)"
        );
        return keccak256(abi.encode(typeHash, acceptance));
    }

    function signLeave(Leave memory departure) internal view returns (bytes memory) {
        bytes32 typeHash = keccak256("Leave(address wallet,uint256 nonce,uint256 deadline)");
        return signMembership(departure.wallet, keccak256(abi.encode(typeHash, departure)));
    }

    function signMembership(address signer, bytes32 structHash) internal view returns (bytes memory) {
        return sign(signer, string.concat("Palabre ", SLUG), address(membership), structHash);
    }

    /// @dev Our own EIP-712, so that the contracts' hashing is not checked against itself.
    function sign(address signer, string memory name, address verifier, bytes32 structHash)
        internal
        view
        returns (bytes memory)
    {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256("1"),
                block.chainid,
                verifier
            )
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", domain, structHash));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf[signer], digest);
        return abi.encodePacked(r, s, v);
    }

    /* TIME */

    function toEpoch(uint32 epoch) internal {
        vm.warp(contributions.startOf(epoch));
    }

    function toGrace(uint32 epoch) internal {
        vm.warp(contributions.startOf(epoch + 1));
    }

    function toChallenge(uint32 epoch) internal {
        vm.warp(contributions.startOf(epoch + 1) + contributions.calendar().grace);
    }

    function toFinal(uint32 epoch) internal {
        vm.warp(Calendars.finalAt(contributions.calendar(), epoch));
    }

    /// @dev `vm.getBlockTimestamp` because via-IR may read `block.timestamp` before a warp.
    function skip(uint256 time) internal {
        vm.warp(vm.getBlockTimestamp() + time);
    }

    /* CONTRIBUTIONS */

    function packed(uint40 memberId, uint8 lane, uint24 points, uint40 sequence) internal pure returns (bytes memory) {
        return abi.encodePacked(memberId, lane, points, uint16(0), sequence);
    }

    /// @dev An item with a sequence of its own.
    function item(address who, uint8 lane, uint24 points) internal returns (bytes memory) {
        return packed(idOf(who), lane, points, nextSequence++);
    }

    function batchOf(bytes memory items) internal view returns (Batch memory) {
        uint32 epoch = contributions.currentEpoch();
        return Batch(epoch, SOURCE, contributions.rulesVersionAt(epoch), keccak256("evidence"), items);
    }

    function approval(Batch memory batch, address reviewer) internal view returns (Approval memory) {
        uint256 deadline = vm.getBlockTimestamp() + approvalTime;
        bytes32 hash = keccak256(
            abi.encode(
                keccak256(
                    "ApproveBatch(uint32 epoch,uint32 source,uint32 rulesVersion,bytes32 evidenceRoot,bytes items,uint256 deadline)"
                ),
                batch.epoch,
                batch.source,
                batch.rulesVersion,
                batch.evidenceRoot,
                keccak256(batch.items),
                deadline
            )
        );
        bytes memory signature = sign(reviewer, string.concat("Palabre ", SLUG), address(contributions), hash);
        return Approval(reviewer, deadline, signature);
    }

    function nobody() internal pure returns (Approval[] memory) {
        return new Approval[](0);
    }

    function approvedBy(Batch memory batch, address one) internal view returns (Approval[] memory approvals) {
        approvals = new Approval[](1);
        approvals[0] = approval(batch, one);
    }

    function approvedBy(Batch memory batch, address one, address two)
        internal
        view
        returns (Approval[] memory approvals)
    {
        approvals = new Approval[](2);
        (approvals[0], approvals[1]) = (approval(batch, one), approval(batch, two));
    }

    function approvedByAll(Batch memory batch) internal view returns (Approval[] memory approvals) {
        approvals = new Approval[](3);
        approvals[0] = approval(batch, ada);
        approvals[1] = approval(batch, ben);
        approvals[2] = approval(batch, cleo);
    }

    /// @dev Records in the current epoch with all three reviewers.
    function recordAll(bytes memory items) internal returns (uint256) {
        Batch memory batch = batchOf(items);
        return contributions.record(batch, approvedByAll(batch));
    }

    function attest(bytes memory items) internal returns (uint256) {
        Batch memory batch = batchOf(items);
        address attester = contributions.attester();
        vm.prank(attester);
        return contributions.record(batch, nobody());
    }

    function give(address who, uint8 lane, uint24 points) internal {
        recordAll(item(who, lane, points));
    }

    /* REPUTATION AND MONEY */

    function mintAll() internal {
        while (Calendars.finalAt(contributions.calendar(), reputation.nextEpoch()) <= vm.getBlockTimestamp()) {
            reputation.mint();
        }
    }

    function settle(address who) internal {
        uint40[] memory ids = new uint40[](1);
        ids[0] = idOf(who);
        reputation.settle(ids);
    }

    function settleEveryone() internal {
        address[] memory people = everyone();
        for (uint256 i = 0; i < people.length; ++i) {
            settle(people[i]);
        }
    }

    /// @dev Three final epochs with points, five holders: from now on the contributors' house sits.
    function establish() internal {
        for (uint32 epoch = 0; epoch < 3; ++epoch) {
            toEpoch(epoch);
            address[] memory people = everyone();
            for (uint256 i = 0; i < people.length; ++i) {
                give(people[i], 0, 20);
            }
        }
        toFinal(2);
        mintAll();
        settleEveryone();
        skip(1);
    }

    function fundUsd(uint32 epoch, uint256 amount) internal {
        usd.mint(address(this), amount);
        usd.approve(address(distribution), amount);
        distribution.fund(address(usd), epoch, amount);
    }

    /* HOUSES */

    function proposalOf(address proposer, address target, bytes memory data, string memory description)
        internal
        view
        returns (IHouse.Proposal memory proposal)
    {
        proposal.proposer = proposer;
        proposal.targets = new address[](1);
        proposal.values = new uint256[](1);
        proposal.calldatas = new bytes[](1);
        (proposal.targets[0], proposal.calldatas[0]) = (target, data);
        proposal.description = description;
        proposal.nonce = membersHouse.nonces(proposer, membersHouse.PROPOSE_KEY());
        proposal.deadline = vm.getBlockTimestamp() + 1 days;
    }

    function propose(House house, address proposer, address target, bytes memory data) internal returns (uint256) {
        string memory description = vm.toString(++_vouchers);
        IHouse.Proposal memory paper = proposalOf(proposer, target, data, description);
        vm.prank(proposer);
        return house.propose(paper.targets, paper.values, paper.calldatas, description);
    }

    function toVoting(House house, uint256 proposalId) internal {
        vm.warp(house.proposalSnapshot(proposalId) + 1);
    }

    function vote(House house, uint256 proposalId, address voter, uint8 support) internal {
        vm.prank(voter);
        house.castVote(proposalId, support);
    }

    function stateOf(House house, uint256 proposalId) internal view returns (IGovernor.ProposalState) {
        return house.state(proposalId);
    }

    /// @dev Everybody votes for it and it waits out its timelock; the next call is `house.execute(proposalId)`.
    function carry(House house, address target, bytes memory data) internal returns (uint256 proposalId) {
        proposalId = propose(house, founder, target, data);
        toVoting(house, proposalId);
        address[] memory people = everyone();
        for (uint256 i = 0; i < people.length; ++i) {
            vote(house, proposalId, people[i], FOR);
        }
        vm.warp(house.proposalDeadline(proposalId) + 1);
        house.queue(proposalId);
        vm.warp(house.proposalEta(proposalId));
    }

    function decide(House house, address target, bytes memory data) internal {
        house.execute(carry(house, target, data));
    }
}
