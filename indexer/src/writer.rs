//! Rows and cursor in one transaction: a block is in the mirror entirely or not at all, and never twice.

use alloy::primitives::B256;
use palabre_contracts::{Community, Slug};

use crate::{
    chain::{ChainLog, Header},
    fold::{self, Change, DecodeError, FoldError, LedgerChange},
    points,
    source::SourceBlock,
    sql::{Connection, Transaction, query},
    store::{
        BlockRef, ContractCode, Followed, Store, StoreError, insert_chain, insert_community,
        write::{self, At, EventRow, undo},
    },
};

/// A log that the mirror cannot take: the addresses are wrong or the endpoint lies.
#[derive(Debug, thiserror::Error)]
#[error(
    "log {log_index} of block {block} ({address}) is not an event of community {community}: {source}; check the \
     community's addresses and the program's version"
)]
pub struct UnreadableLog {
    community: String,
    block: u64,
    log_index: u64,
    address: alloy::primitives::Address,
    source: UnreadableReason,
}

/// Why a log is unreadable.
#[derive(Debug, thiserror::Error)]
pub enum UnreadableReason {
    /// Not in the ABI.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// In the ABI, with impossible values.
    #[error(transparent)]
    Fold(#[from] FoldError),
}

/// What blocks mean for one community, computed before the transaction begins.
#[derive(Debug)]
pub(crate) struct Prepared {
    events: Vec<(EventRow, Vec<Change>)>,
}

impl Prepared {
    /// How much there is to write: events, and what each of them changes.
    fn rows(&self) -> u64 {
        let changed = |change: &Change| match change {
            Change::Ledger(LedgerChange::Recorded(batch)) => 1 + batch.items.len() as u64,
            _ => 1,
        };
        self.events.iter().map(|(_, changes)| 1 + changes.iter().map(changed).sum::<u64>()).sum()
    }
}

/// Decodes and folds the logs of a community. Pure.
pub(crate) fn prepare(community: &Community, blocks: &[SourceBlock]) -> Result<Prepared, Box<UnreadableLog>> {
    let mut events = Vec::new();
    for block in blocks {
        for log in &block.logs {
            let prepared = prepare_log(community, &block.header, log).map_err(|source| {
                let (community, block) = (community.slug.to_string(), block.header.number);
                let (log_index, address) = (log.log_index, log.address);
                Box::new(UnreadableLog { community, block, log_index, address, source })
            })?;
            events.extend(prepared);
        }
    }
    Ok(Prepared { events })
}

fn prepare_log(
    community: &Community,
    header: &Header,
    log: &ChainLog,
) -> Result<Option<(EventRow, Vec<Change>)>, UnreadableReason> {
    let Some(decoded) = fold::decode(&community.contracts, log.address, &log.data)? else { return Ok(None) };
    let changes = fold::apply(&decoded.event, &community.contracts)?;
    let row = EventRow {
        block_number: header.number,
        log_index: log.log_index,
        block_hash: header.hash,
        block_time: header.time,
        tx_hash: log.tx_hash,
        address: log.address,
        contract: decoded.contract.to_owned(),
        name: decoded.name,
        args: decoded.args,
        topics: log.data.topics().concat().into(),
        data: log.data.data.clone(),
    };
    Ok(Some((row, changes)))
}

/// Which headers are kept to find forks.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Remembered {
    /// Those of the added blocks, and older ones from this height on.
    From(u64),
    /// No new ones: others are ahead, and did not pass these blocks.
    Nothing,
}

/// Whether it is noted what rows were before.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Notes {
    /// It is; older notes are kept above this height.
    From(u64),
    /// No fork takes back these blocks.
    Nothing,
}

/// The only one who writes the mirror.
#[derive(Clone, Debug)]
pub(crate) struct Writer {
    store: Store,
}

impl Writer {
    pub(crate) fn new(store: Store) -> Self {
        Self { store }
    }

