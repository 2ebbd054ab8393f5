// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

/// @notice Rules that share a pool, in force from an epoch on. All `Bps` are parts of 10,000 of the pool.
/// @param reserveBps Goes to the reserve.
/// @param equalBps Shared equally among active members.
/// @param laneBps Shared by points, per lane. Reserve, equal part and lanes sum to at most 10,000.
/// @param laneFloor Least denominator per lane.
/// @param memberCapBps The most one member can get; 0 for no cap.
/// @param activityTarget Items that make the pool be paid in full; below, payments shrink in proportion. 0 for none.
struct ShareRules {
    uint16 reserveBps;
    uint16 equalBps;
    uint16[8] laneBps;
    uint32[8] laneFloor;
    uint16 memberCapBps;
    uint32 activityTarget;
}

/// @notice Money of one token for one epoch.
/// @param funded Everything received.
/// @param paid Shares paid out.
/// @param reserved Moved to the reserve by {IDistribution-sweep}.
/// @param claims Members who claimed.
/// @param swept Whether the pool is closed.
struct Pool {
    uint128 funded;
    uint128 paid;
    uint128 reserved;
    uint32 claims;
    bool swept;
}

/// @title Distribution
/// @notice Pools in ERC-20 or ETH (token 0), shared on chain from final epochs. Anyone can recompute every share.
/// What is not paid goes to the reserve; weights are never renormalised.
interface IDistribution {
    event ShareRulesSet(uint32 indexed version, uint32 indexed fromEpoch, ShareRules rules);
    event TokenAllowed(address indexed token, bool allowed);
    event Funded(address indexed token, uint32 indexed epoch, address indexed from, uint256 amount);
    event Claimed(address indexed token, uint32 indexed epoch, uint40 indexed memberId, address payee, uint256 amount);
    event ClaimFailed(
        address indexed token, uint32 indexed epoch, uint40 indexed memberId, address payee, uint256 amount
    );
    event Swept(address indexed token, uint32 indexed epoch, uint256 amount);
    event ReserveWithdrawn(address indexed token, address indexed to, uint256 amount);

    error DistributionRulesInvalid(bytes32 field, uint256 value);
    error DistributionTokenNotAllowed(address token);
    error DistributionFounding();
    error DistributionEpochTooFar(uint32 epoch, uint32 last);
    error DistributionEpochFinal(uint32 epoch);
    error DistributionEpochNotFinal(uint32 epoch);
    error DistributionDepositTooSmall(uint256 amount, uint256 least);
    error DistributionPoolTooLarge(uint256 amount);
    error DistributionNotMember(address wallet);
    error DistributionAlreadyClaimed(address token, uint32 epoch, uint40 memberId);
    error DistributionClaimHeld(uint40 memberId);
    error DistributionNotItself(address caller);
    error DistributionPoolClosed(address token, uint32 epoch);
    error DistributionPoolStillOpen(address token, uint32 epoch, uint256 opensAt);
    error DistributionTransferFailed(address token, address to, uint256 amount);
    error DistributionReserveTooSmall(address token, uint256 amount, uint256 reserve);
    error DistributionUnclaimedOutOfBounds(uint256 period);

    /* ANYONE */

    /// @notice Adds `amount` of `token` to the pool of `epoch`; needs an allowance. Emits {Funded} with what arrived.
    function fund(address token, uint32 epoch, uint256 amount) external;

    /// @notice Adds the ETH sent to the pool of `epoch`. Emits {Funded} with token 0.
    function fundETH(uint32 epoch) external payable;

    /// @notice Pays a member's share to the member's own wallet; needs no signature. Emits {Claimed}, also for a
    /// contributor whose share is nothing. Does nothing for others and for members who renounced money.
    /// @dev Warning: waits while a recovery of the wallet is pending.
    function claimFor(address token, uint32 epoch, uint40 memberId) external returns (uint256 amount);

    /// @notice {claimFor} for many; skips what is done or must wait, and leaves a share claimable when its transfer
    /// fails ({ClaimFailed}).
    function claimMany(address token, uint32 epoch, uint40[] calldata memberIds) external;

    /// @notice Moves what is left of a pool to the reserve, after the unclaimed period or when every contributor has
    /// claimed: who renounced money may take it again until then. Emits {Swept}.
    function sweep(address token, uint32 epoch) external returns (uint256 amount);

    /* MEMBERS */

    /// @notice {claimFor} for `msg.sender`.
    function claim(address token, uint32 epoch) external returns (uint256 amount);

    /* THIS CONTRACT ONLY */

    /// @notice Sends ETH without reading what the receiver answers; its own call bounds the gas of a payment.
    function payETH(address to, uint256 amount) external;

    /* ORGANIZERS WHILE FOUNDING, THEN THE CONTRIBUTORS' HOUSE */

    /// @notice Sets the rules from the next epoch on; again in the same epoch replaces them. Emits {ShareRulesSet}.
    function setShareRules(ShareRules calldata rules) external returns (uint32 version);

    /* THE CONTRIBUTORS' HOUSE */

    /// @notice Lets pools be funded in `token`, or no longer. Emits {TokenAllowed}.
    /// @dev Warning: never allow a token whose balances change by themselves (rebasing): pools count what arrived, and
    /// the last claims of a pool that shrank would fail.
    function allowToken(address token, bool allowed) external;

    /// @notice Pays out of the reserve, once the community is open [19]. Emits {ReserveWithdrawn}.
    function withdrawReserve(address token, address to, uint256 amount) external;

    /* VIEWS */

    /// @notice A member's share of a pool by the totals known now; final once the epoch is.
    function shareOf(address token, uint32 epoch, uint40 memberId) external view returns (uint256);

    /// @notice Whether a member's share was paid.
    function claimed(address token, uint32 epoch, uint40 memberId) external view returns (bool);

    /// @notice The money of one token for one epoch.
    function pool(address token, uint32 epoch) external view returns (Pool memory);

    /// @notice What the contributors' house may withdraw.
    function reserve(address token) external view returns (uint256);

    /// @notice Whether pools may be funded in `token`.
    function allowed(address token) external view returns (bool);

    /// @notice Seconds after Final during which a share can be claimed.
    function unclaimedPeriod() external view returns (uint40);

    /// @notice Version of the share rules in force in `epoch`.
    function shareRulesVersionAt(uint32 epoch) external view returns (uint32);

    /// @notice A version of the share rules.
    function shareRules(uint32 version) external view returns (ShareRules memory);
}
