// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Deployment, IRegistry} from "../interfaces/IRegistry.sol";
import {World} from "./World.t.sol";

contract RegisterTest is World {
    function test_Register_KeepsTheFirstDeployment() public view {
        assertEq(registry.deploymentCount(address(membership)), 1);
        Deployment memory first = registry.deploymentAt(address(membership), 0);
        assertEq(keccak256(abi.encode(first)), keccak256(abi.encode(deployment(0))));
        assertEq(membership.deployer(), address(this));
    }

    /// @dev Attack 31: somebody registers foreign contracts under a known community.
    function test_Attack_31_OnlyTheConstitutionRegisters() public {
        address[3] memory others = [address(this), founder, address(membersTimelock)];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IRegistry.RegistryNotConstitution.selector, others[i], address(constitution))
            );
            vm.prank(others[i]);
            registry.register(deployment(5));
        }
    }

    function test_Register_RevertsWhen_NotTheDeployer() public {
        bytes memory code = address(registry).code;
        IRegistry fresh = IRegistry(address(0xbeef));
        vm.etch(address(fresh), code);
        vm.expectRevert(abi.encodeWithSelector(IRegistry.RegistryNotDeployer.selector, founder, address(this)));
        vm.prank(founder);
        fresh.register(deployment(0));
        assertEq(fresh.register(deployment(0)), 0);
    }

    /// @dev Attack 31: epochs of deployments rise, and only the constitution in force may add one.
    function test_Register_AddsLaterDeployments() public {
        vm.startPrank(address(constitution));
        vm.expectRevert(abi.encodeWithSelector(IRegistry.RegistryEpochNotLater.selector, 0, 0));
        registry.register(deployment(0));
        Deployment memory next = deployment(9);
        next.constitution = founder;
        assertEq(registry.register(next), 1);
        vm.expectPartialRevert(IRegistry.RegistryNotConstitution.selector);
        registry.register(deployment(12));
        vm.stopPrank();
        vm.prank(founder);
        registry.register(deployment(12));
        assertEq(registry.deploymentCount(address(membership)), 3);
    }

    function test_Anchor_NamesTheCaller() public {
        vm.expectEmit(address(registry));
        emit IRegistry.Anchored(address(membership), "poll", keccak256("result"), ada);
        vm.prank(ada);
        registry.anchor(address(membership), "poll", keccak256("result"));
    }
}
