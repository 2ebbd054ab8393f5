//! Chains that take blocks back.

use anyhow::ensure;
use palabre_devchain::DevChain;

use super::super::{
    process::Start,
    run::{Storm, Tried},
    world::{FATES, Fate},
};
use crate::process;

/// Most blocks that a node under storm takes back, see [`PACE`](super::super::process::PACE).
const MOST: u64 = 64;

/// Blocks that are taken back: a few, often; as many as may be, sometimes.
fn depth(storm: &mut Storm<'_>) -> u64 {
    match storm.dice.below(6) {
        0 => 1,
        1 => 2,
        2 => 3,
        3 => MOST - 1,
        _ => storm.dice.between(4, 30),
    }
}

/// A fork of any kind.
async fn fork(storm: &mut Storm<'_>) -> anyhow::Result<()> {
    let (depth, fate) = (depth(storm), *storm.dice.pick(&FATES));
    if storm.dice.chance(250) {
        let less = storm.dice.between(1, depth);
        return storm.world.shorten(depth, less).await;
    }
    storm.world.reorg(depth, fate).await
}

pub(super) async fn live(storm: &mut Storm<'_>) -> Tried {
    storm.world.grow(30).await?;
    storm.begin().await?;
    storm.caught_up().await?;
    for _ in 0..storm.dice.between(2, 4) {
        fork(storm).await?;
        match storm.dice.below(3) {
            // A sibling of the same height must be seen without any block more; a shorter branch with one.
            0 => storm.world.grow(1).await?,
            1 => {
                storm.while_it_works().await;
                storm.world.grow(2).await?;
            }
            _ => {
                let blocks = storm.dice.between(1, 12);
                storm.world.grow(blocks).await?;
            }
        }
        if storm.dice.chance(500) {
            let longer = storm.dice.between(0, MOST);
            storm.world.rest(longer).await?;
            storm.caught_up().await?;
        }
    }
    // Higher than before all forks: an endpoint whose head is lower is only behind.
    storm.world.rest(MOST).await?;
    storm.calm().await?;
    Ok(None)
}

pub(super) async fn odd(storm: &mut Storm<'_>) -> Tried {
    storm.world.grow(20).await?;
    match storm.dice.below(4) {
        0 => offline(storm).await?,
        1 => while_backfilling(storm).await?,
        2 => two_in_a_row(storm).await?,
        _ => there_and_back(storm).await?,
    }
    storm.world.rest(MOST).await?;
    storm.calm().await?;
    Ok(None)
}

async fn offline(storm: &mut Storm<'_>) -> anyhow::Result<()> {
    storm.begin().await?;
    storm.caught_up().await?;
    storm.kill().await?;
    fork(storm).await?;
    let blocks = storm.dice.between(1, 60);
    storm.world.grow(blocks).await?;
    storm.begin().await
}

async fn while_backfilling(storm: &mut Storm<'_>) -> anyhow::Result<()> {
    storm.start.choices.extend(["window=2", "max_window=4", "in_flight=2"].map(str::to_owned));
    storm.world.grow(40).await?;
    storm.begin().await?;
    for _ in 0..6 {
        storm.while_it_works().await;
        fork(storm).await?;
        storm.world.grow(1).await?;
    }
    Ok(())
}

async fn two_in_a_row(storm: &mut Storm<'_>) -> anyhow::Result<()> {
    storm.begin().await?;
    storm.caught_up().await?;
    for _ in 0..storm.dice.between(3, 8) {
        let (depth, fate) = (storm.dice.between(1, 10), *storm.dice.pick(&FATES));
        storm.world.reorg(depth, fate).await?;
        if storm.dice.chance(300) {
            storm.while_it_works().await;
        }
    }
    Ok(())
}

/// The chain goes to another branch and comes back to the very blocks that it left.
async fn there_and_back(storm: &mut Storm<'_>) -> anyhow::Result<()> {
    storm.begin().await?;
    storm.caught_up().await?;
    let file = storm.folder.path().join("branch.sqlite");
    let mut other = storm.world.branch(file).await?;
    storm.world.grow(storm.dice.clone().between(1, 8)).await?;
    storm.caught_up().await?;
    let back = storm.dice.between(0, 5);
    if back > 0 {
        other.reorg(back, Fate::Replaced).await?;
    }
    other.grow(storm.dice.between(9, 14)).await?;
    for _ in 0..storm.dice.between(1, 3) {
        turn_to(storm, &other.chain);
        let there = other.head().1;
        if storm.dice.chance(700) {
            storm.until("going to the other branch", |said| said.hash == there).await?;
        } else {
            storm.while_it_works().await;
        }
        // As on a real network the branch that wins has become the longer one.
        storm.world.grow(storm.dice.clone().between(10, 14)).await?;
        turn_to(storm, &storm.world.chain);
        if storm.dice.chance(500) {
            storm.caught_up().await?;
        }
        other.grow(20).await?;
    }
    Ok(())
}

