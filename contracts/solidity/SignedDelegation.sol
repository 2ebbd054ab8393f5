// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Votes} from "@openzeppelin/contracts/governance/utils/Votes.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title SignedDelegation
/// @notice Delegation by signature for contract wallets as well (ERC-1271). The plain function recovers the signer from
/// the signature, which only keys can make; this one is told the signer. Typed data and nonces are the same.
abstract contract SignedDelegation is Votes {
    bytes32 private constant DELEGATION_TYPEHASH =
        keccak256("Delegation(address delegatee,uint256 nonce,uint256 expiry)");

    error DelegationSignatureInvalid(address delegator);

    /// @notice Delegates the votes of `delegator`, who signed. Anyone may send it. Emits DelegateChanged.
    /// @param nonce `nonces(delegator)`, shared with the overload that takes v, r and s.
    /// @param expiry Unix time after which the signature is void.
    /// @param signature Over `Delegation(address delegatee,uint256 nonce,uint256 expiry)`.
    function delegateBySig(
        address delegator,
        address delegatee,
        uint256 nonce,
        uint256 expiry,
        bytes calldata signature
    ) external {
        if (block.timestamp > expiry) revert VotesExpiredSignature(expiry);
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(DELEGATION_TYPEHASH, delegatee, nonce, expiry)));
        if (!SignatureChecker.isValidSignatureNow(delegator, digest, signature)) {
            revert DelegationSignatureInvalid(delegator);
        }
        _useCheckedNonce(delegator, nonce);
        _delegate(delegator, delegatee);
    }
}
