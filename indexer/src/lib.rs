//! The indexer: mirrors what happens on chain into SQLite or PostgreSQL, where it can be asked.
//!
//! Every fact flows one way. [`source`] brings blocks in order, checked and without gaps, and says when the chain
//! takes some back; [`fork`] decides from which block on; [`fold`] turns each event into changes, purely; the writer
//! applies a block, its rows and the cursor in one transaction; [`store`] holds all SQL and answers every question, and
//! [`sql`] makes one text of it do for both databases.
//! [`Indexer`] is the loop around them, [`Status`] says how it goes.
//!
//! What must never happen here: a mirror that stands still and looks well; an empty answer that is believed although
//! the block's header says otherwise; a gap or a doubled row where backfill hands over to the head or where work was
//! interrupted; half a rewind. The tests in `tests/it` attack each of these.
//!
//! This crate knows nothing of HTTP, of people or of where the chain runs: it sees one alloy provider.
//!
//! To add an event: emit it and rebuild the contracts' artifacts, then
//! 1. match it in `fold/<contract>.rs` (the compiler asks for it) and name what it changes in `fold/change.rs`;
//! 2. add the table or column in a new file of `migrations/`, and the table to `store/write/rebuild.rs`;
//! 3. write the change in `store/write/<area>.rs`, say which rows it touches in `store/write/undo/touches.rs`, put the
//!    question in `store/<area>.rs`, and raise `fold::GENERATION`, so that older mirrors are folded again;
//! 4. emit it in `tests/it/life.rs`, so that forks and faults meet it too.

pub mod chain;
mod config;
pub mod fold;
pub mod fork;
mod indexer;
pub mod metrics;
pub mod points;
pub mod proposal;
pub mod source;
pub mod sql;
mod status;
pub mod store;
#[doc(hidden)]
pub mod testing;
mod writer;

pub use chain::{Chain, Endpoints, RpcChain};
pub use config::{FinalityRule, IndexerConfig, Verify};
pub use indexer::{Indexer, IndexerError};
pub use status::{NotReady, Status};
pub use store::{Store, StoreError};
pub use writer::{UnreadableLog, UnreadableReason};
