//! A community as a whole.

use super::{At, fact, run};
use crate::{
    fold::CommunityChange,
    sql::Connection,
    store::{StoreError, value::values},
};

pub(super) async fn apply(tx: &mut Connection, at: At<'_>, change: &CommunityChange) -> Result<(), StoreError> {
    let community = at.community;
    match change {
        CommunityChange::Admission { admission } => {
            let sql = "INSERT INTO community_states (community, admission) VALUES ($1, $2)
                ON CONFLICT (community) DO UPDATE SET admission = excluded.admission";
            run(tx, sql, values![community, admission.as_str()]).await
        }
        CommunityChange::DaoUri { uri } => {
            let sql = "INSERT INTO community_states (community, dao_uri) VALUES ($1, $2)
                ON CONFLICT (community) DO UPDATE SET dao_uri = excluded.dao_uri";
            run(tx, sql, values![community, uri.as_str()]).await
        }
        CommunityChange::Attester { attester } => {
            let sql = "INSERT INTO community_states (community, attester) VALUES ($1, $2)
                ON CONFLICT (community) DO UPDATE SET attester = excluded.attester";
            run(tx, sql, values![community, Some(*attester).filter(|key| !key.is_zero())]).await
        }
        CommunityChange::Opened => {
            let sql = "INSERT INTO community_states (community, opened_at) VALUES ($1, $2)
                ON CONFLICT (community) DO UPDATE SET opened_at = excluded.opened_at";
            run(tx, sql, values![community, at.time]).await
        }
        CommunityChange::Established => {
            let sql = "INSERT INTO community_states (community, established_at) VALUES ($1, $2)
                ON CONFLICT (community) DO UPDATE SET established_at = excluded.established_at";
            run(tx, sql, values![community, at.time]).await
        }
        CommunityChange::Deployment { index, from_epoch, contracts } => {
            let sql = "INSERT INTO deployments (community, deployment, from_epoch, contracts, registered_at,
                block_number, log_index) VALUES ($1, $2, $3, $4, $5, $6, $7)";
            run(tx, sql, fact(at, values![community, *index, *from_epoch, contracts.as_str()])).await
        }
        CommunityChange::Anchor { kind, root, sender } => {
            let sql = "INSERT INTO anchors (community, kind, root, sender, anchored_at, block_number, log_index)
                VALUES ($1, $2, $3, $4, $5, $6, $7)";
            run(tx, sql, fact(at, values![community, *kind, *root, *sender])).await
        }
    }
}
