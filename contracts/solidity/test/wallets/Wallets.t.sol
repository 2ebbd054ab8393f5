// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @notice Forwards calls of its owner and takes part in communities like any wallet (ERC-1271).
contract SmartWallet {
    address public owner;

    error WalletNotOwner(address caller);

    constructor(address owner_) {
        owner = owner_;
    }

    receive() external payable virtual {}

    function setOwner(address newOwner) external {
        if (msg.sender != owner) revert WalletNotOwner(msg.sender);
        owner = newOwner;
    }

    function forward(address target, bytes calldata data) external returns (bytes memory) {
        if (msg.sender != owner) revert WalletNotOwner(msg.sender);
        (bool sent, bytes memory answer) = target.call(data);
        require(sent, string(answer));
        return answer;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (address signer, ECDSA.RecoverError fault,) = ECDSA.tryRecoverCalldata(hash, signature);
        return fault == ECDSA.RecoverError.NoError && signer == owner ? this.isValidSignature.selector : bytes4(0);
    }
}

/// @notice Takes ETH only while its owner wants to.
contract MoodyWallet is SmartWallet {
    bool public refuses = true;

    error WalletRefuses();

    constructor(address owner_) SmartWallet(owner_) {}

    receive() external payable override {
        if (refuses) revert WalletRefuses();
    }

    function setRefuses(bool on) external {
        refuses = on;
    }
}

/// @notice Answers every payment with as many bytes as its gas can buy, to make the payer pay for copying them.
contract BombWallet is SmartWallet {
    constructor(address owner_) SmartWallet(owner_) {}

    receive() external payable override {
        assembly ("memory-safe") {
            return(0, 120000)
        }
    }
}

/// @notice Burns all the gas that a payment gives it.
contract EndlessWallet is SmartWallet {
    constructor(address owner_) SmartWallet(owner_) {}

    receive() external payable override {
        while (true) {}
    }
}

/// @notice Calls back in the middle of an ETH payment.
contract ReentrantWallet is SmartWallet {
    address public target;
    bytes public data;
    bool public attempted;
    bool public succeeded;

    constructor(address owner_) SmartWallet(owner_) {}

    receive() external payable override {
        if (target == address(0)) return;
        attempted = true;
        (succeeded,) = target.call(data);
    }

    function setAttack(address target_, bytes calldata data_) external {
        (target, data) = (target_, data_);
    }
}
