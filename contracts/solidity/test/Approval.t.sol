// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

import {AcceptCharter, Admission, IMembership, Member} from "../interfaces/IMembership.sol";
import {AnswerApplication, ISafeguards, SubmitApplication, WithdrawApplication} from "../interfaces/ISafeguards.sol";
import {MemberWorld} from "./MemberWorld.t.sol";
import {SmartWallet} from "./wallets/Wallets.t.sol";

contract ApprovalTest is MemberWorld {
    bytes32 internal constant TEXT = keccak256("salted application");
    address internal eva;

    function setUp() public virtual override {
        super.setUp();
        eva = person("eva");
    }

    function firstAdmission() internal pure override returns (Admission) {
        return Admission.Approval;
    }

    function test_Approval_AdmitsWithUnitAndNamesTheApprover() public {
        _submit(eva);
        vm.expectEmit(address(membership));
        emit IMembership.Joined(6, eva, 5, 1, false);
        vm.expectEmit(address(safeguards));
        emit ISafeguards.ApplicationApproved(eva, TEXT, 5, 6);
        _answer(dina, eva, true);
        Member memory record = membership.member(6);
        assertEq(record.wallet, eva);
        assertEq(record.charterVersion, 1);
        assertEq(membership.getVotes(eva), 1);
        assertEq(safeguards.applicationOf(eva).expiresAt, 0);
    }

    function test_Approval_OrganizersMayAnswerToo() public {
        _submit(eva);
        _answer(founder, eva, true);
        assertEq(idOf(eva), 6);
    }

    function test_Approval_DeclinedApplicantMayApplyAgain() public {
        _submit(eva);
        vm.expectEmit(address(safeguards));
        emit ISafeguards.ApplicationDeclined(eva, TEXT, 5);
        _answer(dina, eva, false);
        assertEq(idOf(eva), 0);
        _expectNone(eva);
        _answer(dina, eva, true);
        _submit(eva);
        _answer(dina, eva, true);
        assertEq(idOf(eva), 6);
    }

    function test_Approval_RevertsWhen_NotOrganizerOrModerator() public {
        _submit(eva);
        address[3] memory others = [ada, eva, person("stranger")];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsMayNotAdmit.selector, others[i]));
            _answer(others[i], eva, true);
        }
    }

    /// @dev Attack 5: an answer counts with the roles of the moment.
    function test_Approval_RevertsWhen_ModeratorIsSuspendedOrLeft() public {
        appointSecondModerator();
        _submit(eva);
        uint40 until = midnightIn(3);
        vm.prank(cleo);
        safeguards.suspend(5, until, REASON);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsMayNotAdmit.selector, dina));
        _answer(dina, eva, true);
        leave(cleo);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsMayNotAdmit.selector, cleo));
        _answer(cleo, eva, true);
    }

    function test_Approval_RevertsWhen_NobodyApplied() public {
        _expectNone(eva);
        _answer(dina, eva, true);
    }

    function test_Approval_RevertsWhen_TextWasReplaced() public {
        _submit(eva);
        vm.prank(eva);
        safeguards.submitApplication(1, CHARTER, keccak256("another text"));
        _expectNone(eva);
        _answer(dina, eva, true);
    }

    function test_Approval_RevertsWhen_Expired() public {
        _submit(eva);
        skip(30 days);
        uint256 state = vm.snapshotState();
        _answer(dina, eva, true);
        vm.revertToState(state);
        skip(1);
        _expectNone(eva);
        _answer(dina, eva, true);
    }

    function test_Approval_RevertsWhen_NewerCharterWasPublished() public {
        _submit(eva);
        publish(SECOND);
        vm.expectPartialRevert(IMembership.MembershipCharterNotCurrent.selector);
        _answer(dina, eva, true);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsCharterNotNewest.selector, 1, CHARTER));
        _submit(eva);
        vm.prank(eva);
        safeguards.submitApplication(2, SECOND, TEXT);
        _answer(dina, eva, true);
        assertEq(membership.member(6).charterVersion, 2);
    }

    function test_Approval_RevertsWhen_AdmissionIsNotByApproval() public {
        _submit(eva);
        vm.prank(address(membersTimelock));
        membership.setAdmission(Admission.Invitation);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipNotByApproval.selector, Admission.Invitation));
        _answer(dina, eva, true);
    }

    /// @dev Joining directly is not a way around the answer.
    function test_Approval_RevertsWhen_JoiningWithoutAnswer() public {
        vm.expectRevert(IMembership.MembershipInvitationRequired.selector);
        joinOpenly(eva);
    }

    function test_Approval_RevertsWhen_AlreadyMemberApplies() public {
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsWalletUsed.selector, ada, 2));
        _submit(ada);
    }

    function test_Approval_RevertsWhen_NotSafeguards() public {
        vm.startPrank(founder);
        bytes memory refusal = abi.encodeWithSelector(IMembership.MembershipNotSafeguards.selector, founder);
        vm.expectRevert(refusal);
        membership.admit(eva, 1, CHARTER, 0, 1);
        vm.expectRevert(refusal);
        membership.voidAcceptance(eva);
        vm.stopPrank();
    }

    /// @dev Attack 29: nobody becomes a member who took the application back, also with papers not sent yet.
    function test_Attack_29_WithdrawnApplicantIsNotAdmitted() public {
        SubmitApplication memory second = _submission(eva);
        second.nonce += 1;
        bytes memory signature = _signSubmission(second);
        _submit(eva);
        vm.expectEmit(address(safeguards));
        emit ISafeguards.ApplicationWithdrawn(eva, TEXT);
        vm.prank(eva);
        safeguards.withdrawApplication(TEXT);
        _expectNone(eva);
        _answer(dina, eva, true);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        safeguards.submitApplicationBySig(second, signature);
    }

    /// @dev Attack 29: the applicant joined with a voucher meanwhile and left; the old application must not bring them
    /// back.
    function test_Attack_29_ApplicationDiesWithTheDeparture() public {
        _submit(eva);
        admitWallet(eva);
        leave(eva);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        _answer(dina, eva, true);
    }

    /// @dev Attack 29: the same with an application that was signed but not sent.
    function test_Attack_29_UnsentApplicationDiesWithTheDeparture() public {
        SubmitApplication memory paper = _submission(eva);
        bytes memory signature = _signSubmission(paper);
        admitWallet(eva);
        leave(eva);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        safeguards.submitApplicationBySig(paper, signature);
    }

    /// @dev Attack 29: an acceptance for a voucher, never sent, dies when its signer applies instead.
    function test_Attack_29_ApplicationVoidsAcceptances() public {
        AcceptCharter memory acceptance = acceptanceOf(eva);
        _submit(eva);
        assertEq(membership.nonces(eva, 1), acceptance.nonce + 1);
    }

    /// @dev Attack 12: who was expelled is not admitted by a moderator.
    function test_Attack_12_ExpelledAreNotApproved() public {
        vm.prank(address(membersTimelock));
        membership.expel(2, REASON);
        _submit(ada);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipExpelled.selector, 2));
        _answer(dina, ada, true);
    }

    function test_Approval_ReturningMemberKeepsTheId() public {
        leave(ada);
        _submit(ada);
        vm.expectEmit(address(membership));
        emit IMembership.Joined(2, ada, 5, 1, true);
        _answer(dina, ada, true);
    }

    /// @dev Attack 20: approvals use up the same limit as vouchers.
    function test_Attack_20_ApprovalsShareTheLimitOfUnits() public {
        for (uint256 i = 0; i < 6; ++i) {
            address wallet = person(vm.toString(i));
            _submit(wallet);
            _answer(dina, wallet, true);
            assertEq(hasUnit(wallet), i < 5);
        }
    }

    function test_ApprovalBySig_SubmitAnswerAndWithdraw() public {
        SubmitApplication memory paper = _submission(eva);
        bytes memory signature = _signSubmission(paper);
        safeguards.submitApplicationBySig(paper, signature);
        assertEq(safeguards.applicationOf(eva).application, TEXT);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        safeguards.submitApplicationBySig(paper, signature);

        WithdrawApplication memory back =
            WithdrawApplication(eva, TEXT, safeguards.nonces(eva, 1), block.timestamp + 1 days);
        bytes32 typeHash =
            keccak256("WithdrawApplication(address wallet,bytes32 application,uint256 nonce,uint256 deadline)");
        safeguards.withdrawApplicationBySig(back, signSafeguards(eva, keccak256(abi.encode(typeHash, back))));
        assertEq(safeguards.applicationOf(eva).expiresAt, 0);

        _submit(eva);
        AnswerApplication memory answer = _answerOf(dina);
        safeguards.answerApplicationBySig(answer, _signAnswer(answer, dina));
        assertEq(idOf(eva), 6);
    }

    function test_ApprovalBySig_TakesContractWallets() public {
        address owner = person("owner");
        address wallet = address(new SmartWallet(owner));
        keyOf[wallet] = keyOf[owner];
        SubmitApplication memory paper = _submission(wallet);
        safeguards.submitApplicationBySig(paper, _signSubmission(paper));
        _answer(dina, wallet, true);
        assertEq(idOf(wallet), 6);
    }

    function test_ApprovalBySig_RevertsWhen_ForgedExpiredOrReplayed() public {
        _submit(eva);
        AnswerApplication memory answer = _answerOf(dina);
        bytes memory forged = _signAnswer(answer, ada);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsSignatureInvalid.selector, dina));
        safeguards.answerApplicationBySig(answer, forged);

        answer.approved = false;
        bytes memory signature = _signAnswer(answer, dina);
        answer.approved = true;
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsSignatureInvalid.selector, dina));
        safeguards.answerApplicationBySig(answer, signature);

        signature = _signAnswer(answer, dina);
        uint256 state = vm.snapshotState();
        vm.warp(answer.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsSignatureExpired.selector, answer.deadline));
        safeguards.answerApplicationBySig(answer, signature);
        vm.revertToState(state);

        safeguards.answerApplicationBySig(answer, signature);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        safeguards.answerApplicationBySig(answer, signature);
    }

    function _submit(address wallet) internal {
        vm.prank(wallet);
        safeguards.submitApplication(1, CHARTER, TEXT);
    }

    function _answer(address by, address applicant, bool approved) internal {
        vm.prank(by);
        safeguards.answerApplication(applicant, TEXT, approved);
    }

    function _expectNone(address wallet) private {
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsNoApplication.selector, wallet, TEXT));
    }

    function _submission(address wallet) private view returns (SubmitApplication memory) {
        uint256 nonce = membership.nonces(wallet, 1);
        return SubmitApplication(wallet, 1, CHARTER, TEXT, nonce, vm.getBlockTimestamp() + 1 days);
    }

    function _signSubmission(SubmitApplication memory paper) private view returns (bytes memory) {
        bytes32 typeHash = keccak256(
            "SubmitApplication(address wallet,uint16 charterVersion,bytes32 charterHash,bytes32 application,uint256 nonce,uint256 deadline)"
        );
        return signSafeguards(paper.wallet, keccak256(abi.encode(typeHash, paper)));
    }

    function _answerOf(address by) private view returns (AnswerApplication memory) {
        return AnswerApplication(by, eva, TEXT, true, safeguards.nonces(by, 2), vm.getBlockTimestamp() + 1 days);
    }

    function _signAnswer(AnswerApplication memory paper, address signer) private view returns (bytes memory) {
        bytes32 typeHash = keccak256(
            "AnswerApplication(address wallet,address applicant,bytes32 application,bool approved,uint256 nonce,uint256 deadline)"
        );
        return signSafeguards(signer, keccak256(abi.encode(typeHash, paper)));
    }
}

contract ApprovalWhileFoundingTest is MemberWorld {
    function setUp() public override {
        vm.warp(FOUNDED);
        deploy();
    }

    function firstAdmission() internal pure override returns (Admission) {
        return Admission.Approval;
    }

    function test_Approval_WorksWhileFounding() public {
        founder = found("founder");
        address eva = person("eva");
        vm.prank(eva);
        safeguards.submitApplication(1, CHARTER, REASON);
        vm.prank(founder);
        safeguards.answerApplication(eva, REASON, true);
        assertTrue(membership.founding());
        assertTrue(hasUnit(eva));
    }

    /// @dev Attack 19: nobody can let themselves in before the founder.
    function test_Attack_19_NobodyIsApprovedBeforeTheFounder() public {
        address thief = person("thief");
        vm.startPrank(thief);
        safeguards.submitApplication(1, CHARTER, REASON);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsMayNotAdmit.selector, thief));
        safeguards.answerApplication(thief, REASON, true);
        vm.stopPrank();
    }
}
