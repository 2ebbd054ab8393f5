// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

/// @title PasskeyAccounts
/// @notice Makes one account for each passkey, at an address that follows from its public key alone.
interface IPasskeyAccounts {
    event PasskeyAccountCreated(address indexed account, bytes32 qx, bytes32 qy);

    error PasskeyAccountsKeyInvalid(bytes32 qx, bytes32 qy);

    /// @notice The account that all others borrow their code from.
    function implementation() external view returns (address);

    /// @notice Where the account of a key is, or will be.
    function accountOf(bytes32 qx, bytes32 qy) external view returns (address);

    /// @notice Makes the account of a key; answers with the one that is there already. Emits {PasskeyAccountCreated}
    /// the first time.
    function create(bytes32 qx, bytes32 qy) external returns (address account);
}
