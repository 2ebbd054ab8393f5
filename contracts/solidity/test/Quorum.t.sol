// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {House} from "../House.sol";
import {IHouse} from "../interfaces/IHouse.sol";
import {World} from "./World.t.sol";

/// @notice Attacks 8 and 21: quorums of electorates from one to twenty, and the bounds of a house's settings.
contract QuorumTest is World {
    function setUp() public override {
        vm.warp(FOUNDED);
        deploy();
        founder = found("founder");
    }

    function test_Quorum_OfEverySmallElectorate() public {
        for (uint256 members = 1; members <= 20; ++members) {
            if (members > 1) admit(vm.toString(members));
            skip(1);
            uint256 fraction = (members * 10 + 99) / 100;
            uint256 expected = Math.max(fraction, Math.min(3, members));
            assertEq(membersHouse.quorum(vm.getBlockTimestamp() - 1), expected);
        }
    }

    /// @dev Communities of one to five can decide if all take part, and never with fewer than three (or all).
    function test_Quorum_SmallElectoratesCanDecide() public {
        address[] memory people = new address[](6);
        people[0] = founder;
        for (uint256 members = 1; members <= 6; ++members) {
            if (members > 1) people[members - 1] = admit(vm.toString(members));
            skip(1);
            uint256 needed = Math.min(3, members);
            assertFalse(_carries(people, needed - 1), "too few");
            assertTrue(_carries(people, needed), "enough");
        }
    }

    /// @dev Attack 8, in full: a third rounded up, never fewer than three people or everybody, from one to twenty.
    function test_Attack_8_OneFewerNeverCarries() public {
        membersHouse.execute(_decideAlone(abi.encodeCall(membersHouse.updateQuorumNumerator, (33))));
        address[] memory people = new address[](20);
        people[0] = founder;
        for (uint256 members = 1; members <= 20; ++members) {
            if (members > 1) people[members - 1] = admit(vm.toString(members));
            skip(1);
            uint256 needed = Math.max((members * 33 + 99) / 100, Math.min(3, members));
            assertEq(membersHouse.quorum(vm.getBlockTimestamp() - 1), needed);
            assertFalse(_carries(people, needed - 1), "too few");
            assertTrue(_carries(people, needed), "enough");
        }
    }

    function test_Quorum_NobodyDecidesForNobody() public {
        leave(founder);
        skip(1);
        assertEq(membersHouse.quorum(vm.getBlockTimestamp() - 1), 0);
        vm.expectPartialRevert(IGovernor.GovernorInsufficientProposerVotes.selector);
        vm.prank(founder);
        membersHouse.propose(new address[](1), new uint256[](1), new bytes[](1), "");
    }

    function test_Quorum_IsThatOfTheSnapshot() public {
        admit("ada");
        skip(1);
        uint256 then = vm.getBlockTimestamp() - 1;
        admit("ben");
        admit("cleo");
        skip(1);
        assertEq(membersHouse.quorum(then), 2);
        assertEq(membersHouse.quorum(vm.getBlockTimestamp() - 1), 3);
    }

    /// @dev Attack 14: no decision can put a setting where no further decision is possible.
    function test_Settings_RevertWhen_OutOfBounds() public {
        House house = membersHouse;
        _bounded(abi.encodeCall(house.setVotingDelay, (7 days)), abi.encodeCall(house.setVotingDelay, (7 days + 1)));
        _bounded(abi.encodeCall(house.setVotingPeriod, (30 days)), abi.encodeCall(house.setVotingPeriod, (30 days + 1)));
        _bounded(abi.encodeCall(house.setVotingPeriod, (1 days)), abi.encodeCall(house.setVotingPeriod, (1 days - 1)));
        _bounded(abi.encodeCall(house.setProposalThreshold, (1000)), abi.encodeCall(house.setProposalThreshold, (1001)));
        _bounded(abi.encodeCall(house.updateQuorumNumerator, (50)), abi.encodeCall(house.updateQuorumNumerator, (51)));
        _bounded(abi.encodeCall(house.updateQuorumNumerator, (1)), abi.encodeCall(house.updateQuorumNumerator, (0)));
        _bounded(
            abi.encodeCall(house.setLateQuorumVoteExtension, (uint48(house.votingPeriod()))),
            abi.encodeCall(house.setLateQuorumVoteExtension, (uint48(house.votingPeriod() + 1)))
        );
    }

    /// @dev A late quorum never extends a vote by more than its period, in whatever order the two are set.
    function test_Settings_PeriodIsNeverBelowTheExtension() public {
        House house = membersHouse;
        house.execute(_decideAlone(abi.encodeCall(house.setLateQuorumVoteExtension, (2 days))));
        _bounded(abi.encodeCall(house.setVotingPeriod, (2 days)), abi.encodeCall(house.setVotingPeriod, (2 days - 1)));
    }

    /// @dev All powers are the timelock's: a house that left it would have none.
    function test_Attack_14_TheTimelockStays() public {
        uint256 proposalId = _decideAlone(abi.encodeCall(membersHouse.updateTimelock, (constitution)));
        vm.expectRevert(IHouse.HouseTimelockFixed.selector);
        membersHouse.execute(proposalId);
    }

    /// @dev Its delay has no bounds of its own, and it would take orders from whomever it names.
    function test_Attack_14_TheTimelockTakesNoOrdersAboutItself() public {
        bytes memory order = abi.encodeCall(membersTimelock.updateDelay, (365_000 days));
        skip(1);
        vm.expectRevert(abi.encodeWithSelector(IHouse.HouseTargetRefused.selector, address(membersTimelock)));
        this.proposeTo(address(membersTimelock), order);
        order = abi.encodeCall(
            membersTimelock.schedule, (address(membersTimelock), 0, order, bytes32(0), bytes32(0), MEMBERS_DELAY)
        );
        uint256 proposalId = _decideAlone(abi.encodeCall(membersHouse.relay, (address(membersTimelock), 0, order)));
        vm.expectRevert(abi.encodeWithSelector(IHouse.HouseTargetRefused.selector, address(membersTimelock)));
        membersHouse.execute(proposalId);
        assertEq(membersTimelock.getMinDelay(), MEMBERS_DELAY);
    }

    /// @dev What `relay` is for.
    function test_Relay_RescuesTokens() public {
        usd.mint(address(membersHouse), 5);
        bytes memory order = abi.encodeCall(usd.transfer, (founder, 5));
        membersHouse.execute(_decideAlone(abi.encodeCall(membersHouse.relay, (address(usd), 0, order))));
        assertEq(usd.balanceOf(founder), 5);
    }

    function test_Settings_RevertWhen_DeployedOutOfBounds() public {
        House.Setup memory setup = houseSetup(true);
        setup.votingPeriod = 1 days - 1;
        setup.lateQuorumExtension = 0;
        _notDeployed(setup);
        setup = houseSetup(true);
        setup.votingDelay = 8 days;
        _notDeployed(setup);
        setup = houseSetup(true);
        setup.quorumPercent = 51;
        _notDeployed(setup);
        setup = houseSetup(true);
        setup.minimumHeads = 0;
        _notDeployed(setup);
        setup.minimumHeads = 51;
        _notDeployed(setup);
        setup = houseSetup(true);
        setup.lateQuorumExtension = 3 days + 1;
        _notDeployed(setup);
    }

    function test_Settings_OnlyByDecision() public {
        vm.startPrank(founder);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, founder));
        membersHouse.setVotingDelay(0);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, founder));
        membersHouse.setProposalGuardian(founder);
        vm.expectRevert(IHouse.HouseTimelockFixed.selector);
        membersHouse.updateTimelock(constitution);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, founder));
        membersHouse.relay(address(membership), 0, "");
        vm.stopPrank();
    }

    function proposeTo(address target, bytes calldata data) external {
        propose(membersHouse, founder, target, data);
    }

    function deployHouse(House.Setup calldata setup) external {
        vm.deployCode("House.sol:House", abi.encode(setup));
    }

    function _notDeployed(House.Setup memory setup) private {
        vm.expectRevert();
        this.deployHouse(setup);
    }

    /// @dev A decision with `good` executes, one with `bad` never does. The founder is alone and decides alone.
    function _bounded(bytes memory good, bytes memory bad) private {
        uint256 proposalId = _decideAlone(bad);
        vm.expectRevert();
        membersHouse.execute(proposalId);
        uint256 state = vm.snapshotState();
        membersHouse.execute(_decideAlone(good));
        vm.revertToState(state);
    }

    function _decideAlone(bytes memory data) private returns (uint256 proposalId) {
        skip(1);
        proposalId = propose(membersHouse, founder, address(membersHouse), data);
        toVoting(membersHouse, proposalId);
        vote(membersHouse, proposalId, founder, FOR);
        vm.warp(membersHouse.proposalDeadline(proposalId) + 1);
        membersHouse.queue(proposalId);
        skip(MEMBERS_DELAY);
    }

    function _carries(address[] memory people, uint256 voters) private returns (bool) {
        uint256 proposalId = propose(membersHouse, founder, address(membership), "");
        toVoting(membersHouse, proposalId);
        for (uint256 i = 0; i < voters; ++i) {
            vote(membersHouse, proposalId, people[i], FOR);
        }
        vm.warp(membersHouse.proposalDeadline(proposalId) + 1);
        return stateOf(membersHouse, proposalId) == IGovernor.ProposalState.Succeeded;
    }
}
