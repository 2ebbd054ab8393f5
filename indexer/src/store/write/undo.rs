//! Going back a few blocks: rows that recent blocks changed are put back as they were, and what these blocks added is
//! deleted by its place. The cost is that of the blocks taken back, not of the community's whole life.
//!
//! Before a change is written, the rows that it may touch are noted as they are, once per block: [`touches`] says which.
//! To go back to a block, the notes of all blocks above it are applied from the newest to the oldest, so that the oldest
//! has the last word. Where no notes were made (far from the head) the rows are folded again from the events.

mod image;
mod touches;

use std::collections::HashSet;

use palabre_contracts::Slug;
use sqlx::AssertSqlSafe;

use self::{
    image::{Images, Selector},
    touches::touches,
};
use super::{At, DERIVED, find, run};
use crate::{
    fold::Change,
    sql::{Connection, query, query_as},
    store::{StoreError, cursor::Height, row::row, value::values},
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

row! {
    /// A note.
    struct Note {
        /// Which rows.
        selector: String,
        /// As they were.
        images: String,
    }
}

/// Notes the rows that a change may touch. `touched` counts the touches of the block's event so far.
pub(crate) async fn note(
    tx: &mut Connection,
    at: At<'_>,
    change: &Change,
    touched: &mut u64,
) -> Result<(), StoreError> {
    for touch in touches(change) {
        let selector = Selector::from(touch);
        let text = selector.text()?;
        let sql = "SELECT block_number FROM undo_rows
            WHERE community = $1 AND block_number = $2 AND selector = $3";
        let key = values![at.community, at.place.block_number, text.as_str()];
        if find::<Height>(tx, sql, key).await?.is_some() {
            continue;
        }
        let images = image::take(tx, at.community, &selector).await?;
        let position = (at.place.log_index << 20) + *touched;
        *touched += 1;
        let sql = "INSERT INTO undo_rows (community, block_number, position, selector, images)
            VALUES ($1, $2, $3, $4, $5)";
        let images = images.text()?;
        let row = values![at.community, at.place.block_number, position, text.as_str(), images.as_str()];
        run(tx, sql, row).await?;
    }
    Ok(())
}

/// Whether a community can go back to a block by its notes.
pub(crate) async fn reaches(tx: &mut Connection, community: &Slug, to: u64) -> Result<bool, StoreError> {
    Ok(floor(tx, community).await?.is_some_and(|floor| floor <= to))
}

/// Puts the derived tables of a community back to what they were at the end of block `to`, which [`reaches`] allows.
pub(crate) async fn undo(tx: &mut Connection, community: &Slug, to: u64) -> Result<(), StoreError> {
    let sql = "SELECT selector, images FROM undo_rows WHERE community = $1 AND block_number > $2
        ORDER BY block_number, position";
    let mut notes: Vec<Note> = query_as(sql).bind_all(values![community, to]).fetch_all(&mut *tx).await?;
    // Of several notes of the same rows the oldest has the last word: the others would be written in vain.
    let mut seen = HashSet::new();
    notes.retain(|note| seen.insert(note.selector.clone()));
    for note in notes.iter().rev() {
        let (selector, images) = (Selector::read(&note.selector)?, Images::read(&note.images)?);
        image::put_back(tx, community, &selector, &images).await?;
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
