// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {Contributions} from "../Contributions.sol";
import {Approval, Batch} from "../interfaces/IContributions.sol";
import {Deployment} from "../interfaces/IRegistry.sol";
import {IReputation} from "../interfaces/IReputation.sol";
import {ISquareRoot} from "../interfaces/ISquareRoot.sol";
import {Calendar, Calendars} from "../libraries/Calendar.sol";
import {Index} from "../libraries/Index.sol";
import {LedgerSetup} from "../Policy.sol";
import {Registry} from "../Registry.sol";
import {Reputation} from "../Reputation.sol";
import {World} from "./World.t.sol";

/// @notice Attack 28: a community that cannot change its ledger is stuck with its first mistakes. From epoch 10 on a
/// successor with epochs of 14 days takes over.
contract SuccessorTest is World {
    uint32 private constant LAST = 10;
    Contributions private ledger;
    Reputation private heir;

    function setUp() public override {
        super.setUp();
        establish();
        ledger = _newLedger(LAST, 14 days);
        heir = _newReputation(reputation, ledger, LAST, 14 days);
    }

    /* THE WAY */

    function test_Succession_FromTheRegistryToTheLastMember() public {
        fundUsd(9, 1_000_000);
        toEpoch(9);
        give(dina, 0, 20);
        give(ada, 0, 20);
        _announce();
        uint256 inherited = _mintRest();
        vm.expectEmit(address(heir));
        emit IReputation.Inherited(address(reputation), inherited);
        heir.inherit();
        assertEq(registry.deploymentAt(address(membership), 1).reputation, address(heir));
        uint256 supply = heir.totalSupply();
        assertEq(supply, reputation.totalSupply());
        assertEq(heir.balanceOf(heir.UNSETTLED()), supply);
        assertFalse(heir.established());

        _settleAll(heir);
        assertEq(heir.totalSupply(), supply, "settling changes no supply [1]");
        for (uint40 id = 1; id <= 5; ++id) {
            assertEq(heir.unitsOf(id), reputation.unitsOf(id), "held and pending");
            assertEq(heir.getVotes(everyone()[id - 1]), heir.unitsOf(id));
        }
        assertGt(heir.unitsOf(5), heir.unitsOf(4));
        assertTrue(heir.established());

        distribution.claimFor(address(usd), 9, 5);
        assertEq(usd.balanceOf(dina), 300_000, "the old distribution pays");

        vm.warp(ledger.startOf(2));
        _recordInLedger(dina, 40);
        vm.warp(Calendars.finalAt(ledger.calendar(), 2));
        for (uint256 i = 0; i < 3; ++i) {
            heir.mint();
        }
        uint256 before = heir.unitsOf(5);
        _settle(heir, 5);
        assertEq(heir.unitsOf(5) - before, 40e6 * heir.index(2) / Index.ONE);
    }

    /// @dev The index goes on where it stood, and doubles in the same time as before.
    function test_Succession_TheIndexDoesNotJump() public view {
        assertEq(heir.index(0), reputation.index(LAST));
        assertApproxEqRel(heir.index(1), reputation.index(LAST + 2), 1e9);
        assertApproxEqRel(heir.index(26), 2 * heir.index(0), 1e9);
    }

    function test_Succession_DelegatesAndPoolsAreChosenAnew() public {
        _succeed();
        vm.prank(ada);
        heir.delegate(ben);
        _settleAll(heir);
        assertEq(heir.getVotes(ben), heir.unitsOf(2) + heir.unitsOf(3));
    }

    /* NOBODY COUNTS TWICE */

    /// @dev Attack 28: settle in both, in any order and often.
    function test_Attack_28_NoUnitIsImportedTwice() public {
        toEpoch(9);
        give(dina, 0, 20);
        _succeed();
        uint256 supply = heir.totalSupply();
        for (uint256 i = 0; i < 3; ++i) {
            _settleAll(heir);
        }
        assertEq(heir.unitsOf(5), reputation.unitsOf(5));
        assertEq(heir.totalSupply(), supply);
        uint40[] memory ids = new uint40[](1);
        ids[0] = 5;
        vm.expectRevert(abi.encodeWithSelector(IReputation.ReputationSucceeded.selector, address(heir), LAST));
        reputation.settle(ids);
        vm.expectRevert(abi.encodeWithSelector(IReputation.ReputationEpochNotFinal.selector, LAST));
        reputation.mint();
        vm.expectRevert(abi.encodeWithSelector(IReputation.ReputationNothingToInherit.selector, address(reputation)));
        heir.inherit();
    }

    /// @dev Attack 31: work recorded in the old ledger under epochs that are the successor's makes no votes.
    function test_Attack_31_LateEpochsOfTheOldLedgerMakeNoVotes() public {
        _announce();
        toEpoch(LAST);
        give(dina, 0, 100);
        toFinal(LAST);
        _mintRest();
        vm.expectRevert(abi.encodeWithSelector(IReputation.ReputationEpochNotFinal.selector, LAST));
        reputation.mint();
        heir.inherit();
        _settleAll(heir);
        assertEq(heir.unitsOf(5), heir.unitsOf(4));
    }

    /// @dev Attack 31: a Reputation that somebody made up cannot take over.
    function test_Attack_31_OnlyTheConstitutionNamesASuccessor() public {
        address[3] memory others = [address(this), founder, address(membersTimelock)];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            vm.prank(others[i]);
            reputation.setSuccessor(heir);
        }
        vm.expectRevert(abi.encodeWithSelector(IReputation.ReputationNotSuccessor.selector, address(heir)));
        heir.inherit();
        vm.startPrank(founder);
        vm.expectRevert(abi.encodeWithSelector(IReputation.ReputationNotSuccessor.selector, founder));
        reputation.handOver();
        vm.expectRevert(abi.encodeWithSelector(IReputation.ReputationNotSuccessor.selector, founder));
        reputation.release(5);
        vm.expectRevert(abi.encodeWithSelector(IReputation.ReputationNotPredecessor.selector, founder));
        heir.debit(5, 1);
        vm.stopPrank();
    }

    function test_SetSuccessor_RevertsWhen_ItDoesNotFit() public {
        Reputation stranger = _newReputation(heir, ledger, LAST, 14 days);
        Reputation early = _newReputation(reputation, ledger, 1, 14 days);
        vm.startPrank(address(constitution));
        vm.expectRevert(
            abi.encodeWithSelector(IReputation.ReputationSuccessorInvalid.selector, address(stranger), LAST, 3)
        );
        reputation.setSuccessor(stranger);
        vm.expectRevert(abi.encodeWithSelector(IReputation.ReputationSuccessorInvalid.selector, address(early), 1, 3));
        reputation.setSuccessor(early);
        vm.stopPrank();
    }

    function test_SetSuccessor_MayBeChangedUntilTheHandOver() public {
        Reputation other = _newReputation(reputation, ledger, LAST, 14 days);
        _announce();
        vm.prank(address(constitution));
        reputation.setSuccessor(other);
        _mintRest();
        vm.expectPartialRevert(IReputation.ReputationNotSuccessor.selector);
        heir.inherit();
        other.inherit();
        vm.expectPartialRevert(IReputation.ReputationSucceeded.selector);
        vm.prank(address(constitution));
        reputation.setSuccessor(heir);
    }

    function test_Inherit_RevertsWhen_EpochsAreMissing() public {
        _announce();
        vm.expectRevert(abi.encodeWithSelector(IReputation.ReputationEpochNotFinal.selector, 3));
        heir.inherit();
        vm.warp(Calendars.finalAt(ledger.calendar(), 0));
        vm.expectRevert(abi.encodeWithSelector(IReputation.ReputationNotInherited.selector, address(reputation)));
        heir.mint();
        _settleAll(heir);
        assertEq(heir.totalSupply(), 0);
    }

    /// @dev More epochs than one settlement takes: the import goes on in steps, each unit once.
    function test_Attack_28_ALongImportGoesInSteps() public {
        Reputation late = _newReputation(reputation, ledger, 450, 14 days);
        toEpoch(200);
        give(dina, 0, 20);
        toEpoch(449);
        give(dina, 0, 20);
        vm.prank(address(constitution));
        reputation.setSuccessor(late);
        toFinal(449);
        _mintUpTo(450);
        late.inherit();
        uint256 supply = late.totalSupply();
        _settle(late, 5);
        uint256 first = late.unitsOf(5);
        assertGt(reputation.nextEpoch(), reputation.settledThrough(5));
        _settle(late, 5);
        assertGt(late.unitsOf(5), first);
        assertEq(reputation.nextEpoch(), reputation.settledThrough(5));
        _settle(late, 5);
        assertEq(late.unitsOf(5), reputation.unitsOf(5));
        assertEq(late.totalSupply(), supply);
    }

    /* DEPARTURES, WALLETS AND DEBITS, WHICH THE FIRST REPUTATION HEARS OF */

    /// @dev Attack 27: leaving burns in the successor, whether the member was imported or not, in the same call.
    function test_Attack_27_LeavingBurnsInTheSuccessor() public {
        toEpoch(9);
        give(dina, 0, 20);
        give(ada, 0, 20);
        _succeed();
        _settle(heir, 2);
        uint256 supply = heir.totalSupply();
        uint256 held = heir.unitsOf(2);
        leave(ada);
        assertEq(heir.unitsOf(2), 0);
        assertEq(heir.totalSupply(), supply - held);
        leave(dina);
        assertEq(heir.totalSupply(), supply - 2 * held, "with what was pending");
        admitWallet(dina);
        _settleAll(heir);
        assertEq(heir.unitsOf(5), 0);
        assertEq(heir.unitsOf(2), 0);
        uint256 sum = heir.unitsOf(1) + heir.unitsOf(3) + heir.unitsOf(4);
        assertEq(heir.totalSupply(), sum + heir.balanceOf(heir.UNSETTLED()));
        assertLe(heir.balanceOf(heir.UNSETTLED()), 25, "roundings");
    }

    function test_MoveWallet_ReachesTheSuccessor() public {
        _succeed();
        _settle(heir, 5);
        uint256 units = heir.unitsOf(5);
        address next = person("next");
        vm.prank(address(membership));
        reputation.moveWallet(5, dina, next);
        assertEq(heir.getVotes(dina), 0);
        assertEq(heir.unitsOf(5), units);
        vm.expectPartialRevert(IReputation.ReputationNotMembership.selector);
        heir.moveWallet(5, dina, next);
    }

    /// @dev Attack 16: a debit for an epoch of the old ledger finds the units where they are now.
    function test_Attack_16_DebitsFollowToTheSuccessor() public {
        _succeed();
        uint256 supply = heir.totalSupply();
        vm.prank(address(challenges));
        assertEq(reputation.burn(5, 0, 15), 15e6);
        assertEq(heir.unitsOf(5), reputation.unitsOf(5) - 15e6);
        assertEq(heir.totalSupply(), supply - 15e6);
        vm.prank(address(challenges));
        uint256 rest = heir.unitsOf(5);
        vm.prank(address(challenges));
        assertEq(reputation.burn(5, 0, 1000), rest);
        assertEq(heir.unitsOf(5), 0);
    }

    /// @dev Attack 7: the successor scales from its first epoch on, else the first mint after it buys the house.
    function test_Attack_7_ScalingDoesNotStartAnew() public {
        _succeed();
        uint256 supply = heir.totalSupply();
        vm.warp(ledger.startOf(1));
        for (uint8 lane = 0; lane < 7; ++lane) {
            _recordInLedger(dina, 100);
        }
        for (uint256 i = 0; i < 60; ++i) {
            _recordInLedger(everyone()[i % 5], 100);
        }
        vm.warp(Calendars.finalAt(ledger.calendar(), 1));
        heir.mint();
        heir.mint();
        assertLe(heir.totalSupply(), supply + supply / 4);
    }

    /// @dev A second succession: departures are passed on from the first Reputation through the second.
    function test_Succession_CanBeRepeated() public {
        _succeed();
        _settle(heir, 2);
        Contributions third = _newLedger(0, 7 days);
        Reputation last = _newReputation(heir, third, 0, 7 days);
        vm.prank(address(constitution));
        heir.setSuccessor(last);
        last.inherit();
        uint256 supply = last.totalSupply();
        assertEq(supply, heir.totalSupply());
        _settleAll(last);
        for (uint40 id = 1; id <= 5; ++id) {
            assertEq(last.unitsOf(id), reputation.unitsOf(id));
        }
        uint256 held = last.unitsOf(5);
        leave(dina);
        assertEq(last.unitsOf(5), 0);
        assertEq(last.totalSupply(), supply - held);
        vm.prank(address(challenges));
        assertEq(reputation.burn(2, 0, 10), 10e6);
        assertEq(last.unitsOf(2), reputation.unitsOf(2) - 10e6);
    }

    /* HELP */

    function _newLedger(uint32 from, uint40 length) private returns (Contributions) {
        Calendar memory calendar = firstCalendar();
        calendar.genesis = uint40(contributions.startOf(from));
        calendar.length = length;
        LedgerSetup memory setup = ledgerSetup();
        setup.calendar = calendar;
        return Contributions(vm.deployCode("Contributions.sol:Contributions", abi.encode(setup)));
    }

    function _newReputation(Reputation before, Contributions ledger_, uint32 from, uint256 length)
        private
        returns (Reputation)
    {
        Reputation.Setup memory setup = Reputation.Setup({
            communityName: "Agora",
            slug: SLUG,
            accessManager: address(accessManager),
            membership: membership,
            contributions: ledger_,
            challenges: address(challenges),
            squareRoot: ISquareRoot(address(0)),
            predecessor: before,
            fromEpoch: from,
            epochLength: length,
            halfLife: HALF_LIFE
        });
        return Reputation(vm.deployCode("Reputation.sol:Reputation", abi.encode(setup)));
    }

    /// @dev The constitution's decision, in one batch.
    function _announce() private {
        Deployment memory next = deployment(LAST);
        (next.contributions, next.reputation) = (address(ledger), address(heir));
        address[] memory targets = new address[](2);
        bytes[] memory payloads = new bytes[](2);
        (targets[0], targets[1]) = (address(registry), address(reputation));
        payloads[0] = abi.encodeCall(Registry.register, (next));
        payloads[1] = abi.encodeCall(Reputation.setSuccessor, (heir));
        uint256[] memory values = new uint256[](2);
        vm.prank(address(membersTimelock));
        constitution.scheduleBatch(targets, values, payloads, 0, 0, CONSTITUTION_DELAY);
        uint256 now_ = vm.getBlockTimestamp();
        skip(CONSTITUTION_DELAY);
        constitution.executeBatch(targets, values, payloads, 0, 0);
        vm.warp(now_ > contributions.startOf(9) ? vm.getBlockTimestamp() : now_);
    }

    function _mintRest() private returns (uint256) {
        if (vm.getBlockTimestamp() < Calendars.finalAt(contributions.calendar(), LAST - 1)) toFinal(LAST - 1);
        _mintUpTo(LAST);
        return reputation.totalSupply();
    }

    function _mintUpTo(uint32 epoch) private {
        while (reputation.nextEpoch() < epoch) {
            reputation.mint();
        }
    }

    function _succeed() private {
        _announce();
        _mintRest();
        heir.inherit();
    }

    function _settleAll(IReputation which) private {
        uint40[] memory ids = new uint40[](5);
        (ids[0], ids[1], ids[2], ids[3], ids[4]) = (1, 2, 3, 4, 5);
        which.settle(ids);
    }

    function _settle(IReputation which, uint40 memberId) private {
        uint40[] memory ids = new uint40[](1);
        ids[0] = memberId;
        which.settle(ids);
    }

    function _recordInLedger(address who, uint24 points) private {
        Batch memory batch = batchOf(item(who, 0, points));
        (batch.epoch, batch.rulesVersion) = (ledger.currentEpoch(), 1);
        Contributions old = contributions;
        contributions = ledger;
        Approval[] memory approvals = approvedByAll(batch);
        contributions = old;
        ledger.record(batch, approvals);
    }
}
