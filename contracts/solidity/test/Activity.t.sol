// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Rules} from "../interfaces/IContributions.sol";
import {Marks} from "../libraries/Marks.sol";
import {World} from "./World.t.sol";

/// @notice Who was active in an epoch, and which items count for the activity target (lanes 0, 1, 2 and 7 here).
contract ActivityTest is World {
    function test_Active_WhenThePointsAreReached() public {
        give(dina, 0, 4);
        give(dina, 1, 5);
        assertFalse(contributions.activeIn(0, 5));
        give(dina, 2, 1);
        assertTrue(contributions.activeIn(0, 5));
        assertTrue(contributions.reachedActivity(0, 5));
        give(dina, 2, 50);
        assertEq(contributions.totals(0).active, 1);
        assertFalse(contributions.activeIn(1, 5));
    }

    /// @dev Attack 11: accounts made during the epoch have no equal share, whatever they are given.
    function test_Active_NeverInTheEpochOfTheUnit() public {
        address eva = admit("eva");
        give(eva, 0, 50);
        assertFalse(contributions.activeIn(0, 6));
        assertEq(contributions.totals(0).active, 0);
        toEpoch(1);
        give(eva, 0, 50);
        assertTrue(contributions.activeIn(1, 6));
    }

    function test_Active_NotAfterLeavingAndReturning() public {
        leave(dina);
        skip(1);
        admitWallet(dina);
        give(dina, 0, 50);
        assertFalse(contributions.activeIn(0, 5));
    }

    function test_Active_NotAfterLosingTheUnit() public {
        vm.prank(address(safeguards));
        membership.setMark(5, Marks.BARRED, true);
        toEpoch(1);
        give(dina, 0, 50);
        assertFalse(contributions.activeIn(1, 5));
    }

    /// @dev Attack 11: two accounts of one person each need work that other people confirmed.
    function test_Active_NotByAttestedPoints() public {
        attest(item(dina, 7, 100));
        give(dina, 0, 9);
        assertFalse(contributions.activeIn(0, 5));
        give(dina, 0, 1);
        assertTrue(contributions.activeIn(0, 5));
    }

    function test_Activity_CountsItemsThatRaisedATotal() public {
        give(dina, 0, 100);
        give(dina, 1, 1);
        give(dina, 3, 1);
        assertEq(contributions.totals(0).activity, 2, "lane 3 is not counted");
    }

    /// @dev Attack 25: padding the activity with empty, capped or attested items.
    function test_Activity_IgnoresPadding() public {
        give(dina, 0, 100);
        give(dina, 0, 0);
        give(dina, 0, 50);
        attest(item(dina, 7, 1));
        assertEq(contributions.totals(0).activity, 1);
        assertEq(contributions.totals(0).items, 4);
    }
}

contract ActivityOfAllTest is World {
    function firstRules() internal override returns (Rules memory rules) {
        rules = super.firstRules();
        rules.activityCountsAll = true;
    }

    function test_Activity_CountsAllWhereTheRulesSaySo() public {
        give(dina, 0, 100);
        give(dina, 0, 0);
        give(dina, 0, 50);
        give(dina, 3, 5);
        attest(item(dina, 7, 1));
        assertEq(contributions.totals(0).activity, 4);
        assertEq(contributions.totals(0).items, 5);
    }
}
