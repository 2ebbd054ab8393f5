//! Drafts: proposals that are being written, shared by a link. Nobody signs them; a member who puts one forward in
//! their own name sponsors it, so that people who may not propose are heard.
//!
//! Who has the link may read. Who has the second word, which is told once, may write until it was proposed.

mod store;

use alloy::primitives::{B256, keccak256};
use palabre_contracts::{Community, Slug};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use self::store::Draft;
use self::store::Shelf;
use crate::{
    clock::Clock,
    error::ApiError,
    relay::{
        PreparedProposal, Relay,
        actions::{CallInput, House, ProposeInput, calls_of},
        check,
        error::Refusal,
        message::ProposeMessage,
        rehearsal::Calls,
        template::Template,
    },
    state::AppState,
};

/// Drafts that a community takes in a day.
const PER_DAY: u64 = 200;
const DAY: u64 = 86_400;
/// Longest name of an author, in bytes.
const MAX_AUTHOR: usize = 100;

/// What somebody writes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftText {
    /// How the author wants to be named; becomes a line of the proposal. May be empty.
    #[serde(default)]
    #[schema(example = "Amina from the print shop")]
    pub author: String,
    /// Who shall decide.
    #[serde(default)]
    pub house: House,
    /// What is proposed and why, in Markdown; the first line is the title.
    pub description: String,
    /// Where it is discussed: an `https` link.
    #[serde(default)]
    pub discussion: String,
    /// A form. Without form and calls, the draft is a text that changes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<Template>,
    /// Calls as they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calls: Option<Vec<CallInput>>,
}

/// A draft that was stored, with the word that lets its author change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: B256,
    /// Told once.
    pub edit_key: B256,
}

/// The drafts of all communities; cheap to make.
#[derive(Clone, Debug)]
pub struct Drafts {
    shelf: Shelf,
    relay: Relay,
    clock: Clock,
}

impl Drafts {
    /// Those of this service.
    pub fn of(state: &AppState) -> Self {
        Self::new(state.store.pool().clone(), state.relay.clone(), state.clock.clone())
    }

    /// Those in a database.
    pub fn new(pool: palabre_indexer::sql::Pool, relay: Relay, clock: Clock) -> Self {
        Self { shelf: Shelf::new(pool), relay, clock }
    }

    /// Keeps a new draft.
    pub async fn keep(&self, community: &Community, text: &DraftText) -> Result<Kept, ApiError> {
        sensible(community, text)?;
        let now = self.clock.now();
        let count = self.shelf.count_since(&community.slug, now.saturating_sub(DAY)).await?;
        check::quota(count, PER_DAY as u32, "this community")?;
        let kept = Kept { id: self.relay.random(), edit_key: self.relay.random() };
        self.shelf.insert(&community.slug, kept.id, keccak256(kept.edit_key), text, now).await?;
        Ok(kept)
    }

    /// A draft by its link.
    pub async fn get(&self, community: &Slug, id: B256) -> Result<Draft, ApiError> {
        Ok(self.shelf.get(community, id).await?.ok_or_else(unknown)?)
    }

    /// Changes a draft, with the word that was told when it was kept.
    pub async fn change(
        &self,
        community: &Community,
        id: B256,
        edit_key: B256,
        text: &DraftText,
    ) -> Result<Draft, ApiError> {
        sensible(community, text)?;
        let draft = self.get(&community.slug, id).await?;
        // Hashes of unguessable words: how long a comparison takes tells nothing about the word.
        if keccak256(edit_key) != draft.edit_hash {
            return Err(Refusal::unmet(
                "edit_key_wrong",
                "this is not the key that was told when the draft was made",
                "Use the key of this draft, or make a new draft with the changed text.",
            )
            .into());
        }
        if !self.shelf.update(id, text, self.clock.now()).await? {
            return Err(Refusal::stale(
                "draft_proposed",
                "this draft was proposed: what people vote on does not change any more",
                "Make a new draft.",
            )
            .into());
        }
        self.get(&community.slug, id).await
    }

    /// What the draft would do, call by call, and whether it would work now.
    pub async fn preview(&self, community: &Community, draft: &Draft) -> Result<PreparedProposal, ApiError> {
        let house = draft.text.house.into();
        let text = description(&draft.text);
        let (template, calls) = content(&draft.text);
        let (targets, values, calldatas) = calls_of(community, house, template, calls, &text)?;
        let calls = Calls { targets: &targets, values: &values, calldatas: &calldatas };
        Ok(self.relay.preview(community, house, calls, &text).await?)
    }

