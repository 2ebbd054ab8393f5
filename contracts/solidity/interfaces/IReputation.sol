// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

import {IMemberVotes} from "./IMemberVotes.sol";

/// @title Reputation
/// @notice Votes from points (ERC-5805), without transfer: minted once per final epoch, halving by an index that only
/// new points grow with. Balances are never rewritten, so past snapshots and quorums stay exact.
/// @dev Warning: units are inflationary. Show {live} to people; compare units only within one snapshot.
interface IReputation is IMemberVotes {
    event EpochMinted(uint32 indexed epoch, uint256 points, uint256 units, uint256 index, uint256 factor);
    event Settled(uint40 indexed memberId, address indexed wallet, uint32 throughEpoch, uint256 units);
    event Forfeited(uint40 indexed memberId, address indexed wallet, uint256 units);
    event Debited(uint40 indexed memberId, address indexed wallet, uint32 indexed epoch, uint256 points, uint256 units);
    event Established(uint256 holders);
    event SuccessorSet(address indexed successor, uint32 lastEpoch);
    event Inherited(address indexed predecessor, uint256 units);

    error ReputationEpochNotFinal(uint32 epoch);
    error ReputationNotMembership(address caller);
    error ReputationNotChallenges(address caller);
    error ReputationHalfLifeOutOfBounds(uint256 halfLife);
    error ReputationUnknownMember(uint40 memberId);
    error ReputationNotSuccessor(address caller);
    error ReputationNotPredecessor(address caller);
    error ReputationSuccessorInvalid(address successor, uint32 fromEpoch, uint32 nextEpoch);
    error ReputationSucceeded(address successor, uint32 fromEpoch);
    error ReputationNothingToInherit(address predecessor);
    error ReputationNotInherited(address predecessor);

    /* ANYONE */

    /// @notice Mints the next final epoch as a whole to {UNSETTLED}. Emits {EpochMinted}.
    function mint() external returns (uint32 epoch);

    /// @notice Moves the units of all minted epochs, and those held in the predecessor, to each member; burns those of
    /// members who left and of epochs before or while they were away. Emits {Settled} or {Forfeited} per member with
    /// something pending; skips the others.
    /// @dev Warning: takes at most 400 epochs of a member per call; {settledThrough} tells where the next call begins.
    function settle(uint40[] calldata memberIds) external;

    /// @notice Takes over the predecessor's supply, once its last epoch is minted: as a whole to {UNSETTLED}, until each
    /// member is settled. Emits {Inherited}. Nothing is minted before.
    function inherit() external;

    /* MEMBERSHIP ONLY (OR THE PREDECESSOR, WHICH PASSES ON) */

    /// @notice Burns what a member holds when leaving and what was earned up to now. Cannot revert.
    function forfeit(uint40 memberId, address wallet) external;

    /// @notice Moves a member's units to the member's next wallet, with its delegate unless votes rest. Cannot revert.
    /// @dev Warning: `votesRestUntil` must be known to Membership before.
    function moveWallet(uint40 memberId, address from, address to) external;

    /* CHALLENGES ONLY */

    /// @notice Burns what a debit of `points` earned in `epoch` is worth, at most what the member holds; settles the
    /// member first, so that nothing hides in {UNSETTLED}. Nothing for epochs whose units were lost by leaving. Emits
    /// {Debited}.
    /// @param points Points that became votes: capped, in vote lanes.
    /// @dev Warning: mints `epoch` when nobody did; reverts while an earlier epoch is not final (an extended one).
    function burn(uint40 memberId, uint32 epoch, uint256 points) external returns (uint256 units);

    /* CONSTITUTION ONLY */

    /// @notice Names the Reputation that takes over from its `fromEpoch` on, or another one until it has inherited: no
    /// epoch from there on is minted here. Emits {SuccessorSet}.
    /// @dev Warning: from now on it hears of every departure and change of wallet; one that reverts would block them.
    function setSuccessor(IReputation successor) external;

    /* SUCCESSOR ONLY */

    /// @notice Closes minting and settling here for ever.
    function handOver() external returns (uint256 units, uint32 epochsWithPoints);

    /// @notice Settles a member here and tells what the successor has to move and to burn: each unit once. Balances stay,
    /// so that this contract's house keeps its electorate until its powers end.
    function release(uint40 memberId) external returns (uint256 kept, uint256 burned, bool done);

    /* PREDECESSOR ONLY */

    /// @notice Burns at most `units` of a member for a debit of an epoch of the predecessor. Emits {Forfeited}.
    function debit(uint40 memberId, uint256 units) external returns (uint256 burned);

    /* VIEWS */

    /// @notice Units of a member in today's points (6 decimals): units / index of the current epoch.
    function live(uint40 memberId) external view returns (uint256);

    /// @notice The index of `epoch`, Q64: that of the predecessor's epoch {fromEpoch}, grown since.
    function index(uint32 epoch) external view returns (uint256);

    /// @notice Growth of the index per epoch, Q64.
    function growth() external view returns (uint256);

    /// @notice The next epoch that {mint} will take.
    function nextEpoch() external view returns (uint32);

    /// @notice First epoch that is not settled yet for a member.
    function settledThrough(uint40 memberId) external view returns (uint32);

    /// @notice Whether three epochs with points are final and five members hold reputation: until then the members'
    /// house acts in place of the contributors' house. Never turns back.
    function established() external view returns (bool);

    /// @notice The Reputation whose supply this one took or takes over, or zero.
    function predecessor() external view returns (IReputation);

    /// @notice The predecessor's epoch in whose place epoch 0 of this contract begins.
    function fromEpoch() external view returns (uint32);

    /// @notice The Reputation that took or takes over, or zero.
    function successor() external view returns (IReputation);
}