/// The one endpoint is on this branch from now on.
fn turn_to(storm: &Storm<'_>, branch: &DevChain) {
    storm.endpoints[0].serve(branch.clone());
    storm.world.heights.push(branch.head().number);
}

pub(super) async fn too_deep(storm: &mut Storm<'_>) -> Tried {
    storm.world.grow(20).await?;
    storm.world.rest(MOST + 10).await?;
    storm.begin().await?;
    storm.caught_up().await?;
    let before = storm.export().await?;
    let offline = storm.dice.chance(300);
    if offline {
        storm.kill().await?;
    }
    let depth = MOST + storm.dice.between(3, 8);
    storm.world.reorg_deep(depth, Fate::Replaced).await?;
    storm.world.grow(5).await?;
    if offline {
        storm.begin().await?;
    }
    let said = storm.until("stopping", |said| said.stopped).await?;
    ensure!(!said.ready, "ready after it stopped: {}", said.text);
    let error = said.text["indexing"]["last_error"].as_str().unwrap_or_default();
    ensure!(error.contains("palabre reindex"), "no way out is named: {error}");
    // It goes on serving what it has, which it did not touch.
    storm.world.grow(5).await?;
    storm.while_it_works().await;
    ensure!(storm.until("an answer", |_| true).await?.stopped, "it went on");
    storm.kill().await?;
    ensure!(storm.export().await? == before, "a rewind that was refused changed something");
    let mut arguments = vec!["reindex".to_owned(), "--data".to_owned(), storm.data.display().to_string()];
    arguments.extend(["--rpc-url".to_owned(), storm.urls().remove(0)]);
    arguments.extend(["--database-url".to_owned(), storm.database_url()]);
    let mended = tokio::task::spawn_blocking(move || process::run(arguments)).await??;
    ensure!(mended.status.success(), "reindex failed: {}", String::from_utf8_lossy(&mended.stderr));
    storm.begin().await?;
    storm.calm().await?;
    Ok(None)
}

pub(super) async fn syncing(storm: &mut Storm<'_>) -> Tried {
    storm.world.grow(20).await?;
    storm.world.rest(MOST + 10).await?;
    // A node that left the chain long ago and does not know it.
    let file = storm.folder.path().join("dead.sqlite");
    let mut dead = storm.world.branch(file).await?;
    let depth = if storm.dice.chance(500) { MOST + 5 } else { storm.dice.between(5, MOST - 1) };
    dead.reorg_deep(depth, Fate::Gone).await?;
    storm.begin_with_second().await?;
    storm.caught_up().await?;
    dead.rest(storm.dice.between(0, 3)).await?;
    storm.endpoints[0].serve(dead.chain.clone());
    for _ in 0..3 {
        storm.world.grow(5).await?;
        storm.while_it_works().await;
        let said = storm.until("an answer", |_| true).await?;
        ensure!(!said.stopped, "one of two endpoints made it stop: {}", said.text);
    }
    storm.endpoints[0].serve(storm.world.chain.clone());
    storm.world.rest(MOST).await?;
    storm.calm().await?;
    Ok(None)
}

pub(super) async fn hand_over(storm: &mut Storm<'_>) -> Tried {
    let window = storm.dice.between(1, 8);
    storm.start = Start {
        choices: vec![format!("window={window}"), format!("max_window={window}"), "tip_distance=3".to_owned()],
        ..Start::default()
    };
    storm.world.grow(storm.dice.clone().between(0, 30)).await?;
    storm.begin().await?;
    for _ in 0..40 {
        storm.world.grow(1).await?;
        if storm.dice.chance(100) {
            storm.world.reorg(2, Fate::Replaced).await?;
        }
        tokio::task::yield_now().await;
    }
    storm.calm().await?;
    Ok(None)
}
