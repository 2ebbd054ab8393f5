//! `/c/{community}/epochs/{epoch}`: dates, sums, shares and rules of an epoch.

use askama::Template;
use axum::response::Html;
use serde::Deserialize;

use super::{
    frame::{Frame, Visit},
    page,
    shares::PoolView,
    texts::Texts,
};
use crate::{
    error::ApiError,
    http::{
        communities::Community,
        epochs::{EpochDates, EpochDetail},
        extract::Path,
        scope::Scope,
    },
};

const SHARES: usize = 500;

#[derive(Template)]
#[template(path = "epoch.html")]
struct EpochPage {
    t: Texts,
    frame: Frame,
    slug: String,
    dates: EpochDates,
    phases: Vec<(&'static str, u64)>,
    time_left: Option<String>,
    previous: Option<u32>,
    pools: Vec<PoolView>,
    detail: EpochDetail,
}

#[derive(Deserialize)]
pub(super) struct OneEpoch {
    epoch: u32,
}

pub(super) async fn show(
    visit: Visit,
    scope: Scope,
    Path(OneEpoch { epoch }): Path<OneEpoch>,
) -> Result<Html<String>, ApiError> {
    let t = visit.t;
    let detail = EpochDetail::load(&scope, epoch).await?;
    let community = Community::load(&scope).await?;
    let (phases, time_left) = phases(t, &detail.dates, scope.now);
    page(&EpochPage {
        t,
        frame: visit.frame(t.with("epoch.title", epoch), &community),
        slug: community.slug,
        dates: detail.dates.clone(),
        phases,
        time_left,
        previous: epoch.checked_sub(1),
        pools: PoolView::of_epoch(&visit, &scope, epoch, SHARES).await?,
        detail,
    })
}

/// The phases before Final with their ends, and how long the present one lasts.
pub(super) fn phases(t: Texts, dates: &EpochDates, now: u64) -> (Vec<(&'static str, u64)>, Option<String>) {
    let ends = vec![
        ("open", dates.ends_at.unix),
        ("grace", dates.grace_ends_at.unix),
        ("challenge", dates.challenge_ends_at.unix),
        ("resolve", dates.final_at.unix),
    ];
    let left = match dates.phase {
        "upcoming" => Some(dates.starts_at.unix),
        present => ends.iter().find(|(phase, _)| *phase == present).map(|(_, end)| *end),
    };
    (ends, left.map(|end| t.duration(end.saturating_sub(now))))
}
