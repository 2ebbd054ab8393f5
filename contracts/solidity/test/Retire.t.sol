// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

import {House} from "../House.sol";
import {IHouse} from "../interfaces/IHouse.sol";
import {World} from "./World.t.sol";

/// @notice Attack 9: a key that its member moved away from still signs, and is refused.
contract RetireTest is World {
    uint256 private _proposal;

    function setUp() public override {
        super.setUp();
        skip(1);
        _proposal = propose(membersHouse, founder, address(membership), "");
        toVoting(membersHouse, _proposal);
    }

    function test_Retire_IsSafeguardsAlone() public {
        address[4] memory others = [founder, dina, address(membership), address(membersTimelock)];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IHouse.HouseNotSafeguards.selector, others[i]));
            vm.prank(others[i]);
            membersHouse.retire(ada);
        }
        vm.expectEmit(address(membersHouse));
        emit IHouse.WalletRetired(ada);
        _retire(membersHouse, ada);
        assertTrue(membersHouse.retired(ada));
        assertFalse(contributorsHouse.retired(ada), "each house is told");
    }

    function test_Attack_9_RetiredKeyVotesInNoWay() public {
        bytes memory plain = _signed(_ballot(ada));
        bytes memory extended = _signed(_extendedBallot(ada));
        _retire(membersHouse, ada);
        bytes memory refusal = abi.encodeWithSelector(IHouse.HouseWalletRetired.selector, ada);
        vm.startPrank(ada);
        vm.expectRevert(refusal);
        membersHouse.castVote(_proposal, FOR);
        vm.expectRevert(refusal);
        membersHouse.castVoteWithReason(_proposal, FOR, "");
        vm.expectRevert(refusal);
        membersHouse.castVoteWithReasonAndParams(_proposal, FOR, "", hex"01");
        vm.stopPrank();
        vm.expectRevert(refusal);
        membersHouse.castVoteBySig(_proposal, FOR, ada, plain);
        vm.expectRevert(refusal);
        membersHouse.castVoteWithReasonAndParamsBySig(_proposal, FOR, ada, "", "", extended);
        bytes[] memory calls = new bytes[](1);
        calls[0] = abi.encodeCall(membersHouse.castVoteBySig, (_proposal, FOR, ada, plain));
        vm.expectRevert(refusal);
        membersHouse.multicall(calls);
        vote(membersHouse, _proposal, ben, FOR);
    }

    /// @dev Votes that others lent to the wallet do not serve the thief at the next snapshot either.
    function test_Attack_9_RetiredKeyHasNoUseOfLentVotes() public {
        vm.prank(ben);
        membership.delegate(ada);
        _retire(membersHouse, ada);
        skip(1);
        _proposal = propose(membersHouse, founder, address(membership), "");
        toVoting(membersHouse, _proposal);
        assertEq(membership.getVotes(ada), 2);
        vm.expectRevert(abi.encodeWithSelector(IHouse.HouseWalletRetired.selector, ada));
        vote(membersHouse, _proposal, ada, FOR);
    }

    function test_Attack_9_RetiredKeyNeitherProposesNorCancels() public {
        uint256 pending = propose(membersHouse, ada, address(membership), "");
        IHouse.Proposal memory paper = proposalOf(ada, address(membership), "", "signed");
        bytes memory signature = _signed(paper);
        _retire(membersHouse, ada);
        bytes memory refusal = abi.encodeWithSelector(IHouse.HouseWalletRetired.selector, ada);
        vm.expectRevert(refusal);
        membersHouse.proposeBySig(paper, signature);
        vm.expectRevert(refusal);
        vm.prank(ada);
        membersHouse.propose(paper.targets, paper.values, paper.calldatas, "direct");
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, pending, ada));
        vm.prank(ada);
        membersHouse.cancel(pending);
    }

    /// @dev Ballots of before stay counted, and no other wallet is touched, whatever its last byte.
    function testFuzz_Retire_TouchesNoOtherWallet(address wallet) public {
        vm.assume(wallet != ada);
        vote(membersHouse, _proposal, ada, FOR);
        _retire(membersHouse, ada);
        (, uint256 forVotes,) = membersHouse.proposalVotes(_proposal);
        assertEq(forVotes, 1);
        assertFalse(membersHouse.retired(wallet));
        address neighbour = address(uint160(ada) ^ (1 << 159));
        assertFalse(membersHouse.retired(neighbour));
        vote(membersHouse, _proposal, neighbour, FOR);
        _retire(membersHouse, neighbour);
        assertTrue(membersHouse.retired(neighbour));
    }

    function _retire(House house, address wallet) private {
        vm.prank(address(safeguards));
        house.retire(wallet);
    }

    function _ballot(address voter) private view returns (bytes32) {
        uint256 nonce = membersHouse.nonces(voter, uint192(_proposal));
        return keccak256(abi.encode(membersHouse.BALLOT_TYPEHASH(), _proposal, FOR, voter, nonce));
    }

    function _extendedBallot(address voter) private view returns (bytes32) {
        uint256 nonce = membersHouse.nonces(voter, uint192(_proposal));
        bytes32 empty = keccak256("");
        return
            keccak256(abi.encode(membersHouse.EXTENDED_BALLOT_TYPEHASH(), _proposal, FOR, voter, nonce, empty, empty));
    }

    function _signed(bytes32 hash) private view returns (bytes memory) {
        return sign(ada, "Agora members", address(membersHouse), hash);
    }

    function _signed(IHouse.Proposal memory paper) private view returns (bytes memory) {
        return _signed(
            keccak256(
                abi.encode(
                    keccak256(
                        "Propose(address proposer,address[] targets,uint256[] values,bytes[] calldatas,string description,uint256 nonce,uint256 deadline)"
                    ),
                    paper.proposer,
                    keccak256(abi.encodePacked(paper.targets)),
                    keccak256(abi.encodePacked(paper.values)),
                    keccak256(abi.encodePacked(keccak256(paper.calldatas[0]))),
                    keccak256(bytes(paper.description)),
                    paper.nonce,
                    paper.deadline
                )
            )
        );
    }
}
