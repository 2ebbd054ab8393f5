// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {Applications} from "./Applications.sol";
import {IContributions} from "./interfaces/IContributions.sol";
import {IHouse} from "./interfaces/IHouse.sol";
import {IMembership} from "./interfaces/IMembership.sol";
import {SafeguardPapers} from "./SafeguardPapers.sol";
import {Suspensions} from "./Suspensions.sol";
import {Wallets} from "./Wallets.sol";

/// @title Safeguards
/// @notice What may be done to one member, and what protects that member from it. The words are in ISafeguards.
contract Safeguards is Applications, Suspensions, Wallets {
    /* TYPES */

    /// @notice Everything that the constructor needs.
    struct Setup {
        string slug;
        address accessManager;
        IMembership membership;
        IContributions contributions;
        IHouse membersHouse;
        IHouse contributorsHouse;
        address guardian;
    }

    constructor(Setup memory setup)
        SafeguardPapers(setup.slug, setup.membership)
        AccessManaged(setup.accessManager)
        Wallets(setup.contributions, setup.membersHouse, setup.contributorsHouse, setup.guardian)
    {}
}
