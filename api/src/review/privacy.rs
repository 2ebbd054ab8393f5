//! What the review holds about a member, and taking it away.

use palabre_contracts::{MemberId, Slug};
use serde::Serialize;
use serde_json::Value;

use super::Review;
use crate::{
    error::ApiError,
    policy::{Band, Verdict},
};

/// All that the review holds about a member beyond what is on chain.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Held {
    /// What the member said about contributions.
    pub words: Vec<HeldWord>,
    /// Records behind the member's contributions, as they are hashed.
    pub records: Vec<Value>,
}

/// Something that a member said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldWord {
    /// The contribution.
    pub subject: String,
    /// When, unix seconds.
    pub at: u64,
    /// `confirm`, `refuse` or `undo`.
    pub verdict: &'static str,
    /// The size that was seen.
    pub band: Option<&'static str>,
    /// What was written.
    pub reason: Option<String>,
}

impl Review {
    /// What is held about a member, for a copy of everything.
    pub async fn held(&self, community: &Slug, member: MemberId) -> Result<Held, ApiError> {
        let words = self.0.book.words_of(community, member).await?.into_iter().map(|word| HeldWord {
            subject: word.subject.0.to_string(),
            at: word.at,
            verdict: verdict_name(word.verdict),
            band: match word.verdict {
                Verdict::Confirm(band) => band.map(Band::name),
                _ => None,
            },
            reason: word.reason,
        });
        let words = words.collect();
        let records = self.0.book.records_of(community, member).await?.into_iter().filter_map(|row| row.record);
        let records = records.map(|record| serde_json::from_str(&record).map_err(ApiError::internal));
        Ok(Held { words, records: records.collect::<Result<_, _>>()? })
    }

    /// Erases what could tell whose a contribution on chain was, and what the member wrote. What is on chain and what it
    /// sums up to stay as they are.
    pub async fn forget(&self, community: &Slug, member: MemberId) -> Result<(), ApiError> {
        self.0.book.erase(community, member).await?;
        self.known().remove(community.as_str());
        Ok(())
    }
}

/// Name of a verdict in API and SQL.
pub fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Undo => "undo",
        Verdict::Confirm(_) => "confirm",
        Verdict::Refuse => "refuse",
    }
}
