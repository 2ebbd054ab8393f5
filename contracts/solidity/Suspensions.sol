// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {Status} from "./interfaces/IMembership.sol";
import {ISafeguards, SetUnpaid, Suspend, Wake} from "./interfaces/ISafeguards.sol";
import {Marks} from "./libraries/Marks.sol";
import {SafeguardPapers} from "./SafeguardPapers.sol";

/// @title Suspensions
/// @notice What may be taken from a member for a while: by moderators roles and tools, by the members' house the voting
/// unit; and what members say about themselves.
abstract contract Suspensions is SafeguardPapers, AccessManaged {
    /* CONSTANTS */

    uint192 private constant SUSPEND_NONCES = 3;
    uint192 private constant WAKE_NONCES = 8;
    uint192 private constant UNPAID_NONCES = 9;
    bytes32 private constant SUSPEND_TYPEHASH =
        keccak256("Suspend(address wallet,uint40 memberId,uint40 until,bytes32 reason,uint256 nonce,uint256 deadline)");
    bytes32 private constant WAKE_TYPEHASH = keccak256("Wake(address wallet,uint256 nonce,uint256 deadline)");
    bytes32 private constant UNPAID_TYPEHASH =
        keccak256("SetUnpaid(address wallet,bool unpaid,uint256 nonce,uint256 deadline)");
    uint40 private constant LONGEST_DAYS = 30;
    uint40 private constant PAUSE = 90 days;
    /// @dev One member in twenty.
    uint256 private constant SUSPENDED_PART = 20;

    /* STORAGE */

    mapping(uint40 memberId => uint40) private _suspendableFrom;
    /// @dev Suspensions by the day of their end, so that those running can be counted without a list of members.
    mapping(uint256 day => uint256) private _endingOn;

    /* MODERATORS */

    /// @inheritdoc ISafeguards
    function suspend(uint40 memberId, uint40 until, bytes32 reason) external {
        _suspend(msg.sender, memberId, until, reason);
    }

    /// @inheritdoc ISafeguards
    function suspendBySig(Suspend calldata paper, bytes calldata signature) external {
        bytes32 hash = keccak256(abi.encode(SUSPEND_TYPEHASH, paper));
        _checkPaper(paper.wallet, hash, SUSPEND_NONCES, paper.nonce, paper.deadline, signature);
        _suspend(paper.wallet, paper.memberId, paper.until, paper.reason);
    }

    /* MEMBERS */

    /// @inheritdoc ISafeguards
    function wake() external {
        _membership.noteAct(_memberIdOf(msg.sender));
    }

    /// @inheritdoc ISafeguards
    function wakeBySig(Wake calldata paper, bytes calldata signature) external {
        bytes32 hash = keccak256(abi.encode(WAKE_TYPEHASH, paper));
        _checkPaper(paper.wallet, hash, WAKE_NONCES, paper.nonce, paper.deadline, signature);
        _membership.noteAct(_memberIdOf(paper.wallet));
    }

    /// @inheritdoc ISafeguards
    function setUnpaid(bool unpaid) external {
        // An older choice that was signed but not sent is void.
        _useNonce(msg.sender, UNPAID_NONCES);
        _setUnpaid(msg.sender, unpaid);
    }

    /// @inheritdoc ISafeguards
    function setUnpaidBySig(SetUnpaid calldata paper, bytes calldata signature) external {
        bytes32 hash = keccak256(abi.encode(UNPAID_TYPEHASH, paper));
        _checkPaper(paper.wallet, hash, UNPAID_NONCES, paper.nonce, paper.deadline, signature);
        _setUnpaid(paper.wallet, paper.unpaid);
    }

    /* THE MEMBERS' HOUSE */

    /// @inheritdoc ISafeguards
    function liftSuspension(uint40 memberId) external restricted {
        if (!_membership.suspended(memberId)) revert SafeguardsNotSuspended(memberId);
        --_endingOn[(_suspendableFrom[memberId] - PAUSE) / 1 days];
        _membership.setSuspension(memberId, 0);
        emit SuspensionLifted(memberId);
    }

    /// @inheritdoc ISafeguards
    function removeUnit(uint40 memberId, bytes32 reason) external restricted {
        if (_membership.member(memberId).status == Status.None) revert SafeguardsNotActive(memberId);
        _membership.setMark(memberId, Marks.BARRED, true);
        emit UnitRemoved(memberId, reason);
    }

    /// @inheritdoc ISafeguards
    function allowUnit(uint40 memberId) external restricted {
        _membership.setMark(memberId, Marks.BARRED, false);
        emit UnitAllowed(memberId);
    }

    /* VIEWS */

    /// @inheritdoc ISafeguards
    function suspendableFrom(uint40 memberId) external view returns (uint40) {
        return _suspendableFrom[memberId];
    }

    /// @inheritdoc ISafeguards
    function runningSuspensions() public view returns (uint256 running) {
        uint256 today = block.timestamp / 1 days;
        for (uint256 day = today + 1; day <= today + LONGEST_DAYS; ++day) {
            running += _endingOn[day];
        }
    }

    /* INTERNALS */

    function _suspend(address by, uint40 memberId, uint40 until, bytes32 reason) private {
        uint40 moderator = _moderatorOf(by);
        // A short one imposed on oneself would buy 90 days without any other.
        if (moderator == memberId) revert SafeguardsOwnCase(memberId);
        _checkActive(memberId);
        uint256 today = block.timestamp / 1 days;
        uint256 day = until / 1 days;
        if (until % 1 days != 0 || day <= today || day > today + LONGEST_DAYS) {
            revert SafeguardsSuspensionLength(until);
        }
        if (block.timestamp < _suspendableFrom[memberId]) {
            revert SafeguardsSuspendedRecently(memberId, _suspendableFrom[memberId]);
        }
        // So few at once that no electorate of tools can be swept before a decision [2].
        uint256 running = runningSuspensions();
        uint256 part = _membership.activeUnits() / SUSPENDED_PART;
        uint256 limit = part > 1 ? part : 1;
        if (running >= limit) revert SafeguardsTooManySuspended(running, limit);
        ++_endingOn[day];
        _suspendableFrom[memberId] = until + PAUSE;
        _membership.setSuspension(memberId, until);
        emit Suspended(memberId, moderator, until, reason);
    }

    /// @dev Who left is still paid and may still renounce, with the last wallet.
    function _setUnpaid(address wallet, bool unpaid) private {
        uint40 memberId = _membership.memberOf(wallet);
        if (memberId == 0 || _membership.payee(memberId) != wallet) revert SafeguardsNotMember(wallet);
        _membership.setMark(memberId, Marks.UNPAID, unpaid);
        _membership.noteAct(memberId);
        emit UnpaidSet(memberId, unpaid);
    }
}
