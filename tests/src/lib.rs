//! End-to-end tests of Palabre, from outside: the library holds what several of them need.

pub mod crowd;
pub mod cut;
pub mod doubles;
pub mod node;
pub mod process;
pub mod reviewed;
pub mod storm;
pub mod workspace;
