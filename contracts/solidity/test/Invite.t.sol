// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

import {IMembership, Invitation, RevokeInvitation} from "../interfaces/IMembership.sol";
import {Roles} from "../libraries/Roles.sol";
import {SmartWallet} from "./wallets/Wallets.t.sol";
import {World} from "./World.t.sol";

contract InviteTest is World {
    function test_Invite_ModeratorsMayInvite() public {
        _join("eva", newVoucher(5, 1), dina);
        assertEq(membership.memberCount(), 6);
    }

    function test_Invite_RevertsWhen_IssuerHasNoRole() public {
        _refused(newVoucher(2, 1), ada, IMembership.MembershipInvitationInvalid.selector);
    }

    function test_Invite_RevertsWhen_IssuerIsUnknown() public {
        _refused(newVoucher(99, 1), founder, IMembership.MembershipInvitationInvalid.selector);
    }

    /// @dev Attack 5: the role is read when the voucher is used, so it does not survive its holder.
    function test_Invite_RevertsWhen_IssuerLostTheRole() public {
        Invitation memory voucher = newVoucher(5, 20);
        _join("eva", voucher, dina);
        vm.prank(address(membersTimelock));
        membership.setRoles(5, 0);
        _refused(voucher, dina, IMembership.MembershipInvitationInvalid.selector);
    }

    function test_Invite_RevertsWhen_IssuerLeft() public {
        Invitation memory voucher = newVoucher(5, 20);
        leave(dina);
        _refused(voucher, dina, IMembership.MembershipInvitationInvalid.selector);
    }

    function test_Invite_RevertsWhen_UsedUp() public {
        Invitation memory voucher = newVoucher(1, 2);
        _join("eva", voucher, founder);
        _join("fred", voucher, founder);
        _refused(voucher, founder, IMembership.MembershipInvitationUsedUp.selector);
    }

    /// @dev One person must not eat the uses of a voucher by leaving and returning for free units: each return counts.
    function test_Invite_CountsEveryReturn() public {
        Invitation memory voucher = newVoucher(1, 2);
        _join("eva", voucher, founder);
        leave(person("eva"));
        _join("eva", voucher, founder);
        _refused(voucher, founder, IMembership.MembershipInvitationUsedUp.selector);
    }

    function test_Invite_RevertsWhen_TooManyUses() public {
        _refused(newVoucher(1, 21), founder, IMembership.MembershipInvitationInvalid.selector);
    }

    function test_Invite_RevertsWhen_OutOfTime() public {
        Invitation memory voucher = newVoucher(1, 1);
        voucher.validFrom += 1;
        _refused(voucher, founder, IMembership.MembershipInvitationInvalid.selector);
        voucher.validFrom -= 1;
        vm.warp(voucher.validUntil + 1);
        _refused(voucher, founder, IMembership.MembershipInvitationInvalid.selector);
    }

    function test_Invite_RevertsWhen_LongerThanThirtyDays() public {
        Invitation memory voucher = newVoucher(1, 1);
        voucher.validUntil = voucher.validFrom + 30 days + 1;
        _refused(voucher, founder, IMembership.MembershipInvitationInvalid.selector);
        voucher.validUntil -= 1;
        _join("eva", voucher, founder);
    }

    function test_Invite_RevertsWhen_EndsBeforeItBegins() public {
        Invitation memory voucher = newVoucher(1, 1);
        voucher.validUntil = voucher.validFrom - 1;
        _refused(voucher, founder, IMembership.MembershipInvitationInvalid.selector);
    }

    function test_Invite_RevertsWhen_Changed() public {
        Invitation memory voucher = newVoucher(1, 1);
        bytes memory signature = signVoucher(voucher, founder);
        voucher.uses = 20;
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipInvitationSignature.selector, 1));
        vm.prank(person("eva"));
        membership.join(1, CHARTER, voucher, signature);
    }

    function test_Invite_TakesContractWallets() public {
        address owner = person("owner");
        SmartWallet wallet = new SmartWallet(owner);
        uint40 memberId = admitWallet(address(wallet));
        vm.prank(address(membersTimelock));
        membership.setRoles(memberId, Roles.MODERATOR);
        _join("eva", newVoucher(memberId, 1), owner);
        assertEq(membership.memberCount(), 7);
    }

    function test_Revoke_VoidsAVoucher() public {
        Invitation memory voucher = newVoucher(5, 20);
        _join("eva", voucher, dina);
        vm.prank(dina);
        membership.revokeInvitation(voucher);
        assertEq(membership.invitationUses(membership.hashInvitation(voucher)), 255);
        _refused(voucher, dina, IMembership.MembershipInvitationUsedUp.selector);
    }

    function test_Revoke_OrganizersMayRevokeAnyVoucher() public {
        Invitation memory voucher = newVoucher(5, 20);
        vm.prank(founder);
        membership.revokeInvitation(voucher);
        _refused(voucher, dina, IMembership.MembershipInvitationUsedUp.selector);
    }

    function test_Revoke_RevertsWhen_NeitherIssuerNorOrganizer() public {
        Invitation memory voucher = newVoucher(1, 20);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipNotIssuer.selector, dina, 1));
        vm.prank(dina);
        membership.revokeInvitation(voucher);
        voucher.issuer = 0;
        address stranger = person("stranger");
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipNotIssuer.selector, stranger, 0));
        vm.prank(stranger);
        membership.revokeInvitation(voucher);
    }

    function test_RevokeBySig_VoidsTheVoucherThatWasNamed() public {
        Invitation memory voucher = newVoucher(5, 20);
        Invitation memory other = newVoucher(5, 20);
        RevokeInvitation memory paper = RevokeInvitation(
            dina, membership.hashInvitation(voucher), membership.nonces(dina, 3), block.timestamp + 1 days
        );
        bytes32 typeHash =
            keccak256("RevokeInvitation(address wallet,bytes32 invitation,uint256 nonce,uint256 deadline)");
        bytes memory signature = signMembership(dina, keccak256(abi.encode(typeHash, paper)));
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipInvitationOther.selector, paper.invitation));
        membership.revokeInvitationBySig(other, paper, signature);
        membership.revokeInvitationBySig(voucher, paper, signature);
        _refused(voucher, dina, IMembership.MembershipInvitationUsedUp.selector);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        membership.revokeInvitationBySig(voucher, paper, signature);
        _join("eva", other, dina);
    }

    function _join(string memory name, Invitation memory voucher, address signer) private {
        address wallet = person(name);
        bytes memory signature = signVoucher(voucher, signer);
        vm.prank(wallet);
        membership.join(1, CHARTER, voucher, signature);
    }

    function _refused(Invitation memory voucher, address signer, bytes4 reason) private {
        address wallet = person("zoe");
        bytes memory signature = signVoucher(voucher, signer);
        vm.expectPartialRevert(reason);
        vm.prank(wallet);
        membership.join(1, CHARTER, voucher, signature);
    }
}
