//! What waits to be confirmed, grouped by tool and topic.

use std::collections::BTreeMap;

use alloy::primitives::B256;
use axum::{Json as Body, extract::State};
use palabre_contracts::Lane;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ConfirmationBody, Insider, OneSubject, PersonBody, Sentences};
use crate::{
    error::{ApiError, Refusals},
    http::{
        extract::{Path, Query, parameter},
        scope::{AsOf, InCommunity},
        wire::{Time, hex},
    },
    policy::{Candidate, Confirmer, Kind, State as Where, SubjectId},
    review::{
        View,
        inbox::{self, Filter, Item, Topic},
        privacy::verdict_name,
        suggest::{Basis, suggest},
        who::Hurdle,
    },
    state::AppState,
};

/// Contributions of a page.
const PAGE: usize = 50;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show))
}

/// What to show.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct Filters {
    /// Only from this tool.
    pub(crate) source: Option<String>,
    /// Only in this lane, 0 to 7.
    pub(crate) lane: Option<u8>,
    /// Only of this kind, such as `wiki_page`.
    pub(crate) kind: Option<String>,
    /// Only where it stands so, such as `proposed`; without it everything that is not decided.
    pub(crate) state: Option<String>,
    /// Only of this epoch.
    pub(crate) epoch: Option<u32>,
    /// `true`: only what I can confirm now.
    pub(crate) mine: Option<bool>,
    /// The `next` of the page before.
    pub(crate) after: Option<String>,
}

/// What waits.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct InboxBody {
    /// The block that the answer reflects.
    pub(crate) as_of: AsOf,
    /// The policy that decides.
    pub(crate) policy: PolicyBody,
    /// The connected tools.
    pub(crate) sources: Vec<SourceBody>,
    /// How many contributions stand where, in all.
    pub(crate) counts: BTreeMap<String, u64>,
    /// What matches, the one that waits longest first.
    pub(crate) topics: Vec<TopicBody>,
    /// Give it as `after` for the next page; null on the last one.
    pub(crate) next: Option<String>,
}

/// A policy.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct PolicyBody {
    /// What it is called.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: u32,
    /// Its hash, which the rules on chain name.
    pub(crate) hash: String,
}

/// A tool.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct SourceBody {
    /// Its name in the settings.
    pub(crate) name: String,
    /// What it is.
    pub(crate) tool: String,
}

/// Contributions about one thing.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct TopicBody {
    /// The tool.
    pub(crate) source: String,
    /// Id of the thread, page or document in the tool.
    pub(crate) topic: String,
    /// Oldest first.
    pub(crate) items: Vec<ContributionBody>,
}

/// A contribution in the review.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ContributionBody {
    /// Names it.
    pub(crate) subject: String,
    /// Its kind.
    #[schema(example = "wiki_page")]
    pub(crate) kind: &'static str,
    /// The kind in words.
    pub(crate) told: Told,
    /// The lane.
    pub(crate) lane: u8,
    /// The tool.
    pub(crate) source: String,
    /// What it was done to, as the tool calls it.
    pub(crate) object: String,
    /// How large it is, in the tool's measure.
    pub(crate) size: u64,
    /// Where it stands.
    pub(crate) state: Where,
    /// When it happened.
    pub(crate) occurred_at: Time,
    /// When it has held long enough.
    pub(crate) matures_at: Time,
    /// Its epoch.
    pub(crate) epoch: u32,
    /// Who made it, and what each gets. Nobody where the reviewer is not to know.
    pub(crate) authors: Vec<AuthorBody>,
    /// What each size gives in all; empty where the line has no sizes.
    pub(crate) bands: Vec<BandBody>,
    /// The size that it probably has.
    pub(crate) suggestion: Option<SuggestionBody>,
    /// Who must confirm, and how many did.
    pub(crate) needs: Vec<NeedBody>,
    /// Who confirmed.
    pub(crate) confirmations: Vec<ConfirmationBody>,
    /// What people said last.
    pub(crate) words: Vec<WordBody>,
    /// The second reviewer, where it is large.
    pub(crate) second: Option<SecondBody>,
    /// Whether I can confirm it now.
    pub(crate) can_confirm: bool,
    /// Why I cannot.
    pub(crate) hurdle: Option<Hurdle>,
    /// Whether it can go into a batch.
    pub(crate) ready: bool,
    /// The batch in which it waits for signatures.
    pub(crate) batch: Option<String>,
    /// The contribution that it duplicates.
    pub(crate) duplicate_of: Option<String>,
    /// The acts behind it.
    pub(crate) acts: Vec<ActBody>,
    /// Why it stands so.
    pub(crate) decision: Sentences,
}

