// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

/// @notice Signed by somebody who asks to be admitted and accepts the charter for that case.
/// @param wallet The signer.
/// @param charterVersion Must still be the newest version when the application is approved.
/// @param charterHash Hash of the text that was shown.
/// @param application Salted hash of what the applicant wrote.
/// @param nonce `membership.nonces(wallet, 1)`: the same count as charter acceptances.
/// @param deadline Unix time after which the signature is void.
struct SubmitApplication {
    address wallet;
    uint16 charterVersion;
    bytes32 charterHash;
    bytes32 application;
    uint256 nonce;
    uint256 deadline;
}

/// @notice Signed by an applicant who changed their mind. `nonce` is `nonces(wallet, 1)`.
struct WithdrawApplication {
    address wallet;
    bytes32 application;
    uint256 nonce;
    uint256 deadline;
}

/// @notice Signed by an organizer or moderator who admits or declines. `nonce` is `nonces(wallet, 2)`.
struct AnswerApplication {
    address wallet;
    address applicant;
    bytes32 application;
    bool approved;
    uint256 nonce;
    uint256 deadline;
}

/// @notice Signed by a moderator. `nonce` is `nonces(wallet, 3)`.
/// @param until Midnight UTC of a day, at most 30 days ahead.
/// @param reason Salted hash of the reasons.
struct Suspend {
    address wallet;
    uint40 memberId;
    uint40 until;
    bytes32 reason;
    uint256 nonce;
    uint256 deadline;
}

/// @notice Signed twice, by the wallet a member leaves and by the one that takes over.
/// @param fromNonce `nonces(from, 4)`.
/// @param toNonce `nonces(to, 4)`.
struct Rotate {
    address from;
    address to;
    uint256 fromNonce;
    uint256 toNonce;
    uint256 deadline;
}

/// @notice Signed by the new wallet of a member who lost the old one. `nonce` is `nonces(wallet, 5)`.
struct RequestRecovery {
    address wallet;
    uint40 memberId;
    uint256 nonce;
    uint256 deadline;
}

/// @notice Signed by a moderator. `nonce` is `nonces(wallet, 6)`.
struct ApproveRecovery {
    address wallet;
    uint40 memberId;
    address to;
    uint256 nonce;
    uint256 deadline;
}

/// @notice Signed by the old or the new wallet. `nonce` is `nonces(wallet, 7)`.
struct CancelRecovery {
    address wallet;
    uint40 memberId;
    uint256 nonce;
    uint256 deadline;
}

/// @notice Signed by a member who is still here, so that the voting unit does not rest. `nonce` is `nonces(wallet, 8)`.
struct Wake {
    address wallet;
    uint256 nonce;
    uint256 deadline;
}

/// @notice Signed by a member who renounces money, or takes it again. `nonce` is `nonces(wallet, 9)`.
struct SetUnpaid {
    address wallet;
    bool unpaid;
    uint256 nonce;
    uint256 deadline;
}

/// @notice An application that waits for an answer.
/// @param nonce Charter nonce of the applicant afterwards: a change voids the application.
struct Application {
    bytes32 application;
    bytes32 charterHash;
    uint256 nonce;
    uint16 charterVersion;
    uint40 expiresAt;
}

/// @notice A recovery that waits.
/// @param readyAt From when on anyone may execute it.
/// @param countedIn End of the period that counts it.
struct Recovery {
    address to;
    uint40 readyAt;
    uint40 countedIn;
}

