//! Long lists: a page at a time with `limit` and an opaque `after`, the next page's address in the body and in `Link`;
//! or all of it with `all=true`. JSON, CSV or JSON Lines.

use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::{HeaderValue, Uri, header, request::Parts},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    extract::Query,
    format::{Format, Writer},
    list::{Key, List},
    scope::{AsOf, Scope},
    whole::{self, Envelope, Exports},
    wire::hex,
};
use crate::{error::ApiError, state::AppState};

/// Which part of a list, and how.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct PageQuery {
    /// Most items of a page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
    /// Where the page before ended: take it from that page's `next`.
    #[param(pattern = "^(3[0-9]){1,19}(2e(3[0-9]){1,19})?$")]
    after: Option<String>,
    /// The whole list in one answer, sent as it is read; not together with `limit` and `after`.
    all: Option<bool>,
    /// `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
    /// `Accept: application/jsonl` do the same.
    #[param(example = "csv", pattern = "^(json|csv|jsonl)$")]
    format: Option<String>,
}

/// A part of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// The block that the answer reflects.
    pub as_of: AsOf,
    /// The items, in a stable order.
    pub items: Vec<T>,
    /// Path of the next page; absent on the last one.
    #[schema(example = "/api/v1/communities/demo/members?after=32")]
    pub next: Option<String>,
}

/// What the caller asked for, checked.
#[derive(Clone, Debug)]
pub(crate) struct Paging {
    /// Most items.
    pub(crate) limit: u32,
    after: Option<String>,
    all: bool,
    format: Format,
    uri: Uri,
    exports: Exports,
}

impl Paging {
    const DEFAULT: u32 = 50;
    const MOST: u32 = 200;

    /// The page, or the whole list, that was asked for.
    pub(crate) async fn answer<L: List>(&self, scope: Scope, list: L) -> Result<Response, ApiError> {
        if self.all {
            let place = self.exports.begin()?;
            let still = scope.still().await?;
            let envelope = Envelope::list(self.format, &still)?;
            return Ok(whole::send(place, still, list, envelope));
        }
        let (items, next) = self.page(&scope, &list).await?;
        self.render(Page { as_of: scope.as_of(), items, next })
    }

    /// The items of a page, and the path of the next one when there are more.
    pub(crate) async fn page<L: List>(
        &self,
        scope: &Scope,
        list: &L,
    ) -> Result<(Vec<L::Item>, Option<String>), ApiError> {
        let rows = list.chunk(scope, self.after(L::PARTS)?, self.limit + 1).await?;
        Ok(self.cut(rows, L::PARTS))
    }

    /// The answer for a list that is never long.
    pub(crate) fn short<T: Serialize>(&self, as_of: AsOf, items: Vec<T>) -> Result<Response, ApiError> {
        self.render(Page { as_of, items, next: None })
    }

    /// The key after which the page begins.
    pub(crate) fn after(&self, parts: usize) -> Result<Option<Key>, ApiError> {
        let Some(cursor) = &self.after else { return Ok(None) };
        let key = decode(cursor, parts).ok_or_else(|| {
            ApiError::invalid("`after` is no cursor of this list", "Take `after` from `next` of the page before.")
        })?;
        Ok(Some(key))
    }

    /// The items that are shown of `rows`, and the path of the next page when there are more.
    pub(crate) fn cut<T>(&self, mut rows: Vec<(Key, T)>, parts: usize) -> (Vec<T>, Option<String>) {
        let more = !self.all && rows.len() > self.limit as usize;
        if !self.all {
            rows.truncate(self.limit as usize);
        }
        let next = rows.last().filter(|_| more).map(|(key, _)| self.next(&key[..parts]));
        (rows.into_iter().map(|(_, item)| item).collect(), next)
    }

    fn render<T: Serialize>(&self, page: Page<T>) -> Result<Response, ApiError> {
        let next = page.next.clone();
        let table = self.table(&page.items)?;
        Ok(self.respond(page, table, next.as_deref()))
    }

