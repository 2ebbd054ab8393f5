//! Pure twins of what the contracts compute: points and sums, the index of reputation, shares of a pool, quorums, the
//! calendar.
//!
//! Each function is the same integer algorithm as its Solidity original, floor by floor. Shares, dates, quorums and the
//! index are held to the same integers by the files in `solidity/test/vectors`, which a third implementation wrote.

mod calendar;
mod index;
mod ledger;
mod quorum;
mod shares;

pub use calendar::{Calendar, Phase};
pub use index::{MAX as INDEX_MAX, ONE as INDEX_ONE, exp2, power, ratio, units};
pub use ledger::{
    Account, Debts, EpochItem, EpochLedger, EpochTotals, LANE_MAX, LanePoints, LedgerRules, Recorded, TakenBack,
};
pub use quorum::{proposal_threshold, quorum};
pub use shares::{ShareInput, ShareRules, share};
