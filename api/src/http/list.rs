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

/// Declares a list of facts in the order of the chain, latest first: `Name(Filter): Item => method`, where the store's
/// method takes the filter and a page.
macro_rules! facts {
    ($list:ident: $item:ty => $method:ident) => {
        struct $list;
        $crate::http::list::facts! { @list $list, $item, |_list, scope, page| scope.store.$method(scope.slug(), page) }
    };
    ($list:ident($filter:ty): $item:ty => $method:ident) => {
        struct $list($filter);
        $crate::http::list::facts! {
            @list $list, $item, |list, scope, page| scope.store.$method(scope.slug(), list.0, page)
        }
    };
    (@list $list:ident, $item:ty, |$this:ident, $scope:ident, $page:ident| $rows:expr) => {
        impl $crate::http::list::List for $list {
            const PARTS: usize = 2;
            type Item = $item;

            async fn chunk(
                &self,
                $scope: &$crate::http::scope::Scope,
                after: Option<$crate::http::list::Key>,
                limit: u32,
            ) -> Result<Vec<($crate::http::list::Key, $item)>, $crate::error::ApiError> {
                use $crate::http::list::{place, placed};
                let ($this, order) = (self, palabre_indexer::store::Order::Newest);
                let $page = palabre_indexer::store::Page { after: after.map(place), limit, order };
                Ok($rows.await?.into_iter().map(|row| (placed(row.place()), row.into())).collect())
            }
        }
    };
}
pub(crate) use facts;

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
