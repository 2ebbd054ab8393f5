//! `/c/{community}/members` and `/c/{community}/members/{id}`.

use alloy::primitives::Address;
use askama::Template;
use axum::response::Html;
use palabre_contracts::MemberId;
use palabre_indexer::store::{MemberFilter, Order};
use serde::Deserialize;
use serde_json::json;

use super::{
    acts::Act,
    frame::{Frame, Visit},
    page,
    shares::number,
    texts::Texts,
};
use crate::{
    error::ApiError,
    http::{
        communities::Community,
        contributions::Contribution,
        extract::Path,
        members::{self, Member, MemberDetail},
        paging::Paging,
        scope::Scope,
    },
};

/// Reputation has six digits after the point.
const REPUTATION_DECIMALS: u8 = 6;
const CONTRIBUTIONS: u32 = 25;

#[derive(Template)]
#[template(path = "members.html")]
struct Members {
    t: Texts,
    frame: Frame,
    slug: String,
    members: Vec<Member>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "member.html")]
struct MemberPage {
    t: Texts,
    frame: Frame,
    slug: String,
    member: Member,
    detail: MemberDetail,
    reputation: String,
    claims: Vec<ClaimView>,
    act: Act,
    contributions: Vec<Contribution>,
}

/// A share that can be claimed.
pub(super) struct ClaimView {
    pub(super) epoch: u32,
    pub(super) amount: String,
    pub(super) unit: String,
    pub(super) body: String,
}

#[derive(Deserialize)]
pub(super) struct OneMember {
    id: u64,
}

pub(super) async fn list(visit: Visit, scope: Scope, paging: Paging) -> Result<Html<String>, ApiError> {
    let community = Community::load(&scope).await?;
    let (members, next) =
        paging.page(&scope, &members::Members { filter: MemberFilter::default(), order: Order::Oldest }).await?;
    let frame = visit.frame(visit.t.get("members.title").to_owned(), &community);
    page(&Members { t: visit.t, frame, slug: community.slug, members, next })
}

pub(super) async fn show(
    visit: Visit,
    scope: Scope,
    Path(OneMember { id }): Path<OneMember>,
) -> Result<Html<String>, ApiError> {
    let t = visit.t;
    let community = Community::load(&scope).await?;
    let detail = MemberDetail::load(&scope, id).await?;
    page(&MemberPage {
        t,
        frame: visit.frame(t.with("member.name", id), &community),
        reputation: t.amount(number(&detail.reputation.live), REPUTATION_DECIMALS),
        claims: claims(&visit, &detail).await,
        act: Act::new(&visit, &scope, format!("/c/{}/members/{id}", community.slug)),
        contributions: Contribution::latest(&scope, MemberId::new(id).ok(), CONTRIBUTIONS).await?,
        slug: community.slug,
        member: detail.member.clone(),
        detail,
    })
}

pub(super) async fn claims(visit: &Visit, detail: &MemberDetail) -> Vec<ClaimView> {
    let mut views = Vec::new();
    for claim in &detail.claimable {
        let token: Address = claim.token.parse().unwrap_or_default();
        let unit = visit.state.tokens.unit(&visit.state.chain, token).await;
        views.push(ClaimView {
            epoch: claim.epoch,
            amount: visit.t.amount(number(&claim.amount), unit.decimals),
            unit: unit.symbol,
            body: json!({ "token": claim.token, "epoch": claim.epoch }).to_string(),
        });
    }
    views
}

impl Texts {
    /// Roles in words.
    pub(crate) fn roles(&self, names: &[String]) -> String {
        let words: Vec<String> = names
            .iter()
            .map(|name| match name.split_once(':') {
                Some((_, lane)) => self.with("roles.reviewer", lane),
                None => self.word("role", name),
            })
            .collect();
        if words.is_empty() { self.get("roles.none").to_owned() } else { words.join(", ") }
    }
}
