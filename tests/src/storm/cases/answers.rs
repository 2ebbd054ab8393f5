//! What endpoints say and do not say.

use super::super::{
    run::{Storm, Tried},
    weather::{Weather, Wrong},
    world::{FATES, Fate},
};

/// History, then a life of some turns, all of it through bad weather; then it clears.
async fn through(storm: &mut Storm<'_>, weathers: Vec<Weather>) -> Tried {
    storm.world.grow(storm.dice.clone().between(10, 40)).await?;
    let second = storm.dice.chance(300);
    if second {
        storm.add_endpoint(storm.world.chain.clone()).await?;
    }
    let weather = storm.dice.pick(&weathers).clone();
    storm.weather(&weather.softened());
    storm.begin_somehow().await?;
    storm.weather(&weather);
    for _ in 0..storm.dice.between(2, 5) {
        storm.while_it_works().await;
        if storm.dice.chance(300) {
            let (depth, fate) = (storm.dice.between(1, 6), *storm.dice.pick(&FATES));
            storm.world.reorg(depth, fate).await?;
        }
        let blocks = storm.dice.between(1, 12);
        storm.world.grow(blocks).await?;
    }
    storm.while_it_works().await;
    storm.calm().await?;
    Ok(None)
}

pub(super) async fn incomplete(storm: &mut Storm<'_>) -> Tried {
    let most = storm.dice.between(5, 60) as usize;
    let weathers = vec![
        Weather::of(Wrong::LostBlocks, 400),
        Weather::of(Wrong::LostBlocks, 1000),
        Weather::of(Wrong::TornBlock, 400),
        Weather::of(Wrong::TornBlock, 1000),
        Weather::of(Wrong::CutAfter(most), 1000),
        Weather::of(Wrong::LostBlocks, 500).and(Wrong::LostByHash, 500),
        Weather::of(Wrong::LostByHash, 1000),
    ];
    through(storm, weathers).await
}

pub(super) async fn stale(storm: &mut Storm<'_>) -> Tried {
    let lag = storm.dice.between(1, 6);
    through(storm, vec![Weather::lagging(500, lag), Weather::lagging(200, lag), Weather::lagging(900, 1)]).await
}

pub(super) async fn inconsistent(storm: &mut Storm<'_>) -> Tried {
    let weathers = vec![
        Weather::of(Wrong::Orphans, 300),
        Weather::of(Wrong::Forged, 400),
        Weather::of(Wrong::SwappedReceipts, 200),
        Weather::of(Wrong::TornReceipts, 200),
        Weather::of(Wrong::EmptyBloom, 50),
        Weather::of(Wrong::OtherParent, 50),
        Weather::of(Wrong::OtherHeight, 50),
        Weather::of(Wrong::Orphans, 200).and(Wrong::LostBlocks, 200).and(Wrong::TornReceipts, 100),
    ];
    through(storm, weathers).await
}

pub(super) async fn refusing(storm: &mut Storm<'_>) -> Tried {
    storm.start.choices.push("answer_patience=1s".to_owned());
    let all = [
        (Wrong::Busy { hint: true }, 300),
        (Wrong::Busy { hint: false }, 300),
        (Wrong::Unavailable, 300),
        (Wrong::Refused(-32005, "daily request count exceeded, request rate limited"), 200),
        (Wrong::Refused(-32603, "internal error"), 100),
        (Wrong::Refused(-32000, "header not found"), 100),
        (Wrong::Silence, 60),
        (Wrong::Reset, 200),
        (Wrong::HalfAnswer, 200),
        (Wrong::Null, 50),
        (Wrong::OtherId, 100),
        (Wrong::NoBatch, 1000),
    ];
    let (one, other) = (*storm.dice.pick(&all), *storm.dice.pick(&all));
    let mut weather = Weather::of(one.0, one.1);
    if storm.dice.chance(300) {
        weather = weather.and(other.0, other.1 / 2);
    }
    through(storm, vec![weather]).await
}

pub(super) async fn limits(storm: &mut Storm<'_>) -> Tried {
    let dice = &mut storm.dice;
    let named = dice.chance(500);
    let (blocks, logs) = (dice.between(1, 20), dice.between(25, 120) as usize);
    let none = Weather::default;
    let weathers = vec![
        Weather { most_blocks: Some((blocks, named)), ..none() },
        Weather { most_logs: Some((logs, named)), ..none() },
        Weather { most_requests: Some(blocks as usize), ..none() },
        Weather { most_blocks: Some((blocks, named)), most_logs: Some((logs, named)), ..none() },
    ];
    through(storm, weathers).await
}

pub(super) async fn disorder(storm: &mut Storm<'_>) -> Tried {
    let weathers = vec![
        Weather::of(Wrong::Shuffled, 1000),
        Weather::of(Wrong::Twice, 1000),
        Weather::of(Wrong::Strays, 300),
        Weather::of(Wrong::Removed, 200),
        Weather::of(Wrong::Shuffled, 500).and(Wrong::Twice, 500).and(Wrong::Strays, 200),
    ];
    through(storm, weathers).await
}

pub(super) async fn liar(storm: &mut Storm<'_>) -> Tried {
    storm.world.grow(storm.dice.clone().between(5, 20)).await?;
    storm.begin_with_second().await?;
    for _ in 0..storm.dice.between(2, 4) {
        let weathers = [
            Weather::of(Wrong::EmptyBloom, 1000),
            Weather::of(Wrong::OtherParent, 1000),
            Weather::of(Wrong::TornReceipts, 1000).and(Wrong::LostBlocks, 1000).and(Wrong::LostByHash, 1000),
            Weather::of(Wrong::Orphans, 1000),
            Weather::outage(),
            Weather::of(Wrong::Refused(-32603, "internal error"), 1000),
            Weather::lagging(1000, 15),
        ];
        let weather = storm.dice.pick(&weathers).clone();
        storm.endpoints[0].set(weather);
        let blocks = storm.dice.between(10, 20);
        storm.world.grow(blocks).await?;
        if storm.dice.chance(300) {
            storm.world.reorg(3, Fate::Replaced).await?;
            storm.world.grow(1).await?;
        }
        // The first one still misbehaves: only the other one can have told.
        storm.mirrored().await?;
    }
    storm.calm().await?;
    Ok(None)
}
