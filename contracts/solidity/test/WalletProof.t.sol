// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

import {WalletProof} from "../WalletProof.sol";

/// @dev Takes one signature for its own.
contract OneWordWallet is IERC1271 {
    bytes32 private immutable _word;
    bool private _ready;

    constructor(bytes32 word, bool ready) {
        _word = word;
        _ready = ready;
    }

    function prepare() external {
        _ready = true;
    }

    function isValidSignature(bytes32, bytes calldata signature) external view returns (bytes4) {
        return _ready && keccak256(signature) == _word ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}

/// @dev Deploys it.
contract OneWordFactory {
    function deploy(bytes32 word) external returns (address) {
        return address(new OneWordWallet{salt: 0}(word, true));
    }

    function prepare(OneWordWallet wallet) external {
        wallet.prepare();
    }

    function addressOf(bytes32 word) external view returns (address) {
        bytes32 code = keccak256(abi.encodePacked(type(OneWordWallet).creationCode, abi.encode(word, true)));
        return address(uint160(uint256(keccak256(abi.encodePacked(bytes1(0xff), address(this), bytes32(0), code)))));
    }
}

contract WalletProofTest is Test {
    bytes32 private constant DIGEST = keccak256("digest");
    bytes32 private constant MAGIC = 0x6492649264926492649264926492649264926492649264926492649264926492;
    bytes private constant SIGNATURE = "sesame";

    OneWordFactory private _factory = new OneWordFactory();

    function test_DeployedWalletSpeaksForItself() external {
        address wallet = address(new OneWordWallet(keccak256(SIGNATURE), true));
        _expect(wallet, SIGNATURE, true);
        _expect(wallet, "wrong", false);
    }

    function test_UndeployedWalletSpeaksOnceDeployed() external {
        address wallet = _factory.addressOf(keccak256(SIGNATURE));
        bytes memory order = abi.encodeCall(OneWordFactory.deploy, (keccak256(SIGNATURE)));
        assertEq(wallet.code.length, 0);
        _expect(wallet, _wrapped(order, SIGNATURE), true);
        _expect(wallet, _wrapped(order, "wrong"), false);
        _expect(makeAddr("another"), _wrapped(order, SIGNATURE), false);
    }

    function test_WalletThatStandsAlreadyNeedsNoFactory() external {
        address wallet = _factory.deploy(keccak256(SIGNATURE));
        bytes memory order = abi.encodeCall(OneWordFactory.deploy, (keccak256(SIGNATURE)));
        _expect(wallet, _wrapped(order, SIGNATURE), true);
    }

    function test_WalletThatHasToBePreparedIsPrepared() external {
        OneWordWallet wallet = new OneWordWallet(keccak256(SIGNATURE), false);
        _expect(address(wallet), SIGNATURE, false);
        bytes memory order = abi.encodeCall(OneWordFactory.prepare, (wallet));
        _expect(address(wallet), _wrapped(order, SIGNATURE), true);
    }

    function test_PlainWalletsAreNotAsked() external {
        _expect(makeAddr("plain"), SIGNATURE, false);
        _expect(makeAddr("plain"), "", false);
    }

    function _wrapped(bytes memory order, bytes memory signature) private view returns (bytes memory) {
        return abi.encodePacked(abi.encode(address(_factory), order, signature), MAGIC);
    }

    function _expect(address wallet, bytes memory signature, bool valid) private {
        vm.expectRevert(abi.encodeWithSelector(WalletProof.WalletProofVerdict.selector, valid));
        new WalletProof(wallet, DIGEST, signature);
    }
}
