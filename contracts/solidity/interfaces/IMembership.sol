// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

import {AcceptCharter, Admission, Invitation, Leave, Member, RevokeInvitation, Status} from "./MembershipTypes.sol";

/// @title Membership
/// @notice Who is a member, which charter they accepted and which human roles they hold: a soulbound ERC-721 with
/// votes (ERC-5192, ERC-5805, ERC-4824). One member, one id for life, at most one voting unit.
interface IMembership {
    event Joined(
        uint40 indexed memberId, address indexed wallet, uint40 indexed invitedBy, uint16 charterVersion, bool returned
    );
    event CharterPublished(uint16 indexed version, bytes32 indexed hash, string uri);
    event CharterAccepted(uint40 indexed memberId, uint16 indexed version, address indexed wallet);
    event UnitActivated(uint40 indexed memberId, address indexed wallet);
    event UnitLapsed(uint40 indexed memberId, address indexed wallet);
    event RestAnnounced(uint40 indexed memberId, address indexed wallet, uint40 restsAt);
    event SignOfLife(uint40 indexed memberId);
    event CharterBound(uint16 indexed version, uint256 accepted, uint256 activeUnits);
    event RolesSet(uint40 indexed memberId, uint16 roles);
    event AdmissionSet(Admission admission);
    event InvitationUsed(bytes32 indexed invitation, uint40 indexed issuer, uint40 indexed memberId);
    event InvitationRevoked(bytes32 indexed invitation, uint40 indexed issuer);
    event Departed(uint40 indexed memberId, address indexed wallet, Status status);
    event Expelled(uint40 indexed memberId, bytes32 indexed reason);
    event WalletMoved(uint40 indexed memberId, address indexed from, address indexed to, uint40 votesRestUntil);
    event Opened(uint256 activeUnits);
    /// @dev ERC-5192.
    event Locked(uint256 tokenId);
    /// @dev ERC-4824.
    event DAOURIUpdate(address daoAddress, string daoURI);

    error MembershipSoulbound(uint256 tokenId);
    error MembershipAlreadyMember(address wallet, uint40 memberId);
    error MembershipNotMember(address wallet);
    error MembershipUnknownMember(uint40 memberId);
    error MembershipExpelled(uint40 memberId);
    error MembershipWalletRetired(address wallet, uint40 memberId);
    error MembershipWalletUsed(address wallet, uint40 memberId);
    error MembershipNotByApproval(Admission admission);
    error MembershipNotSafeguards(address caller);
    error MembershipInvitationRequired();
    error MembershipInvitationInvalid(uint40 issuer, uint40 validFrom, uint40 validUntil, uint8 uses);
    error MembershipInvitationUsedUp(bytes32 invitation);
    error MembershipInvitationSignature(uint40 issuer);
    error MembershipCharterNotCurrent(uint16 version, bytes32 hash, uint16 currentVersion, bytes32 currentHash);
    error MembershipSignatureExpired(uint256 deadline);
    error MembershipSignatureInvalid(address signer);
    error MembershipRolesUnknown(uint16 roles);
    error MembershipInvitationOther(bytes32 invitation);
    error MembershipNotIssuer(address caller, uint40 issuer);
    error MembershipNotOrganizer(address caller);
    error MembershipUnitUnchanged(uint40 memberId);
    error MembershipUnitNotEarned(uint40 memberId, uint32 epoch);
    error MembershipUnitLimit(uint256 activated, uint256 limit, uint256 periodEndsAt);
    error MembershipUnitLapsed(uint40 memberId, bool lapsed);
    error MembershipUnitBarred(uint40 memberId);
    error MembershipUnitRests(uint40 memberId, uint40 restsAt, uint40 votesRestUntil);
    error MembershipUnitStands(uint40 memberId);
    error MembershipNoRestDue(uint40 memberId, uint40 lastAct, uint40 restsAt);
    error MembershipCharterNotBinding(uint16 version, uint40 bindsFrom, uint256 accepted, uint256 activeUnits);
    error MembershipCharterNotAccepted(uint40 memberId, uint16 version);
    error MembershipAlreadyOpen();
    error MembershipTooFewUnits(uint256 activeUnits, uint256 needed);
    error MembershipDelegateNotMember(address delegatee);
    error MembershipDelegateStays(address account, address delegatee);

    /* ANYONE WHO JOINS */

