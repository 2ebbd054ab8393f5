//! `/c/{community}`: the community at a glance.

use askama::Template;
use axum::response::Html;

use super::{
    acts::Act,
    epoch::phases,
    frame::{Frame, Visit},
    page,
    proposals::Card,
    shares::PoolView,
    texts::Texts,
};
use crate::{
    error::ApiError,
    http::{
        communities::Community, contributions::Contribution, epochs::EpochDates, proposals::Proposal, scope::Scope,
        shares::last_final_epoch,
    },
};

const SHARES: usize = 10;
const CONTRIBUTIONS: u32 = 10;
/// Voting units with which the contract lets a founding end.
const UNITS_TO_OPEN: u64 = 5;

#[derive(Template)]
#[template(path = "community.html")]
struct Home {
    t: Texts,
    frame: Frame,
    slug: String,
    dates: EpochDates,
    phases: Vec<(&'static str, u64)>,
    time_left: Option<String>,
    open: Vec<Card>,
    shared_epoch: Option<u32>,
    pools: Vec<PoolView>,
    contributions: Vec<Contribution>,
    can_open: bool,
    act: Act,
    community: Community,
}

pub(super) async fn show(visit: Visit, scope: Scope) -> Result<Html<String>, ApiError> {
    let t = visit.t;
    let community = Community::load(&scope).await?;
    let open = Proposal::open(&scope).await?;
    let shared_epoch = last_final_epoch(&scope).await?;
    let pools = match shared_epoch {
        Some(epoch) => PoolView::of_epoch(&visit, &scope, epoch, SHARES).await?,
        None => Vec::new(),
    };
    let (phases, time_left) = phases(t, &community.epoch, scope.now);
    let needed = if community.pilot { 1 } else { UNITS_TO_OPEN };
    page(&Home {
        t,
        frame: visit.frame(community.name.clone(), &community),
        slug: community.slug.clone(),
        dates: community.epoch.clone(),
        phases,
        time_left,
        open: open.iter().map(|proposal| Card::new(t, &scope, proposal)).collect(),
        shared_epoch,
        pools,
        contributions: Contribution::latest(&scope, None, CONTRIBUTIONS).await?,
        can_open: community.phase == "founding" && community.counts.units >= needed,
        act: Act::new(&visit, &scope, format!("/c/{}", community.slug)),
        community,
    })
}
