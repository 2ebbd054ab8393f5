//! Four times as many reads as the service can do, while members act: what is too much is told so at once, what was
//! accepted is done, and when the flood ends the service is as fast as before.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use palabre_tests::node::Node;
use serde_json::json;

use super::{
    Figures, Outcome,
    acts::{Handed, Signer},
    data::{self, Data},
    http::{self, Connection},
    note, quantile, reads,
};

/// Four times what the service has in its hands at one time.
const CONNECTIONS: usize = 2_048;
const TIMES: f64 = 4.0;
const FLOOD: Duration = Duration::from_secs(10);
/// Pages that are asked for to find out what the service can do.
const REQUESTS: usize = 2_000;
const PATIENCE: Duration = Duration::from_secs(120);

/// What became of the reads.
#[derive(Default)]
struct Reads {
    accepted: Vec<f64>,
    shed: usize,
    /// Refused without a word when to come back, or anything else.
    other: usize,
}

pub(crate) async fn shed(node: &Node, data: &Data) -> Outcome<Figures> {
    let address = reads::address(node)?;
    let path = format!("/api/v1/communities/{}/contributions?limit=200", data::SLUG);
    let calm = http::round(address, 32, &vec![path.clone(); REQUESTS]).await?;
    note(&format!("overload: {TIMES} times {:.0} reads a second, while members act", calm.rate));
    let over = Arc::new(AtomicBool::new(false));
    let acting = tokio::spawn(act(node_signers(node, data), Arc::clone(&over)));
    let began = Instant::now();
    let each = Duration::from_secs_f64(CONNECTIONS as f64 / (TIMES * calm.rate));
    let floods: Vec<_> = (0..CONNECTIONS)
        .map(|number| {
            let first = began + each.mul_f64(number as f64 / CONNECTIONS as f64);
            tokio::spawn(flood(address.to_owned(), path.clone(), first, each))
        })
        .collect();
    let mut all = Reads::default();
    for reads in floods {
        let reads = reads.await?;
        all.accepted.extend(reads.accepted);
        all.shed += reads.shed;
        all.other += reads.other;
    }
    over.store(true, Ordering::SeqCst);
    let recovery = recovered(address, &path, quantile(&calm.times, 0.99)).await?;
    let (accepted, lost) = acting.await??;
    all.accepted.sort_by(f64::total_cmp);
    let figures = json!({
        "calm_reads_per_second": calm.rate,
        "overload_reads_served": all.accepted.len(),
        "overload_reads_shed": all.shed,
        "overload_reads_failed_otherwise": all.other,
        "overload_served_p99_ms": quantile(&all.accepted, 0.99),
        "overload_recovery_ms": recovery,
        "overload_acts_accepted": accepted,
        "overload_lost": lost,
    });
    Ok(figures.as_object().cloned().unwrap_or_default())
}

/// One of those who ask too much, on time whether or not others are served.
async fn flood(address: String, path: String, first: Instant, each: Duration) -> Reads {
    let mut reads = Reads::default();
    let (mut due, end) = (first, first + FLOOD);
    let mut connection = None;
    while due < end {
        tokio::time::sleep_until(due.into()).await;
        due += each;
        let asked = Instant::now();
        let open = match connection.take() {
            Some(open) => Ok(open),
            None => Connection::open(&address).await,
        };
        let Ok(mut open) = open else {
            reads.other += 1;
            continue;
        };
        match open.get(&path).await {
            Ok(answer) if answer.status == 200 => reads.accepted.push(asked.elapsed().as_secs_f64() * 1000.0),
            Ok(answer) if matches!(answer.status, 429 | 503) && answer.retry_after => reads.shed += 1,
            _ => {
                reads.other += 1;
                continue;
            }
        }
        connection = Some(open);
    }
    reads
}

fn node_signers(node: &Node, data: &Data) -> Vec<Signer> {
    data.crowd.keys.iter().map(|key| Signer::new(node, key.clone())).collect()
}

/// Members act one after another until the flood is over; answers how many acts were accepted, and how many of those
/// are in no block.
async fn act(signers: Vec<Signer>, over: Arc<AtomicBool>) -> Outcome<(usize, usize)> {
    let mut accepted = Vec::new();
    // The quota of a wallet is for a day, and the stream used some of it.
    for number in 0..signers.len() * 20 {
        if over.load(Ordering::SeqCst) {
            break;
        }
        let (signer, next) = (&signers[number % signers.len()], &signers[(number + 1) % signers.len()]);
        let signed = signer.delegation(&next.key).await?;
        if let Some(submit) = signed
            && let Handed::Accepted(intent) = signer.hand_in(&submit).await?
        {
            accepted.push(intent);
            continue;
        }
        // Told to come back: a person would wait longer.
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let began = Instant::now();
    let mut lost = 0;
    for intent in &accepted {
        loop {
            let told = signers[0].state(intent).await?;
            if told["state"] == "mined" {
                break;
            }
            if told["state"] == "failed" || began.elapsed() > PATIENCE {
                lost += 1;
                break;
            }
        }
    }
    Ok((accepted.len(), lost))
}

/// Milliseconds from the end of the flood until twenty reads in a row are served as fast as before.
async fn recovered(address: &str, path: &str, calm: f64) -> Outcome<f64> {
    let began = Instant::now();
    let mut connection = Connection::open(address).await?;
    let (mut in_a_row, mut since) = (0, began);
    while in_a_row < 20 {
        let asked = Instant::now();
        let answer = connection.get(path).await?;
        let is_calm = answer.status == 200 && asked.elapsed().as_secs_f64() * 1000.0 <= calm;
        if !is_calm {
            (in_a_row, since) = (0, Instant::now());
            if began.elapsed() > PATIENCE {
                return Err("the service does not recover".into());
            }
            continue;
        }
        in_a_row += 1;
    }
    Ok((since - began).as_secs_f64() * 1000.0)
}
