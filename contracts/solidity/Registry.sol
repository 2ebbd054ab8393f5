// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IMembership} from "./interfaces/IMembership.sol";
import {Deployment, IRegistry} from "./interfaces/IRegistry.sol";

/// @title Registry
/// @notice The deployments of communities over time. The words are in IRegistry.
contract Registry is IRegistry {
    mapping(address membership => Deployment[]) private _deployments;

    /* DEPLOYERS, CONSTITUTIONS */

    /// @inheritdoc IRegistry
    function register(Deployment calldata deployment) external returns (uint256 index) {
        Deployment[] storage history = _deployments[deployment.membership];
        index = history.length;
        if (index == 0) {
            address deployer = IMembership(deployment.membership).deployer();
            if (msg.sender != deployer) revert RegistryNotDeployer(msg.sender, deployer);
        } else {
            Deployment storage previous = history[index - 1];
            if (msg.sender != previous.constitution) {
                revert RegistryNotConstitution(msg.sender, previous.constitution);
            }
            if (deployment.fromEpoch <= previous.fromEpoch) {
                revert RegistryEpochNotLater(deployment.fromEpoch, previous.fromEpoch);
            }
        }
        history.push(deployment);
        emit DeploymentRegistered(deployment.membership, index, deployment);
    }

    /* ANYONE */

    /// @inheritdoc IRegistry
    function anchor(address membership, bytes32 kind, bytes32 root) external {
        emit Anchored(membership, kind, root, msg.sender);
    }

    /* VIEWS */

    /// @inheritdoc IRegistry
    function deploymentCount(address membership) external view returns (uint256) {
        return _deployments[membership].length;
    }

    /// @inheritdoc IRegistry
    function deploymentAt(address membership, uint256 index) external view returns (Deployment memory) {
        return _deployments[membership][index];
    }
}
