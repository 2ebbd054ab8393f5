// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

import {ApproveRecovery, CancelRecovery, ISafeguards, RequestRecovery} from "../interfaces/ISafeguards.sol";
import {Marks} from "../libraries/Marks.sol";
import {MemberWorld} from "./MemberWorld.t.sol";

/// @notice Recovery with papers only: who lost a wallet has no gas, and moderators pay none.
contract RecoverBySigTest is MemberWorld {
    address private fresh;

    function setUp() public override {
        super.setUp();
        fresh = person("fresh");
        appointSecondModerator();
    }

    function test_RecoverBySig_FromRequestToCancel() public {
        RequestRecovery memory request = _request();
        safeguards.requestRecoveryBySig(request, _sign(request));
        ApproveRecovery memory first = _approval(dina);
        safeguards.approveRecoveryBySig(first, _sign(first, dina));
        ApproveRecovery memory second = _approval(cleo);
        safeguards.approveRecoveryBySig(second, _sign(second, cleo));
        assertEq(marksOf(ada), Marks.HELD);
        CancelRecovery memory cancel = _cancel(ada);
        safeguards.cancelRecoveryBySig(cancel, _sign(cancel, ada));
        assertEq(marksOf(ada), 0);
        assertEq(safeguards.recoveryOf(2).to, address(0));
    }

    function test_RecoverBySig_RevertsWhen_Replayed() public {
        RequestRecovery memory request = _request();
        bytes memory signature = _sign(request);
        safeguards.requestRecoveryBySig(request, signature);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        safeguards.requestRecoveryBySig(request, signature);
        ApproveRecovery memory first = _approval(dina);
        signature = _sign(first, dina);
        safeguards.approveRecoveryBySig(first, signature);
        vm.expectPartialRevert(Nonces.InvalidAccountNonce.selector);
        safeguards.approveRecoveryBySig(first, signature);
    }

    function test_RecoverBySig_RevertsWhen_ForgedOrExpired() public {
        requestRecovery(2, fresh);
        ApproveRecovery memory paper = _approval(dina);
        bytes memory forged = _sign(paper, ada);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsSignatureInvalid.selector, dina));
        safeguards.approveRecoveryBySig(paper, forged);
        bytes memory signature = _sign(paper, dina);
        vm.warp(paper.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsSignatureExpired.selector, paper.deadline));
        safeguards.approveRecoveryBySig(paper, signature);
    }

    function test_CancelBySig_RevertsWhen_StrangerSigns() public {
        startRecovery(ada, fresh);
        CancelRecovery memory cancel = _cancel(ben);
        bytes memory signature = _sign(cancel, ben);
        vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsNotMember.selector, ben));
        safeguards.cancelRecoveryBySig(cancel, signature);
    }

    function _request() private view returns (RequestRecovery memory) {
        return RequestRecovery(fresh, 2, safeguards.nonces(fresh, 5), vm.getBlockTimestamp() + 1 days);
    }

    function _approval(address by) private view returns (ApproveRecovery memory) {
        return ApproveRecovery(by, 2, fresh, safeguards.nonces(by, 6), vm.getBlockTimestamp() + 1 days);
    }

    function _cancel(address by) private view returns (CancelRecovery memory) {
        return CancelRecovery(by, 2, safeguards.nonces(by, 7), vm.getBlockTimestamp() + 1 days);
    }

    function _sign(RequestRecovery memory paper) private view returns (bytes memory) {
        bytes32 typeHash = keccak256("RequestRecovery(address wallet,uint40 memberId,uint256 nonce,uint256 deadline)");
        return signSafeguards(paper.wallet, keccak256(abi.encode(typeHash, paper)));
    }

    function _sign(ApproveRecovery memory paper, address signer) private view returns (bytes memory) {
        bytes32 typeHash =
            keccak256("ApproveRecovery(address wallet,uint40 memberId,address to,uint256 nonce,uint256 deadline)");
        return signSafeguards(signer, keccak256(abi.encode(typeHash, paper)));
    }

    function _sign(CancelRecovery memory paper, address signer) private view returns (bytes memory) {
        bytes32 typeHash = keccak256("CancelRecovery(address wallet,uint40 memberId,uint256 nonce,uint256 deadline)");
        return signSafeguards(signer, keccak256(abi.encode(typeHash, paper)));
    }
}
