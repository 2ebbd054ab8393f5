//! The OpenAPI document: generated from the handlers, committed as `docs/openapi.json`, served at
//! `/api/v1/openapi.json`.

mod complete;

use std::sync::Arc;

use axum::{
    Router,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};
use utoipa::{
    Modify, OpenApi,
    openapi::{
        OpenApi as Document,
        security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme},
    },
};

pub(crate) use self::complete::complete;
use crate::{
    error::Problem,
    http::relay::IntentBody,
    relay::{InnerCall, Prepared, actions::ComposedInvitation},
    sessions::cookie,
};

/// What the handlers cannot say: title, licence, tags.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Palabre",
        description = "Membership, contributions, value sharing and votes of a community, as its contracts hold them. \
            Every read names the block that it reflects (`as_of`) and has an `ETag` made of it. Amounts are decimal \
            text, addresses and hashes lower-case 0x text, times unix seconds with their RFC 3339 text. Failures are \
            RFC 9457 problems with a stable `code` and a `next_step`.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    modifiers(&Locks),
    // What `IntoResponses` types refer to is not collected by itself.
    components(schemas(Problem, Prepared, IntentBody, ComposedInvitation, InnerCall)),
    tags(
        (name = "communities", description = "What a community is and where its contracts stand."),
        (name = "members", description = "Who belongs to it."),
        (name = "contributions", description = "What was recognised."),
        (name = "epochs", description = "Accounting periods, their money and shares."),
        (name = "rules", description = "By which rules."),
        (name = "proposals", description = "What is decided and who voted what."),
        (name = "polls", description = "What a house thinks: signed answers, counted in the open."),
        (name = "events", description = "Everything that happened, as the chain has it."),
        (name = "graphql", description = "The same reads as GraphQL."),
        (name = "sessions", description = "Who is signed in, keys of services, and what was done with a role."),
        (name = "webhooks", description = "Who is told what happens."),
        (name = "tools", description = "The tools where a community works, how they do, and what it gives back to them."),
        (name = "accounts", description = "Whose account is whose, and what is held about somebody."),
        (name = "review", description = "What waits to be confirmed, what people say about it, and the batches they sign."),
        (name = "relay", description = "What members sign and the service sends."),
        (name = "operations", description = "For operators.")
    )
)]
pub(crate) struct Frame;

/// How callers show who they are.
struct Locks;

impl Modify for Locks {
    fn modify(&self, document: &mut Document) {
        let components = document.components.get_or_insert_default();
        let session = ApiKey::Cookie(ApiKeyValue::new(cookie::SESSION));
        components.add_security_scheme("session", SecurityScheme::ApiKey(session));
        components.add_security_scheme("key", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
}

/// The document as text, as it is served and committed.
pub fn text(document: &Document) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(document).map(|text| text + "\n")
}

/// Serves the document.
pub(crate) fn route(document: &Document) -> Router {
    let text: Arc<str> = text(document).unwrap_or_default().into();
    let answer = async move || -> Response {
        let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
        (headers, text.to_string()).into_response()
    };
    Router::new().route("/api/v1/openapi.json", get(answer))
}
