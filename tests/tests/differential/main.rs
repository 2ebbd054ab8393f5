//! Random lives of a community on the real contracts, recomputed by the twins in Rust from nothing but their events:
//! points, sums, debts, votes and shares must agree to the last unit; states of epochs and quorums at times chosen at
//! random as well.
//!
//! `HISTORIES` says how many (the default fits a test run), `SEED` where to begin; a failure names its own seed.

mod dice;
mod life;
mod states;
mod world;

use std::io::Write;

use palabre::audit;

use self::{
    dice::Dice,
    life::Happened,
    world::{GENESIS, World},
};

fn number(name: &str, default: u64) -> u64 {
    let given = std::env::var_os(name).map(|text| text.to_string_lossy().parse());
    given.map_or(default, |number| number.expect("a number"))
}

#[tokio::test(flavor = "multi_thread")]
async fn random_lives_are_recomputed_to_the_last_unit() {
    let (histories, seed) = (number("HISTORIES", 40), number("SEED", 1));
    let mut world = World::new().await;
    let mut happened = Happened::default();
    for seed in seed..seed + histories {
        let before = world.chain.snapshot().await.unwrap();
        (world.sequence, world.batches) = (0, Vec::new());
        world.live(&mut Dice(seed), &mut happened).await;
        happened.states += world.compare_states(&mut Dice(seed)).await;
        let report = audit::points(&world.provider(), &world.community.contracts).await.unwrap();
        assert!(report.findings.is_empty(), "SEED={seed}: {report}");
        assert!(report.compared > 40, "SEED={seed}: {report}");
        world.chain.revert(before).await.unwrap();
        world.clock.set(GENESIS);
    }
    let Happened { batches, strikes, debits, claims, departures, extensions, states } = happened;
    let counts = [batches, strikes, debits, claims, departures, extensions, states];
    assert!(counts.iter().all(|count| *count != 0), "{happened:?}");
    writeln!(std::io::stdout(), "{histories} histories from SEED={seed}: {happened:?}").unwrap();
}