/// @title Safeguards
/// @notice What may be done to one member, and what protects that member from it: admission by approval, suspension,
/// removal of a voting unit, rotation and recovery of a wallet, and two choices of one's own, waking and renouncing money.
/// @dev Every `xBySig` does what `x` does, for the signer; anyone may send it. Typed data carry the domain of this
/// contract, `Palabre ` and the slug.
interface ISafeguards {
    event Applied(
        address indexed wallet,
        bytes32 indexed application,
        uint16 charterVersion,
        bytes32 charterHash,
        uint40 expiresAt
    );
    event ApplicationWithdrawn(address indexed wallet, bytes32 indexed application);
    event ApplicationApproved(
        address indexed wallet, bytes32 indexed application, uint40 indexed approver, uint40 memberId
    );
    event ApplicationDeclined(address indexed wallet, bytes32 indexed application, uint40 indexed decliner);
    event Suspended(uint40 indexed memberId, uint40 indexed moderator, uint40 until, bytes32 reason);
    event SuspensionLifted(uint40 indexed memberId);
    event UnitRemoved(uint40 indexed memberId, bytes32 reason);
    event UnitAllowed(uint40 indexed memberId);
    event Rotated(uint40 indexed memberId, address indexed from, address indexed to);
    event RecoveryRequested(uint40 indexed memberId, address indexed to, uint40 expiresAt);
    event RecoveryApproved(uint40 indexed memberId, address indexed to, uint40 indexed moderator);
    /// @dev `first` and `second` are 0 when the members' house started it.
    event RecoveryStarted(
        uint40 indexed memberId, address indexed from, address indexed to, uint40 first, uint40 second, uint40 readyAt
    );
    event RecoveryCancelled(uint40 indexed memberId, address indexed to, address indexed by);
    event RecoveryExecuted(uint40 indexed memberId, address indexed from, address indexed to, uint40 votesRestUntil);
    event UnpaidSet(uint40 indexed memberId, bool unpaid);

    error SafeguardsSignatureExpired(uint256 deadline);
    error SafeguardsSignatureInvalid(address signer);
    error SafeguardsNotMember(address wallet);
    error SafeguardsNotActive(uint40 memberId);
    error SafeguardsNotModerator(address wallet);
    error SafeguardsMayNotAdmit(address wallet);
    error SafeguardsCharterNotNewest(uint16 version, bytes32 hash);
    error SafeguardsNoApplication(address wallet, bytes32 application);
    error SafeguardsOwnCase(uint40 memberId);
    error SafeguardsSuspensionLength(uint40 until);
    error SafeguardsSuspendedRecently(uint40 memberId, uint40 again);
    error SafeguardsTooManySuspended(uint256 running, uint256 limit);
    error SafeguardsNotSuspended(uint40 memberId);
    error SafeguardsWalletUsed(address wallet, uint40 memberId);
    error SafeguardsNoRequest(uint40 memberId, address to);
    error SafeguardsSameModerator(uint40 moderator);
    error SafeguardsModeratorsSuffice(uint256 uninvolved);
    error SafeguardsRecoveryPending(uint40 memberId, uint40 readyAt);
    error SafeguardsRecoveryNotReady(uint40 memberId, uint40 readyAt);
    error SafeguardsRecoveryRefused(uint40 memberId, uint40 again);
    error SafeguardsTooManyRecoveries(uint256 started, uint256 limit, uint40 periodEndsAt);

    /* ANYONE WHO APPLIES */

    /// @notice Asks to be admitted as `msg.sender`, for 30 days; a new application replaces the one before.
    /// Emits {Applied}.
    function submitApplication(uint16 charterVersion, bytes32 charterHash, bytes32 application) external;

    /// @notice {submitApplication} for the signer.
    function submitApplicationBySig(SubmitApplication calldata paper, bytes calldata signature) external;

    /// @notice Takes the own application back. Emits {ApplicationWithdrawn}.
    function withdrawApplication(bytes32 application) external;

    /// @notice {withdrawApplication} for the signer.
    function withdrawApplicationBySig(WithdrawApplication calldata paper, bytes calldata signature) external;

    /* ORGANIZERS AND MODERATORS */

    /// @notice Admits or declines an applicant. Emits {ApplicationApproved} or {ApplicationDeclined}.
    /// @param application Names the text that was judged.
    /// @dev Warning: reverts when a newer charter was published meanwhile; the applicant has to see that one.
    function answerApplication(address applicant, bytes32 application, bool approved) external;

