// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

import {IHouse} from "../interfaces/IHouse.sol";
import {SmartWallet} from "./wallets/Wallets.t.sol";
import {World} from "./World.t.sol";

contract VoteTest is World {
    uint256 private _proposal;

    function setUp() public override {
        super.setUp();
        skip(1);
        _proposal = propose(membersHouse, founder, address(membership), abi.encodeCall(membership.setDaoURI, ("new")));
        toVoting(membersHouse, _proposal);
    }

    function test_Vote_CountsOncePerMember() public {
        vote(membersHouse, _proposal, ada, FOR);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorAlreadyCastVote.selector, ada));
        vote(membersHouse, _proposal, ada, FOR);
        (uint256 against, uint256 for_, uint256 abstain) = membersHouse.proposalVotes(_proposal);
        assertEq(against + for_ + abstain, 1);
        assertEq(_heads(_proposal), 1);
    }

    function test_Vote_OfStrangersWeighsNothing() public {
        vote(membersHouse, _proposal, person("stranger"), FOR);
        (, uint256 for_,) = membersHouse.proposalVotes(_proposal);
        assertEq(for_, 0);
        assertEq(_heads(_proposal), 0);
    }

    /// @dev Attack 20: members of after the snapshot have no say.
    function test_Vote_OfLatecomersWeighsNothing() public {
        vote(membersHouse, _proposal, admit("eva"), FOR);
        (, uint256 for_,) = membersHouse.proposalVotes(_proposal);
        assertEq(for_, 0);
    }

    function test_Vote_RevertsWhen_NotActive() public {
        vm.warp(membersHouse.proposalDeadline(_proposal) + 1);
        vm.expectPartialRevert(IGovernor.GovernorUnexpectedProposalState.selector);
        vote(membersHouse, _proposal, ada, FOR);
    }

    function test_Vote_RevertsWhen_SupportIsUnknown() public {
        vm.expectRevert(IGovernor.GovernorInvalidVoteType.selector);
        vote(membersHouse, _proposal, ada, 3);
    }

    function test_Vote_CarriesAndExecutes() public {
        vote(membersHouse, _proposal, ada, FOR);
        vote(membersHouse, _proposal, ben, FOR);
        vote(membersHouse, _proposal, cleo, ABSTAIN);
        vote(membersHouse, _proposal, dina, AGAINST);
        assertEq(_heads(_proposal), 3);
        vm.warp(membersHouse.proposalDeadline(_proposal) + 1);
        membersHouse.queue(_proposal);
        vm.expectRevert();
        membersHouse.execute(_proposal);
        skip(MEMBERS_DELAY);
        vm.prank(person("stranger"));
        membersHouse.execute(_proposal);
        assertEq(membership.daoURI(), "new");
        vm.expectRevert();
        membersHouse.execute(_proposal);
    }

    /// @dev Weights and heads of the three choices never mix, whoever votes what.
    function testFuzz_Vote_CountsEachChoice(uint8[5] memory choices) public {
        uint256[3] memory expected;
        address[] memory people = everyone();
        for (uint256 i = 0; i < people.length; ++i) {
            uint8 choice = choices[i] % 3;
            vote(membersHouse, _proposal, people[i], choice);
            ++expected[choice];
        }
        vote(membersHouse, _proposal, person("stranger"), choices[0] % 3);
        (uint256 a, uint256 f, uint256 n) = membersHouse.proposalVotes(_proposal);
        assertEq(abi.encode(a, f, n), abi.encode(expected[0], expected[1], expected[2]));
        (a, f, n) = membersHouse.proposalHeads(_proposal);
        assertEq(abi.encode(a, f, n), abi.encode(expected[0], expected[1], expected[2]));
    }

    function test_Vote_IsLostWithoutAMajority() public {
        vote(membersHouse, _proposal, ada, FOR);
        vote(membersHouse, _proposal, ben, AGAINST);
        vote(membersHouse, _proposal, cleo, ABSTAIN);
        vote(membersHouse, _proposal, dina, ABSTAIN);
        vm.warp(membersHouse.proposalDeadline(_proposal) + 1);
        assertEq(uint8(stateOf(membersHouse, _proposal)), uint8(IGovernor.ProposalState.Defeated));
    }

    /// @dev Members who come to refuse do not help to the quorum.
    function test_Vote_IsLostWithoutAQuorumInFavour() public {
        vote(membersHouse, _proposal, ada, FOR);
        vote(membersHouse, _proposal, ben, FOR);
        vote(membersHouse, _proposal, cleo, AGAINST);
        vm.warp(membersHouse.proposalDeadline(_proposal) + 1);
        assertEq(uint8(stateOf(membersHouse, _proposal)), uint8(IGovernor.ProposalState.Defeated));
    }

    /// @dev Attack 8: people, not weight. Ada holds four votes by delegation, which is one head.
    function test_Vote_HeadsAreCountedNotWeight() public {
        address[4] memory lenders = [founder, ben, cleo, dina];
        for (uint256 i = 0; i < 4; ++i) {
            vm.prank(lenders[i]);
            membership.delegate(ada);
        }
        skip(1);
        uint256 proposalId = propose(membersHouse, ada, address(membership), "");
        toVoting(membersHouse, proposalId);
        vote(membersHouse, proposalId, ada, FOR);
        vote(membersHouse, proposalId, ben, FOR);
        assertEq(_heads(proposalId), 1);
        vm.warp(membersHouse.proposalDeadline(proposalId) + 1);
        assertEq(uint8(stateOf(membersHouse, proposalId)), uint8(IGovernor.ProposalState.Defeated));
    }

    function test_Vote_LateQuorumLeavesTimeToAnswer() public {
        vote(membersHouse, _proposal, ada, FOR);
        vote(membersHouse, _proposal, ben, FOR);
        uint256 deadline = membersHouse.proposalDeadline(_proposal);
        vm.warp(deadline);
        vote(membersHouse, _proposal, cleo, FOR);
        assertEq(membersHouse.proposalDeadline(_proposal), deadline + 1 days);
    }

    function test_VoteBySig_CountsForTheSigner() public {
        membersHouse.castVoteBySig(_proposal, FOR, ada, _ballot(ada, FOR));
        (, uint256 for_,) = membersHouse.proposalVotes(_proposal);
        assertEq(for_, 1);
        assertTrue(membersHouse.hasVoted(_proposal, ada));
        assertEq(_heads(_proposal), 1);
    }

    /// @dev Ballots of one member for two proposals arrive in any order: nonces are keyed by the proposal.
    function test_VoteBySig_InAnyOrder() public {
        vm.warp(vm.getBlockTimestamp());
        uint256 other = propose(membersHouse, ben, address(contributions), "");
        bytes memory first = _ballot(ada, FOR);
        toVoting(membersHouse, other);
        uint256 kept = _proposal;
        _proposal = other;
        membersHouse.castVoteBySig(other, AGAINST, ada, _ballot(ada, AGAINST));
        _proposal = kept;
        membersHouse.castVoteBySig(kept, FOR, ada, first);
        assertTrue(membersHouse.hasVoted(kept, ada));
        assertTrue(membersHouse.hasVoted(other, ada));
    }

    function test_VoteBySig_RevertsWhen_ChangedReplayedOrElsewhere() public {
        bytes memory ballot = _ballot(ada, FOR);
        bytes memory refusal = abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, ada);
        vm.expectRevert(refusal);
        membersHouse.castVoteBySig(_proposal, AGAINST, ada, ballot);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, ben));
        membersHouse.castVoteBySig(_proposal, FOR, ben, ballot);
        membersHouse.castVoteBySig(_proposal, FOR, ada, ballot);
        vm.expectRevert(refusal);
        membersHouse.castVoteBySig(_proposal, FOR, ada, ballot);
        vm.chainId(block.chainid + 1);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, cleo));
        membersHouse.castVoteBySig(_proposal, FOR, cleo, ballot);
    }

    /// @dev The same signature written with the other s: a second ballot, or a way around the nonce.
    function test_Attack_MalleableSignatureCountsNowhere() public {
        bytes memory ballot = _ballot(ada, FOR);
        (bytes32 r, bytes32 s) = abi.decode(ballot, (bytes32, bytes32));
        uint8 v = uint8(ballot[64]);
        uint256 order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
        bytes memory mirrored = abi.encodePacked(r, bytes32(order - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        bytes memory refusal = abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, ada);
        vm.expectRevert(refusal);
        membersHouse.castVoteBySig(_proposal, FOR, ada, mirrored);
        membersHouse.castVoteBySig(_proposal, FOR, ada, ballot);
        vm.expectRevert(refusal);
        membersHouse.castVoteBySig(_proposal, FOR, ada, mirrored);
        assertEq(_heads(_proposal), 1);
    }

    /// @dev The very same calls and words in both houses give one proposal id; a ballot is still for one of them.
    function test_Attack_BallotIsForOneHouseOnOneChain() public {
        establish();
        IHouse.Proposal memory paper = proposalOf(founder, address(membership), "", "both");
        vm.startPrank(founder);
        _proposal = membersHouse.propose(paper.targets, paper.values, paper.calldatas, "both");
        assertEq(contributorsHouse.propose(paper.targets, paper.values, paper.calldatas, "both"), _proposal);
        vm.stopPrank();
        toVoting(membersHouse, _proposal);
        bytes memory ballot = _ballot(ada, FOR);
        bytes memory refusal = abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, ada);
        vm.expectRevert(refusal);
        contributorsHouse.castVoteBySig(_proposal, FOR, ada, ballot);
        uint256 chain = block.chainid;
        vm.chainId(chain + 1);
        vm.expectRevert(refusal);
        membersHouse.castVoteBySig(_proposal, FOR, ada, ballot);
        vm.chainId(chain);
        membersHouse.castVoteBySig(_proposal, FOR, ada, ballot);
    }

    function test_VoteBySig_TakesContractWallets() public {
        SmartWallet wallet = new SmartWallet(ada);
        keyOf[address(wallet)] = keyOf[ada];
        admitWallet(address(wallet));
        skip(1);
        _proposal = propose(membersHouse, founder, address(membership), "");
        toVoting(membersHouse, _proposal);
        membersHouse.castVoteBySig(_proposal, FOR, address(wallet), _ballot(address(wallet), FOR));
        assertEq(_heads(_proposal), 1);
    }

    /// @dev A relay puts many ballots into one transaction.
    function test_VoteBySig_ManyInOneCall() public {
        bytes[] memory calls = new bytes[](3);
        address[3] memory voters = [ada, ben, cleo];
        for (uint256 i = 0; i < 3; ++i) {
            calls[i] = abi.encodeWithSignature(
                "castVoteBySig(uint256,uint8,address,bytes)", _proposal, FOR, voters[i], _ballot(voters[i], FOR)
            );
        }
        membersHouse.multicall(calls);
        assertEq(_heads(_proposal), 3);
    }

    /// @dev Those that count towards the quorum.
    function _heads(uint256 proposalId) private view returns (uint256) {
        (, uint256 forHeads, uint256 abstainHeads) = membersHouse.proposalHeads(proposalId);
        return forHeads + abstainHeads;
    }

    function _ballot(address voter, uint8 support) private view returns (bytes memory) {
        bytes32 hash = keccak256(
            abi.encode(
                keccak256("Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)"),
                _proposal,
                support,
                voter,
                membersHouse.nonces(voter, uint192(_proposal))
            )
        );
        return sign(voter, "Agora members", address(membersHouse), hash);
    }
}
