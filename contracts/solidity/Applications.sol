// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {
    AnswerApplication,
    Application,
    ISafeguards,
    SubmitApplication,
    WithdrawApplication
} from "./interfaces/ISafeguards.sol";
import {Roles} from "./libraries/Roles.sol";
import {SafeguardPapers} from "./SafeguardPapers.sol";

/// @title Applications
/// @notice Admission by approval: somebody asks and accepts the charter, an organizer or a moderator answers. Nobody
/// becomes a member without asking, nor after taking it back.
abstract contract Applications is SafeguardPapers {
    /* CONSTANTS */

    uint192 private constant WITHDRAW_NONCES = 1;
    uint192 private constant ANSWER_NONCES = 2;
    bytes32 private constant SUBMIT_TYPEHASH = keccak256(
        "SubmitApplication(address wallet,uint16 charterVersion,bytes32 charterHash,bytes32 application,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant WITHDRAW_TYPEHASH =
        keccak256("WithdrawApplication(address wallet,bytes32 application,uint256 nonce,uint256 deadline)");
    bytes32 private constant ANSWER_TYPEHASH = keccak256(
        "AnswerApplication(address wallet,address applicant,bytes32 application,bool approved,uint256 nonce,uint256 deadline)"
    );
    uint40 private constant APPLICATION_TERM = 30 days;

    /* STORAGE */

    mapping(address wallet => Application) private _applications;

    /* ANYONE WHO APPLIES */

    /// @inheritdoc ISafeguards
    function submitApplication(uint16 charterVersion, bytes32 charterHash, bytes32 application) external {
        uint256 nonce = _membership.voidAcceptance(msg.sender);
        _submit(msg.sender, charterVersion, charterHash, application, nonce);
    }

    /// @inheritdoc ISafeguards
    function submitApplicationBySig(SubmitApplication calldata paper, bytes calldata signature) external {
        _checkSignature(paper.wallet, keccak256(abi.encode(SUBMIT_TYPEHASH, paper)), paper.deadline, signature);
        uint256 nonce = _membership.voidAcceptance(paper.wallet);
        if (paper.nonce != nonce) revert InvalidAccountNonce(paper.wallet, nonce);
        _submit(paper.wallet, paper.charterVersion, paper.charterHash, paper.application, nonce);
    }

    /// @inheritdoc ISafeguards
    function withdrawApplication(bytes32 application) external {
        _withdraw(msg.sender, application);
    }

    /// @inheritdoc ISafeguards
    function withdrawApplicationBySig(WithdrawApplication calldata paper, bytes calldata signature) external {
        bytes32 hash = keccak256(abi.encode(WITHDRAW_TYPEHASH, paper));
        _checkPaper(paper.wallet, hash, WITHDRAW_NONCES, paper.nonce, paper.deadline, signature);
        _withdraw(paper.wallet, paper.application);
    }

    /* ORGANIZERS AND MODERATORS */

    /// @inheritdoc ISafeguards
    function answerApplication(address applicant, bytes32 application, bool approved) external {
        _answer(msg.sender, applicant, application, approved);
    }

    /// @inheritdoc ISafeguards
    function answerApplicationBySig(AnswerApplication calldata paper, bytes calldata signature) external {
        bytes32 hash = keccak256(abi.encode(ANSWER_TYPEHASH, paper));
        _checkPaper(paper.wallet, hash, ANSWER_NONCES, paper.nonce, paper.deadline, signature);
        _answer(paper.wallet, paper.applicant, paper.application, paper.approved);
    }

    /* VIEWS */

    /// @inheritdoc ISafeguards
    function applicationOf(address wallet) external view returns (Application memory) {
        return _applications[wallet];
    }

    /* INTERNALS */

    /// @dev The charter nonce was spent just now: acceptances and applications signed before are void, and leaving
    /// voids the application itself [29].
    function _submit(address wallet, uint16 version, bytes32 hash, bytes32 application, uint256 nonce) private {
        (uint40 memberId,) = _membership.actor(wallet);
        if (memberId != 0) revert SafeguardsWalletUsed(wallet, memberId);
        if (version != _membership.charterVersion() || hash != _membership.charterHash(version)) {
            revert SafeguardsCharterNotNewest(version, hash);
        }
        uint40 expiresAt = uint40(block.timestamp) + APPLICATION_TERM;
        _applications[wallet] = Application(application, hash, nonce + 1, version, expiresAt);
        emit Applied(wallet, application, version, hash, expiresAt);
    }

    function _withdraw(address wallet, bytes32 application) private {
        _take(wallet, application);
        // What was signed but not sent must not bring the application back.
        _membership.voidAcceptance(wallet);
        emit ApplicationWithdrawn(wallet, application);
    }

    function _answer(address by, address applicant, bytes32 application, bool approved) private {
        (uint40 officer, uint16 roles) = _membership.actor(by);
        if (roles & Roles.INVITERS == 0) revert SafeguardsMayNotAdmit(by);
        Application memory asked = _take(applicant, application);
        if (!approved) {
            emit ApplicationDeclined(applicant, application, officer);
            return;
        }
        uint40 memberId = _membership.admit(applicant, asked.charterVersion, asked.charterHash, asked.nonce, officer);
        emit ApplicationApproved(applicant, application, officer, memberId);
    }

    function _take(address wallet, bytes32 application) private returns (Application memory asked) {
        asked = _applications[wallet];
        if (asked.application != application || block.timestamp > asked.expiresAt) {
            revert SafeguardsNoApplication(wallet, application);
        }
        delete _applications[wallet];
    }
}
