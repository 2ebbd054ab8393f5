// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

import {Calendar, Phase} from "../libraries/Calendar.sol";

/// @notice Contributions of one epoch and source, confirmed together.
/// @param epoch Epoch that the contributions belong to.
/// @param source The connected tool they come from; sequence numbers count per source.
/// @param rulesVersion The version in force in `epoch`.
/// @param evidenceRoot Root of the salted evidence records.
/// @param items 1 to 250 items of 16 bytes, big endian: memberId 40 | lane 8 | points 24 | kind 16 | sequence 40 bits.
struct Batch {
    uint32 epoch;
    uint32 source;
    uint32 rulesVersion;
    bytes32 evidenceRoot;
    bytes items;
}

/// @notice One reviewer's signature under a batch.
/// @param reviewer Wallet of the signer.
/// @param deadline Unix time after which the signature is void.
/// @param signature Over `ApproveBatch(uint32 epoch,uint32 source,uint32 rulesVersion,bytes32 evidenceRoot,bytes items,
/// uint256 deadline)`; from an EOA or a contract wallet.
struct Approval {
    address reviewer;
    uint256 deadline;
    bytes signature;
}

/// @notice Rules of recognition, in force from an epoch on. Arrays are indexed by lane.
/// @param quorum Approvals that an item needs; 0 leaves the lane to the attester.
/// @param cap Points a member can have counted per epoch.
/// @param budgetFloor Points a reviewer may confer per epoch in any case.
/// @param budgetBps Points a reviewer may confer per epoch, as a part of the lane's last epoch.
/// @param attesterBudget Points the attester may confer per epoch.
/// @param activeAt Capped points in lanes with a quorum that make a member active in an epoch.
/// @param voteLanes Lanes whose points become reputation: bit n for lane n. Lanes without a quorum never do.
/// @param activityLanes Lanes whose items count for the activity of an epoch.
/// @param activityCountsAll Whether an item counts for the activity even when it raised no total.
/// @param policyHash Hash of the policy text behind the points.
struct Rules {
    uint8[8] quorum;
    uint32[8] cap;
    uint32[8] budgetFloor;
    uint16 budgetBps;
    uint32 attesterBudget;
    uint32 activeAt;
    uint8 voteLanes;
    uint8 activityLanes;
    bool activityCountsAll;
    bytes32 policyHash;
}

/// @notice What the ledger holds of an epoch.
/// @param lanes Sum over members of min(points, cap), by lane.
/// @param activity Items that count for the activity target.
/// @param contributors Members with at least one point.
/// @param active Members who were active and held a voting unit before the epoch began.
/// @param items All items recorded, struck ones too.
/// @param rulesVersion The rules in force, noted with the first batch; 0 before.
/// @param extension Seconds by which the guardian extended Resolve.
struct EpochTotals {
    uint64[8] lanes;
    uint32 activity;
    uint32 contributors;
    uint32 active;
    uint32 items;
    uint32 rulesVersion;
    uint40 extension;
}

/// @notice A batch as its event {IContributions.BatchRecorded} shows it; the ledger keeps only the hash of it.
struct RecordedBatch {
    uint256 batchId;
    uint32 epoch;
    uint32 source;
    bytes32 evidenceRoot;
    uint40[] approvers;
    bytes items;
}

/// @notice What striking or debiting an item changed.
/// @param source, sequence Which item.
/// @param lane, points What it was, before caps.
/// @param counted What it had counted for: the fall of the lane's total, or the new debt of a final epoch.
/// @param restored Debt that the item had paid and that stands again.
/// @param activity Whether the epoch counts one item less for its activity.
/// @param active Whether the member still counts as active in the epoch.
struct StruckItem {
    uint32 source;
    uint40 sequence;
    uint8 lane;
    uint24 points;
    uint32 counted;
    uint32 restored;
    bool activity;
    bool active;
}

