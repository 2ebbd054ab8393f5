//! The two cookies: one names a browser while it signs in, the other holds the secret of a session. Both carry the
//! prefix `__Host-`: browsers then take them from this host alone, over https (or on the machine itself), for all paths.

use axum::http::{HeaderMap, HeaderValue, header};

/// Holds the secret of a session.
pub(crate) const SESSION: &str = "__Host-palabre-session";
/// Ties a nonce to the browser that asked for it, so that nobody can make another person sign in as somebody else.
pub(crate) const BROWSER: &str = "__Host-palabre-browser";
/// Length of a secret in a cookie.
const SECRET: usize = 43;

/// The value of a cookie, if it is sent once and looks like a secret of ours.
pub(crate) fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut found = all.flat_map(|line| line.split(';')).filter_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then_some(value)
    });
    let value = found.next()?;
    let is_secret = value.len() == SECRET && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    (is_secret && found.next().is_none()).then_some(value)
}

/// Sets the cookie of a session.
pub(crate) fn session(secret: &str, seconds: u64) -> HeaderValue {
    value(SESSION, secret, "Lax", seconds)
}

/// Sets the cookie of a browser that signs in.
pub(crate) fn browser(secret: &str, seconds: u64) -> HeaderValue {
    value(BROWSER, secret, "Strict", seconds)
}

/// Takes the cookie of a session back.
pub(crate) fn no_session() -> HeaderValue {
    value(SESSION, "", "Lax", 0)
}

fn value(name: &str, secret: &str, same_site: &str, seconds: u64) -> HeaderValue {
    let text = format!("{name}={secret}; Path=/; Secure; HttpOnly; SameSite={same_site}; Max-Age={seconds}");
    // Names of ours and secrets in base64: always ASCII.
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(line: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, line.parse().unwrap());
        read(&headers, SESSION).map(str::to_owned)
    }

    #[test]
    fn a_secret_is_found_among_other_cookies() {
        let secret = "A-_9".repeat(10) + "xyz";
        assert_eq!(sent(&format!("a=b; {SESSION}={secret}; c")), Some(secret.clone()));
        assert_eq!(sent(&format!("{SESSION}={secret}; {SESSION}={secret}")), None, "twice: somebody planted one");
        assert_eq!(sent(&format!("palabre-session={secret}")), None, "without its prefix");
        assert_eq!(sent(&format!("{SESSION}={secret}x")), None);
        assert_eq!(sent(&format!("{SESSION}={}", "é".repeat(21))), None);
    }

    #[test]
    fn cookies_have_every_lock() {
        let text = session("x", 60).to_str().unwrap().to_owned();
        assert_eq!(text, "__Host-palabre-session=x; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60");
        assert!(browser("x", 60).to_str().unwrap().contains("SameSite=Strict"));
        assert!(no_session().to_str().unwrap().contains("Max-Age=0"));
    }
}
