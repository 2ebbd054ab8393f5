//! What an endpoint means when it refuses: every provider has words of its own. Pure.

use alloy::transports::{RpcError, TransportError, TransportErrorKind};

use super::super::ChainError;

/// Words about requests that ask for too many blocks or give too many logs.
const TOO_MUCH: [&str; 22] = [
    "block range",
    "range is too",
    "range too",
    "ranges over",
    "range limit",
    "limited to",
    "too many blocks",
    "too many logs",
    "too many results",
    "more than",
    "response size",
    "response too large",
    "response is too big",
    "result is too big",
    "results exceed",
    "exceeds max",
    "exceeds limit",
    "exceed maximum",
    "exceeds the range",
    "query timeout",
    "query timed out",
    "limit the query",
];

/// Words about requests that come too fast.
const BUSY: [&str; 9] = [
    "rate limit",
    "rate exceeded",
    "too many requests",
    "request limit",
    "requests per",
    "credits",
    "compute units",
    "concurrent requests",
    "throughput",
];

/// Words before the number of blocks that would be answered.
const LIMITS: [&str; 14] = [
    "limited to a ",
    "limited to ",
    "maximum is set to ",
    "maximum allowed is ",
    "maximum block range: ",
    "max block range: ",
    "max: ",
    "max is ",
    "maximum of ",
    "maximum range of ",
    "up to a ",
    "up to ",
    "at most ",
    "ranges over ",
];

/// The error as something to act upon.
pub(super) fn classify(method: &'static str, error: &TransportError) -> ChainError {
    match error {
        RpcError::ErrorResp(payload) => {
            let problem = format!("{} (code {})", without_secrets(&payload.message), payload.code);
            refused(method, payload.code, problem)
        }
        RpcError::Transport(
            TransportErrorKind::HttpError(http) | TransportErrorKind::HttpErrorWithRetryAfter { error: http, .. },
        ) => {
            let problem = format!(
                "HTTP status {}: {}",
                http.status,
                without_secrets(&http.body.chars().take(200).collect::<String>())
            );
            match http.status {
                429 => ChainError::Busy(problem),
                413 => ChainError::TooMuch { problem, at_most: None },
                _ if method == "eth_getLogs" => refused(method, 0, problem),
                _ => ChainError::Transport(problem),
            }
        }
        other => ChainError::Transport(without_secrets(&other.to_string())),
    }
}

/// Errors quote addresses, and their paths, queries and passwords often are keys: only the host may be told.
pub(super) fn without_secrets(text: &str) -> String {
    let mut parts = text.split("://");
    let mut told = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end =
            part.find(|letter: char| letter.is_whitespace() || "()\"'<>,;".contains(letter)).unwrap_or(part.len());
        let (address, rest) = part.split_at(end);
        let authority = address.split(['/', '?', '#']).next().unwrap_or_default();
        let host = authority.rsplit('@').next().unwrap_or_default();
        told.push_str("://");
        told.push_str(host);
        if address.len() > authority.len() {
            told.push_str("/...");
        }
        told.push_str(rest);
    }
    told
}

fn refused(method: &'static str, code: i64, problem: String) -> ChainError {
    let text = problem.to_lowercase();
    if method == "eth_getLogs" && TOO_MUCH.iter().any(|words| text.contains(words)) {
        let at_most = suggested_range(&text).or_else(|| limit(&text));
        return ChainError::TooMuch { problem, at_most };
    }
    if matches!(code, 429 | -32005 | -32016 | -32055) || BUSY.iter().any(|words| text.contains(words)) {
        return ChainError::Busy(problem);
    }
    if code == 0 {
        return ChainError::Transport(problem);
    }
    let advice = match method {
        "eth_getBlockReceipts" => "; use an endpoint that serves it, or set verify = \"bloom\"",
        _ => "",
    };
    ChainError::Refused { method, problem, advice }
}

/// Some providers name blocks that would work: `[0x1a, 0x2b]`.
fn suggested_range(text: &str) -> Option<u64> {
    let (_, rest) = text.split_once("[0x")?;
    let (inside, _) = rest.split_once(']')?;
    let (from, to) = inside.split_once(',')?;
    let from = u64::from_str_radix(from.trim(), 16).ok()?;
    let to = u64::from_str_radix(to.trim().trim_start_matches("0x"), 16).ok()?;
    to.checked_sub(from).map(|blocks| blocks + 1)
}

