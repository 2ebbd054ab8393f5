// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

import {Test} from "forge-std/Test.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";

import {PasskeyAccount} from "../PasskeyAccount.sol";
import {PasskeyAccounts} from "../PasskeyAccounts.sol";
import {WalletProof} from "../WalletProof.sol";
import {IPasskeyAccount} from "../interfaces/IPasskeyAccount.sol";
import {IPasskeyAccounts} from "../interfaces/IPasskeyAccounts.sol";

contract PasskeyTest is Test {
    uint256 private constant ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551;
    uint256 private constant KEY = 0xA11CE;
    bytes private constant VERIFIED = hex"05";

    PasskeyAccounts private _accounts;
    bytes32 private _qx;
    bytes32 private _qy;

    function setUp() public {
        _accounts = new PasskeyAccounts();
        (uint256 x, uint256 y) = vm.publicKeyP256(KEY);
        (_qx, _qy) = (bytes32(x), bytes32(y));
    }

    /// @dev What a browser and an authenticator make of a challenge.
    function _assertion(uint256 key, bytes32 challenge, bytes memory flags, string memory kind)
        private
        pure
        returns (bytes memory)
    {
        bytes memory data = abi.encodePacked(sha256("localhost"), flags, bytes4(0));
        string memory start = string.concat('{"type":"', kind, '",');
        string memory json = string.concat(
            start,
            '"challenge":"',
            Base64.encodeURL(abi.encodePacked(challenge)),
            '","origin":"http://localhost:8080","crossOrigin":false}'
        );
        bytes32 digest = sha256(abi.encodePacked(data, sha256(bytes(json))));
        (bytes32 r, bytes32 s) = vm.signP256(key, digest);
        if (uint256(s) > ORDER / 2) s = bytes32(ORDER - uint256(s));
        return abi.encode(r, s, bytes(start).length, uint256(1), data, json);
    }

    function _sign(address account, bytes32 hash) private view returns (bytes memory) {
        return _assertion(KEY, IPasskeyAccount(account).challenge(hash), VERIFIED, "webauthn.get");
    }

    function _valid(address account, bytes32 hash, bytes memory signature) private view returns (bool) {
        return IERC1271(account).isValidSignature(hash, signature) == IERC1271.isValidSignature.selector;
    }

    function test_Create_GivesOneAccountPerKeyAtAKnownAddress() public {
        address expected = _accounts.accountOf(_qx, _qy);
        vm.expectEmit(address(_accounts));
        emit IPasskeyAccounts.PasskeyAccountCreated(expected, _qx, _qy);
        assertEq(_accounts.create(_qx, _qy), expected);
        vm.recordLogs();
        assertEq(_accounts.create(_qx, _qy), expected, "the same again");
        assertEq(vm.getRecordedLogs().length, 0);
        (bytes32 qx, bytes32 qy) = IPasskeyAccount(expected).signer();
        assertEq(qx, _qx);
        assertEq(qy, _qy);
    }

    function test_Create_RevertsWhen_KeyIsNotOnTheCurve() public {
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccounts.PasskeyAccountsKeyInvalid.selector, _qx, bytes32(0)));
        _accounts.create(_qx, 0);
    }

    function test_Sign_IsValidForItsHashAndNothingElse() public {
        address account = _accounts.create(_qx, _qy);
        bytes32 hash = keccak256("ballot");
        bytes memory signature = _sign(account, hash);
        assertTrue(_valid(account, hash, signature));
        assertFalse(_valid(account, keccak256("another"), signature), "another hash");
        assertFalse(_valid(account, hash, ""), "nothing");
        assertFalse(_valid(account, hash, hex"00"), "noise");
        signature[5] ^= 0x01;
        assertFalse(_valid(account, hash, signature), "a changed bit");
    }

    function test_Sign_RefusesOtherKeysKindsAndUnverifiedPeople() public {
        address account = _accounts.create(_qx, _qy);
        bytes32 hash = keccak256("ballot");
        bytes32 challenge = IPasskeyAccount(account).challenge(hash);
        assertFalse(_valid(account, hash, _assertion(KEY + 1, challenge, VERIFIED, "webauthn.get")), "another key");
        assertFalse(_valid(account, hash, _assertion(KEY, challenge, VERIFIED, "webauthn.create")), "another kind");
        assertFalse(_valid(account, hash, _assertion(KEY, challenge, hex"01", "webauthn.get")), "not verified");
        assertFalse(_valid(account, hash, _assertion(KEY, hash, VERIFIED, "webauthn.get")), "the bare hash");
    }

    function test_Sign_IsBoundToTheAccountAndTheChain() public {
        address account = _accounts.create(_qx, _qy);
        address twin = new PasskeyAccounts().create(_qx, _qy);
        bytes32 hash = keccak256("ballot");
        bytes memory signature = _sign(account, hash);
        assertFalse(_valid(twin, hash, signature), "another account of the same key");
        vm.chainId(block.chainid + 1);
        assertFalse(_valid(account, hash, signature), "another chain");
    }

    function test_Sign_TheBorrowedCodeSignsNothing() public view {
        address implementation = _accounts.implementation();
        bytes32 hash = keccak256("ballot");
        // The base point is the public key of the number 1.
        bytes32 challenge = IPasskeyAccount(implementation).challenge(hash);
        assertFalse(_valid(implementation, hash, _assertion(1, challenge, VERIFIED, "webauthn.get")));
    }

    function testFuzz_Sign_AnyKeyAndHash(uint256 key, bytes32 hash) public {
        key = bound(key, 1, ORDER - 1);
        (uint256 x, uint256 y) = vm.publicKeyP256(key);
        address account = _accounts.create(bytes32(x), bytes32(y));
        bytes32 challenge = IPasskeyAccount(account).challenge(hash);
        assertTrue(_valid(account, hash, _assertion(key, challenge, VERIFIED, "webauthn.get")));
    }

    function test_Execute_MakesASignedCallOnce() public {
        IPasskeyAccount account = IPasskeyAccount(_accounts.create(_qx, _qy));
        (bool paid,) = address(account).call{value: 1 ether}("");
        assertTrue(paid);
        address to = makeAddr("to");
        uint256 deadline = block.timestamp;
        bytes memory signature =
            _assertion(KEY, account.callChallenge(to, 0.4 ether, "", deadline), VERIFIED, "webauthn.get");
        vm.expectRevert(IPasskeyAccount.PasskeyAccountSignatureInvalid.selector);
        account.execute(to, 0.5 ether, "", deadline, signature);
        account.execute(to, 0.4 ether, "", deadline, signature);
        assertEq(to.balance, 0.4 ether);
        assertEq(account.nonce(), 1);
        vm.expectRevert(IPasskeyAccount.PasskeyAccountSignatureInvalid.selector);
        account.execute(to, 0.4 ether, "", deadline, signature);
    }

    function test_Execute_RevertsWhen_LateOrFailing() public {
        IPasskeyAccount account = IPasskeyAccount(_accounts.create(_qx, _qy));
        uint256 deadline = block.timestamp;
        bytes memory call = abi.encodeCall(IPasskeyAccounts.create, (_qx, bytes32(0)));
        bytes32 challenge = account.callChallenge(address(_accounts), 0, call, deadline);
        bytes memory signature = _assertion(KEY, challenge, VERIFIED, "webauthn.get");
        vm.expectPartialRevert(IPasskeyAccount.PasskeyAccountCallFailed.selector);
        account.execute(address(_accounts), 0, call, deadline, signature);
        assertEq(account.nonce(), 0, "nothing was used up");
        vm.warp(deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.PasskeyAccountDeadlinePassed.selector, deadline));
        account.execute(address(_accounts), 0, call, deadline, signature);
    }

    function _probe(address account, bytes32 hash, bytes memory signature, bytes memory making)
        private
        returns (bool valid)
    {
        bytes32 mark = 0x6492649264926492649264926492649264926492649264926492649264926492;
        bytes memory wrapped = bytes.concat(abi.encode(address(_accounts), making, signature), mark);
        try new WalletProof(account, hash, wrapped) {
            revert("the proof never comes to be");
        } catch (bytes memory reason) {
            assertEq(bytes4(reason), WalletProof.WalletProofVerdict.selector);
            return uint8(reason[35]) == 1;
        }
    }

    function test_Probe_AsksAnAccountThatIsNotThereYet() public {
        bytes32 hash = keccak256("ballot");
        uint256 before = vm.snapshotState();
        address account = _accounts.create(_qx, _qy);
        bytes memory signature = _sign(account, hash);
        vm.revertToState(before);
        bytes memory making = abi.encodeCall(IPasskeyAccounts.create, (_qx, _qy));
        assertTrue(_probe(account, hash, signature, making));
        assertEq(account.code.length, 0, "everything was taken back");
        assertFalse(_probe(account, keccak256("another"), signature, making));
        assertFalse(_probe(account, hash, signature, hex"00000000"), "no account comes to be");
        assertFalse(_probe(makeAddr("nobody"), hash, signature, making), "another account comes to be");
    }
}
