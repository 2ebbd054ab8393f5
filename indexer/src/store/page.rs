//! Pages of long lists, by key: a page begins after the last key of the one before, so nothing is skipped or shown
//! twice while rows are added.

use palabre_contracts::MemberId;

use super::{StoreError, value::Value};
use crate::sql::{FromRow, Pool, QueryBuilder};

/// Direction of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// From the first key upwards.
    #[default]
    Oldest,
    /// From the last key downwards.
    Newest,
}

/// A part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page<K> {
    /// Key of the last row of the page before; none for the first page.
    pub after: Option<K>,
    /// Most rows.
    pub limit: u32,
    /// Direction.
    pub order: Order,
}

impl<K> Page<K> {
    /// The first rows in ascending order.
    pub fn first(limit: u32) -> Self {
        Self { after: None, limit, order: Order::Oldest }
    }

    /// The latest rows, newest first.
    pub fn newest(limit: u32) -> Self {
        Self { after: None, limit, order: Order::Newest }
    }

    /// The same page after `key`.
    pub fn after(self, key: K) -> Self {
        Self { after: Some(key), ..self }
    }
}

/// Place of an event on its chain: the key of every list of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Block.
    pub block_number: u64,
    /// Log within the block.
    pub log_index: u64,
}

/// Place of a contribution: batch and position within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemPlace {
    /// The batch.
    pub batch_id: u64,
    /// Counted from 0.
    pub position: u32,
}

/// A key of a list.
pub(crate) trait Key: Copy {
    /// Its columns, in order.
    const COLUMNS: &'static [&'static str];
    /// Its values, in the same order.
    fn values(self) -> Vec<Value>;
}

impl Key for Place {
    const COLUMNS: &'static [&'static str] = &["block_number", "log_index"];
    fn values(self) -> Vec<Value> {
        vec![self.block_number.into(), self.log_index.into()]
    }
}

impl Key for ItemPlace {
    const COLUMNS: &'static [&'static str] = &["batch_id", "position"];
    fn values(self) -> Vec<Value> {
        vec![self.batch_id.into(), self.position.into()]
    }
}

impl Key for MemberId {
    const COLUMNS: &'static [&'static str] = &["member_id"];
    fn values(self) -> Vec<Value> {
        vec![self.into()]
    }
}

/// Batches are numbered.
impl Key for u64 {
    const COLUMNS: &'static [&'static str] = &["batch_id"];
    fn values(self) -> Vec<Value> {
        vec![self.into()]
    }
}

/// A query under construction: fixed text and bound values only.
pub(crate) struct Query(QueryBuilder);

impl Query {
    /// Begins with all rows of `table` that belong to the community.
    pub(crate) fn of(table: &'static str, community: &palabre_contracts::Slug) -> Self {
        Self::columns("*", table, community)
    }

    /// The same with these columns only.
    pub(crate) fn columns(columns: &'static str, table: &'static str, community: &palabre_contracts::Slug) -> Self {
        let mut builder = QueryBuilder::new("SELECT ");
        builder.push(columns).push(" FROM ").push(table).push(" WHERE community = ").push_bind(Value::from(community));
        Self(builder)
    }

