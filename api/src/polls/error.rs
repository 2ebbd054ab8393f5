//! Why a poll does not do what it is asked.

use palabre_indexer::store::StoreError;

use crate::{
    error::ApiError,
    relay::{RelayError, error::Refusal},
};

/// How polls fail.
#[derive(Debug, thiserror::Error)]
pub enum PollError {
    /// For a reason that the person who asked can act upon.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A signature could not be checked, or a root not be sent.
    #[error(transparent)]
    Relay(#[from] RelayError),
    /// The mirror does not answer.
    #[error(transparent)]
    Mirror(#[from] StoreError),
    /// The database refused or the disk did.
    #[error("the tables of polls: {0}; check free space and permissions of the data folder")]
    Database(#[from] sqlx::Error),
    /// What is stored is not what this program stores.
    #[error("a stored poll is damaged: {0}; restore the data folder from a backup")]
    Damaged(String),
}

impl From<PollError> for ApiError {
    fn from(error: PollError) -> Self {
        match error {
            PollError::Refused(refusal) => refusal.into(),
            PollError::Relay(error) => error.into(),
            PollError::Mirror(error) => error.into(),
            other => Self::internal(other),
        }
    }
}

pub(super) fn unknown_poll(number: u64) -> Refusal {
    Refusal::unknown(format!("there is no poll {number} here"), "GET .../polls lists the polls of this community.")
}