    /// @notice Joins as `msg.sender`, who accepts the newest charter by calling. Emits {Joined}, {CharterAccepted}.
    /// @param invitation A voucher, or all zero under open admission.
    function join(
        uint16 charterVersion,
        bytes32 charterHash,
        Invitation calldata invitation,
        bytes calldata invitationSignature
    ) external returns (uint40 memberId);

    /// @notice {join} for the signer of `acceptance`; anyone may send it.
    /// @dev Warning: the invitation is not bound to a wallet. Whoever holds a voucher can use it.
    function joinBySig(
        AcceptCharter calldata acceptance,
        bytes calldata signature,
        Invitation calldata invitation,
        bytes calldata invitationSignature
    ) external returns (uint40 memberId);

    /* MEMBERS */

    /// @notice Accepts the newest charter as `msg.sender`. Emits {CharterAccepted}, {SignOfLife}.
    function acceptCharter(uint16 charterVersion, bytes32 charterHash) external;

    /// @notice {acceptCharter} for the signer of `acceptance`.
    function acceptCharterBySig(AcceptCharter calldata acceptance, bytes calldata signature) external;

    /// @notice Leaves: voting unit and reputation are burned, roles end, recorded points stay and are still paid.
    /// Emits {Departed}. Always possible.
    function leave() external;

    /// @notice {leave} for the signer of `departure`.
    function leaveBySig(Leave calldata departure, bytes calldata signature) external;

    /* ANYONE */

    /// @notice Gives `memberId` the first voting unit that time and rules permit. Emits {UnitActivated}.
    /// @param epoch Under open admission: a final epoch in which the member was active. Ignored for invited members.
    function activate(uint40 memberId, uint32 epoch) external;

    /// @notice Takes the unit of a member who did not accept the charter in force, or whose announced rest has begun.
    /// Emits {UnitLapsed}.
    function lapse(uint40 memberId) external;

    /// @notice Gives back a unit that lapsed, once its reason is gone; newcomers' activations are not used for it.
    /// Emits {UnitActivated}.
    function resume(uint40 memberId) external;

    /// @notice Announces that the unit of a member without a sign of life for 365 days rests in 30 days.
    /// Emits {RestAnnounced}.
    function announceRest(uint40 memberId) external;

    /// @notice Puts the newest charter in force once its delay has passed and half of the active units accepted it.
    /// Emits {CharterBound}.
    function bindCharter() external;

    /// @notice Returns the votes of `account` when their delegate is no member any more. Emits DelegateChanged.
    function followDelegate(address account) external;

    /// @notice Ends the founding once there are five active units (one in a pilot). Emits {Opened}.
    function open() external;

    /* ISSUERS OF INVITATIONS, ORGANIZERS */

    /// @notice Voids a voucher; by its issuer or an organizer. Emits {InvitationRevoked}.
    function revokeInvitation(Invitation calldata invitation) external;

    /// @notice {revokeInvitation} for the signer of `paper`, which names the voucher by its hash.
    function revokeInvitationBySig(
        Invitation calldata invitation,
        RevokeInvitation calldata paper,
        bytes calldata signature
    ) external;

    /* ORGANIZERS WHILE FOUNDING, THEN (OR WHEN NO ORGANIZER IS LEFT) THE MEMBERS' HOUSE */

    /// @notice Replaces the human roles of a member. Emits {RolesSet}.
    function setRoles(uint40 memberId, uint16 roles) external;

    /// @notice Publishes the next charter version. Newcomers accept it from now on; members may, and it binds them by
    /// {bindCharter} only. A newer version takes the place of one that does not bind yet. Emits {CharterPublished}.
    function publishCharter(bytes32 hash, string calldata uri) external returns (uint16 version);

    /// @notice Changes how people are admitted. Emits {AdmissionSet}.
    function setAdmission(Admission admission) external;

    /// @notice Changes the ERC-4824 document. Emits {DAOURIUpdate}.
    function setDaoURI(string calldata uri) external;

    /* THE MEMBERS' HOUSE */

    /// @notice Ends a membership for good, also of somebody who left: the id never joins again. Reputation is burned,
    /// roles end, recorded points stay and are paid to the last wallet. Emits {Expelled} and, unless they had left,
    /// {Departed}.
    /// @param reason Salted hash of the reasons.
    function expel(uint40 memberId, bytes32 reason) external;

    /* SAFEGUARDS ONLY */

    /// @notice Voids what `wallet` signed to join so far and returns the nonce that was due.
    function voidAcceptance(address wallet) external returns (uint256 nonce);

