// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Votes} from "@openzeppelin/contracts/governance/utils/Votes.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";

import {IMemberVotes} from "./interfaces/IMemberVotes.sol";
import {IMembership} from "./interfaces/IMembership.sol";
import {SignedDelegation} from "./SignedDelegation.sol";

/// @title MemberVotes
/// @notice Votes under member ids: delegation among members, change of wallet, units that wait to be settled.
abstract contract MemberVotes is SignedDelegation, IMemberVotes {
    /* CONSTANTS */

    /// @inheritdoc IMemberVotes
    address public constant UNSETTLED = address(uint160(uint256(keccak256("palabre.reputation.unsettled"))));

    /* IMMUTABLES */

    IMembership internal immutable _membership;

    /* STORAGE */

    string public name;
    string public symbol;
    uint256 internal _unsettled;
    mapping(uint40 memberId => uint256) private _units;

    constructor(string memory name_, string memory symbol_, string memory slug, IMembership membership_)
        EIP712(string.concat("Palabre ", slug), "1")
    {
        name = name_;
        symbol = symbol_;
        _membership = membership_;
    }

    /* ANYONE */

    /// @inheritdoc IMemberVotes
    function followDelegate(address account) external {
        _followDelegate(account);
    }

    /// @inheritdoc IMemberVotes
    function resumeVotes(uint40 memberId) external {
        _followDelegate(_membership.payee(memberId));
    }

    /* VIEWS */

    /// @inheritdoc IMemberVotes
    function unitsOf(uint40 memberId) public view returns (uint256) {
        return _units[memberId];
    }

    /// @inheritdoc IMemberVotes
    function balanceOf(address account) external view returns (uint256) {
        return account == UNSETTLED ? _unsettled : _getVotingUnits(account);
    }

    /// @inheritdoc IMemberVotes
    function totalSupply() public view returns (uint256) {
        return _getTotalSupply();
    }

    /// @inheritdoc Votes
    function clock() public view override returns (uint48) {
        return Time.timestamp();
    }

    /// @inheritdoc Votes
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    /* INTERNALS */

    /// @dev New units for the account that nobody votes for.
    function _mintUnsettled(uint256 units) internal {
        _unsettled += units;
        _transferVotingUnits(address(0), UNSETTLED, units);
        emit Transfer(address(0), UNSETTLED, units);
    }

    function _burnUnsettled(uint256 units) internal {
        _unsettled -= units;
        _transferVotingUnits(UNSETTLED, address(0), units);
        emit Transfer(UNSETTLED, address(0), units);
    }

    /// @dev Units out of `source` (zero to mint). Votes of a member without a valid delegate are the member's own.
    function _gain(uint40 memberId, address source, address wallet, uint256 units) internal {
        if (!_isMember(delegates(wallet)) && _membership.votesRestUntil(memberId) <= block.timestamp) {
            super._delegate(wallet, wallet);
        }
        if (source == UNSETTLED) _unsettled -= units;
        _units[memberId] += units;
        _transferVotingUnits(source, wallet, units);
        emit Transfer(source, wallet, units);
    }

    function _lose(uint40 memberId, address wallet, uint256 units) internal {
        _units[memberId] -= units;
        _transferVotingUnits(wallet, address(0), units);
        emit Transfer(wallet, address(0), units);
    }

    /// @dev For somebody who leaves. Cannot revert [27].
    function _loseAll(uint40 memberId, address wallet) internal returns (uint256 units) {
        if (delegates(wallet) != address(0)) super._delegate(wallet, address(0));
        units = _units[memberId];
        if (units != 0) _lose(memberId, wallet, units);
    }

    /// @dev The units are nobody's while delegates change, so that it does not matter whether Membership's record names
    /// the old or the new wallet during this call. What strangers chose for the new wallet before is overwritten [9].
    /// Cannot revert [27].
    function _moveUnits(uint40 memberId, address from, address to) internal {
        uint256 units = _units[memberId];
        address delegatee = delegates(from);
        if (delegatee == from || (delegatee != address(0) && !_isMember(delegatee))) delegatee = to;
        if (_membership.votesRestUntil(memberId) > block.timestamp) delegatee = address(0);
        if (units != 0) {
            _units[memberId] = 0;
            _transferVotingUnits(from, address(0), units);
        }
        super._delegate(from, address(0));
        super._delegate(to, delegatee);
        if (units == 0) return;
        _units[memberId] = units;
        _transferVotingUnits(address(0), to, units);
        emit Transfer(from, to, units);
    }

    function _isMember(address wallet) internal view returns (bool) {
        (uint40 memberId,) = _membership.actor(wallet);
        return memberId != 0;
    }

    function _getVotingUnits(address account) internal view override returns (uint256) {
        uint40 memberId = _membership.memberOf(account);
        return _membership.payee(memberId) == account ? _units[memberId] : 0;
    }

    /// @dev Votes lent to somebody who is no member would be lost to quorums; votes that rest after a recovery wait until
    /// the former owner of the wallet has had time to object [22].
    function _delegate(address account, address delegatee) internal override {
        if (delegatee != address(0)) {
            if (!_isMember(delegatee)) revert ReputationDelegateNotMember(delegatee);
            uint40 memberId = _membership.memberOf(account);
            uint40 until = _membership.votesRestUntil(memberId);
            if (until > block.timestamp) revert ReputationVotesRest(memberId, until);
        }
        super._delegate(account, delegatee);
    }

    function _followDelegate(address account) private {
        address delegatee = delegates(account);
        if (_isMember(delegatee)) revert ReputationDelegateStands(account, delegatee);
        _delegate(account, account);
    }
}
