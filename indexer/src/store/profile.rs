//! A member with all that is counted for them, in one statement: one trip to the database, and one state of it.

use std::str::SplitAsciiWhitespace;

use alloy::primitives::{Address, U256};
use palabre_contracts::{Lane, MemberId, Slug};

use super::{BlockRef, Member, MemberPoints, Store, StoreError, value::values};
use crate::sql::{FromRow, Row};

/// A member with all that is counted for them, as of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberProfile {
    /// The block that all of it reflects.
    pub block: BlockRef,
    /// Who it is.
    pub member: Member,
    /// Units of reputation that the wallet holds.
    pub units: U256,
    /// Votes that the wallet can cast in the contributors' house.
    pub votes: U256,
    /// Votes that the wallet can cast in the members' house.
    pub unit_votes: U256,
    /// Whether the member renounced money.
    pub opted_out: bool,
    /// Points before caps, latest epoch first, by lane.
    pub points: Vec<MemberPoints>,
    /// Pools that paid the member: epoch and token.
    pub paid: Vec<(u32, Address)>,
}

/// Lists of a member come as one text each: a row for each item would bring the member's columns along every time.
const SQL: &str = "SELECT c.block_number, c.block_hash, c.block_time, m.*,
        COALESCE((SELECT r.units FROM reputation_balances AS r
            WHERE r.community = m.community AND r.wallet = m.wallet), '0') AS units,
        COALESCE((SELECT v.votes FROM voting_powers AS v
            WHERE v.community = m.community AND v.token = 'reputation' AND v.wallet = m.wallet), '0') AS votes,
        COALESCE((SELECT v.votes FROM voting_powers AS v
            WHERE v.community = m.community AND v.token = 'membership' AND v.wallet = m.wallet), '0') AS unit_votes,
        COALESCE((SELECT o.opted_out FROM opt_outs AS o
            WHERE o.community = m.community AND o.member_id = m.member_id), 0) AS opted_out,
        (SELECT string_agg(CAST(e.epoch AS TEXT) || ' ' || CAST(e.lane AS TEXT) || ' ' || CAST(e.points AS TEXT)
                || ' ' || CAST(e.items AS TEXT), ',')
            FROM member_epochs AS e WHERE e.community = m.community AND e.member_id = m.member_id) AS points,
        (SELECT string_agg(CAST(k.epoch AS TEXT) || ' ' || hex(k.token), ',')
            FROM claims AS k WHERE k.community = m.community AND k.member_id = m.member_id) AS paid
    FROM members AS m JOIN cursors AS c ON c.community = m.community
    WHERE m.community = $1 AND m.member_id = $2";

impl FromRow for MemberProfile {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        let member = Member::from_row(row)?;
        let mut points = list(row, "points", |words| {
            Some(MemberPoints {
                epoch: words.next()?.parse().ok()?,
                member_id: member.member_id,
                lane: Lane::new(words.next()?.parse().ok()?).ok()?,
                points: words.next()?.parse().ok()?,
                items: words.next()?.parse().ok()?,
            })
        })?;
        points.sort_by_key(|row| (std::cmp::Reverse(row.epoch), row.lane.index()));
        Ok(Self {
            block: BlockRef::from_row(row)?,
            units: row.read("units")?,
            votes: row.read("votes")?,
            unit_votes: row.read("unit_votes")?,
            opted_out: row.read("opted_out")?,
            paid: list(row, "paid", |words| Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?)))?,
            points,
            member,
        })
    }
}

/// The items of a list, each read from its words.
fn list<T>(row: &Row, column: &str, read: impl Fn(&mut SplitAsciiWhitespace<'_>) -> Option<T>) -> sqlx::Result<Vec<T>> {
    let Some(text) = row.read::<Option<String>>(column)? else { return Ok(Vec::new()) };
    let item = |text: &str| {
        let mut words = text.split_ascii_whitespace();
        read(&mut words).filter(|_| words.next().is_none())
    };
    let items: Option<Vec<T>> = text.split(',').map(item).collect();
    items.ok_or_else(|| sqlx::Error::ColumnDecode { index: column.to_owned(), source: "not such a list".into() })
}

impl Store {
    /// A member with all that is counted for them; none for a number that nobody has.
    pub async fn member_profile(&self, slug: &Slug, id: MemberId) -> Result<Option<MemberProfile>, StoreError> {
        self.one(SQL, values![slug, id]).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::{Engine, query};

    #[tokio::test]
    async fn a_profile_reads_nothing_of_others() {
        let store = crate::testing::store().await;
        let mut transaction = store.pool().begin().await.expect("a transaction");
        let engine = transaction.engine();
        let (explain, column) = match engine {
            Engine::Sqlite => ("EXPLAIN QUERY PLAN", "detail"),
            Engine::Postgres => {
                // Tables without rows are read whole, whatever their indexes are good for.
                query("SET LOCAL enable_seqscan = off").execute(&mut *transaction).await.expect("a setting");
                query("SET LOCAL enable_bitmapscan = off").execute(&mut *transaction).await.expect("a setting");
                ("EXPLAIN", "QUERY PLAN")
            }
        };
        let plan = query(sqlx::AssertSqlSafe(format!("{explain} {SQL}"))).bind("demo").bind(7i64);
        let rows = plan.fetch_all(&mut *transaction).await.expect("a valid case");
        let steps: Vec<String> = rows.iter().map(|row| row.read(column).expect("a line")).collect();
        assert!(!steps.iter().any(|step| step.contains("SCAN") || step.contains("Seq Scan")), "{steps:?}");
        if engine == Engine::Postgres {
            assert!(steps.iter().any(|step| step.contains("Index Cond")), "{steps:?}");
        }
        // All tables but that of cursors have a second column to be found by.
        for step in steps.iter().filter(|step| step.starts_with("SEARCH") && !step.starts_with("SEARCH c ")) {
            assert!(step.contains(" AND "), "{step}");
        }
    }
}
