// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Roles} from "../../libraries/Roles.sol";

/// @notice The bits of roles: each means one thing, and none but those are known.
contract RolesProofs {
    uint16 private constant OFFICES = Roles.ORGANIZER | Roles.MODERATOR | Roles.DOCUMENTALIST | Roles.GUARDIAN;

    function check_Known_IsOfficesAndReviewers(uint16 roles) external pure {
        uint16 reviewers = 0;
        for (uint8 lane = 0; lane < 8; ++lane) {
            reviewers |= Roles.reviewer(lane);
        }
        assert(reviewers & OFFICES == 0);
        assert(Roles.known(roles) == (roles & ~(OFFICES | reviewers) == 0));
    }

    function check_Reviewer_OfOneLaneIsNoneOfAnother(uint8 lane, uint8 other) external pure {
        require(lane < 8 && other < 8);
        assert(Roles.reviewer(lane) != 0 && Roles.known(Roles.reviewer(lane)));
        assert((Roles.reviewer(lane) & Roles.reviewer(other) != 0) == (lane == other));
    }

    function check_ReviewedLanes_AreTheLanesOfTheBits(uint16 roles, uint8 lane) external pure {
        require(lane < 8);
        assert((Roles.reviewedLanes(roles) >> lane) & 1 == (roles & Roles.reviewer(lane) == 0 ? 0 : 1));
        assert(Roles.reviewedLanes(roles & OFFICES) == 0);
    }

    /// @dev What joins or meets known roles is known: setting and toggling never leave the known ones.
    function check_Known_IsClosed(uint16 some, uint16 others) external pure {
        require(Roles.known(some) && Roles.known(others));
        assert(Roles.known(some | others) && Roles.known(some & others) && Roles.known(some ^ others));
    }
}
