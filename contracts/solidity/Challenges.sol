// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {House} from "./House.sol";
import {
    BatchPaper,
    Challenge,
    ChallengeStatus,
    DecisionPaper,
    IChallenges,
    ItemPaper
} from "./interfaces/IChallenges.sol";
import {IContributions, RecordedBatch} from "./interfaces/IContributions.sol";
import {IMembership} from "./interfaces/IMembership.sol";
import {IReputation} from "./interfaces/IReputation.sol";
import {Phase} from "./libraries/Calendar.sol";
import {Items} from "./libraries/Items.sol";
import {Moderated} from "./Moderated.sol";

/// @title Challenges
/// @notice Disputes about recorded contributions. The words are in IChallenges.
contract Challenges is AccessManaged, Moderated, IChallenges {
    using Items for bytes;
    using Items for uint256;

    /* TYPES */

    /// @notice Everything that the constructor needs.
    /// @param guardian The contract that may extend Resolve.
    /// @param membersHouse The house whose pace sets the length of an extension.
    struct Setup {
        string slug;
        address accessManager;
        IMembership membership;
        IContributions contributions;
        IReputation reputation;
        address guardian;
        House membersHouse;
    }

    /* CONSTANTS */

    uint192 private constant CHALLENGE_NONCES = 1;
    uint192 private constant DECIDE_NONCES = 2;
    uint192 private constant DEBIT_NONCES = 3;
    bytes32 private constant CHALLENGE_ITEM_TYPEHASH = keccak256(
        "ChallengeItem(address wallet,uint256 batchId,uint256 index,bytes32 reason,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant CHALLENGE_BATCH_TYPEHASH =
        keccak256("ChallengeBatch(address wallet,uint256 batchId,bytes32 reason,uint256 nonce,uint256 deadline)");
    bytes32 private constant DECIDE_TYPEHASH =
        keccak256("DecideChallenge(address wallet,uint256 challengeId,bool uphold,uint256 nonce,uint256 deadline)");
    bytes32 private constant DEBIT_ITEM_TYPEHASH = keccak256(
        "DebitItem(address wallet,uint256 batchId,uint256 index,bytes32 reason,uint256 nonce,uint256 deadline)"
    );
    /// @dev Enough for one who looks closely, too few to bury moderators under [4].
    uint256 private constant MAX_OPEN = 3;
    uint256 private constant WHOLE_BATCH = type(uint256).max;
    uint256 private constant MAX_CYCLE = 60 days;

    /* IMMUTABLES */

    IContributions private immutable _contributions;
    IReputation private immutable _reputation;
    address private immutable _guardian;
    House private immutable _membersHouse;

    /* STORAGE */

    uint256 private _count;
    mapping(uint256 challengeId => Challenge) private _challenges;
    mapping(uint256 batchId => mapping(uint256 index => uint256)) private _latest;
    mapping(uint256 batchId => mapping(uint256 index => uint40)) private _debitVotes;
    mapping(uint40 memberId => uint256) private _open;

    constructor(Setup memory setup) AccessManaged(setup.accessManager) Moderated(setup.slug, setup.membership) {
        _contributions = setup.contributions;
        _reputation = setup.reputation;
        (_guardian, _membersHouse) = (setup.guardian, setup.membersHouse);
    }

    /* MEMBERS */

    /// @inheritdoc IChallenges
    function challenge(RecordedBatch calldata batch, uint256 index, bytes32 reason) external returns (uint256) {
        return _challengeItem(msg.sender, batch, index, reason);
    }

    /// @inheritdoc IChallenges
    function challengeBySig(ItemPaper calldata paper, bytes calldata signature, RecordedBatch calldata batch)
        external
        returns (uint256)
    {
        bytes32 hash = keccak256(abi.encode(CHALLENGE_ITEM_TYPEHASH, paper));
        _usePaper(paper.wallet, hash, CHALLENGE_NONCES, paper.nonce, paper.deadline, signature);
        if (paper.batchId != batch.batchId) revert ChallengesWrongBatch(0, batch.batchId);
        return _challengeItem(paper.wallet, batch, paper.index, paper.reason);
    }

    /* MODERATORS */

    /// @inheritdoc IChallenges
    function challengeBatch(RecordedBatch calldata batch, bytes32 reason) external returns (uint256) {
        return _challengeBatch(msg.sender, batch, reason);
    }

    /// @inheritdoc IChallenges
    function challengeBatchBySig(BatchPaper calldata paper, bytes calldata signature, RecordedBatch calldata batch)
        external
        returns (uint256)
    {
        bytes32 hash = keccak256(abi.encode(CHALLENGE_BATCH_TYPEHASH, paper));
        _usePaper(paper.wallet, hash, CHALLENGE_NONCES, paper.nonce, paper.deadline, signature);
        if (paper.batchId != batch.batchId) revert ChallengesWrongBatch(0, batch.batchId);
        return _challengeBatch(paper.wallet, batch, paper.reason);
    }

    /// @inheritdoc IChallenges
    function decide(uint256 challengeId, bool uphold, RecordedBatch calldata batch, uint256 most) external {
        _decide(msg.sender, challengeId, uphold, batch, most);
    }

    /// @inheritdoc IChallenges
    function decideBySig(
        DecisionPaper calldata paper,
        bytes calldata signature,
        RecordedBatch calldata batch,
        uint256 most
    ) external {
        bytes32 hash = keccak256(abi.encode(DECIDE_TYPEHASH, paper));
        _usePaper(paper.wallet, hash, DECIDE_NONCES, paper.nonce, paper.deadline, signature);
        _decide(paper.wallet, paper.challengeId, paper.uphold, batch, most);
    }

    /// @inheritdoc IChallenges
    function debit(RecordedBatch calldata batch, uint256 index, bytes32 reason) external {
        _voteDebit(msg.sender, batch, index, reason);
    }

    /// @inheritdoc IChallenges
    function debitBySig(ItemPaper calldata paper, bytes calldata signature, RecordedBatch calldata batch) external {
        bytes32 hash = keccak256(abi.encode(DEBIT_ITEM_TYPEHASH, paper));
        _usePaper(paper.wallet, hash, DEBIT_NONCES, paper.nonce, paper.deadline, signature);
        if (paper.batchId != batch.batchId) revert ChallengesWrongBatch(0, batch.batchId);
        _voteDebit(paper.wallet, batch, paper.index, paper.reason);
    }

    /* ANYONE */

    /// @inheritdoc IChallenges
    function strikeNext(uint256 challengeId, RecordedBatch calldata batch, uint256 most) external {
        Challenge storage dispute = _about(challengeId, batch);
        if (dispute.status != ChallengeStatus.Upheld) revert ChallengesWrongStatus(challengeId, dispute.status);
        _strike(dispute, batch, most);
    }

    /// @inheritdoc IChallenges
    function close(uint256 challengeId) external {
        Challenge storage dispute = _challenges[challengeId];
        if (dispute.status != ChallengeStatus.Open) revert ChallengesWrongStatus(challengeId, dispute.status);
        if (_contributions.phase(dispute.epoch) != Phase.Final) revert ChallengesOutOfTime(dispute.epoch);
        _close(challengeId, ChallengeStatus.Stood, 0, 0);
    }

    /* THE GUARDIAN */

    /// @inheritdoc IChallenges
    function extend(uint32 epoch) external {
        if (msg.sender != _guardian) revert ChallengesNotGuardian(msg.sender);
        _checkDecidable(epoch);
        _contributions.extendResolve(epoch, houseCycle());
    }

    /* GOVERNANCE ONLY: THE MEMBERS' HOUSE */

    /// @inheritdoc IChallenges
    function upholdByHouse(uint256 challengeId, RecordedBatch calldata batch, uint256 most) external restricted {
        Challenge storage dispute = _about(challengeId, batch);
        bool dismissed = dispute.status == ChallengeStatus.Dismissed;
        if (!dismissed && dispute.status != ChallengeStatus.Open) {
            revert ChallengesWrongStatus(challengeId, dispute.status);
        }
        _checkDecidable(dispute.epoch);
        // The dismissal gave the challenger's place back already.
        if (dismissed) ++_open[dispute.challenger];
        _close(challengeId, ChallengeStatus.Upheld, 0, 0);
        _strike(dispute, batch, most);
    }

    /// @inheritdoc IChallenges
    function debitByHouse(RecordedBatch calldata batch, uint256 index) external restricted {
        _debit(batch, index, 0, 0);
    }

    /* VIEWS */

    /// @inheritdoc IChallenges
    function challengeOf(uint256 challengeId) external view returns (Challenge memory) {
        return _challenges[challengeId];
    }

    /// @inheritdoc IChallenges
    function openChallenges(uint40 memberId) external view returns (uint256) {
        return _open[memberId];
    }

    /// @inheritdoc IChallenges
    function latestChallenge(uint256 batchId, uint256 index) external view returns (uint256) {
        return _latest[batchId][index];
    }

    /// @inheritdoc IChallenges
    function debitVote(uint256 batchId, uint256 index) external view returns (uint40) {
        return _debitVotes[batchId][index];
    }

    /// @inheritdoc IChallenges
    function houseCycle() public view returns (uint40) {
        uint256 vote =
            _membersHouse.votingDelay() + _membersHouse.votingPeriod() + _membersHouse.lateQuorumVoteExtension();
        uint256 wait = TimelockController(payable(_membersHouse.timelock())).getMinDelay();
        return uint40(Math.min(vote + wait, MAX_CYCLE));
    }

    /* INTERNALS */

    function _challengeItem(address wallet, RecordedBatch calldata batch, uint256 index, bytes32 reason)
        private
        returns (uint256 challengeId)
    {
        (uint40 challenger,) = _membership.actor(wallet);
        if (challenger == 0) revert ChallengesNotMember(wallet);
        if (_membership.suspended(challenger)) revert ChallengesSuspended(challenger);
        if (_open[challenger] >= MAX_OPEN) revert ChallengesTooMany(challenger, _open[challenger]);
        uint256 item = batch.items.at(index);
        _checkNotStruck(batch.source, item.sequence());
        challengeId = _openChallenge(challenger, batch, index, index, index + 1);
        emit ItemChallenged(
            challengeId, challenger, item.memberId(), batch.batchId, index, batch.source, item.sequence(), reason
        );
    }

    function _challengeBatch(address wallet, RecordedBatch calldata batch, bytes32 reason)
        private
        returns (uint256 challengeId)
    {
        uint40 challenger = _moderator(wallet);
        uint256 items = batch.items.length / Items.SIZE;
        challengeId = _openChallenge(challenger, batch, WHOLE_BATCH, 0, items);
        emit BatchChallenged(challengeId, challenger, batch.batchId, batch.epoch, batch.source, items, reason);
    }

    /// @dev One open challenge about the same thing is enough; after a decision there may be another.
    function _openChallenge(uint40 challenger, RecordedBatch calldata batch, uint256 what, uint256 from, uint256 end)
        private
        returns (uint256 challengeId)
    {
        _contributions.checkRecorded(batch);
        if (_contributions.phase(batch.epoch) != Phase.Challenge) revert ChallengesOutOfTime(batch.epoch);
        uint256 latest = _latest[batch.batchId][what];
        if (_challenges[latest].status == ChallengeStatus.Open) revert ChallengesPending(latest);
        challengeId = ++_count;
        _latest[batch.batchId][what] = challengeId;
        ++_open[challenger];
        Challenge storage dispute = _challenges[challengeId];
        (dispute.batchId, dispute.epoch, dispute.challenger) = (uint64(batch.batchId), batch.epoch, challenger);
        (dispute.next, dispute.end, dispute.status) = (uint16(from), uint16(end), ChallengeStatus.Open);
    }

    function _decide(address wallet, uint256 challengeId, bool uphold, RecordedBatch calldata batch, uint256 most)
        private
    {
        uint40 moderator = _moderator(wallet);
        Challenge storage dispute = _about(challengeId, batch);
        if (dispute.status != ChallengeStatus.Open) revert ChallengesWrongStatus(challengeId, dispute.status);
        if (moderator == dispute.challenger) revert ModeratedInvolved(moderator);
        _checkDecidable(dispute.epoch);
        _checkUninvolved(moderator, batch, dispute.next, dispute.end);
        uint40 first = uphold ? dispute.upholder : dispute.dismisser;
        if (first == moderator) revert ChallengesAlreadyVoted(moderator);
        emit ChallengeVoted(challengeId, moderator, uphold);
        if (_isModerator(first)) {
            _close(challengeId, uphold ? ChallengeStatus.Upheld : ChallengeStatus.Dismissed, first, moderator);
            if (uphold) _strike(dispute, batch, most);
            return;
        }
        // Nobody stands on both sides.
        if (dispute.upholder == moderator || uphold) dispute.upholder = uphold ? moderator : 0;
        if (dispute.dismisser == moderator || !uphold) dispute.dismisser = uphold ? 0 : moderator;
    }

    function _close(uint256 challengeId, ChallengeStatus status, uint40 first, uint40 second) private {
        Challenge storage dispute = _challenges[challengeId];
        dispute.status = status;
        --_open[dispute.challenger];
        emit ChallengeClosed(challengeId, dispute.challenger, status, first, second);
    }

    /// @dev Items that were struck for another challenge are skipped by the ledger: a decision never fails on them [15].
    function _strike(Challenge storage dispute, RecordedBatch calldata batch, uint256 most) private {
        (uint256 from, uint256 end) = (dispute.next, dispute.end);
        uint256 count = Math.min(most, end - from);
        dispute.next = uint16(from + count);
        _contributions.strike(batch, from, count);
    }

    function _voteDebit(address wallet, RecordedBatch calldata batch, uint256 index, bytes32 reason) private {
        uint40 moderator = _moderator(wallet);
        _contributions.checkRecorded(batch);
        uint256 item = batch.items.at(index);
        if (_contributions.phase(batch.epoch) != Phase.Final) revert ChallengesOutOfTime(batch.epoch);
        _checkNotStruck(batch.source, item.sequence());
        _checkUninvolved(moderator, batch, index, index + 1);
        uint40 first = _debitVotes[batch.batchId][index];
        if (first == moderator) revert ChallengesAlreadyVoted(moderator);
        emit DebitVoted(batch.batchId, item.memberId(), moderator, index, reason);
        if (_isModerator(first)) _debit(batch, index, first, moderator);
        else _debitVotes[batch.batchId][index] = moderator;
    }

    function _debit(RecordedBatch calldata batch, uint256 index, uint40 first, uint40 second) private {
        (uint40 memberId, uint256 points) = _contributions.debit(batch, index);
        uint256 units = points == 0 ? 0 : _reputation.burn(memberId, batch.epoch, points);
        emit Debited(batch.batchId, memberId, index, points, units, first, second);
    }

    /// @dev The challenge, once `batch` has proved to be the batch that it is about.
    function _about(uint256 challengeId, RecordedBatch calldata batch)
        private
        view
        returns (Challenge storage dispute)
    {
        dispute = _challenges[challengeId];
        if (dispute.batchId != batch.batchId) revert ChallengesWrongBatch(challengeId, batch.batchId);
        _contributions.checkRecorded(batch);
    }

    function _checkNotStruck(uint32 source, uint40 sequence) private view {
        if (_contributions.struck(source, sequence)) revert ChallengesAlreadyStruck(source, sequence);
    }

    function _checkDecidable(uint32 epoch) private view {
        Phase now_ = _contributions.phase(epoch);
        if (now_ != Phase.Challenge && now_ != Phase.Resolve) revert ChallengesOutOfTime(epoch);
    }
}
