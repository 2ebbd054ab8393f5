//! The API under load, as its clients see it: `palabre` serves from a process of its own, this process asks. All in one
//! run on one machine: only the ratios and what was lost are meant to be quoted; the other figures describe the machine.
//!
//! - `profile_ratio`: requests a second of a member's profile (random ids, none asked twice in a round), as a part of
//!   what a bare axum handler answers that reads one row of the same database by its primary key. Rounds alternate.
//! - `deep_page_ratio`: time of a page of contributions after 900,000 others, beside the first page.
//! - `sse_fanout_p99_ms`: from sending an act to its event at each of 10,000 listeners.
//! - `overload_lost`: acts accepted and not mined while reads come at four times what the service can do.
//! - `burst_votes_lost`: votes of 1,000 voters that do not count once each after `kill -9` in the middle.
//!
//! Words after the options choose parts: `profile`, `pages`, `stream`, `overload`, `burst`.

#![expect(clippy::print_stdout, reason = "a benchmark prints its result")]

mod acts;
mod data;
mod floor;
mod http;
mod overload;
mod reads;
mod stream;

use std::{path::Path, time::SystemTime};

use palabre_tests::{burst, crowd, node::Node};
use serde_json::{Map, Value, json};

use self::data::Data;

/// Voters of the burst.
const VOTERS: usize = 1_000;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
/// Named figures, in the order in which they are printed.
type Figures = Map<String, Value>;

#[tokio::main]
async fn main() -> Outcome<()> {
    palabre_tests::tls::install();
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [flag, database] = arguments.as_slice()
        && flag == floor::FLAG
    {
        return floor::serve(Path::new(database)).await;
    }
    let parts: Vec<&str> = arguments.iter().map(String::as_str).filter(|argument| !argument.starts_with('-')).collect();
    let figures = measure(&parts).await?;
    if arguments.iter().any(|argument| argument == "--json") {
        println!("{}", Value::from(figures));
        return Ok(());
    }
    for (name, value) in &figures {
        match value.as_f64().filter(|_| value.is_f64()) {
            Some(number) => println!("{name:30} {number:.3}"),
            None => println!("{name:30} {value}"),
        }
    }
    Ok(())
}

async fn measure(parts: &[&str]) -> Outcome<Figures> {
    let wanted = |part: &str| parts.is_empty() || parts.contains(&part);
    let mut figures = Figures::new();
    if ["profile", "pages", "stream", "overload"].into_iter().any(wanted) {
        let data = Data::make().await?;
        let node = Node::start(&data.folder)?;
        figures.insert("members".to_owned(), json!(data::MEMBERS));
        figures.insert("contributions".to_owned(), json!(data::CONTRIBUTIONS));
        if wanted("profile") {
            figures.extend(reads::profiles(&node, &data).await?);
        }
        if wanted("pages") {
            figures.extend(reads::pages(&node).await?);
        }
        if wanted("stream") {
            figures.extend(stream::fan_out(&node, &data).await?);
        }
        if wanted("overload") {
            figures.extend(overload::shed(&node, &data).await?);
        }
    }
    if wanted("burst") {
        figures.extend(votes().await?);
    }
    Ok(figures)
}

async fn votes() -> Outcome<Figures> {
    note(&format!("burst: gathering {VOTERS} voters"));
    let folder = tempfile::tempdir()?;
    let now = SystemTime::UNIX_EPOCH.elapsed()?.as_secs();
    let crowd = crowd::gather(folder.path(), VOTERS, now).await?;
    note("burst: all vote, and the power fails in the middle");
    let count = burst::vote(folder.path(), &crowd).await?;
    let figures = json!({
        "burst_votes": count.voters,
        "burst_votes_before_kill": count.before,
        "burst_votes_lost": count.lost(),
        "burst_seconds": count.time.as_secs_f64(),
    });
    Ok(figures.as_object().cloned().unwrap_or_default())
}

fn note(text: &str) {
    use std::io::Write;
    // A lost progress line harms nobody.
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// The value that this part of all values does not exceed.
fn quantile(sorted: &[f64], part: f64) -> f64 {
    let place = (sorted.len() as f64 * part).ceil() as usize;
    sorted.get(place.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}