    /// @notice {answerApplication} for the signer.
    function answerApplicationBySig(AnswerApplication calldata paper, bytes calldata signature) external;

    /* MODERATORS */

    /// @notice Rests the roles, proposing and approving of a member; never the voting unit nor claims. Emits {Suspended}.
    /// @dev At most 30 days, not again within 90 days after, at most max(1, 5 %) of members at once, not oneself.
    function suspend(uint40 memberId, uint40 until, bytes32 reason) external;

    /// @notice {suspend} for the signer.
    function suspendBySig(Suspend calldata paper, bytes calldata signature) external;

    /// @notice Confirms that `to` belongs to the member. The second moderator starts the recovery: claims wait, and after
    /// 14 days anyone may execute it. Emits {RecoveryApproved}, then {RecoveryStarted}.
    function approveRecovery(uint40 memberId, address to) external;

    /// @notice {approveRecovery} for the signer.
    function approveRecoveryBySig(ApproveRecovery calldata paper, bytes calldata signature) external;

    /* MEMBERS */

    /// @notice Moves a membership to a new wallet, at once. Emits {Rotated}; ends a pending recovery.
    function rotate(Rotate calldata paper, bytes calldata fromSignature, bytes calldata toSignature) external;

    /// @notice Asks two moderators to move a membership to `msg.sender`. Emits {RecoveryRequested}.
    function requestRecovery(uint40 memberId) external;

    /// @notice {requestRecovery} for the signer.
    function requestRecoveryBySig(RequestRecovery calldata paper, bytes calldata signature) external;

    /// @notice Says that `msg.sender` is still here. Accepting a charter, delegating and choices about money say it too.
    function wake() external;

    /// @notice {wake} for the signer.
    function wakeBySig(Wake calldata paper, bytes calldata signature) external;

    /// @notice Renounces money, or takes it again; also for somebody who left. Emits {UnpaidSet}.
    function setUnpaid(bool unpaid) external;

    /// @notice {setUnpaid} for the signer.
    function setUnpaidBySig(SetUnpaid calldata paper, bytes calldata signature) external;

    /* OLD AND NEW WALLET, GUARDIAN, MEMBERS' HOUSE */

    /// @notice Ends a pending recovery. Emits {RecoveryCancelled}.
    /// @dev After the old wallet did it, the member cannot be recovered for 90 days.
    function cancelRecovery(uint40 memberId) external;

    /// @notice {cancelRecovery} for the signer.
    function cancelRecoveryBySig(CancelRecovery calldata paper, bytes calldata signature) external;

    /* ANYONE */

    /// @notice Moves the membership once the wait is over; votes rest for one epoch. Emits {RecoveryExecuted}.
    function executeRecovery(uint40 memberId) external;

    /* THE MEMBERS' HOUSE */

    /// @notice Ends a suspension on appeal. Emits {SuspensionLifted}.
    function liftSuspension(uint40 memberId) external;

    /// @notice Takes a voting unit until {allowUnit}, also if the member leaves and returns. Emits {UnitRemoved}.
    /// @param reason Salted hash of the reasons.
    function removeUnit(uint40 memberId, bytes32 reason) external;

    /// @notice Ends a removal; anyone may call `membership.resume` then. Emits {UnitAllowed}.
    function allowUnit(uint40 memberId) external;

    /// @notice Starts a requested recovery where fewer than two moderators are uninvolved. Emits {RecoveryStarted}.
    function startRecovery(uint40 memberId, address to) external;

    /* VIEWS */

    /// @notice The application of a wallet; zeros if there is none.
    function applicationOf(address wallet) external view returns (Application memory);

    /// @notice The pending recovery of a member; zeros if there is none.
    function recoveryOf(uint40 memberId) external view returns (Recovery memory);

    /// @notice From when on a member may be suspended again.
    function suspendableFrom(uint40 memberId) external view returns (uint40);

    /// @notice How many suspensions run now.
    function runningSuspensions() external view returns (uint256);
}
