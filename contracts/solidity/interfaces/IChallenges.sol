// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

import {RecordedBatch} from "./IContributions.sol";

/// @notice Where a challenge stands. `Stood`: nobody decided in time, the items stay.
enum ChallengeStatus {
    None,
    Open,
    Upheld,
    Dismissed,
    Stood
}

/// @notice A challenge: one storage slot.
/// @param batchId, epoch What it is about.
/// @param challenger memberId of who brought it.
/// @param upholder, dismisser The first moderator for either side, or 0.
/// @param next The first item of the batch that it is about and that was not struck for it yet.
/// @param end The first item behind.
struct Challenge {
    uint64 batchId;
    uint32 epoch;
    uint40 challenger;
    uint40 upholder;
    uint40 dismisser;
    uint16 next;
    uint16 end;
    ChallengeStatus status;
}

/// @notice Signed by a member who challenges an item, as `ChallengeItem`, or by a moderator who debits one, as
/// `DebitItem`: both `(address wallet,uint256 batchId,uint256 index,bytes32 reason,uint256 nonce,uint256 deadline)`.
/// @param wallet The signer.
/// @param index Place of the item in the batch, from 0.
/// @param reason Hash of a text with a salt: the text stays with the service, and nobody can guess it [30].
/// @param nonce `nonces(wallet, 1)` for challenges, `nonces(wallet, 3)` for debits.
/// @param deadline Unix time after which the signature is void.
struct ItemPaper {
    address wallet;
    uint256 batchId;
    uint256 index;
    bytes32 reason;
    uint256 nonce;
    uint256 deadline;
}

/// @notice Signed by a moderator who challenges a whole batch:
/// `ChallengeBatch(address wallet,uint256 batchId,bytes32 reason,uint256 nonce,uint256 deadline)`.
/// @param nonce `nonces(wallet, 1)`.
struct BatchPaper {
    address wallet;
    uint256 batchId;
    bytes32 reason;
    uint256 nonce;
    uint256 deadline;
}

/// @notice Signed by a moderator who decides:
/// `DecideChallenge(address wallet,uint256 challengeId,bool uphold,uint256 nonce,uint256 deadline)`.
/// @param uphold True strikes the items, false lets them stand.
/// @param nonce `nonces(wallet, 2)`.
struct DecisionPaper {
    address wallet;
    uint256 challengeId;
    bool uphold;
    uint256 nonce;
    uint256 deadline;
}

/// @title Challenges
/// @notice Disputes about recorded contributions. Until an epoch is final, challenged items stay in its sums and are
/// struck only by a decision; after it, an item can be debited: the member owes it in later epochs. Decisions are those
/// of two moderators with no part in the matter, or of the members' house.
interface IChallenges {
    event ItemChallenged(
        uint256 indexed challengeId,
        uint40 indexed challenger,
        uint40 indexed memberId,
        uint256 batchId,
        uint256 index,
        uint32 source,
        uint40 sequence,
        bytes32 reason
    );
    event BatchChallenged(
        uint256 indexed challengeId,
        uint40 indexed challenger,
        uint256 indexed batchId,
        uint32 epoch,
        uint32 source,
        uint256 items,
        bytes32 reason
    );
    event ChallengeVoted(uint256 indexed challengeId, uint40 indexed moderator, bool uphold);
    /// @dev Both moderators are 0 where the members' house decided, or nobody in time.
    event ChallengeClosed(
        uint256 indexed challengeId,
        uint40 indexed challenger,
        ChallengeStatus status,
        uint40 firstModerator,
        uint40 secondModerator
    );
    event DebitVoted(
        uint256 indexed batchId, uint40 indexed memberId, uint40 indexed moderator, uint256 index, bytes32 reason
    );
    /// @dev `units` of reputation were burned for `points`; both moderators are 0 where the members' house decided.
    event Debited(
        uint256 indexed batchId,
        uint40 indexed memberId,
        uint256 index,
        uint256 points,
        uint256 units,
        uint40 firstModerator,
        uint40 secondModerator
    );

    error ChallengesNotMember(address wallet);
    error ChallengesSuspended(uint40 memberId);
    error ChallengesNotGuardian(address caller);
    error ChallengesAlreadyVoted(uint40 moderator);
    error ChallengesTooMany(uint40 memberId, uint256 open);
    error ChallengesPending(uint256 challengeId);
    error ChallengesAlreadyStruck(uint32 source, uint40 sequence);
    error ChallengesWrongBatch(uint256 challengeId, uint256 batchId);
    error ChallengesWrongStatus(uint256 challengeId, ChallengeStatus status);
    error ChallengesOutOfTime(uint32 epoch);