    /// Begins to follow a community after the block `start`; a known community keeps its cursor.
    pub(crate) async fn follow(
        &self,
        followed: &Followed,
        genesis: B256,
        start: &Header,
        is_new: bool,
    ) -> Result<(), StoreError> {
        let chain_id = followed.community.chain_id;
        let mut tx = self.begin().await?;
        points::passed("follow:begun");
        insert_chain(&mut tx, chain_id, genesis).await?;
        insert_community(&mut tx, followed).await?;
        if is_new {
            if !write::passed(&mut tx, chain_id, start.number).await? {
                write::insert_blocks(&mut tx, chain_id, std::slice::from_ref(start)).await?;
            }
            write::place_cursor(&mut tx, &followed.community.slug, chain_id, start.block()).await?;
        }
        points::passed("follow:written");
        tx.commit().await?;
        points::passed("follow:committed");
        Ok(())
    }

    /// Remembers the code of contracts that were not seen before.
    pub(crate) async fn remember_codes(&self, chain_id: u64, codes: &[ContractCode]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        write::remember_codes(&mut tx, chain_id, codes).await?;
        Ok(tx.commit().await?)
    }

    /// Keeps a header that every community passed which is that far.
    pub(crate) async fn remember(&self, chain_id: u64, header: &Header) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        write::insert_blocks(&mut tx, chain_id, std::slice::from_ref(header)).await?;
        Ok(tx.commit().await?)
    }

    /// Adds blocks to communities whose cursors are all at `from`; `verified` ones were compared with their receipts.
    /// The answer is how many rows were written.
    pub(crate) async fn append(
        &self,
        group: &[Followed],
        from: BlockRef,
        blocks: &[SourceBlock],
        remembered: Remembered,
        notes: Notes,
        verified: bool,
    ) -> Result<u64, AppendError> {
        let Some(last) = blocks.last() else { return Ok(0) };
        let prepared: Vec<Prepared> =
            group.iter().map(|followed| prepare(&followed.community, blocks)).collect::<Result<_, _>>()?;
        let rows = prepared.iter().map(Prepared::rows).sum();
        let mut tx = self.begin().await?;
        points::passed("append:begun");
        for (followed, prepared) in group.iter().zip(prepared) {
            let community = &followed.community;
            write::advance_cursor(&mut tx, &community.slug, from, last.header.block(), verified).await?;
            points::passed("append:cursor");
            write_events(&mut tx, community, prepared, notes).await?;
            points::passed("append:rows");
            match notes {
                Notes::From(keep_from) => {
                    undo::noted(&mut tx, &community.slug, from.block_number, keep_from).await?;
                }
                Notes::Nothing => undo::forget(&mut tx, &community.slug, last.header.number).await?,
            }
        }
        if let (Some(followed), Remembered::From(keep_from)) = (group.first(), remembered) {
            let chain_id = followed.community.chain_id;
            let headers: Vec<Header> = blocks.iter().map(|block| block.header.clone()).collect();
            write::insert_blocks(&mut tx, chain_id, &headers).await?;
            write::prune_blocks(&mut tx, chain_id, keep_from).await?;
        }
        points::passed("append:written");
        tx.commit().await.map_err(StoreError::from)?;
        points::passed("append:committed");
        Ok(rows)
    }

    /// Takes back everything above `to` on a chain. In communities that lose events the rows that they changed are put
    /// back, or all folded anew where it was not noted what they were.
    pub(crate) async fn rewind(&self, chain_id: u64, to: BlockRef) -> Result<(), StoreError> {
        let communities = self.store.communities().await?;
        let mut tx = self.begin().await?;
        points::passed("rewind:begun");
        write::rewind_blocks(&mut tx, chain_id, to.block_number).await?;
        for Followed { community, .. } in communities.iter().filter(|found| found.community.chain_id == chain_id) {
            let lost = write::delete_events_above(&mut tx, &community.slug, to.block_number).await?;
            points::passed("rewind:events");
            if lost > 0 {
                tracing::info!(community = %community.slug, block = to.block_number, lost, "the chain took events back");
                match undo::reaches(&mut tx, &community.slug, to.block_number).await? {
                    true => undo::undo(&mut tx, &community.slug, to.block_number).await?,
                    false => {
                        write::rebuild(&mut tx, community).await?;
                        undo::forget(&mut tx, &community.slug, to.block_number).await?;
                    }
                }
            }
        }
        write::rewound(&mut tx, chain_id, to).await?;
        points::passed("rewind:written");
        tx.commit().await?;
        points::passed("rewind:committed");
        Ok(())
    }

    /// Forgets everything of a community and puts its cursor to `start`.
    pub(crate) async fn reset(&self, community: &Community, start: &Header) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        query("DELETE FROM events WHERE community = $1").bind(community.slug.as_str()).execute(&mut *tx).await?;
        write::clear(&mut tx, community).await?;
        write::place_cursor(&mut tx, &community.slug, community.chain_id, start.block()).await?;
        undo::forget(&mut tx, &community.slug, start.number).await?;
        // Others go back by what is remembered; when nobody is ahead, it may be what was wrong.
        if !write::passed(&mut tx, community.chain_id, start.number).await? {
            write::forget_blocks(&mut tx, community.chain_id).await?;
            write::insert_blocks(&mut tx, community.chain_id, std::slice::from_ref(start)).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn begin(&self) -> Result<Transaction, StoreError> {
        self.store.begin().await
    }
}

