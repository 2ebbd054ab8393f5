// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {GovernorPreventLateQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorPreventLateQuorum.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IERC5805} from "@openzeppelin/contracts/interfaces/IERC5805.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

import {Vm} from "forge-std/Vm.sol";
import {IMembership} from "../interfaces/IMembership.sol";
import {World} from "./World.t.sol";

/// @notice Tools that know OpenZeppelin's Governor read a house without change: each event of a life in governance is
/// the one that OpenZeppelin's own interfaces encode, and there are no others.
contract InteropTest is World {
    string private constant REASON = "because";
    uint256 private _id;
    /// @dev How many topics a log has, by emitter and first topic.
    mapping(address emitter => mapping(bytes32 topic => uint256)) private _topics;

    function setUp() public override {
        super.setUp();
        skip(1);
    }

    function test_Interop_ALifeInGovernance() public {
        vm.recordLogs();
        _delegates();
        _proposes("carried");
        toVoting(membersHouse, _id);
        _votesInFiveWays();
        _queues();
        _executesOnTheTimelock();
        _proposes("executed");
        _carries();
        vm.expectEmit(address(membersHouse));
        emit IGovernor.ProposalExecuted(_id);
        membersHouse.execute(_id);
        _proposes("cancelled");
        vm.expectEmit(address(membersHouse));
        emit IGovernor.ProposalCanceled(_id);
        vm.prank(ada);
        membersHouse.cancel(_id);
        _knowsEveryLog(vm.getRecordedLogs());
    }

    function test_Interop_ModesAndInterfaces() public view {
        IERC165[2] memory houses = [IERC165(address(membersHouse)), IERC165(address(contributorsHouse))];
        for (uint256 i = 0; i < houses.length; ++i) {
            assertTrue(houses[i].supportsInterface(type(IGovernor).interfaceId));
            IGovernor house = IGovernor(address(houses[i]));
            assertEq(house.COUNTING_MODE(), "support=bravo&quorum=for,abstain");
            IERC5805 votes = i == 0 ? IERC5805(address(membership)) : IERC5805(address(reputation));
            assertEq(IERC6372(address(house)).CLOCK_MODE(), votes.CLOCK_MODE());
            assertEq(IERC6372(address(house)).clock(), votes.clock());
        }
    }

    function _delegates() private {
        vm.expectEmit(address(membership));
        emit IVotes.DelegateChanged(dina, dina, cleo);
        vm.expectEmit(address(membership));
        emit IVotes.DelegateVotesChanged(dina, 1, 0);
        vm.expectEmit(address(membership));
        emit IVotes.DelegateVotesChanged(cleo, 1, 2);
        vm.prank(dina);
        membership.delegate(cleo);
        skip(1);
    }

    function _proposes(string memory description) private {
        (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) = _calls();
        _id = membersHouse.hashProposal(targets, values, calldatas, keccak256(bytes(description)));
        uint256 start = vm.getBlockTimestamp() + 1 days;
        vm.expectEmit(address(membersHouse));
        emit IGovernor.ProposalCreated(
            _id, ada, targets, values, new string[](1), calldatas, start, start + 3 days, description
        );
        vm.prank(ada);
        membersHouse.propose(targets, values, calldatas, description);
    }

    /// @dev Two ballots with one head each, then the deadline: the third head extends the vote.
    function _votesInFiveWays() private {
        vm.expectEmit(address(membersHouse));
        emit IGovernor.VoteCast(ada, _id, FOR, 1, "");
        vote(membersHouse, _id, ada, FOR);
        _expectVote(ben, AGAINST, 1);
        vm.prank(ben);
        membersHouse.castVoteWithReason(_id, AGAINST, REASON);
        vm.expectEmit(address(membersHouse));
        emit IGovernor.VoteCastWithParams(founder, _id, FOR, 1, REASON, hex"01");
        vm.prank(founder);
        membersHouse.castVoteWithReasonAndParams(_id, FOR, REASON, hex"01");
        vm.warp(membersHouse.proposalDeadline(_id));
        bytes memory ballot =
            _ballot(keccak256(abi.encode(membersHouse.BALLOT_TYPEHASH(), _id, ABSTAIN, dina, _nonce(dina))), dina);
        vm.expectEmit(address(membersHouse));
        emit IGovernor.VoteCast(dina, _id, ABSTAIN, 0, "");
        membersHouse.castVoteBySig(_id, ABSTAIN, dina, ballot);
        _relaysTheDecidingVote();
    }

    /// @dev Relayed, with a reason, without parameters: a plain VoteCast. It weighs two and is one head.
    function _relaysTheDecidingVote() private {
        bytes32 hash = keccak256(
            abi.encode(
                membersHouse.EXTENDED_BALLOT_TYPEHASH(),
                _id,
                FOR,
                cleo,
                _nonce(cleo),
                keccak256(bytes(REASON)),
                keccak256("")
            )
        );
        _expectVote(cleo, FOR, 2);
        vm.expectEmit(address(membersHouse));
        emit GovernorPreventLateQuorum.ProposalExtended(_id, uint64(vm.getBlockTimestamp() + 1 days));
        membersHouse.castVoteWithReasonAndParamsBySig(_id, FOR, cleo, REASON, "", _ballot(hash, cleo));
    }

    function _expectVote(address voter, uint8 support, uint256 weight) private {
        vm.expectEmit(address(membersHouse));
        emit IGovernor.VoteCast(voter, _id, support, weight, REASON);
    }

    function _queues() private {
        vm.warp(membersHouse.proposalDeadline(_id) + 1);
        vm.expectEmit(address(membersHouse));
        emit IGovernor.ProposalQueued(_id, vm.getBlockTimestamp() + MEMBERS_DELAY);
        membersHouse.queue(_id);
    }

    /// @dev Anyone may; the house is not told, and knows all the same.
    function _executesOnTheTimelock() private {
        skip(MEMBERS_DELAY);
        (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) = _calls();
        bytes32 salt = bytes20(address(membersHouse)) ^ keccak256("carried");
        membersTimelock.executeBatch(targets, values, calldatas, 0, salt);
        assertEq(uint8(stateOf(membersHouse, _id)), uint8(IGovernor.ProposalState.Executed));
    }

    function _carries() private {
        toVoting(membersHouse, _id);
        vote(membersHouse, _id, ada, FOR);
        vote(membersHouse, _id, ben, FOR);
        vote(membersHouse, _id, cleo, FOR);
        _queues();
        skip(MEMBERS_DELAY);
    }

    function _calls()
        private
        view
        returns (address[] memory targets, uint256[] memory values, bytes[] memory calldatas)
    {
        (targets, values, calldatas) = (new address[](1), new uint256[](1), new bytes[](1));
        (targets[0], calldatas[0]) = (address(membership), abi.encodeCall(membership.setDaoURI, ("new")));
    }

    function _nonce(address voter) private view returns (uint256) {
        return membersHouse.nonces(voter, uint192(_id));
    }

    function _ballot(bytes32 hash, address voter) private view returns (bytes memory) {
        return sign(voter, "Agora members", address(membersHouse), hash);
    }

    /// @dev The first topics and the numbers of indexed arguments are those of OpenZeppelin's interfaces.
    function _knowsEveryLog(Vm.Log[] memory logs) private {
        _topics[address(membersHouse)][IGovernor.ProposalCreated.selector] = 1;
        _topics[address(membersHouse)][IGovernor.ProposalQueued.selector] = 1;
        _topics[address(membersHouse)][IGovernor.ProposalExecuted.selector] = 1;
        _topics[address(membersHouse)][IGovernor.ProposalCanceled.selector] = 1;
        _topics[address(membersHouse)][IGovernor.VoteCast.selector] = 2;
        _topics[address(membersHouse)][IGovernor.VoteCastWithParams.selector] = 2;
        _topics[address(membersHouse)][GovernorPreventLateQuorum.ProposalExtended.selector] = 2;
        _topics[address(membership)][IVotes.DelegateChanged.selector] = 4;
        _topics[address(membership)][IVotes.DelegateVotesChanged.selector] = 2;
        _topics[address(membership)][keccak256("DAOURIUpdate(address,string)")] = 1;
        // Our own, of topics that nobody else uses: a member who delegates shows to be alive.
        _topics[address(membership)][IMembership.SignOfLife.selector] = 2;
        _topics[address(membersTimelock)][TimelockController.CallScheduled.selector] = 3;
        _topics[address(membersTimelock)][TimelockController.CallSalt.selector] = 2;
        _topics[address(membersTimelock)][TimelockController.CallExecuted.selector] = 3;
        uint256 seen = 0;
        for (uint256 i = 0; i < logs.length; ++i) {
            // The examples for `expectEmit` are logs of this contract.
            if (logs[i].emitter == address(this)) continue;
            uint256 known = _topics[logs[i].emitter][logs[i].topics[0]];
            assertEq(logs[i].topics.length, known, vm.toString(logs[i].topics[0]));
            ++seen;
        }
        assertEq(seen, 28, "every step left its logs");
    }
}
