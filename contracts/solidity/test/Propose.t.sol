// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

import {House} from "../House.sol";
import {IHouse} from "../interfaces/IHouse.sol";
import {SmartWallet} from "./wallets/Wallets.t.sol";
import {World} from "./World.t.sol";

contract ProposeTest is World {
    function setUp() public override {
        super.setUp();
        skip(1);
    }

    function test_Propose_RecordsTheProposer() public {
        uint256 proposalId = propose(membersHouse, ada, address(membership), "");
        assertEq(membersHouse.proposalProposer(proposalId), ada);
        assertEq(uint8(stateOf(membersHouse, proposalId)), uint8(IGovernor.ProposalState.Pending));
        assertEq(membersHouse.proposalSnapshot(proposalId), block.timestamp + 1 days);
        assertEq(membersHouse.proposalDeadline(proposalId), block.timestamp + 4 days);
    }

    function test_Propose_RevertsWhen_NotMember() public {
        address stranger = person("stranger");
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInsufficientProposerVotes.selector, stranger, 0, 1));
        this.proposeAs(stranger);
        leave(ada);
        skip(1);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInsufficientProposerVotes.selector, ada, 0, 1));
        this.proposeAs(ada);
    }

    /// @dev Attack 23: only the proposer, and only before the vote begins; a decision is nobody's to withdraw.
    function test_Cancel_ByTheProposerBeforeTheVote() public {
        uint256 proposalId = propose(membersHouse, ada, address(membership), "");
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, proposalId, ben));
        vm.prank(ben);
        membersHouse.cancel(proposalId);
        vm.prank(ada);
        membersHouse.cancel(proposalId);
        assertEq(uint8(stateOf(membersHouse, proposalId)), uint8(IGovernor.ProposalState.Canceled));
    }

    function test_Cancel_RevertsWhen_VotingOrDecided() public {
        uint256 proposalId =
            propose(membersHouse, ada, address(membership), abi.encodeCall(membership.setRoles, (5, 1)));
        toVoting(membersHouse, proposalId);
        _cannotCancel(proposalId);
        vote(membersHouse, proposalId, ben, FOR);
        vote(membersHouse, proposalId, cleo, FOR);
        vote(membersHouse, proposalId, dina, FOR);
        vm.warp(membersHouse.proposalDeadline(proposalId) + 1);
        _cannotCancel(proposalId);
        membersHouse.queue(proposalId);
        _cannotCancel(proposalId);
        skip(MEMBERS_DELAY);
        membersHouse.execute(proposalId);
    }

    function test_ProposeBySig_ProposesForTheSigner() public {
        IHouse.Proposal memory paper = _paper(ada);
        uint256 proposalId = membersHouse.proposeBySig(paper, _signed(paper));
        assertEq(membersHouse.proposalProposer(proposalId), ada);
        assertEq(
            proposalId,
            membersHouse.getProposalId(
                paper.targets, paper.values, paper.calldatas, keccak256(bytes(paper.description))
            )
        );
        (address[] memory targets,,,) = membersHouse.proposalDetails(proposalId);
        assertEq(targets[0], address(membership));
    }

    function test_ProposeBySig_TakesContractWallets() public {
        SmartWallet wallet = new SmartWallet(ada);
        keyOf[address(wallet)] = keyOf[ada];
        admitWallet(address(wallet));
        skip(1);
        IHouse.Proposal memory paper = _paper(address(wallet));
        uint256 proposalId = membersHouse.proposeBySig(paper, _signed(paper));
        assertEq(membersHouse.proposalProposer(proposalId), address(wallet));
    }

    function test_ProposeBySig_RevertsWhen_Changed() public {
        IHouse.Proposal memory paper = _paper(ada);
        bytes memory signature = _signed(paper);
        bytes memory refusal = abi.encodeWithSelector(IHouse.HouseSignatureInvalid.selector, ada);
        paper.targets[0] = address(contributions);
        _refused(paper, signature, refusal);
        paper.targets[0] = address(membership);
        paper.values[0] = 1;
        _refused(paper, signature, refusal);
        paper.values[0] = 0;
        paper.calldatas[0] = hex"00";
        _refused(paper, signature, refusal);
        paper.calldatas[0] = "";
        paper.description = "another";
        _refused(paper, signature, refusal);
        paper.description = "sentence";
        paper.deadline += 1;
        _refused(paper, signature, refusal);
    }

    function test_ProposeBySig_RevertsWhen_Expired() public {
        IHouse.Proposal memory paper = _paper(ada);
        bytes memory signature = _signed(paper);
        vm.warp(paper.deadline + 1);
        _refused(paper, signature, abi.encodeWithSelector(IHouse.HouseSignatureExpired.selector, paper.deadline));
    }

    function test_ProposeBySig_RevertsWhen_NonceWasUsed() public {
        IHouse.Proposal memory paper = _paper(ada);
        membersHouse.proposeBySig(paper, _signed(paper));
        paper.description = "again";
        uint256 next = membersHouse.nonces(ada, membersHouse.PROPOSE_KEY());
        _refused(paper, _signed(paper), abi.encodeWithSelector(Nonces.InvalidAccountNonce.selector, ada, next));
        paper.nonce = 1;
        _refused(paper, _signed(paper), abi.encodeWithSelector(Nonces.InvalidAccountNonce.selector, ada, next));
    }

    /// @dev A paper for one house is void in the other.
    function test_ProposeBySig_RevertsWhen_MeantForAnotherHouse() public {
        establish();
        IHouse.Proposal memory paper = _paper(ada);
        bytes memory signature = _signed(paper);
        vm.expectRevert(abi.encodeWithSelector(IHouse.HouseSignatureInvalid.selector, ada));
        contributorsHouse.proposeBySig(paper, signature);
    }

    function test_ProposeBySig_RevertsWhen_BelowTheThreshold() public {
        address stranger = person("stranger");
        IHouse.Proposal memory paper = _paper(stranger);
        _refused(
            paper,
            _signed(paper),
            abi.encodeWithSelector(IGovernor.GovernorInsufficientProposerVotes.selector, stranger, 0, 1)
        );
    }

    /// @dev OpenZeppelin's protection against front-running holds for relayed proposals too.
    function test_ProposeBySig_RevertsWhen_DescriptionNamesAnother() public {
        IHouse.Proposal memory paper = _paper(ada);
        paper.description = string.concat("sentence#proposer=", vm.toString(ben));
        _refused(paper, _signed(paper), abi.encodeWithSelector(IGovernor.GovernorRestrictedProposer.selector, ada));
        paper.description = string.concat("sentence#proposer=", vm.toString(ada));
        membersHouse.proposeBySig(paper, _signed(paper));
    }

    function test_Propose_RevertsWhen_Suspended() public {
        IHouse.Proposal memory paper = _paper(ada);
        bytes memory signature = _signed(paper);
        vm.mockCall(address(membership), abi.encodeCall(membership.suspended, (idOf(ada))), abi.encode(true));
        bytes memory refusal = abi.encodeWithSelector(IHouse.HouseProposerSuspended.selector, ada, idOf(ada));
        _refused(paper, signature, refusal);
        vm.expectRevert(refusal);
        this.proposeAs(ada);
        this.proposeAs(ben);
    }

    /// @dev Attack 2: a suspension takes the right to propose, never the vote.
    function test_Attack_2_TheSuspendedStillVote() public {
        uint256 proposalId = propose(membersHouse, ben, address(membership), "");
        vm.mockCall(address(membership), abi.encodeCall(membership.suspended, (idOf(ada))), abi.encode(true));
        toVoting(membersHouse, proposalId);
        vote(membersHouse, proposalId, ada, FOR);
        (, uint256 forVotes,) = membersHouse.proposalVotes(proposalId);
        assertEq(forVotes, 1);
    }

    /// @dev Attack 23: a threshold in parts of the supply, rounded up, for the contributors' house.
    function test_Threshold_IsAPartOfTheSupply() public {
        assertEq(membersHouse.proposalThreshold(), 1);
        assertEq(contributorsHouse.proposalThreshold(), 1, "even of nothing");
        establish();
        uint256 supply = reputation.totalSupply();
        assertEq(contributorsHouse.proposalThreshold(), (supply * 100 + 9999) / 10_000);
        address eva = admit("eva");
        skip(1);
        vm.expectPartialRevert(IGovernor.GovernorInsufficientProposerVotes.selector);
        vm.prank(eva);
        contributorsHouse.propose(new address[](1), new uint256[](1), new bytes[](1), "");
    }

    function proposeAs(address proposer) external {
        propose(membersHouse, proposer, address(membership), "");
    }

    function _cannotCancel(uint256 proposalId) private {
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, proposalId, ada));
        vm.prank(ada);
        membersHouse.cancel(proposalId);
    }

    function _paper(address proposer) private view returns (IHouse.Proposal memory) {
        return proposalOf(proposer, address(membership), "", "sentence");
    }

    function _refused(IHouse.Proposal memory paper, bytes memory signature, bytes memory reason) private {
        vm.expectRevert(reason);
        membersHouse.proposeBySig(paper, signature);
    }

    function _signed(IHouse.Proposal memory paper) private view returns (bytes memory) {
        bytes32 hash = keccak256(
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
        );
        return sign(paper.proposer, "Agora members", address(membersHouse), hash);
    }
}

