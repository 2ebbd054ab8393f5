// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {Approval, Batch, IContributions} from "./interfaces/IContributions.sol";
import {IMembership} from "./interfaces/IMembership.sol";
import {Items} from "./libraries/Items.sol";
import {Roles} from "./libraries/Roles.sol";

/// @notice The reviewers behind a batch, and what an item needs to know of them without a look at each.
/// @param ids Rising.
/// @param lanes Which lanes each may confirm: bit n for lane n.
/// @param own Points of the reviewer's own items in the batch, 32 bits a lane.
/// @param perLane How many may confirm a lane, 8 bits each.
/// @param tails Bit n is set if an id modulo 256 is n: only then may a beneficiary be among the reviewers.
/// @param itemsHash keccak256 of the items.
struct Approvers {
    uint40[] ids;
    uint8[] lanes;
    uint256[] own;
    uint256 perLane;
    uint256 tails;
    bytes32 itemsHash;
}

/// @title Approvals
/// @notice Checks the signatures under a batch and answers how many of them count for an item.
abstract contract Approvals is EIP712, IContributions {
    using Items for uint256;

    bytes32 private constant APPROVE_TYPEHASH = keccak256(
        "ApproveBatch(uint32 epoch,uint32 source,uint32 rulesVersion,bytes32 evidenceRoot,bytes items,uint256 deadline)"
    );
    /// @dev The quorum of a lane is one byte, and so is the count of those who may confirm it.
    uint256 private constant MAX_APPROVALS = type(uint8).max;

    /// @dev Ids must rise, so that one person cannot count twice through two wallets or two signatures [5].
    function _checkApprovals(IMembership membership, Batch calldata batch, Approval[] calldata approvals)
        internal
        view
        returns (Approvers memory approvers)
    {
        uint256 count = approvals.length;
        if (count > MAX_APPROVALS) revert ContributionsTooManyApprovals(count);
        approvers.ids = new uint40[](count);
        approvers.lanes = new uint8[](count);
        approvers.own = new uint256[](count);
        approvers.itemsHash = keccak256(batch.items);
        uint40 previous = 0;
        for (uint256 i = 0; i < count; ++i) {
            Approval calldata approval = approvals[i];
            (uint40 memberId, uint16 roles) = membership.actor(approval.reviewer);
            if (memberId == 0) revert ContributionsApproverUnknown(approval.reviewer);
            if (memberId <= previous) revert ContributionsApproverOrder(approval.reviewer);
            _checkApproval(batch, approvers.itemsHash, approval);
            approvers.ids[i] = memberId;
            approvers.lanes[i] = Roles.reviewedLanes(roles);
            approvers.tails |= 1 << (memberId & 0xff);
            approvers.perLane += _ones(approvers.lanes[i]);
            previous = memberId;
        }
    }

    /// @dev The lanes in which an item has its quorum, unless its beneficiary is among the reviewers.
    function _lanesWithQuorum(Approvers memory approvers, uint256 quorums) internal pure returns (uint256 lanes) {
        uint256 perLane = approvers.perLane;
        // Two words of eight bytes, from the lowest lane on.
        unchecked {
            for (uint256 bit = 1; quorums != 0; bit <<= 1) {
                uint256 needed = quorums & 0xff;
                if (needed != 0 && perLane & 0xff >= needed) lanes |= bit;
                quorums >>= 8;
                perLane >>= 8;
            }
        }
    }

    /// @dev Approvals that count for an item: holders of the lane's role, without the beneficiary.
    function _checkQuorum(Approvers memory approvers, uint256 item, uint256 needed) internal pure {
        uint256 lane = item.lane();
        uint256 count = uint8(approvers.perLane >> (lane << 3));
        if ((approvers.tails >> (item.memberId() & 0xff)) & 1 != 0) count -= _ownApprovals(approvers, item);
        if (count < needed) revert ContributionsQuorum(item.sequence(), uint8(lane), count, needed);
    }

    /// @dev Whether the beneficiary is among those who may confirm the lane, as a count. What they are given there is
    /// noted, since it is not they who confer it.
    function _ownApprovals(Approvers memory approvers, uint256 item) private pure returns (uint256) {
        for (uint256 i = 0; i < approvers.ids.length; ++i) {
            if (approvers.ids[i] != item.memberId()) continue;
            approvers.own[i] += item.points() << (item.lane() << 5);
            return (approvers.lanes[i] >> item.lane()) & 1;
        }
        return 0;
    }

    function _checkApproval(Batch calldata batch, bytes32 itemsHash, Approval calldata approval) private view {
        if (block.timestamp > approval.deadline) {
            revert ContributionsApprovalExpired(approval.reviewer, approval.deadline);
        }
        bytes32 hash = keccak256(
            abi.encode(
                APPROVE_TYPEHASH,
                batch.epoch,
                batch.source,
                batch.rulesVersion,
                batch.evidenceRoot,
                itemsHash,
                approval.deadline
            )
        );
        if (!SignatureChecker.isValidSignatureNow(approval.reviewer, _hashTypedDataV4(hash), approval.signature)) {
            revert ContributionsApprovalInvalid(approval.reviewer);
        }
    }

    /// @dev A byte of 1 for each lane of the mask: halves move apart three times.
    function _ones(uint256 lanes) private pure returns (uint256 ones) {
        ones = (lanes | (lanes << 28)) & 0x0000000f0000000f;
        ones = (ones | (ones << 14)) & 0x0003000300030003;
        ones = (ones | (ones << 7)) & 0x0101010101010101;
    }
}
