//! Where deliveries arrive: one task writes all of them, many in a transaction, and a sender is told only after it.

use std::sync::Arc;

use palabre_indexer::sql;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

use super::store::deliveries::{self, Arrived};
use crate::error::ApiError;

/// Deliveries of one transaction: what is waiting then, and at most so many.
const MOST: usize = 512;
/// Bytes of bodies that may be in memory at a time, in KiB.
const ROOM: usize = 64 * 1024;

/// The way into the inbox; cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Inbox {
    queue: mpsc::Sender<Waiting>,
    room: Arc<Semaphore>,
}

/// Memory that a body may take until it is stored.
#[derive(Debug)]
pub(crate) struct Room {
    _permits: OwnedSemaphorePermit,
}

#[derive(Debug)]
struct Waiting {
    arrived: Arrived,
    stored: oneshot::Sender<bool>,
    /// Given back once it is written.
    _room: Room,
}

impl Inbox {
    /// An inbox in this database; `arrived` is told when there is something new. Its task ends with the last handle.
    pub(super) fn open(pool: sql::Pool, arrived: Arc<Notify>) -> Self {
        let (queue, waiting) = mpsc::channel(MOST * 8);
        tokio::spawn(write(pool, waiting, arrived));
        Self { queue, room: Arc::new(Semaphore::new(ROOM)) }
    }

    /// Room for a body of so many bytes; none if there is more to do than memory for it.
    pub(super) fn room(&self, bytes: usize) -> Result<Room, ApiError> {
        let kib = u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX).max(1);
        Arc::clone(&self.room).try_acquire_many_owned(kib).map(|permits| Room { _permits: permits }).map_err(|_| {
            ApiError::unavailable(
                "overloaded",
                "more is delivered than can be stored",
                "Deliver it again later. Operators: see the metrics palabre_tool_deliveries_*.",
            )
        })
    }

    /// Stores a delivery. When this answers, it is safe on the disk.
    pub(super) async fn store(&self, arrived: Arrived, room: Room) -> Result<(), ApiError> {
        let (stored, told) = oneshot::channel();
        let waiting = Waiting { arrived, stored, _room: room };
        if self.queue.send(waiting).await.is_ok() && told.await == Ok(true) {
            return Ok(());
        }
        Err(ApiError::unavailable(
            "not_stored",
            "the delivery could not be stored",
            "Deliver it again later. Operators: check that the database runs, has free space, and may be written.",
        ))
    }
}

async fn write(pool: sql::Pool, mut waiting: mpsc::Receiver<Waiting>, arrived: Arc<Notify>) {
    let mut batch = Vec::with_capacity(MOST);
    while waiting.recv_many(&mut batch, MOST).await > 0 {
        let rows: Vec<Arrived> = batch.iter().map(|one| one.arrived.clone()).collect();
        let stored = deliveries::store(&pool, &rows).await;
        if let Err(error) = &stored {
            tracing::warn!(%error, count = rows.len(), "deliveries could not be stored; their senders are told");
        }
        for one in batch.drain(..) {
            // A sender that went away sends again: what is stored already stays as it is.
            let _ = one.stored.send(stored.is_ok());
        }
        arrived.notify_one();
    }
}
