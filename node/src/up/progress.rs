//! How backfilling goes, for whoever started the node: a line that changes on a terminal, one in the log now and then
//! elsewhere.

use std::{io::IsTerminal, time::Duration};

use indicatif::{ProgressBar, ProgressStyle};
use palabre_indexer::{Indexer, Status};
use tokio::{sync::watch, time::Instant};

use crate::cli::Common;

/// Fewer blocks than this are caught up with silently.
const WORTH_TELLING: u64 = 500;
const LOG_EVERY: Duration = Duration::from_secs(10);

/// Begins to tell, in the background; the answer is how indexing goes, for whoever else wants to tell.
pub(super) fn begin(indexer: &Indexer, common: &Common) -> watch::Receiver<Status> {
    let on_terminal = !common.json && std::io::stderr().is_terminal();
    tokio::spawn(tell(indexer.status(), on_terminal));
    indexer.status()
}

/// Tells how far the mirror is until it has caught up with the chain.
async fn tell(mut status: watch::Receiver<Status>, on_terminal: bool) {
    let mut bar: Option<ProgressBar> = None;
    let (mut began, mut logged) = (None, Instant::now());
    loop {
        let now = status.borrow_and_update().clone();
        if now.lag() == 0 && now.indexed.is_some() {
            if let Some(bar) = bar {
                bar.finish_and_clear();
            }
            return;
        }
        if let Some(indexed) = now.indexed.map(|block| block.block_number)
            && (began.is_some() || now.lag() > WORTH_TELLING)
        {
            let (from, since, rows) = *began.get_or_insert((indexed, Instant::now(), now.rows));
            let line = line(&Progress {
                from,
                indexed,
                head: now.head.unwrap_or(indexed),
                rows: now.rows.saturating_sub(rows),
                elapsed: since.elapsed(),
            });
            if on_terminal {
                bar.get_or_insert_with(spinner).set_message(line);
            } else if logged.elapsed() >= LOG_EVERY {
                logged = Instant::now();
                tracing::info!("{line}");
            }
        }
        if status.changed().await.is_err() {
            return;
        }
    }
}

fn spinner() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    let style = ProgressStyle::with_template("{spinner} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner());
    bar.set_style(style);
    bar
}

struct Progress {
    from: u64,
    indexed: u64,
    head: u64,
    rows: u64,
    elapsed: Duration,
}

fn line(progress: &Progress) -> String {
    let Progress { from, indexed, head, rows, elapsed } = *progress;
    let (done, all) = (indexed.saturating_sub(from), head.saturating_sub(from).max(1));
    let seconds = elapsed.as_secs_f64().max(0.001);
    let percent = done.saturating_mul(100) / all;
    let left = match done {
        0 => "time left unknown".to_owned(),
        _ => format!("{} left", time((all.saturating_sub(done)) as f64 * seconds / done as f64)),
    };
    format!("indexing: block {indexed} of {head} ({percent} %), {:.0} rows/s, {left}", rows as f64 / seconds)
}

fn time(seconds: f64) -> String {
    let seconds = seconds.round() as u64;
    match (seconds / 3600, seconds % 3600 / 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_how_fast_and_how_long() {
        let progress = |indexed, seconds| Progress {
            from: 100,
            indexed,
            head: 1_100,
            rows: 5_000,
            elapsed: Duration::from_secs(seconds),
        };
        assert_eq!(line(&progress(350, 10)), "indexing: block 350 of 1100 (25 %), 500 rows/s, 30 s left");
        assert!(line(&progress(100, 0)).ends_with("time left unknown"));
        assert!(line(&progress(110, 100)).ends_with("2 h 45 min left"));
        assert!(line(&progress(600, 100)).ends_with("1 min 40 s left"));
    }
}
