//! Numbers for Prometheus.

use std::{
    fmt::Write,
    sync::atomic::{AtomicU64, Ordering},
};

use super::{Outbox, schedule::Verdict};
use crate::error::ApiError;

/// Attempts since the start.
#[derive(Debug, Default)]
pub(super) struct Counts {
    told: AtomicU64,
    again: AtomicU64,
    dead: AtomicU64,
}

impl Counts {
    pub(super) fn count(&self, verdict: &Verdict) {
        let count = match verdict {
            Verdict::Told => &self.told,
            Verdict::Again { .. } => &self.again,
            Verdict::Dead => &self.dead,
        };
        count.fetch_add(1, Ordering::Relaxed);
    }
}

impl Outbox {
    /// Messages that wait, and that did not arrive, by tool.
    pub(crate) async fn sizes(&self) -> Result<Vec<(String, u64, u64)>, ApiError> {
        self.0.book.sizes().await
    }

    /// How sending goes, in the text format of Prometheus.
    pub async fn metrics(&self) -> Result<String, ApiError> {
        let counts = &self.0.counts;
        let name = "palabre_outbox_attempts_total";
        let mut text =
            format!("# HELP {name} Attempts to tell something in a tool by outcome.\n# TYPE {name} counter\n");
        for (outcome, count) in [("told", &counts.told), ("again", &counts.again), ("dead", &counts.dead)] {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "{name}{{outcome=\"{outcome}\"}} {}", count.load(Ordering::Relaxed));
        }
        let sizes = self.sizes().await?;
        let gauges = [
            ("palabre_outbox_waiting", "Messages to be sent, for the first time or again."),
            ("palabre_outbox_dead", "Messages that did not arrive and wait for somebody to look."),
        ];
        for (place, (name, help)) in gauges.into_iter().enumerate() {
            let _ = write!(text, "# HELP {name} {help}\n# TYPE {name} gauge\n");
            for (source, waiting, dead) in &sizes {
                let value = if place == 0 { waiting } else { dead };
                // Sources are names of the settings; what a label must not hold is taken out all the same.
                let source = source.replace(['\\', '"', '\n'], "");
                let _ = writeln!(text, "{name}{{source=\"{source}\"}} {value}");
            }
        }
        Ok(text)
    }
}