/// Why blocks could not be added.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AppendError {
    #[error(transparent)]
    Unreadable(#[from] Box<UnreadableLog>),
    #[error(transparent)]
    Store(#[from] StoreError),
}

async fn write_events(
    tx: &mut Connection,
    community: &Community,
    prepared: Prepared,
    notes: Notes,
) -> Result<(), StoreError> {
    let (slug, events) = (&community.slug, &prepared.events);
    let rows: Vec<&EventRow> = events.iter().map(|(row, _)| row).collect();
    write::insert_events(tx, slug, community.chain_id, &rows).await?;
    if matches!(notes, Notes::Nothing) {
        return write::apply_all(tx, &placed(slug, events)).await;
    }
    let mut taken = Vec::new();
    for block in events.chunk_by(|(one, _), (next, _)| one.block_number == next.block_number) {
        let changes = placed(slug, block);
        let Some((at, _)) = changes.first() else { continue };
        taken.push(undo::take(tx, slug, at.place.block_number, &changes).await?);
        write::apply_all(tx, &changes).await?;
    }
    undo::keep(tx, slug, taken).await
}

/// What events change, each with its place.
fn placed<'a>(slug: &'a Slug, events: &'a [(EventRow, Vec<Change>)]) -> Vec<(At<'a>, &'a Change)> {
    events.iter().flat_map(|(row, changes)| changes.iter().map(|change| (row.at(slug), change))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_disk_that_was_full_for_a_while_needs_no_restart() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("mirror.sqlite")).await.expect("a new file opens");
        let writer = Writer::new(store);
        let mut tx = writer.begin().await.expect("a transaction begins");
        crate::sql::query("PRAGMA max_page_count = 1").execute(&mut *tx).await.expect("a limit");
        let full = loop {
            let insert = "INSERT INTO charters VALUES ('demo', (SELECT COUNT(*) FROM charters), x'00', $1, 0, 0, 0)";
            if let Err(full) = crate::sql::query(insert).bind("long ".repeat(1000)).execute(&mut *tx).await {
                break full;
            }
        };
        assert!(full.to_string().contains("full"), "{full}");
        assert!(tx.commit().await.is_err(), "SQLite took it back by itself");
        let tx = writer.begin().await.expect("the next transaction begins");
        tx.commit().await.expect("and ends");
    }
}