/// Words in both languages.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Told {
    /// French.
    pub(crate) fr: &'static str,
    /// English.
    pub(crate) en: &'static str,
}

impl From<Kind> for Told {
    fn from(kind: Kind) -> Self {
        Self { fr: kind.info().fr, en: kind.info().en }
    }
}

/// Somebody who made it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct AuthorBody {
    /// Who.
    pub(crate) person: PersonBody,
    /// Points as things stand; null while the size is not chosen.
    pub(crate) points: Option<u32>,
    /// Where this part stands.
    pub(crate) state: Where,
}

/// A size.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct BandBody {
    /// Its name.
    #[schema(example = "M")]
    pub(crate) band: &'static str,
    /// Points for all authors together.
    pub(crate) points: u32,
}

/// A suggested size.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct SuggestionBody {
    /// The size.
    #[schema(example = "M")]
    pub(crate) band: &'static str,
    /// Why.
    pub(crate) basis: Basis,
}

/// Somebody who must confirm.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct NeedBody {
    /// In one of these capacities.
    pub(crate) by: Vec<&'static str>,
    /// How many people.
    pub(crate) count: u32,
    /// How many did.
    pub(crate) have: u32,
    /// Whether only confirmed members count.
    pub(crate) confirmed: bool,
}

/// Somebody's word.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct WordBody {
    /// Number of the member.
    pub(crate) member: u64,
    /// `confirm`, `refuse` or `undo`.
    pub(crate) verdict: &'static str,
    /// The size that was seen.
    pub(crate) band: Option<&'static str>,
    /// Why. Written by a member: escape it.
    pub(crate) reason: Option<String>,
    /// When.
    pub(crate) at: Time,
    /// Whether it is mine.
    pub(crate) mine: bool,
}

/// A second reviewer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct SecondBody {
    /// Number of the member who was drawn.
    pub(crate) member: Option<u64>,
    /// Whether that is me.
    pub(crate) mine: bool,
    /// Whether a first reviewer confirmed it.
    pub(crate) awaited: bool,
    /// Whether two people confirmed it.
    pub(crate) done: bool,
    /// From when on others may take their place.
    pub(crate) others_from: Time,
}

/// An act in a tool.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ActBody {
    /// The tool.
    pub(crate) source: String,
    /// Its id there.
    pub(crate) external_id: String,
    /// What happened, as stored; null when it was erased.
    pub(crate) kind: Option<&'static str>,
    /// When.
    pub(crate) at: Option<Time>,
    /// Hash of the report.
    pub(crate) raw_hash: String,
    /// Where to look at it.
    pub(crate) link: Option<String>,
}

impl ActBody {
    pub(super) fn of(view: &View, act: &crate::policy::ActRef) -> Self {
        let seen = view.act(&act.source, &act.external_id);
        let source = view.reviewing.source(&act.source);
        let link = seen
            .zip(source)
            .and_then(|(seen, source)| source.link_to(&seen.object, seen.parent.as_deref(), &seen.external_id));
        Self {
            source: act.source.clone(),
            external_id: act.external_id.clone(),
            kind: seen.map(|seen| seen.kind.name()),
            at: seen.map(|seen| seen.occurred_at.into()),
            raw_hash: hex(act.raw_hash),
            link,
        }
    }
}

