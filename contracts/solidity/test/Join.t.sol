// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

import {AcceptCharter, Admission, IMembership, Invitation, Member, Status} from "../interfaces/IMembership.sol";
import {SmartWallet} from "./wallets/Wallets.t.sol";
import {World} from "./World.t.sol";

contract JoinTest is World {
    function test_Join_GivesTheNextIdAndARecord() public {
        address eva = admit("eva");
        Member memory record = membership.member(6);
        assertEq(idOf(eva), 6);
        assertEq(record.wallet, eva);
        assertEq(record.joinedAt, GENESIS);
        assertEq(record.charterVersion, 1);
        assertEq(record.roles, 0);
        assertEq(uint8(record.status), uint8(Status.Active));
        assertTrue(record.unit);
        assertEq(membership.ownerOf(6), eva);
        assertEq(membership.delegates(eva), eva);
        assertTrue(membership.locked(6));
        assertEq(membership.payee(6), eva);
    }

    function test_Join_TellsWhoInvited() public {
        address eva = person("eva");
        Invitation memory voucher = newVoucher(5, 1);
        bytes memory signature = signVoucher(voucher, dina);
        vm.expectEmit(address(membership));
        emit IMembership.Joined(6, eva, 5, 1, false);
        vm.prank(eva);
        membership.join(1, CHARTER, voucher, signature);
    }

    function test_Join_RevertsWhen_AlreadyMember() public {
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipAlreadyMember.selector, ada, 2));
        this.admitAgain(ada);
    }

    function test_Join_RevertsWhen_NoInvitation() public {
        address eva = person("eva");
        vm.expectRevert(IMembership.MembershipInvitationRequired.selector);
        joinOpenly(eva);
    }

    function test_Join_RevertsWhen_CharterNotCurrent() public {
        address eva = person("eva");
        Invitation memory voucher = newVoucher(1, 1);
        bytes memory signature = signVoucher(voucher, founder);
        vm.startPrank(eva);
        vm.expectPartialRevert(IMembership.MembershipCharterNotCurrent.selector);
        membership.join(0, bytes32(0), voucher, signature);
        vm.expectPartialRevert(IMembership.MembershipCharterNotCurrent.selector);
        membership.join(1, keccak256("another text"), voucher, signature);
        vm.stopPrank();
    }

    /// @dev Attack 12: who comes back has the same id, so debts, caps and claims follow; the record is fresh.
    function test_Join_ComesBackUnderTheSameIdWithoutRoles() public {
        leave(ada);
        skip(1 hours);
        admitWallet(ada);
        Member memory record = membership.member(2);
        assertEq(idOf(ada), 2);
        assertEq(membership.memberCount(), 5);
        assertEq(record.roles, 0);
        assertEq(membership.reviewerCount(0), 2);
        assertEq(membership.unitSince(2), GENESIS + 1 hours);
    }

    function test_JoinBySig_JoinsTheSigner() public {
        address eva = person("eva");
        (AcceptCharter memory acceptance, bytes memory signature) = _acceptance(eva);
        Invitation memory voucher = newVoucher(1, 1);
        membership.joinBySig(acceptance, signature, voucher, signVoucher(voucher, founder));
        assertEq(idOf(eva), 6);
        assertEq(membership.nonces(eva, 1), (1 << 64) | 1);
    }

    function test_JoinBySig_TakesContractWallets() public {
        address owner = person("owner");
        SmartWallet wallet = new SmartWallet(owner);
        keyOf[address(wallet)] = keyOf[owner];
        (AcceptCharter memory acceptance, bytes memory signature) = _acceptance(address(wallet));
        Invitation memory voucher = newVoucher(1, 1);
        membership.joinBySig(acceptance, signature, voucher, signVoucher(voucher, founder));
        assertEq(idOf(address(wallet)), 6);
    }

    function test_JoinBySig_RevertsWhen_Expired() public {
        address eva = person("eva");
        (AcceptCharter memory acceptance, bytes memory signature) = _acceptance(eva);
        Invitation memory voucher = newVoucher(1, 1);
        bytes memory invitation = signVoucher(voucher, founder);
        vm.warp(acceptance.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipSignatureExpired.selector, acceptance.deadline));
        membership.joinBySig(acceptance, signature, voucher, invitation);
    }

    function test_JoinBySig_RevertsWhen_SignedByAnother() public {
        address eva = person("eva");
        AcceptCharter memory acceptance = acceptanceOf(eva);
        keyOf[eva] = keyOf[ada];
        bytes memory signature = signAcceptance(acceptance);
        Invitation memory voucher = newVoucher(1, 1);
        bytes memory invitation = signVoucher(voucher, founder);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipSignatureInvalid.selector, eva));
        membership.joinBySig(acceptance, signature, voucher, invitation);
    }

    function test_JoinBySig_RevertsWhen_NonceOfAnotherPurpose() public {
        address eva = person("eva");
        AcceptCharter memory acceptance = acceptanceOf(eva);
        uint256[3] memory wrong = [uint256(0), membership.nonces(eva, 2), acceptance.nonce + 1];
        Invitation memory voucher = newVoucher(1, 1);
        bytes memory invitation = signVoucher(voucher, founder);
        for (uint256 i = 0; i < wrong.length; ++i) {
            acceptance.nonce = wrong[i];
            bytes memory signature = signAcceptance(acceptance);
            vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
            membership.joinBySig(acceptance, signature, voucher, invitation);
        }
    }

    /// @dev A relay keeps an acceptance and uses it again after its signer left.
    function test_Attack_29_AcceptanceIsUsedOnce() public {
        address eva = person("eva");
        (AcceptCharter memory acceptance, bytes memory signature) = _acceptance(eva);
        Invitation memory voucher = newVoucher(1, 2);
        bytes memory invitation = signVoucher(voucher, founder);
        membership.joinBySig(acceptance, signature, voucher, invitation);
        leave(eva);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        membership.joinBySig(acceptance, signature, voucher, invitation);
    }

    /// @dev Sharper: the acceptance was never sent, its signer joined directly and left.
    function test_Attack_29_UnsentAcceptanceDiesWithTheDeparture() public {
        address eva = person("eva");
        (AcceptCharter memory acceptance, bytes memory signature) = _acceptance(eva);
        admitWallet(eva);
        leave(eva);
        Invitation memory voucher = newVoucher(1, 1);
        bytes memory invitation = signVoucher(voucher, founder);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        membership.joinBySig(acceptance, signature, voucher, invitation);
    }

    /// @dev The same paper on a copy of the chain, or in another community that has the same address there or the same
    /// name here.
    function test_Attack_29_AcceptanceIsForOneChainAndOneCommunity() public {
        address eva = person("eva");
        (AcceptCharter memory acceptance, bytes memory signature) = _acceptance(eva);
        Invitation memory voucher = newVoucher(1, 1);
        bytes memory invitation = signVoucher(voucher, founder);
        bytes memory refusal = abi.encodeWithSelector(IMembership.MembershipSignatureInvalid.selector, eva);
        uint256 chain = block.chainid;
        vm.chainId(chain + 1);
        vm.expectRevert(refusal);
        membership.joinBySig(acceptance, signature, voucher, invitation);
        vm.chainId(chain);
        bytes32 paper = hashAcceptance(acceptance);
        bytes memory elsewhere = sign(eva, string.concat("Palabre ", SLUG), address(contributions), paper);
        vm.expectRevert(refusal);
        membership.joinBySig(acceptance, elsewhere, voucher, invitation);
        elsewhere = sign(eva, "Palabre another", address(membership), paper);
        vm.expectRevert(refusal);
        membership.joinBySig(acceptance, elsewhere, voucher, invitation);
        membership.joinBySig(acceptance, signature, voucher, invitation);
        assertEq(idOf(eva), 6);
    }

    function test_Soulbound_RevertsWhen_Moved() public {
        bytes memory refusal = abi.encodeWithSelector(IMembership.MembershipSoulbound.selector, 2);
        vm.startPrank(ada);
        vm.expectRevert(refusal);
        membership.approve(ben, 2);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipSoulbound.selector, 0));
        membership.setApprovalForAll(ben, true);
        vm.expectRevert(refusal);
        membership.transferFrom(ada, ben, 2);
        vm.expectRevert(refusal);
        membership.transferFrom(ada, ada, 2);
        vm.expectRevert(refusal);
        membership.safeTransferFrom(ada, ben, 2);
        vm.expectRevert(refusal);
        membership.safeTransferFrom(ada, ben, 2, "");
        vm.expectRevert(refusal);
        membership.transferFrom(ada, address(0), 2);
        vm.stopPrank();
        assertEq(membership.ownerOf(2), ada);
    }

    function test_Soulbound_SaysWhatItIs() public view {
        assertTrue(membership.supportsInterface(0xb45a3c0e), "ERC-5192");
        assertTrue(membership.supportsInterface(0x7034731b), "ERC-4824");
        assertTrue(membership.supportsInterface(0x80ac58cd), "ERC-721");
        assertEq(membership.decimals(), 0);
        assertEq(membership.CLOCK_MODE(), "mode=timestamp");
        assertEq(membership.clock(), block.timestamp);
    }

    function admitAgain(address wallet) external {
        admitWallet(wallet);
    }

    function _acceptance(address wallet)
        private
        view
        returns (AcceptCharter memory acceptance, bytes memory signature)
    {
        acceptance = acceptanceOf(wallet);
        signature = signAcceptance(acceptance);
    }
}

contract JoinOpenlyTest is World {
    function firstAdmission() internal pure override returns (Admission) {
        return Admission.Open;
    }

    function test_Join_Openly_GivesNoUnit() public {
        address eva = person("eva");
        assertEq(joinOpenly(eva), 6);
        assertFalse(membership.member(6).unit);
        assertEq(membership.getVotes(eva), 0);
    }

    function test_Join_Openly_InvitedStillGetTheUnit() public {
        admit("eva");
        assertTrue(membership.member(6).unit);
    }

    /// @dev A voucher without uses admits nobody, and must not put a false inviter into the event.
    function test_Join_Openly_NamesNoInviterWithoutVoucher() public {
        address eva = person("eva");
        Invitation memory voucher = newVoucher(1, 0);
        vm.expectEmit(address(membership));
        emit IMembership.Joined(6, eva, 0, 1, false);
        vm.prank(eva);
        membership.join(1, CHARTER, voucher, "");
    }
}
