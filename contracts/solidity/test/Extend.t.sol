// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IChallenges} from "../interfaces/IChallenges.sol";
import {IContributions, RecordedBatch} from "../interfaces/IContributions.sol";
import {IDistribution} from "../interfaces/IDistribution.sol";
import {IReputation} from "../interfaces/IReputation.sol";
import {Phase} from "../libraries/Calendar.sol";
import {Disputes} from "./Disputes.t.sol";

/// @notice More time for a dispute: once an epoch, by the time that the members' house needs.
contract ExtendTest is Disputes {
    uint40 private constant CYCLE = 1 days + 3 days + 1 days + 2 days;

    function test_Extend_MovesFinalByOneHouseCycle() public {
        assertEq(challenges.houseCycle(), CYCLE);
        uint256 before = contributions.finalAt(0);
        toChallenge(0);
        vm.expectEmit(address(contributions));
        emit IContributions.ResolveExtended(0, CYCLE, before + CYCLE);
        _extend(0);
        assertEq(contributions.finalAt(0), before + CYCLE);
        assertEq(contributions.finalAt(1), before + EPOCH);
        assertEq(contributions.totals(0).extension, CYCLE);
        assertTrue(contributions.phase(0) == Phase.Challenge);
        vm.warp(before);
        assertTrue(contributions.phase(0) == Phase.Resolve);
        assertTrue(contributions.basis(0, 1).phase == Phase.Resolve);
        vm.warp(before + CYCLE - 1);
        assertTrue(contributions.phase(0) == Phase.Resolve);
        skip(1);
        assertTrue(contributions.phase(0) == Phase.Final);
        assertTrue(contributions.basis(0, 1).phase == Phase.Final);
    }

    function test_Extend_RevertsWhen_DoneBefore() public {
        toChallenge(0);
        _extend(0);
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsExtended.selector, 0));
        _extend(0);
        skip(CHALLENGE + RESOLVE);
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsExtended.selector, 0));
        _extend(0);
    }

    function test_Extend_RevertsWhen_NotInChallengeOrResolve() public {
        _late(0);
        _late(1);
        toGrace(0);
        _late(0);
        toFinal(0);
        _late(0);
        vm.warp(contributions.finalAt(0) - 1);
        _extend(0);
    }

    function test_Extend_RevertsWhen_NotTheGuardian() public {
        toChallenge(0);
        address[3] memory others = [dina, founder, address(membersTimelock)];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesNotGuardian.selector, others[i]));
            vm.prank(others[i]);
            challenges.extend(0);
        }
    }

    /// @dev Attack 14: no setting of the house stops an epoch for ever.
    function test_Attack_14_ExtensionIsBounded() public {
        vm.prank(address(membersTimelock));
        membersTimelock.updateDelay(10_000 days);
        assertEq(challenges.houseCycle(), 60 days);
        toChallenge(0);
        _extend(0);
        vm.startPrank(address(challenges));
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsExtensionOutOfBounds.selector, 60 days + 1));
        contributions.extendResolve(1, 60 days + 1);
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsExtensionOutOfBounds.selector, 0));
        contributions.extendResolve(1, 0);
        vm.stopPrank();
    }

    /// @dev Money and votes wait with the epoch.
    function test_Extend_HoldsClaimsAndVotesBack() public {
        give(gina, 0, 20);
        fundUsd(0, 1e9);
        toChallenge(0);
        _extend(0);
        toFinal(0);
        vm.expectRevert(abi.encodeWithSelector(IDistribution.DistributionEpochNotFinal.selector, 0));
        distribution.claimFor(address(usd), 0, 8);
        vm.expectRevert(abi.encodeWithSelector(IReputation.ReputationEpochNotFinal.selector, 0));
        reputation.mint();
        skip(CYCLE);
        distribution.claimFor(address(usd), 0, 8);
        reputation.mint();
    }

    /// @dev The counts of the epoch live beside the extension.
    function test_Extend_ChangesNoCount() public {
        RecordedBatch memory batch = recorded(dealt(9));
        toChallenge(0);
        uint32 items = contributions.totals(0).items;
        _extend(0);
        strike(batch, 0, 9);
        assertEq(contributions.totals(0).extension, CYCLE);
        assertEq(contributions.totals(0).items, items);
        assertEq(contributions.totals(0).rulesVersion, 1);
        assertEq(contributions.totals(0).contributors, 0);
    }

    /// @dev Attack 4: too slow against mass fraud. With all moderators in it, the members' house still decides in time:
    /// its cycle is longer than Challenge and Resolve, and the extension makes room for it.
    function test_Attack_4_TheHouseDecidesInTime() public {
        RecordedBatch memory batch = recorded(dealt(30));
        toChallenge(0);
        uint256 challengeId = challenge(founder, batch, 0);
        vm.prank(eva);
        uint256 whole = challenges.challengeBatch(batch, REASON);
        decide(dina, challengeId, false, batch);
        decide(fred, challengeId, false, batch);
        vm.warp(contributions.finalAt(0) - 1);
        _extend(0);
        decide(membersHouse, address(challenges), abi.encodeCall(challenges.upholdByHouse, (whole, batch, 10)));
        challenges.strikeNext(whole, batch, ALL);
        assertEq(contributions.totals(0).contributors, 0);
    }

    function _late(uint32 epoch) private {
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesOutOfTime.selector, epoch));
        _extend(epoch);
    }

    function _extend(uint32 epoch) private {
        vm.prank(address(guardian));
        challenges.extend(epoch);
    }
}
