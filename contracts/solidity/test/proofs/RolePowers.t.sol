// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {Vm} from "forge-std/Vm.sol";

import {IContributions} from "../../interfaces/IContributions.sol";
import {Admission, Invitation} from "../../interfaces/IMembership.sol";
import {IReputation} from "../../interfaces/IReputation.sol";
import {Roles} from "../../libraries/Roles.sol";
import {Membership} from "../../Membership.sol";

/// @notice The whole Membership with an organizer (id 1) and a member (id 2), and functions that write a member's record:
/// any caller, any arguments. This contract stands in for the founding key, and for Reputation.
contract RolePowersProofs {
    // solhint-disable-next-line const-name-snakecase
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    address private constant ORGANIZER = address(0xf001);
    address private constant MEMBER = address(0xf002);
    address private constant SAFEGUARDS = address(0xf003);
    address private constant ADMIN = address(0xf004);
    bytes32 private constant CHARTER = keccak256("charter");

    Membership private _membership;

    function setUp() public {
        vm.warp(1_800_000_000);
        _membership = new Membership(
            Membership.Founding({
                name: "Agora",
                slug: "agora",
                accessManager: address(new AccessManager(ADMIN)),
                contributions: IContributions(address(this)),
                reputation: IReputation(address(this)),
                safeguards: SAFEGUARDS,
                foundingKey: address(this),
                pilot: true,
                admission: Admission.Open,
                charterHash: CHARTER,
                charterURI: "",
                daoURI: ""
            })
        );
        uint40 now_ = uint40(block.timestamp);
        vm.prank(ORGANIZER);
        _membership.join(1, CHARTER, Invitation(0, 1, now_, now_, 0), "any");
        Invitation memory none;
        vm.prank(MEMBER);
        _membership.join(1, CHARTER, none, "");
    }

    function check_SetRoles_InFoundingIsTheOrganizers(address caller, uint40 memberId, uint16 roles) external {
        require(caller != ORGANIZER);
        assert(!_call(caller, abi.encodeCall(_membership.setRoles, (memberId, roles))));
    }

    function check_SetRoles_OnceOpenIsTheManagersChoice(address caller, uint40 memberId, uint16 roles) external {
        _membership.open();
        require(caller != ADMIN);
        assert(!_call(caller, abi.encodeCall(_membership.setRoles, (memberId, roles))));
    }

    function check_SetRoles_GivesKnownRolesToThatMemberOnly(uint40 memberId, uint16 roles) external {
        // One lane stands for eight: each further bit doubles the paths of the loop.
        require(roles & (uint16(0xfe) << 8) == 0);
        uint16 before = _rolesOf(memberId == 1 ? 2 : 1);
        require(_call(ORGANIZER, abi.encodeCall(_membership.setRoles, (memberId, roles))));
        assert(memberId == 1 || memberId == 2);
        assert(_rolesOf(memberId) == roles && Roles.known(roles));
        assert(_rolesOf(memberId == 1 ? 2 : 1) == before);
    }

    function check_SetSuspension_GivesNoRole(address caller, uint40 memberId, uint40 until) external {
        _assertNoneGained(caller, abi.encodeCall(_membership.setSuspension, (memberId, until)));
    }

    function check_SetHeld_GivesNoRole(address caller, uint40 memberId, bool held) external {
        _assertNoneGained(caller, abi.encodeCall(_membership.setHeld, (memberId, held)));
    }

    function check_Leave_GivesNoRole(address caller) external {
        _assertNoneGained(caller, abi.encodeCall(_membership.leave, ()));
    }

    function forfeit(uint40, address) external {}

    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) {
        return IERC1271.isValidSignature.selector;
    }

    function _assertNoneGained(address caller, bytes memory data) private {
        require(_call(caller, data));
        assert(_rolesOf(1) & ~Roles.ORGANIZER == 0 && _rolesOf(2) == 0);
    }

    function _call(address caller, bytes memory data) private returns (bool done) {
        vm.prank(caller);
        (done,) = address(_membership).call(data);
    }

    function _rolesOf(uint40 memberId) private view returns (uint16) {
        return _membership.member(memberId).roles;
    }
}
