//! Admission by approval, wallets, choices of one's own, disputes.

use alloy::primitives::B256;
use axum::{Json as Body, extract::State};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Accepted, PreparedAnswer, relay_route};
use crate::{
    error::{ApiError, Refusals},
    http::{extract::Path, scope::InCommunity, wire::Time},
    relay::{
        actions::{
            AnswerApplicationInput, ApplyInput, ApproveRecoveryInput, ChallengeInput, DebitInput, DecideInput,
            RecoveryInput, RevokeInvitationInput, RevokeInvitationSubmission, RotateInput, RotateSubmission,
            SetUnpaidInput, Signed, SignedDispute, SuspendInput, WalletInput, WithdrawApplicationInput,
        },
        message::papers::{
            AnswerApplicationMessage, ApproveRecoveryMessage, CancelRecoveryMessage, DebitItemMessage,
            DecideChallengeMessage, RequestRecoveryMessage, SetUnpaidMessage, SubmitApplicationMessage, SuspendMessage,
            WakeMessage, WithdrawApplicationMessage,
        },
    },
    sessions::caller::SignedIn,
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(prepare_apply))
        .routes(routes!(submit_apply))
        .routes(routes!(prepare_withdraw_application))
        .routes(routes!(submit_withdraw_application))
        .routes(routes!(prepare_answer_application))
        .routes(routes!(submit_answer_application))
        .routes(routes!(prepare_suspend))
        .routes(routes!(submit_suspend))
        .routes(routes!(prepare_rotate))
        .routes(routes!(submit_rotate))
        .routes(routes!(prepare_request_recovery))
        .routes(routes!(submit_request_recovery))
        .routes(routes!(prepare_approve_recovery))
        .routes(routes!(submit_approve_recovery))
        .routes(routes!(prepare_cancel_recovery))
        .routes(routes!(submit_cancel_recovery))
        .routes(routes!(prepare_revoke_invitation))
        .routes(routes!(submit_revoke_invitation))
        .routes(routes!(prepare_wake))
        .routes(routes!(submit_wake))
        .routes(routes!(prepare_set_unpaid))
        .routes(routes!(submit_set_unpaid))
        .routes(routes!(prepare_challenge))
        .routes(routes!(submit_challenge))
        .routes(routes!(prepare_decide_challenge))
        .routes(routes!(submit_decide_challenge))
        .routes(routes!(prepare_debit_item))
        .routes(routes!(submit_debit_item))
        .routes(routes!(show_statement))
}

/// Declares both routes of a paper.
macro_rules! paper_routes {
    ($($path:literal: $prepare:ident($input:ty) $prepare_doc:literal, $submit:ident($signed:ty) $submit_doc:literal;)*) => {
        $(
            relay_route! {
                #[doc = $prepare_doc]
                $prepare, concat!("/communities/{community}/relay/", $path, "/prepare"), $input, $prepare,
                PreparedAnswer
            }
            relay_route! {
                #[doc = $submit_doc]
                $submit, concat!("/communities/{community}/relay/", $path, "/submit"), $signed, $submit, Accepted
            }
        )*
    };
}

