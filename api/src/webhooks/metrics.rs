//! Numbers for Prometheus.

use std::{
    fmt::Write,
    sync::atomic::{AtomicU64, Ordering},
};

use super::{Webhooks, schedule::Verdict};
use crate::error::ApiError;

/// Attempts since the start.
#[derive(Debug, Default)]
pub(super) struct Counts {
    delivered: AtomicU64,
    again: AtomicU64,
    gave_up: AtomicU64,
    gone: AtomicU64,
}

impl Counts {
    pub(super) fn count(&self, verdict: Verdict) {
        let count = match verdict {
            Verdict::Delivered => &self.delivered,
            Verdict::Again { .. } => &self.again,
            Verdict::GaveUp => &self.gave_up,
            Verdict::Gone => &self.gone,
        };
        count.fetch_add(1, Ordering::Relaxed);
    }
}

impl Webhooks {
    /// How deliveries go, in the text format of Prometheus.
    pub async fn metrics(&self) -> Result<String, ApiError> {
        let ((disabled, waiting), counts) = (self.0.book.sizes().await?, &self.0.counts);
        let name = "palabre_webhook_attempts_total";
        let mut text = format!("# HELP {name} Attempts to deliver a message by outcome.\n# TYPE {name} counter\n");
        let outcomes = [
            ("delivered", &counts.delivered),
            ("again", &counts.again),
            ("gave_up", &counts.gave_up),
            ("gone", &counts.gone),
        ];
        for (outcome, count) in outcomes {
            let count = count.load(Ordering::Relaxed);
            // Writing to a text cannot fail.
            let _ = writeln!(text, "{name}{{outcome=\"{outcome}\"}} {count}");
        }
        let gauges = [
            ("palabre_webhook_deliveries_waiting", "Messages to be sent, for the first time or again.", waiting),
            ("palabre_webhooks_disabled", "Webhooks that are told nothing.", disabled),
        ];
        for (name, help, value) in gauges {
            let _ = write!(text, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n");
        }
        Ok(text)
    }
}
