// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";

import {PasskeyAccount} from "./PasskeyAccount.sol";
import {IPasskeyAccounts} from "./interfaces/IPasskeyAccounts.sol";

/// @title PasskeyAccounts
/// @notice Makes one account for each passkey. The words are in IPasskeyAccounts.
contract PasskeyAccounts is IPasskeyAccounts {
    /* IMMUTABLES */

    /// @inheritdoc IPasskeyAccounts
    address public immutable implementation;

    constructor() {
        implementation = address(new PasskeyAccount());
    }

    /* ANYONE */

    /// @inheritdoc IPasskeyAccounts
    function create(bytes32 qx, bytes32 qy) external returns (address account) {
        if (!P256.isValidPublicKey(qx, qy)) revert PasskeyAccountsKeyInvalid(qx, qy);
        account = accountOf(qx, qy);
        if (account.code.length > 0) return account;
        Clones.cloneDeterministicWithImmutableArgs(implementation, abi.encode(qx, qy), _salt(qx, qy));
        emit PasskeyAccountCreated(account, qx, qy);
    }

    /* VIEWS */

    /// @inheritdoc IPasskeyAccounts
    function accountOf(bytes32 qx, bytes32 qy) public view returns (address) {
        return Clones.predictDeterministicAddressWithImmutableArgs(implementation, abi.encode(qx, qy), _salt(qx, qy));
    }

    function _salt(bytes32 qx, bytes32 qy) private pure returns (bytes32) {
        return keccak256(abi.encode(qx, qy));
    }
}
