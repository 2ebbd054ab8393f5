//! What reads share beside the mirror.

use crate::{
    graphql::Views,
    http::{moment::Moments, simulate::Simulations, whole::Exports},
    live::Live,
};

/// Shared by all reads; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Reads {
    /// Tells what happens as it happens.
    pub live: Live,
    pub(crate) moments: Moments,
    pub(crate) exports: Exports,
    pub(crate) simulations: Simulations,
    pub(crate) views: Views,
}
