//! The indexer against chains that fork, lie and fail. Randomised tests print their seed when they fail.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod chain;
mod endpoints;
mod faults;
mod follow;
mod forks;
mod life;
mod operate;
mod papers;
mod reads;
mod sql;
mod views;