    /// Keeps rows whose `column` is `value`, if one is given.
    pub(crate) fn with<T>(mut self, column: &'static str, value: Option<T>) -> Self
    where
        Value: From<T>,
    {
        if let Some(value) = value {
            self.0.push(" AND ").push(column).push(" = ").push_bind(value);
        }
        self
    }

    /// Keeps rows whose `column` has all these bits set.
    pub(crate) fn with_bits(mut self, column: &'static str, bits: u32) -> Self {
        if bits != 0 {
            self.0.push(" AND ").push(column).push(" & ").push_bind(Value::from(bits));
            self.0.push(" = ").push_bind(Value::from(bits));
        }
        self
    }

    /// Runs the query for one page.
    pub(crate) async fn page<K, T>(self, pool: &Pool, page: Page<K>) -> Result<Vec<T>, StoreError>
    where
        K: Key,
        T: FromRow + 'static,
    {
        Ok(self.paged(page).build_query_as().fetch_all(pool).await?)
    }

    fn paged<K: Key>(mut self, page: Page<K>) -> QueryBuilder {
        let (than, direction) = match page.order {
            Order::Oldest => (" > ", " ASC"),
            Order::Newest => (" < ", " DESC"),
        };
        if let Some(key) = page.after {
            self.0.push(format!(" AND ({})", K::COLUMNS.join(", "))).push(than).push("(");
            let mut list = self.0.separated(", ");
            for value in key.values() {
                list.push_bind(value);
            }
            self.0.push(")");
        }
        let order: Vec<String> = K::COLUMNS.iter().map(|column| format!("{column}{direction}")).collect();
        self.0.push(" ORDER BY ").push(order.join(", ")).push(" LIMIT ").push_bind(Value::from(page.limit));
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Store,
        sql::{Engine, query},
    };

    /// Lists in the order of the chain.
    const BY_PLACE: [&str; 22] = [
        "events",
        "proposals",
        "ballots",
        "claims",
        "fundings",
        "claim_failures",
        "reserve_withdrawals",
        "suspensions",
        "unit_removals",
        "wallet_moves",
        "recoveries",
        "recovery_approvals",
        "role_changes",
        "settlements",
        "forfeits",
        "debits",
        "taken_items",
        "challenges",
        "guardian_acts",
        "guardian_terms",
        "operations",
        "anchors",
    ];
    /// Those of them that are asked for by member.
    const OF_A_MEMBER: [&str; 8] = [
        "suspensions",
        "unit_removals",
        "wallet_moves",
        "role_changes",
        "settlements",
        "forfeits",
        "debits",
        "taken_items",
    ];

    /// How the database would read the page after a key deep inside the list.
    async fn plan<K: Key>(store: &Store, list: Query, key: K, order: Order) -> String {
        let page = list.paged(Page { after: Some(key), limit: 50, order });
        let mut transaction = store.pool().begin().await.expect("a transaction");
        let (explain, column) = match store.pool().engine() {
            Engine::Sqlite => ("EXPLAIN QUERY PLAN ", "detail"),
            Engine::Postgres => {
                // Tables without rows are read whole, whatever their indexes are good for.
                query("SET LOCAL enable_seqscan = off").execute(&mut *transaction).await.expect("a setting");
                query("SET LOCAL enable_bitmapscan = off").execute(&mut *transaction).await.expect("a setting");
                ("EXPLAIN ", "QUERY PLAN")
            }
        };
        let rows = page.behind(explain).build().fetch_all(&mut *transaction).await.expect("a valid case");
        rows.iter().map(|row| row.read::<String>(column).expect("a line") + "\n").collect()
    }

    fn is_sought(plan: &str) -> bool {
        let sqlite = plan.contains("SEARCH") && !plan.contains("SCAN") && !plan.contains("TEMP");
        let postgres = plan.contains("Index Cond") && !plan.contains("Seq Scan") && !plan.contains("Sort");
        sqlite || postgres
    }

    #[tokio::test]
    async fn deep_pages_are_found_like_first_ones() {
        let slug: palabre_contracts::Slug = "demo".parse().expect("a valid case");
        let (store, of) = (crate::testing::store().await, |table| Query::of(table, &slug));
        let (place, item) = (Place { block_number: 7, log_index: 1 }, ItemPlace { batch_id: 7, position: 1 });
        let member = MemberId::new(7).expect("a valid case");
        for order in [Order::Oldest, Order::Newest] {
            let mut plans = vec![
                plan(&store, of("members"), member, order).await,
                plan(&store, of("batches"), 7u64, order).await,
                plan(&store, of("batches").with("epoch", Some(3u32)), 7u64, order).await,
                plan(&store, of("contributions"), item, order).await,
                plan(&store, of("contributions").with("member_id", Some(member)), item, order).await,
                plan(&store, of("contributions").with("epoch", Some(3u32)), item, order).await,
                plan(&store, of("taken_items").with("epoch", Some(3u32)), place, order).await,
            ];
            for table in BY_PLACE {
                plans.push(plan(&store, of(table), place, order).await);
            }
            for table in OF_A_MEMBER {
                plans.push(plan(&store, of(table).with("member_id", Some(member)), place, order).await);
            }
            for plan in plans {
                assert!(is_sought(&plan), "{plan}");
                assert!(plan.contains("<") || plan.contains(">"), "the key is not sought: {plan}");
            }
        }
    }
}
