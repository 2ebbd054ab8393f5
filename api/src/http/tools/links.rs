//! Accounts of members in the tools: linked by a signature, and unlinked again.

use alloy::primitives::{Address, Bytes, eip191_hash_message};
use axum::{
    Json as Body,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::member::Member;
use crate::{
    error::{ApiError, Refusals},
    http::{
        extract::{Json, Path},
        relay::RelayFailures,
        scope::InCommunity,
        wire::{Time, hex},
    },
    relay::{prepared::Submit, sentence::Sentence},
    state::AppState,
    tools::links::AccountLink,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_links, link_account))
        .routes(routes!(prepare_link))
        .routes(routes!(prove_account))
        .routes(routes!(unlink_account))
}

/// Which account.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "read by the OpenAPI generator only")]
struct OneAccount {
    /// The tool, as the settings call it.
    #[param(example = "slack")]
    source: String,
    /// Stable id of the account there.
    #[param(example = "U0123")]
    account: String,
}

/// What is to be linked: the token of a link from a chat, or an account with a page that only it can edit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LinkInput {
    /// The token of a link.
    #[serde(default)]
    token: Option<String>,
    /// The tool; without a token.
    #[serde(default)]
    #[schema(example = "wiki")]
    source: Option<String>,
    /// How the tool calls the account; without a token.
    #[serde(default)]
    #[schema(example = "Alice")]
    account: Option<String>,
    /// The wallet that will sign, as pages tell it: it has to be the one that signed in.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    wallet: Option<Address>,
}

/// What the member signs.
#[derive(Debug, Serialize, ToSchema)]
struct LinkText {
    /// What the wallet shall sign with `personal_sign`, exactly as it is (ERC-4361).
    message: String,
    /// Hash of the text as `personal_sign` hashes it (ERC-191), for accounts that sign hashes.
    digest: String,
    /// The tool.
    source: String,
    /// Stable id of the account there.
    account: String,
    /// Until when it is good.
    expires_at: Time,
    /// What the signature means.
    sentence: Sentence,
    /// Where the signature goes.
    submit: Submit,
}

/// A signed statement.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LinkSubmission {
    /// The text of prepare, as it is.
    message: String,
    /// The signature: of a plain wallet, a contract wallet (ERC-1271), or one that is not deployed yet (ERC-6492).
    #[schema(value_type = String)]
    signature: Bytes,
}

/// An account that proves itself by its tool.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProofInput {
    /// The tool.
    #[schema(example = "matrix")]
    source: String,
    /// An OpenID token (Matrix), or the name of an account whose owner-only page holds the signed statement (MediaWiki).
    claim: String,
}

/// A linked account.
#[derive(Debug, Serialize, ToSchema)]
struct LinkBody {
    /// The tool.
    source: String,
    /// Stable id there.
    account: String,
    /// How the tool calls it, if that is known.
    name: Option<String>,
    /// Since when.
    linked_at: Time,
    /// How it was proved: `page`, `wiki` or `openid`.
    proof: String,
}

/// Linked accounts.
#[derive(Debug, Serialize, ToSchema)]
struct LinkList {
    /// Oldest first.
    items: Vec<LinkBody>,
}

impl LinkBody {
    fn of(link: AccountLink, name: Option<String>) -> Self {
        Self { source: link.source, account: link.account, name, linked_at: link.linked_at.into(), proof: link.proof }
    }
}

/// The accounts that a member has linked.
#[utoipa::path(get, path = "/communities/{community}/links", tag = "accounts", operation_id = "list_links",
    params(InCommunity), responses((status = 200, body = LinkList), Refusals), security(("session" = [])))]
async fn list_links(State(state): State<AppState>, member: Member) -> Result<Body<LinkList>, ApiError> {
    let accounts = state.tools.accounts_of(&member.community.slug, member.standing.member_id).await?;
    Ok(Body(LinkList { items: accounts.into_iter().map(|(link, name)| LinkBody::of(link, name)).collect() }))
}

