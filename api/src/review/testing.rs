//! Activities for tests.

use alloy::primitives::keccak256;
use futures::future::BoxFuture;
use palabre_indexer::sql;

use super::{Blocks, Marked, Reviewing, Source};
use crate::{
    activity::{Activity, ActivityKind, ReviewState},
    error::ApiError,
};

/// A chain whose first block of an epoch has the hash of the epoch's beginning.
#[derive(Clone, Copy, Debug)]
pub struct Calm;

impl Blocks for Calm {
    fn first_since(&self, time: u64) -> BoxFuture<'_, Result<Option<Marked>, ApiError>> {
        let hash = keccak256(time.to_be_bytes());
        Box::pin(async move { Ok(Some(Marked { number: time, hash, settled: true })) })
    }
}

/// One wiki under the standard policy.
pub fn wiki() -> Reviewing {
    let link = Some("https://wiki.example/index.php?curid={object}&diff={id}".to_owned());
    let source = Source { name: "wiki".to_owned(), tool: "mediawiki".to_owned(), link };
    Reviewing { sources: vec![source], ..Reviewing::standard() }
}

/// Something that happened.
pub fn act(source: &str, kind: ActivityKind, id: &str, object: &str, actor: &str, at: u64) -> Activity {
    Activity {
        source: source.to_owned(),
        external_id: id.to_owned(),
        kind,
        object: object.to_owned(),
        parent: None,
        actor: Some(actor.to_owned()),
        actor_name: None,
        others: Vec::new(),
        occurred_at: at,
        received_at: at + 1,
        size: 2_000,
        review_state: ReviewState::Unreviewed,
        supersedes: None,
        raw_hash: keccak256(id),
    }
}

/// Stores activities as the inbox does.
pub async fn store(pool: &sql::Pool, acts: &[Activity]) -> sqlx::Result<()> {
    for act in acts {
        let others: Vec<(&str, &str)> =
            act.others.iter().map(|other| (other.account.as_str(), other.part.name())).collect();
        sql::query(
            "INSERT INTO activities (source, external_id, kind, object, parent, actor, others, occurred_at, received_at,
                size, review_state, supersedes, raw_hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
             ON CONFLICT (source, external_id) DO UPDATE SET kind = excluded.kind, size = excluded.size,
                review_state = excluded.review_state, received_at = excluded.received_at",
        )
        .bind(&act.source)
        .bind(&act.external_id)
        .bind(act.kind.name())
        .bind(&act.object)
        .bind(act.parent.clone())
        .bind(act.actor.clone())
        .bind(serde_json::to_string(&others).unwrap_or_default())
        .bind(act.occurred_at)
        .bind(act.received_at)
        .bind(act.size)
        .bind(act.review_state.name())
        .bind(act.supersedes.clone())
        .bind(act.raw_hash)
        .execute(pool)
        .await?;
        sql::query(
            "INSERT INTO activity_versions (source, version) VALUES ($1, 1)
             ON CONFLICT (source) DO UPDATE SET version = activity_versions.version + 1",
        )
        .bind(&act.source)
        .execute(pool)
        .await?;
    }
    Ok(())
}

/// Links an account to a member, with a name to show.
pub async fn link(
    pool: &sql::Pool,
    community: &str,
    (source, account, name): (&str, &str, &str),
    member: u64,
    at: u64,
) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO account_names (source, account, name, seen_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (source, account) DO UPDATE SET name = excluded.name",
    )
    .bind(source)
    .bind(account)
    .bind(name)
    .bind(at)
    .execute(pool)
    .await?;
    sql::query(
        "INSERT INTO account_links (source, account, community, member, linked_at, proof)
         VALUES ($1, $2, $3, $4, $5, 'page')",
    )
    .bind(source)
    .bind(account)
    .bind(community)
    .bind(member)
    .bind(at)
    .execute(pool)
    .await?;
    Ok(())
}
