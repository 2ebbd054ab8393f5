// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {IMembership, Status} from "./interfaces/IMembership.sol";
import {Roles} from "./libraries/Roles.sol";
import {Units} from "./Units.sol";

/// @title Offices
/// @notice Human roles, how many hold each, and what organizers do while founding and the members' house afterwards.
abstract contract Offices is Units, AccessManaged {
    /* STORAGE */

    mapping(uint16 role => uint32) private _holders;
    string private _daoURI;

    modifier byOrganizersThenHouse() {
        _checkOrganizerThenHouse();
        _;
    }

    /* ORGANIZERS WHILE FOUNDING, THEN THE MEMBERS' HOUSE */

    /// @inheritdoc IMembership
    function setRoles(uint40 memberId, uint16 roles) external byOrganizersThenHouse {
        if (!Roles.known(roles)) revert MembershipRolesUnknown(roles);
        if (_members[memberId].status != Status.Active) revert MembershipUnknownMember(memberId);
        _toggleRoles(memberId, _members[memberId].roles ^ roles);
    }

    /// @inheritdoc IMembership
    function setDaoURI(string calldata uri) external byOrganizersThenHouse {
        _setDaoURI(uri);
    }

    /* VIEWS */

    /// @inheritdoc IMembership
    function holderCount(uint16 role) external view returns (uint32) {
        return _holders[role];
    }

    /// @inheritdoc IMembership
    function reviewerCount(uint8 lane) external view returns (uint32) {
        return _holders[Roles.reviewer(lane)];
    }

    /// @notice ERC-4824.
    function daoURI() external view returns (string memory) {
        return _daoURI;
    }

    /* INTERNALS */

    /// @dev A founding that lost its last organizer is in the hands of the members' house, else it were stuck [19, 21].
    function _checkOrganizerThenHouse() private {
        (, uint16 roles) = actor(msg.sender);
        if (_opened || _holders[Roles.ORGANIZER] == 0) _checkCanCall(msg.sender, msg.data);
        else if (roles & Roles.ORGANIZER == 0) revert MembershipNotOrganizer(msg.sender);
    }

    function _toggleRoles(uint40 memberId, uint16 changed) internal {
        uint16 roles = _members[memberId].roles ^ changed;
        for (uint16 role = 1; changed != 0; role <<= 1) {
            if (changed & role == 0) continue;
            if (roles & role != 0) ++_holders[role];
            else --_holders[role];
            changed ^= role;
        }
        _members[memberId].roles = roles;
        emit RolesSet(memberId, roles);
    }

    function _setDaoURI(string memory uri) internal {
        _daoURI = uri;
        emit DAOURIUpdate(address(this), uri);
    }
}
