//! Notices: what happens in the community, told in channels and to the people whom it waits for, once each.
//!
//! `facts` finds in the mirror what is to be told, `words` says it, `store` remembers what was told: the mark and all
//! letters of a notice are written in one transaction. A fact is told a minute after it happened, so that what the chain
//! takes back at once is never told; what is older than a week, or from before the tools were connected, is not told.

mod facts;
mod store;
#[cfg(test)]
mod tests;
mod words;

use std::{collections::BTreeSet, time::Duration};

use alloy::primitives::B256;
use palabre_contracts::{Electorate, MemberId, Slug};

use self::store::Marks;
use super::{
    Care,
    people::{Reader, Wants},
    settings::NoticeChannel,
};
use crate::{
    connectors::{Destination, command::Tongue},
    error::ApiError,
    http::{scope::Scope, wire::hex},
    outbox::{Letter, Urgency, name},
    sessions::database,
};

/// What can be told.
pub const KINDS: [&str; 6] = ["proposal_opened", "closing_soon", "result", "epoch_final", "share_ready", "new_charter"];

/// The mirror is looked at this often.
const EVERY: Duration = Duration::from_secs(15);

/// Something to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// A proposal was made.
    Opened { house: Electorate, id: B256, title: String, from: u64, until: u64 },
    /// A vote ends soon, and somebody has not voted.
    Closing { house: Electorate, id: B256, title: String, until: u64 },
    /// A vote ended, or the proposal was withdrawn.
    Ended { house: Electorate, id: B256, title: String, outcome: Outcome, percent: u64, ballots: u64 },
    /// An epoch never changes any more.
    EpochFinal { epoch: u32, members: u64, items: u64 },
    /// Somebody's share can be claimed.
    ShareReady { epoch: u32 },
    /// The charter has a new version.
    Charter { version: u32 },
}

/// How a vote ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It passed.
    Adopted,
    /// Majority, quorum or voters were missing.
    Rejected,
    /// Its author took it back.
    Withdrawn,
}

impl Notice {
    /// Its kind, as the settings name it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "proposal_opened",
            Self::Closing { .. } => "closing_soon",
            Self::Ended { .. } => "result",
            Self::EpochFinal { .. } => "epoch_final",
            Self::ShareReady { .. } => "share_ready",
            Self::Charter { .. } => "new_charter",
        }
    }

    /// What it is about, in a word that never changes, and where people read on below the page of the community.
    fn about(&self) -> (String, String) {
        match self {
            Self::Opened { house, id, .. } | Self::Closing { house, id, .. } | Self::Ended { house, id, .. } => {
                let about = format!("{house}/{}", hex(id));
                (about.clone(), format!("/proposals/{about}"))
            }
            Self::EpochFinal { epoch, .. } | Self::ShareReady { epoch } => {
                (epoch.to_string(), format!("/epochs/{epoch}"))
            }
            Self::Charter { version } => (version.to_string(), "/join".to_owned()),
        }
    }

    /// Its name within a community and, with `more`, the name of one of its letters.
    fn name(&self, slug: &Slug, more: &[&str]) -> String {
        let (about, _) = self.about();
        name(self.kind(), &[&[slug.as_str(), about.as_str()][..], more].concat())
    }

    /// From when on nobody needs it any more.
    fn useless_from(&self) -> Option<u64> {
        match self {
            Self::Opened { until, .. } | Self::Closing { until, .. } => Some(*until),
            _ => None,
        }
    }

    /// The proposal that it is about.
    fn proposal(&self) -> Option<(Electorate, B256)> {
        match self {
            Self::Opened { house, id, .. } | Self::Closing { house, id, .. } | Self::Ended { house, id, .. } => {
                Some((*house, *id))
            }
            _ => None,
        }
    }

    /// Whether it is only for those whom it waits for.
    fn is_personal(&self) -> bool {
        matches!(self, Self::Closing { .. } | Self::ShareReady { .. })
    }
}

/// A notice with the members whom it waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Addressed {
    pub(crate) notice: Notice,
    pub(crate) waits_for: BTreeSet<MemberId>,
}

impl Addressed {
    fn is_for(&self, reader: &Reader) -> bool {
        let waits = self.waits_for.contains(&reader.member.member_id);
        waits || (reader.wants == Wants::All && !self.notice.is_personal())
    }
}

impl Care {
    /// Tells what is new until the future is dropped.
    pub(super) async fn run_notices(self) {
        loop {
            if let Err(error) = self.tell_news().await {
                tracing::warn!(%error, "what happened could not be told; it will be tried again");
            }
            tokio::time::sleep(EVERY).await;
        }
    }