/// @notice All that a member's share of an epoch is made of, in one answer.
/// @param phase Where the epoch stands.
/// @param active Whether the member takes part in the equal share.
/// @param activity, contributors, activeMembers As in {EpochTotals}.
/// @param counted The member's capped points by lane, packed as in the library Lanes.
/// @param lowTotals Totals of lanes 0 to 3, 64 bits each; zero where the member has no points in any of them.
/// @param highTotals Totals of lanes 4 to 7, as above.
struct Basis {
    Phase phase;
    bool active;
    uint32 activity;
    uint32 contributors;
    uint32 activeMembers;
    uint256 counted;
    uint256 lowTotals;
    uint256 highTotals;
}

/// @title Contributions
/// @notice The ledger of recognised contributions: packed batches that reviewers confirm by signature, each item
/// exactly once, closed by a fixed calendar. Only this contract knows caps.
interface IContributions {
    event BatchRecorded(
        uint256 indexed batchId,
        uint32 indexed epoch,
        uint32 indexed source,
        uint32 rulesVersion,
        bytes32 evidenceRoot,
        uint40[] approvers,
        bytes items
    );
    event ItemStruck(uint256 indexed batchId, uint32 indexed epoch, uint40 indexed memberId, StruckItem item);
    event ItemDebited(uint256 indexed batchId, uint32 indexed epoch, uint40 indexed memberId, StruckItem item);
    event DebtPaid(
        uint40 indexed memberId, uint32 indexed epoch, uint32 source, uint40 sequence, uint8 lane, uint256 points
    );
    event ResolveExtended(uint32 indexed epoch, uint40 extension, uint256 finalAt);
    event RulesSet(uint32 indexed version, uint32 indexed fromEpoch, Rules rules);
    event AttesterSet(address indexed attester);

    error ContributionsBatchSize(uint256 bytesGiven);
    error ContributionsEpochNotOpen(uint32 epoch, Phase phase);
    error ContributionsRulesVersion(uint32 given, uint32 inForce);
    error ContributionsApproverOrder(address reviewer);
    error ContributionsApproverUnknown(address reviewer);
    error ContributionsApprovalExpired(address reviewer, uint256 deadline);
    error ContributionsApprovalInvalid(address reviewer);
    error ContributionsMemberUnknown(uint40 memberId, uint40 sequence);
    error ContributionsLaneUnknown(uint8 lane, uint40 sequence);
    error ContributionsQuorum(uint40 sequence, uint8 lane, uint256 approvals, uint256 needed);
    error ContributionsNotAttester(address caller, uint40 sequence);
    error ContributionsLateItem(uint40 sequence, uint8 lane);
    error ContributionsDuplicate(uint32 source, uint40 sequence);
    error ContributionsBudgetExceeded(uint40 reviewer, uint8 lane, uint256 conferred, uint256 budget);
    error ContributionsAttesterBudget(uint256 conferred, uint256 budget);
    error ContributionsQuorumTooLarge(uint8 lane, uint8 quorum, uint32 reviewers);
    error ContributionsRulesInvalid(bytes32 field, uint256 value);
    error ContributionsTooManyApprovals(uint256 given);
    error ContributionsNotChallenges(address caller);
    error ContributionsBatchUnknown(uint256 batchId, bytes32 given);
    error ContributionsAlreadyStruck(uint32 source, uint40 sequence);
    error ContributionsEpochFinal(uint32 epoch);
    error ContributionsEpochNotFinal(uint32 epoch);
    error ContributionsExtended(uint32 epoch);
    error ContributionsExtensionOutOfBounds(uint40 extension);

    /* ANYONE WITH THE SIGNATURES */

    /// @notice Records a batch. Every item needs the quorum of its lane from approvers who hold that lane's role and
    /// are not its beneficiary; items of lanes without a quorum need the attester as sender. Emits {BatchRecorded}.
    /// A member's debt is paid from what the items would add; see {debtOf}. Emits {DebtPaid} for each such item.
    /// @param approvals Sorted by the reviewers' member ids, each once. Each signer's budget pays for all reviewed items
    /// of their lanes except their own, so that more signatures never widen a budget.
    /// @dev Warning: one bad item reverts the whole batch. A departed beneficiary does not: ids are never removed.
    function record(Batch calldata batch, Approval[] calldata approvals) external returns (uint256 batchId);

    /* ORGANIZERS WHILE FOUNDING, THEN THE CONTRIBUTORS' HOUSE */

