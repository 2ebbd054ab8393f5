// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

import {IHouse} from "../interfaces/IHouse.sol";

/// @title Proposals
/// @notice The EIP-712 struct of a proposal by signature.
library Proposals {
    bytes32 internal constant TYPEHASH = keccak256(
        "Propose(address proposer,address[] targets,uint256[] values,bytes[] calldatas,string description,uint256 nonce,uint256 deadline)"
    );

    /// @notice The struct hash of `proposal`.
    function hash(IHouse.Proposal calldata proposal) internal pure returns (bytes32) {
        bytes32[] memory calls = new bytes32[](proposal.calldatas.length);
        for (uint256 i = 0; i < calls.length; ++i) {
            calls[i] = keccak256(proposal.calldatas[i]);
        }
        return keccak256(
            abi.encode(
                TYPEHASH,
                proposal.proposer,
                keccak256(abi.encodePacked(proposal.targets)),
                keccak256(abi.encodePacked(proposal.values)),
                keccak256(abi.encodePacked(calls)),
                keccak256(bytes(proposal.description)),
                proposal.nonce,
                proposal.deadline
            )
        );
    }
}
