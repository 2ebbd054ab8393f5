//! Which language a person reads: `?lang=`, else the cookie that a former `?lang=` left, else what the browser prefers.

use axum::{
    extract::{FromRequestParts, Request},
    http::{HeaderMap, HeaderValue, header, request::Parts},
    middleware::Next,
    response::Response,
};
use std::convert::Infallible;

const COOKIE: &str = "palabre_lang";

/// A language of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Lang {
    /// Français.
    French,
    /// English.
    #[default]
    English,
}

impl Lang {
    /// The BCP 47 tag.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// The other one.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::French => Self::English,
            Self::English => Self::French,
        }
    }

    /// Its name in itself.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::French => "Français",
            Self::English => "English",
        }
    }

    /// Whether `count` things are "one" in grammar.
    pub(crate) fn is_one(self, count: u64) -> bool {
        match self {
            Self::French => count < 2,
            Self::English => count == 1,
        }
    }

    /// A whole number with groups of three digits.
    pub(crate) fn number(self, number: impl ToString) -> String {
        let digits = number.to_string();
        let separator = match self {
            Self::French => '\u{202f}',
            Self::English => ',',
        };
        let mut grouped = String::with_capacity(digits.len() * 2);
        for (position, digit) in digits.chars().enumerate() {
            if position != 0 && (digits.len() - position).is_multiple_of(3) {
                grouped.push(separator);
            }
            grouped.push(digit);
        }
        grouped
    }

    /// The language of a request.
    pub(crate) fn of(query: &str, headers: &HeaderMap) -> Self {
        Self::asked(query).or_else(|| Self::kept(headers)).unwrap_or_else(|| Self::preferred(headers))
    }

    fn from_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next()?.to_ascii_lowercase().as_str() {
            "fr" => Some(Self::French),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    fn asked(query: &str) -> Option<Self> {
        query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Self::from_tag)
    }

    fn kept(headers: &HeaderMap) -> Option<Self> {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
        let mut pairs = cookies.flat_map(|cookie| cookie.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(name, _)| *name == COOKIE).and_then(|(_, tag)| Self::from_tag(tag))
    }

    fn preferred(headers: &HeaderMap) -> Self {
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or("");
        let mut best = (0.0, Self::default());
        for part in accepted.split(',') {
            let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
            let weight: f32 = weight.trim().parse().unwrap_or(0.0);
            if let Some(lang) = Self::from_tag(tag.trim()).filter(|_| weight > best.0) {
                best = (weight, lang);
            }
        }
        best.1
    }
}

impl<S: Sync> FromRequestParts<S> for Lang {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts.uri.query().unwrap_or(""), &parts.headers))
    }
}

/// Keeps a language that was asked for, and tells caches what pages depend on.
pub(crate) async fn remember(request: Request, next: Next) -> Response {
    let asked = Lang::asked(request.uri().query().unwrap_or(""));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    if let Some(lang) = asked {
        let cookie = format!("{COOKIE}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", lang.tag());
        headers.extend(HeaderValue::from_str(&cookie).ok().map(|cookie| (header::SET_COOKIE, cookie)));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(query: &str, cookie: &'static str, accepted: &'static str) -> Lang {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static(cookie));
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(accepted));
        Lang::of(query, &headers)
    }

    #[test]
    fn the_address_wins_over_the_cookie_and_the_cookie_over_the_browser() {
        assert_eq!(of("a=1&lang=fr", "palabre_lang=en", "en"), Lang::French);
        assert_eq!(of("lang=de", "x=1; palabre_lang=fr", "en"), Lang::French);
        assert_eq!(of("", "", "de, en;q=0.5, fr-CA;q=0.8"), Lang::French);
        assert_eq!(of("", "", "fr;q=0, en;q=0.1"), Lang::English);
        assert_eq!(of("", "", "*"), Lang::English);
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(Lang::English.number(1_234_567), "1,234,567");
        assert_eq!(Lang::English.number(123), "123");
    }
}
