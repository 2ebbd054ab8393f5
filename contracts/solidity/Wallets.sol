// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {IContributions} from "./interfaces/IContributions.sol";
import {IHouse} from "./interfaces/IHouse.sol";
import {
    ApproveRecovery,
    CancelRecovery,
    ISafeguards,
    Recovery,
    RequestRecovery,
    Rotate
} from "./interfaces/ISafeguards.sol";
import {Roles} from "./libraries/Roles.sol";
import {SafeguardPapers} from "./SafeguardPapers.sol";

/// @title Wallets
/// @notice How a membership gets to another wallet: by rotation, which old and new wallet sign, or by recovery, when the
/// old one is lost. The new wallet always agrees, and never held a membership.
abstract contract Wallets is SafeguardPapers, AccessManaged {
    /* TYPES */

    /// @dev What a new wallet asked for, and the first moderator who agreed.
    struct Request {
        uint40 expiresAt;
        uint40 moderator;
    }

    /// @dev A window of 30 days in which only so many recoveries may start [22].
    struct RecoveryPeriod {
        uint40 endsAt;
        uint32 limit;
        uint32 started;
    }

    /* CONSTANTS */

    uint192 private constant ROTATE_NONCES = 4;
    uint192 private constant REQUEST_NONCES = 5;
    uint192 private constant APPROVE_NONCES = 6;
    uint192 private constant CANCEL_NONCES = 7;
    bytes32 private constant ROTATE_TYPEHASH =
        keccak256("Rotate(address from,address to,uint256 fromNonce,uint256 toNonce,uint256 deadline)");
    bytes32 private constant REQUEST_TYPEHASH =
        keccak256("RequestRecovery(address wallet,uint40 memberId,uint256 nonce,uint256 deadline)");
    bytes32 private constant APPROVE_TYPEHASH =
        keccak256("ApproveRecovery(address wallet,uint40 memberId,address to,uint256 nonce,uint256 deadline)");
    bytes32 private constant CANCEL_TYPEHASH =
        keccak256("CancelRecovery(address wallet,uint40 memberId,uint256 nonce,uint256 deadline)");
    uint40 private constant REQUEST_TERM = 30 days;
    uint40 private constant WAIT = 14 days;
    uint40 private constant PILOT_WAIT = 14 seconds;
    uint40 private constant RECOVERY_PERIOD = 30 days;
    uint40 private constant REFUSAL = 90 days;
    /// @dev One member in fifty.
    uint256 private constant RECOVERED_PART = 50;

    /* IMMUTABLES */

    IContributions private immutable _contributions;
    IHouse private immutable _membersHouse;
    IHouse private immutable _contributorsHouse;
    address private immutable _guardian;

    /* STORAGE */

    RecoveryPeriod private _period;
    mapping(uint40 memberId => mapping(address to => Request)) private _requests;
    mapping(uint40 memberId => Recovery) private _recoveries;
    /// @dev Set when the old wallet showed that it is not lost.
    mapping(uint40 memberId => uint40) private _recoverableFrom;

    constructor(IContributions contributions, IHouse membersHouse, IHouse contributorsHouse, address guardian) {
        _contributions = contributions;
        _membersHouse = membersHouse;
        _contributorsHouse = contributorsHouse;
        _guardian = guardian;
    }

    /* MEMBERS */

    /// @inheritdoc ISafeguards
    function rotate(Rotate calldata paper, bytes calldata fromSignature, bytes calldata toSignature) external {
        bytes32 hash = keccak256(abi.encode(ROTATE_TYPEHASH, paper));
        _checkPaper(paper.from, hash, ROTATE_NONCES, paper.fromNonce, paper.deadline, fromSignature);
        _checkPaper(paper.to, hash, ROTATE_NONCES, paper.toNonce, paper.deadline, toSignature);
        uint40 memberId = _memberIdOf(paper.from);
        if (_recoveries[memberId].to != address(0)) _cancel(memberId, paper.from);
        _move(memberId, paper.to, 0);
        emit Rotated(memberId, paper.from, paper.to);
    }

    /// @inheritdoc ISafeguards
    function requestRecovery(uint40 memberId) external {
        _request(msg.sender, memberId);
    }

    /// @inheritdoc ISafeguards
    function requestRecoveryBySig(RequestRecovery calldata paper, bytes calldata signature) external {
        bytes32 hash = keccak256(abi.encode(REQUEST_TYPEHASH, paper));
        _checkPaper(paper.wallet, hash, REQUEST_NONCES, paper.nonce, paper.deadline, signature);
        _request(paper.wallet, paper.memberId);
    }

    /* MODERATORS */

    /// @inheritdoc ISafeguards
    function approveRecovery(uint40 memberId, address to) external {
        _approve(msg.sender, memberId, to);
    }

    /// @inheritdoc ISafeguards
    function approveRecoveryBySig(ApproveRecovery calldata paper, bytes calldata signature) external {
        bytes32 hash = keccak256(abi.encode(APPROVE_TYPEHASH, paper));
        _checkPaper(paper.wallet, hash, APPROVE_NONCES, paper.nonce, paper.deadline, signature);
        _approve(paper.wallet, paper.memberId, paper.to);
    }

    /* OLD AND NEW WALLET, GUARDIAN, MEMBERS' HOUSE */

    /// @inheritdoc ISafeguards
    function cancelRecovery(uint40 memberId) external {
        if (!_isParty(memberId, msg.sender) && msg.sender != _guardian) _checkCanCall(msg.sender, msg.data);
        _cancel(memberId, msg.sender);
    }

    /// @inheritdoc ISafeguards
    function cancelRecoveryBySig(CancelRecovery calldata paper, bytes calldata signature) external {
        bytes32 hash = keccak256(abi.encode(CANCEL_TYPEHASH, paper));
        _checkPaper(paper.wallet, hash, CANCEL_NONCES, paper.nonce, paper.deadline, signature);
        if (!_isParty(paper.memberId, paper.wallet)) revert SafeguardsNotMember(paper.wallet);
        _cancel(paper.memberId, paper.wallet);
    }

    /* ANYONE */

    /// @inheritdoc ISafeguards
    function executeRecovery(uint40 memberId) external {
        Recovery memory recovery = _recoveries[memberId];
        if (recovery.to == address(0) || block.timestamp < recovery.readyAt) {
            revert SafeguardsRecoveryNotReady(memberId, recovery.readyAt);
        }
        delete _recoveries[memberId];
        _membership.setHeld(memberId, false);
        uint40 votesRestUntil = uint40(block.timestamp) + _contributions.calendar().length;
        address from = _move(memberId, recovery.to, votesRestUntil);
        emit RecoveryExecuted(memberId, from, recovery.to, votesRestUntil);
    }

    /* THE MEMBERS' HOUSE */

    /// @inheritdoc ISafeguards
    function startRecovery(uint40 memberId, address to) external restricted {
        uint256 uninvolved = _membership.holderCount(Roles.MODERATOR);
        if (_membership.member(memberId).roles & Roles.MODERATOR != 0) --uninvolved;
        if (uninvolved >= 2) revert SafeguardsModeratorsSuffice(uninvolved);
        _requestOf(memberId, to);
        _start(memberId, to, 0, 0);
    }

    /* VIEWS */

    /// @inheritdoc ISafeguards
    function recoveryOf(uint40 memberId) external view returns (Recovery memory) {
        return _recoveries[memberId];
    }

    /* INTERNALS */

    function _request(address to, uint40 memberId) private {
        _checkActive(memberId);
        _checkFresh(to);
        uint40 expiresAt = uint40(block.timestamp) + REQUEST_TERM;
        _requests[memberId][to] = Request(expiresAt, 0);
        emit RecoveryRequested(memberId, to, expiresAt);
    }

    function _approve(address by, uint40 memberId, address to) private {
        uint40 moderator = _moderatorOf(by);
        if (moderator == memberId) revert SafeguardsOwnCase(memberId);
        Request storage request = _requestOf(memberId, to);
        uint40 first = request.moderator;
        if (first == moderator) revert SafeguardsSameModerator(moderator);
        emit RecoveryApproved(memberId, to, moderator);
        // Whoever agreed first must still be a moderator: roles are read when they count [5].
        (, uint16 roles) = _membership.actor(_membership.payee(first));
        if (first == 0 || roles & Roles.MODERATOR == 0) request.moderator = moderator;
        else _start(memberId, to, first, moderator);
    }

    function _requestOf(uint40 memberId, address to) private view returns (Request storage request) {
        request = _requests[memberId][to];
        if (block.timestamp > request.expiresAt) revert SafeguardsNoRequest(memberId, to);
    }

    function _start(uint40 memberId, address to, uint40 first, uint40 second) private {
        _checkActive(memberId);
        _checkFresh(to);
        Recovery storage recovery = _recoveries[memberId];
        if (recovery.to != address(0)) revert SafeguardsRecoveryPending(memberId, recovery.readyAt);
        if (block.timestamp < _recoverableFrom[memberId]) {
            revert SafeguardsRecoveryRefused(memberId, _recoverableFrom[memberId]);
        }
        _countStart();
        delete _requests[memberId][to];
        uint40 readyAt = uint40(block.timestamp) + (_membership.pilot() ? PILOT_WAIT : WAIT);
        _recoveries[memberId] = Recovery(to, readyAt, _period.endsAt);
        _membership.setHeld(memberId, true);
        emit RecoveryStarted(memberId, _membership.payee(memberId), to, first, second, readyAt);
    }

    function _countStart() private {
        if (block.timestamp >= _period.endsAt) {
            uint256 part = _membership.activeUnits() / RECOVERED_PART;
            _period = RecoveryPeriod(uint40(block.timestamp) + RECOVERY_PERIOD, uint32(part > 1 ? part : 1), 0);
        }
        if (_period.started >= _period.limit) {
            revert SafeguardsTooManyRecoveries(_period.started, _period.limit, _period.endsAt);
        }
        ++_period.started;
    }

    /// @dev A cancelled recovery makes room for another in the same period.
    function _cancel(uint40 memberId, address by) private {
        Recovery memory recovery = _recoveries[memberId];
        if (recovery.to == address(0)) revert SafeguardsRecoveryNotReady(memberId, 0);
        if (recovery.countedIn == _period.endsAt) --_period.started;
        if (by == _membership.payee(memberId)) _recoverableFrom[memberId] = uint40(block.timestamp) + REFUSAL;
        delete _recoveries[memberId];
        _membership.setHeld(memberId, false);
        emit RecoveryCancelled(memberId, recovery.to, by);
    }

    /// @dev Ballots of the old wallet are refused from now on: the key may be in wrong hands [9].
    function _move(uint40 memberId, address to, uint40 votesRestUntil) private returns (address from) {
        _checkFresh(to);
        from = _membership.moveWallet(memberId, to, votesRestUntil);
        _membersHouse.retire(from);
        _contributorsHouse.retire(from);
    }

    function _checkFresh(address to) private view {
        uint40 memberId = _membership.memberOf(to);
        if (memberId != 0) revert SafeguardsWalletUsed(to, memberId);
    }

    function _isParty(uint40 memberId, address wallet) private view returns (bool) {
        return wallet == _membership.payee(memberId) || wallet == _recoveries[memberId].to;
    }
}
