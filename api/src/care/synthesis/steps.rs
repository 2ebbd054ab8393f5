//! Steps of a synthesis after it was written: onto the wiki, into the thread, into the review. Each can be taken again.

use std::{collections::BTreeSet, time::Duration};

use alloy::primitives::keccak256;
use palabre_contracts::{MemberId, Slug};
use serde_json::json;

use super::{Shelf, Synthesis, SynthesisState, store::settle};
use crate::{
    activity::{Activity, ActivityKind, ReviewState},
    care::{Care, people::LinkedAccount, threads::Discussion},
    connectors::{Page, Published, Trouble, command::Tongue},
    error::ApiError,
    outbox::Letter,
    sessions::database,
};

/// A step that was being taken when the program stopped is taken again after this many seconds.
pub(super) const LEASE: u64 = 180;
/// A step that failed is taken again after so many seconds.
const AGAIN: u64 = 60;
/// A draft into which nobody wrote for so many seconds is thrown away: what people said is not kept for ever.
const KEPT: u64 = 90 * 86_400;
/// The clock is looked at this often.
const PATIENCE: Duration = Duration::from_secs(5);

impl Care {
    /// Takes steps that are due until the future is dropped.
    pub(in crate::care) async fn run_syntheses(self) {
        loop {
            if let Err(error) = self.take_steps_of_syntheses().await {
                tracing::warn!(%error, "a synthesis could not be brought further; it will be tried again");
            }
            tokio::select! {
                () = tokio::time::sleep(PATIENCE) => {}
                () = self.0.syntheses_moved.notified() => {}
            }
        }
    }

    /// Takes every step that is due now, and throws away drafts that nobody cares for.
    pub async fn take_steps_of_syntheses(&self) -> Result<(), ApiError> {
        let now = self.0.clock.now();
        let forgotten = now.saturating_sub(KEPT);
        if !self.shelf().has_due(forgotten, now).await? {
            return Ok(());
        }
        self.shelf().discard_old(forgotten, now).await?;
        loop {
            let now = self.0.clock.now();
            let Some(row) = self.shelf().claim(None, now, now + LEASE).await? else { return Ok(()) };
            self.step(&row).await?;
        }
    }

    /// Takes the step of a synthesis that was claimed; answers what the wiki said if it did not do it.
    pub(super) async fn step(&self, row: &Synthesis) -> Result<Option<Trouble>, ApiError> {
        let slug: Slug = row.community.parse().map_err(ApiError::internal)?;
        let to = match row.state {
            SynthesisState::Publishing => SynthesisState::Published,
            SynthesisState::Withdrawing => SynthesisState::Withdrawn,
            _ => {
                self.report(&slug, row).await?;
                return Ok(None);
            }
        };
        let page = if to == SynthesisState::Published { self.page_of(&slug, row) } else { withdrawn(row) };
        let published = match self.0.tools.of(&slug, &row.wiki) {
            Some(wiki) => wiki.publish(&page).await,
            None => Err(Trouble::broken(format!("no wiki {:?} is connected", row.wiki))),
        };
        match published {
            Ok(published) => {
                self.arrived(&slug, row, to, &published).await?;
                Ok(None)
            }
            Err(trouble @ (Trouble::Later { .. } | Trouble::Broken { .. })) => {
                let after = if let Trouble::Later { after: Some(after), .. } = trouble { after } else { AGAIN };
                self.shelf().later(&row.id, self.0.clock.now() + after.max(AGAIN), &trouble.to_string()).await?;
                Ok(Some(trouble))
            }
            Err(trouble) => {
                let back =
                    if to == SynthesisState::Published { SynthesisState::Draft } else { SynthesisState::Published };
                self.shelf().back(row, back, &trouble.to_string()).await?;
                Ok(Some(trouble))
            }
        }
    }

    /// The wiki has it: the link goes into the thread and the contribution to the review.
    async fn arrived(
        &self,
        slug: &Slug,
        row: &Synthesis,
        to: SynthesisState,
        published: &Published,
    ) -> Result<(), ApiError> {
        let shelf: Shelf = self.shelf();
        let mut transaction = shelf.pool().begin().await.map_err(database)?;
        if !settle(&mut transaction, row, to, published, self.0.clock.now()).await? {
            return Ok(());
        }
        self.0.outbox.post_in(&mut transaction, &link_back(slug, row, to, published)).await?;
        transaction.commit().await.map_err(database)?;
        self.0.outbox.stir();
        let now = self.0.clock.now();
        if let Some(row) = shelf.claim(Some(&row.id), now, now + LEASE).await? {
            self.report(slug, &row).await?;
        }
        Ok(())
    }

