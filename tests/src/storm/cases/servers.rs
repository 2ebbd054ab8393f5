//! Database servers that go away and come back.

use super::super::{
    run::{Storm, Tried},
    world::FATES,
};
use crate::postgres::{Server, Stop};

/// The system survives what the server does not, so what was written need not reach the disk; and a crash loses commits
/// that nobody waited for more often than by chance.
const SETTINGS: &str = "-c fsync=off -c full_page_writes=off -c wal_writer_delay=10s -c wal_writer_flush_after=1GB -c \
    shared_buffers=16MB";

pub(super) async fn restarts(storm: &mut Storm<'_>) -> Tried {
    let Some(server) = Server::new(SETTINGS, None).await? else {
        return Ok(Some("PostgreSQL is missing (Debian: apt-get install postgresql)".to_owned()));
    };
    let server = storm.keep_in(server)?;
    storm.start.choices.push("patience=500ms".to_owned());
    let blocks = storm.dice.between(5, 30);
    storm.world.grow(blocks).await?;
    storm.begin().await?;
    // A database that is away while the node starts ends the start.
    storm.until("an answer", |_| true).await?;
    if storm.dice.chance(500) {
        storm.caught_up().await?;
    }
    for _ in 0..storm.dice.between(1, 3) {
        let blocks = storm.dice.between(0, 6);
        storm.world.grow(blocks).await?;
        if storm.dice.chance(300) {
            storm.mirrored().await?;
        } else {
            storm.while_it_works().await;
        }
        server.stop(*storm.dice.pick(&[Stop::Fast, Stop::Immediate])).await?;
        let blocks = storm.dice.between(0, 6);
        storm.world.grow(blocks).await?;
        if storm.dice.chance(300) {
            let (depth, fate) = (storm.dice.between(1, 6), *storm.dice.pick(&FATES));
            storm.world.reorg(depth, fate).await?;
        }
        if storm.dice.chance(500) {
            storm.until("saying that the database is away", |said| !said.ready).await?;
        }
        server.start().await?;
    }
    storm.world.rest(6).await?;
    storm.calm().await?;
    Ok(None)
}
