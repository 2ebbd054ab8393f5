//! `/c/{community}/review`: what waits to be confirmed, and `/c/{community}/review/batches`: what is signed.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use super::{
    acts::Act,
    frame::{Frame, Visit},
    page,
    sign_in::{if_signed_in, sign_in_first},
    texts::Texts,
};
use crate::{
    error::ApiError,
    http::{
        communities::Community,
        extract::Query,
        review::{
            BatchBody, ContributionBody, Filters, InboxBody, Insider, PersonBody, PlanBody, Sentences, Told, loaded,
        },
        scope::Scope,
    },
    policy::{Confirmer, Language, State as Where, kind::KINDS},
    review::suggest::Basis,
    state::AppState,
};

/// States that can be asked for.
const STATES: [Where; 9] = [
    Where::Proposed,
    Where::Confirmed,
    Where::Maturing,
    Where::Waiting,
    Where::Observed,
    Where::Recorded,
    Where::Refused,
    Where::Duplicate,
    Where::Expired,
];

#[derive(Template)]
#[template(path = "review.html")]
struct Inbox {
    t: Texts,
    frame: Frame,
    /// The community's pages.
    place: String,
    base: String,
    /// Where requests go.
    api: String,
    filters: Filters,
    inbox: InboxBody,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "review_batches.html")]
struct Batches {
    t: Texts,
    frame: Frame,
    base: String,
    /// Where batches are prepared.
    prepare: String,
    act: Act,
    plans: Vec<Planned>,
    batches: Vec<BatchBody>,
}

/// A plan with what the button sends.
struct Planned {
    plan: PlanBody,
    body: String,
}

impl Inbox {
    fn total(&self) -> u64 {
        self.inbox.topics.iter().map(|topic| topic.items.len() as u64).sum()
    }

    fn states(&self) -> [Where; 9] {
        STATES
    }

    fn kinds(&self) -> Vec<(&'static str, Told)> {
        KINDS.iter().map(|info| (info.name, Told { fr: info.fr, en: info.en })).collect()
    }

    fn count(&self, state: &Where) -> String {
        self.t.number(self.inbox.counts.get(state.name()).copied().unwrap_or(0))
    }

    fn is_chosen(&self, of: &Option<String>, value: &str) -> bool {
        of.as_deref() == Some(value)
    }

    fn is_mine(&self) -> bool {
        self.filters.mine.unwrap_or(false)
    }

    fn words_path(&self, item: &ContributionBody) -> String {
        format!("{}/review/{}/words", self.api, item.subject)
    }

    fn duplicate_path(&self, item: &ContributionBody) -> String {
        format!("{}/review/{}/duplicate", self.api, item.subject)
    }

    fn has_said(&self, item: &ContributionBody) -> bool {
        item.words.iter().any(|word| word.mine) && item.batch.is_none()
    }

    fn is_likely(&self, item: &ContributionBody, band: &str) -> bool {
        item.suggestion.as_ref().is_some_and(|suggestion| suggestion.band == band)
    }

    fn basis(&self, item: &ContributionBody) -> String {
        let basis = item.suggestion.as_ref().map(|suggestion| suggestion.basis);
        match basis {
            Some(Basis::Neighbours) => self.t.get("review.basis_neighbours").to_owned(),
            Some(Basis::Size) => self.t.get("review.basis_size").to_owned(),
            None => String::new(),
        }
    }
}

impl Texts {
    fn language(&self) -> Language {
        match self.lang() {
            super::Lang::French => Language::French,
            super::Lang::English => Language::English,
        }
    }