    /// Hands the contribution, or its end, to the review. The same one twice counts once. Until the documentalist has
    /// linked an account it waits.
    async fn report(&self, slug: &Slug, row: &Synthesis) -> Result<(), ApiError> {
        let (shelf, again) = (self.shelf(), self.0.clock.now() + AGAIN);
        let editor = row.editor.and_then(|editor| MemberId::new(editor).ok());
        let mut own = self.0.accounts.linked(slug).await?;
        own.retain(|link| Some(link.member) == editor);
        let ended = row.state == SynthesisState::Withdrawn;
        let activities = if ended { self.ends(row, own) } else { self.contribution(row, own).into_iter().collect() };
        if activities.is_empty() {
            let why = "it counts once its documentalist has linked an account of the wiki or the chat";
            return shelf.later(&row.id, again, why).await;
        }
        match self.0.activities.report(&activities).await {
            Ok(()) => shelf.reported(&row.id).await,
            Err(error) => shelf.later(&row.id, again, &format!("not in the review yet: {error}")).await,
        }
    }

    /// The contribution: by the account that the documentalist has on the wiki, so that deleting the page there undoes
    /// it; else by the one where it was discussed, or any other.
    fn contribution(&self, row: &Synthesis, own: Vec<LinkedAccount>) -> Option<Activity> {
        let near = |link: &LinkedAccount| (link.source != row.wiki, link.source != row.source);
        let LinkedAccount { source, account, .. } = own.into_iter().min_by_key(near)?;
        let at = row.published_at.unwrap_or(row.updated_at);
        Some(Activity {
            actor: Some(account),
            ..self.activity(row, source, ActivityKind::SynthesisPublished, &external(row), at)
        })
    }

    /// Its end, wherever it was reported: which account counted when it was published is not remembered.
    fn ends(&self, row: &Synthesis, own: Vec<LinkedAccount>) -> Vec<Activity> {
        let places = own.into_iter().map(|link| link.source).chain([row.wiki.clone(), row.source.clone()]);
        let places: BTreeSet<String> = places.collect();
        let id = format!("{}:withdrawn", external(row));
        let end = |source| Activity {
            supersedes: Some(external(row)),
            ..self.activity(row, source, ActivityKind::Delete, &id, row.updated_at)
        };
        places.into_iter().map(end).collect()
    }

    fn activity(&self, row: &Synthesis, source: String, kind: ActivityKind, id: &str, at: u64) -> Activity {
        let page = row.page.clone().unwrap_or_default();
        let report = json!({
            "synthesis": row.id, "state": row.state.as_str(), "wiki": row.wiki, "page": row.page,
            "revision": row.revision, "title": row.title, "editor": row.editor,
        });
        Activity {
            object: if source == row.wiki { page } else { format!("{}:{page}", row.wiki) },
            source,
            external_id: id.to_owned(),
            kind,
            parent: None,
            actor: None,
            actor_name: None,
            others: Vec::new(),
            occurred_at: at,
            received_at: self.0.clock.now(),
            size: i64::try_from(row.body.chars().count()).unwrap_or(i64::MAX),
            review_state: ReviewState::Unreviewed,
            supersedes: None,
            raw_hash: keccak256(report.to_string()),
        }
    }

    fn page_of(&self, slug: &Slug, row: &Synthesis) -> Page {
        let settings = self.0.settings.of(slug).synthesis;
        let parameters = row.collected.as_ref().map(|collected| collected.parameters.clone()).unwrap_or_default();
        Page {
            title: row.title.clone(),
            text: row.body.clone(),
            template: settings.and_then(|settings| settings.template).map(|(name, _)| (name, parameters)),
            categories: row.categories.clone(),
            summary: match row.language {
                Tongue::Fr => format!("Synthèse d'une discussion de {}", row.channel),
                Tongue::En => format!("Synthesis of a discussion in {}", row.channel),
            },
            base: row.revision.clone(),
        }
    }
}

/// Names what happened, in every tool.
fn external(row: &Synthesis) -> String {
    format!("synthesis:{}", row.id)
}

/// What stays of a page that was taken back.
fn withdrawn(row: &Synthesis) -> Page {
    let (text, summary) = match row.language {
        Tongue::Fr => ("Cette synthèse a été retirée.", "Synthèse retirée"),
        Tongue::En => ("This synthesis was withdrawn.", "Synthesis withdrawn"),
    };
    Page {
        title: row.title.clone(),
        text: text.to_owned(),
        template: None,
        categories: Vec::new(),
        summary: summary.to_owned(),
        base: row.revision.clone(),
    }
}

/// What the people of the thread are told.
fn link_back(slug: &Slug, row: &Synthesis, to: SynthesisState, published: &Published) -> Letter {
    let from = Discussion {
        source: row.source.clone(),
        channel: row.channel.clone(),
        thread: row.thread.clone(),
        language: row.language,
    };
    let text = match (to, row.language) {
        (SynthesisState::Published, Tongue::Fr) => format!("Cette discussion est résumée ici : {}", published.url),
        (SynthesisState::Published, Tongue::En) => format!("This discussion is written up here: {}", published.url),
        (_, Tongue::Fr) => format!("La synthèse de cette discussion a été retirée : {}", published.url),
        (_, Tongue::En) => format!("The synthesis of this discussion was withdrawn: {}", published.url),
    };
    let parts = [row.id.as_str(), to.as_str(), &published.revision];
    Letter::notice("synthesis", &parts, &row.source, slug, from.destination(), text).in_language(row.language)
}
