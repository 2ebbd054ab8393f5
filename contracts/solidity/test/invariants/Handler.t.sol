// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Ballots} from "./Ballots.t.sol";
import {Book} from "./Book.t.sol";
import {Cast} from "./Cast.t.sol";
import {Court} from "./Court.t.sol";
import {Doors} from "./Doors.t.sol";
import {Purse} from "./Purse.t.sol";
import {Shields} from "./Shields.t.sol";

/// @title Handler
/// @notice Everything that people may do to a community, by subject. Each campaign chooses from it.
contract Handler is Court, Shields, Purse, Ballots {
    function setUp() public override(Cast, Doors, Purse) {
        super.setUp();
    }

    function _observe() internal override(Ballots, Book, Cast, Purse) {
        super._observe();
    }
}
