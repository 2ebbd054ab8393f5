// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {IContributions, Rules} from "../interfaces/IContributions.sol";
import {IDistribution, ShareRules} from "../interfaces/IDistribution.sol";
import {Calendar, Calendars, Phase} from "../libraries/Calendar.sol";
import {LedgerSetup} from "../Policy.sol";
import {World} from "./World.t.sol";

contract RulesTest is World {
    /// @dev Attack 14: rules never change the epoch that is open, let alone older ones.
    function test_Rules_ActFromTheNextEpoch() public {
        toEpoch(3);
        Rules memory rules = firstRules();
        rules.cap[0] = 10;
        give(dina, 0, 60);
        vm.prank(address(contributorsTimelock));
        assertEq(contributions.setRules(rules), 2);
        assertEq(contributions.rulesVersionAt(3), 1);
        assertEq(contributions.rulesVersionAt(4), 2);
        assertEq(contributions.rulesVersionAt(400), 2);
        give(dina, 0, 30);
        assertEq(contributions.counted(3, 5)[0], 90);
        toEpoch(4);
        give(dina, 0, 60);
        assertEq(contributions.counted(4, 5)[0], 10);
        assertEq(contributions.counted(3, 5)[0], 90);
        assertEq(contributions.rules(2).cap[0], 10);
    }

    function test_Rules_SecondChangeInAnEpochReplacesTheFirst() public {
        vm.startPrank(address(contributorsTimelock));
        contributions.setRules(firstRules());
        contributions.setRules(firstRules());
        vm.stopPrank();
        assertEq(contributions.rulesVersionAt(0), 1);
        assertEq(contributions.rulesVersionAt(1), 3);
    }

    /// @dev With three reviewers a quorum of three could never be had for a reviewer's own work.
    function test_Attack_18_QuorumsCanBeHadForEveryone() public {
        Rules memory rules = firstRules();
        rules.quorum[4] = 3;
        vm.startPrank(address(contributorsTimelock));
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsQuorumTooLarge.selector, 4, 3, 3));
        contributions.setRules(rules);
        rules.quorum[4] = 2;
        contributions.setRules(rules);
        vm.stopPrank();
    }

    function test_Rules_RevertWhen_OutOfBounds() public {
        Rules memory rules = firstRules();
        vm.startPrank(address(contributorsTimelock));
        rules.budgetBps = 10_001;
        vm.expectRevert(
            abi.encodeWithSelector(IContributions.ContributionsRulesInvalid.selector, bytes32("budgetBps"), 10_001)
        );
        contributions.setRules(rules);
        rules.budgetBps = 10_000;
        rules.activeAt = 0;
        vm.expectRevert(
            abi.encodeWithSelector(IContributions.ContributionsRulesInvalid.selector, bytes32("activeAt"), 0)
        );
        contributions.setRules(rules);
        rules.activeAt = 1;
        rules.cap[7] = 1 << 31;
        vm.expectRevert(
            abi.encodeWithSelector(IContributions.ContributionsRulesInvalid.selector, bytes32("cap"), uint256(1) << 31)
        );
        contributions.setRules(rules);
        rules.cap[7] -= 1;
        contributions.setRules(rules);
        vm.stopPrank();
    }

    function test_ShareRules_ActFromTheNextEpoch() public {
        ShareRules memory rules = firstShareRules();
        rules.laneBps[0] = 1;
        toEpoch(2);
        vm.prank(address(contributorsTimelock));
        assertEq(distribution.setShareRules(rules), 2);
        assertEq(distribution.shareRulesVersionAt(2), 1);
        assertEq(distribution.shareRulesVersionAt(3), 2);
        assertEq(distribution.shareRules(2).laneBps[0], 1);
    }

    /// @dev Attack 14: rules that would pay more than there is.
    function test_ShareRules_RevertWhen_TheyPayTooMuch() public {
        ShareRules memory rules = firstShareRules();
        vm.startPrank(address(contributorsTimelock));
        rules.reserveBps += 1;
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionRulesInvalid.selector, bytes32("sum"), 10_001));
        distribution.setShareRules(rules);
        rules.reserveBps -= 1;
        rules.memberCapBps = 10_001;
        vm.expectRevert(
            abi.encodeWithSelector(IDistribution.DistributionRulesInvalid.selector, bytes32("memberCapBps"), 10_001)
        );
        distribution.setShareRules(rules);
        vm.stopPrank();
    }

    function test_Rules_OnlyTheContributorsHouse() public {
        address[4] memory others = [founder, dina, address(constitution), address(this)];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]);
            vm.startPrank(others[i]);
            vm.expectRevert(refusal);
            contributions.setRules(firstRules());
            vm.expectRevert(refusal);
            contributions.setAttester(others[i]);
            vm.expectRevert(refusal);
            distribution.setShareRules(firstShareRules());
            vm.expectRevert(refusal);
            distribution.allowToken(address(usd), true);
            vm.expectRevert(refusal);
            distribution.withdrawReserve(ETH, others[i], 0);
            vm.stopPrank();
        }
    }

    function test_Calendar_KnowsEveryPhase() public {
        assertEq(contributions.currentEpoch(), 0);
        assertEq(uint8(contributions.phase(1)), uint8(Phase.Upcoming));
        assertEq(uint8(contributions.phase(0)), uint8(Phase.Open));
        vm.warp(GENESIS + EPOCH - 1);
        assertEq(uint8(contributions.phase(0)), uint8(Phase.Open));
        skip(1);
        assertEq(contributions.currentEpoch(), 1);
        assertEq(uint8(contributions.phase(0)), uint8(Phase.Grace));
        skip(GRACE);
        assertEq(uint8(contributions.phase(0)), uint8(Phase.Challenge));
        skip(CHALLENGE);
        assertEq(uint8(contributions.phase(0)), uint8(Phase.Resolve));
        skip(RESOLVE);
        assertEq(uint8(contributions.phase(0)), uint8(Phase.Final));
        vm.warp(FOUNDED);
        assertEq(contributions.currentEpoch(), 0);
        assertEq(uint8(contributions.phase(0)), uint8(Phase.Upcoming));
    }

    /// @dev Attack 14: no constructor takes durations that would stop the community.
    function test_Calendar_RevertsWhen_OutOfBounds() public {
        _calendarRefused(Calendar(GENESIS, 1 days - 1, 0, 2 days, 2 days), "length", false);
        _calendarRefused(Calendar(GENESIS, 92 days + 1, 0, 2 days, 2 days), "length", false);
        _calendarRefused(Calendar(GENESIS, 1 days, 14 days + 1, 2 days, 2 days), "grace", false);
        _calendarRefused(Calendar(GENESIS, 1 days, 0, 2 days - 1, 2 days), "challenge", false);
        _calendarRefused(Calendar(GENESIS, 1 days, 0, 30 days + 1, 2 days), "challenge", false);
        _calendarRefused(Calendar(GENESIS, 1 days, 0, 2 days, 2 days - 1), "resolve", false);
        _calendarRefused(Calendar(GENESIS, 1 days, 0, 2 days, 30 days + 1), "resolve", false);
        _calendarRefused(Calendar(GENESIS, 0, 0, 1, 1), "length", true);
        _calendarRefused(Calendar(GENESIS, 1, 0, 0, 1), "challenge", true);
        this.checkCalendar(Calendar(GENESIS, 1, 0, 1, 1), true);
        this.checkCalendar(Calendar(GENESIS, 92 days, 14 days, 30 days, 30 days), false);
    }

    function test_Calendar_RevertsWhen_DeployedOutOfBounds() public {
        LedgerSetup memory setup = ledgerSetup();
        setup.calendar.length = 92 days + 1;
        vm.expectRevert();
        this.deployLedger(setup);
        setup.calendar.length = 92 days;
        this.deployLedger(setup);
    }

    function deployLedger(LedgerSetup calldata setup) external {
        vm.deployCode("Contributions.sol:Contributions", abi.encode(setup));
    }

    function checkCalendar(Calendar calldata calendar, bool pilot) external pure {
        Calendars.check(calendar, pilot);
    }

    function _calendarRefused(Calendar memory calendar, bytes32, bool pilot) private {
        vm.expectPartialRevert(Calendars.CalendarOutOfBounds.selector);
        this.checkCalendar(calendar, pilot);
    }
}