    /// @notice Admits an applicant whom `approver` let in. `nonce` is the wallet's charter nonce: it changed if the
    /// applicant joined by signature or left since applying. Emits {Joined}, {CharterAccepted}.
    function admit(address wallet, uint16 version, bytes32 hash, uint256 nonce, uint40 approver)
        external
        returns (uint40 memberId);

    /// @notice Rests the roles of a member until a time; 0 ends it.
    function setSuspension(uint40 memberId, uint40 until) external;

    /// @notice Holds the money of a member while a recovery is pending.
    function setHeld(uint40 memberId, bool held) external;

    /// @notice Sets a mark of the library Marks. BARRED takes the unit of the member and forbids it until the mark is
    /// taken away, also if the member leaves and returns; {resume} gives it back then. Emits {UnitLapsed} if there was one.
    function setMark(uint40 memberId, uint8 mark, bool on) external;

    /// @notice Notes that a member acted, so that the unit does not rest. Emits {SignOfLife}.
    function noteAct(uint40 memberId) external;

    /// @notice Moves a membership to a wallet that never held one; the old wallet is retired for ever.
    /// Emits {WalletMoved}.
    /// @param restUntil Until when votes rest after a recovery; 0 moves them at once.
    function moveWallet(uint40 memberId, address to, uint40 restUntil) external returns (address from);

    /* VIEWS */

    /// @notice Who deployed the contract: the only one who may make its first registry entry.
    function deployer() external view returns (address);

    /// @notice The key whose voucher (issuer 0) admits the first organizer.
    function foundingKey() external view returns (address);

    /// @notice Whether short durations were allowed at construction. Shown in red everywhere.
    function pilot() external view returns (bool);

    /// @notice Whether {open} has not been called yet.
    function founding() external view returns (bool);

    /// @notice How people are admitted.
    function admission() external view returns (Admission);

    /// @notice Highest member id given so far.
    function memberCount() external view returns (uint40);

    /// @notice Voting units in force.
    function activeUnits() external view returns (uint256);

    /// @notice The record of a member; all zero for an unknown id.
    function member(uint40 memberId) external view returns (Member memory);

    /// @notice The id of the person who holds or last held `wallet`, or 0.
    function memberOf(address wallet) external view returns (uint40);

    /// @notice The member who acts through `wallet` now and the roles in force; zeros unless an active member.
    function actor(address wallet) external view returns (uint40 memberId, uint16 roles);

    /// @notice Where money of a member goes: the current wallet, or the last one of somebody who left.
    function payee(uint40 memberId) external view returns (address);

    /// @notice Where money of a member goes, and the marks that may forbid it: see the library Marks.
    function payment(uint40 memberId) external view returns (address to, uint8 marks);

    /// @notice The member whose money goes to `wallet`, and the marks that may forbid it; zeros if there is none.
    function paymentOf(address wallet) external view returns (uint40 memberId, uint8 marks);

    /// @notice Whether the member is suspended now: no roles in force, no proposing; votes and claims go on.
    function suspended(uint40 memberId) external view returns (bool);

    /// @notice Until when the member's votes rest after a recovery; 0 if they do not.
    function votesRestUntil(uint40 memberId) external view returns (uint40);

    /// @notice Since when the member has held a voting unit without interruption; 0 without a unit.
    function unitSince(uint40 memberId) external view returns (uint40);

    /// @notice Whether a member moved away from `wallet`: it never acts or joins again.
    function retired(address wallet) external view returns (bool);

    /// @notice How many active members hold `role`, a single bit of the library Roles; suspended ones count.
    function holderCount(uint16 role) external view returns (uint32);

    /// @notice How many active members hold the reviewer role of `lane`.
    function reviewerCount(uint8 lane) external view returns (uint32);

    /// @notice Newest charter version, counted from 1: the one that can be accepted.
    function charterVersion() external view returns (uint16);

    /// @notice The version that members must have accepted to hold a unit; when the newest may bind, and how many of
    /// the active units accepted the newest.
    function charterInForce() external view returns (uint16 version, uint40 newestBindsFrom, uint256 accepted);

    /// @notice Hash of a charter version.
    function charterHash(uint16 version) external view returns (bytes32);

    /// @notice How often a voucher was used; 255 for a revoked one.
    function invitationUses(bytes32 invitation) external view returns (uint8);

    /// @notice The EIP-712 digest that identifies a voucher and is signed by its issuer.
    function hashInvitation(Invitation calldata invitation) external view returns (bytes32);
}
