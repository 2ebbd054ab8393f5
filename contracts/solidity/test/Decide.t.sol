// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

import {ChallengeStatus, DecisionPaper, IChallenges} from "../interfaces/IChallenges.sol";
import {IContributions, RecordedBatch} from "../interfaces/IContributions.sol";
import {Roles} from "../libraries/Roles.sol";
import {Moderated} from "../Moderated.sol";
import {Disputes} from "./Disputes.t.sol";

/// @notice Who decides about a challenge, and what a decision does.
contract DecideTest is Disputes {
    string private constant DECIDE_TYPE =
        "DecideChallenge(address wallet,uint256 challengeId,bool uphold,uint256 nonce,uint256 deadline)";

    RecordedBatch private batch;

    /// @dev Four items of gina's and one of ada's, who approved the batch.
    function setUp() public override {
        super.setUp();
        bytes memory items = bytes.concat(item(gina, 0, 10), item(gina, 0, 20), item(gina, 1, 30), item(gina, 2, 40));
        batch = recorded(bytes.concat(items, item(ada, 0, 5)));
        toChallenge(0);
    }

    /* MODERATORS */

    function test_Decide_TwoModeratorsUphold() public {
        challenge(founder, batch, 1);
        vm.expectEmit(address(challenges));
        emit IChallenges.ChallengeVoted(1, 6, true);
        decide(eva, 1, true, batch);
        assertEq(contributions.counted(0, 8)[0], 30);
        vm.expectEmit(address(challenges));
        emit IChallenges.ChallengeClosed(1, 1, ChallengeStatus.Upheld, 6, 7);
        decide(fred, 1, true, batch);
        assertEq(contributions.counted(0, 8)[0], 10);
        assertTrue(contributions.struck(SOURCE, 1));
        assertFalse(contributions.struck(SOURCE, 0));
        assertEq(challenges.openChallenges(1), 0);
    }

    function test_Decide_TwoModeratorsDismiss() public {
        challenge(founder, batch, 1);
        decide(eva, 1, false, batch);
        decide(fred, 1, false, batch);
        assertStatus(1, ChallengeStatus.Dismissed);
        assertEq(contributions.counted(0, 8)[0], 30);
        vm.expectRevert(
            abi.encodeWithSelector(IChallenges.ChallengesWrongStatus.selector, 1, ChallengeStatus.Dismissed)
        );
        decide(dina, 1, true, batch);
    }

    function test_Decide_OneOfEachDecidesNothing() public {
        challenge(founder, batch, 1);
        decide(eva, 1, true, batch);
        decide(fred, 1, false, batch);
        assertStatus(1, ChallengeStatus.Open);
        decide(dina, 1, true, batch);
        assertStatus(1, ChallengeStatus.Upheld);
    }

    function test_Decide_ModeratorsMayChangeTheirMind() public {
        challenge(founder, batch, 1);
        decide(eva, 1, true, batch);
        decide(eva, 1, false, batch);
        decide(fred, 1, true, batch);
        assertStatus(1, ChallengeStatus.Open);
        decide(fred, 1, false, batch);
        assertStatus(1, ChallengeStatus.Dismissed);
    }

    /// @dev Attack 5: one moderator counted twice, by calling and by signing.
    function test_Attack_5_OneModeratorIsOne() public {
        challenge(founder, batch, 1);
        decide(eva, 1, true, batch);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesAlreadyVoted.selector, 6));
        decide(eva, 1, true, batch);
        DecisionPaper memory paper = _decision(eva, 1);
        bytes memory signature = signDispute(eva, DECIDE_TYPE, abi.encode(paper));
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesAlreadyVoted.selector, 6));
        challenges.decideBySig(paper, signature, batch, ALL);
    }

    /// @dev Attack 5: the vote of somebody who left or lost the role decides nothing any more.
    function test_Attack_5_VotesDoNotSurviveTheRole() public {
        challenge(founder, batch, 1);
        decide(eva, 1, true, batch);
        leave(eva);
        decide(fred, 1, true, batch);
        assertStatus(1, ChallengeStatus.Open);
        grant(fred, 0);
        decide(dina, 1, true, batch);
        assertStatus(1, ChallengeStatus.Open);
        grant(fred, Roles.MODERATOR);
        decide(fred, 1, true, batch);
        assertStatus(1, ChallengeStatus.Upheld);
    }

    function test_Decide_RevertsWhen_NotModerator() public {
        challenge(founder, batch, 1);
        address[3] memory others = [gina, founder, person("stranger")];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(Moderated.ModeratedNotModerator.selector, others[i]));
            decide(others[i], 1, false, batch);
        }
    }

    function test_Decide_RevertsWhen_Involved() public {
        grant(ada, Roles.MODERATOR);
        grant(ben, Roles.MODERATOR);
        grant(gina, Roles.MODERATOR);
        challenge(eva, batch, 1);
        _involved(eva, 1);
        _involved(ada, 1);
        _involved(ben, 1);
        _involved(gina, 1);
        decide(fred, 1, true, batch);
        decide(dina, 1, true, batch);
    }

    /// @dev In a batch, the beneficiary of any item has a part in it; in a single item only that one's.
    function test_Decide_RevertsWhen_BeneficiaryOfAnyItem() public {
        toEpoch(5);
        RecordedBatch memory other = recorded(bytes.concat(item(gina, 0, 1), item(dina, 0, 1), item(gina, 0, 1)));
        toChallenge(5);
        vm.prank(eva);
        challenges.challengeBatch(other, REASON);
        challenge(founder, other, 0);
        vm.expectRevert(abi.encodeWithSelector(Moderated.ModeratedInvolved.selector, 5));
        decide(dina, 1, true, other);
        decide(dina, 2, true, other);
    }

    function test_Decide_RevertsWhen_BatchIsAnother() public {
        challenge(founder, batch, 1);
        RecordedBatch memory other = batch;
        other.batchId = 1;
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesWrongBatch.selector, 1, 1));
        decide(eva, 1, true, other);
        other.batchId = 0;
        other.approvers = new uint40[](0);
        vm.expectPartialRevert(IContributions.ContributionsBatchUnknown.selector);
        decide(eva, 1, true, other);
    }

    function test_Decide_UntilFinal() public {
        challenge(founder, batch, 0);
        challenge(founder, batch, 1);
        vm.warp(contributions.finalAt(0) - 1);
        decide(eva, 1, true, batch);
        decide(fred, 1, true, batch);
        decide(eva, 2, true, batch);
        skip(1);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesOutOfTime.selector, 0));
        decide(fred, 2, true, batch);
        assertEq(contributions.counted(0, 8)[0], 20);
    }

    /// @dev Attack 15: an item struck for one challenge is skipped for the next, which still comes to its end.
    function test_Attack_15_ItemAndBatchUpheldTogether() public {
        challenge(founder, batch, 1);
        vm.prank(dina);
        challenges.challengeBatch(batch, REASON);
        decide(eva, 1, true, batch);
        decide(fred, 1, true, batch);
        decide(eva, 2, true, batch);
        decide(fred, 2, true, batch);
        assertEq(contributions.totals(0).contributors, 0);
        for (uint256 lane = 0; lane < 3; ++lane) {
            assertEq(contributions.totals(0).lanes[lane], 0);
        }
    }

    function test_StrikeNext_FinishesALongBatch() public {
        vm.prank(dina);
        challenges.challengeBatch(batch, REASON);
        decide(eva, 1, true, batch);
        vm.prank(fred);
        challenges.decide(1, true, batch, 2);
        assertEq(contributions.points(0, 8)[0], 0);
        assertEq(contributions.points(0, 8)[1], 30);
        challenges.strikeNext(1, batch, 1);
        assertEq(contributions.points(0, 8)[1], 0);
        assertEq(contributions.points(0, 8)[2], 40);
        challenges.strikeNext(1, batch, ALL);
        assertEq(contributions.totals(0).contributors, 0);
        challenges.strikeNext(1, batch, ALL);
    }

    function test_StrikeNext_RevertsWhen_NotUpheld() public {
        vm.prank(dina);
        challenges.challengeBatch(batch, REASON);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesWrongStatus.selector, 1, ChallengeStatus.Open));
        challenges.strikeNext(1, batch, ALL);
    }

    function test_DecideBySig_DecidesForTheSigner() public {
        challenge(founder, batch, 1);
        DecisionPaper memory paper = _decision(eva, 1);
        bytes memory signature = signDispute(eva, DECIDE_TYPE, abi.encode(paper));
        challenges.decideBySig(paper, signature, batch, ALL);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        challenges.decideBySig(paper, signature, batch, ALL);
        paper = _decision(fred, 1);
        signature = signDispute(fred, DECIDE_TYPE, abi.encode(paper));
        paper.uphold = false;
        vm.expectRevert(abi.encodeWithSelector(Moderated.ModeratedSignatureInvalid.selector, fred));
        challenges.decideBySig(paper, signature, batch, ALL);
        paper.uphold = true;
        challenges.decideBySig(paper, signature, batch, ALL);
        assertStatus(1, ChallengeStatus.Upheld);
    }

    /* THE MEMBERS' HOUSE */

    function test_UpholdByHouse_OverrulesADismissal() public {
        challenge(founder, batch, 1);
        decide(eva, 1, false, batch);
        decide(fred, 1, false, batch);
        vm.expectEmit(address(challenges));
        emit IChallenges.ChallengeClosed(1, 1, ChallengeStatus.Upheld, 0, 0);
        vm.prank(address(membersTimelock));
        challenges.upholdByHouse(1, batch, ALL);
        assertEq(contributions.counted(0, 8)[0], 10);
        assertEq(challenges.openChallenges(1), 0);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesWrongStatus.selector, 1, ChallengeStatus.Upheld));
        vm.prank(address(membersTimelock));
        challenges.upholdByHouse(1, batch, ALL);
    }

    function test_UpholdByHouse_FreesTheChallenger() public {
        challenge(founder, batch, 1);
        vm.prank(address(membersTimelock));
        challenges.upholdByHouse(1, batch, 0);
        assertEq(challenges.openChallenges(1), 0);
        challenges.strikeNext(1, batch, ALL);
        assertTrue(contributions.struck(SOURCE, 1));
    }

    function test_UpholdByHouse_RevertsWhen_NotTheHouseOrFinal() public {
        challenge(founder, batch, 1);
        address[3] memory others = [dina, address(contributorsTimelock), address(constitution)];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            vm.prank(others[i]);
            challenges.upholdByHouse(1, batch, ALL);
        }
        toFinal(0);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesOutOfTime.selector, 0));
        vm.prank(address(membersTimelock));
        challenges.upholdByHouse(1, batch, ALL);
    }

    function _involved(address who, uint256 challengeId) private {
        vm.expectRevert(abi.encodeWithSelector(Moderated.ModeratedInvolved.selector, idOf(who)));
        decide(who, challengeId, true, batch);
    }

    function _decision(address who, uint256 challengeId) private view returns (DecisionPaper memory) {
        return DecisionPaper(who, challengeId, true, challenges.nonces(who, 2), _soon());
    }

    function _soon() private view returns (uint256) {
        return vm.getBlockTimestamp() + 1 days;
    }
}
