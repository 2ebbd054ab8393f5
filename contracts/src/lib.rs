//! The words of the chain: what Palabre's contracts say, as Rust values. No IO, no async.
//!
//! - [`bindings`] is generated from `artifacts/*.json` (ABI and bytecode compiled by `scripts/build-contracts`);
//!   [`abi`] is the same as data.
//! - [`events`] is the one enum of everything that can happen on chain.
//! - [`typed_data`] is everything a member signs (EIP-712); [`papers`] are those that Safeguards and Challenges take.
//! - [`chronicle`] recomputes points, votes and money from nothing but events.
//! - [`code`] is the runtime code of every contract, to recognise what stands at an address.
//! - [`community`] is where a community's contracts are.
//! - [`member`], [`role`], [`contribution`], [`proposal`], [`slug`] are value types: parsed once, valid for ever.
//! - [`rules`] holds pure twins of the sums that the contracts make; tests compare both to the last unit.
//!
//! To add an event: emit it in Solidity, run `scripts/build-contracts`, and match it in the indexer's fold; the enum
//! follows from the ABI. To add something to sign: write the struct in [`typed_data`], beside its Solidity type hash.

pub mod abi;
pub mod bindings;
pub mod chronicle;
pub mod code;
pub mod community;
pub mod contribution;
pub mod events;
pub mod member;
pub mod papers;
pub mod proposal;
pub mod reverts;
pub mod role;
pub mod rules;
pub mod slug;
pub mod typed_data;

pub use community::{Community, Contracts};
pub use contribution::{Item, Lane};
pub use events::{ContractKind, Event};
pub use member::MemberId;
pub use proposal::{Electorate, ProposalState, Support};
pub use role::Roles;
pub use slug::Slug;