    /// `body` as JSON, or the table of its items, with the `Link` to the next page.
    pub(crate) fn respond<B: Serialize>(&self, body: B, table: Option<String>, next: Option<&str>) -> Response {
        let mut response = match table {
            Some(table) => ([(header::CONTENT_TYPE, self.format.media_type())], table).into_response(),
            None => axum::Json(body).into_response(),
        };
        let link = next.map(|next| format!("<{next}>; rel=\"next\""));
        if let Some(link) = link.and_then(|link| HeaderValue::from_str(&link).ok()) {
            response.headers_mut().insert(header::LINK, link);
        }
        response
    }

    /// The lines of `items`, when lines were asked for.
    pub(crate) fn table<T: Serialize>(&self, items: &[T]) -> Result<Option<String>, ApiError> {
        match self.format {
            Format::Json => Ok(None),
            format => Writer::new(format).items(items).map(Some).map_err(ApiError::internal),
        }
    }

    fn next(&self, key: &[u64]) -> String {
        let kept = self
            .uri
            .query()
            .unwrap_or("")
            .split('&')
            .filter(|pair| !pair.is_empty() && *pair != "after" && !pair.starts_with("after="));
        let after = format!("after={}", encode(key));
        let pairs: Vec<&str> = kept.chain([after.as_str()]).collect();
        format!("{}?{}", self.uri.path(), pairs.join("&"))
    }
}

impl FromRequestParts<AppState> for Paging {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let Query(query) = Query::<PageQuery>::from_request_parts(parts, state).await?;
        let limit = query.limit.unwrap_or(Self::DEFAULT);
        if !(1..=Self::MOST).contains(&limit) {
            return Err(ApiError::invalid(
                format!("a page of {limit} items is not possible"),
                format!("Choose a `limit` from 1 to {}, or `all=true`.", Self::MOST),
            ));
        }
        let all = query.all.unwrap_or(false);
        if all && (query.limit.is_some() || query.after.is_some()) {
            return Err(ApiError::invalid(
                "`all` is the whole list, `limit` and `after` are a part of it",
                "Leave out `limit` and `after`, or `all`.",
            ));
        }
        let format = Format::of(query.format.as_deref(), &parts.headers)?;
        let uri = parts.extensions.get::<OriginalUri>().map_or_else(|| parts.uri.clone(), |uri| uri.0.clone());
        Ok(Self { limit, after: query.after, all, format, uri, exports: state.reads.exports.clone() })
    }
}

/// Cursors are opaque so that callers do not build them and keys may change.
pub(crate) fn encode(key: &[u64]) -> String {
    let text: Vec<String> = key.iter().map(u64::to_string).collect();
    hex(text.join("."))[2..].to_owned()
}

/// The numbers of a cursor of a list with keys of so many parts.
pub(crate) fn decode(cursor: &str, parts: usize) -> Option<Key> {
    let bytes = alloy::primitives::hex::decode(cursor).ok()?;
    let numbers: Option<Vec<u64>> =
        std::str::from_utf8(&bytes).ok()?.split('.').map(|part| part.parse().ok()).collect();
    // SQL numbers are signed.
    let numbers = numbers.filter(|numbers| numbers.len() == parts)?;
    let mut key = Key::default();
    for (place, number) in key.iter_mut().zip(numbers) {
        *place = number.min(i64::MAX as u64);
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_come_back_and_strangers_are_refused() {
        assert_eq!(decode(&encode(&[7, 0]), 2), Some([7, 0]));
        assert_eq!(decode(&encode(&[7, 0]), 1), None);
        for bad in ["", "zz", "3", "-1", "2d31", "ff", "372e", "0x"] {
            assert_eq!(decode(bad, 1), None, "{bad}");
        }
    }

    #[test]
    fn the_next_page_keeps_the_filters() {
        let paging = |uri: &str| Paging {
            limit: 1,
            after: None,
            all: false,
            format: Format::Json,
            uri: uri.parse().unwrap(),
            exports: Exports::default(),
        };
        assert_eq!(paging("/a?lane=2&after=37&limit=5").next(&[8]), "/a?lane=2&limit=5&after=38");
        assert_eq!(paging("/a").next(&[8]), "/a?after=38");
    }
}
