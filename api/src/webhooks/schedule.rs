//! When an attempt is made again, by the Standard Webhooks specification. Pure.

use alloy::primitives::B256;
use reqwest::header::{HeaderMap, RETRY_AFTER};

use crate::outbound::{Answer, OutboundError};

/// Seconds between attempts: the specification's example, ten attempts over three days.
const DELAYS: [u64; 9] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
/// A receiver is left alone for at most this long when it asks for it.
const LONGEST_REST: u64 = 86_400;
/// A webhook that takes nothing for this long is disabled.
pub(crate) const GIVE_UP_AFTER: u64 = 5 * 86_400;

/// What an attempt means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It arrived.
    Delivered,
    /// It did not: again in `wait` seconds; nothing else goes there for `rest` seconds.
    Again { wait: u64, rest: u64 },
    /// It did not, for the last time.
    GaveUp,
    /// The receiver wants nothing any more.
    Gone,
}

/// Judges an attempt; `step` attempts of the schedule were made before. `random` spreads attempts, so that a receiver
/// that comes back is not asked by all at once.
pub(crate) fn judge(outcome: Result<&Answer, &OutboundError>, step: u64, random: B256, now: u64) -> Verdict {
    let (status, rest) = match outcome {
        Ok(answer) => (answer.status, rest(&answer.headers, now)),
        Err(_) => (0, 0),
    };
    match status {
        200..=299 => Verdict::Delivered,
        410 => Verdict::Gone,
        _ => match usize::try_from(step).ok().and_then(|step| DELAYS.get(step)) {
            Some(delay) => Verdict::Again { wait: spread(*delay, random).max(rest), rest },
            None => Verdict::GaveUp,
        },
    }
}

/// Up to a fifth more.
fn spread(delay: u64, random: B256) -> u64 {
    delay + u64::from(random[0]) * delay / (5 * 255)
}

/// What `Retry-After` asks for, in seconds: a number, or a date.
fn rest(headers: &HeaderMap, now: u64) -> u64 {
    let Some(text) = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()) else { return 0 };
    let seconds = text.trim().parse::<u64>().ok().or_else(|| {
        let date = jiff::fmt::rfc2822::parse(text.trim()).ok()?;
        u64::try_from(date.timestamp().as_second()).ok().map(|at| at.saturating_sub(now))
    });
    seconds.unwrap_or(0).min(LONGEST_REST)
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    const NOW: u64 = 784_111_777;

    fn answer(status: u16, retry_after: Option<&str>) -> Answer {
        let mut headers = HeaderMap::new();
        headers.extend(retry_after.map(|text| (RETRY_AFTER, HeaderValue::from_str(text).unwrap())));
        Answer { status, headers, body: Vec::new() }
    }

    fn judged(status: u16, retry_after: Option<&str>, step: u64, random: u8) -> Verdict {
        judge(Ok(&answer(status, retry_after)), step, B256::repeat_byte(random), NOW)
    }

    #[test]
    fn ten_attempts_take_three_days() {
        let waits: Vec<u64> = (0..)
            .map_while(|step| match judged(500, None, step, 0) {
                Verdict::Again { wait, rest: 0 } => Some(wait),
                _ => None,
            })
            .collect();
        assert_eq!(waits, DELAYS);
        assert_eq!(judged(500, None, 9, 0), Verdict::GaveUp);
        let hours = waits.iter().sum::<u64>() / 3600;
        assert!((70..80).contains(&hours), "{hours}");
    }

    #[test]
    fn attempts_are_spread() {
        assert_eq!(judged(500, None, 1, 0), Verdict::Again { wait: 300, rest: 0 });
        assert_eq!(judged(500, None, 1, 255), Verdict::Again { wait: 360, rest: 0 });
    }

    #[test]
    fn what_arrives_and_what_is_gone_is_not_sent_again() {
        assert_eq!(judged(204, None, 0, 0), Verdict::Delivered);
        assert_eq!(judged(410, None, 0, 0), Verdict::Gone);
        for status in [100, 301, 302, 400, 404, 429, 503] {
            assert!(matches!(judged(status, None, 0, 0), Verdict::Again { .. }), "{status}");
        }
        let failed = OutboundError::Failed("x".to_owned());
        assert_eq!(judge(Err(&failed), 0, B256::ZERO, NOW), Verdict::Again { wait: 5, rest: 0 });
    }

    #[test]
    fn a_receiver_says_when_it_is_back() {
        assert_eq!(judged(429, Some("120"), 0, 0), Verdict::Again { wait: 120, rest: 120 });
        assert_eq!(judged(429, Some("1"), 1, 0), Verdict::Again { wait: 300, rest: 1 }, "the schedule is the least");
        let date = "Sun, 06 Nov 1994 08:50:37 GMT";
        assert_eq!(judged(503, Some(date), 0, 0), Verdict::Again { wait: 60, rest: 60 });
        assert_eq!(judged(503, Some("99999999999"), 0, 0), Verdict::Again { wait: 86_400, rest: 86_400 });
        for odd in ["soon", "-5", "", "Sun, 06 Nov 1970 08:50:37 GMT"] {
            assert_eq!(judged(503, Some(odd), 0, 0), Verdict::Again { wait: 5, rest: 0 }, "{odd}");
        }
    }
}
