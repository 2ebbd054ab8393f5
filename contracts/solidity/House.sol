// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorNoncesKeyed} from "@openzeppelin/contracts/governance/extensions/GovernorNoncesKeyed.sol";
import {GovernorPreventLateQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorPreventLateQuorum.sol";
import {GovernorProposalGuardian} from "@openzeppelin/contracts/governance/extensions/GovernorProposalGuardian.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {GovernorStorage} from "@openzeppelin/contracts/governance/extensions/GovernorStorage.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {
    GovernorVotesQuorumFraction
} from "@openzeppelin/contracts/governance/extensions/GovernorVotesQuorumFraction.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";

import {HeadCounting} from "./HeadCounting.sol";
import {IHouse} from "./interfaces/IHouse.sol";
import {IMembership} from "./interfaces/IMembership.sol";
import {IReputation} from "./interfaces/IReputation.sol";
import {Proposals} from "./libraries/Proposals.sol";

/// @title House
/// @notice An electorate with its Governor: OpenZeppelin's modules, plus proposals by signature, a quorum that counts
/// people and a threshold in parts of the supply.
contract House is
    GovernorSettings,
    HeadCounting,
    GovernorPreventLateQuorum,
    GovernorProposalGuardian,
    GovernorNoncesKeyed,
    GovernorStorage,
    GovernorTimelockControl,
    Multicall,
    IHouse
{
    /* TYPES */

    /// @notice Everything that the constructor needs.
    /// @param name Name of the house; also of its signing domain, so at most 31 bytes.
    /// @param votes Membership or Reputation.
    /// @param membership Who is suspended: they do not propose.
    /// @param constitution The timelock above both houses: out of reach while the community is founding.
    /// @param safeguards The only contract that may retire a wallet.
    /// @param guardian The contract that may cancel proposals, until it expires.
    /// @param gate Reputation for the contributors' house, which sits once that is established; else zero.
    /// @param thresholdBps Votes needed to propose, as a part of the supply; never below one unit.
    struct Setup {
        string name;
        IVotes votes;
        TimelockController timelock;
        IReputation gate;
        IMembership membership;
        address constitution;
        address safeguards;
        address guardian;
        uint48 votingDelay;
        uint32 votingPeriod;
        uint256 thresholdBps;
        uint256 quorumPercent;
        uint48 lateQuorumExtension;
        uint32 minimumHeads;
        bool pilot;
    }

    /* CONSTANTS */

    uint256 private constant BPS = 10_000;
    uint256 private constant MAX_QUORUM_PERCENT = 50;
    uint256 private constant MAX_HEADS = 50;

    /// @notice Key of the nonces that proposals by signature use; ballots use the proposal's id.
    uint192 public constant PROPOSE_KEY = uint192(uint256(Proposals.TYPEHASH));

    /* IMMUTABLES */

    IReputation private immutable _gate;
    IMembership private immutable _membership;
    address private immutable _constitution;
    address private immutable _safeguards;
    bool private immutable _pilot;

    /* STORAGE */

    mapping(address wallet => bool) private _retired;
    /// @dev Last bytes of retired wallets, a bit each: most ballots read this one slot, which a batch of them warms.
    uint256 private _retiredBytes;

    constructor(Setup memory setup)
        Governor(setup.name)
        GovernorSettings(setup.votingDelay, setup.votingPeriod, setup.thresholdBps)
        GovernorVotes(setup.votes)
        GovernorVotesQuorumFraction(setup.quorumPercent)
        HeadCounting(setup.minimumHeads)
        GovernorPreventLateQuorum(setup.lateQuorumExtension)
        GovernorTimelockControl(setup.timelock)
    {
        _gate = setup.gate;
        _membership = setup.membership;
        _constitution = setup.constitution;
        _safeguards = setup.safeguards;
        _pilot = setup.pilot;
        _bound("minimumHeads", setup.minimumHeads, 1, MAX_HEADS);
        _checkPeriod(setup.votingPeriod, setup.pilot);
        _setProposalGuardian(setup.guardian);
    }

    /* MEMBERS */

    /// @inheritdoc IHouse
    function proposeBySig(Proposal calldata proposal, bytes calldata signature) external returns (uint256) {
        if (block.timestamp > proposal.deadline) revert HouseSignatureExpired(proposal.deadline);
        bytes32 hash = _hashTypedDataV4(Proposals.hash(proposal));
        if (!SignatureChecker.isValidSignatureNow(proposal.proposer, hash, signature)) {
            revert HouseSignatureInvalid(proposal.proposer);
        }
        uint256 nonce = _useNonce(proposal.proposer, PROPOSE_KEY);
        if (proposal.nonce != nonce) revert InvalidAccountNonce(proposal.proposer, nonce);
        _checkProposer(proposal.proposer, proposal.description);
        return _propose(proposal.targets, proposal.values, proposal.calldatas, proposal.description, proposal.proposer);
    }

    /* SAFEGUARDS ONLY */

    /// @inheritdoc IHouse
    function retire(address wallet) external {
        if (msg.sender != _safeguards) revert HouseNotSafeguards(msg.sender);
        _retired[wallet] = true;
        _retiredBytes |= 1 << uint8(uint160(wallet));
        emit WalletRetired(wallet);
    }

    /* GOVERNANCE ONLY */

    /// @notice Always refused: every power of the house is held by its timelock, so another one would hold none.
    function updateTimelock(TimelockController) public pure override {
        revert HouseTimelockFixed();
    }

    /// @notice Sends a call from this contract, for tokens sent here by mistake; never to the timelock, on which this
    /// contract holds roles (see `_checkTargets`).
    function relay(address target, uint256 value, bytes calldata data) public payable override {
        if (target == timelock()) revert HouseTargetRefused(target);
        super.relay(target, value, data);
    }

    /* VIEWS */

    /// @inheritdoc IHouse
    function retired(address wallet) public view returns (bool) {
        return _retiredBytes >> uint8(uint160(wallet)) & 1 != 0 && _retired[wallet];
    }

    /// @notice Votes needed to propose now: the share of the supply rounded up, at least one unit. The stored setting
    /// and its events are in parts of 10,000, since the supply of reputation only grows.
    function proposalThreshold() public view override(Governor, GovernorSettings) returns (uint256) {
        uint256 supply = token().getPastTotalSupply(clock() - 1);
        return Math.max(1, Math.mulDiv(supply, super.proposalThreshold(), BPS, Math.Rounding.Ceil));
    }

    /// @notice The clock of both votes tokens. The module asks the token for it at every vote.
    function clock() public view override(Governor, GovernorVotes) returns (uint48) {
        return Time.timestamp();
    }

    /// @inheritdoc Governor
    function proposalDeadline(uint256 proposalId)
        public
        view
        override(Governor, GovernorPreventLateQuorum)
        returns (uint256)
    {
        return super.proposalDeadline(proposalId);
    }

    /// @inheritdoc Governor
    function state(uint256 proposalId) public view override(Governor, GovernorTimelockControl) returns (ProposalState) {
        return super.state(proposalId);
    }

    /// @inheritdoc Governor
    function proposalNeedsQueuing(uint256 proposalId)
        public
        view
        override(Governor, GovernorTimelockControl)
        returns (bool)
    {
        return super.proposalNeedsQueuing(proposalId);
    }

    /* INTERNALS */

    /// @dev The same two checks as `Governor.propose`, for a proposer who is not the sender.
    function _checkProposer(address proposer, string calldata description) private view {
        if (!_isValidDescriptionForProposer(proposer, description)) revert GovernorRestrictedProposer(proposer);
        uint256 needed = proposalThreshold();
        uint256 votes = getVotes(proposer, clock() - 1);
        if (votes < needed) revert GovernorInsufficientProposerVotes(proposer, votes, needed);
    }

    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal override(Governor, GovernorStorage) returns (uint256) {
        if (address(_gate) != address(0) && !_gate.established()) revert HouseNotYetSitting();
        _checkStanding(proposer);
        _checkTargets(targets);
        return super._propose(targets, values, calldatas, description, proposer);
    }

    /// @dev A wallet that was just rotated away from still had votes a second ago [9].
    function _checkStanding(address proposer) private view {
        if (retired(proposer)) revert HouseWalletRetired(proposer);
        uint40 memberId = _membership.memberOf(proposer);
        if (_membership.suspended(memberId)) revert HouseProposerSuspended(proposer, memberId);
    }

    /// @dev The timelock administers itself: a call to it could set a delay that ends all decisions [14] or let
    /// somebody schedule without the house. A founder alone does not prepare constitutional acts either [19].
    function _checkTargets(address[] memory targets) private view {
        bool founding = _membership.founding();
        for (uint256 i = 0; i < targets.length; ++i) {
            bool beyond = targets[i] == timelock() || (founding && targets[i] == _constitution);
            if (beyond) revert HouseTargetRefused(targets[i]);
        }
    }

    /// @dev Every way of voting comes through here: the key of a retired wallet may be in other hands [9].
    function _castVote(uint256 proposalId, address account, uint8 support, string memory reason, bytes memory params)
        internal
        override
        returns (uint256)
    {
        if (retired(account)) revert HouseWalletRetired(account);
        return super._castVote(proposalId, account, support, reason, params);
    }

    function _checkPeriod(uint256 period, bool pilot) private pure {
        _bound("votingPeriod", period, pilot ? 1 : 1 days, 30 days);
    }

    function _setVotingDelay(uint48 newVotingDelay) internal override {
        _bound("votingDelay", newVotingDelay, 0, 7 days);
        super._setVotingDelay(newVotingDelay);
    }

    /// @dev The base constructor calls this before the pilot flag is stored, so our constructor checks again.
    function _setVotingPeriod(uint32 newVotingPeriod) internal override {
        _checkPeriod(newVotingPeriod, _pilot || address(this).code.length == 0);
        _bound("votingPeriod", newVotingPeriod, lateQuorumVoteExtension(), type(uint32).max);
        super._setVotingPeriod(newVotingPeriod);
    }

    function _setProposalThreshold(uint256 newThresholdBps) internal override {
        _bound("thresholdBps", newThresholdBps, 0, BPS / 10);
        super._setProposalThreshold(newThresholdBps);
    }

    function _updateQuorumNumerator(uint256 newQuorumPercent) internal override {
        _bound("quorumPercent", newQuorumPercent, 1, MAX_QUORUM_PERCENT);
        super._updateQuorumNumerator(newQuorumPercent);
    }

    function _bound(bytes32 setting, uint256 value, uint256 least, uint256 most) private pure {
        if (value < least || value > most) revert HouseSettingOutOfBounds(setting, value, least, most);
    }

    function _tallyUpdated(uint256 proposalId) internal override(Governor, GovernorPreventLateQuorum) {
        super._tallyUpdated(proposalId);
    }

    /// @dev Without a guardian the module would let proposers cancel even what was decided: a veto of one [23].
    function _validateCancel(uint256 proposalId, address caller)
        internal
        view
        override(Governor, GovernorProposalGuardian)
        returns (bool)
    {
        if (caller == proposalGuardian()) return true;
        return !retired(caller) && Governor._validateCancel(proposalId, caller);
    }

    function _validateVoteSig(uint256 proposalId, uint8 support, address voter, bytes memory signature)
        internal
        override(Governor, GovernorNoncesKeyed)
        returns (bool)
    {
        return super._validateVoteSig(proposalId, support, voter, signature);
    }

    function _validateExtendedVoteSig(
        uint256 proposalId,
        uint8 support,
        address voter,
        string memory reason,
        bytes memory params,
        bytes memory signature
    ) internal override(Governor, GovernorNoncesKeyed) returns (bool) {
        return super._validateExtendedVoteSig(proposalId, support, voter, reason, params, signature);
    }

    function _useCheckedNonce(address owner, uint256 nonce) internal override(Nonces, GovernorNoncesKeyed) {
        super._useCheckedNonce(owner, nonce);
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }
}
