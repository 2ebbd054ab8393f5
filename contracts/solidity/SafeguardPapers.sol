// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {NoncesKeyed} from "@openzeppelin/contracts/utils/NoncesKeyed.sol";

import {IMembership, Status} from "./interfaces/IMembership.sol";
import {ISafeguards} from "./interfaces/ISafeguards.sol";
import {Roles} from "./libraries/Roles.sol";

/// @title SafeguardPapers
/// @notice What all parts of Safeguards share: signed papers and the question who somebody is.
abstract contract SafeguardPapers is EIP712, NoncesKeyed, ISafeguards {
    /* IMMUTABLES */

    IMembership internal immutable _membership;

    constructor(string memory slug, IMembership membership) EIP712(string.concat("Palabre ", slug), "1") {
        _membership = membership;
    }

    /* INTERNALS */

    function _checkPaper(
        address signer,
        bytes32 structHash,
        uint192 key,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) internal {
        _checkSignature(signer, structHash, deadline, signature);
        _spendNonce(signer, key, nonce);
    }

    function _checkSignature(address signer, bytes32 structHash, uint256 deadline, bytes calldata signature)
        internal
        view
    {
        if (block.timestamp > deadline) revert SafeguardsSignatureExpired(deadline);
        if (!SignatureChecker.isValidSignatureNow(signer, _hashTypedDataV4(structHash), signature)) {
            revert SafeguardsSignatureInvalid(signer);
        }
    }

    /// @dev People sign what `nonces(owner, key)` shows: the count with its key in the upper bits.
    function _spendNonce(address owner, uint192 key, uint256 nonce) internal {
        uint256 current = _useNonce(owner, key);
        if (nonce != current) revert InvalidAccountNonce(owner, current);
    }

    function _memberIdOf(address wallet) internal view returns (uint40 memberId) {
        (memberId,) = _membership.actor(wallet);
        if (memberId == 0) revert SafeguardsNotMember(wallet);
    }

    /// @dev Read now: a moderator who is suspended, left or moved to another wallet is none [5].
    function _moderatorOf(address wallet) internal view returns (uint40 memberId) {
        uint16 roles;
        (memberId, roles) = _membership.actor(wallet);
        if (roles & Roles.MODERATOR == 0) revert SafeguardsNotModerator(wallet);
    }

    function _checkActive(uint40 memberId) internal view {
        if (_membership.member(memberId).status != Status.Active) revert SafeguardsNotActive(memberId);
    }
}
