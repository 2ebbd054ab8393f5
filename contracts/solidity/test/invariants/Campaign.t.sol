// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {StdAssertions} from "forge-std/StdAssertions.sol";
import {StdInvariant} from "forge-std/StdInvariant.sol";
import {Vm} from "forge-std/Vm.sol";

import {Challenges} from "../../Challenges.sol";
import {Contributions} from "../../Contributions.sol";
import {Distribution} from "../../Distribution.sol";
import {House} from "../../House.sol";
import {Membership} from "../../Membership.sol";
import {Reputation} from "../../Reputation.sol";
import {Safeguards} from "../../Safeguards.sol";
import {Token} from "../tokens/Token.t.sol";
import {Handler} from "./Handler.t.sol";

/// @title Campaign
/// @notice A community in the hands of the handler; each campaign chooses the actions that its invariants depend on. One
/// invariant function a campaign: forge would play each from the start.
abstract contract Campaign is StdAssertions, StdInvariant {
    // solhint-disable-next-line const-name-snakecase
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    Handler internal handler;
    Membership internal membership;
    Contributions internal contributions;
    Reputation internal reputation;
    Distribution internal distribution;
    Safeguards internal safeguards;
    Challenges internal challenges;
    House internal membersHouse;
    Token internal usd;
    bytes4[] private _actions;

    function setUp() public virtual {
        handler = Handler(vm.deployCode("Handler.t.sol:Handler"));
        handler.setUp();
        (address m, address c, address r, address d, address u) = handler.parts();
        (membership, contributions, reputation) = (Membership(m), Contributions(c), Reputation(r));
        (distribution, usd) = (Distribution(d), Token(u));
        (address s, address j, address h) = handler.moreParts();
        (safeguards, challenges, membersHouse) = (Safeguards(s), Challenges(j), House(payable(h)));
        choose();
        targetContract(address(handler));
        targetSelector(FuzzSelector(address(handler), _actions));
    }

    /// @dev Plays `action` as often as it has `weight`.
    function often(uint256 weight, bytes4 action) internal {
        for (; weight != 0; --weight) {
            _actions.push(action);
        }
    }

    function choose() internal virtual;

    /// @dev Ids from 1 on.
    function members() internal view returns (uint40) {
        return membership.memberCount();
    }

    /// @dev In turn one of the four epochs that may still change; the end of a campaign looks at all.
    function epochInTurn() internal view returns (uint32) {
        uint32 epoch = contributions.currentEpoch();
        uint32 back = uint32(handler.turn() % 4);
        return epoch > back ? epoch - back : 0;
    }
}
