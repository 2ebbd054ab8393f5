//! The storm: the real program indexes a real chain through lines that lie and fail, is killed and meets failing disks,
//! while the chain forks. Afterwards its tables must be what an independent replay of the chain says, to the last row,
//! and it must never have said that all was well while it was behind.
//!
//! [`cases`] lists what is tried, [`run`] tries one case with one seed. What is drawn follows from the seed alone; what
//! the threads of a real process make of it does not, so a seed that failed once may need some runs to fail again.
//!
//! The chain is a [`palabre_devchain::DevChain`] with Palabre's own contracts ([`base`], [`world`], [`pen`]), its
//! endpoints stand behind [`endpoint`], which does wrong what [`weather`] says, and [`oracle`] judges.

mod base;
pub mod cases;
mod dice;
mod endpoint;
mod health;
mod lies;
mod line;
mod many;
mod oracle;
mod pen;
mod process;
mod run;
mod weather;
mod world;

pub use self::{
    base::Base,
    cases::{CASES, Case},
    many::{AT_ONCE, Storms, begin},
    run::{Outcome, run},
};
