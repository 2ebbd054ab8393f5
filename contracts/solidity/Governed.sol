// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {IMembership} from "./interfaces/IMembership.sol";
import {IReputation} from "./interfaces/IReputation.sol";
import {Roles} from "./libraries/Roles.sol";

/// @title Governed
/// @notice Who may change rules: organizers while the community is founding, then the contributors' house, in whose
/// place the members' house acts until reputation is established.
abstract contract Governed is AccessManaged {
    IMembership internal immutable _membership;
    IReputation internal immutable _reputation;
    address private immutable _membersTimelock;

    /// @notice The members' house stood in for the contributors' house, which can act by itself now.
    error GovernedContributorsHouseSits(address caller);

    /// @notice While founding, only organizers may do this.
    error GovernedNotOrganizer(address caller);

    constructor(address accessManager, IMembership membership_, IReputation reputation_, address membersTimelock)
        AccessManaged(accessManager)
    {
        _membership = membership_;
        _reputation = reputation_;
        _membersTimelock = membersTimelock;
    }

    /// @dev Both houses' timelocks hold the manager role of these functions.
    modifier byContributorsHouse() {
        _checkContributorsHouse();
        _;
    }

    /// @dev Organizers write the rules that the first epochs need; they never move money.
    modifier byOrganizersThenHouse() {
        if (_membership.founding()) {
            (, uint16 roles) = _membership.actor(msg.sender);
            if (roles & Roles.ORGANIZER == 0) revert GovernedNotOrganizer(msg.sender);
        } else {
            _checkContributorsHouse();
        }
        _;
    }

    /// @dev A call through the manager's `execute` hides which house it comes from: it counts as the stand-in's [6].
    function _checkContributorsHouse() private {
        _checkCanCall(msg.sender, msg.data);
        bool standIn = msg.sender == _membersTimelock || msg.sender == authority();
        if (standIn && _reputation.established()) {
            revert GovernedContributorsHouseSits(msg.sender);
        }
    }
}
