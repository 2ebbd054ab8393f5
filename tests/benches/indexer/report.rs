//! The result: ratios first, and the figures behind them.

#![expect(clippy::print_stdout, reason = "a benchmark prints its result")]

use palabre_tests::figures;
use serde_json::{Map, Value, json};

use super::{Figures, Moments, Options, Used, history, latency};

fn median(runs: &[Figures], of: impl Fn(&Figures) -> Option<f64>) -> Option<f64> {
    figures::median(runs.iter().filter_map(of).collect())
}

/// Figures of one indexer on one database, named.
fn named(runs: &[Figures], name: &str, rows: f64, of: impl Fn(&Figures) -> Option<Used>) -> Vec<(String, Value)> {
    let of = |what: fn(Used) -> f64| median(runs, |run| of(run).map(what));
    let seconds = of(|used| used.seconds);
    let figures = [
        ("seconds", seconds),
        ("rows_per_second", seconds.map(|seconds| rows / seconds)),
        ("cpu_seconds", of(|used| used.cpu)),
        ("peak_memory_mib", of(|used| used.memory)),
        ("disk_mib", of(|used| used.disk)),
        ("server_cpu_seconds", of(|used| used.server_cpu)),
    ];
    figures.into_iter().map(|(what, value)| (format!("{name}_{what}"), json!(value))).collect()
}

/// Prints everything.
pub(crate) fn report(runs: &[Figures], moments: &Moments, options: &Options) {
    let rows = (options.batches * history::ITEMS) as f64;
    let of = |of: fn(&Figures) -> Option<f64>| median(runs, of);
    let floors = of(|run| Some(run.read_floor + run.write_floor));
    let seconds = of(|run| Some(run.file.seconds));
    let ratio = |above: Option<f64>, below: Option<f64>| json!(above.zip(below).map(|(above, below)| above / below));
    let mut result = Map::new();
    let mut set = |name: &str, value: Value| drop(result.insert(name.to_owned(), value));
    set("rows_ratio_sqlite", ratio(of(|run| Some(run.peer_file?.seconds)), seconds));
    let theirs = of(|run| Some(run.peer_server?.seconds));
    set("rows_ratio_postgres", ratio(theirs, of(|run| Some(run.server?.seconds))));
    set("memory_ratio", ratio(of(|run| Some(run.file.memory)), of(|run| Some(run.peer_file?.memory))));
    set("cpu_ratio", ratio(of(|run| Some(run.file.cpu)), of(|run| Some(run.peer_file?.cpu))));
    set("floor_ratio", ratio(seconds, floors));
    let theirs = of(|run| Some(run.peer_server?.memory));
    set("memory_ratio_postgres", ratio(of(|run| Some(run.server?.memory)), theirs));
    let theirs = of(|run| Some(run.peer_server?.cpu));
    set("cpu_ratio_postgres", ratio(of(|run| Some(run.server?.cpu)), theirs));
    set("rows", json!(rows));
    set("runs", json!(runs.len()));
    set("read_floor_seconds", json!(of(|run| Some(run.read_floor))));
    set("write_floor_seconds", json!(of(|run| Some(run.write_floor))));
    set("peer", json!(options.peer.then_some("Ponder 0.16.10")));
    result.extend(named(runs, "sqlite", rows, |run| Some(run.file)));
    result.extend(named(runs, "postgres", rows, |run| run.server));
    result.extend(named(runs, "peer_pglite", rows, |run| run.peer_file));
    result.extend(named(runs, "peer_postgres", rows, |run| run.peer_server));
    result.extend(moments.named());
    let result = Value::Object(result);
    if options.as_json {
        println!("{result}");
        return;
    }
    for (name, value) in result.as_object().into_iter().flatten() {
        println!("{name:34} {value}");
    }
}

impl Moments {
    fn named(&self) -> Vec<(String, Value)> {
        let figures = [
            ("reorg_blocks", self.undone.depth as f64),
            ("reorg_insert_seconds", self.undone.insert),
            ("reorg_replace_seconds", self.undone.replace),
            ("reorg_ratio", self.undone.replace / self.undone.insert),
            ("block_interval_ms", latency::INTERVAL.as_secs_f64() * 1000.0),
            ("latency_embedded_median_ms", self.embedded.median),
            ("latency_embedded_p99_ms", self.embedded.p99),
            ("latency_followed_median_ms", self.followed.median),
            ("latency_followed_p99_ms", self.followed.p99),
        ];
        figures.into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect()
    }
}
