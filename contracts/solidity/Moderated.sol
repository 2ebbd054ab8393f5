// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {NoncesKeyed} from "@openzeppelin/contracts/utils/NoncesKeyed.sol";

import {RecordedBatch} from "./interfaces/IContributions.sol";
import {IMembership} from "./interfaces/IMembership.sol";
import {Items} from "./libraries/Items.sol";
import {Roles} from "./libraries/Roles.sol";

/// @title Moderated
/// @notice Acts of moderators and members outside Membership: who may, and the papers they sign instead of calling.
abstract contract Moderated is EIP712, NoncesKeyed {
    using Items for bytes;
    using Items for uint256;

    IMembership internal immutable _membership;

    /// @notice Only a moderator may do this.
    error ModeratedNotModerator(address wallet);

    /// @notice The moderator has a part in the matter.
    error ModeratedInvolved(uint40 moderator);

    /// @notice The paper was signed for an earlier time.
    error ModeratedSignatureExpired(uint256 deadline);

    /// @notice The signature is not one of `signer` under this paper.
    error ModeratedSignatureInvalid(address signer);

    constructor(string memory slug, IMembership membership_) EIP712(string.concat("Palabre ", slug), "1") {
        _membership = membership_;
    }

    function _moderator(address wallet) internal view returns (uint40 memberId) {
        uint16 roles;
        (memberId, roles) = _membership.actor(wallet);
        if (roles & Roles.MODERATOR == 0) revert ModeratedNotModerator(wallet);
    }

    /// @dev A vote given earlier counts with the role of today: roles do not survive departure or suspension [5].
    function _isModerator(uint40 memberId) internal view returns (bool) {
        if (memberId == 0) return false;
        (uint40 now_, uint16 roles) = _membership.actor(_membership.payee(memberId));
        return now_ == memberId && roles & Roles.MODERATOR != 0;
    }

    /// @dev Nobody decides about their own points or their own approval.
    function _checkUninvolved(uint40 moderator, RecordedBatch calldata batch, uint256 from, uint256 end) internal pure {
        for (uint256 i = 0; i < batch.approvers.length; ++i) {
            if (batch.approvers[i] == moderator) revert ModeratedInvolved(moderator);
        }
        for (uint256 i = from; i < end; ++i) {
            if (batch.items.at(i).memberId() == moderator) revert ModeratedInvolved(moderator);
        }
    }

    /// @dev Uses the paper up. People sign what `nonces(signer, key)` shows: the count with its key in the upper bits.
    function _usePaper(
        address signer,
        bytes32 structHash,
        uint192 key,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) internal {
        if (block.timestamp > deadline) revert ModeratedSignatureExpired(deadline);
        if (!SignatureChecker.isValidSignatureNow(signer, _hashTypedDataV4(structHash), signature)) {
            revert ModeratedSignatureInvalid(signer);
        }
        uint256 current = _useNonce(signer, key);
        if (nonce != current) revert InvalidAccountNonce(signer, current);
    }
}