impl Filters {
    fn parse(&self, insider: &Insider) -> Result<Filter, ApiError> {
        let named = |name: String| serde_json::from_value::<Named>(serde_json::Value::String(name)).map(|one| one.0);
        Ok(Filter {
            source: self.source.clone().filter(|source| !source.is_empty()),
            lane: parameter("lane", self.lane, Lane::new)?,
            kind: parameter("kind", self.kind.clone().filter(|kind| !kind.is_empty()), |kind| kind.parse::<Kind>())?,
            state: parameter("state", self.state.clone().filter(|state| !state.is_empty()), named)?,
            epoch: self.epoch,
            for_member: self.mine.unwrap_or(false).then(|| insider.member()),
        })
    }

    fn after(&self) -> Result<Option<(u64, SubjectId)>, ApiError> {
        let read = |text: String| {
            let (at, subject) = text.split_once('-').ok_or("it is no `next` of a page")?;
            let subject: B256 = subject.parse().map_err(|_| "it is no `next` of a page")?;
            Ok::<_, &str>((at.parse::<u64>().map_err(|_| "it is no `next` of a page")?, SubjectId(subject)))
        };
        parameter("after", self.after.clone(), read)
    }
}

/// A state by its name.
struct Named(Where);

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let known = Where::ALL.iter().find(|state| state.name() == name);
        known.map(|state| Self(*state)).ok_or_else(|| serde::de::Error::custom(format!("there is no state {name:?}")))
    }
}

impl InboxBody {
    /// What waits, for a member who looks.
    pub(crate) async fn load(state: &AppState, insider: &Insider, filters: &Filters) -> Result<Self, ApiError> {
        let (filter, after) = (filters.parse(insider)?, filters.after()?);
        let view = state.review.view(&insider.scope).await?;
        let (topics, next) = inbox::topics(&view, &filter, insider.member(), after, PAGE);
        let policy = &view.reviewing.policy;
        let source =
            |source: &crate::review::Source| SourceBody { name: source.name.clone(), tool: source.tool.clone() };
        let counts = inbox::counts(&view).into_iter().map(|(state, count)| (state.name().to_owned(), count));
        Ok(Self {
            as_of: insider.scope.as_of(),
            policy: PolicyBody { name: policy.name().to_owned(), version: policy.version(), hash: hex(policy.hash()) },
            sources: view.reviewing.sources.iter().map(source).collect(),
            counts: counts.collect(),
            topics: topics.iter().map(|topic| TopicBody::of(&view, insider, topic)).collect(),
            next: next.map(|(at, subject)| format!("{at}-{}", hex(subject.0))),
        })
    }
}

impl TopicBody {
    fn of(view: &View, insider: &Insider, topic: &Topic<'_>) -> Self {
        Self {
            source: topic.source.to_owned(),
            topic: topic.topic.to_owned(),
            items: topic.items.iter().map(|item| ContributionBody::of(view, insider, item)).collect(),
        }
    }
}

impl ContributionBody {
    /// One contribution, for a member who looks.
    pub(crate) fn load(view: &View, insider: &Insider, subject: SubjectId) -> Option<Self> {
        view.parts(subject).next()?;
        Some(Self::of(view, insider, &inbox::item(view, subject, insider.member())))
    }

