//! Why the relay does not do what it is asked.

use alloy::transports::TransportError;

use crate::error::ApiError;

/// A reason that the person who asked can act upon: stable code, cause, next step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Refusal {
    /// What kind of answer this is.
    pub course: Course,
    /// Stable name, in `snake_case`.
    pub code: &'static str,
    /// The cause.
    pub detail: String,
    /// What to do about it.
    pub next_step: String,
}

/// What the caller should do about a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// Correct the request: it cannot be understood.
    Correct,
    /// Look elsewhere: there is no such thing.
    LookElsewhere,
    /// Do something else first: a right, a signature or a condition is missing.
    Prepare,
    /// Look at the current state: it is done already, or something changed in between.
    LookAgain,
    /// Wait this many seconds.
    Wait(u64),
}

impl Refusal {
    fn new(course: Course, code: &'static str, detail: impl ToString, next_step: impl Into<String>) -> Self {
        Self { course, code, detail: detail.to_string(), next_step: next_step.into() }
    }

    /// The request cannot be understood.
    pub fn malformed(detail: impl ToString, next_step: impl Into<String>) -> Self {
        Self::new(Course::Correct, "invalid_request", detail, next_step)
    }

    /// There is no such thing.
    pub fn unknown(detail: impl ToString, next_step: impl Into<String>) -> Self {
        Self::new(Course::LookElsewhere, "not_found", detail, next_step)
    }

    /// Understood, but something has to happen first.
    pub fn unmet(code: &'static str, detail: impl ToString, next_step: impl Into<String>) -> Self {
        Self::new(Course::Prepare, code, detail, next_step)
    }

    /// Already done, or changed in between.
    pub fn stale(code: &'static str, detail: impl ToString, next_step: impl Into<String>) -> Self {
        Self::new(Course::LookAgain, code, detail, next_step)
    }

    /// Too much from one person.
    pub fn too_many(detail: impl ToString, retry_after_seconds: u64) -> Self {
        let next_step = format!("Wait {retry_after_seconds} seconds, then retry.");
        Self::new(Course::Wait(retry_after_seconds), "too_many_requests", detail, next_step)
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        let Refusal { course, code, detail, next_step } = refusal;
        match course {
            Course::Correct => Self::Invalid { detail, next_step },
            Course::LookElsewhere => Self::NotFound { what: detail, next_step },
            Course::Prepare => Self::Refused { code, detail, next_step },
            Course::LookAgain => Self::Conflict { code, detail, next_step },
            Course::Wait(retry_after_seconds) => Self::TooMany { detail, retry_after_seconds },
        }
    }
}

/// How the relay fails.
#[derive(Debug, thiserror::Error)]
pub enum RelayError {
    /// For a reason that the person who asked can act upon.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The chain does not answer: retry later.
    #[error("the chain does not answer: {0}")]
    Chain(#[from] TransportError),
    /// A contract answers what its ABI does not know: the wrong address is configured.
    #[error("{contract} does not answer like the contract it should be ({source}); check the configured addresses")]
    Answer {
        /// Address of the contract.
        contract: alloy::primitives::Address,
        /// What was wrong.
        source: alloy::sol_types::Error,
    },
    /// The community is on another chain than the one this relay sends to.
    #[error("the community {community} is on chain {of}, this relay sends to chain {ours}; check the RPC URL")]
    OtherChain {
        /// Short name of the community.
        community: String,
        /// Its chain.
        of: u64,
        /// Our chain.
        ours: u64,
    },
    /// The database refused or the disk did.
    #[error("the relay's tables: {0}; check free space and permissions of the data folder")]
    Database(#[from] sqlx::Error),
    /// The mirror does not answer.
    #[error(transparent)]
    Mirror(palabre_indexer::StoreError),
    /// The file was written by another version of the program.
    #[error("the relay's tables cannot be brought up to date: {0}; use the program that wrote them, or a newer one")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// What is stored is not what this program stores.
    #[error("intent {intent} is damaged: {what}; restore the data folder from a backup")]
    Damaged {
        /// Which intent.
        intent: alloy::primitives::B256,
        /// What was found.
        what: String,
    },
    /// A key could not sign.
    #[error("a key of the service cannot sign: {0}")]
    Key(#[from] alloy::signers::Error),
}

impl From<RelayError> for ApiError {
    fn from(error: RelayError) -> Self {
        match error {
            RelayError::Refused(refusal) => refusal.into(),
            RelayError::Chain(error) => {
                tracing::warn!(%error, "the chain does not answer the relay");
                Self::unavailable(
                    "chain_unavailable",
                    "the chain does not answer now",
                    "Retry in a few seconds; nothing was sent. Operators: see GET /readyz and the RPC URL.",
                )
            }
            RelayError::Mirror(error) => error.into(),
            other => Self::internal(other),
        }
    }
}