/// Writes what a member signs to link an account.
#[utoipa::path(post, path = "/communities/{community}/links/prepare", tag = "accounts", operation_id = "prepare_link",
    params(InCommunity), request_body = LinkInput, responses((status = 200, body = LinkText), RelayFailures),
    security(("session" = [])))]
async fn prepare_link(
    State(state): State<AppState>,
    member: Member,
    Json(input): Json<LinkInput>,
) -> Result<Response, ApiError> {
    let who = member.claimant(&state)?;
    if let Some(wallet) = input.wallet.filter(|wallet| *wallet != who.wallet) {
        return Err(ApiError::refused(
            "other_wallet",
            format!("{wallet} did not sign in here"),
            "Choose the wallet that signed in, or sign in with the other one.",
        ));
    }
    let path = if input.token.is_some() { "links" } else { "links/prove" };
    let invited = match (&input.token, &input.source, &input.account) {
        (Some(token), None, None) => state.tools.invite_by_link(who, token).await?,
        (None, Some(source), Some(account)) => state.tools.invite_by_page(who, source, account).await?,
        _ => {
            return Err(ApiError::invalid(
                "neither a token, nor a source and an account",
                "Send the token of a link from a chat, or source and account of a wiki.",
            ));
        }
    };
    let body = LinkText {
        digest: hex(eip191_hash_message(&invited.text)),
        sentence: Sentence { fr: invited.sentence_fr, en: invited.sentence_en },
        submit: Submit {
            path: format!("/api/v1/communities/{}/{path}", member.community.slug),
            body: json!({ "message": invited.text }),
        },
        message: invited.text,
        source: invited.source,
        account: invited.account,
        expires_at: invited.expires_at.into(),
    };
    Ok(([(header::CACHE_CONTROL, "no-store")], Body(body)).into_response())
}

/// Takes a signed statement: from now on the account is the member's, and of nobody else.
#[utoipa::path(post, path = "/communities/{community}/links", tag = "accounts", operation_id = "link_account",
    params(InCommunity), request_body = LinkSubmission, responses((status = 201, body = LinkBody), RelayFailures),
    security(("session" = [])))]
async fn link_account(
    State(state): State<AppState>,
    member: Member,
    Json(given): Json<LinkSubmission>,
) -> Result<Response, ApiError> {
    let who = member.claimant(&state)?;
    let link = state.tools.link_by_statement(&state.sessions, who, &given.message, &given.signature).await?;
    Ok(created(link))
}

/// Asks the tool whether the account proves itself, and links it.
#[utoipa::path(post, path = "/communities/{community}/links/prove", tag = "accounts", operation_id = "prove_account",
    params(InCommunity), request_body = ProofInput, responses((status = 201, body = LinkBody), RelayFailures),
    security(("session" = [])))]
async fn prove_account(
    State(state): State<AppState>,
    member: Member,
    Json(given): Json<ProofInput>,
) -> Result<Response, ApiError> {
    let who = member.claimant(&state)?;
    let link = state.tools.link_by_tool(&state.sessions, who, &given.source, &given.claim).await?;
    Ok(created(link))
}

/// Takes an account from the member who linked it. What was recorded stays; what comes waits for a new link.
#[utoipa::path(delete, path = "/communities/{community}/links/{source}/{account}", tag = "accounts",
    operation_id = "unlink_account", params(InCommunity, OneAccount), responses((status = 204), Refusals),
    security(("session" = [])))]
async fn unlink_account(
    State(state): State<AppState>,
    member: Member,
    Path(place): Path<(String, String, String)>,
) -> Result<StatusCode, ApiError> {
    let (_, source, account) = place;
    state.tools.unlink(&member.community.slug, member.standing.member_id, &source, &account).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn created(link: AccountLink) -> Response {
    let body = json!(LinkBody::of(link, None));
    (StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], Body(body)).into_response()
}
