//! How fast deliveries are safe: 2,000 signed ones a second, sent when they are due whether or not those before were
//! answered, each repeated until it is acknowledged. First without a stop, then with one in the middle of it. Prints when
//! they were acknowledged, and looks for lost ones and for any that nobody sent; exits with 1 if there are some.
//!
//! `--rate N`, `--seconds N`, `--json`.

#![expect(clippy::print_stdout, reason = "a benchmark prints its result")]

use std::{
    collections::{BTreeMap, BTreeSet},
    process::ExitCode,
    sync::Arc,
    time::Duration,
};

use palabre_api::{
    connectors::{Client, Gate, Http, Secret, chat::slack, command::Tongue},
    tools::{Connected, Connection, settings::ToolKind},
};
use palabre_indexer::testing::Place;
use palabre_tests::{
    doubles::slack::{BOT, SIGNING_SECRET, TEAM, TOKEN, sign},
    service::{Hands, SLUG, Service},
};
use serde_json::json;
use tokio::{
    sync::RwLock,
    task::JoinSet,
    time::{Instant, MissedTickBehavior, interval},
};

const NOW: u64 = 1_700_000_000;
/// Deliveries are sent in pieces of this length.
const TICK: Duration = Duration::from_millis(10);

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// No tool is asked anything here.
#[derive(Debug)]
struct Closed;

impl Gate for Closed {
    fn check(&self, _: &url::Url) -> Result<(), String> {
        Err("nothing is asked".to_owned())
    }
}

/// What one run gave, times in milliseconds.
#[derive(Debug)]
struct Run {
    sent: usize,
    repeated: usize,
    median: f64,
    p99: f64,
    worst: f64,
    lost: usize,
    /// Kept, and never sent.
    strange: usize,
}

/// Where deliveries go now; none while the service is down.
type Hook = Arc<RwLock<Option<Service>>>;

#[tokio::main]
async fn main() -> Outcome<ExitCode> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let number = |flag: &str, otherwise: usize| {
        let mut words = std::env::args().skip_while(|word| word != flag).skip(1);
        words.next().and_then(|word| word.parse().ok()).unwrap_or(otherwise)
    };
    let (rate, seconds) = (number("--rate", 2_000), number("--seconds", 30));
    let steady = run(rate, seconds, false).await?;
    let stopped = run(rate, seconds, true).await?;
    if std::env::args().any(|word| word == "--json") {
        let told = |run: &Run| {
            json!({ "sent": run.sent, "repeated": run.repeated, "median_ms": run.median, "p99_ms": run.p99,
                "worst_ms": run.worst, "lost": run.lost, "strange": run.strange })
        };
        println!("{}", json!({ "rate": rate, "steady": told(&steady), "stopped": told(&stopped) }));
    } else {
        println!("{rate} deliveries a second for {seconds} s, acknowledged after (ms):");
        for (name, run) in [("without a stop", &steady), ("with a stop in the middle", &stopped)] {
            println!(
                "  {name}: median {:.1}, p99 {:.1}, worst {:.1}; {} sent, {} repeated, {} lost, {} strange",
                run.median, run.p99, run.worst, run.sent, run.repeated, run.lost, run.strange
            );
        }
    }
    let good = [&steady, &stopped].iter().all(|run| run.lost == 0 && run.strange == 0);
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