/// @notice While founding, one person may be all of the members' house.
contract ProposeFoundingTest is World {
    function setUp() public override {
        vm.warp(FOUNDED);
        deploy();
        founder = found("founder");
        skip(1);
    }

    /// @dev Attacks 6 and 19: a founder alone prepares no constitutional act, neither there nor through a timelock that
    /// would let him schedule without the house.
    function test_Attack_6_TheFounderPreparesNoConstitutionalAct() public {
        bytes memory grant = abi.encodeCall(accessManager.grantRole, (ADMIN, founder, 0));
        bytes memory order = abi.encodeCall(
            constitution.schedule, (address(accessManager), 0, grant, bytes32(0), bytes32(0), CONSTITUTION_DELAY)
        );
        vm.expectRevert(abi.encodeWithSelector(IHouse.HouseTargetRefused.selector, address(constitution)));
        this.proposeTo(address(constitution), order);
        order = abi.encodeCall(membersTimelock.grantRole, (membersTimelock.PROPOSER_ROLE(), founder));
        vm.expectRevert(abi.encodeWithSelector(IHouse.HouseTargetRefused.selector, address(membersTimelock)));
        this.proposeTo(address(membersTimelock), order);
        this.proposeTo(address(membership), "");
    }

    function test_Attack_6_AmongOtherCallsToo() public {
        address[] memory targets = new address[](2);
        (targets[0], targets[1]) = (address(membership), address(constitution));
        vm.expectRevert(abi.encodeWithSelector(IHouse.HouseTargetRefused.selector, address(constitution)));
        vm.prank(founder);
        membersHouse.propose(targets, new uint256[](2), new bytes[](2), "");
    }

    function proposeTo(address target, bytes calldata data) external {
        propose(membersHouse, founder, target, data);
    }
}