/// Others say how many blocks: `limited to a 10,000 range`, `max is 1k blocks`. Limits of results say nothing of blocks.
fn limit(text: &str) -> Option<u64> {
    if !text.contains("range") && !text.contains("blocks") {
        return None;
    }
    let number = LIMITS.iter().find_map(|words| text.split_once(words).and_then(|(_, rest)| number(rest)));
    number.filter(|blocks| *blocks > 0)
}

fn number(text: &str) -> Option<u64> {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != ',').unwrap_or(text.len());
    let digits: String = text[..end].chars().filter(char::is_ascii_digit).collect();
    let value: u64 = digits.parse().ok()?;
    let rest = &text[end..];
    if rest.trim_start().starts_with("result") || rest.trim_start().starts_with("log") {
        return None;
    }
    Some(if rest.starts_with('k') { value.saturating_mul(1000) } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(code: i64, message: &str) -> ChainError {
        refused("eth_getLogs", code, message.to_owned())
    }

    #[test]
    fn limits_of_blocks_are_learned_from_what_is_said() {
        let cases = [
            ("query returned more than 10000 results. Try with this block range [0x100, 0x1ff].", Some(256)),
            ("Log response size exceeded. This block range should work: [0x0, 0x9]", Some(10)),
            ("eth_getLogs is limited to a 10,000 range", Some(10_000)),
            ("eth_getLogs is limited to 0 - 2000 blocks range", None),
            ("requested too many blocks from 1 to 1000, maximum is set to 800", Some(800)),
            ("block range is too large, max is 1k blocks", Some(1_000)),
            ("exceed maximum block range: 5000", Some(5_000)),
            ("ranges over 10000 blocks are not supported", Some(10_000)),
            ("You can make eth_getLogs requests with up to a 500 block range.", Some(500)),
            ("query exceeds max results 20000", None),
            ("query returned more than 10000 results", None),
            ("query timeout exceeded", None),
        ];
        for (message, expected) in cases {
            let ChainError::TooMuch { at_most, .. } = told(-32005, message) else { panic!("{message}") };
            assert_eq!(at_most, expected, "{message}");
        }
    }

    #[test]
    fn other_refusals_are_told_apart() {
        assert!(matches!(told(-32005, "daily request count exceeded, request rate limited"), ChainError::Busy(_)));
        assert!(matches!(told(429, "slow down"), ChainError::Busy(_)));
        assert!(matches!(told(-32000, "exceeded its compute units per second"), ChainError::Busy(_)));
        assert!(matches!(told(-32000, "header not found"), ChainError::Refused { .. }));
        let receipts = refused("eth_getBlockReceipts", -32601, "method not found".to_owned());
        assert!(receipts.to_string().ends_with("verify = \"bloom\""), "{receipts}");
        let elsewhere = refused("eth_chainId", -32602, "block range".to_owned());
        assert!(matches!(elsewhere, ChainError::Refused { .. }), "only requests for logs have a range");
    }

    #[test]
    fn keys_in_addresses_are_not_told() {
        let cases = [
            (
                "error sending request for url (https://rpc.example/v3/SECRET): refused",
                "https://rpc.example/...): refused",
            ),
            ("https://user:SECRET@rpc.example:8545?key=SECRET x", "https://rpc.example:8545/... x"),
            ("http://a.example http://b.example/SECRET", "http://a.example http://b.example/..."),
            ("nothing to hide", "nothing to hide"),
        ];
        for (text, end) in cases {
            let told = without_secrets(text);
            assert!(told.ends_with(end) && !told.contains("SECRET"), "{told}");
        }
    }

    #[test]
    fn states_of_http_are_read() {
        let http = |status, body: &str| {
            let error = TransportErrorKind::http_error(status, body.to_owned());
            classify("eth_getLogs", &error)
        };
        assert!(matches!(http(429, ""), ChainError::Busy(_)));
        assert!(matches!(http(413, ""), ChainError::TooMuch { at_most: None, .. }));
        assert!(matches!(http(400, "block range is too wide"), ChainError::TooMuch { .. }));
        assert!(matches!(http(502, "bad gateway"), ChainError::Transport(_)));
    }
}
