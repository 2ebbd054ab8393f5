//! Reading JSON of others: nothing is taken for granted, nothing panics.

use alloy::primitives::{B256, keccak256};
use serde_json::Value;

/// Longest id that is taken. The longest in use are of Matrix (255 bytes each of room and event).
pub const MAX_ID: usize = 520;

/// The text at a JSON pointer.
pub fn text<'a>(value: &'a Value, pointer: &str) -> Option<&'a str> {
    value.pointer(pointer)?.as_str()
}

/// An id at a JSON pointer. Numbers become text, because ids are names: they are never added up.
/// Empty ids, overlong ones and those with spaces or control characters are none.
pub fn id(value: &Value, pointer: &str) -> Option<String> {
    let found = match value.pointer(pointer)? {
        Value::String(text) => text.clone(),
        Value::Number(number) if number.is_u64() => number.to_string(),
        _ => return None,
    };
    is_id(&found).then_some(found)
}

/// Whether a text can be an id.
pub fn is_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= MAX_ID && !text.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// A whole number at a JSON pointer.
pub fn number(value: &Value, pointer: &str) -> Option<i64> {
    value.pointer(pointer)?.as_i64()
}

/// Whether there is `true` at a JSON pointer.
pub fn flag(value: &Value, pointer: &str) -> bool {
    value.pointer(pointer).and_then(Value::as_bool).unwrap_or(false)
}

/// The elements of a list at a JSON pointer; none if there is no list.
pub fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Unix seconds of an RFC 3339 text at a JSON pointer.
pub fn instant(value: &Value, pointer: &str) -> Option<u64> {
    seconds(text(value, pointer)?)
}

/// Unix seconds of an RFC 3339 text.
pub fn seconds(text: &str) -> Option<u64> {
    text.parse::<jiff::Timestamp>().ok().and_then(|at| u64::try_from(at.as_second()).ok())
}

/// Unix milliseconds of an RFC 3339 text.
pub fn milliseconds(text: &str) -> Option<u64> {
    text.parse::<jiff::Timestamp>().ok().and_then(|at| u64::try_from(at.as_millisecond()).ok())
}

/// Unix seconds as RFC 3339 in UTC. Beyond what can be written: the beginning of 1970.
pub fn rfc3339(seconds: u64) -> String {
    let at = i64::try_from(seconds).ok().and_then(|at| jiff::Timestamp::from_second(at).ok());
    at.unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string()
}

/// keccak-256 of the value as compact JSON.
pub fn hash(value: &Value) -> B256 {
    keccak256(value.to_string())
}

/// Characters of a text, as a signed size.
pub fn length(text: &str) -> i64 {
    i64::try_from(text.chars().count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ids_are_text_whatever_the_tool_sends() {
        let value = json!({ "a": "1700000000.000100", "b": 12, "c": 1.5, "d": "", "e": "x y", "f": "\u{0}", "g": -3 });
        assert_eq!(id(&value, "/a").as_deref(), Some("1700000000.000100"));
        assert_eq!(id(&value, "/b").as_deref(), Some("12"));
        for none in ["/c", "/d", "/e", "/f", "/g", "/h"] {
            assert_eq!(id(&value, none), None, "{none}");
        }
        assert!(!is_id(&"x".repeat(MAX_ID + 1)));
    }

    #[test]
    fn times_are_read_with_and_without_fractions() {
        assert_eq!(seconds("2024-01-02T03:04:05Z"), Some(1_704_164_645));
        assert_eq!(milliseconds("2024-01-02T03:04:05.678Z"), Some(1_704_164_645_678));
        assert_eq!(seconds("1969-12-31T23:59:59Z"), None);
        assert_eq!(seconds("yesterday"), None);
        assert_eq!(rfc3339(1_704_164_645), "2024-01-02T03:04:05Z");
    }
}
