// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.26;

import {HeadCounting} from "./HeadCounting.sol";
import {Membership} from "./Membership.sol";
import {Reputation} from "./Reputation.sol";
import {IMembership} from "./interfaces/IMembership.sol";

// Contracts with `$` have the names and functions that the suites look for.

/// @notice Our counting with one head needed, since their scenarios often have one voter.
abstract contract Counting is HeadCounting {
    constructor() HeadCounting(1) {}
}

/// @notice Where every address is an active member.
contract Everybody {
    function actor(address) external pure returns (uint40, uint16) {
        return (1, 0);
    }
}

/// @notice Reputation with any amount for anybody.
abstract contract ReputationDouble is Reputation {
    mapping(address account => uint256) private _held;

    constructor(string memory slug) Reputation(_setup(slug)) {}

    function $_mint(address account, uint256 units) external {
        _move(address(0), account, units);
    }

    function $_burn(address account, uint256 units) external {
        _move(account, address(0), units);
    }

    function _move(address from, address to, uint256 units) internal {
        if (from != address(0)) _held[from] -= units;
        if (to != address(0)) _held[to] += units;
        _transferVotingUnits(from, to, units);
    }

    function _getVotingUnits(address account) internal view override returns (uint256) {
        return _held[account];
    }

    function _setup(string memory slug) private returns (Setup memory setup) {
        (setup.slug, setup.epochLength, setup.halfLife) = (slug, 7 days, 364 days);
        setup.membership = IMembership(address(new Everybody()));
    }
}

/// @notice For Votes.test.js.
contract $VotesTimestampMock is ReputationDouble {
    constructor(string memory slug, string memory) ReputationDouble(slug) {}

    function delegate(address account, address delegatee) external {
        _delegate(account, delegatee);
    }

    function getTotalSupply() external view returns (uint256) {
        return totalSupply();
    }
}

/// @notice For the suites of the Governor, which hand votes out by transfer.
contract $ERC20VotesTimestampMock is ReputationDouble {
    constructor(string memory slug, string memory, string memory, string memory) ReputationDouble(slug) {}

    function transfer(address to, uint256 units) external {
        _move(msg.sender, to, units);
        emit Transfer(msg.sender, to, units);
    }
}

/// @notice Membership with any number of votes for anybody.
contract MembershipDouble is Membership {
    mapping(address account => uint256) private _held;

    constructor() Membership(_founding()) {}

    function $_mint(address account, uint256 units) external virtual {
        _move(address(0), account, units);
    }

    function $_burn(address account, uint256 units) external {
        _move(account, address(0), units);
    }

    function actor(address) public pure override returns (uint40, uint16) {
        return (1, 0);
    }

    function _move(address from, address to, uint256 units) internal {
        if (from != address(0)) _held[from] -= units;
        if (to != address(0)) _held[to] += units;
        _transferVotingUnits(from, to, units);
    }

    function _getVotingUnits(address account) internal view override returns (uint256) {
        return _held[account];
    }

    function _founding() private pure returns (Founding memory founding_) {
        founding_.slug = "suite";
    }
}

/// @notice For GovernorERC721.test.js, where a voter may hold two tokens.
contract $ERC721VotesTimestampMock is MembershipDouble {
    mapping(uint256 tokenId => address) private _holders;

    constructor(string memory, string memory, string memory, string memory) {}

    function $_mint(address account, uint256 tokenId) external override {
        _holders[tokenId] = account;
        _move(address(0), account, 1);
    }

    function transferFrom(address from, address to, uint256 tokenId) public override {
        _holders[tokenId] = to;
        _move(from, to, 1);
    }

    function ownerOf(uint256 tokenId) public view override returns (address) {
        return _holders[tokenId];
    }
}
