//! A little of the storm with every run of the tests; `scripts/test storm` makes more of it.
//!
//! `PALABRE_STORM_SEED=7 cargo test -p palabre-tests --test storm` starts at another seed.

#![expect(clippy::print_stderr, reason = "a test says what it skips")]

use std::sync::Arc;

use palabre_tests::storm::{Base, CASES, Outcome, run};
use tokio::{sync::Semaphore, task::JoinSet};

/// Seeds of each case.
const SEEDS: u64 = 2;
/// Storms at the same time: most of each is waiting.
const AT_ONCE: usize = 6;

fn first_seed() -> u64 {
    std::env::var_os("PALABRE_STORM_SEED").and_then(|text| text.to_str()?.parse().ok()).unwrap_or(1)
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_are_what_the_chain_says_whatever_the_storm_does() {
    let (base, permits) = (Arc::new(Base::new().await.unwrap()), Arc::new(Semaphore::new(AT_ONCE)));
    let mut running = JoinSet::new();
    for case in CASES {
        for seed in first_seed()..first_seed() + SEEDS {
            let (base, permits) = (Arc::clone(&base), Arc::clone(&permits));
            running.spawn(async move {
                let _permit = permits.acquire().await.unwrap();
                (case.name, seed, run(&base, case, seed).await)
            });
        }
    }
    let mut failures = Vec::new();
    while let Some(ended) = running.join_next().await {
        match ended.unwrap() {
            (_, _, Ok(Outcome::Passed { events, .. })) => assert!(events > 100, "a storm over nothing"),
            (case, seed, Ok(Outcome::Skipped(why))) => eprintln!("SKIPPED {case}, seed {seed}: {why}"),
            (case, seed, Err(problem)) => failures.push(format!("{case}, seed {seed}: {problem:?}")),
        }
    }
    assert!(failures.is_empty(), "{} storms failed:\n{}", failures.len(), failures.join("\n\n"));
}
