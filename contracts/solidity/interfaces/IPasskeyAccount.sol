// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @title PasskeyAccount
/// @notice A wallet whose only key is a passkey (WebAuthn, P-256): it signs as a contract (ERC-1271), receives what it
/// is paid, and makes the calls that its passkey signed. Anyone may bring such a call and pay its gas.
/// @dev Warning: the key cannot be changed. A membership moves to another wallet by `rotate` or `recover`; what the
/// account holds should be moved first.
interface IPasskeyAccount is IERC1271 {
    event Executed(address indexed target, uint256 value, bytes data, uint256 nonce);

    error PasskeyAccountSignatureInvalid();
    error PasskeyAccountDeadlinePassed(uint256 deadline);
    error PasskeyAccountCallFailed(address target, bytes reason);

    /// @notice What the passkey has to sign so that the account signs `hash`: bound to this account and chain, since
    /// one passkey may hold several accounts.
    function challenge(bytes32 hash) external view returns (bytes32);

    /// @notice The public key.
    function signer() external view returns (bytes32 qx, bytes32 qy);

    /// @notice The number of the next call.
    function nonce() external view returns (uint256);

    /// @notice What the passkey has to sign for a call.
    function callChallenge(address target, uint256 value, bytes calldata data, uint256 deadline)
        external
        view
        returns (bytes32);

    /// @notice Makes a call that the passkey signed. Emits {Executed}.
    function execute(address target, uint256 value, bytes calldata data, uint256 deadline, bytes calldata signature)
        external
        returns (bytes memory result);
}
