//! What people ask for in chats, done by [`Care`]: answers through the outbox, drafts, pages, greetings.

use alloy::primitives::hex;
use palabre_contracts::Slug;

use super::{Care, threads::Discussion, welcome::Newcomer};
use crate::{
    connectors::{Key, Outbound},
    drafts::{DraftText, Drafts},
    outbox::{Letter, Urgency, name},
    tools::{
        Connection,
        hands::{Begun, Doing, Hands, Place},
    },
};

/// Nobody waits for an answer after so many seconds.
const TOO_LATE: u64 = 3_600;

/// Care, and the drafts of proposals.
#[derive(Debug)]
pub struct Helping {
    care: Care,
    drafts: Drafts,
}

impl Helping {
    /// With these.
    pub fn new(care: Care, drafts: Drafts) -> Self {
        Self { care, drafts }
    }
}

impl Hands for Helping {
    fn tell<'a>(&'a self, connection: &'a Connection, outbound: &'a Outbound, key: &'a Key) -> Doing<'a, ()> {
        let letter = Letter {
            id: name("answer", &[&connection.name, &key.id]),
            source: connection.name.clone(),
            community: connection.community.clone(),
            to: outbound.to.clone(),
            text: outbound.text.clone(),
            language: connection.tongue,
            urgency: Urgency::Answer,
            expires_at: Some(self.care.0.clock.now() + TOO_LATE),
        };
        Box::pin(async move { self.care.outbox().post(&letter).await.map(drop) })
    }

    fn summarise<'a>(
        &'a self,
        community: &'a Slug,
        place: &'a Place,
        topic: &'a str,
        asked_by: Option<&'a str>,
    ) -> Doing<'a, String> {
        Box::pin(async move {
            let synthesis = self.care.summarise(community, &discussion(place), topic, asked_by).await?;
            Ok(self.care.synthesis_page(community, &synthesis.id))
        })
    }

    fn propose<'a>(&'a self, community: &'a Slug, place: &'a Place, text: &'a DraftText) -> Doing<'a, Begun> {
        Box::pin(async move {
            if place.thread.is_some() {
                let made = self.care.propose(&self.drafts, community, &discussion(place), text).await?;
                let edit_key = made.edit_key.map(hex::encode_prefixed);
                return Ok(Begun { url: made.url, edit_key });
            }
            // A channel is no discussion of one thing: each proposal made there stands for itself.
            let kept = self.drafts.keep(self.care.community(community)?, text).await?;
            let url = self.care.page(community, &format!("/drafts/{}", hex::encode_prefixed(kept.id)));
            Ok(Begun { url, edit_key: Some(hex::encode_prefixed(kept.edit_key)) })
        })
    }

    fn greet<'a>(&'a self, connection: &'a Connection, account: &'a str, place: &'a str) -> Doing<'a, ()> {
        Box::pin(async move {
            let newcomer = Newcomer {
                source: connection.name.clone(),
                account: account.to_owned(),
                channel: Some(place.to_owned()),
                language: None,
            };
            self.care.greet(&connection.community, &newcomer).await.map(drop)
        })
    }

    fn forget<'a>(&'a self, source: &'a str, account: &'a str) -> Doing<'a, ()> {
        Box::pin(self.care.forget_account(source, account))
    }
}

fn discussion(place: &Place) -> Discussion {
    Discussion {
        source: place.source.clone(),
        channel: place.channel.clone(),
        thread: place.thread.clone().unwrap_or_default(),
        language: place.tongue,
    }
}
