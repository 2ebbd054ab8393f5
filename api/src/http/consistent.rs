//! Every read reflects one block, has an `ETag` made of it, and costs next to nothing when that block was seen before.
//!
//! A handler makes several queries. When the mirror moved between the first and the last, the answer would mix two
//! blocks, so the handler runs again. A first guess of the block costs nothing: what the reads before found. It holds
//! when the mirror is still there after the last query.

use alloy::primitives::keccak256;
use axum::{
    body::Body,
    extract::{OriginalUri, RawPathParams, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use palabre_contracts::Slug;
use palabre_indexer::store::BlockRef;

use super::wire::hex;
use crate::{error::ApiError, state::AppState, web::Lang};

/// During a long catch-up blocks pass faster than answers: the last try is given as it is, without an `ETag`.
const TRIES: usize = 4;

const BLOCK_NUMBER: HeaderName = HeaderName::from_static("palabre-block-number");
const BLOCK_HASH: HeaderName = HeaderName::from_static("palabre-block-hash");

/// A handler's word that it read one statement, beside what never changes under a block, and which block that reflects.
/// It saves the look at where the mirror is afterwards.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reflects(pub(crate) BlockRef);

pub(crate) async fn reads(
    State(state): State<AppState>,
    params: RawPathParams,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let slug = params.iter().find(|(name, _)| *name == "community").and_then(|(_, slug)| slug.parse::<Slug>().ok());
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let Some(slug) = slug.filter(|_| is_read) else { return Ok(next.run(request).await) };
    let (parts, _) = request.into_parts();
    let mut last = None;
    // Whoever asks whether something changed wants to know it of now.
    let conditional = parts.headers.contains_key(header::IF_NONE_MATCH);
    let mut guess = state.reads.moments.block(&slug).filter(|_| !conditional);
    for _ in 0..TRIES {
        let known = match guess.take() {
            Some(block) => Some(block),
            None => state.store.cursor(&slug).await?,
        };
        let Some(block) = known else { break };
        let tag = entity_tag(&block, &parts);
        if seen(&parts.headers, &tag) {
            return Ok(tagged(named(StatusCode::NOT_MODIFIED.into_response(), &block), tag));
        }
        let mut attempt = Request::from_parts(parts.clone(), Body::empty());
        attempt.extensions_mut().insert(block);
        let response = next.clone().run(attempt).await;
        let reflects = response.extensions().get::<Reflects>().copied();
        guess = match reflects {
            Some(Reflects(block)) => Some(block),
            None => state.store.cursor(&slug).await?,
        };
        if guess == Some(block) {
            let cacheable = response.status().is_success();
            return Ok(if cacheable { tagged(named(response, &block), tag) } else { response });
        }
        last = Some(response);
    }
    match last {
        Some(response) => Ok(response),
        None => Ok(next.run(Request::from_parts(parts, Body::empty())).await),
    }
}

/// Weak, since texts like "two hours left" may differ under one tag.
fn entity_tag(block: &BlockRef, parts: &Parts) -> String {
    let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |uri| &uri.0);
    let accept = parts.headers.get(header::ACCEPT).map_or(&[][..], HeaderValue::as_bytes);
    let lang = Lang::of(uri.query().unwrap_or(""), &parts.headers).tag();
    let program = env!("CARGO_PKG_VERSION");
    let mut seed = format!("{program} {} {lang} {uri} ", block.block_hash).into_bytes();
    seed.extend_from_slice(accept);
    format!("W/\"{}\"", alloy::primitives::hex::encode(&keccak256(seed)[..16]))
}

fn seen(headers: &HeaderMap, tag: &str) -> bool {
    let opaque = tag.trim_start_matches("W/");
    let lists = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|list| list.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|known| {
        let known = known.trim();
        known == "*" || known.trim_start_matches("W/") == opaque
    })
}

/// The block, for answers that have no place for it: tables, feeds.
fn named(mut response: Response, block: &BlockRef) -> Response {
    let hash = HeaderValue::from_str(&hex(block.block_hash)).ok();
    response.headers_mut().insert(BLOCK_NUMBER, HeaderValue::from(block.block_number));
    response.headers_mut().extend(hash.map(|hash| (BLOCK_HASH, hash)));
    response
}

fn tagged(mut response: Response, tag: String) -> Response {
    let headers = response.headers_mut();
    headers.extend(HeaderValue::from_str(&tag).ok().map(|tag| (header::ETAG, tag)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.append(header::VARY, HeaderValue::from_static("accept"));
    response
}
