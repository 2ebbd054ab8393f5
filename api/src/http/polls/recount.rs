//! Counts ballots that the caller brings: for checking a result, or for asking what another way of counting would say.

use axum::Json as Body;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    error::{ApiError, Failures},
    http::extract::Json,
    polls::{
        kind::Kind,
        result::PollResult,
        tally::{Counted, count},
    },
    relay::{error::Refusal, message::Uint256},
    state::AppState,
};

/// Most options and ballots of one request.
const MOST: (usize, usize) = (20, 2_000);

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(recount))
}

/// Ballots to count.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RecountInput {
    /// How to count.
    pub kind: Kind,
    /// The options, at most 20; for consent the three answers.
    pub options: Vec<String>,
    /// Highest score, or number of dots.
    #[serde(default)]
    pub scale: u32,
    /// The ballots, at most 2,000.
    pub ballots: Vec<RecountBallot>,
}

/// A ballot to count.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RecountBallot {
    /// Its weight.
    pub weight: Uint256,
    /// One number for each option; one alone for consent.
    pub values: Vec<u32>,
}

/// Counts the ballots of the request by the rules that polls are counted by. Nothing is stored.
#[utoipa::path(post, path = "/polls/count", tag = "polls", operation_id = "recount_poll", request_body = RecountInput,
    responses((status = 200, body = PollResult), Failures))]
async fn recount(Json(input): Json<RecountInput>) -> Result<Body<PollResult>, ApiError> {
    let RecountInput { kind, options, scale, ballots } = input;
    if options.is_empty() || options.len() > MOST.0 || ballots.len() > MOST.1 {
        return Err(Refusal::malformed(
            format!("{} options and {} ballots", options.len(), ballots.len()),
            format!("Give 1 to {} options and at most {} ballots.", MOST.0, MOST.1),
        )
        .into());
    }
    let mut counted = Vec::with_capacity(ballots.len());
    for RecountBallot { weight: Uint256(weight), values } in ballots {
        kind.check(options.len(), scale, &values)?;
        counted.push(Counted { weight, values });
    }
    Ok(Body(PollResult::from_tally(&options, &count(kind, options.len(), &counted))))
}
