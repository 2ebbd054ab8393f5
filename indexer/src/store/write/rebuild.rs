//! Derived rows from stored events: what a rewind does. Slower than undoing change by change, and right by
//! construction: the tables are what a straight run over the remaining events writes. Pilots have some ten thousand
//! events; a community whose events were not touched by the fork is not rebuilt.

use alloy::primitives::{B256, LogData};
use palabre_contracts::{Community, Event};
use sqlx::AssertSqlSafe;

use super::{EventRow, apply_all, run};
use crate::{
    fold::{self, Change},
    sql::{Connection, Pool, query, query_as, query_scalar},
    store::{
        Followed, Place, StoreError, lease,
        value::{Value, values},
    },
};

/// All tables that only the fold writes.
pub(crate) const DERIVED: [&str; 47] = [
    "anchors",
    "applications",
    "ballots",
    "batches",
    "challenge_votes",
    "challenges",
    "charter_acceptances",
    "charters",
    "claim_failures",
    "claims",
    "community_states",
    "contributions",
    "debit_votes",
    "debits",
    "debt_payments",
    "delegations",
    "deployments",
    "extensions",
    "forfeits",
    "fundings",
    "guardian_acts",
    "guardian_terms",
    "house_settings",
    "invitations",
    "member_epochs",
    "members",
    "operations",
    "opt_outs",
    "pools",
    "proposals",
    "recoveries",
    "recovery_approvals",
    "reputation_balances",
    "reputation_mints",
    "reserve_withdrawals",
    "role_changes",
    "rules",
    "settlements",
    "share_rules",
    "suspensions",
    "taken_items",
    "tokens",
    "unit_removals",
    "units",
    "vote_supplies",
    "voting_powers",
    "wallet_moves",
];

/// Folds the events of all communities again if another generation of the fold wrote the tables.
pub(crate) async fn bring_up_to_date(writer: &Pool) -> Result<(), StoreError> {
    let written: Option<i64> = query_scalar("SELECT MAX(generation) FROM folds").fetch_one(writer).await?;
    let ours = Value::from(fold::GENERATION);
    if written.map(Value::Int) == Some(ours.clone()) {
        return Ok(());
    }
    let mut tx = lease::begin_once(writer).await?;
    let communities: Vec<Followed> = query_as("SELECT * FROM communities").fetch_all(&mut *tx).await?;
    for Followed { community, .. } in &communities {
        tracing::info!(community = %community.slug, "this version has other tables: the events are folded again");
        rebuild(&mut tx, community).await?;
        let sql = "DELETE FROM undo_rows WHERE community = $1";
        run(&mut tx, sql, vec![Value::from(&community.slug)]).await?;
        run(&mut tx, "DELETE FROM undo_floors WHERE community = $1", vec![Value::from(&community.slug)]).await?;
    }
    run(&mut tx, "DELETE FROM folds", vec![]).await?;
    run(&mut tx, "INSERT INTO folds (generation) VALUES ($1)", vec![ours]).await?;
    Ok(tx.commit().await?)
}

/// Empties the derived tables of a community.
pub(crate) async fn clear(tx: &mut Connection, community: &Community) -> Result<(), StoreError> {
    for table in DERIVED {
        let sql = format!("DELETE FROM {table} WHERE community = $1");
        query(AssertSqlSafe(sql)).bind(community.slug.as_str()).execute(&mut *tx).await?;
    }
    Ok(())
}

/// Writes the derived tables of a community anew from its stored events.
pub(crate) async fn rebuild(tx: &mut Connection, community: &Community) -> Result<(), StoreError> {
    clear(tx, community).await?;
    let mut after = Place { block_number: 0, log_index: 0 };
    loop {
        let events = events_after(tx, community, after).await?;
        let Some(last) = events.last() else { return Ok(()) };
        after = last.place();
        let folded = events.iter().map(|event| Ok((event.at(&community.slug), fold_again(community, event)?)));
        let folded = folded.collect::<Result<Vec<_>, StoreError>>()?;
        let changes: Vec<_> =
            folded.iter().flat_map(|(at, changes)| changes.iter().map(move |change| (*at, change))).collect();
        apply_all(tx, &changes).await?;
    }
}

/// No event of ours is the first log of block 0: the genesis block runs no transaction.
async fn events_after(tx: &mut Connection, community: &Community, after: Place) -> Result<Vec<EventRow>, StoreError> {
    let sql = "SELECT * FROM events WHERE community = $1 AND (block_number, log_index) > ($2, $3)
        ORDER BY block_number, log_index LIMIT 1000";
    let values = values![&community.slug, after.block_number, after.log_index];
    Ok(query_as(sql).bind_all(values).fetch_all(tx).await?)
}

fn fold_again(community: &Community, row: &EventRow) -> Result<Vec<Change>, StoreError> {
    let unreadable = |problem: String| StoreError::StoredEvent(format!("{} of {}: {problem}", row.name, row.tx_hash));
    let kind = community.contracts.kind_of(row.address).ok_or_else(|| unreadable("unknown address".to_owned()))?;
    let topics = row.topics.chunks(32).map(B256::left_padding_from).collect();
    let log = LogData::new_unchecked(topics, row.data.clone());
    let event = Event::decode(kind, &log).map_err(|problem| unreadable(problem.to_string()))?;
    fold::apply(&event, &community.contracts).map_err(|problem| unreadable(problem.to_string()))
}
