// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Batch, IContributions, Rules} from "../interfaces/IContributions.sol";
import {Roles} from "../libraries/Roles.sol";
import {World} from "./World.t.sol";

/// @notice What one reviewer may confer per lane and epoch: a floor, or a share of the lane's last epoch.
contract BudgetTest is World {
    function firstRules() internal override returns (Rules memory rules) {
        rules = super.firstRules();
        for (uint8 lane = 0; lane < 7; ++lane) {
            rules.budgetFloor[lane] = 50;
        }
    }

    function test_Budget_RevertsWhen_FloorIsSpent() public {
        _by(ada, 0, 30);
        _by(ada, 0, 20);
        _refused(ada, 0, 1, 51, 50);
        _by(ada, 2, 50);
        _by(ben, 0, 50);
    }

    function test_Budget_StartsAnewEveryEpoch() public {
        _by(ada, 0, 50);
        toEpoch(1);
        _by(ada, 0, 50);
    }

    /// @dev Lane 0 had 300 counted points in the last epoch: half of them, by the rules.
    function test_Budget_GrowsWithTheLane() public {
        _by(ada, 0, 50);
        _by(ben, 0, 50);
        _by(cleo, 0, 50);
        _raise();
        toEpoch(1);
        _by(ada, 0, 75);
        _refused(ada, 0, 1, 76, 75);
        _by(ada, 2, 50);
        _refused(ada, 2, 1, 51, 50);
    }

    /// @dev Every signer answers for the whole lane of the batch, so adding signatures never widens a budget.
    function test_Budget_CountsForEverySigner() public {
        Batch memory batch = batchOf(item(dina, 0, 50));
        contributions.record(batch, approvedBy(batch, ada, ben));
        _refused(ada, 0, 1, 51, 50);
        _refused(ben, 0, 1, 51, 50);
        _by(cleo, 0, 50);
    }

    function test_Budget_SparesSignersWithoutTheLane() public {
        vm.prank(address(membersTimelock));
        membership.setRoles(2, Roles.reviewer(2));
        Batch memory batch = batchOf(item(dina, 0, 50));
        contributions.record(batch, approvedBy(batch, ada, ben));
        vm.prank(address(membersTimelock));
        membership.setRoles(2, ALL_LANES);
        _by(ada, 0, 50);
    }

    /// @dev Nobody confers on themselves: what colleagues confirm for a reviewer is in their budgets alone. Also where the
    /// item comes in between others, and where the reviewer's id shares its last byte with nobody.
    function test_Budget_SparesOwnItems() public {
        Batch memory batch = batchOf(bytes.concat(item(dina, 0, 5), item(ada, 0, 40), item(dina, 0, 5)));
        contributions.record(batch, approvedBy(batch, ada, ben));
        _refused(ben, 0, 1, 51, 50);
        _by(ada, 0, 40);
        _refused(ada, 0, 1, 51, 50);
    }

    /// @dev Points above a member's cap are conferred all the same.
    function test_Budget_CountsPointsAboveTheCap() public {
        _by(ada, 0, 50);
        _by(ben, 0, 50);
        _by(cleo, 0, 49);
        _refused(cleo, 0, 2, 51, 50);
        assertEq(contributions.totals(0).lanes[0], 100);
    }

    /// @dev Uses the cap of 100 per member: dina is full, the founder gets the rest.
    function _raise() private {
        assertEq(contributions.totals(0).lanes[0], 100);
        vm.prank(address(membersTimelock));
        membership.setRoles(5, ALL_LANES);
        Batch memory batch = batchOf(item(founder, 0, 50));
        contributions.record(batch, approvedBy(batch, dina));
        assertEq(contributions.totals(0).lanes[0], 150);
    }

    function _by(address reviewer, uint8 lane, uint24 points) private {
        Batch memory batch = batchOf(item(dina, lane, points));
        contributions.record(batch, approvedBy(batch, reviewer));
    }

    function _refused(address reviewer, uint8 lane, uint24 points, uint256 spent, uint256 budget) private {
        uint40 id = idOf(reviewer);
        vm.expectRevert(
            abi.encodeWithSelector(IContributions.ContributionsBudgetExceeded.selector, id, lane, spent, budget)
        );
        this.by(reviewer, lane, points);
    }

    function by(address reviewer, uint8 lane, uint24 points) external {
        _by(reviewer, lane, points);
    }
}
