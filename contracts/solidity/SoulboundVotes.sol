// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Votes} from "@openzeppelin/contracts/governance/utils/Votes.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {NoncesKeyed} from "@openzeppelin/contracts/utils/NoncesKeyed.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";

import {Charters} from "./Charters.sol";
import {IMembership, Member, Status} from "./interfaces/IMembership.sol";
import {Marks} from "./libraries/Marks.sol";
import {SignedDelegation} from "./SignedDelegation.sol";

/// @title SoulboundVotes
/// @notice The member records as a token that never moves (ERC-721, ERC-5192) and as votes (ERC-5805): one unit per
/// member at most, held as a stored bit.
abstract contract SoulboundVotes is ERC721, SignedDelegation, Charters {
    /* TYPES */

    /// @dev What does not fit the record, in one slot as well.
    struct Standing {
        /// Since when the unit is held; 0 without one.
        uint40 unitSince;
        uint40 lastAct;
        /// When an announced rest begins; 0 if none is announced.
        uint40 restsAt;
        uint40 votesRestUntil;
        uint40 suspendedUntil;
        /// End of the period that counted the activation of the unit.
        uint40 grantedIn;
        /// Let in by a member: the unit needs no earning.
        bool invited;
        /// The unit lapsed and may be resumed.
        bool lapsed;
    }

    /* CONSTANTS */

    bytes4 private constant ERC5192 = 0xb45a3c0e;
    bytes4 private constant ERC4824 = 0x7034731b;

    /* STORAGE */

    mapping(uint40 memberId => Member) internal _members;
    mapping(uint40 memberId => Standing) internal _standings;
    /// @dev Never erased: a wallet that its member moved away from still points to the id.
    mapping(address wallet => uint40) internal _memberOf;

    /* ANYONE */

    /// @inheritdoc IMembership
    function followDelegate(address account) external {
        address delegatee = delegates(account);
        (uint40 memberId,) = actor(account);
        (uint40 delegateId,) = actor(delegatee);
        if (memberId == 0 || delegatee == address(0) || delegateId != 0) {
            revert MembershipDelegateStays(account, delegatee);
        }
        _entrust(account, account);
    }

    /// @notice Nobody can move a membership or let others move it; see {moveWallet}.
    function transferFrom(address, address, uint256 tokenId) public pure override {
        revert MembershipSoulbound(tokenId);
    }

    /// @inheritdoc IERC721
    function safeTransferFrom(address, address, uint256 tokenId, bytes memory) public pure override {
        revert MembershipSoulbound(tokenId);
    }

    /// @inheritdoc IERC721
    function approve(address, uint256 tokenId) public pure override {
        revert MembershipSoulbound(tokenId);
    }

    /// @inheritdoc IERC721
    function setApprovalForAll(address, bool) public pure override {
        revert MembershipSoulbound(0);
    }

    /* VIEWS */

    /// @notice What the token means is in the document of {daoURI}.
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        _requireOwned(tokenId);
        return "";
    }

    /// @inheritdoc IMembership
    function activeUnits() public view override returns (uint256) {
        return _getTotalSupply();
    }

    /// @inheritdoc IMembership
    function member(uint40 memberId) external view returns (Member memory) {
        return _members[memberId];
    }

    /// @inheritdoc IMembership
    function memberOf(address wallet) external view returns (uint40) {
        return _memberOf[wallet];
    }

    /// @inheritdoc IMembership
    function actor(address wallet) public view override returns (uint40 memberId, uint16 roles) {
        memberId = _memberOf[wallet];
        Member storage record = _members[memberId];
        if (record.status != Status.Active || record.wallet != wallet) return (0, 0);
        if (!suspended(memberId)) roles = record.roles;
    }

    /// @inheritdoc IMembership
    function payee(uint40 memberId) external view returns (address) {
        return _members[memberId].wallet;
    }

    /// @inheritdoc IMembership
    function payment(uint40 memberId) external view returns (address to, uint8 marks) {
        Member storage record = _members[memberId];
        return (record.wallet, record.marks);
    }

    /// @inheritdoc IMembership
    function paymentOf(address wallet) external view returns (uint40 memberId, uint8 marks) {
        memberId = _memberOf[wallet];
        Member storage record = _members[memberId];
        if (record.wallet != wallet) return (0, 0);
        marks = record.marks;
    }

    /// @inheritdoc IMembership
    function suspended(uint40 memberId) public view returns (bool) {
        // The mark spares all others the read of a second slot.
        return _members[memberId].marks & Marks.SUSPENDED != 0 && block.timestamp < _standings[memberId].suspendedUntil;
    }

    /// @inheritdoc IMembership
    function votesRestUntil(uint40 memberId) external view returns (uint40) {
        uint40 until = _standings[memberId].votesRestUntil;
        return block.timestamp < until ? until : 0;
    }

    /// @inheritdoc IMembership
    function unitSince(uint40 memberId) external view returns (uint40) {
        return _standings[memberId].unitSince;
    }

    /// @inheritdoc IMembership
    function retired(address wallet) public view returns (bool) {
        uint40 memberId = _memberOf[wallet];
        return memberId != 0 && _members[memberId].wallet != wallet;
    }

    /// @notice ERC-5192: every membership is locked.
    function locked(uint256 tokenId) external view returns (bool) {
        _requireOwned(tokenId);
        return true;
    }

    /// @notice Units are whole; some indexers ask every votes token.
    function decimals() external pure returns (uint8) {
        return 0;
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

    /// @inheritdoc ERC721
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == ERC5192 || interfaceId == ERC4824 || super.supportsInterface(interfaceId);
    }

    /* INTERNALS */

    function _gainUnit(uint40 memberId) internal {
        Member storage record = _members[memberId];
        record.unit = true;
        _standings[memberId].unitSince = uint40(block.timestamp);
        _countAcceptance(record.charterVersion, true);
        _transferVotingUnits(address(0), record.wallet, 1);
        emit UnitActivated(memberId, record.wallet);
    }

    function _loseUnit(uint40 memberId) internal {
        Member storage record = _members[memberId];
        record.unit = false;
        _standings[memberId].unitSince = 0;
        _countAcceptance(record.charterVersion, false);
        _transferVotingUnits(record.wallet, address(0), 1);
        emit UnitLapsed(memberId, record.wallet);
    }

    /// @dev Any act wakes a member whose rest was announced [21].
    function _noteAct(uint40 memberId) internal {
        Standing storage standing = _standings[memberId];
        standing.lastAct = uint40(block.timestamp);
        standing.restsAt = 0;
        emit SignOfLife(memberId);
    }

    /// @dev The delegate of the new wallet stands before the unit arrives, so no vote is lost on the way. Votes that
    /// others lent to the old wallet go back by {followDelegate} [9].
    function _moveWallet(uint40 memberId, address to) internal returns (address from) {
        Member storage record = _members[memberId];
        from = record.wallet;
        address delegatee = delegates(from);
        (uint40 delegateId,) = actor(delegatee);
        _entrust(to, delegateId == 0 || delegatee == from ? to : delegatee);
        record.wallet = to;
        _memberOf[to] = memberId;
        if (record.unit) _transferVotingUnits(from, to, 1);
        _entrust(from, address(0));
        if (record.status == Status.Active) _update(to, memberId, address(0));
    }

    function _walletOf(uint40 memberId) internal view override returns (address) {
        return _members[memberId].wallet;
    }

    /// @dev Reads the stored bit only: a rule of time here would corrupt the checkpoints [10].
    function _getVotingUnits(address account) internal view override returns (uint256) {
        Member storage record = _members[_memberOf[account]];
        return record.unit && record.wallet == account ? 1 : 0;
    }

    /// @dev Votes lent to somebody who is not a member would be lost to quorums.
    function _delegate(address account, address delegatee) internal override {
        if (delegatee != address(0)) {
            (uint40 delegateId,) = actor(delegatee);
            if (delegateId == 0) revert MembershipDelegateNotMember(delegatee);
        }
        (uint40 memberId,) = actor(account);
        if (memberId != 0) _noteAct(memberId);
        _entrust(account, delegatee);
    }

    /// @dev A delegation that is not an act of the member.
    function _entrust(address account, address delegatee) internal {
        super._delegate(account, delegatee);
    }

    function _useCheckedNonce(address owner, uint256 nonce) internal override(Nonces, NoncesKeyed) {
        super._useCheckedNonce(owner, nonce);
    }
}
