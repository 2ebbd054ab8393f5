//! The status as text for Prometheus. Pure: whoever serves it says what time it is.

use std::{
    fmt::{Display, Write},
    time::Duration,
};

use tokio::time::Instant;

use crate::{config::IndexerConfig, status::Status};

/// How indexing goes, in the text format of Prometheus.
pub fn render(status: &Status, config: &IndexerConfig, now: Instant) -> String {
    let mut text = Text(String::new());
    let blocks = [
        ("head", "Newest block of the chain at the last look.", status.head),
        ("indexed", "Newest block that all communities reflect.", status.indexed.map(|block| block.block_number)),
        ("verified", "Block up to which everything was compared with receipts and bloom filters.", status.verified),
        ("safe", "Block that the chain is unlikely to take back.", status.finality.safe),
        ("finalized", "Block that the chain never takes back.", status.finality.finalized),
    ];
    for (name, help, value) in blocks {
        if let Some(value) = value {
            text.gauge(&format!("palabre_indexer_{name}_block"), help, value);
        }
    }
    text.gauge("palabre_indexer_lag_blocks", "Blocks between mirror and chain.", status.lag());
    let age = |since: Instant| seconds(now.duration_since(since));
    text.gauge("palabre_indexer_head_age_seconds", "Time since the head last moved.", age(status.head_moved_at));
    text.gauge("palabre_indexer_progress_age_seconds", "Time since the last progress.", age(status.progress_at));
    let ready = u8::from(status.ready(now, config).is_ok());
    text.gauge("palabre_indexer_ready", "Whether reads can be trusted to be current.", ready);
    let stopped = u8::from(status.stopped);
    text.gauge("palabre_indexer_stopped", "Whether indexing ended until somebody acts.", stopped);
    text.counter("palabre_indexer_rows_total", "Rows written.", status.rows);
    text.counter("palabre_indexer_errors_total", "Attempts that failed.", status.errors);
    endpoints(&mut text, status);
    text.0
}

fn endpoints(text: &mut Text, status: &Status) {
    let name = "palabre_rpc_endpoint_trusted";
    text.head(name, "Whether the endpoint may be asked.", "gauge");
    for endpoint in &status.endpoints {
        text.sample(name, &[("endpoint", &endpoint.name)], u8::from(endpoint.trusted));
    }
    let name = "palabre_rpc_endpoint_offences_total";
    text.head(name, "How often the endpoint failed, lied or lagged.", "counter");
    for endpoint in &status.endpoints {
        text.sample(name, &[("endpoint", &endpoint.name)], endpoint.offences);
    }
    let name = "palabre_rpc_requests_total";
    text.head(name, "Requests of the indexer by outcome.", "counter");
    for endpoint in &status.endpoints {
        for calls in &endpoint.calls {
            let labels = [("endpoint", &endpoint.name[..]), ("method", calls.method), ("outcome", calls.outcome)];
            text.sample(name, &labels, calls.count);
        }
    }
}

fn seconds(age: Duration) -> f64 {
    age.as_secs_f64()
}

struct Text(String);

impl Text {
    fn gauge(&mut self, name: &str, help: &str, value: impl Display) {
        self.head(name, help, "gauge");
        self.sample(name, &[], value);
    }

    fn counter(&mut self, name: &str, help: &str, value: impl Display) {
        self.head(name, help, "counter");
        self.sample(name, &[], value);
    }

    fn head(&mut self, name: &str, help: &str, kind: &str) {
        // Writing to a string never fails.
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) {
        let labels: Vec<String> = labels.iter().map(|(label, text)| format!("{label}=\"{}\"", escaped(text))).collect();
        let labels = if labels.is_empty() { String::new() } else { format!("{{{}}}", labels.join(",")) };
        let _ = writeln!(self.0, "{name}{labels} {value}");
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::chain::{EndpointReport, Finality, RpcCalls};

    fn full() -> String {
        let now = Instant::now();
        let mut status = Status::new(now);
        status.saw_head(100, now);
        let (block_hash, block_time) = (alloy::primitives::B256::ZERO, 0);
        status.progressed(Some(crate::store::BlockRef { block_number: 99, block_hash, block_time }), now);
        status.verified = Some(90);
        status.finality = Finality { safe: Some(80), finalized: Some(70) };
        let calls = vec![RpcCalls { method: "eth_getLogs", outcome: "ok", count: 3 }];
        let name = "rpc.example \"a\"".to_owned();
        status.endpoints = vec![EndpointReport { name, trusted: true, offences: 2, problem: None, calls }];
        render(&status, &IndexerConfig::default(), now)
    }

    /// What `promtool check metrics` asks for: help and one type for each name, `_total` on counters and on nothing
    /// else, small letters, no unit but the base ones.
    #[test]
    fn names_follow_the_conventions() {
        let text = full();
        let mut types = BTreeMap::new();
        for line in text.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            match words[..] {
                ["#", "HELP", name, ..] => assert!(words.len() > 3, "{name} says nothing"),
                ["#", "TYPE", name, kind] => assert_eq!(types.insert(name, kind), None, "{name} twice"),
                _ => {
                    let name = line.split(['{', ' ']).next().expect("a line has a first word");
                    let kind = types.get(name).unwrap_or_else(|| panic!("{name} has no type"));
                    assert_eq!(name.ends_with("_total"), *kind == "counter", "{name}");
                    assert!(name.starts_with("palabre_"), "{name}");
                    assert!(name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_'), "{name}");
                    for unit in ["_ms", "_milliseconds", "_minutes", "_count", "_sum", "_bucket", "_info"] {
                        assert!(!name.ends_with(unit), "{name}");
                    }
                    assert!(line.rsplit(' ').next().is_some_and(|value| value.parse::<f64>().is_ok()), "{line}");
                }
            }
        }
        assert_eq!(types.len(), 15);
        assert!(text.contains("palabre_rpc_requests_total{endpoint=\"rpc.example \\\"a\\\"\",method=\"eth_getLogs\""));
        assert!(text.contains("\npalabre_indexer_verified_block 90\n"), "{text}");
    }
}
