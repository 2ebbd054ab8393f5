//! One seed of each storm with the tests of all crates; `scripts/test storm` makes more of them.
//!
//! `PALABRE_STORM_SEED=7 cargo test -p palabre-tests --test storm` tries another one.

#![expect(clippy::print_stderr, reason = "a test says what it skips")]

use palabre_tests::storm::{AT_ONCE, Base, CASES, Outcome, begin};

fn seed() -> u64 {
    std::env::var_os("PALABRE_STORM_SEED").and_then(|text| text.to_str()?.parse().ok()).unwrap_or(1)
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_are_what_the_chain_says_whatever_the_storm_does() {
    let storms = CASES.iter().map(|case| (case, seed()));
    let mut running = begin(Base::new().await.unwrap(), storms, AT_ONCE);
    let mut failures = Vec::new();
    while let Some(ended) = running.join_next().await {
        match ended.unwrap() {
            (_, _, Ok(Outcome::Passed { events, .. })) => assert!(events > 100, "a storm over nothing"),
            (case, seed, Ok(Outcome::Skipped(why))) => eprintln!("SKIPPED {}, seed {seed}: {why}", case.name),
            (case, seed, Err(problem)) => failures.push(format!("{}, seed {seed}: {problem:?}", case.name)),
        }
    }
    assert!(failures.is_empty(), "{} storms failed:\n{}", failures.len(), failures.join("\n\n"));
}