    /// @notice Sets the rules from the next epoch on; again in the same epoch replaces them. Emits {RulesSet}.
    function setRules(Rules calldata rules) external returns (uint32 version);

    /// @notice Names the service key that confirms lanes without a quorum. Emits {AttesterSet}.
    function setAttester(address attester) external;

    /* CHALLENGES ONLY */

    /// @notice Strikes items of an epoch that is not final: they leave the member's points and all sums. Emits
    /// {ItemStruck} for each. Only the contract of disputes.
    /// @param from Index of the first item; `count` items from there. Those struck before are skipped.
    /// @return struckNow How many were struck by this call.
    function strike(RecordedBatch calldata batch, uint256 from, uint256 count) external returns (uint256 struckNow);

    /// @notice Strikes one item of a final epoch. The epoch stays as it is: what the item counted for becomes a debt of
    /// the member in its lane. Emits {ItemDebited}. Only the contract of disputes.
    /// @return memberId Whose debt it is.
    /// @return points What it counted for, if its lane becomes reputation; else 0.
    function debit(RecordedBatch calldata batch, uint256 index) external returns (uint40 memberId, uint256 points);

    /// @notice Makes Resolve of `epoch` longer, once, before it is final. Emits {ResolveExtended}. Only the contract of
    /// disputes.
    function extendResolve(uint32 epoch, uint40 extension) external;

    /* VIEWS */

    /// @notice The calendar, fixed for ever.
    function calendar() external view returns (Calendar memory);

    /// @notice The epoch that is open now.
    function currentEpoch() external view returns (uint32);

    /// @notice Where `epoch` stands now.
    function phase(uint32 epoch) external view returns (Phase);

    /// @notice When `epoch` becomes final, as far as is known now: Resolve may be extended until then.
    function finalAt(uint32 epoch) external view returns (uint256);

    /// @notice When `epoch` begins.
    function startOf(uint32 epoch) external view returns (uint256);

    /// @notice Version of the rules in force in `epoch`.
    function rulesVersionAt(uint32 epoch) external view returns (uint32);

    /// @notice A version of the rules.
    function rules(uint32 version) external view returns (Rules memory);

    /// @notice min(points, cap) of a member by lane: what shares and reputation are made of.
    function counted(uint32 epoch, uint40 memberId) external view returns (uint32[8] memory);

    /// @notice Points of a member by lane before caps.
    function points(uint32 epoch, uint40 memberId) external view returns (uint32[8] memory);

    /// @notice Sums of an epoch.
    function totals(uint32 epoch) external view returns (EpochTotals memory);

    /// @notice All that a member's share of an epoch is made of.
    function basis(uint32 epoch, uint40 memberId) external view returns (Basis memory);

    /// @notice Points of an epoch that become reputation.
    function votePoints(uint32 epoch) external view returns (uint256);

    /// @notice Points of one member in an epoch that become reputation.
    function votePointsOf(uint32 epoch, uint40 memberId) external view returns (uint256);

    /// @notice Whether the member reached `activeAt` in `epoch`, with or without a voting unit.
    function reachedActivity(uint32 epoch, uint40 memberId) external view returns (bool);

    /// @notice Whether the member takes part in the equal share of `epoch`.
    function activeIn(uint32 epoch, uint40 memberId) external view returns (bool);

    /// @notice Whether an item was recorded.
    function recorded(uint32 source, uint40 sequence) external view returns (bool);

    /// @notice Whether a recorded item was struck after a challenge, or debited after Final.
    function struck(uint32 source, uint40 sequence) external view returns (bool);

    /// @notice Number of batches; their ids count from 0.
    function batchCount() external view returns (uint256);

    /// @notice Points by lane that the member owes for items struck in final epochs: the next items pay it before they
    /// count. Survives leaving.
    function debtOf(uint40 memberId) external view returns (uint32[8] memory);

    /// @notice keccak256(abi.encode(epoch, source, evidenceRoot, approvers, keccak256(items))) of a batch.
    function batchHash(uint256 batchId) external view returns (bytes32);

    /// @notice Reverts unless `batch` is what was recorded under its id.
    function checkRecorded(RecordedBatch calldata batch) external view;

    /// @notice The service key of lanes without a quorum.
    function attester() external view returns (address);
}
