//! Proposing, voting, lending votes.

use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Accepted, PreparedAnswer, relay_route};
use crate::{
    relay::actions::{DelegateInput, DelegateSubmission, ProposeInput, ProposeSubmission, VoteInput, VoteSubmission},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(prepare_propose))
        .routes(routes!(submit_propose))
        .routes(routes!(prepare_vote))
        .routes(routes!(submit_vote))
        .routes(routes!(prepare_delegate))
        .routes(routes!(submit_delegate))
}

relay_route! {
    /// Writes what a proposer signs, from a form (`template`) or from raw `calls`.
    ///
    /// The answer explains each call and says whether it would work now. The relay adds a last line to the
    /// description that names the proposer, so that nobody else can put the same proposal forward.
    prepare_propose, "/communities/{community}/relay/propose/prepare", ProposeInput, prepare_propose, PreparedAnswer
}

relay_route! {
    /// Takes a proposer's signature.
    submit_propose, "/communities/{community}/relay/propose/submit", ProposeSubmission, submit_propose, Accepted
}

relay_route! {
    /// Writes what a voter signs.
    prepare_vote, "/communities/{community}/relay/vote/prepare", VoteInput, prepare_vote, PreparedAnswer
}

relay_route! {
    /// Takes a voter's signature.
    submit_vote, "/communities/{community}/relay/vote/submit", VoteSubmission, submit_vote, Accepted
}

relay_route! {
    /// Writes what somebody signs to lend votes, or to take them back.
    prepare_delegate, "/communities/{community}/relay/delegate/prepare", DelegateInput, prepare_delegate,
    PreparedAnswer
}

relay_route! {
    /// Takes the signature of somebody who lends votes.
    submit_delegate, "/communities/{community}/relay/delegate/submit", DelegateSubmission, submit_delegate, Accepted
}
