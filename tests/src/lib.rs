//! End-to-end tests of Palabre, from outside: the library holds what several of them need.

pub mod burst;
pub mod crowd;
pub mod cut;
pub mod doubles;
pub mod figures;
pub mod fuzz;
pub mod node;
pub mod postgres;
pub mod process;
pub mod reviewed;
pub mod service;
pub mod storm;
pub mod tls;
pub mod visitor;
pub mod workspace;