    fn of(view: &View, insider: &Insider, item: &Item<'_>) -> Self {
        let (part, viewer) = (item.first(), insider.member());
        let subject = part.subject;
        let blind = view.is_blind(subject, viewer);
        let second = item.second.map(|second| SecondBody {
            member: second.member.map(palabre_contracts::MemberId::get),
            mine: second.member == Some(viewer),
            awaited: second.awaited,
            done: second.done,
            others_from: second.others_from.into(),
        });
        Self {
            subject: hex(subject.0),
            kind: part.kind.name(),
            told: part.kind.into(),
            lane: part.lane.index(),
            source: part.account.source.clone(),
            object: part.object.clone(),
            size: part.size,
            state: part.state,
            occurred_at: part.occurred_at.into(),
            matures_at: part.matures_at.into(),
            epoch: part.epoch,
            authors: if blind { Vec::new() } else { authors(view, &item.parts) },
            bands: bands(&item.parts),
            suggestion: suggest(view, part).map(|one| SuggestionBody { band: one.band.name(), basis: one.basis }),
            needs: part.needs.iter().map(need).collect(),
            confirmations: part.confirmations.iter().map(|one| ConfirmationBody::of(view, one)).collect(),
            words: words(view, subject, viewer),
            second,
            can_confirm: item.hurdle.is_none(),
            hurdle: item.hurdle,
            ready: item.parts.iter().any(|part| view.is_ready(part)),
            batch: view.signed(subject).map(hex),
            duplicate_of: view.world.duplicates.get(&subject).map(|other| hex(other.0)),
            acts: part.acts.iter().map(|act| ActBody::of(view, act)).collect(),
            decision: (&part.decision).into(),
        }
    }
}

fn authors(view: &View, parts: &[&Candidate]) -> Vec<AuthorBody> {
    let author = |part: &&Candidate| AuthorBody {
        person: PersonBody::account(view, &part.account),
        points: part.points,
        state: part.state,
    };
    parts.iter().map(author).collect()
}

/// What each size gives to all authors together.
fn bands(parts: &[&Candidate]) -> Vec<BandBody> {
    let names = parts.first().map_or(&[][..], |part| part.bands.as_slice());
    let all = |at: usize| parts.iter().filter_map(|part| part.bands.get(at)).map(|(_, points)| *points).sum();
    names.iter().enumerate().map(|(at, (band, _))| BandBody { band: band.name(), points: all(at) }).collect()
}

fn need(need: &crate::policy::Need) -> NeedBody {
    NeedBody {
        by: need.by.iter().copied().map(Confirmer::name).collect(),
        count: need.count,
        have: need.have,
        confirmed: need.confirmed,
    }
}

/// The last word of everybody; whoever took theirs back says nothing.
fn words(view: &View, subject: SubjectId, viewer: palabre_contracts::MemberId) -> Vec<WordBody> {
    use crate::policy::{Band, Verdict};
    let last = view.words.iter().filter(|word| {
        let is_last = view.last_word(subject, word.member) == Some(word);
        word.subject == subject && is_last && word.verdict != Verdict::Undo
    });
    let body = |word: &crate::review::StoredWord| WordBody {
        member: word.member.get(),
        verdict: verdict_name(word.verdict),
        band: match word.verdict {
            Verdict::Confirm(band) => band.map(Band::name),
            _ => None,
        },
        reason: word.reason.clone(),
        at: word.at.into(),
        mine: word.member == viewer,
    };
    last.map(body).collect()
}

/// What waits to be confirmed, grouped by tool and topic. For members who signed in.
#[utoipa::path(get, path = "/communities/{community}/review", tag = "review", operation_id = "list_review",
    params(InCommunity, Filters), responses((status = 200, body = InboxBody), Refusals), security(("session" = [])))]
async fn list(
    State(state): State<AppState>,
    insider: Insider,
    Query(filters): Query<Filters>,
) -> Result<Body<InboxBody>, ApiError> {
    Ok(Body(InboxBody::load(&state, &insider, &filters).await?))
}

/// One contribution in the review, with what people said and why it stands as it does.
#[utoipa::path(get, path = "/communities/{community}/review/{subject}", tag = "review", operation_id = "show_contribution",
    params(InCommunity, OneSubject), responses((status = 200, body = ContributionBody), Refusals), security(("session" = [])))]
async fn show(
    State(state): State<AppState>,
    insider: Insider,
    Path(one): Path<OneSubject>,
) -> Result<Body<ContributionBody>, ApiError> {
    let view = state.review.view(&insider.scope).await?;
    let subject = crate::review::subject(&one.subject)?;
    ContributionBody::load(&view, &insider, subject).map(Body).ok_or_else(crate::review::unknown)
}
