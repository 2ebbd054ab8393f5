// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IMembership} from "./interfaces/IMembership.sol";
import {ISquareRoot} from "./interfaces/ISquareRoot.sol";
import {MemberVotes} from "./MemberVotes.sol";

/// @title SquareRoot
/// @notice A third electorate, for communities that want it. The words are in ISquareRoot.
contract SquareRoot is MemberVotes, ISquareRoot {
    /* TYPES */

    /// @notice Everything that the constructor needs.
    struct Setup {
        string communityName;
        string slug;
        IMembership membership;
        address reputation;
    }

    /* IMMUTABLES */

    address private immutable _reputation;

    constructor(Setup memory setup)
        MemberVotes(string.concat(setup.communityName, " roots"), "ROOT", setup.slug, setup.membership)
    {
        _reputation = setup.reputation;
    }

    modifier onlyReputation() {
        if (msg.sender != _reputation) revert SquareRootNotReputation(msg.sender);
        _;
    }

    /* REPUTATION ONLY */

    /// @inheritdoc ISquareRoot
    function update(uint40 memberId, address wallet, uint256 reputationUnits, uint256 waitingRoots)
        external
        onlyReputation
    {
        (uint256 before, uint256 root) = (unitsOf(memberId), Math.sqrt(reputationUnits));
        if (root > before) _gain(memberId, address(0), wallet, root - before);
        if (root < before) _lose(memberId, wallet, before - root);
        if (waitingRoots > _unsettled) _mintUnsettled(waitingRoots - _unsettled);
        if (waitingRoots < _unsettled) _burnUnsettled(_unsettled - waitingRoots);
    }

    /// @inheritdoc ISquareRoot
    function forfeit(uint40 memberId, address wallet) external onlyReputation {
        _loseAll(memberId, wallet);
    }

    /// @inheritdoc ISquareRoot
    function moveWallet(uint40 memberId, address from, address to) external onlyReputation {
        _moveUnits(memberId, from, to);
    }

    /* VIEWS */

    /// @notice Roots are whole.
    function decimals() external pure returns (uint8) {
        return 0;
    }
}
