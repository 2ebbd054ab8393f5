//! Ten thousand listeners, and how long an act takes to reach each of them.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use palabre_tests::node::Node;
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::mpsc,
};

use super::{
    Figures, Outcome,
    acts::{Handed, Signer},
    data::{self, Data},
    note, quantile, reads,
};

const LISTENERS: usize = 10_000;
/// Connections that are opened at the same time.
const AT_ONCE: usize = 200;
/// Acts that are told; each by a member of its own.
const ACTS: usize = 20;
const PATIENCE: Duration = Duration::from_secs(120);

/// The first event of a block that a listener heard.
struct Heard {
    block: u64,
    at: Instant,
}

pub(crate) async fn fan_out(node: &Node, data: &Data) -> Outcome<Figures> {
    note(&format!("stream: {LISTENERS} listeners come"));
    let (heard, mut events) = mpsc::unbounded_channel();
    let (ready, mut readies) = mpsc::unbounded_channel();
    for wave in 0..LISTENERS.div_ceil(AT_ONCE) {
        for _ in 0..AT_ONCE {
            let (address, heard, ready) = (reads::address(node)?.to_owned(), heard.clone(), ready.clone());
            // A listener that breaks off is missed below.
            tokio::spawn(async move { listen(&address, heard, ready).await });
        }
        for _ in 0..AT_ONCE {
            if tokio::time::timeout(PATIENCE, readies.recv()).await.is_err() {
                return Err(format!("only about {} listeners were let in", wave * AT_ONCE).into());
            }
        }
    }
    let memory = memory(node)?;
    note(&format!("stream: {ACTS} acts are told"));
    let (mut delays, mut spreads) = (Vec::new(), Vec::new());
    for act in 0..ACTS {
        let signer = Signer::new(node, data.crowd.keys[act].clone());
        let submit = signer.delegation(&data.crowd.keys[(act + 1) % ACTS]).await?.ok_or("an idle service sheds")?;
        let sent = Instant::now();
        let Handed::Accepted(_) = signer.hand_in(&submit).await? else { return Err("an idle service sheds".into()) };
        let arrivals = all_hear(&mut events, act).await?;
        let first = arrivals.iter().min().copied().unwrap_or(sent);
        let ms = |since: Instant| move |at: &Instant| (*at - since).as_secs_f64() * 1000.0;
        delays.extend(arrivals.iter().map(ms(sent)));
        spreads.extend(arrivals.iter().map(ms(first)));
    }
    delays.sort_by(f64::total_cmp);
    spreads.sort_by(f64::total_cmp);
    let figures = json!({
        "sse_listeners": LISTENERS,
        "sse_fanout_p50_ms": quantile(&delays, 0.5),
        "sse_fanout_p99_ms": quantile(&delays, 0.99),
        "sse_first_to_each_p99_ms": quantile(&spreads, 0.99),
        "sse_server_memory_mib": memory,
    });
    Ok(figures.as_object().cloned().unwrap_or_default())
}

/// When each listener heard of the next block with events.
async fn all_hear(events: &mut mpsc::UnboundedReceiver<Heard>, act: usize) -> Outcome<Vec<Instant>> {
    let mut blocks: BTreeMap<u64, Vec<Instant>> = BTreeMap::new();
    loop {
        let heard = tokio::time::timeout(PATIENCE, events.recv()).await;
        let Ok(Some(Heard { block, at })) = heard else {
            let most = blocks.values().map(Vec::len).max().unwrap_or(0);
            return Err(format!("only {most} listeners heard of act {act}").into());
        };
        let arrivals = blocks.entry(block).or_default();
        arrivals.push(at);
        if arrivals.len() == LISTENERS {
            return Ok(std::mem::take(arrivals));
        }
    }
}

async fn listen(address: &str, heard: mpsc::UnboundedSender<Heard>, ready: mpsc::UnboundedSender<()>) -> Outcome<()> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET /api/v1/communities/{}/stream HTTP/1.1\r\nhost: {address}\r\n\r\n", data::SLUG);
    stream.write_all(request.as_bytes()).await?;
    let (mut buffer, mut is_ready, mut last) = (Vec::with_capacity(4096), false, 0);
    loop {
        if stream.read_buf(&mut buffer).await? == 0 {
            return Ok(());
        }
        let at = Instant::now();
        // The first message tells the block: from then on nothing is missed.
        if !is_ready && buffer.windows(6).any(|window| window == b"retry:") {
            is_ready = true;
            ready.send(())?;
        }
        let Some(end) = buffer.iter().rposition(|byte| *byte == b'\n') else { continue };
        for line in buffer[..end].split(|byte| *byte == b'\n') {
            let Some(id) = line.strip_prefix(b"id: ") else { continue };
            let block = std::str::from_utf8(id)?.split('-').next().ok_or("an id without a block")?.parse()?;
            if block > last {
                last = block;
                heard.send(Heard { block, at })?;
            }
        }
        buffer.drain(..=end);
    }
}

/// Memory of the node in MiB.
fn memory(node: &Node) -> Outcome<f64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", node.id()))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<f64>()? / 1024.0)
}
