//! The cursor and the headers behind it.

use palabre_contracts::Slug;

use super::{execute, find, run};
use crate::{
    chain::Header,
    sql::{Connection, insert_rows},
    store::{BlockRef, ContractCode, Height, StoreError, value::values},
};

/// Puts the cursor of a community somewhere, wherever it was. Nothing of the community is before, so nothing is left to
/// be proven.
pub(crate) async fn place_cursor(
    tx: &mut Connection,
    community: &Slug,
    chain_id: u64,
    at: BlockRef,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO cursors (community, chain_id, block_number, block_hash, block_time)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (community) DO UPDATE SET block_number = excluded.block_number,
            block_hash = excluded.block_hash, block_time = excluded.block_time";
    run(tx, sql, values![community, chain_id, at.block_number, at.block_hash, at.block_time]).await?;
    let sql = "INSERT INTO verified_heights (community, block_number) VALUES ($1, $2)
        ON CONFLICT (community) DO UPDATE SET block_number = excluded.block_number";
    run(tx, sql, values![community, at.block_number]).await
}

/// Moves the cursor of a community, which must still be where this writer left it. What is `verified` counts when
/// everything before was.
pub(crate) async fn advance_cursor(
    tx: &mut Connection,
    community: &Slug,
    from: BlockRef,
    to: BlockRef,
    verified: bool,
) -> Result<(), StoreError> {
    if verified {
        let sql = "UPDATE verified_heights SET block_number = $3 WHERE community = $1 AND block_number = $2";
        run(tx, sql, values![community, from.block_number, to.block_number]).await?;
    }
    let sql = "UPDATE cursors SET block_number = $2, block_hash = $3, block_time = $4
        WHERE community = $1 AND block_number = $5 AND block_hash = $6";
    let mut row = values![community, to.block_number, to.block_hash, to.block_time];
    row.extend(values![from.block_number, from.block_hash]);
    match execute(tx, sql, row).await? {
        1 => Ok(()),
        _ => {
            let sql = "SELECT block_number FROM cursors WHERE community = $1 AND block_number < $2";
            let is_behind = find::<Height>(tx, sql, values![community, from.block_number]).await?.is_some();
            let community = community.to_string();
            Err(if is_behind { StoreError::Forgot { community } } else { StoreError::AnotherWriter { community } })
        }
    }
}

/// Keeps headers; those that are kept already stay.
pub(crate) async fn insert_blocks(tx: &mut Connection, chain_id: u64, headers: &[Header]) -> Result<(), StoreError> {
    let row = |header: &Header| values![chain_id, header.number, header.hash, header.parent_hash, header.time];
    let into = "INSERT INTO blocks (chain_id, number, hash, parent_hash, time)";
    Ok(insert_rows(tx, into, headers.iter().map(row), " ON CONFLICT (chain_id, number) DO NOTHING").await?)
}

/// Whether a community of the chain is above a block.
pub(crate) async fn passed(tx: &mut Connection, chain_id: u64, number: u64) -> Result<bool, StoreError> {
    let sql = "SELECT block_number FROM cursors WHERE chain_id = $1 AND block_number > $2 LIMIT 1";
    Ok(find::<Height>(tx, sql, values![chain_id, number]).await?.is_some())
}

/// Remembers the code of contracts; what is remembered stays.
pub(crate) async fn remember_codes(
    tx: &mut Connection,
    chain_id: u64,
    codes: &[ContractCode],
) -> Result<(), StoreError> {
    for code in codes {
        let sql = "INSERT INTO contract_codes (chain_id, address, code_hash) VALUES ($1, $2, $3)
            ON CONFLICT (chain_id, address) DO NOTHING";
        run(tx, sql, values![chain_id, code.address, code.code_hash]).await?;
    }
    Ok(())
}

/// Drops headers below `number`.
pub(crate) async fn prune_blocks(tx: &mut Connection, chain_id: u64, number: u64) -> Result<(), StoreError> {
    run(tx, "DELETE FROM blocks WHERE chain_id = $1 AND number < $2", values![chain_id, number]).await
}

/// Drops all headers.
pub(crate) async fn forget_blocks(tx: &mut Connection, chain_id: u64) -> Result<(), StoreError> {
    run(tx, "DELETE FROM blocks WHERE chain_id = $1", values![chain_id]).await
}

/// Drops headers above `number`.
pub(crate) async fn rewind_blocks(tx: &mut Connection, chain_id: u64, number: u64) -> Result<(), StoreError> {
    run(tx, "DELETE FROM blocks WHERE chain_id = $1 AND number > $2", values![chain_id, number]).await
}

/// Puts every cursor of the chain that is above `to` back to it.
pub(crate) async fn rewound(tx: &mut Connection, chain_id: u64, to: BlockRef) -> Result<(), StoreError> {
    let sql = "UPDATE verified_heights SET block_number = $2 WHERE block_number > $2
        AND community IN (SELECT community FROM cursors WHERE chain_id = $1)";
    run(tx, sql, values![chain_id, to.block_number]).await?;
    let sql = "UPDATE cursors SET block_number = $2, block_hash = $3, block_time = $4
        WHERE chain_id = $1 AND block_number > $2";
    run(tx, sql, values![chain_id, to.block_number, to.block_hash, to.block_time]).await
}
