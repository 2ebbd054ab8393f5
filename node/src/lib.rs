//! The node: the only place that knows whether the chain and the database are embedded. It reads the command line,
//! keeps keys and the data folder, deploys communities and starts chain, indexer, relay, API and pages.
//!
//! [`cli`] lists the commands. To add one: a variant of [`cli::Command`], a module that does it on plain options, and
//! a line in `main.rs`.

pub mod audit;
pub mod backup;
pub mod blueprint;
pub mod chain;
pub mod cli;
pub mod data;
pub mod demo;
pub mod deploy;
mod endpoint;
pub mod export;
pub mod keys;
pub mod policy;
pub mod replay;
pub mod scenario;
pub mod sender;
pub mod shutdown;
pub mod tools;
pub mod tuning;
pub mod up;
