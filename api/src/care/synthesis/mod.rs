//! Discussions written up as pages: collected from the chat, edited by a documentalist, published on the wiki, with the
//! link posted back where people talked, and handed to the review.
//!
//! ```text
//! summarise -> draft -> publishing -> published (link in the thread, contribution reported)
//!                ^--- edit ---+           +-> withdrawing -> withdrawn
//! ```
//!
//! `fill` makes the text to begin with (pure), `store` has the SQL, `steps` takes each step: a stop at any moment leaves a
//! state from which the next process goes on, and the wiki gets the same page once.

pub(crate) mod fill;
mod steps;
mod store;
#[cfg(test)]
mod tests;

use palabre_contracts::{MemberId, Slug};

pub use self::store::{Collected, Synthesis, SynthesisState, Written};
use self::{
    fill::{Frame, Start},
    store::Shelf,
};
use super::{Care, settings::SynthesisSettings, threads::Discussion};
use crate::{connectors::Trouble, error::ApiError, outbox::name};

/// Longest text of a page, in bytes.
const MAX_BODY: usize = 200_000;
/// Most categories.
const MAX_CATEGORIES: usize = 20;

impl Care {
    /// Collects a discussion into a draft. A discussion has one: asked again, it answers the same one.
    pub async fn summarise(
        &self,
        slug: &Slug,
        from: &Discussion,
        topic: &str,
        asked_by: Option<&str>,
    ) -> Result<Synthesis, ApiError> {
        let settings = self.synthesis_settings(slug)?;
        let shelf = self.shelf();
        let (known, turn) = shelf.of_thread(slug, &from.source, &from.channel, &from.thread).await?;
        if let Some(known) = known {
            return Ok(known);
        }
        let Some(tool) = self.0.tools.of(slug, &from.source) else {
            let next = "GET .../preferences lists the tools of the community.";
            return Err(ApiError::not_found(format!("no tool {:?} is connected here", from.source), next));
        };
        let thread = tool.thread(&from.channel, &from.thread).await.map_err(|trouble| told(&trouble))?.among_people();
        if thread.messages.is_empty() {
            return Err(ApiError::refused("nothing_said", "nothing was said there", "Ask in the thread itself."));
        }
        let now = self.0.clock.now();
        let frame = Frame { community: slug, channel: &from.channel, topic, now };
        let Start { title, body, categories, parameters } = fill::start(&settings, &thread, frame);
        let turn = turn.to_string();
        let new = Synthesis {
            id: name("synthesis", &[slug.as_str(), &from.source, &from.channel, &from.thread, &turn]),
            community: slug.to_string(),
            source: from.source.clone(),
            channel: from.channel.clone(),
            thread: from.thread.clone(),
            language: from.language,
            collected: Some(Collected {
                messages: thread.messages.iter().map(|said| said.id.clone()).collect(),
                people: thread.people.iter().map(|person| person.account.clone()).collect(),
                cut: thread.cut,
                parameters,
            }),
            title,
            body: cut(body),
            categories,
            editor: None,
            version: 1,
            state: SynthesisState::Draft,
            wiki: settings.wiki,
            page: None,
            revision: None,
            url: None,
            error: None,
            reported: false,
            created_at: now,
            updated_at: now,
            published_at: None,
        };
        // Whoever asked in the same moment made it: theirs is answered.
        shelf.insert(&new, asked_by).await?;
        self.synthesis(slug, &new.id).await
    }

    /// The page where a synthesis is written.
    pub fn synthesis_page(&self, slug: &Slug, id: &str) -> String {
        self.page(slug, &format!("/syntheses/{id}"))
    }

    /// Syntheses of a community, latest first.
    pub async fn syntheses(
        &self,
        slug: &Slug,
        state: Option<SynthesisState>,
        limit: u32,
    ) -> Result<Vec<Synthesis>, ApiError> {
        self.shelf().list(slug, state, limit).await
    }

    /// One synthesis.
    pub async fn synthesis(&self, slug: &Slug, id: &str) -> Result<Synthesis, ApiError> {
        let found = self.shelf().get(slug, id).await?;
        found.ok_or_else(|| ApiError::not_found("there is no such synthesis here", "GET .../syntheses lists them."))
    }

    /// Changes what is written. `version` is the one that was read: nobody writes over what somebody else wrote.
    pub async fn write_synthesis(
        &self,
        slug: &Slug,
        id: &str,
        version: u64,
        editor: MemberId,
        written: &Written,
    ) -> Result<Synthesis, ApiError> {
        let known = self.synthesis(slug, id).await?;
        sensible(written, &known)?;
        if !self.shelf().write(id, version, editor.get(), written, self.0.clock.now()).await? {
            return Err(self.elsewhere(slug, id, version).await?);
        }
        self.synthesis(slug, id).await
    }

