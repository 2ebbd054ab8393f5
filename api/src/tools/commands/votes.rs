//! What is voted on now, and what of it waits for somebody.

use palabre_contracts::{Electorate, Slug};
use palabre_indexer::store::Member;

use super::Tools;
use crate::error::ApiError;

/// Votes that are told at a time.
const MOST: usize = 10;

/// A vote that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OpenVote {
    pub(super) title: String,
    pub(super) ends_at: u64,
    pub(super) url: String,
}

/// Votes that are open now, those that end first at the beginning; for a member those without a ballot of theirs.
pub(super) async fn waiting(tools: &Tools, slug: &Slug, member: Option<&Member>) -> Result<Vec<OpenVote>, ApiError> {
    let (store, now) = (&tools.0.store, tools.0.clock.now());
    let mut votes = Vec::new();
    for proposal in store.open_proposals(slug, now).await? {
        if proposal.vote_start >= now || votes.len() == MOST {
            continue;
        }
        if let Some(member) = member {
            let may_vote = proposal.house != Electorate::Members || member.unit;
            let ballot = store.ballot(slug, proposal.house, proposal.proposal_id.into(), member.wallet).await?;
            if !may_vote || ballot.is_some() {
                continue;
            }
        }
        votes.push(OpenVote {
            title: crate::connectors::text::name(&proposal.title).unwrap_or_else(|| "?".to_owned()),
            ends_at: proposal.vote_end,
            url: format!(
                "{}/c/{slug}/proposals/{}/{}",
                tools.0.public_url,
                proposal.house.as_str(),
                proposal.proposal_id
            ),
        });
    }
    Ok(votes)
}
