// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

/// @notice The contracts of a community from an epoch on.
struct Deployment {
    address membership;
    address contributions;
    address reputation;
    address distribution;
    address membersHouse;
    address contributorsHouse;
    address accessManager;
    address membersTimelock;
    address contributorsTimelock;
    address constitution;
    address safeguards;
    address challenges;
    address guardian;
    uint32 fromEpoch;
}

/// @title Registry
/// @notice The deployments of communities over time, one list per Membership, so that one mirror reads one history.
/// @dev Warning: anyone can register contracts of their own. Follow only the communities you were configured for.
interface IRegistry {
    event DeploymentRegistered(address indexed membership, uint256 indexed index, Deployment deployment);
    event Anchored(address indexed membership, bytes32 indexed kind, bytes32 indexed root, address by);

    error RegistryNotDeployer(address caller, address deployer);
    error RegistryNotConstitution(address caller, address constitution);
    error RegistryEpochNotLater(uint32 fromEpoch, uint32 previous);

    /// @notice Adds a deployment: the first by the deployer of its Membership, later ones by the constitution in
    /// force. Emits {DeploymentRegistered}.
    function register(Deployment calldata deployment) external returns (uint256 index);

    /// @notice Publishes a hash, for example the result of a poll. Anyone; readers judge by `by`. Emits {Anchored}.
    function anchor(address membership, bytes32 kind, bytes32 root) external;

    /// @notice How many deployments a community had.
    function deploymentCount(address membership) external view returns (uint256);

    /// @notice One deployment of a community.
    function deploymentAt(address membership, uint256 index) external view returns (Deployment memory);
}
