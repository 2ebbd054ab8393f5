// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Token} from "./Token.t.sol";

/// @notice Returns nothing from transfers, like some old and large tokens.
contract SilentToken {
    mapping(address account => uint256) public balanceOf;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function transfer(address to, uint256 amount) external {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
    }

    function transferFrom(address from, address to, uint256 amount) external {
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }
}

/// @notice Keeps one percent of every transfer.
contract FeeToken is Token {
    constructor() Token(18) {}

    function _move(address from, address to, uint256 amount) internal override returns (bool) {
        balanceOf[from] -= amount;
        balanceOf[to] += amount - amount / 100;
        return true;
    }
}

/// @notice Refuses receivers on a list: by a revert or by answering false.
contract BlockingToken is Token {
    mapping(address account => bool) public blocked;
    bool public quiet;

    error TokenBlocked(address to);

    constructor() Token(6) {}

    function setBlocked(address account, bool on) external {
        blocked[account] = on;
    }

    function setQuiet(bool on) external {
        quiet = on;
    }

    function _move(address from, address to, uint256 amount) internal override returns (bool) {
        if (blocked[to]) {
            if (quiet) return false;
            revert TokenBlocked(to);
        }
        return super._move(from, to, amount);
    }
}

/// @notice Answers false instead of reverting when it does not move anything, like some old tokens.
contract FalseToken is Token {
    constructor() Token(2) {}

    function transferFrom(address from, address to, uint256 amount) external override returns (bool) {
        if (allowance[from][msg.sender] < amount || balanceOf[from] < amount) return false;
        allowance[from][msg.sender] -= amount;
        return _move(from, to, amount);
    }
}

/// @notice Makes one call of the attacker's choice in the middle of every transfer.
contract ReentrantToken is Token {
    address public target;
    bytes public data;
    bool public attempted;
    bool public succeeded;

    constructor() Token(18) {}

    function setAttack(address target_, bytes calldata data_) external {
        (target, data) = (target_, data_);
    }

    function _move(address from, address to, uint256 amount) internal override returns (bool) {
        if (target != address(0)) {
            attempted = true;
            (succeeded,) = target.call(data);
        }
        return super._move(from, to, amount);
    }
}
