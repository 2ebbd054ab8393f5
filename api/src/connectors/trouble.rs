//! How work with a tool can fail, in the words of what the caller should do.

/// What went wrong with a tool.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// It may work later: the tool is down, slow or wants fewer requests.
    #[error("{why}; it is tried again later")]
    Later {
        /// Seconds that the tool asked to wait, if it did.
        after: Option<u64>,
        /// What happened.
        why: String,
    },
    /// This act will not work, however often it is tried; others may.
    #[error("{why}")]
    Refused {
        /// What happened, and what would help.
        why: String,
    },
    /// Nothing works until somebody repairs the connection: a revoked token, a missing right, a wrong address.
    #[error("{why}")]
    Broken {
        /// What happened, and what would help.
        why: String,
    },
    /// Somebody else changed the same thing in between: read it again, then decide.
    #[error("{why}")]
    Conflict {
        /// What happened.
        why: String,
    },
    /// This tool cannot do that.
    #[error("{0} is not possible with this tool")]
    Unsupported(&'static str),
}

impl Trouble {
    /// Tried again later, without a wish of the tool.
    pub fn later(why: impl Into<String>) -> Self {
        Self::Later { after: None, why: why.into() }
    }

    /// Never works.
    pub fn refused(why: impl Into<String>) -> Self {
        Self::Refused { why: why.into() }
    }

    /// The connection needs a hand.
    pub fn broken(why: impl Into<String>) -> Self {
        Self::Broken { why: why.into() }
    }

    /// Changed in between.
    pub fn conflict(why: impl Into<String>) -> Self {
        Self::Conflict { why: why.into() }
    }
}
