// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {Charters} from "./Charters.sol";
import {IContributions} from "./interfaces/IContributions.sol";
import {AcceptCharter, Admission, IMembership, Invitation, Leave, Member, Status} from "./interfaces/IMembership.sol";
import {IReputation} from "./interfaces/IReputation.sol";
import {Marks} from "./libraries/Marks.sol";
import {Roles} from "./libraries/Roles.sol";
import {Offices} from "./Offices.sol";
import {Units} from "./Units.sol";

/// @title Membership
/// @notice Who is a member: admission, departures, founding. The words are in IMembership.
contract Membership is Offices {
    /* TYPES */

    /// @notice Everything that the constructor needs.
    struct Founding {
        string name;
        string slug;
        address accessManager;
        IContributions contributions;
        IReputation reputation;
        address safeguards;
        address foundingKey;
        bool pilot;
        Admission admission;
        bytes32 charterHash;
        string charterURI;
        string daoURI;
    }

    /* CONSTANTS */

    uint192 private constant LEAVE_NONCES = 2;
    bytes32 private constant LEAVE_TYPEHASH = keccak256("Leave(address wallet,uint256 nonce,uint256 deadline)");

    /* IMMUTABLES */

    IReputation private immutable _reputation;
    address private immutable _safeguards;
    /// @inheritdoc IMembership
    address public immutable deployer;

    /* STORAGE */

    uint40 private _memberCount;
    Admission private _admission;

    constructor(Founding memory founding_)
        ERC721(founding_.name, founding_.slug)
        EIP712(string.concat("Palabre ", founding_.slug), "1")
        AccessManaged(founding_.accessManager)
        Charters(founding_.foundingKey, founding_.pilot)
        Units(founding_.contributions)
    {
        _reputation = founding_.reputation;
        _safeguards = founding_.safeguards;
        deployer = msg.sender;
        _publishCharter(founding_.charterHash, founding_.charterURI);
        _setAdmission(founding_.admission);
        _setDaoURI(founding_.daoURI);
    }

    modifier bySafeguards() {
        _checkSafeguards();
        _;
    }

    /* ANYONE WHO JOINS */

    /// @inheritdoc IMembership
    function join(
        uint16 charterVersion_,
        bytes32 charterHash_,
        Invitation calldata invitation,
        bytes calldata invitationSignature
    ) external returns (uint40 memberId) {
        return _join(msg.sender, charterVersion_, charterHash_, invitation, invitationSignature);
    }

    /// @inheritdoc IMembership
    function joinBySig(
        AcceptCharter calldata acceptance,
        bytes calldata signature,
        Invitation calldata invitation,
        bytes calldata invitationSignature
    ) external returns (uint40 memberId) {
        _checkAcceptance(acceptance, signature);
        return
            _join(acceptance.wallet, acceptance.charterVersion, acceptance.charterHash, invitation, invitationSignature);
    }

    /* MEMBERS */

    /// @inheritdoc IMembership
    function acceptCharter(uint16 charterVersion_, bytes32 charterHash_) external {
        _acceptCharter(msg.sender, charterVersion_, charterHash_);
    }

    /// @inheritdoc IMembership
    function acceptCharterBySig(AcceptCharter calldata acceptance, bytes calldata signature) external {
        _checkAcceptance(acceptance, signature);
        _acceptCharter(acceptance.wallet, acceptance.charterVersion, acceptance.charterHash);
    }

    /// @inheritdoc IMembership
    function leave() external {
        _useNonce(msg.sender, LEAVE_NONCES);
        _leave(msg.sender);
    }

    /// @inheritdoc IMembership
    function leaveBySig(Leave calldata departure, bytes calldata signature) external {
        bytes32 hash = keccak256(abi.encode(LEAVE_TYPEHASH, departure));
        _checkPaper(departure.wallet, hash, LEAVE_NONCES, departure.nonce, departure.deadline, signature);
        _leave(departure.wallet);
    }

    /* ANYONE */

    /// @inheritdoc IMembership
    function open() external {
        if (_opened) revert MembershipAlreadyOpen();
        uint256 needed = pilot ? 1 : 5;
        uint256 units = activeUnits();
        if (units < needed) revert MembershipTooFewUnits(units, needed);
        _opened = true;
        emit Opened(units);
    }

    /* ORGANIZERS WHILE FOUNDING, THEN THE MEMBERS' HOUSE */

    /// @inheritdoc IMembership
    function publishCharter(bytes32 hash, string calldata uri) external byOrganizersThenHouse returns (uint16 version) {
        return _publishCharter(hash, uri);
    }

    /// @inheritdoc IMembership
    function setAdmission(Admission admission_) external byOrganizersThenHouse {
        _setAdmission(admission_);
    }

    /* THE MEMBERS' HOUSE */

    /// @inheritdoc IMembership
    function expel(uint40 memberId, bytes32 reason) external restricted {
        Member storage record = _members[memberId];
        Status before = record.status;
        if (before == Status.None) revert MembershipUnknownMember(memberId);
        if (before == Status.Expelled) revert MembershipExpelled(memberId);
        record.status = Status.Expelled;
        // Who left ahead of the decision does not keep the right to return [12].
        if (before == Status.Active) _depart(memberId);
        emit Expelled(memberId, reason);
    }

    /* SAFEGUARDS ONLY */

    /// @inheritdoc IMembership
    function voidAcceptance(address wallet) external bySafeguards returns (uint256 nonce) {
        return _useNonce(wallet, CHARTER_NONCES);
    }

    /// @inheritdoc IMembership
    function admit(address wallet, uint16 version, bytes32 hash, uint256 nonce, uint40 approver)
        external
        bySafeguards
        returns (uint40 memberId)
    {
        if (_admission != Admission.Approval) revert MembershipNotByApproval(_admission);
        _spendNonce(wallet, CHARTER_NONCES, nonce);
        memberId = _idFor(wallet, version, hash);
        _enter(memberId, wallet, version, approver != 0, approver);
    }

    /// @inheritdoc IMembership
    function setSuspension(uint40 memberId, uint40 until) external bySafeguards {
        _standings[memberId].suspendedUntil = until;
        _mark(memberId, Marks.SUSPENDED, until != 0);
    }

    /// @inheritdoc IMembership
    function setHeld(uint40 memberId, bool held) external bySafeguards {
        _mark(memberId, Marks.HELD, held);
    }

    /// @inheritdoc IMembership
    function setMark(uint40 memberId, uint8 mark, bool on) external bySafeguards {
        _mark(memberId, mark, on);
        if (mark == Marks.BARRED && on && _members[memberId].unit) _lapse(memberId);
    }

    /// @inheritdoc IMembership
    function noteAct(uint40 memberId) external bySafeguards {
        _noteAct(memberId);
    }

    /// @inheritdoc IMembership
    function moveWallet(uint40 memberId, address to, uint40 restUntil) external bySafeguards returns (address from) {
        if (_memberOf[to] != 0) revert MembershipWalletUsed(to, _memberOf[to]);
        if (restUntil != 0) _standings[memberId].votesRestUntil = restUntil;
        // Stored as a lapse, to be resumed later: votes that returned by the clock would corrupt the checkpoints [10].
        if (restUntil != 0 && _members[memberId].unit) _lapse(memberId);
        from = _moveWallet(memberId, to);
        emit WalletMoved(memberId, from, to, restUntil);
        _noteAct(memberId);
        if (_members[memberId].status == Status.Active) _reputation.moveWallet(memberId, from, to);
    }

    /* VIEWS */

    /// @inheritdoc IMembership
    function founding() public view override returns (bool) {
        return !_opened;
    }

    /// @inheritdoc IMembership
    function admission() external view returns (Admission) {
        return _admission;
    }

    /// @inheritdoc IMembership
    function memberCount() external view returns (uint40) {
        return _memberCount;
    }

    /* INTERNALS */

    function _checkSafeguards() private view {
        if (msg.sender != _safeguards) revert MembershipNotSafeguards(msg.sender);
    }

    function _join(
        address wallet,
        uint16 version,
        bytes32 hash,
        Invitation calldata invitation,
        bytes calldata invitationSignature
    ) private returns (uint40 memberId) {
        memberId = _idFor(wallet, version, hash);
        // Nobody may slip in before the founder, even where admission is open [19].
        bool open_ = _admission == Admission.Open && _members[1].status != Status.None;
        bool invited = _useInvitation(memberId, invitation, invitationSignature);
        if (!invited && !open_) revert MembershipInvitationRequired();
        _enter(memberId, wallet, version, invited, invited ? invitation.issuer : 0);
        if (invited && invitation.issuer == 0) _toggleRoles(memberId, Roles.ORGANIZER);
    }

    /// @dev The same id for whoever comes back [12]. A wallet that its member moved away from is no way back [9].
    function _idFor(address wallet, uint16 version, bytes32 hash) private returns (uint40 memberId) {
        _checkCharter(version, hash);
        memberId = _memberOf[wallet];
        if (memberId == 0) return ++_memberCount;
        if (retired(wallet)) revert MembershipWalletRetired(wallet, memberId);
        Status before = _members[memberId].status;
        if (before == Status.Active) revert MembershipAlreadyMember(wallet, memberId);
        if (before == Status.Expelled) revert MembershipExpelled(memberId);
    }

    function _enter(uint40 memberId, address wallet, uint16 version, bool invited, uint40 invitedBy) private {
        Member storage record = _members[memberId];
        bool returned = record.status == Status.Left;
        // Marks stay: nobody sheds a suspension by leaving and returning [12].
        (record.wallet, record.joinedAt, record.charterVersion) = (wallet, uint40(block.timestamp), version);
        record.status = Status.Active;
        _memberOf[wallet] = memberId;
        _update(wallet, memberId, address(0));
        emit Locked(memberId);
        emit Joined(memberId, wallet, invitedBy, version, returned);
        emit CharterAccepted(memberId, version, wallet);
        (uint40 delegatee,) = actor(delegates(wallet));
        if (delegatee == 0) _entrust(wallet, wallet);
        _enterStanding(memberId, invited);
    }

    function _acceptCharter(address wallet, uint16 version, bytes32 hash) private {
        uint40 memberId = _memberIdOf(wallet);
        _checkCharter(version, hash);
        Member storage record = _members[memberId];
        if (record.unit && record.charterVersion != version) _countAcceptance(version, true);
        record.charterVersion = version;
        emit CharterAccepted(memberId, version, wallet);
        _noteAct(memberId);
    }

    function _leave(address wallet) private {
        uint40 memberId = _memberIdOf(wallet);
        _members[memberId].status = Status.Left;
        _depart(memberId);
    }

    /// @dev The status is set before. Nothing here may revert, whatever rests, waits or is held [27].
    function _depart(uint40 memberId) private {
        Member storage record = _members[memberId];
        address wallet = record.wallet;
        // The stored roles: those of a suspended member end as well.
        if (record.roles != 0) _toggleRoles(memberId, record.roles);
        _returnActivation(memberId);
        if (record.unit) _loseUnit(memberId);
        if (delegates(wallet) != address(0)) _entrust(wallet, address(0));
        // An acceptance that was signed but never sent must not bring the person back [29].
        _useNonce(wallet, CHARTER_NONCES);
        _update(address(0), memberId, address(0));
        emit Departed(memberId, wallet, record.status);
        _reputation.forfeit(memberId, wallet);
    }

    function _mark(uint40 memberId, uint8 mark, bool on) private {
        Member storage record = _members[memberId];
        record.marks = on ? record.marks | mark : record.marks & ~mark;
    }

    function _setAdmission(Admission admission_) private {
        _admission = admission_;
        emit AdmissionSet(admission_);
    }
}
