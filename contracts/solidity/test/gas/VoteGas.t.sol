// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {NoncesKeyed} from "@openzeppelin/contracts/utils/NoncesKeyed.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {House} from "../../House.sol";
import {World} from "../World.t.sol";
import {ReferenceGovernor} from "./ReferenceGovernor.t.sol";

/// @notice What a vote by signature costs, beside a Governor of OpenZeppelin's modules in the same state. Keys stand
/// with those of GasTest.
contract VoteGasTest is World {
    uint256 private constant MEMBERS = 50;
    uint256 private constant QUORUM_PERCENT = 50;
    uint256 private constant MOST_OF_REFERENCE = 10_300;
    string private constant REASON = "Read it twice, and I agree.";
    address[] private _voters;
    ReferenceGovernor private _ofMembers;
    ReferenceGovernor private _ofContributors;

    /// @dev Fifty members with a unit: the limit of activations does not bind while founding.
    function setUp() public override {
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
        _voters = everyone();
        while (_voters.length < MEMBERS) {
            _voters.push(admit(vm.toString(_voters.length)));
        }
        membership.open();
        _ofMembers = new ReferenceGovernor(IVotes(address(membership)), membersTimelock, QUORUM_PERCENT);
        _ofContributors = new ReferenceGovernor(IVotes(address(reputation)), contributorsTimelock, QUORUM_PERCENT);
        toEpoch(0);
        skip(1);
    }

    function test_Gas_VoteBySig() public {
        uint256 proposalId = _propose(membersHouse);
        vote(membersHouse, proposalId, _voters[0], FOR);
        bytes32 typeHash = membersHouse.BALLOT_TYPEHASH();
        uint256 nonce = membersHouse.nonces(_voters[1], uint192(proposalId));
        bytes32 hash = keccak256(abi.encode(typeHash, proposalId, FOR, _voters[1], nonce));
        bytes memory ballot = sign(_voters[1], membersHouse.name(), address(membersHouse), hash);
        membersHouse.castVoteBySig(proposalId, FOR, _voters[1], ballot);
        vm.snapshotGasLastCall("GasTest", "vote_by_sig");
    }

    function test_Gas_VoteBySigInTheMembersHouse() public {
        uint256[2][4] memory costs = _compare(membersHouse, _ofMembers, MEMBERS * QUORUM_PERCENT / 100);
        vm.snapshotValue("GasTest", "vote_by_sig_reason", costs[1][0]);
        vm.snapshotValue("GasTest", "vote_by_sig_reference", costs[1][1]);
        _withinReference(costs, "vote_by_sig_ratio_members");
    }

    function test_Gas_VoteBySigInTheContributorsHouse() public {
        establish();
        uint256[2][4] memory costs = _compare(contributorsHouse, _ofContributors, 3);
        _withinReference(costs, "vote_by_sig_ratio_contributors");
    }

    /// @dev A relay's transaction: twenty ballots with reasons while the quorum is open, twenty when it is reached.
    function test_Gas_VotesInOneCall() public {
        uint256 proposalId = _propose(membersHouse);
        membersHouse.multicall(_ballots(proposalId, 0));
        assertLe(vm.snapshotGasLastCall("GasTest", "vote_multicall_20"), 20 * 82_000);
        assertEq(membersHouse.proposalDeadline(proposalId), membersHouse.proposalSnapshot(proposalId) + 3 days);
        for (uint256 i = 20; i < 25; ++i) {
            vote(membersHouse, proposalId, _voters[i], FOR);
        }
        membersHouse.multicall(_ballots(proposalId, 25));
        assertLe(vm.snapshotGasLastCall("GasTest", "vote_multicall_20_reached"), 20 * 76_000);
    }

    function houseSetup(bool ofMembers) internal override returns (House.Setup memory setup) {
        setup = super.houseSetup(ofMembers);
        setup.quorumPercent = QUORUM_PERCENT;
    }

    function _propose(House house) private returns (uint256 proposalId) {
        proposalId = propose(house, _voters[0], address(membership), "");
        toVoting(house, proposalId);
    }

    /// @dev The first voter, one half-way, the one who reaches the quorum of `needed` voters and one after.
    function _compare(House house, ReferenceGovernor peer, uint256 needed)
        private
        returns (uint256[2][4] memory costs)
    {
        uint256 proposalId = propose(house, _voters[0], address(membership), "");
        vm.prank(_voters[0]);
        uint256 peerId = peer.propose(new address[](1), new uint256[](1), new bytes[](1), "");
        toVoting(house, proposalId);
        uint256[4] memory turns = [0, needed / 2, needed - 1, needed];
        uint256 voter = 0;
        for (uint256 stage = 0; stage < 4; ++stage) {
            for (; voter < turns[stage]; ++voter) {
                vote(house, proposalId, _voters[voter], FOR);
                vm.prank(_voters[voter]);
                peer.castVote(peerId, FOR);
            }
            costs[stage] = [_cost(house, proposalId, voter), _cost(peer, peerId, voter)];
            ++voter;
        }
    }

    function _cost(Governor governor, uint256 proposalId, uint256 voter) private returns (uint256) {
        bytes memory ballot = _ballot(governor, proposalId, _voters[voter]);
        governor.castVoteWithReasonAndParamsBySig(proposalId, FOR, _voters[voter], REASON, "", ballot);
        return vm.lastCallGas().gasTotalUsed;
    }

    /// @dev Only whole transactions compare: elsewhere the first of the two governors warms what the second reads.
    /// @param name Of the worst ratio, in parts of 10,000.
    function _withinReference(uint256[2][4] memory costs, string memory name) private {
        if (!Strings.equal(vm.envOr("FOUNDRY_PROFILE", string("")), "gas")) return;
        uint256 worst = 0;
        for (uint256 stage = 0; stage < 4; ++stage) {
            uint256 ratio = costs[stage][0] * 10_000 / costs[stage][1];
            if (ratio > worst) worst = ratio;
        }
        vm.snapshotValue("GasTest", name, worst);
        assertLe(worst, MOST_OF_REFERENCE, name);
    }

    function _ballots(uint256 proposalId, uint256 from) private view returns (bytes[] memory calls) {
        calls = new bytes[](20);
        for (uint256 i = 0; i < calls.length; ++i) {
            address voter = _voters[from + i];
            bytes memory ballot = _ballot(membersHouse, proposalId, voter);
            calls[i] = abi.encodeCall(
                membersHouse.castVoteWithReasonAndParamsBySig, (proposalId, FOR, voter, REASON, "", ballot)
            );
        }
    }

    function _ballot(Governor governor, uint256 proposalId, address voter) private view returns (bytes memory) {
        bytes32 hash = keccak256(
            abi.encode(
                governor.EXTENDED_BALLOT_TYPEHASH(),
                proposalId,
                FOR,
                voter,
                NoncesKeyed(address(governor)).nonces(voter, uint192(proposalId)),
                keccak256(bytes(REASON)),
                keccak256("")
            )
        );
        return sign(voter, governor.name(), address(governor), hash);
    }
}

