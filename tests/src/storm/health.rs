//! What the node says of itself, asked all the time, and whether that was true.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use alloy::primitives::B256;
use serde_json::Value;
use tokio::{task::JoinHandle, time::Instant};

use super::{process::STALLED, world::Heights};

/// Blocks that a mirror may be behind and still be called fresh.
const FRESH: u64 = 20;
/// How much longer than promised a machine under load may take to say that something is wrong.
const SLACK: Duration = Duration::from_secs(4);
/// An answer that takes so long comes from a machine that has too much to do: what it says is not held against it.
const STARVED: Duration = Duration::from_millis(500);
const EVERY: Duration = Duration::from_millis(50);

/// What was said at a moment.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub(super) ready: bool,
    pub(super) stopped: bool,
    pub(super) block: u64,
    pub(super) hash: B256,
    pub(super) verified: Option<u64>,
    pub(super) text: Value,
}

/// Asks a node how it does.
pub(super) async fn ask(client: &reqwest::Client, pages: &str) -> Option<Said> {
    let answer = client.get(format!("{pages}/readyz")).send().await.ok()?;
    let ready = answer.status().is_success();
    let text: Value = serde_json::from_slice(&answer.bytes().await.ok()?).ok()?;
    let mirror = &text["communities"][0];
    Some(Said {
        ready,
        stopped: text["indexing"]["stopped"] == true,
        block: mirror["as_of"]["block_number"].as_u64().unwrap_or_default(),
        hash: mirror["as_of"]["block_hash"].as_str().and_then(|text| text.parse().ok()).unwrap_or_default(),
        verified: mirror["verified"].as_u64(),
        text,
    })
}

/// Somebody who asks all the time.
#[derive(Debug)]
pub(super) struct Watcher {
    task: JoinHandle<()>,
    lies: Arc<Mutex<Vec<String>>>,
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Watcher {
    pub(super) fn of(client: reqwest::Client, pages: String, heights: Heights) -> Self {
        let lies = Arc::new(Mutex::new(Vec::new()));
        let found = Arc::clone(&lies);
        let task = tokio::spawn(async move {
            let mut moved = (B256::ZERO, Instant::now());
            loop {
                let asked = Instant::now();
                if let Some(said) = ask(&client, &pages).await {
                    // Where nobody gets to work nobody can be late.
                    if said.hash != moved.0 || asked.elapsed() > STARVED {
                        moved = (said.hash, Instant::now());
                    }
                    if let Some(lie) = judge(&said, asked, moved.1, &heights) {
                        found.lock().unwrap_or_else(PoisonError::into_inner).push(lie);
                    }
                }
                tokio::time::sleep(EVERY).await;
            }
        });
        Self { task, lies }
    }

    /// What was said and was not true.
    pub(super) fn lies(&self) -> Vec<String> {
        self.lies.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Whether it was said that all is well although the mirror was behind for longer than is allowed.
fn judge(said: &Said, asked: Instant, moved: Instant, heights: &Heights) -> Option<String> {
    if !said.ready {
        return None;
    }
    let before = asked.checked_sub(STALLED + SLACK)?;
    let height = heights.least_since(before);
    if said.block + FRESH < height {
        return Some(format!("ready at block {} although the chain had {height} long before", said.block));
    }
    let still = asked.duration_since(moved) > STALLED + SLACK;
    (still && said.block < height).then(|| format!("ready at block {}, still for long, of {height}", said.block))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_that_is_behind_and_says_ready_is_found_out() {
        let heights = Heights::default();
        heights.push(100);
        let began = Instant::now();
        let said = |ready, block| Said { ready, block, ..Said::default() };
        let now = began + Duration::from_secs(60);
        let lie = |ready, block, moved| judge(&said(ready, block), now, moved, &heights);
        assert!(lie(true, 79, now).is_some(), "far behind");
        assert!(lie(true, 99, began).is_some(), "near, and still");
        assert!(lie(true, 99, now).is_none(), "near, and moving");
        assert!(lie(true, 100, began).is_none(), "there");
        assert!(lie(false, 10, began).is_none(), "it says so");
        let soon = Instant::now() + STALLED + SLACK;
        heights.push(60);
        assert!(judge(&said(true, 60), soon, soon, &heights).is_none(), "it followed a fork to a lower branch");
        assert!(judge(&said(true, 39), soon, soon, &heights).is_some(), "and is behind there");
    }
}
