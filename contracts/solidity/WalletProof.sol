// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @title Whether a signature is that of a contract wallet, deployed or not (ERC-6492)
/// @notice Never deployed: a service runs the constructor in `eth_call`, and whatever it does is thrown away.
/// @dev The answer is the argument of a revert, so that nothing stays behind even if somebody sends it as a transaction.
contract WalletProof {
    // TYPES

    /// @notice The answer: always thrown.
    error WalletProofVerdict(bool valid);

    // CONSTANTS

    /// @dev The last word of a signature by a wallet that may not be deployed yet.
    bytes32 private constant UNDEPLOYED = 0x6492649264926492649264926492649264926492649264926492649264926492;

    constructor(address wallet, bytes32 digest, bytes memory signature) {
        (bool wrapped, bytes memory parts) = _unwrap(signature);
        if (!wrapped) revert WalletProofVerdict(_asks(wallet, digest, signature));
        (address factory, bytes memory order, bytes memory inner) = abi.decode(parts, (address, bytes, bytes));
        if (wallet.code.length != 0 && _asks(wallet, digest, inner)) revert WalletProofVerdict(true);
        // Deploys the wallet, or prepares one that is there; what the factory answers does not matter.
        // solhint-disable-next-line avoid-low-level-calls
        (bool done,) = factory.call(order);
        revert WalletProofVerdict(done && _asks(wallet, digest, inner));
    }

    function _unwrap(bytes memory signature) private pure returns (bool wrapped, bytes memory parts) {
        uint256 length = signature.length;
        if (length < 32) return (false, parts);
        uint256 last;
        for (uint256 i = length - 32; i < length; ++i) {
            last = (last << 8) | uint8(signature[i]);
        }
        if (bytes32(last) != UNDEPLOYED) return (false, parts);
        parts = new bytes(length - 32);
        for (uint256 i = 0; i < length - 32; ++i) {
            parts[i] = signature[i];
        }
        return (true, parts);
    }

    function _asks(address wallet, bytes32 digest, bytes memory signature) private view returns (bool) {
        if (wallet.code.length == 0) return false;
        bytes memory question = abi.encodeCall(IERC1271.isValidSignature, (digest, signature));
        // solhint-disable-next-line avoid-low-level-calls
        (bool answered, bytes memory answer) = wallet.staticcall(question);
        bytes32 magic = bytes32(IERC1271.isValidSignature.selector);
        return answered && answer.length == 32 && abi.decode(answer, (bytes32)) == magic;
    }
}
