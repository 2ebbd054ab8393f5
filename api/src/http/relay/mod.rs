//! What members sign, over HTTP: prepare answers data for the wallet, submit takes the signature, and an intent tells
//! what became of it.

mod approvals;
mod governance;
mod invitations;
mod membership;
mod money;
mod papers;
mod passkeys;
mod status;
mod upkeep;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use utoipa::IntoResponses;
use utoipa_axum::router::OpenApiRouter;

pub use self::status::{BlockBody, IntentBody, RelayBody};
use palabre_contracts::Community;
use serde_json::json;

use crate::{
    error::{ApiError, Problem},
    relay::{Intent, Prepared, Submitted},
    sessions::audit::Deed,
    state::AppState,
};

/// The routes, relative to `/api/v1`.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(membership::router())
        .merge(governance::router())
        .merge(money::router())
        .merge(papers::router())
        .merge(approvals::router())
        .merge(invitations::router())
        .merge(upkeep::router())
        .merge(passkeys::router())
        .merge(status::router())
}

/// How preparing and submitting may fail, for the OpenAPI document.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the OpenAPI generator only")]
pub(crate) enum RelayFailures {
    /// The request cannot be understood: correct it.
    #[response(status = 400, content_type = "application/problem+json")]
    Invalid(Problem),
    /// There is no such thing: look elsewhere.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
    /// It was done already, or something changed in between: look at the current state.
    #[response(status = 409, content_type = "application/problem+json")]
    Conflict(Problem),
    /// Understood and refused: a signature, a right or a condition is missing.
    #[response(status = 422, content_type = "application/problem+json")]
    Refused(Problem),
    /// Too much from one person: wait.
    #[response(status = 429, content_type = "application/problem+json")]
    TooMany(Problem),
    /// The chain does not answer: retry later.
    #[response(status = 503, content_type = "application/problem+json")]
    Unavailable(Problem),
}

/// What preparing answers, for the OpenAPI document.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the OpenAPI generator only")]
pub(crate) enum PreparedAnswer {
    /// Data for the wallet, a sentence for the person, and where the signature goes.
    #[response(status = 200)]
    ToSign(Prepared),
}

/// What submitting may answer, for the OpenAPI document.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the OpenAPI generator only")]
pub(crate) enum Accepted {
    /// The same was submitted before: this is what became of it.
    #[response(status = 200)]
    Known(IntentBody),
    /// Checked, tried and stored; it will be sent.
    #[response(status = 202)]
    Stored(IntentBody),
}

impl IntoResponse for Prepared {
    fn into_response(self) -> Response {
        axum::Json(self).into_response()
    }
}

impl IntoResponse for Submitted {
    fn into_response(self) -> Response {
        let status = if self.is_new { StatusCode::ACCEPTED } else { StatusCode::OK };
        (status, axum::Json(IntentBody::from(self.intent))).into_response()
    }
}

/// What a relay method answers: perhaps the news of something that was done.
pub(crate) trait News {
    /// What was stored by this request.
    fn stored(&self) -> Option<&Intent> {
        None
    }
}

impl News for Prepared {}
impl News for crate::relay::actions::ComposedInvitation {}
impl News for Submitted {
    fn stored(&self) -> Option<&Intent> {
        self.is_new.then_some(&self.intent)
    }
}

/// Writes down what was done with a role. Whoever did it is known by the signature.
pub(crate) async fn note(state: &AppState, community: &Community, news: &impl News) -> Result<(), ApiError> {
    let Some(intent) = news.stored().filter(|intent| intent.action.needs_a_role()) else { return Ok(()) };
    let deed = Deed {
        community: community.slug.as_str(),
        actor: Some(intent.signer),
        member_id: None,
        action: intent.action.as_str(),
        detail: json!({ "intent_id": intent.id }),
    };
    state.sessions.record(deed).await
}

/// Declares a route of a community that hands its JSON body to a method of the relay.
macro_rules! relay_route {
    (
        $(#[doc = $doc:literal])*
        $name:ident, $path:expr, $body:ty, $method:ident $(($($part:ident),*))?, $success:ty
    ) => {
        $(#[doc = $doc])*
        #[utoipa::path(
            post,
            path = $path,
            tag = "relay",
            params(("community" = String, Path, description = "Short name of the community")),
            request_body = $body,
            responses($success, $crate::http::relay::RelayFailures)
        )]
        async fn $name(
            axum::extract::State(state): axum::extract::State<$crate::state::AppState>,
            $crate::http::extract::Path(slug): $crate::http::extract::Path<String>,
            $crate::http::extract::Json(body): $crate::http::extract::Json<$body>,
        ) -> Result<axum::response::Response, $crate::error::ApiError> {
            let community = state.community(&slug)?;
            let answer = state.relay.$method(community, $($(&state.$part,)*)? body).await?;
            $crate::http::relay::note(&state, community, &answer).await?;
            Ok(axum::response::IntoResponse::into_response(answer))
        }
    };
}
use relay_route;

#[cfg(test)]
mod tests {
    use alloy::primitives::{Address, B256, Bytes};
    use palabre_contracts::Electorate;

    use super::*;
    use crate::relay::{Action, Intent, State};

    fn submitted(is_new: bool) -> Submitted {
        let intent = Intent {
            id: B256::repeat_byte(1),
            digest: B256::ZERO,
            signer: Address::ZERO,
            community: "demo".to_owned(),
            action: Action::Open,
            contract: Address::ZERO,
            calldata: Bytes::new(),
            state: State::Received,
            gas: None,
            nonce: None,
            tx_hash: None,
            block: None,
            reason: None,
            outcome: None,
            received_at: 0,
            updated_at: 0,
        };
        Submitted { intent, is_new }
    }

    #[test]
    fn news_is_accepted_and_what_was_known_is_shown() {
        assert_eq!(submitted(true).into_response().status(), StatusCode::ACCEPTED);
        assert_eq!(submitted(false).into_response().status(), StatusCode::OK);
    }

    #[test]
    fn nobody_signs_upkeep() {
        let body = serde_json::to_value(IntentBody::from(submitted(true).intent)).unwrap();
        assert_eq!(body["signer"], serde_json::Value::Null);
        assert_eq!((&body["state"], &body["final"]), (&"received".into(), &false.into()));
    }

    #[test]
    fn every_action_has_its_routes() {
        let paths = router().get_openapi().paths.paths.clone();
        let has = |path: String| assert!(paths.contains_key(&path), "{path}");
        for action in [
            "join",
            "accept-charter",
            "leave",
            "propose",
            "vote",
            "claim",
            "delegate",
            "apply",
            "withdraw-application",
            "answer-application",
            "suspend",
            "rotate",
            "request-recovery",
            "approve-recovery",
            "cancel-recovery",
            "revoke-invitation",
            "wake",
            "set-unpaid",
            "challenge",
            "decide-challenge",
            "debit-item",
            "approve-batch",
        ] {
            has(format!("/communities/{{community}}/relay/{action}/prepare"));
            has(format!("/communities/{{community}}/relay/{action}/submit"));
        }
        // A poll's result is anchored by the service alone; a passkey's account is made on the passkeys' own route.
        let internal = |action: &Action| matches!(action, Action::Anchor | Action::CreatePasskeyAccount);
        for action in Action::all().filter(|action| action.is_upkeep() && !internal(action)) {
            has(format!("/communities/{{community}}/relay/{}", action.path()));
        }
        has("/relay/{intent_id}".to_owned());
        assert_eq!(Electorate::from(crate::relay::actions::House::default()), Electorate::Members);
    }
}
