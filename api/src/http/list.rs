//! Lists that can be read from any key on: what pages, exports and documents have in common.

use std::future::Future;

use palabre_indexer::store::Place;
use serde::Serialize;

use super::scope::Scope;
use crate::error::ApiError;

/// The key of an item: what the list is ordered by. Lists with one number leave the second 0.
pub(crate) type Key = [u64; 2];

/// A list that can be read from any key on.
pub(crate) trait List: Send + Sync + 'static {
    /// How many numbers of the key it uses.
    const PARTS: usize = 1;
    /// What it lists.
    type Item: Serialize + Send + Sync + 'static;

    /// Up to `limit` items after `after`, each with its key; fewer only at the end of the list.
    fn chunk(
        &self,
        scope: &Scope,
        after: Option<Key>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<(Key, Self::Item)>, ApiError>> + Send;
}

/// The key of an event.
pub(crate) fn placed(place: Place) -> Key {
    [place.block_number, place.log_index]
}

/// The event with this key.
pub(crate) fn place([block_number, log_index]: Key) -> Place {
    Place { block_number, log_index }
}

/// A number of a key that is smaller than others; a stranger's larger one means the end.
pub(crate) fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
