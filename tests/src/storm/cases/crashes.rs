//! Processes that end, and processes that should not be there.

use anyhow::ensure;
use palabre_indexer::points::POINTS;

use super::super::{
    process::Node,
    run::{Storm, Tried},
    world::FATES,
};

pub(super) async fn at_points(storm: &mut Storm<'_>) -> Tried {
    if !cfg!(debug_assertions) {
        return Ok(Some("only builds for development stand still where they are asked to".to_owned()));
    }
    storm.world.grow(25).await?;
    for _ in 0..storm.dice.between(1, 3) {
        let point = *storm.dice.pick(&POINTS);
        // The first community is followed once; everything else happens more often.
        let pass = if point.starts_with("append") { storm.dice.between(1, 6) } else { 1 };
        storm.start.stand_still = Some(format!("{point}:{pass}"));
        let mut node = Node::spawn(&storm.data, &storm.urls(), &storm.how())?;
        let standing = if point.starts_with("rewind") || pass > 1 {
            storm.live_until_it_stands(&mut node).await?
        } else {
            node.says("standing still").await?;
            true
        };
        ensure!(standing, "the node never came to {point}:{pass}");
        storm.keep(node.kill().await?);
    }
    storm.start.stand_still = None;
    storm.begin().await?;
    storm.world.rest(8).await?;
    storm.calm().await?;
    Ok(None)
}

pub(super) async fn anywhere(storm: &mut Storm<'_>) -> Tried {
    storm.start.choices.extend(["window=3", "max_window=6"].map(str::to_owned));
    storm.world.grow(30).await?;
    for _ in 0..storm.dice.between(2, 4) {
        storm.begin().await?;
        if storm.dice.chance(500) {
            let blocks = storm.dice.between(1, 6);
            storm.world.grow(blocks).await?;
        }
        if storm.dice.chance(400) {
            let (depth, fate) = (storm.dice.between(1, 10), *storm.dice.pick(&FATES));
            storm.world.reorg(depth, fate).await?;
            storm.world.grow(1).await?;
        }
        storm.while_it_works().await;
        storm.kill().await?;
    }
    storm.begin().await?;
    storm.world.rest(12).await?;
    storm.calm().await?;
    Ok(None)
}

pub(super) async fn two_writers(storm: &mut Storm<'_>) -> Tried {
    storm.world.grow(10).await?;
    storm.begin().await?;
    let other = storm.base.follower(&storm.folder.path().join("other"))?;
    let how = storm.how();
    for _ in 0..storm.dice.between(1, 3) {
        let second = Node::spawn(&other, &storm.urls(), &how)?;
        storm.world.grow(3).await?;
        let (code, said) = second.ends().await?;
        ensure!(code == Some(3) && said.contains("another process writes"), "the second node: {code:?} {said}");
    }
    storm.caught_up().await?;
    if storm.dice.chance(500) {
        // The first one ends as a loss of power ends it; the second one takes over.
        storm.kill().await?;
        storm.world.grow(5).await?;
        let second = Node::start(&other, &storm.urls(), &how).await?;
        storm.node = Some(second);
    }
    storm.calm().await?;
    Ok(None)
}
