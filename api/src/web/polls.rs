//! `/c/{community}/polls` and `/c/{community}/polls/{number}`.

use askama::Template;
use axum::{extract::State, response::Html};
use serde::Deserialize;

use super::{
    acts::Act,
    frame::{Frame, Visit},
    markdown, page,
    texts::Texts,
};
use crate::{
    error::ApiError,
    http::{
        communities::Community,
        extract::Path,
        paging::Paging,
        polls::{self, BallotBody, PollBody, PollDetail},
        scope::Scope,
    },
    polls::{Polls, kind::Kind},
    state::AppState,
};

const BALLOTS: u32 = 200;

#[derive(Template)]
#[template(path = "polls.html")]
struct PollList {
    t: Texts,
    frame: Frame,
    base: String,
    polls: Vec<PollCard>,
    next: Option<String>,
}

/// A poll in a list.
struct PollCard {
    poll: PollBody,
    time_left: String,
}

#[derive(Template)]
#[template(path = "poll.html")]
struct PollPage {
    t: Texts,
    frame: Frame,
    slug: String,
    act: Act,
    html: String,
    time_left: String,
    kind: Kind,
    detail: PollDetail,
    ballots: Vec<BallotLine>,
}

/// One answer as people read it.
struct BallotLine {
    member: u64,
    answer: String,
    reason: String,
}

#[derive(Deserialize)]
pub(super) struct OnePoll {
    number: u64,
}

impl PollPage {
    fn open(&self) -> bool {
        self.detail.poll.state == "open"
    }

    /// Weights of contributors are units that say nothing to people; members are heads.
    fn heads(&self) -> bool {
        self.detail.poll.house == "members"
    }

    fn leads(&self, position: &usize) -> bool {
        self.detail.result.leaders.contains(position)
    }

    /// A part of 10,000 as a share of the width of a bar.
    fn width(&self, bps: &u32) -> u32 {
        bps.div_ceil(100)
    }

    fn percent(&self, bps: &u32) -> String {
        self.t.percent(&u16::try_from(*bps).unwrap_or(u16::MAX))
    }

    fn option(&self, position: &usize) -> &str {
        self.detail.poll.options.get(*position).map_or("", String::as_str)
    }

    /// The largest number that a field takes.
    fn most(&self) -> u32 {
        match self.kind {
            Kind::InstantRunoff | Kind::Copeland => self.detail.poll.options.len() as u32,
            Kind::Weighted => 100,
            _ => self.detail.poll.scale,
        }
    }

    fn word_of_option(&self, option: &str) -> String {
        if self.kind == Kind::Consent { self.t.word("consent", &option.replace(' ', "_")) } else { option.to_owned() }
    }
}

pub(super) fn time_left(t: Texts, scope: &Scope, poll: &PollBody) -> String {
    match poll.state {
        "open" => t.with("proposal.left", t.duration(poll.closes_at.unix.saturating_sub(scope.now))),
        _ => t.with("proposal.ended", t.date(&poll.closes_at.unix)),
    }
}

pub(super) async fn list(
    State(state): State<AppState>,
    visit: Visit,
    scope: Scope,
    paging: Paging,
) -> Result<Html<String>, ApiError> {
    let community = Community::load(&scope).await?;
    let list = polls::PollList { polls: Polls::of(&state), open: None };
    let (rows, next) = paging.page(&scope, &list).await?;
    let card = |poll| PollCard { time_left: time_left(visit.t, &scope, &poll), poll };
    page(&PollList {
        t: visit.t,
        frame: visit.frame(visit.t.get("polls.title").to_owned(), &community),
        base: format!("/c/{}/polls", community.slug),
        polls: rows.into_iter().map(card).collect(),
        next,
    })
}

pub(super) async fn show(
    State(state): State<AppState>,
    visit: Visit,
    scope: Scope,
    Path(OnePoll { number }): Path<OnePoll>,
) -> Result<Html<String>, ApiError> {
    let t = visit.t;
    let community = Community::load(&scope).await?;
    let detail = PollDetail::load(&state, &scope, number).await?;
    let polls = Polls::of(&state);
    let poll = polls.poll(scope.slug(), number).await?;
    let (kind, options) = (poll.terms.kind(), poll.terms.signed().options.clone());
    let line = |ballot: BallotBody| {
        let mut words = kind.in_words(&options, &ballot.values);
        if kind == Kind::Consent {
            words = words.iter().map(|word| t.word("consent", &word.replace(' ', "_"))).collect();
        }
        BallotLine { member: ballot.member, answer: words.join(" · "), reason: ballot.reason }
    };
    let ballots = polls.ballots(&poll, 0, BALLOTS).await?;
    let path = format!("/c/{}/polls/{number}", community.slug);
    page(&PollPage {
        t,
        frame: visit.frame(detail.poll.question.clone(), &community),
        act: Act::new(&visit, &scope, path),
        slug: community.slug,
        html: markdown::to_html(&detail.details),
        time_left: time_left(t, &scope, &detail.poll),
        kind,
        ballots: ballots.into_iter().map(|ballot| line(ballot.into())).collect(),
        detail,
    })
}
