//! `/c/{community}/members/{id}/reasons`: why a member has these points; `/c/{community}/epochs/{epoch}/anomalies`: what
//! is unusual in an epoch.

use askama::Template;
use axum::{extract::State, response::Html};
use palabre_contracts::MemberId;
use serde::Deserialize;

use super::{
    frame::{Frame, Visit},
    page,
    texts::Texts,
};
use crate::{
    error::ApiError,
    http::{
        communities::Community,
        extract::Path,
        review::{Insider, ReasonBody, ReportBody, reasons_of},
        scope::Scope,
    },
    review::report::Who,
    state::AppState,
};

/// Reasons of one page.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "reasons.html")]
struct Reasons {
    t: Texts,
    frame: Frame,
    base: String,
    member: u64,
    in_full: bool,
    reasons: Vec<ReasonBody>,
    more: bool,
}

#[derive(Template)]
#[template(path = "anomalies.html")]
struct Anomalies {
    t: Texts,
    frame: Frame,
    base: String,
    body: ReportBody,
}

impl Anomalies {
    fn who(&self, who: &Who) -> String {
        match who.member {
            Some(member) => self.t.with("member.name", member),
            None => self.t.get("anomaly.unlinked").to_owned(),
        }
    }

    fn percent(&self, bps: &u64) -> String {
        self.t.part(*bps)
    }
}

impl Texts {
    /// A part in ten thousand as per cent, with one digit after the point.
    pub(super) fn part(&self, bps: u64) -> String {
        let (whole, rest) = (bps / 100, bps % 100 / 10);
        match self.lang() {
            super::Lang::French => format!("{whole},{rest} %"),
            super::Lang::English => format!("{whole}.{rest}%"),
        }
    }
}

#[derive(Deserialize)]
pub(super) struct OneMember {
    id: u64,
}

#[derive(Deserialize)]
pub(super) struct OneEpoch {
    epoch: u32,
}

pub(super) async fn show(
    State(state): State<AppState>,
    visit: Visit,
    scope: Scope,
    insider: Result<Insider, ApiError>,
    Path(OneMember { id }): Path<OneMember>,
) -> Result<Html<String>, ApiError> {
    let unknown = || ApiError::not_found(format!("there is no member {id}"), "Member numbers count from 1.");
    let member = MemberId::new(id).map_err(|_| unknown())?;
    scope.store.member(scope.slug(), member).await?.ok_or_else(unknown)?;
    let community = Community::load(&scope).await?;
    let in_full = insider.is_ok();
    let mut reasons = reasons_of(&state, &scope, member, in_full).await?;
    let more = reasons.len() > SHOWN;
    reasons.truncate(SHOWN);
    page(&Reasons {
        t: visit.t,
        frame: visit.frame(visit.t.with("reason.title", id), &community),
        base: format!("/c/{}", scope.slug()),
        member: id,
        in_full,
        reasons,
        more,
    })
}

pub(super) async fn anomalies(
    State(state): State<AppState>,
    visit: Visit,
    scope: Scope,
    Path(OneEpoch { epoch }): Path<OneEpoch>,
) -> Result<Html<String>, ApiError> {
    let community = Community::load(&scope).await?;
    page(&Anomalies {
        t: visit.t,
        frame: visit.frame(visit.t.with("anomaly.title", epoch), &community),
        base: format!("/c/{}", scope.slug()),
        body: ReportBody::load(&state, &scope, epoch).await?,
    })
}
