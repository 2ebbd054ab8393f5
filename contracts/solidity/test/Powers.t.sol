// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

import {Governed} from "../Governed.sol";
import {IHouse} from "../interfaces/IHouse.sol";
import {World} from "./World.t.sol";

/// @notice Which house may do what, before and after reputation is established (attacks 5, 6 and 8).
contract PowersTest is World {
    function setUp() public override {
        super.setUp();
        skip(1);
    }

    function test_Powers_OnlyTheConstitutionHasAdmin() public view {
        address[6] memory others = [
            address(this),
            founder,
            address(membersTimelock),
            address(contributorsTimelock),
            address(membersHouse),
            address(contributorsHouse)
        ];
        for (uint256 i = 0; i < others.length; ++i) {
            (bool has,) = accessManager.hasRole(ADMIN, others[i]);
            assertFalse(has);
        }
        (bool holds, uint32 delay) = accessManager.hasRole(ADMIN, address(constitution));
        assertTrue(holds);
        assertEq(delay, 0);
        assertEq(constitution.getMinDelay(), CONSTITUTION_DELAY);
    }

    function test_Powers_TimelocksAnswerToTheirHousesOnly() public view {
        _answers(membersTimelock, address(membersHouse));
        _answers(contributorsTimelock, address(contributorsHouse));
        _answers(constitution, address(membersTimelock));
        _answers(constitution, address(contributorsTimelock));
        TimelockController[3] memory timelocks = [membersTimelock, contributorsTimelock, constitution];
        for (uint256 i = 0; i < 3; ++i) {
            bytes32 admin = timelocks[i].DEFAULT_ADMIN_ROLE();
            assertFalse(timelocks[i].hasRole(admin, address(this)));
            assertFalse(timelocks[i].hasRole(admin, founder));
            assertFalse(timelocks[i].hasRole(timelocks[i].PROPOSER_ROLE(), address(this)));
        }
        assertFalse(membersTimelock.hasRole(membersTimelock.PROPOSER_ROLE(), address(contributorsHouse)));
        assertFalse(contributorsTimelock.hasRole(contributorsTimelock.PROPOSER_ROLE(), address(membersHouse)));
    }

    function test_Powers_EverySelectorHasItsRole() public view {
        bytes4[] memory powers = membersHousePowers();
        for (uint256 i = 0; i < powers.length; ++i) {
            assertEq(accessManager.getTargetFunctionRole(address(membership), powers[i]), MEMBERS_HOUSE);
        }
        powers = ledgerPowers();
        for (uint256 i = 0; i < powers.length; ++i) {
            assertEq(accessManager.getTargetFunctionRole(address(contributions), powers[i]), CONTRIBUTORS_HOUSE);
        }
        powers = moneyPowers();
        for (uint256 i = 0; i < powers.length; ++i) {
            assertEq(accessManager.getTargetFunctionRole(address(distribution), powers[i]), CONTRIBUTORS_HOUSE);
        }
        assertEq(distribution.setShareRules.selector, powers[2]);
    }

    /// @dev Attack 8: until reputation is established the contributors' house would be two people; it does not sit.
    function test_StandIn_MembersHouseActsFirst() public {
        give(ada, 0, 20);
        toFinal(0);
        mintAll();
        settle(ada);
        skip(1);
        vm.expectRevert(IHouse.HouseNotYetSitting.selector);
        vm.prank(ada);
        contributorsHouse.propose(new address[](1), new uint256[](1), new bytes[](1), "");
        bytes memory order = abi.encodeCall(contributions.setAttester, (dina));
        decide(membersHouse, address(contributions), order);
        assertEq(contributions.attester(), dina);
    }

    function test_StandIn_EndsWhenReputationIsEstablished() public {
        establish();
        bytes memory order = abi.encodeCall(contributions.setAttester, (dina));
        uint256 proposalId = carry(membersHouse, address(contributions), order);
        vm.expectRevert(
            abi.encodeWithSelector(Governed.GovernedContributorsHouseSits.selector, address(membersTimelock))
        );
        membersHouse.execute(proposalId);
        decide(contributorsHouse, address(contributions), order);
        assertEq(contributions.attester(), dina);
    }

    function test_StandIn_EndsForEveryPowerOverMoney() public {
        establish();
        vm.startPrank(address(membersTimelock));
        bytes memory refusal =
            abi.encodeWithSelector(Governed.GovernedContributorsHouseSits.selector, address(membersTimelock));
        vm.expectRevert(refusal);
        distribution.allowToken(ETH, false);
        vm.expectRevert(refusal);
        distribution.withdrawReserve(ETH, founder, 0);
        vm.expectRevert(refusal);
        distribution.setShareRules(firstShareRules());
        vm.expectRevert(refusal);
        contributions.setRules(firstRules());
        vm.stopPrank();
    }

    /// @dev Attack 6: the members' house goes through the manager's `execute`, where the ledger sees the manager call.
    function test_StandIn_CannotHideBehindTheManager() public {
        establish();
        bytes memory order = abi.encodeCall(contributions.setAttester, (dina));
        vm.prank(address(membersTimelock));
        vm.expectRevert(abi.encodeWithSelector(Governed.GovernedContributorsHouseSits.selector, address(accessManager)));
        accessManager.execute(address(contributions), order);
        bytes memory through = abi.encodeCall(accessManager.execute, (address(contributions), order));
        uint256 proposalId = carry(membersHouse, address(accessManager), through);
        vm.expectRevert();
        membersHouse.execute(proposalId);
        assertNotEq(contributions.attester(), dina);
    }

    function test_Houses_ContributorsHaveNoPowerOverMembers() public {
        establish();
        bytes memory order = abi.encodeCall(membership.setRoles, (5, 1));
        uint256 proposalId = carry(contributorsHouse, address(membership), order);
        vm.expectRevert(
            abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(contributorsTimelock))
        );
        contributorsHouse.execute(proposalId);
    }

    /// @dev Attack 6: a house that could grant roles would own the other one.
    function test_Houses_CannotGrantRoles() public {
        establish();
        bytes memory order = abi.encodeCall(accessManager.grantRole, (ADMIN, address(membersTimelock), 0));
        uint256 proposalId = carry(membersHouse, address(accessManager), order);
        vm.expectPartialRevert(IAccessManager.AccessManagerUnauthorizedAccount.selector);
        membersHouse.execute(proposalId);
        vm.prank(address(contributorsTimelock));
        vm.expectPartialRevert(IAccessManager.AccessManagerUnauthorizedAccount.selector);
        accessManager.grantRole(MEMBERS_HOUSE, address(contributorsTimelock), 0);
        vm.prank(address(contributorsTimelock));
        vm.expectPartialRevert(IAccessManager.AccessManagerUnauthorizedAccount.selector);
        accessManager.setTargetClosed(address(membership), true);
        vm.prank(address(membersTimelock));
        vm.expectPartialRevert(IAccessManager.AccessManagerUnauthorizedAccount.selector);
        accessManager.updateAuthority(address(distribution), address(this));
    }

    function test_Powers_TheGuardianIsTheSameInBothHouses() public view {
        assertEq(membersHouse.proposalGuardian(), address(guardian));
        assertEq(contributorsHouse.proposalGuardian(), address(guardian));
        bytes4[] memory powers = guardianPowers();
        for (uint256 i = 0; i < powers.length; ++i) {
            assertEq(accessManager.getTargetFunctionRole(address(guardian), powers[i]), MEMBERS_HOUSE);
        }
    }

    /// @dev Attack 6: the other house has thirty days to see a constitutional act coming, and can stop it.
    function test_Constitution_WaitsAndCanBeStopped() public {
        establish();
        bytes memory grant = abi.encodeCall(accessManager.grantRole, (CONTRIBUTORS_HOUSE, founder, 0));
        bytes memory order = abi.encodeCall(
            constitution.schedule, (address(accessManager), 0, grant, bytes32(0), bytes32(0), CONSTITUTION_DELAY)
        );
        decide(membersHouse, address(constitution), order);
        bytes32 id = constitution.hashOperation(address(accessManager), 0, grant, bytes32(0), bytes32(0));
        assertTrue(constitution.isOperationPending(id));
        decide(contributorsHouse, address(constitution), abi.encodeCall(constitution.cancel, (id)));
        assertFalse(constitution.isOperation(id));
        decide(membersHouse, address(constitution), order);
        skip(CONSTITUTION_DELAY);
        vm.prank(person("anybody"));
        constitution.execute(address(accessManager), 0, grant, bytes32(0), bytes32(0));
        (bool has,) = accessManager.hasRole(CONTRIBUTORS_HOUSE, founder);
        assertTrue(has);
    }

    function test_Constitution_RevertsWhen_DelayIsShort() public {
        bytes memory grant = abi.encodeCall(accessManager.grantRole, (ADMIN, founder, 0));
        vm.prank(address(membersTimelock));
        vm.expectPartialRevert(TimelockController.TimelockInsufficientDelay.selector);
        constitution.schedule(address(accessManager), 0, grant, bytes32(0), bytes32(0), 0);
        vm.expectRevert();
        constitution.schedule(address(accessManager), 0, grant, bytes32(0), bytes32(0), CONSTITUTION_DELAY);
    }

    function _answers(TimelockController timelock, address house) private view {
        assertTrue(timelock.hasRole(timelock.PROPOSER_ROLE(), house));
        assertTrue(timelock.hasRole(timelock.CANCELLER_ROLE(), house));
        assertTrue(timelock.hasRole(timelock.EXECUTOR_ROLE(), address(0)));
    }
}
