//! Many storms, some at a time: most of each is waiting.

use std::sync::Arc;

use tokio::{sync::Semaphore, task::JoinSet};

use super::{Base, Case, Outcome, run};

/// Storms at the same time: most that keep two processors busy without waiting for each other.
pub const AT_ONCE: usize = 10;

/// Storms under way or waiting; each ends with its case, its seed and how it went.
pub type Storms = JoinSet<(&'static Case, u64, anyhow::Result<Outcome>)>;

/// Begins these storms in their order, `at_once` of them at a time.
pub fn begin(base: Base, storms: impl IntoIterator<Item = (&'static Case, u64)>, at_once: usize) -> Storms {
    let (base, permits) = (Arc::new(base), Arc::new(Semaphore::new(at_once.max(1))));
    let mut running = JoinSet::new();
    for (case, seed) in storms {
        let (base, permits) = (Arc::clone(&base), Arc::clone(&permits));
        running.spawn(async move {
            // Only closed when the program ends.
            let _permit = permits.acquire().await;
            (case, seed, run(&base, case, seed).await)
        });
    }
    running
}
