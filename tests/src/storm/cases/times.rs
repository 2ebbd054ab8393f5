//! Long silences and clocks that jump.

use std::path::Path;

use super::super::{
    process::LOOKS,
    run::{Storm, Tried},
    weather::{Weather, Wrong},
};

/// Where Debian keeps the library that lies about the time.
const FAKETIME: &str = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

pub(super) async fn outage(storm: &mut Storm<'_>) -> Tried {
    storm.start.choices.extend(["patience=1s", "answer_patience=700ms"].map(str::to_owned));
    let caught_up_first = storm.dice.chance(500);
    storm.world.grow(10).await?;
    storm.begin_somehow().await?;
    if caught_up_first {
        storm.caught_up().await?;
    }
    let all = [Wrong::Unavailable, Wrong::Silence, Wrong::Reset, Wrong::Busy { hint: false }, Wrong::Null];
    let weather = Weather::of(*storm.dice.pick(&all), 1000);
    storm.weather(&weather);
    storm.world.grow(3).await?;
    storm.until("saying that nothing answers", |said| !said.ready).await?;
    // A mirror that stands still says so all the time, not once.
    for _ in 0..3 {
        storm.while_it_works().await;
        let said = storm.until("an answer", |_| true).await?;
        anyhow::ensure!(!said.ready, "ready in the middle of an outage: {}", said.text);
    }
    storm.calm().await?;
    Ok(None)
}

pub(super) async fn frozen(storm: &mut Storm<'_>) -> Tried {
    storm.start.choices.push("head_patience=3s".to_owned());
    storm.world.grow(5).await?;
    storm.begin().await?;
    storm.until("catching up", |said| said.verified.is_some()).await?;
    let frozen = storm.world.height();
    storm.weather(&Weather { frozen: Some(frozen), ..Weather::default() });
    storm.world.grow(5).await?;
    storm.until("saying that the head stands still", |said| !said.ready && said.block == frozen).await?;
    storm.weather(&Weather::default());
    // The head must move while it is looked at.
    let mut looks = 0;
    while !storm.is_caught_up().await? {
        looks += 1;
        anyhow::ensure!(looks < LOOKS, "the head moves, and nothing follows it");
        storm.world.grow(1).await?;
        storm.mirrored().await?;
    }
    Ok(None)
}

pub(super) async fn clock(storm: &mut Storm<'_>) -> Tried {
    if !Path::new(FAKETIME).exists() {
        return Ok(Some("libfaketime is missing (Debian: apt-get install faketime)".to_owned()));
    }
    let file = storm.folder.path().join("time");
    std::fs::write(&file, "+0")?;
    storm.start.environment = vec![
        ("LD_PRELOAD", FAKETIME.to_owned()),
        ("FAKETIME_TIMESTAMP_FILE", file.display().to_string()),
        ("FAKETIME_NO_CACHE", "1".to_owned()),
        // The clock that counts from the start never jumps on a real machine.
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
    ];
    storm.world.grow(5).await?;
    storm.begin().await?;
    for _ in 0..storm.dice.between(2, 4) {
        let jump = *storm.dice.pick(&["+7200", "-7200", "+90000000", "-3", "+2"]);
        std::fs::write(&file, jump)?;
        if storm.dice.chance(500) {
            // Blocks of a chain whose clock runs ahead; it never goes back.
            let seconds = storm.dice.between(1, 10) as i64;
            storm.world.chain.increase_time(seconds).await?;
        }
        let blocks = storm.dice.between(1, 8);
        storm.world.grow(blocks).await?;
        storm.mirrored().await?;
    }
    std::fs::write(&file, "+0")?;
    storm.calm().await?;
    Ok(None)
}
