//! Going back a few blocks: rows that recent blocks changed are put back as they were, and what these blocks added is
//! deleted by its place. The cost is that of the blocks taken back, not of the community's whole life.
//!
//! Before the changes of a block are written, the rows that they may touch are noted as they are: [`touches`] says which.
//! To go back to a block, the notes of all blocks above it are applied from the newest to the oldest, so that the oldest
//! has the last word. Where no notes were made (far from the head) the rows are folded again from the events.

mod image;
mod touches;

use std::collections::{BTreeMap, BTreeSet};

use palabre_contracts::Slug;
use sqlx::AssertSqlSafe;

use self::{
    image::{Group, Image, Key, grouped},
    touches::touches,
};
use super::{At, DERIVED, find, run};
use crate::{
    fold::Change,
    sql::{Connection, insert_rows, query, query_scalar},
    store::{StoreError, cursor::Height, value::values},
};

/// Derived tables whose rows do not say which event added them.
const UNPLACED: [&str; 11] = [
    "community_states",
    "contributions",
    "delegations",
    "invitations",
    "member_epochs",
    "members",
    "opt_outs",
    "pools",
    "reputation_balances",
    "tokens",
    "voting_powers",
];

/// Notes of one block, to be written with those of others.
#[derive(Debug)]
pub(crate) struct BlockNotes {
    block_number: u64,
    images: Vec<String>,
}

/// Takes notes of the rows that the changes of a block may touch, before any of them is written.
pub(crate) async fn take(
    tx: &mut Connection,
    community: &Slug,
    block_number: u64,
    changes: &[(At<'_>, &Change)],
) -> Result<BlockNotes, StoreError> {
    let mut images = Vec::new();
    let groups = grouped(changes.iter().flat_map(|(_, change)| touches(change)));
    for (group, keys) in groups {
        images.push(Image::take(tx, community, group, keys).await?.text()?);
    }
    Ok(BlockNotes { block_number, images })
}

/// Writes notes down.
pub(crate) async fn keep(tx: &mut Connection, community: &Slug, notes: Vec<BlockNotes>) -> Result<(), StoreError> {
    let rows = notes.into_iter().flat_map(|BlockNotes { block_number, images }| {
        let row = move |(image, position): (String, u64)| values![community, block_number, position, image];
        images.into_iter().zip(0..).map(row)
    });
    Ok(insert_rows(tx, "INSERT INTO undo_rows (community, block_number, position, image)", rows, "").await?)
}

/// Whether a community can go back to a block by its notes.
pub(crate) async fn reaches(tx: &mut Connection, community: &Slug, to: u64) -> Result<bool, StoreError> {
    Ok(floor(tx, community).await?.is_some_and(|floor| floor <= to))
}

/// Puts the derived tables of a community back to what they were at the end of block `to`, which [`reaches`] allows.
pub(crate) async fn undo(tx: &mut Connection, community: &Slug, to: u64) -> Result<(), StoreError> {
    let sql = "SELECT image FROM undo_rows WHERE community = $1 AND block_number > $2 ORDER BY block_number, position";
    let texts: Vec<String> = query_scalar(sql).bind(community).bind(to).fetch_all(&mut *tx).await?;
    // Of several notes of the same rows the oldest has the last word: the others would be written in vain.
    let mut seen: BTreeMap<Group, BTreeSet<Key>> = BTreeMap::new();
    let mut images = Vec::with_capacity(texts.len());
    for text in texts {
        let mut image = Image::read(&text)?;
        let seen = seen.entry(image.group.clone()).or_default();
        image.retain(|key| seen.insert(key.clone()))?;
        images.push(image);
    }
    for image in images.into_iter().rev() {
        image.put_back(tx, community).await?;
    }
    for table in DERIVED.iter().filter(|table| !UNPLACED.contains(table)) {
        let sql = format!("DELETE FROM {table} WHERE community = $1 AND block_number > $2");
        let to = i64::try_from(to).unwrap_or(i64::MAX);
        query(AssertSqlSafe(sql)).bind(community.as_str()).bind(to).execute(&mut *tx).await?;
    }
    run(tx, "DELETE FROM undo_rows WHERE community = $1 AND block_number > $2", values![community, to]).await
}

/// Blocks were added after `from` with notes; those up to `keep_from` are not needed any more.
pub(crate) async fn noted(tx: &mut Connection, community: &Slug, from: u64, keep_from: u64) -> Result<(), StoreError> {
    let floor = floor(tx, community).await?.unwrap_or(from);
    set_floor(tx, community, floor.max(keep_from)).await?;
    run(tx, "DELETE FROM undo_rows WHERE community = $1 AND block_number <= $2", values![community, keep_from]).await
}

/// The rows of a community were written without notes up to a block.
pub(crate) async fn forget(tx: &mut Connection, community: &Slug, number: u64) -> Result<(), StoreError> {
    run(tx, "DELETE FROM undo_rows WHERE community = $1", values![community]).await?;
    set_floor(tx, community, number).await
}

async fn floor(tx: &mut Connection, community: &Slug) -> Result<Option<u64>, StoreError> {
    let sql = "SELECT block_number FROM undo_floors WHERE community = $1";
    Ok(find::<Height>(tx, sql, values![community]).await?.map(|row| row.block_number))
}

async fn set_floor(tx: &mut Connection, community: &Slug, number: u64) -> Result<(), StoreError> {
    let sql = "INSERT INTO undo_floors (community, block_number) VALUES ($1, $2)
        ON CONFLICT (community) DO UPDATE SET block_number = excluded.block_number";
    run(tx, sql, values![community, number]).await
}
