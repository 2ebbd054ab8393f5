// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

import {BatchPaper, ChallengeStatus, IChallenges, ItemPaper} from "../interfaces/IChallenges.sol";
import {EpochTotals, IContributions, RecordedBatch} from "../interfaces/IContributions.sol";
import {Items} from "../libraries/Items.sol";
import {Moderated} from "../Moderated.sol";
import {Disputes} from "./Disputes.t.sol";

/// @notice Who challenges what, when, and how a challenge ends that nobody decides. Decisions are in Decide.t.sol.
contract ChallengeTest is Disputes {
    string private constant ITEM_TYPE =
        "ChallengeItem(address wallet,uint256 batchId,uint256 index,bytes32 reason,uint256 nonce,uint256 deadline)";
    string private constant BATCH_TYPE =
        "ChallengeBatch(address wallet,uint256 batchId,bytes32 reason,uint256 nonce,uint256 deadline)";

    RecordedBatch private batch;

    /// @dev Four items of gina's and one of ada's, who approved the batch.
    function setUp() public override {
        super.setUp();
        bytes memory items = bytes.concat(item(gina, 0, 10), item(gina, 0, 20), item(gina, 1, 30), item(gina, 2, 40));
        batch = recorded(bytes.concat(items, item(ada, 0, 5)));
        toChallenge(0);
    }

    /* CHALLENGING */

    function test_Challenge_ByAMember() public {
        vm.expectEmit(address(challenges));
        emit IChallenges.ItemChallenged(1, 1, 8, 0, 1, SOURCE, 1, REASON);
        assertEq(challenge(founder, batch, 1), 1);
        assertStatus(1, ChallengeStatus.Open);
        assertEq(challenges.openChallenges(1), 1);
        assertEq(challenges.latestChallenge(0, 1), 1);
        assertEq(challenges.latestChallenge(0, 0), 0);
    }

    /// @dev Attack 4: challenges that starve rivals. The item counts until somebody decides otherwise.
    function test_Attack_4_ChallengedItemsStayInTheSums() public {
        EpochTotals memory before = contributions.totals(0);
        challenge(founder, batch, 0);
        vm.prank(eva);
        challenges.challengeBatch(batch, REASON);
        assertSame(contributions.totals(0), before);
        toFinal(0);
        challenges.close(1);
        challenges.close(2);
        assertStatus(1, ChallengeStatus.Stood);
        assertSame(contributions.totals(0), before);
        assertEq(contributions.counted(0, 8)[0], 30);
    }

    /// @dev Attack 4: moderators buried under challenges.
    function test_Attack_4_OpenChallengesAreBounded() public {
        challenge(founder, batch, 0);
        challenge(founder, batch, 1);
        challenge(founder, batch, 2);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesTooMany.selector, 1, 3));
        challenge(founder, batch, 3);
        decide(eva, 1, false, batch);
        decide(fred, 1, false, batch);
        challenge(founder, batch, 3);
        assertEq(challenges.openChallenges(1), 3);
    }

    function test_Challenge_RevertsWhen_NotMember() public {
        address stranger = person("stranger");
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesNotMember.selector, stranger));
        challenge(stranger, batch, 0);
        leave(founder);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesNotMember.selector, founder));
        challenge(founder, batch, 0);
    }

    function test_Challenge_RevertsWhen_Suspended() public {
        vm.mockCall(address(membership), abi.encodeCall(membership.suspended, (1)), abi.encode(true));
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesSuspended.selector, 1));
        challenge(founder, batch, 0);
    }

    function test_Challenge_RevertsWhen_NotInChallenge() public {
        uint256[4] memory times = [
            contributions.startOf(1) - 1,
            contributions.startOf(1),
            contributions.startOf(1) + GRACE + CHALLENGE,
            contributions.finalAt(0)
        ];
        for (uint256 i = 0; i < 4; ++i) {
            vm.warp(times[i]);
            vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesOutOfTime.selector, 0));
            challenge(founder, batch, 0);
            vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesOutOfTime.selector, 0));
            vm.prank(eva);
            challenges.challengeBatch(batch, REASON);
        }
    }

    function test_Challenge_RevertsWhen_Pending() public {
        challenge(founder, batch, 0);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesPending.selector, 1));
        challenge(cleo, batch, 0);
        decide(eva, 1, false, batch);
        decide(fred, 1, false, batch);
        assertEq(challenge(cleo, batch, 0), 2);
    }

    function test_Challenge_RevertsWhen_Struck() public {
        strike(batch, 0, 1);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesAlreadyStruck.selector, SOURCE, 0));
        challenge(founder, batch, 0);
    }

    function test_Challenge_RevertsWhen_NoSuchItem() public {
        vm.expectRevert(abi.encodeWithSelector(Items.ItemsUnknown.selector, 5, 5));
        challenge(founder, batch, 5);
        RecordedBatch memory other = batch;
        other.items = packed(8, 0, 1, 0);
        vm.expectPartialRevert(IContributions.ContributionsBatchUnknown.selector);
        challenge(founder, other, 0);
    }

    function test_ChallengeBatch_ByAModerator() public {
        vm.expectEmit(address(challenges));
        emit IChallenges.BatchChallenged(1, 6, 0, 0, SOURCE, 5, REASON);
        vm.prank(eva);
        challenges.challengeBatch(batch, REASON);
        assertEq(challenges.challengeOf(1).end, 5);
        vm.expectRevert(abi.encodeWithSelector(Moderated.ModeratedNotModerator.selector, founder));
        vm.prank(founder);
        challenges.challengeBatch(batch, REASON);
    }

    /* CLOSING */

    function test_Close_RevertsWhen_NotFinalOrClosed() public {
        challenge(founder, batch, 0);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesOutOfTime.selector, 0));
        challenges.close(1);
        toFinal(0);
        challenges.close(1);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesWrongStatus.selector, 1, ChallengeStatus.Stood));
        challenges.close(1);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesWrongStatus.selector, 2, ChallengeStatus.None));
        challenges.close(2);
    }

    /// @dev Attack 17: nobody's departure keeps a challenge open.
    function test_Attack_17_CloseNeedsNobody() public {
        challenge(founder, batch, 0);
        leave(founder);
        leave(gina);
        leave(eva);
        toFinal(0);
        challenges.close(1);
        assertEq(challenges.openChallenges(1), 0);
    }

    /* SIGNATURES */

    function test_ChallengeBySig_ChallengesForTheSigner() public {
        ItemPaper memory paper = _item(gina, 1);
        bytes memory signature = signDispute(gina, ITEM_TYPE, abi.encode(paper));
        assertEq(challenges.challengeBySig(paper, signature, batch), 1);
        assertEq(challenges.openChallenges(8), 1);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        challenges.challengeBySig(paper, signature, batch);
    }

    function test_ChallengeBySig_RevertsWhen_ExpiredOrForged() public {
        ItemPaper memory paper = _item(gina, 1);
        bytes memory signature = signDispute(gina, ITEM_TYPE, abi.encode(paper));
        paper.index = 2;
        vm.expectRevert(abi.encodeWithSelector(Moderated.ModeratedSignatureInvalid.selector, gina));
        challenges.challengeBySig(paper, signature, batch);
        paper.batchId = 1;
        signature = signDispute(gina, ITEM_TYPE, abi.encode(paper));
        vm.expectRevert(abi.encodeWithSelector(IChallenges.ChallengesWrongBatch.selector, 0, 0));
        challenges.challengeBySig(paper, signature, batch);
        vm.warp(paper.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(Moderated.ModeratedSignatureExpired.selector, paper.deadline));
        challenges.challengeBySig(paper, signature, batch);
    }

    function test_ChallengeBatchBySig_ChallengesForTheSigner() public {
        BatchPaper memory paper = BatchPaper(eva, 0, REASON, challenges.nonces(eva, 1), _soon());
        bytes memory signature = signDispute(eva, BATCH_TYPE, abi.encode(paper));
        assertEq(challenges.challengeBatchBySig(paper, signature, batch), 1);
        assertEq(challenges.challengeOf(1).challenger, 6);
        paper.wallet = founder;
        paper.nonce = challenges.nonces(founder, 1);
        signature = signDispute(founder, BATCH_TYPE, abi.encode(paper));
        vm.expectRevert(abi.encodeWithSelector(Moderated.ModeratedNotModerator.selector, founder));
        challenges.challengeBatchBySig(paper, signature, batch);
    }

    function _item(address who, uint256 index) private view returns (ItemPaper memory) {
        return ItemPaper(who, 0, index, REASON, challenges.nonces(who, 1), _soon());
    }

    function _soon() private view returns (uint256) {
        return vm.getBlockTimestamp() + 1 days;
    }
}
