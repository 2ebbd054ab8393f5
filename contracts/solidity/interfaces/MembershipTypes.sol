// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

/// @notice How somebody becomes a member.
enum Admission {
    Open,
    Invitation,
    Approval
}

/// @notice What a member id stands for now. `Left` members may come back under the same id.
enum Status {
    None,
    Active,
    Left,
    Expelled
}

/// @notice A member record: one storage slot.
/// @param wallet Current wallet; for somebody who left, the last one (shares are still paid there).
/// @param joinedAt Time of the latest admission.
/// @param charterVersion Latest charter version accepted by signature.
/// @param roles Human roles, see the library Roles.
/// @param marks What rests or waits, see the library Marks.
/// @param status See {Status}.
/// @param unit Whether the member holds a voting unit of the members' house.
struct Member {
    address wallet;
    uint40 joinedAt;
    uint16 charterVersion;
    uint16 roles;
    uint8 marks;
    Status status;
    bool unit;
}

/// @notice Signed by the person who joins or accepts a newer charter.
/// @param wallet The signer.
/// @param charterVersion Must be the newest version.
/// @param charterHash Hash of the text that was shown; must be the hash of that version.
/// @param nonce `nonces(wallet, 1)`, the keyed nonce of charter acceptances.
/// @param deadline Unix time after which the signature is void.
struct AcceptCharter {
    address wallet;
    uint16 charterVersion;
    bytes32 charterHash;
    uint256 nonce;
    uint256 deadline;
}

/// @notice A voucher that lets people in, signed by an organizer or a moderator and handed over off chain.
/// @param issuer memberId of the signer; 0 for the founding voucher, signed by the founding key.
/// @param uses How many people may join with it, at most 20.
/// @param validFrom Unix time.
/// @param validUntil Unix time, at most 30 days after `validFrom`.
/// @param salt Makes two vouchers of one issuer different.
struct Invitation {
    uint40 issuer;
    uint8 uses;
    uint40 validFrom;
    uint40 validUntil;
    bytes32 salt;
}

/// @notice Signed by a member who leaves.
/// @param wallet The signer.
/// @param nonce `nonces(wallet, 2)`, the keyed nonce of departures.
/// @param deadline Unix time after which the signature is void.
struct Leave {
    address wallet;
    uint256 nonce;
    uint256 deadline;
}

/// @notice Signed by the issuer of a voucher, or by an organizer, to void it.
/// @param wallet The signer.
/// @param invitation `hashInvitation` of the voucher.
/// @param nonce `nonces(wallet, 3)`, the keyed nonce of revocations.
/// @param deadline Unix time after which the signature is void.
struct RevokeInvitation {
    address wallet;
    bytes32 invitation;
    uint256 nonce;
    uint256 deadline;
}
