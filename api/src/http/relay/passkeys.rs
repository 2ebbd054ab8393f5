//! Accounts for people without a wallet.

use alloy::primitives::{Address, B256, Bytes};
use axum::{Json as Body, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{IntentBody, RelayFailures};
use crate::{
    error::ApiError,
    http::{
        extract::{Json, Path},
        wire::hex,
    },
    relay::passkey::{Assertion, PasskeyInput},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(create))
        .routes(routes!(find))
        .routes(routes!(challenge))
        .routes(routes!(signature))
}

/// The account of a passkey.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct PasskeyBody {
    /// Its address: what other routes call a wallet.
    account: String,
    /// What brings it on the chain; null when it is there.
    intent: Option<IntentBody>,
}

/// What an account shall sign.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PasskeyChallengeInput)]
struct ChallengeInput {
    /// The account.
    #[schema(value_type = crate::http::wire::AddressText)]
    account: Address,
    /// `digest` of what was prepared.
    #[schema(value_type = crate::http::wire::HashText)]
    digest: B256,
}

/// What the passkey signs.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ChallengeBody {
    /// The `challenge` for `navigator.credentials.get`, as 0x text.
    challenge: String,
}

/// A signature as the account takes it.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct SignatureBody {
    /// The `signature` for submit.
    signature: String,
}

/// Makes the account of a passkey. Its address follows from the public key; asking again changes nothing.
#[utoipa::path(post, path = "/communities/{community}/relay/passkeys", tag = "relay", operation_id = "create_passkey_account",
    params(("community" = String, Path, description = "Short name of the community")),
    request_body = PasskeyInput, responses((status = 200, body = PasskeyBody), RelayFailures))]
async fn create(
    State(state): State<AppState>,
    Path(slug): Path<String>,
    Json(input): Json<PasskeyInput>,
) -> Result<Body<PasskeyBody>, ApiError> {
    let made = state.relay.create_passkey(state.community(&slug)?, input).await?;
    let intent = made.submitted.map(|submitted| IntentBody::from(submitted.intent));
    Ok(Body(PasskeyBody { account: hex(made.account), intent }))
}

/// Finds the account of a credential that was used here before.
#[utoipa::path(get, path = "/relay/passkeys/{credential}", tag = "relay", operation_id = "find_passkey_account",
    params(("credential" = String, Path, description = "Id of the credential, as 0x text")),
    responses((status = 200, body = PasskeyBody), RelayFailures))]
async fn find(State(state): State<AppState>, Path(credential): Path<String>) -> Result<Body<PasskeyBody>, ApiError> {
    let unknown = || ApiError::not_found("no account belongs to this passkey", "Make a new passkey here.");
    let credential: Bytes = credential.parse().map_err(|_| unknown())?;
    let account = state.relay.passkey_account(&credential).await?.ok_or_else(unknown)?;
    Ok(Body(PasskeyBody { account: hex(account), intent: None }))
}

/// What a passkey has to sign so that its account signs a digest.
#[utoipa::path(post, path = "/relay/passkeys/challenge", tag = "relay", operation_id = "make_passkey_challenge", request_body = ChallengeInput,
    responses((status = 200, body = ChallengeBody), RelayFailures))]
async fn challenge(
    State(state): State<AppState>,
    Json(input): Json<ChallengeInput>,
) -> Result<Body<ChallengeBody>, ApiError> {
    let challenge = state.relay.passkey_challenge(input.account, input.digest).await?;
    Ok(Body(ChallengeBody { challenge: hex(challenge) }))
}

/// Writes a passkey's answer as the signature that the account takes. Nothing is stored.
#[utoipa::path(post, path = "/relay/passkeys/signature", tag = "relay", operation_id = "make_passkey_signature", request_body = Assertion,
    responses((status = 200, body = SignatureBody), RelayFailures))]
async fn signature(Json(assertion): Json<Assertion>) -> Result<Body<SignatureBody>, ApiError> {
    Ok(Body(SignatureBody { signature: hex(assertion.for_contract()?) }))
}
