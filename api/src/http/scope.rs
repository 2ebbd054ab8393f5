//! What a read is about: one community, as of one block.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
};
use palabre_contracts::{
    Community, Slug,
    rules::{Calendar, Phase},
};
use palabre_indexer::{
    Store,
    store::{BlockRef, Constants},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    moment::Moment,
    wire::{Time, hex},
};
use crate::{error::ApiError, state::AppState};

/// The block that an answer reflects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AsOf {
    /// Number of the block.
    pub block_number: u64,
    /// Hash of the block.
    pub block_hash: String,
    /// Time of the block.
    pub time: Time,
}

impl From<BlockRef> for AsOf {
    fn from(block: BlockRef) -> Self {
        Self { block_number: block.block_number, block_hash: hex(block.block_hash), time: block.block_time.into() }
    }
}

/// Whether a number may still change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Finality {
    /// Its epoch is not final yet: more may be recorded, or struck.
    Provisional,
    /// Its epoch is final: it never changes again.
    Final,
}

/// Which community.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "read by the OpenAPI generator only")]
pub(crate) struct InCommunity {
    /// Short name of the community.
    #[param(example = "demo")]
    community: String,
}

/// The community in a request's path, with the block that answers reflect.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    pub(crate) store: Store,
    pub(crate) block: BlockRef,
    pub(crate) now: u64,
    /// What all reads share.
    pub(crate) moment: Arc<Moment>,
}

impl Scope {
    /// The scope of the community with this short name.
    pub(crate) async fn of(state: &AppState, slug: &str) -> Result<Self, ApiError> {
        let slug = &state.community(slug)?.slug;
        let block = state.store.cursor(slug).await?.ok_or_else(|| not_indexed(slug))?;
        Self::at(state, slug, block).await
    }

    /// The scope as of a block that is known to be the mirror's.
    async fn at(state: &AppState, slug: &Slug, block: BlockRef) -> Result<Self, ApiError> {
        let found = state.reads.moments.at(&state.store, slug, block).await?;
        let moment = found.ok_or_else(|| not_indexed(slug))?;
        Ok(Self::new(&state.store, moment, state.clock.now()))
    }

    /// The same without a request, in a view of the mirror that does not move.
    pub(crate) async fn of_view(view: &Store, slug: &Slug, block: BlockRef, now: u64) -> Result<Self, ApiError> {
        let moment = Moment::alone(view, slug, block).await?.ok_or_else(|| not_indexed(slug))?;
        Ok(Self::new(view, Arc::new(moment), now))
    }

    fn new(store: &Store, moment: Arc<Moment>, now: u64) -> Self {
        let block = moment.block;
        // The chain's clock may be ahead of ours, never the other way round for what the next block will see.
        Self { store: store.clone(), block, now: block.block_time.max(now), moment }
    }

    /// The same community in a view of the mirror that does not move, as of the block that it has then.
    pub(crate) async fn still(&self) -> Result<Self, ApiError> {
        let store = self.store.snapshot().await?;
        let block = store.cursor(self.slug()).await?.ok_or_else(|| not_indexed(self.slug()))?;
        let moment = Arc::new(self.moment.of_snapshot(&store, block).await?);
        Ok(Self { store, block, now: self.now.max(block.block_time), moment })
    }

    pub(crate) fn community(&self) -> &Community {
        &self.moment.community
    }

    pub(crate) fn constants(&self) -> &Constants {
        &self.moment.constants
    }

    pub(crate) fn slug(&self) -> &Slug {
        &self.community().slug
    }

    pub(crate) fn calendar(&self) -> &Calendar {
        &self.constants().calendar
    }

    /// The dates of one epoch, with the time that the guardian may have added to its disputes.
    pub(crate) fn calendar_of(&self, epoch: u32) -> Calendar {
        self.moment.calendar_of(epoch)
    }

    /// Where an epoch stands now.
    pub(crate) fn phase(&self, epoch: u32) -> Phase {
        self.calendar_of(epoch).phase_at(epoch, self.now)
    }

    pub(crate) fn as_of(&self) -> AsOf {
        self.block.into()
    }

    /// Whether what is said about an epoch may still change.
    pub(crate) fn finality(&self, epoch: u32) -> Finality {
        if self.phase(epoch) == Phase::Final { Finality::Final } else { Finality::Provisional }
    }

    /// The epoch that is open now.
    pub(crate) fn epoch(&self) -> u32 {
        self.calendar().epoch_at(self.now)
    }
}

impl FromRequestParts<AppState> for Scope {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(ApiError::internal)?;
        let slug = params.iter().find(|(name, _)| *name == "community").map_or("", |(_, slug)| slug);
        match parts.extensions.get::<BlockRef>() {
            Some(block) => Self::at(state, &state.community(slug)?.slug, *block).await,
            None => Self::of(state, slug).await,
        }
    }
}

fn not_indexed(slug: &Slug) -> ApiError {
    ApiError::unavailable(
        "not_indexed_yet",
        format!("the community {slug} is not indexed yet"),
        "Retry in a few seconds; GET /readyz tells how far the indexer is.",
    )
}
