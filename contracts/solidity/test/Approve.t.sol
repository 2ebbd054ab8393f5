// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Approval, Batch, IContributions} from "../interfaces/IContributions.sol";
import {Roles} from "../libraries/Roles.sol";
import {SmartWallet} from "./wallets/Wallets.t.sol";
import {World} from "./World.t.sol";

/// @notice Whose signatures a batch needs. Lane 0 needs one, lane 1 two, lane 7 is the attester's.
contract ApproveTest is World {
    function test_Approve_RevertsWhen_QuorumIsMissing() public {
        Batch memory batch = batchOf(packed(5, 1, 1, 4));
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsQuorum.selector, 4, 1, 0, 2));
        contributions.record(batch, nobody());
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsQuorum.selector, 4, 1, 1, 2));
        this.recordBy(batch, ada);
        contributions.record(batch, approvedBy(batch, ada, ben));
        assertEq(contributions.counted(0, 5)[1], 1);
    }

    /// @dev A reviewer confirms everybody's work but their own.
    function test_Approve_RevertsWhen_ReviewerIsTheBeneficiary() public {
        Batch memory batch = batchOf(packed(2, 0, 1, 4));
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsQuorum.selector, 4, 0, 0, 1));
        this.recordBy(batch, ada);
        contributions.record(batch, approvedBy(batch, ada, ben));
    }

    /// @dev Attack 18: own items hidden in a batch of honest ones; the quorum is counted per item.
    function test_Approve_RevertsWhen_OwnItemIsHidden() public {
        Batch memory batch = batchOf(bytes.concat(packed(5, 1, 1, 1), packed(2, 1, 50, 2), packed(1, 1, 1, 3)));
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsQuorum.selector, 2, 1, 1, 2));
        this.recordByTwo(batch, ada, ben);
        contributions.record(batch, approvedByAll(batch));
    }

    function test_Approve_RevertsWhen_RoleIsOfAnotherLane() public {
        vm.prank(address(membersTimelock));
        membership.setRoles(5, Roles.reviewer(2));
        Batch memory batch = batchOf(packed(1, 0, 1, 4));
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsQuorum.selector, 4, 0, 0, 1));
        this.recordBy(batch, dina);
        batch = batchOf(packed(1, 2, 1, 4));
        contributions.record(batch, approvedBy(batch, dina));
    }

    /// @dev Attack 5: one person counted twice.
    function test_Approve_RevertsWhen_NotInOrderOfIds() public {
        Batch memory batch = batchOf(packed(5, 1, 1, 4));
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsApproverOrder.selector, ada));
        this.recordByTwo(batch, ada, ada);
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsApproverOrder.selector, ada));
        this.recordByTwo(batch, ben, ada);
    }

    /// @dev Attack 21: a quorum of as many as there are. The count of a lane is one byte: more signatures than it holds
    /// are refused instead of running over.
    function test_Attack_21_TooManyApprovals() public {
        Batch memory batch = batchOf(packed(5, 0, 1, 4));
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsTooManyApprovals.selector, 256));
        contributions.record(batch, new Approval[](256));
    }

    /// @dev Ids that share their last byte are told apart: member 258 is not reviewer 2.
    function test_Approve_TellsLongIdsApart() public {
        vm.mockCall(address(membership), abi.encodeCall(membership.memberCount, ()), abi.encode(uint40(300)));
        Batch memory batch = batchOf(bytes.concat(packed(258, 0, 1, 4), packed(258, 1, 1, 5)));
        contributions.record(batch, approvedBy(batch, ada, ben));
        assertEq(contributions.points(0, 258)[0], 1);
        assertEq(contributions.points(0, 258)[1], 1);
        assertEq(contributions.points(0, 2)[0], 0);
    }

    /// @dev Attack 5: roles do not survive departure.
    function test_Approve_RevertsWhen_ReviewerIsNoMember() public {
        Batch memory batch = batchOf(packed(5, 0, 1, 4));
        Approval[] memory approvals = approvedBy(batch, ada);
        leave(ada);
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsApproverUnknown.selector, ada));
        contributions.record(batch, approvals);
        // Whoever holds the other signatures leaves the void one out.
        contributions.record(batch, approvedBy(batch, ben));
    }

    function test_Approve_RevertsWhen_ReviewerLostTheRole() public {
        Batch memory batch = batchOf(packed(5, 0, 1, 4));
        vm.prank(address(membersTimelock));
        membership.setRoles(2, 0);
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsQuorum.selector, 4, 0, 0, 1));
        this.recordBy(batch, ada);
    }

    function test_Approve_RevertsWhen_Expired() public {
        approvalTime = 1 days;
        Batch memory batch = batchOf(packed(5, 0, 1, 4));
        Approval[] memory approvals = approvedBy(batch, ada);
        vm.warp(approvals[0].deadline + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IContributions.ContributionsApprovalExpired.selector, ada, approvals[0].deadline)
        );
        contributions.record(batch, approvals);
    }

    /// @dev Attack 18: every field of the batch is signed.
    function test_Approve_RevertsWhen_BatchWasChanged() public {
        Batch memory signed = batchOf(packed(5, 0, 1, 4));
        Approval[] memory approvals = approvedBy(signed, ada);
        toGrace(0);
        Batch memory batch = batchOf(packed(5, 0, 1, 4));
        _invalid(batch, approvals);
        batch = _copy(signed);
        batch.source = 2;
        _invalid(batch, approvals);
        batch = _copy(signed);
        batch.evidenceRoot = bytes32(0);
        _invalid(batch, approvals);
        batch = _copy(signed);
        batch.items = packed(5, 0, 2, 4);
        _invalid(batch, approvals);
        batch = _copy(signed);
        approvals[0].deadline += 1;
        _invalid(batch, approvals);
        approvals[0].deadline -= 1;
        contributions.record(signed, approvals);
    }

    function test_Approve_RevertsWhen_SignedByAnother() public {
        Batch memory batch = batchOf(packed(5, 1, 1, 4));
        Approval[] memory approvals = approvedBy(batch, ada, ben);
        approvals[1].signature = approvals[0].signature;
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsApprovalInvalid.selector, ben));
        contributions.record(batch, approvals);
    }

    function test_Approve_TakesContractWallets() public {
        address owner = person("owner");
        SmartWallet wallet = new SmartWallet(owner);
        keyOf[address(wallet)] = keyOf[owner];
        uint40 memberId = admitWallet(address(wallet));
        vm.prank(address(membersTimelock));
        membership.setRoles(memberId, ALL_LANES);
        Batch memory batch = batchOf(packed(5, 0, 1, 4));
        contributions.record(batch, approvedBy(batch, address(wallet)));
        // Changing the owner voids what the old one signed.
        batch = batchOf(packed(5, 0, 1, 5));
        Approval[] memory approvals = approvedBy(batch, address(wallet));
        vm.prank(owner);
        wallet.setOwner(ada);
        vm.expectPartialRevert(IContributions.ContributionsApprovalInvalid.selector);
        contributions.record(batch, approvals);
    }

    function test_Attest_ByTheAttesterOnly() public {
        Batch memory batch = batchOf(packed(5, 7, 10, 4));
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsNotAttester.selector, address(this), 4));
        contributions.record(batch, approvedByAll(batch));
        attest(packed(5, 7, 10, 4));
        assertEq(contributions.counted(0, 5)[7], 10);
    }

    /// @dev Reviewed items hidden among attested ones: the attester may carry them along, and no more than that.
    function test_Attack_18_ReviewedItemsDoNotHideAmongAttested() public {
        Batch memory batch = batchOf(bytes.concat(packed(5, 7, 10, 1), packed(5, 0, 10, 2)));
        address attester = contributions.attester();
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsQuorum.selector, 2, 0, 0, 1));
        vm.prank(attester);
        contributions.record(batch, nobody());
    }

    /// @dev Attested points never become votes or an equal share.
    function test_Attack_7_AttestedPointsMakeNoVotes() public {
        attest(packed(5, 7, 100, 4));
        assertEq(contributions.votePoints(0), 0);
        assertEq(contributions.votePointsOf(0, 5), 0);
        assertEq(contributions.totals(0).active, 0);
        assertEq(contributions.totals(0).activity, 0);
        assertEq(contributions.totals(0).lanes[7], 100);
    }

    function test_Attest_RevertsWhen_BudgetIsSpent() public {
        attest(packed(5, 7, 300, 1));
        attest(packed(4, 7, 200, 2));
        Batch memory batch = batchOf(packed(3, 7, 1, 3));
        address attester = contributions.attester();
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsAttesterBudget.selector, 501, 500));
        vm.prank(attester);
        contributions.record(batch, nobody());
        toEpoch(1);
        attest(packed(3, 7, 500, 3));
    }

    function recordBy(Batch calldata batch, address one) external {
        contributions.record(batch, approvedBy(batch, one));
    }

    function recordByTwo(Batch calldata batch, address one, address two) external {
        contributions.record(batch, approvedBy(batch, one, two));
    }

    function _invalid(Batch memory batch, Approval[] memory approvals) private {
        vm.expectRevert(abi.encodeWithSelector(IContributions.ContributionsApprovalInvalid.selector, ada));
        contributions.record(batch, approvals);
    }

    function _copy(Batch memory batch) private pure returns (Batch memory) {
        return Batch(batch.epoch, batch.source, batch.rulesVersion, batch.evidenceRoot, batch.items);
    }
}
