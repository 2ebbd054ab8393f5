// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {NoncesKeyed} from "@openzeppelin/contracts/utils/NoncesKeyed.sol";

import {AcceptCharter, IMembership, Invitation, RevokeInvitation} from "./interfaces/IMembership.sol";
import {Roles} from "./libraries/Roles.sol";

/// @title Charters
/// @notice The papers at the door of a community: charter versions, acceptances and invitations, with their signatures.
/// Two versions matter: the newest, which is accepted, and the one in force, which decides about voting units.
abstract contract Charters is EIP712, NoncesKeyed, IMembership {
    /* CONSTANTS */

    uint192 internal constant CHARTER_NONCES = 1;
    uint192 private constant REVOKE_NONCES = 3;
    bytes32 private constant ACCEPT_TYPEHASH = keccak256(
        "AcceptCharter(address wallet,uint16 charterVersion,bytes32 charterHash,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant INVITATION_TYPEHASH =
        keccak256("Invitation(uint40 issuer,uint8 uses,uint40 validFrom,uint40 validUntil,bytes32 salt)");
    bytes32 private constant REVOKE_TYPEHASH =
        keccak256("RevokeInvitation(address wallet,bytes32 invitation,uint256 nonce,uint256 deadline)");
    uint8 private constant MAX_USES = 20;
    uint8 private constant REVOKED = type(uint8).max;
    uint40 private constant MAX_INVITATION = 30 days;
    uint40 private constant CHARTER_DELAY = 14 days;
    uint40 private constant PILOT_CHARTER_DELAY = 14 seconds;

    /* IMMUTABLES */

    /// @inheritdoc IMembership
    address public immutable foundingKey;
    /// @inheritdoc IMembership
    bool public immutable pilot;

    /* STORAGE */

    uint16 private _charterVersion;
    uint16 internal _charterInForce;
    uint40 private _newestBindsFrom;
    /// @dev How many active units belong to members who accepted the newest version.
    uint64 private _accepted;
    mapping(uint16 version => bytes32) private _charters;
    mapping(bytes32 invitation => uint8) private _invitationUses;

    constructor(address foundingKey_, bool pilot_) {
        foundingKey = foundingKey_;
        pilot = pilot_;
    }

    /* ANYONE */

    /// @inheritdoc IMembership
    /// @dev A stored step, not a rule of time: what half accepted once stays in force when units come and go [2, 10].
    function bindCharter() external {
        (uint16 version, uint256 accepted, uint256 units) = (_charterVersion, _accepted, activeUnits());
        if (version == _charterInForce || block.timestamp < _newestBindsFrom || accepted * 2 < units) {
            revert MembershipCharterNotBinding(version, _newestBindsFrom, accepted, units);
        }
        _charterInForce = version;
        emit CharterBound(version, accepted, units);
    }

    /* ISSUERS OF INVITATIONS, ORGANIZERS */

    /// @inheritdoc IMembership
    function revokeInvitation(Invitation calldata invitation) external {
        _revoke(msg.sender, invitation);
    }

    /// @inheritdoc IMembership
    function revokeInvitationBySig(
        Invitation calldata invitation,
        RevokeInvitation calldata paper,
        bytes calldata signature
    ) external {
        bytes32 hash = keccak256(abi.encode(REVOKE_TYPEHASH, paper));
        _checkPaper(paper.wallet, hash, REVOKE_NONCES, paper.nonce, paper.deadline, signature);
        if (_revoke(paper.wallet, invitation) != paper.invitation) revert MembershipInvitationOther(paper.invitation);
    }

    /* VIEWS */

    /// @inheritdoc IMembership
    function charterVersion() public view returns (uint16) {
        return _charterVersion;
    }

    /// @inheritdoc IMembership
    function charterInForce() external view returns (uint16 version, uint40 newestBindsFrom, uint256 accepted) {
        return (_charterInForce, _newestBindsFrom, _accepted);
    }

    /// @inheritdoc IMembership
    function charterHash(uint16 version) external view returns (bytes32) {
        return _charters[version];
    }

    /// @inheritdoc IMembership
    function invitationUses(bytes32 invitation) external view returns (uint8) {
        return _invitationUses[invitation];
    }

    /// @inheritdoc IMembership
    function hashInvitation(Invitation calldata invitation) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(INVITATION_TYPEHASH, invitation)));
    }

    /// @inheritdoc IMembership
    function actor(address wallet) public view virtual returns (uint40 memberId, uint16 roles);

    /// @inheritdoc IMembership
    function founding() public view virtual returns (bool);

    /// @inheritdoc IMembership
    function activeUnits() public view virtual returns (uint256);

    /* INTERNALS */

    function _publishCharter(bytes32 hash, string memory uri) internal returns (uint16 version) {
        version = ++_charterVersion;
        _charters[version] = hash;
        _newestBindsFrom = uint40(block.timestamp) + (pilot ? PILOT_CHARTER_DELAY : CHARTER_DELAY);
        // Half must accept the very text that binds: a version that did not bind yet is given up for the newer one.
        _accepted = 0;
        if (version == 1) _charterInForce = 1;
        emit CharterPublished(version, hash, uri);
    }

    /// @dev To be called whenever a member who accepted `version` gains or loses a unit, or accepts while holding one.
    function _countAcceptance(uint16 version, bool more) internal {
        if (version != _charterVersion) return;
        if (more) ++_accepted;
        else --_accepted;
    }

    function _checkCharter(uint16 version, bytes32 hash) internal view {
        bytes32 current = _charters[_charterVersion];
        if (version != _charterVersion || hash != current) {
            revert MembershipCharterNotCurrent(version, hash, _charterVersion, current);
        }
    }

    function _revoke(address by, Invitation calldata invitation) private returns (bytes32 id) {
        (uint40 memberId, uint16 roles) = actor(by);
        bool issued = memberId != 0 && memberId == invitation.issuer;
        if (!issued && roles & Roles.ORGANIZER == 0) revert MembershipNotIssuer(by, invitation.issuer);
        id = hashInvitation(invitation);
        _invitationUses[id] = REVOKED;
        emit InvitationRevoked(id, invitation.issuer);
    }

    /// @dev Uses up the nonce, so that an acceptance can never be replayed after its signer left [29].
    function _checkAcceptance(AcceptCharter calldata acceptance, bytes calldata signature) internal {
        bytes32 hash = keccak256(abi.encode(ACCEPT_TYPEHASH, acceptance));
        _checkPaper(acceptance.wallet, hash, CHARTER_NONCES, acceptance.nonce, acceptance.deadline, signature);
    }

    /// @dev People sign what `nonces(owner, key)` shows: the count with its key in the upper bits.
    function _spendNonce(address owner, uint192 key, uint256 nonce) internal {
        uint256 current = _useNonce(owner, key);
        if (nonce != current) revert InvalidAccountNonce(owner, current);
    }

    function _checkPaper(
        address signer,
        bytes32 structHash,
        uint192 key,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) internal {
        if (block.timestamp > deadline) revert MembershipSignatureExpired(deadline);
        if (!SignatureChecker.isValidSignatureNow(signer, _hashTypedDataV4(structHash), signature)) {
            revert MembershipSignatureInvalid(signer);
        }
        _spendNonce(signer, key, nonce);
    }

    /// @dev The founding voucher admits member 1 only and dies when the community opens: nobody founds it twice, and a
    /// founder who lost the role cannot come back with it [19].
    function _useInvitation(uint40 memberId, Invitation calldata invitation, bytes calldata signature)
        internal
        returns (bool)
    {
        if (invitation.uses == 0) return false;
        _checkInvitation(memberId, invitation);
        bytes32 id = hashInvitation(invitation);
        address signer = invitation.issuer == 0 ? foundingKey : _walletOf(invitation.issuer);
        if (!SignatureChecker.isValidSignatureNow(signer, id, signature)) {
            revert MembershipInvitationSignature(invitation.issuer);
        }
        uint8 used = _invitationUses[id];
        if (used >= invitation.uses) revert MembershipInvitationUsedUp(id);
        _invitationUses[id] = used + 1;
        emit InvitationUsed(id, invitation.issuer, memberId);
        return true;
    }

    /// @dev A voucher dies with the role of its issuer: roles are read now, not when it was signed.
    function _checkInvitation(uint40 memberId, Invitation calldata invitation) private view {
        bool issuerMay = memberId == 1 && founding();
        if (invitation.issuer != 0) {
            (uint40 issuer, uint16 roles) = actor(_walletOf(invitation.issuer));
            issuerMay = issuer != 0 && roles & Roles.INVITERS != 0;
        }
        bool inTime = block.timestamp >= invitation.validFrom && block.timestamp <= invitation.validUntil
            && invitation.validUntil - invitation.validFrom <= MAX_INVITATION;
        if (!issuerMay || !inTime || invitation.uses > MAX_USES) {
            revert MembershipInvitationInvalid(
                invitation.issuer, invitation.validFrom, invitation.validUntil, invitation.uses
            );
        }
    }

    function _walletOf(uint40 memberId) internal view virtual returns (address);
}