    /// A kind of contribution in words.
    pub(super) fn told<'k>(&self, told: &'k Told) -> &'k str {
        match self.lang() {
            super::Lang::French => told.fr,
            super::Lang::English => told.en,
        }
    }

    /// Sentences of a decision.
    pub(super) fn said<'s>(&self, sentences: &'s Sentences) -> &'s [String] {
        match self.lang() {
            super::Lang::French => &sentences.fr,
            super::Lang::English => &sentences.en,
        }
    }

    /// Somebody: the name, or what there is.
    pub(super) fn person(&self, person: &PersonBody) -> String {
        let member = person.member.map(|member| self.with("member.name", member));
        let name = person.name.clone().or_else(|| person.account.clone());
        match (name, member) {
            (Some(name), Some(member)) => format!("{name} ({member})"),
            (Some(name), None) => name,
            (None, Some(member)) => member,
            (None, None) => match &person.source {
                Some(source) => self.with("review.somebody", source),
                None => self.get("review.nobody").to_owned(),
            },
        }
    }

    /// Capacities, the one or the other.
    pub(super) fn capacities(&self, names: &[&'static str]) -> String {
        let told = names.iter().map(|name| match name.parse::<Confirmer>() {
            Ok(one) => one.told(self.language()).to_owned(),
            Err(_) => (*name).to_owned(),
        });
        told.collect::<Vec<_>>().join(&format!(" {} ", self.get("review.or")))
    }

    /// Where a contribution stands.
    pub(super) fn stands(&self, state: &Where) -> String {
        self.word("stands", state.name())
    }

    /// How many people confirmed of those who must.
    pub(super) fn have(&self, have: u32, need: u32) -> String {
        self.with2("review.of", have, need)
    }
}

pub(super) async fn show(
    State(state): State<AppState>,
    visit: Visit,
    scope: Scope,
    looks: Result<Insider, ApiError>,
    Query(filters): Query<Filters>,
) -> Result<Response, ApiError> {
    let base = format!("/c/{}/review", scope.slug());
    let Some(insider) = if_signed_in(looks)? else { return Ok(sign_in_first(&base)) };
    let community = Community::load(&scope).await?;
    let inbox = InboxBody::load(&state, &insider, &filters).await?;
    let next = inbox.next.as_ref().map(|next| later(&base, &filters, next));
    let page = page(&Inbox {
        t: visit.t,
        frame: visit.frame(visit.t.get("review.title").to_owned(), &community),
        place: format!("/c/{}", scope.slug()),
        base,
        api: format!("/api/v1/communities/{}", scope.slug()),
        filters,
        inbox,
        next,
    })?;
    Ok(page.into_response())
}

pub(super) async fn batches(
    State(state): State<AppState>,
    visit: Visit,
    scope: Scope,
    looks: Result<Insider, ApiError>,
) -> Result<Response, ApiError> {
    let path = format!("/c/{}/review/batches", scope.slug());
    let Some(insider) = if_signed_in(looks)? else { return Ok(sign_in_first(&path)) };
    let community = Community::load(&scope).await?;
    let (plans, batches) = loaded(&state, &insider).await?;
    let planned = |plan: PlanBody| {
        let body = serde_json::json!({ "epoch": plan.epoch, "source": plan.source }).to_string();
        Planned { plan, body }
    };
    let page = page(&Batches {
        t: visit.t,
        frame: visit.frame(visit.t.get("batch.title").to_owned(), &community),
        base: format!("/c/{}", scope.slug()),
        prepare: format!("/api/v1/communities/{}/review/batches", scope.slug()),
        act: Act::new(&visit, &scope, path),
        plans: plans.into_iter().map(planned).collect(),
        batches,
    })?;
    Ok(page.into_response())
}

/// The next page under the same filters.
fn later(base: &str, filters: &Filters, next: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    let lane = filters.lane.map(|lane| lane.to_string());
    let epoch = filters.epoch.map(|epoch| epoch.to_string());
    let mine = filters.mine.map(|mine| mine.to_string());
    let named = [
        ("source", &filters.source),
        ("kind", &filters.kind),
        ("state", &filters.state),
        ("lane", &lane),
        ("epoch", &epoch),
        ("mine", &mine),
    ];
    for (name, value) in named {
        if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
            query.append_pair(name, value);
        }
    }
    format!("{base}?{}", query.append_pair("after", next).finish())
}
