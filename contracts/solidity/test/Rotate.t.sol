// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

import {AcceptCharter, IMembership, Invitation, Leave, Status} from "../interfaces/IMembership.sol";
import {ISafeguards, Rotate} from "../interfaces/ISafeguards.sol";
import {MemberWorld} from "./MemberWorld.t.sol";
import {SmartWallet} from "./wallets/Wallets.t.sol";

contract RotateTest is MemberWorld {
    address private fresh;

    function setUp() public override {
        super.setUp();
        fresh = person("fresh");
    }

    function test_Rotate_MovesTheMembershipAtOnce() public {
        Rotate memory paper = rotationOf(ada, fresh);
        bytes memory byOld = signRotation(paper, ada);
        bytes memory byNew = signRotation(paper, fresh);
        vm.expectEmit(address(membership));
        emit IERC721.Transfer(ada, fresh, 2);
        vm.expectEmit(address(membership));
        emit IMembership.WalletMoved(2, ada, fresh, 0);
        vm.expectEmit(address(safeguards));
        emit ISafeguards.Rotated(2, ada, fresh);
        safeguards.rotate(paper, byOld, byNew);
        assertEq(idOf(fresh), 2);
        assertEq(membership.member(2).wallet, fresh);
        assertEq(membership.ownerOf(2), fresh);
        assertEq(membership.balanceOf(ada), 0);
        assertEq(membership.payee(2), fresh);
        assertEq(rolesOf(fresh), ALL_LANES);
        assertEq(rolesOf(ada), 0);
        assertTrue(membership.retired(ada));
        assertFalse(membership.retired(fresh));
        assertEq(membership.votesRestUntil(2), 0);
        assertEq(membership.unitSince(2), FOUNDED);
    }

    function test_Rotate_MovesTheVoteOfOnesOwn() public {
        uint256 before = block.timestamp;
        skip(1);
        rotate(ada, fresh);
        assertEq(membership.getVotes(ada), 0);
        assertEq(membership.getVotes(fresh), 1);
        assertEq(membership.delegates(fresh), fresh);
        assertEq(membership.delegates(ada), address(0));
        assertEq(membership.getPastVotes(ada, before), 1);
        assertEq(membership.activeUnits(), 5);
    }

    function test_Rotate_KeepsTheDelegate() public {
        vm.prank(ada);
        membership.delegate(ben);
        rotate(ada, fresh);
        assertEq(membership.delegates(fresh), ben);
        assertEq(membership.getVotes(ben), 2);
        assertEq(membership.getVotes(fresh), 0);
    }

    /// @dev A delegate the new wallet chose as a stranger, or one who left, would take a vote nobody gave.
    function test_Rotate_DropsStaleDelegates() public {
        vm.prank(fresh);
        membership.delegate(cleo);
        vm.prank(ada);
        membership.delegate(ben);
        leave(ben);
        rotate(ada, fresh);
        assertEq(membership.delegates(fresh), fresh);
        assertEq(membership.getVotes(fresh), 1);
        assertEq(membership.getVotes(cleo), 1);
        assertEq(membership.getVotes(ben), 0);
    }

    function test_Attack_9_HousesAndReputationAreTold() public {
        vm.expectCall(address(membersHouse), abi.encodeCall(membersHouse.retire, (ada)));
        vm.expectCall(address(contributorsHouse), abi.encodeCall(contributorsHouse.retire, (ada)));
        vm.expectCall(address(reputation), abi.encodeCall(reputation.moveWallet, (2, ada, fresh)));
        rotate(ada, fresh);
    }

    /// @dev Attack 9: the old key acts for nobody, and votes lent to it go back.
    function test_Attack_9_OldWalletIsRetiredForEver() public {
        vm.prank(ben);
        membership.delegate(ada);
        rotate(ada, fresh);
        assertEq(membership.getVotes(ada), 1);
        membership.followDelegate(ben);
        assertEq(membership.getVotes(ada), 0);
        assertEq(membership.getVotes(ben), 1);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipDelegateNotMember.selector, ada));
        vm.prank(cleo);
        membership.delegate(ada);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipNotMember.selector, ada));
        leave(ada);
    }

    /// @dev Attack 9: the member leaves later; the old key must not come back as that member.
    function test_Attack_9_OldWalletDoesNotRejoin() public {
        rotate(ada, fresh);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipWalletRetired.selector, ada, 2));
        this.admitAgain(ada);
        leave(fresh);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipWalletRetired.selector, ada, 2));
        this.admitAgain(ada);
        admitWallet(fresh);
        assertEq(idOf(fresh), 2);
    }

    /// @dev Attack 29: what the old key signed before is void, in every form.
    function test_Attack_29_OldPapersAreVoid() public {
        AcceptCharter memory acceptance = acceptanceOf(ada);
        Leave memory departure = Leave(ada, membership.nonces(ada, 2), block.timestamp + 1 days);
        rotate(ada, fresh);
        Invitation memory voucher = newVoucher(1, 1);
        bytes memory invitation = signVoucher(voucher, founder);
        bytes memory signature = signAcceptance(acceptance);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipWalletRetired.selector, ada, 2));
        membership.joinBySig(acceptance, signature, voucher, invitation);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipNotMember.selector, ada));
        membership.acceptCharterBySig(acceptance, signature);
        signature = signLeave(departure);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipNotMember.selector, ada));
        membership.leaveBySig(departure, signature);
    }

    function test_Rotate_RevertsWhen_NewWalletIsNotFresh() public {
        leave(cleo);
        rotate(dina, fresh);
        address[4] memory used = [ben, cleo, dina, ada];
        for (uint256 i = 0; i < used.length; ++i) {
            Rotate memory paper = rotationOf(ada, used[i]);
            if (used[i] == ada) paper.toNonce += 1;
            bytes memory byOld = signRotation(paper, ada);
            bytes memory byNew = signRotation(paper, used[i]);
            vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsWalletUsed.selector, used[i], idOf(used[i])));
            safeguards.rotate(paper, byOld, byNew);
        }
    }

    function test_Rotate_RevertsWhen_OneSignatureIsMissing() public {
        Rotate memory paper = rotationOf(ada, fresh);
        bytes memory byOld = signRotation(paper, ada);
        bytes memory byNew = signRotation(paper, fresh);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsSignatureInvalid.selector, ada));
        safeguards.rotate(paper, byNew, byNew);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsSignatureInvalid.selector, fresh));
        safeguards.rotate(paper, byOld, byOld);
        vm.warp(paper.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsSignatureExpired.selector, paper.deadline));
        safeguards.rotate(paper, byOld, byNew);
    }

    function test_Rotate_RevertsWhen_Replayed() public {
        Rotate memory paper = rotationOf(ada, fresh);
        bytes memory byOld = signRotation(paper, ada);
        bytes memory byNew = signRotation(paper, fresh);
        safeguards.rotate(paper, byOld, byNew);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        safeguards.rotate(paper, byOld, byNew);
    }

    function test_Rotate_RevertsWhen_NotMember() public {
        address eva = person("eva");
        Rotate memory paper = rotationOf(eva, fresh);
        bytes memory byOld = signRotation(paper, eva);
        bytes memory byNew = signRotation(paper, fresh);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsNotMember.selector, eva));
        safeguards.rotate(paper, byOld, byNew);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipNotSafeguards.selector, ada));
        vm.prank(ada);
        membership.moveWallet(2, fresh, 0);
    }

    function test_Rotate_TwiceAndIntoAContractWallet() public {
        rotate(ada, fresh);
        address owner = person("owner");
        address wallet = address(new SmartWallet(owner));
        keyOf[wallet] = keyOf[owner];
        rotate(fresh, wallet);
        assertEq(idOf(wallet), 2);
        assertTrue(membership.retired(ada));
        assertTrue(membership.retired(fresh));
        assertEq(membership.getVotes(wallet), 1);
    }

    function test_Rotate_KeepsSuspensionAndRest() public {
        suspend(ada, 10);
        rotate(ada, fresh);
        assertTrue(membership.suspended(2));
        assertEq(rolesOf(fresh), 0);
        leave(fresh);
        assertEq(uint8(membership.member(2).status), uint8(Status.Left));
        assertEq(membership.reviewerCount(0), 2);
    }

    function test_Rotate_WithoutUnitMovesNoVotes() public {
        vm.prank(address(membersTimelock));
        safeguards.removeUnit(2, REASON);
        rotate(ada, fresh);
        assertEq(membership.getVotes(fresh), 0);
        assertEq(membership.activeUnits(), 4);
    }

    function admitAgain(address wallet) external {
        admitWallet(wallet);
    }
}