paper_routes! {
    "apply": prepare_apply(ApplyInput) "Writes what somebody signs to ask for admission.",
        submit_apply(Signed<SubmitApplicationMessage>) "Takes the signature of somebody who asks for admission.";
    "withdraw-application": prepare_withdraw_application(WithdrawApplicationInput)
        "Writes what somebody signs to take an application back.",
        submit_withdraw_application(Signed<WithdrawApplicationMessage>)
        "Takes the signature of somebody who takes an application back.";
    "answer-application": prepare_answer_application(AnswerApplicationInput)
        "Writes what an organizer or a moderator signs to admit or decline an applicant.",
        submit_answer_application(Signed<AnswerApplicationMessage>)
        "Takes the signature of an organizer or a moderator who answers an application.";
    "suspend": prepare_suspend(SuspendInput) "Writes what a moderator signs to suspend a member.",
        submit_suspend(Signed<SuspendMessage>) "Takes the signature of a moderator who suspends a member.";
    "rotate": prepare_rotate(RotateInput) "Writes what the old and the new wallet sign to move a membership.",
        submit_rotate(RotateSubmission) "Takes the signatures of the old and the new wallet.";
    "request-recovery": prepare_request_recovery(RecoveryInput)
        "Writes what a new wallet signs to ask for a membership whose wallet is lost.",
        submit_request_recovery(Signed<RequestRecoveryMessage>) "Takes the signature of a new wallet.";
    "approve-recovery": prepare_approve_recovery(ApproveRecoveryInput)
        "Writes what a moderator signs to confirm whose a new wallet is.",
        submit_approve_recovery(Signed<ApproveRecoveryMessage>)
        "Takes the signature of a moderator who confirms a recovery.";
    "cancel-recovery": prepare_cancel_recovery(RecoveryInput)
        "Writes what the old or the new wallet signs to stop a recovery.",
        submit_cancel_recovery(Signed<CancelRecoveryMessage>) "Takes the signature of the old or the new wallet.";
    "revoke-invitation": prepare_revoke_invitation(RevokeInvitationInput)
        "Writes what an issuer or an organizer signs to void an invitation.",
        submit_revoke_invitation(RevokeInvitationSubmission)
        "Takes the signature of somebody who voids an invitation.";
    "wake": prepare_wake(WalletInput) "Writes what a member signs to say that they are still here.",
        submit_wake(Signed<WakeMessage>) "Takes the signature of a member who is still here.";
    "set-unpaid": prepare_set_unpaid(SetUnpaidInput) "Writes what somebody signs to renounce money, or to take it again.",
        submit_set_unpaid(Signed<SetUnpaidMessage>)
        "Takes the signature of somebody who renounces money, or takes it again.";
}

/// Declares both routes of a dispute, which needs the mirror for the batch.
macro_rules! dispute_routes {
    ($($path:literal: $prepare:ident($input:ty) $prepare_doc:literal, $submit:ident($signed:ty) $submit_doc:literal;)*) => {
        $(
            relay_route! {
                #[doc = $prepare_doc]
                $prepare, concat!("/communities/{community}/relay/", $path, "/prepare"), $input, $prepare(store),
                PreparedAnswer
            }
            relay_route! {
                #[doc = $submit_doc]
                $submit, concat!("/communities/{community}/relay/", $path, "/submit"), $signed, $submit(store), Accepted
            }
        )*
    };
}

dispute_routes! {
    "challenge": prepare_challenge(ChallengeInput)
        "Writes what a member signs to challenge a contribution, or a moderator to challenge a whole batch.",
        submit_challenge(Signed<SignedDispute>) "Takes the signature of somebody who challenges.";
    "decide-challenge": prepare_decide_challenge(DecideInput) "Writes what a moderator signs to vote on a challenge.",
        submit_decide_challenge(Signed<DecideChallengeMessage>)
        "Takes the signature of a moderator who votes on a challenge.";
    "debit-item": prepare_debit_item(DebitInput)
        "Writes what a moderator signs to debit a contribution of a final epoch.",
        submit_debit_item(Signed<DebitItemMessage>) "Takes the signature of a moderator who debits a contribution.";
}

/// A text whose salted hash is on chain.
#[derive(Debug, Serialize, ToSchema)]
struct StatementBody {
    /// What was said.
    text: String,
    /// When it came.
    at: Time,
}

/// The text behind a hash of an application or a reason. For members who signed in.
#[utoipa::path(get, path = "/communities/{community}/statements/{hash}", tag = "relay",
    params(InCommunity, ("hash" = String, Path, description = "The hash, as the chain has it")),
    responses((status = 200, body = StatementBody), Refusals), security(("session" = [])))]
async fn show_statement(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(place): Path<(String, String)>,
) -> Result<Body<StatementBody>, ApiError> {
    let (slug, hash) = place;
    let community = state.community(&slug)?;
    if session.standing(&state, community).await?.is_none() {
        return Err(ApiError::forbidden(
            "members_only",
            format!("what was said in {slug} is for its members"),
            "Join first: POST .../relay/join/prepare.",
        ));
    }
    let unknown = || {
        ApiError::not_found(format!("there is no text with the hash {hash}, or it was erased"), "Look at the events.")
    };
    let number: B256 = hash.parse().map_err(|_| unknown())?;
    let (text, at) = state.relay.statement(community, number).await?.ok_or_else(unknown)?;
    Ok(Body(StatementBody { text, at: at.into() }))
}
