// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignerP256} from "@openzeppelin/contracts/utils/cryptography/signers/SignerP256.sol";
import {SignerWebAuthn} from "@openzeppelin/contracts/utils/cryptography/signers/SignerWebAuthn.sol";

import {IPasskeyAccount} from "./interfaces/IPasskeyAccount.sol";

/// @title PasskeyAccount
/// @notice A wallet whose only key is a passkey. The words are in IPasskeyAccount.
/// @dev Deployed as a clone whose code ends with the key, so that it costs little and cannot be initialised by others.
contract PasskeyAccount is EIP712, SignerWebAuthn, IPasskeyAccount {
    /* CONSTANTS */

    bytes32 private constant _SIGN_TYPEHASH = keccak256("PasskeySignature(bytes32 hash)");
    bytes32 private constant _CALL_TYPEHASH =
        keccak256("PasskeyCall(address target,uint256 value,bytes data,uint256 nonce,uint256 deadline)");
    /// @dev The base point of P-256: some valid key for the code that is borrowed, which never signs.
    bytes32 private constant _GX = 0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296;
    bytes32 private constant _GY = 0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5;

    /* IMMUTABLES */

    address private immutable _IMPLEMENTATION;

    /* STORAGE */

    uint256 private _nonce;

    constructor() EIP712("Palabre passkey", "1") SignerP256(_GX, _GY) {
        _IMPLEMENTATION = address(this);
    }

    /// @notice Shares are paid in ETH too.
    receive() external payable {}

    /* ANYONE, WITH THE PASSKEY'S SIGNATURE */

    /// @inheritdoc IPasskeyAccount
    function execute(address target, uint256 value, bytes calldata data, uint256 deadline, bytes calldata signature)
        external
        returns (bytes memory result)
    {
        if (block.timestamp > deadline) revert PasskeyAccountDeadlinePassed(deadline);
        bytes32 signed = callChallenge(target, value, data, deadline);
        if (!_rawSignatureValidation(signed, signature)) revert PasskeyAccountSignatureInvalid();
        // Used up before the call: a target that calls back finds the next number.
        uint256 used = _nonce++;
        bool success;
        (success, result) = target.call{value: value}(data);
        if (!success) revert PasskeyAccountCallFailed(target, result);
        emit Executed(target, value, data, used);
    }

    /* VIEWS */

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        bool valid = _rawSignatureValidation(challenge(hash), signature);
        return valid ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }

    /// @inheritdoc IPasskeyAccount
    function nonce() external view returns (uint256) {
        return _nonce;
    }

    /// @inheritdoc IPasskeyAccount
    function challenge(bytes32 hash) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(_SIGN_TYPEHASH, hash)));
    }

    /// @inheritdoc IPasskeyAccount
    function callChallenge(address target, uint256 value, bytes calldata data, uint256 deadline)
        public
        view
        returns (bytes32)
    {
        return _hashTypedDataV4(keccak256(abi.encode(_CALL_TYPEHASH, target, value, keccak256(data), _nonce, deadline)));
    }

    /// @inheritdoc IPasskeyAccount
    function signer() public view override(SignerP256, IPasskeyAccount) returns (bytes32 qx, bytes32 qy) {
        // The borrowed code has no key of its own: no signature is valid under the zero key.
        if (address(this) == _IMPLEMENTATION) return (0, 0);
        return abi.decode(Clones.fetchCloneArgs(address(this)), (bytes32, bytes32));
    }
}
