// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

// solhint-disable no-unused-import
// OpenZeppelin contracts that a community deploys as they are: named here so that they are compiled with our settings.
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
