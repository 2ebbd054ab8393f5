//! `/c/{community}/account`: what one wallet has here, and what it can do: delegate, claim, accept the charter, leave.

use alloy::primitives::Address;
use askama::Template;
use axum::response::Html;
use palabre_indexer::store::VoteToken;
use serde::Deserialize;
use serde_json::json;

use super::{
    acts::Act,
    frame::{Frame, Visit},
    members::{ClaimView, claims},
    page,
    shares::number,
    texts::Texts,
};
use crate::{
    error::ApiError,
    http::{communities::Community, extract::Query, members::MemberDetail, scope::Scope, wire::hex},
};

const REPUTATION_DECIMALS: u8 = 6;

#[derive(Template)]
#[template(path = "account.html")]
struct Account {
    t: Texts,
    frame: Frame,
    slug: String,
    path: String,
    act: Act,
    asked: String,
    unknown: bool,
    charter: Option<u32>,
    own: Option<Own>,
}

/// What a member has.
struct Own {
    detail: MemberDetail,
    reputation: String,
    claims: Vec<ClaimView>,
    lent: Vec<Lent>,
    take_back: String,
}

/// Who casts one's votes in one house.
struct Lent {
    votes: &'static str,
    house: &'static str,
    /// Member number and wallet of somebody else.
    to: Option<(Option<u64>, String)>,
    nobody: bool,
    body: String,
}

/// Whose account.
#[derive(Deserialize)]
pub(super) struct Whose {
    wallet: Option<String>,
}

pub(super) async fn show(visit: Visit, scope: Scope, Query(whose): Query<Whose>) -> Result<Html<String>, ApiError> {
    let t = visit.t;
    let community = Community::load(&scope).await?;
    let asked = whose.wallet.unwrap_or_default().trim().to_owned();
    let wallet: Option<Address> = asked.parse().ok();
    let member = match wallet {
        Some(wallet) => scope.store.member_by_wallet(scope.slug(), wallet).await?,
        None => None,
    };
    let own = match (wallet, member) {
        (Some(wallet), Some(member)) => Some(own(&visit, &scope, wallet, member.member_id.get()).await?),
        _ => None,
    };
    let path = format!("/c/{}/account", community.slug);
    let then = format!("{path}?wallet={}", wallet.map(hex).unwrap_or_default());
    let newest = community.charter.as_ref().map(|charter| charter.version);
    let accepted = own.as_ref().map(|own| own.detail.member.charter_version);
    page(&Account {
        t,
        frame: visit.frame(t.get("account.title").to_owned(), &community),
        act: Act::new(&visit, &scope, then),
        charter: newest.filter(|newest| accepted.is_some_and(|accepted| accepted < *newest)),
        slug: community.slug,
        path,
        unknown: !asked.is_empty() && own.is_none(),
        asked,
        own,
    })
}

async fn own(visit: &Visit, scope: &Scope, wallet: Address, id: u64) -> Result<Own, ApiError> {
    let detail = MemberDetail::load(scope, id).await?;
    let lent = [
        lent(scope, wallet, VoteToken::Membership, "membership", "members").await?,
        lent(scope, wallet, VoteToken::Reputation, "reputation", "contributors").await?,
    ];
    Ok(Own {
        reputation: visit.t.amount(number(&detail.reputation.live), REPUTATION_DECIMALS),
        claims: claims(visit, &detail).await,
        lent: lent.into(),
        take_back: json!({ "delegatee": hex(wallet) }).to_string(),
        detail,
    })
}

async fn lent(
    scope: &Scope,
    wallet: Address,
    token: VoteToken,
    votes: &'static str,
    house: &'static str,
) -> Result<Lent, ApiError> {
    let delegation = scope.store.delegation_of(scope.slug(), token, wallet).await?;
    let delegate = delegation.and_then(|delegation| delegation.delegate);
    let to = match delegate.filter(|delegate| *delegate != wallet) {
        Some(other) => {
            let member = scope.store.member_by_wallet(scope.slug(), other).await?;
            Some((member.map(|member| member.member_id.get()), hex(other)))
        }
        None => None,
    };
    let body = json!({ "votes": votes }).to_string();
    Ok(Lent { votes, house, to, nobody: delegate.is_none(), body })
}