    /// Publishes a draft. Answers where it stands: the wiki may be away, then it is published when it is back.
    pub async fn publish_synthesis(
        &self,
        slug: &Slug,
        id: &str,
        version: u64,
        editor: MemberId,
    ) -> Result<Synthesis, ApiError> {
        self.take(slug, id, version, editor, (SynthesisState::Draft, SynthesisState::Publishing)).await
    }

    /// Takes a published page back: it then says only that it was, and its contribution stops counting.
    pub async fn withdraw_synthesis(
        &self,
        slug: &Slug,
        id: &str,
        version: u64,
        editor: MemberId,
    ) -> Result<Synthesis, ApiError> {
        self.take(slug, id, version, editor, (SynthesisState::Published, SynthesisState::Withdrawing)).await
    }

    /// Throws a draft away that was never published.
    pub async fn discard_synthesis(&self, slug: &Slug, id: &str) -> Result<(), ApiError> {
        let known = self.synthesis(slug, id).await?;
        if self.shelf().discard(slug, id, self.0.clock.now()).await? {
            return Ok(());
        }
        let detail = format!("the synthesis is {}", known.state.as_str());
        Err(ApiError::conflict("synthesis_published", detail, "Take a published page back instead: POST .../withdraw."))
    }

    async fn take(
        &self,
        slug: &Slug,
        id: &str,
        version: u64,
        editor: MemberId,
        step: (SynthesisState, SynthesisState),
    ) -> Result<Synthesis, ApiError> {
        self.synthesis(slug, id).await?;
        let now = self.0.clock.now();
        if !self.shelf().begin(id, version, editor.get(), step, now).await? {
            return Err(self.elsewhere(slug, id, version).await?);
        }
        let trouble = match self.shelf().claim(Some(id), now, now + steps::LEASE).await? {
            Some(row) => self.step(&row).await?,
            // The loop was faster.
            None => None,
        };
        self.0.syntheses_moved.notify_one();
        match trouble {
            Some(trouble @ Trouble::Conflict { .. }) => {
                let next = "Read the page on the wiki, bring both texts together there, or choose another title.";
                Err(ApiError::conflict("page_changed", trouble, next))
            }
            Some(trouble @ (Trouble::Refused { .. } | Trouble::Unsupported(_))) => {
                Err(ApiError::refused("page_refused", trouble, "Change title or text, then publish again."))
            }
            _ => self.synthesis(slug, id).await,
        }
    }

    /// Why a step could not begin.
    async fn elsewhere(&self, slug: &Slug, id: &str, version: u64) -> Result<ApiError, ApiError> {
        let now = self.synthesis(slug, id).await?;
        let detail = if now.version == version {
            format!("the synthesis is {}", now.state.as_str())
        } else {
            format!("somebody wrote version {} meanwhile", now.version)
        };
        Ok(ApiError::conflict("synthesis_moved", detail, "Read it again, then decide."))
    }

    fn synthesis_settings(&self, slug: &Slug) -> Result<SynthesisSettings, ApiError> {
        self.0.settings.of(slug).synthesis.ok_or_else(|| {
            let next = "Ask the operator to add [care.synthesis] to the file of the tools.";
            ApiError::refused("no_syntheses", "this community writes no syntheses here", next)
        })
    }

    fn shelf(&self) -> Shelf {
        Shelf::new(self.0.store.pool().clone())
    }
}

/// What a tool that failed means for whoever asked.
fn told(trouble: &Trouble) -> ApiError {
    match trouble {
        Trouble::Later { .. } | Trouble::Broken { .. } => ApiError::unavailable(
            "tool_unavailable",
            trouble,
            "Retry in a few minutes; if it lasts, tell the operator.",
        ),
        other => ApiError::refused("not_collected", other, "Ask in a thread that this service can read."),
    }
}

fn cut(mut body: String) -> String {
    while body.len() > MAX_BODY {
        body.pop();
    }
    body
}

fn sensible(written: &Written, known: &Synthesis) -> Result<(), ApiError> {
    let bad = |detail: String| Err(ApiError::invalid(detail, "Correct it, then send it again."));
    for name in std::iter::once(&written.title).chain(&written.categories) {
        if name.is_empty() || fill::title(name) != *name {
            return bad(format!("{name:?} cannot be a title: it is empty, too long, or has one of #<>[]{{}}|"));
        }
    }
    if written.categories.len() > MAX_CATEGORIES {
        return bad(format!("there are more than {MAX_CATEGORIES} categories"));
    }
    if written.body.trim().is_empty() || written.body.len() > MAX_BODY || written.body.contains('\0') {
        return bad(format!("the text is empty, or longer than {MAX_BODY} bytes"));
    }
    if known.page.is_some() && known.title != written.title {
        return bad("a page that was published keeps its title: move it on the wiki".to_owned());
    }
    Ok(())
}