async fn run(rate: usize, seconds: usize, stop: bool) -> Outcome<Run> {
    let (place, clock) = (Place::new().await, Hands::at(NOW));
    let service = Service::start(&place, connected()?, &clock).await?;
    // What was stored is read meanwhile, as in the real service.
    let reading = tokio::spawn(service.tools.clone().run());
    let service: Hook = Arc::new(RwLock::new(Some(service)));
    let http = reqwest::Client::new();
    let (mut sending, mut sent) = (JoinSet::new(), 0);
    let (mut tick, begin) = (interval(TICK), Instant::now());
    tick.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut stopping = None;
    while sent < rate * seconds {
        tick.tick().await;
        // As many as are due by now: a late tick sends what it missed.
        let due = (begin.elapsed().as_secs_f64() * rate as f64) as usize;
        for number in sent..due.min(rate * seconds) {
            let at = begin + Duration::from_secs_f64(number as f64 / rate as f64);
            sending.spawn(deliver(http.clone(), Arc::clone(&service), number, at));
        }
        sent = due.min(rate * seconds);
        if stop && stopping.is_none() && sent >= rate * seconds / 2 {
            stopping = Some(tokio::spawn(restart(Arc::clone(&service), place.location().clone(), clock.clone())));
        }
    }
    let (mut times, mut repeated) = (Vec::with_capacity(sent), 0);
    while let Some(done) = sending.join_next().await {
        let (time, attempts) = done??;
        times.push(time.as_secs_f64() * 1_000.0);
        repeated += attempts - 1;
    }
    if let Some(stopping) = stopping {
        stopping.await??;
    }
    times.sort_by(f64::total_cmp);
    let service = service.write().await.take().ok_or("the service is gone")?;
    service.tools.read_due().await?;
    reading.abort();
    let kept = service.tools.activities(&SLUG.parse()?).await?;
    let kept: BTreeSet<String> = kept.into_iter().map(|activity| activity.object).collect();
    let told: BTreeSet<String> = (0..sent).map(|number| format!("C1:{}", stamp(number))).collect();
    let share = |part: f64| times.get((times.len() as f64 * part) as usize).copied().unwrap_or_default();
    Ok(Run {
        sent,
        repeated,
        median: share(0.5),
        p99: share(0.99),
        worst: times.last().copied().unwrap_or_default(),
        lost: told.difference(&kept).count(),
        strange: kept.difference(&told).count(),
    })
}

/// A stop without warning, and another start.
async fn restart(service: Hook, location: palabre_indexer::sql::Location, clock: Hands) -> Outcome<()> {
    let mut held = service.write().await;
    drop(held.take());
    *held = Some(Service::start_at(location, connected()?, &clock).await?);
    Ok(())
}

/// Sends one delivery until it is acknowledged; when that was after it was due, and at which attempt.
async fn deliver(http: reqwest::Client, service: Hook, number: usize, due: Instant) -> Outcome<(Duration, usize)> {
    let ts = stamp(number);
    let event = json!({ "type": "message", "channel": "C1", "user": "U1", "text": "x", "ts": ts, "event_ts": ts });
    let body = json!({ "type": "event_callback", "team_id": TEAM, "event_id": format!("Ev{number}"),
        "event_time": NOW, "event": event })
    .to_string();
    let signature = sign(SIGNING_SECRET, NOW, body.as_bytes());
    let mut attempts = 0;
    loop {
        attempts += 1;
        let hook = service.read().await.as_ref().map(|service| service.hook("slack"));
        let Some(hook) = hook else { continue };
        let request = http.post(hook).header("x-slack-request-timestamp", NOW).header("x-slack-signature", &signature);
        let answer = request.body(body.clone()).timeout(Duration::from_secs(30)).send().await;
        if answer.is_ok_and(|answer| answer.status().is_success()) {
            return Ok((due.elapsed(), attempts));
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// How Slack would name the message.
fn stamp(number: usize) -> String {
    format!("{NOW}.{number:06}")
}

fn connected() -> Outcome<Connected> {
    let nowhere = url::Url::parse("http://127.0.0.1:9/")?;
    let settings = slack::Settings {
        source: "slack".to_owned(),
        team: TEAM.to_owned(),
        bot_user: BOT.to_owned(),
        api: nowhere.clone(),
        hooks: nowhere,
        signing_secret: Secret::new(SIGNING_SECRET),
        bot_token: Secret::new(TOKEN),
        roles: BTreeMap::new(),
    };
    let http: Arc<dyn Http> = Arc::new(Client::new(reqwest::Client::builder(), Arc::new(Closed))?);
    Ok(Connected::default().with(Connection {
        name: "slack".to_owned(),
        community: SLUG.parse()?,
        kind: ToolKind::Slack,
        tongue: Tongue::En,
        poll_every: 60,
        prefix: "/palabre".to_owned(),
        connector: Arc::new(slack::Slack::new(settings, http)),
    }))
}