    /* MEMBERS */

    /// @notice Challenges one item while its epoch is in Challenge. Any member who is not suspended, for at most three
    /// open challenges at a time. Emits {ItemChallenged}.
    /// @param batch The batch as its event shows it.
    /// @param reason Hash of the salted reason.
    function challenge(RecordedBatch calldata batch, uint256 index, bytes32 reason)
        external
        returns (uint256 challengeId);

    /// @notice {challenge} for the signer of `paper`.
    function challengeBySig(ItemPaper calldata paper, bytes calldata signature, RecordedBatch calldata batch)
        external
        returns (uint256 challengeId);

    /* MODERATORS */

    /// @notice Challenges a whole batch at once while its epoch is in Challenge. Emits {BatchChallenged}.
    /// @dev Warning: counts among the open challenges of the moderator, but their number does not bound it: mass fraud
    /// must not outrun those who answer for the ledger.
    function challengeBatch(RecordedBatch calldata batch, bytes32 reason) external returns (uint256 challengeId);

    /// @notice {challengeBatch} for the signer of `paper`.
    function challengeBatchBySig(BatchPaper calldata paper, bytes calldata signature, RecordedBatch calldata batch)
        external
        returns (uint256 challengeId);

    /// @notice Votes to uphold or to dismiss a challenge, until the epoch is final; the second vote of a side decides.
    /// Only moderators who are not challenger, approver of the batch or beneficiary of a challenged item. Emits
    /// {ChallengeVoted}, and {ChallengeClosed} when decided.
    /// @param most How many items to strike at once; the rest of a long batch is left to {strikeNext}.
    /// @dev Warning: a first vote counts only while its giver is still a moderator.
    function decide(uint256 challengeId, bool uphold, RecordedBatch calldata batch, uint256 most) external;

    /// @notice {decide} for the signer of `paper`.
    function decideBySig(
        DecisionPaper calldata paper,
        bytes calldata signature,
        RecordedBatch calldata batch,
        uint256 most
    ) external;

    /// @notice Debits one item of a final epoch; the second moderator decides. Not for approvers of the batch or the
    /// beneficiary. Burns reputation and leaves a debt, see IContributions. Emits {DebitVoted} and {Debited}.
    function debit(RecordedBatch calldata batch, uint256 index, bytes32 reason) external;

    /// @notice {debit} for the signer of `paper`.
    function debitBySig(ItemPaper calldata paper, bytes calldata signature, RecordedBatch calldata batch) external;

    /* ANYONE */

    /// @notice Strikes the next items of an upheld challenge, before the epoch is final.
    function strikeNext(uint256 challengeId, RecordedBatch calldata batch, uint256 most) external;

    /// @notice Closes a challenge that nobody decided before the epoch became final: its items stand, and the challenger
    /// may challenge again. Needs nothing but the id. Emits {ChallengeClosed}.
    function close(uint256 challengeId) external;

    /* THE GUARDIAN */

    /// @notice Extends Resolve of `epoch` by {houseCycle}, once, while it is in Challenge or Resolve. Only the guardian.
    function extend(uint32 epoch) external;

    /* GOVERNANCE ONLY: THE MEMBERS' HOUSE */

    /// @notice Upholds a challenge, until the epoch is final; one that moderators dismissed, too.
    function upholdByHouse(uint256 challengeId, RecordedBatch calldata batch, uint256 most) external;

    /// @notice Debits one item of a final epoch, as {debit}.
    function debitByHouse(RecordedBatch calldata batch, uint256 index) external;

    /* VIEWS */

    /// @notice A challenge; all zero for an unknown id. Ids count from 1.
    function challengeOf(uint256 challengeId) external view returns (Challenge memory);

    /// @notice Challenges that the member brought and nobody closed.
    function openChallenges(uint40 memberId) external view returns (uint256);

    /// @notice The latest challenge of an item, or 0; of the whole batch for the index 2^256 - 1.
    function latestChallenge(uint256 batchId, uint256 index) external view returns (uint256 challengeId);

    /// @notice The moderator who voted first to debit an item, or 0.
    function debitVote(uint256 batchId, uint256 index) external view returns (uint40 moderator);

    /// @notice How long the members' house takes to decide something new now: voting delay, period, late quorum and
    /// timelock; at most 60 days.
    function houseCycle() external view returns (uint40);
}