    /// Writes letters about everything that is new in the mirror; answers how many notices.
    pub async fn tell_news(&self) -> Result<usize, ApiError> {
        let mut told = 0;
        if self.mirror_is_behind().is_some() {
            return Ok(told);
        }
        for community in self.0.communities.iter() {
            let slug = &community.slug;
            if self.0.tools.iter().all(|(_, tool)| tool.community != *slug) {
                continue;
            }
            self.find_proposals_of_threads(slug).await?;
            told += self.tell_news_of(slug).await?;
        }
        Ok(told)
    }

    async fn tell_news_of(&self, slug: &Slug) -> Result<usize, ApiError> {
        let view = self.0.store.snapshot().await?;
        let Some(head) = view.cursor(slug).await? else { return Ok(0) };
        let scope = Scope::of_view(&view, slug, head, self.0.clock.now()).await?;
        let marks = Marks::new(self.0.store.pool().clone());
        let since = marks.since(slug, scope.now).await?;
        let care = self.0.settings.of(slug);
        let mut news = Vec::new();
        for notice in facts::of(&scope, since, care.closing).await? {
            if !marks.is_told(slug, &notice.name(slug, &[])).await? {
                news.push(notice);
            }
        }
        if news.is_empty() {
            return Ok(0);
        }
        let (readers, mut told) = (self.readers(&view, slug).await?, 0);
        for notice in news {
            let waits_for = facts::waits_for(&scope, &notice).await?;
            told += usize::from(self.tell(slug, &Addressed { notice, waits_for }, &readers).await?);
        }
        Ok(told)
    }

    /// Writes all letters of a notice, with the mark that it was told; answers whether it is new.
    async fn tell(&self, slug: &Slug, news: &Addressed, readers: &[Reader]) -> Result<bool, ApiError> {
        let mut letters = self.public_letters(slug, &news.notice).await?;
        for reader in readers.iter().filter(|reader| news.is_for(reader)) {
            let member = reader.member.member_id.to_string();
            let to = Destination::Account(reader.account.clone());
            letters.push(self.letter(slug, &news.notice, &["member", &member], &reader.source, to, reader.language));
        }
        let mut transaction = self.0.store.pool().begin().await.map_err(database)?;
        if !store::mark(&mut transaction, slug, &news.notice.name(slug, &[]), self.0.clock.now()).await? {
            return Ok(false);
        }
        for letter in &letters {
            self.0.outbox.post_in(&mut transaction, letter).await?;
        }
        transaction.commit().await.map_err(database)?;
        self.0.outbox.stir();
        Ok(true)
    }

    /// What everybody may read: in channels, and in the thread where the proposal began.
    async fn public_letters(&self, slug: &Slug, notice: &Notice) -> Result<Vec<Letter>, ApiError> {
        let care = self.0.settings.of(slug);
        let wanted = |channel: &&NoticeChannel| {
            let asked = channel.kinds.is_empty() || channel.kinds.contains(notice.kind());
            asked && self.0.tools.of(slug, &channel.source).is_some()
        };
        let mut letters = Vec::new();
        // What waits for somebody alone is nobody else's business.
        if !notice.is_personal() {
            for channel in care.channels.iter().filter(wanted) {
                let to = Destination::Channel(channel.channel.clone());
                let more = ["channel", &channel.source, &channel.channel];
                let language = channel.language.unwrap_or(care.language);
                letters.push(self.letter(slug, notice, &more, &channel.source, to, language));
            }
        }
        let Some((house, id)) = notice.proposal().filter(|_| !notice.is_personal()) else { return Ok(letters) };
        for thread in self.threads_of(slug, house, id).await? {
            let more = ["thread", &thread.source, &thread.channel, &thread.thread];
            let to = thread.destination();
            letters.push(self.letter(slug, notice, &more, &thread.source, to, thread.language));
        }
        Ok(letters)
    }

    fn letter(
        &self,
        slug: &Slug,
        notice: &Notice,
        more: &[&str],
        source: &str,
        to: Destination,
        language: Tongue,
    ) -> Letter {
        let (_, path) = notice.about();
        Letter {
            id: notice.name(slug, more),
            source: source.to_owned(),
            community: slug.clone(),
            to,
            text: words::say(notice, language, &self.page(slug, &path)),
            language,
            urgency: Urgency::Notice,
            expires_at: notice.useless_from(),
        }
    }
}
