//! The OpenAPI document: generated from the handlers, committed as `docs/openapi.json`, served at
//! `/api/v1/openapi.json`.

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
        Content, OpenApi as Document, Ref, RefOr, ResponseBuilder,
        security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme},
    },
};

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
        (name = "review", description = "What waits to be confirmed, what people say about it, and the batches they sign."),
        (name = "relay", description = "What members sign and the service sends."),
        (name = "operations", description = "For operators.")
    )
)]
pub(crate) struct Frame;

/// How any request may fail before a handler sees it.
const COMMON: [(&str, &str, &str); 7] = [
    ("401", "VoidKey", "The key is void, or nobody is signed in where somebody must be."),
    ("403", "NotAllowed", "Not for this person or key, or a page of another site made the request."),
    ("413", "TooLarge", "The body is larger than any request needs."),
    ("415", "NotJson", "The body is not JSON."),
    ("421", "WrongHost", "The service does not answer for this host."),
    ("429", "TooMany", "Too many requests from this address: wait as `Retry-After` says."),
    ("503", "Overloaded", "More than can be done now, or something does not answer: retry as `Retry-After` says."),
];

/// Tells at every operation how requests fail that no handler sees.
pub(crate) fn tell_common_failures(document: &mut Document) {
    let components = document.components.get_or_insert_default();
    for (_, name, description) in COMMON {
        let content = Content::new(Some(Ref::from_schema_name("Problem")));
        let response = ResponseBuilder::new().description(description).content("application/problem+json", content);
        components.responses.insert(name.to_owned(), RefOr::T(response.build()));
    }
    for item in document.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
        for operation in operations.into_iter().flatten() {
            for (status, name, _) in COMMON {
                let known = operation.responses.responses.entry(status.to_owned());
                known.or_insert_with(|| RefOr::Ref(Ref::from_response_name(name)));
            }
        }
    }
}

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
