//! The REST API, one file a noun. Paths are relative to `/api/v1`; the community's short name is always
//! `{community}`, because axum wants one name for one place in a path.
//!
//! Beside the nouns: `scope` says what a read is about, `list` is what can be read from any key on,
//! `paging` cuts it into pages, `whole` sends all of it, `format` writes it, `consistent` makes every read
//! reflect one block, `moment` is what they share as of it, `wire` holds the words that all answers share.

pub mod anchors;
pub mod applications;
pub mod audit;
pub mod batches;
pub mod care;
pub mod challenges;
pub mod charters;
pub mod claims;
pub mod clear_signing;
pub mod communities;
pub(crate) mod consistent;
pub mod contributions;
mod csv;
pub mod dao;
pub mod debits;
pub mod delegations;
pub mod drafts;
pub mod epochs;
pub mod events;
pub mod explain;
pub mod extract;
mod format;
pub mod fundings;
pub mod guardian;
pub mod health;
pub mod keys;
pub(crate) mod list;
pub mod matrix;
pub mod me;
pub mod members;
pub mod metrics;
pub(crate) mod moment;
pub mod operations;
pub mod paging;
pub mod policy;
pub mod polls;
pub mod proposals;
pub mod recoveries;
pub mod recovery_approvals;
pub mod relay;
pub mod review;
pub mod role_changes;
pub mod rules;
pub mod scope;
pub mod sessions;
pub mod settlements;
pub mod shares;
pub mod simulate;
pub mod stream;
pub mod suspensions;
pub mod tools;
pub mod votes;
pub mod wallet_moves;
pub mod webhooks;
pub(crate) mod whole;
pub mod wire;
