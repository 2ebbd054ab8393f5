// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Till, Tills} from "../../libraries/Tills.sol";

/// @notice Each change of a till changes its own fields only, under the conditions that its caller checks.
contract TillsProofs {
    function check_Funds_ChangeOnlyTheFunds(Till till, uint256 amount) external pure {
        // As Distribution checks it.
        require(amount <= Tills.MOST && till.funded() + amount <= Tills.MOST);
        Till funded = till.withFunds(amount);
        assert(funded.funded() == till.funded() + amount);
        assert(Till.unwrap(funded) >> 96 == Till.unwrap(till) >> 96);
    }

    /// @dev Claims fit: each member has at most one.
    function check_Claim_ChangesOnlyPaidAndClaims(Till till, uint256 amount) external pure {
        require(till.paid() <= till.funded() && amount <= till.funded() - till.paid());
        require(till.claims() < type(uint32).max);
        Till claimed = till.withClaim(amount);
        assert(claimed.paid() == till.paid() + amount && claimed.paid() <= claimed.funded());
        assert(claimed.claims() == till.claims() + 1);
        assert(claimed.funded() == till.funded());
        assert(claimed.version() == till.version() && claimed.swept() == till.swept());
    }

    function check_Version_IsNotedOnce(Till till, uint24 version) external pure {
        require(till.version() == 0);
        Till noted = till.withVersion(version);
        assert(noted.version() == version && noted.swept() == till.swept());
        assert(uint224(Till.unwrap(noted)) == uint224(Till.unwrap(till)));
    }

    function check_Closed_ChangesOnlyTheMark(Till till) external pure {
        Till closed = till.closed();
        assert(closed.swept());
        assert(uint248(Till.unwrap(closed)) == uint248(Till.unwrap(till)));
    }
}