    /// What a member asks the relay to prepare in order to sponsor the draft.
    pub fn to_propose(draft: &Draft, wallet: alloy::primitives::Address) -> ProposeInput {
        let (template, calls) = content(&draft.text);
        ProposeInput {
            wallet,
            house: draft.text.house,
            description: description(&draft.text),
            discussion: draft.text.discussion.clone(),
            template,
            calls,
        }
    }

    /// What was signed has to be the draft as it is now, in the name of the one who signs.
    pub fn is_about(community: &Community, draft: &Draft, signed: &ProposeMessage) -> Result<(), ApiError> {
        let text = check::with_discussion(&description(&draft.text), &draft.text.discussion);
        let text = check::with_proposer(&text, signed.proposer);
        let (template, calls) = content(&draft.text);
        let (targets, values, calldatas) = calls_of(community, draft.text.house.into(), template, calls, &text)?;
        let same = signed.description == text
            && signed.targets == targets
            && signed.calldatas == calldatas
            && signed.values.iter().map(|value| value.0).eq(values);
        if same {
            return Ok(());
        }
        Err(Refusal::stale(
            "draft_changed",
            "the signature is not about this draft as it is now",
            "Read the draft again, then ask for new data to sign.",
        )
        .into())
    }

    /// Remembers under which intent a draft was proposed; from then on it does not change.
    pub async fn proposed(&self, id: B256, intent: B256) -> Result<(), ApiError> {
        self.shelf.proposed(id, intent).await
    }
}

/// The text with a line that names its author.
fn description(text: &DraftText) -> String {
    match text.author.trim() {
        "" => text.description.clone(),
        author => format!("{}\n\nDraft by {author}.", text.description),
    }
}

/// A draft without any action is a text to be decided.
fn content(text: &DraftText) -> (Option<Template>, Option<Vec<CallInput>>) {
    match (&text.template, &text.calls) {
        (None, None) => (Some(Template::Text), None),
        (template, calls) => (template.clone(), calls.clone()),
    }
}

/// What may be kept is what could be proposed, with the longest lines that are added later.
fn sensible(community: &Community, text: &DraftText) -> Result<(), Refusal> {
    if text.author.len() > MAX_AUTHOR || text.author.contains('\n') {
        return Err(Refusal::malformed(
            "the author's name is too long or has several lines",
            format!("Use at most {MAX_AUTHOR} bytes in one line."),
        ));
    }
    check::discussion_link(&text.discussion)?;
    let full = check::with_discussion(&description(text), &text.discussion);
    let wallet = alloy::primitives::Address::ZERO;
    let full = check::with_proposer(&full, wallet);
    check::description(&full, wallet)?;
    let (template, calls) = content(text);
    let (targets, values, calldatas) = calls_of(community, text.house.into(), template, calls, &full)?;
    check::calls(&targets, &values, &calldatas)
}

fn unknown() -> Refusal {
    Refusal::unknown("there is no such draft here", "Check the link; drafts are found by their whole address only.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relay::testing;

    fn text() -> DraftText {
        DraftText {
            author: String::new(),
            house: House::Members,
            description: "# Title".to_owned(),
            discussion: String::new(),
            template: None,
            calls: None,
        }
    }

    #[test]
    fn what_could_not_be_proposed_is_not_kept() {
        let community = testing::community();
        let check = |text: DraftText| sensible(&community, &text);
        assert_eq!(check(text()), Ok(()));
        assert!(check(DraftText { description: " \n".to_owned(), ..text() }).is_err());
        assert!(check(DraftText { description: "x".repeat(20_000), ..text() }).is_err());
        assert!(check(DraftText { author: "a\nb".to_owned(), ..text() }).is_err());
        assert!(check(DraftText { discussion: "javascript:1".to_owned(), ..text() }).is_err());
        let both = DraftText { template: Some(Template::Text), calls: Some(vec![]), ..text() };
        assert!(check(both).is_err());
    }

    #[test]
    fn the_author_becomes_a_line_of_the_text() {
        let named = DraftText { author: " Amina ".to_owned(), ..text() };
        assert_eq!(description(&named), "# Title\n\nDraft by Amina.");
        assert_eq!(description(&text()), "# Title");
    }
}
