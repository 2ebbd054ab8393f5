//! Events to changes of the mirror: pure functions, one file per contract. No async, no SQL, no clock.
//!
//! An event says everything; nothing is asked from the chain or the database. Sums that need what is already stored
//! (balances, tallies) are written as differences and added up by the store inside the block's transaction.

mod challenges;
mod change;
mod contributions;
mod decode;
mod distribution;
mod guardian;
mod house;
mod membership;
mod registry;
mod reputation;
mod safeguards;

use alloy::primitives::{U256, aliases::U40};
use palabre_contracts::{
    Contracts, Event, MemberId,
    contribution::InvalidItem,
    member::{InvalidMemberId, UnknownAdmission},
    proposal::UnknownWord,
};

pub(crate) use self::decode::{decode, event_topics};
pub use self::{change::*, decode::DecodeError};

/// Raise it whenever the fold or the store's writes give other rows for the same events: mirrors that an older program
/// wrote are folded again from their stored events when they are opened.
pub(crate) const GENERATION: u64 = 2;

/// An event contradicts what the contracts promise: the addresses are wrong, or the RPC made it up.
#[derive(Debug, thiserror::Error)]
pub enum FoldError {
    /// A member id of 0 or above 40 bits.
    #[error(transparent)]
    Member(#[from] InvalidMemberId),
    /// Packed contributions that cannot be read.
    #[error(transparent)]
    Item(#[from] InvalidItem),
    /// A way of admission that does not exist.
    #[error(transparent)]
    Admission(#[from] UnknownAdmission),
    /// A vote that does not exist.
    #[error(transparent)]
    Word(#[from] UnknownWord),
    /// An end of a challenge that does not exist.
    #[error("a challenge cannot end with status {0}")]
    ChallengeStatus(u8),
    /// A number too large for what it says.
    #[error("{what} is {value}: too large")]
    TooLarge {
        /// What the number says.
        what: &'static str,
        /// The number.
        value: U256,
    },
}

/// What an event changes in the mirror. Events that change nothing but the list of events give nothing.
pub fn apply(event: &Event, contracts: &Contracts) -> Result<Vec<Change>, FoldError> {
    match event {
        Event::Membership(event) => membership::apply(event),
        Event::Contributions(event) => contributions::apply(event),
        Event::Reputation(event) => reputation::apply(event),
        Event::Distribution(event) => distribution::apply(event),
        Event::House(house, event) => house::apply(*house, contracts.house(*house), event),
        Event::Timelock(house, event) => house::apply_timelock(TimelockName::House(*house), event),
        Event::Constitution(event) => house::apply_timelock(TimelockName::Constitution, event),
        Event::Registry(event) => registry::apply(event),
        Event::Safeguards(event) => safeguards::apply(event),
        Event::Challenges(event) => challenges::apply(event),
        Event::Guardian(event) => guardian::apply(event, contracts),
        Event::AccessManager(_) => Ok(vec![]),
    }
}

/// A number that must fit 64 bits: times, ids, counters.
fn small(what: &'static str, value: U256) -> Result<u64, FoldError> {
    u64::try_from(value).map_err(|_| FoldError::TooLarge { what, value })
}

/// A number that must fit 32 bits: positions, counts.
fn smaller(what: &'static str, value: U256) -> Result<u32, FoldError> {
    u32::try_from(value).map_err(|_| FoldError::TooLarge { what, value })
}

/// A member where the event may name nobody.
fn somebody(id: U40) -> Option<MemberId> {
    MemberId::try_from(id).ok()
}

#[cfg(test)]
mod tests;
