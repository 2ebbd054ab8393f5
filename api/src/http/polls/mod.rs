//! Polls over HTTP. Reads do not carry the `ETag` of a block, since answers come in between two blocks.

mod acts;
mod reads;
mod recount;

pub(crate) use self::reads::PollList;
use alloy::primitives::Address;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;

use super::{
    scope::{AsOf, Scope},
    wire::{Time, hex},
};
use crate::{
    error::ApiError,
    http::relay::BlockBody,
    polls::{Ballot, Poll, Polls, kind::Kind, result::PollResult},
    relay::{Intent, State},
    state::AppState,
};

/// The routes, relative to `/api/v1`.
pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().merge(reads::router()).merge(acts::router()).merge(recount::router())
}

/// A poll in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PollBody {
    /// Counted from 1 in each community.
    pub number: u64,
    /// Digest of what its author signed.
    pub id: String,
    /// The question. Written by a member: escape it.
    pub question: String,
    /// How it is answered and counted.
    pub kind: Kind,
    /// `members` or `contributors`.
    pub house: &'static str,
    /// `open` or `closed`.
    pub state: &'static str,
    /// Member who asked.
    pub author: u64,
    /// Wallet that signed the question.
    pub author_wallet: String,
    /// Options in order.
    pub options: Vec<String>,
    /// Highest score, or number of dots.
    pub scale: u32,
    /// Part of the electorate's weight that has to answer, of 10,000.
    pub quorum_bps: u16,
    /// Objections that block consent.
    pub blocking_objections: u16,
    /// Where it is discussed; may be empty.
    pub discussion: String,
    /// When it was opened.
    pub opened_at: Time,
    /// Until when it can be answered.
    pub closes_at: Time,
    /// The block that fixed who may answer and with what weight.
    pub snapshot: AsOf,
}

/// A poll with its result.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PollDetail {
    /// The block that the answer reflects.
    pub as_of: AsOf,
    /// When the ballots were counted.
    pub counted_at: Time,
    /// Whether more ballots may come.
    pub provisional: bool,
    /// What a list shows.
    pub poll: PollBody,
    /// Markdown. Written by a member: escape it.
    pub details: String,
    /// The count.
    pub result: PollResult,
    /// Where the root of ballots and result is, once the poll is closed.
    pub anchor: Option<AnchorBody>,
}

/// The root of a result on chain.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AnchorBody {
    /// Root of the tree of ballots and result.
    pub root: String,
    /// `waiting`, `sent` or `anchored`.
    pub state: &'static str,
    /// Transaction that carries it.
    pub tx_hash: Option<String>,
    /// The block that holds it.
    pub block: Option<BlockBody>,
}

/// A member's answer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BallotBody {
    /// Who.
    pub member: u64,
    /// Wallet that signed.
    pub voter: String,
    /// The numbers of the answer, in the order of the options.
    pub values: Vec<u32>,
    /// Weight at the snapshot.
    pub weight: String,
    /// Published reason, often empty. Written by a member: escape it.
    pub reason: String,
    /// How often the member answered.
    pub revision: u64,
    /// When.
    pub cast_at: Time,
    /// What was signed.
    pub digest: String,
    /// The signature, so that anybody can check it.
    pub signature: String,
}

impl PollBody {
    pub(crate) fn new(poll: &Poll, now: u64) -> Self {
        let signed = poll.terms.signed();
        let open = poll.closed.is_none() && now < signed.closesAt;
        Self {
            number: poll.number,
            id: hex(poll.id),
            question: signed.question.clone(),
            kind: poll.terms.kind(),
            house: poll.terms.house().as_str(),
            state: if open { "open" } else { "closed" },
            author: poll.author_id,
            author_wallet: address(signed.author),
            options: signed.options.clone(),
            scale: signed.scale,
            quorum_bps: signed.quorumBps,
            blocking_objections: signed.blockingObjections,
            discussion: signed.discussion.clone(),
            opened_at: poll.opened_at.into(),
            closes_at: signed.closesAt.into(),
            snapshot: poll.snapshot.into(),
        }
    }
}

impl PollDetail {
    /// The poll with this number, counted now or at its end.
    pub(crate) async fn load(state: &AppState, scope: &Scope, number: u64) -> Result<Self, ApiError> {
        let polls = Polls::of(state);
        let poll = polls.poll(scope.slug(), number).await?;
        let result = polls.result(&poll).await?;
        let anchor = match &poll.closed {
            Some(closed) => Some(AnchorBody::new(hex(closed.root), polls.anchor_of(&poll).await?)),
            None => None,
        };
        Ok(Self {
            as_of: scope.as_of(),
            counted_at: poll.closed.as_ref().map_or(scope.now, |closed| closed.at).into(),
            provisional: poll.closed.is_none(),
            poll: PollBody::new(&poll, scope.now),
            details: poll.terms.signed().details.clone(),
            result,
            anchor,
        })
    }
}

impl AnchorBody {
    fn new(root: String, intent: Option<Intent>) -> Self {
        let state = match intent.as_ref().map(|intent| intent.state) {
            Some(State::Mined) => "anchored",
            Some(State::Received | State::Simulated | State::Sent) => "sent",
            Some(State::Failed) | None => "waiting",
        };
        let block = intent.as_ref().and_then(|intent| intent.block);
        Self {
            root,
            state,
            tx_hash: intent.and_then(|intent| intent.tx_hash).map(hex),
            block: block.map(|block| BlockBody { number: block.number, hash: hex(block.hash) }),
        }
    }
}

impl From<Ballot> for BallotBody {
    fn from(ballot: Ballot) -> Self {
        Self {
            member: ballot.member_id,
            voter: address(ballot.voter),
            values: ballot.counted.values,
            weight: ballot.counted.weight.to_string(),
            reason: ballot.reason,
            revision: ballot.revision,
            cast_at: ballot.cast_at.into(),
            digest: hex(ballot.digest),
            signature: hex(ballot.signature),
        }
    }
}

fn address(address: Address) -> String {
    hex(address)
}
