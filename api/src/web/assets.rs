//! Style and scripts, built into the program. Their address holds their hash, so browsers may keep them for ever.

use std::sync::LazyLock;

use alloy::primitives::keccak256;
use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};

use crate::error::ApiError;

/// A file as it is served.
struct Asset {
    name: &'static str,
    kind: &'static str,
    content: &'static str,
}

const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const ASSETS: [Asset; 8] = [
    Asset { name: "app.css", kind: "text/css; charset=utf-8", content: include_str!("../../assets/app.css") },
    Asset { name: "act.js", kind: JAVASCRIPT, content: include_str!("../../assets/act.js") },
    Asset { name: "form.js", kind: JAVASCRIPT, content: include_str!("../../assets/form.js") },
    Asset { name: "passkey.js", kind: JAVASCRIPT, content: include_str!("../../assets/passkey.js") },
    Asset { name: "review.js", kind: JAVASCRIPT, content: include_str!("../../assets/review.js") },
    Asset { name: "service.js", kind: JAVASCRIPT, content: include_str!("../../assets/service.js") },
    Asset { name: "session.js", kind: JAVASCRIPT, content: include_str!("../../assets/session.js") },
    Asset { name: "wallet.js", kind: JAVASCRIPT, content: include_str!("../../assets/wallet.js") },
];

/// One version for all: modules import each other by relative address.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let all: String = ASSETS.iter().map(|asset| asset.content).collect();
    alloy::primitives::hex::encode(&keccak256(all)[..8])
});

/// Where the assets of this build are.
pub(crate) fn base() -> String {
    format!("/assets/{}", *VERSION)
}

/// `GET /assets/{version}/{name}`. Another version's page gets this build's file, without the promise to keep it.
pub(super) async fn get(Path((version, name)): Path<(String, String)>) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return ApiError::not_found(format!("there is no file {name:?}"), "Reload the page that asked for it.")
            .into_response();
    };
    let keep = if version == *VERSION { "public, max-age=31536000, immutable" } else { "no-cache" };
    ([(header::CONTENT_TYPE, asset.kind), (header::CACHE_CONTROL, keep)], asset.content).into_response()
}
