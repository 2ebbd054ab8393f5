// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {
    GovernorVotesQuorumFraction
} from "@openzeppelin/contracts/governance/extensions/GovernorVotesQuorumFraction.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title HeadCounting
/// @notice OpenZeppelin's simple counting and fraction of the supply, with a quorum that counts people as well as
/// votes. Selectors, events and errors are those of GovernorCountingSimple.
abstract contract HeadCounting is GovernorVotesQuorumFraction {
    /* TYPES */

    /// @notice Supported vote types: the order of Governor Bravo.
    enum VoteType {
        Against,
        For,
        Abstain
    }

    /// @dev A count is one slot: votes in the lower 208 bits, as votes tokens keep them, and heads above. Nobody votes
    /// twice, so votes never grow past the supply into the heads, not even those of two choices together.
    struct Tally {
        /// By {VoteType}.
        uint256[3] counts;
        mapping(address voter => bool) hasVoted;
    }

    /* CONSTANTS */

    uint256 private constant VOTES_BITS = 208;
    uint256 private constant ONE_HEAD = 1 << VOTES_BITS;

    /* IMMUTABLES */

    /// @notice The least number of voters with weight, For or Abstain, that a decision needs.
    uint32 public immutable minimumHeads;

    /* STORAGE */

    mapping(uint256 proposalId => Tally) private _tallies;

    constructor(uint32 minimumHeads_) {
        minimumHeads = minimumHeads_;
    }

    /* VIEWS */

    /// @inheritdoc IGovernor
    // solhint-disable-next-line func-name-mixedcase
    function COUNTING_MODE() public pure override returns (string memory) {
        return "support=bravo&quorum=for,abstain";
    }

    /// @inheritdoc IGovernor
    function hasVoted(uint256 proposalId, address account) public view override returns (bool) {
        return _tallies[proposalId].hasVoted[account];
    }

    /// @notice Votes by choice, as in GovernorCountingSimple.
    function proposalVotes(uint256 proposalId)
        public
        view
        returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes)
    {
        uint256[3] storage counts = _tallies[proposalId].counts;
        return (_votes(counts[0]), _votes(counts[1]), _votes(counts[2]));
    }

    /// @notice Voters with weight by choice.
    function proposalHeads(uint256 proposalId)
        public
        view
        returns (uint256 againstHeads, uint256 forHeads, uint256 abstainHeads)
    {
        uint256[3] storage counts = _tallies[proposalId].counts;
        return (_heads(counts[0]), _heads(counts[1]), _heads(counts[2]));
    }

    /// @notice Votes that a decision needs: the fraction of the supply rounded up, at least the minimum of heads, as
    /// of `timepoint`. The plain module rounds down: four members at 10 % would need nobody [8].
    function quorum(uint256 timepoint) public view override returns (uint256) {
        return _votesNeeded(token().getPastTotalSupply(timepoint), timepoint);
    }

    /* INTERNALS */

    /// @dev People, not only weight: one large holder never decides alone [8]. An electorate below the minimum needs
    /// everybody [21].
    function _quorumReached(uint256 proposalId) internal view override returns (bool) {
        uint256[3] storage counts = _tallies[proposalId].counts;
        uint256 present = counts[uint8(VoteType.For)] + counts[uint8(VoteType.Abstain)];
        uint256 snapshot = proposalSnapshot(proposalId);
        uint256 supply = token().getPastTotalSupply(snapshot);
        return _heads(present) >= _headsNeeded(supply) && _votes(present) >= _votesNeeded(supply, snapshot);
    }

    function _voteSucceeded(uint256 proposalId) internal view override returns (bool) {
        uint256[3] storage counts = _tallies[proposalId].counts;
        return _votes(counts[uint8(VoteType.For)]) > _votes(counts[uint8(VoteType.Against)]);
    }

    function _countVote(uint256 proposalId, address account, uint8 support, uint256 weight, bytes memory)
        internal
        override
        returns (uint256)
    {
        Tally storage tally = _tallies[proposalId];
        if (tally.hasVoted[account]) revert GovernorAlreadyCastVote(account);
        if (support > uint8(type(VoteType).max)) revert GovernorInvalidVoteType();
        tally.hasVoted[account] = true;
        if (weight != 0) tally.counts[support] += ONE_HEAD | SafeCast.toUint208(weight);
        return weight;
    }

    function _votes(uint256 count) private pure returns (uint256) {
        return uint208(count);
    }

    function _heads(uint256 count) private pure returns (uint256) {
        return count >> VOTES_BITS;
    }

    function _headsNeeded(uint256 supply) private view returns (uint256) {
        return Math.min(minimumHeads, supply);
    }

    function _votesNeeded(uint256 supply, uint256 timepoint) private view returns (uint256) {
        uint256 fraction = Math.mulDiv(supply, quorumNumerator(timepoint), quorumDenominator(), Math.Rounding.Ceil);
        return Math.max(fraction, _headsNeeded(supply));
    }
}
