//! The lists of the documents, read a piece at a time.

use alloy::primitives::{Address, U256};
use palabre_contracts::{Community, Electorate, MemberId};
use palabre_indexer::store::{
    Ballot, BallotFilter, MemberFilter, MemberStatus, Order, Page as Rows, Proposal as ProposalRow, ProposalFilter,
};

use super::{DaoAccount, DaoActivity, DaoActivityProposal, DaoCall, DaoProposal, proposal_id};
use crate::{
    error::ApiError,
    http::{
        list::{Key, List, place, placed},
        proposals::Proposal as ProposalView,
        scope::Scope,
        wire::hex,
    },
};

pub(super) struct Wallets;

impl List for Wallets {
    type Item = DaoAccount;

    async fn chunk(&self, scope: &Scope, after: Option<Key>, limit: u32) -> Result<Vec<(Key, DaoAccount)>, ApiError> {
        let after = after.and_then(|[id, _]| MemberId::new(id).ok());
        let active = MemberFilter { status: Some(MemberStatus::Active), ..MemberFilter::default() };
        let rows = scope.store.members(scope.slug(), active, Rows { after, limit, order: Order::Oldest }).await?;
        Ok(rows.iter().map(|row| ([row.member_id.get(), 0], DaoAccount::new(scope.community(), row.wallet))).collect())
    }
}

pub(super) struct Proposed {
    pub(super) public_url: String,
}

impl Proposed {
    async fn document(&self, scope: &Scope, row: &ProposalRow) -> Result<DaoProposal, ApiError> {
        let community = scope.community();
        let calls = row.targets.iter().zip(&row.call_values).zip(&row.calldatas);
        Ok(DaoProposal {
            kind: "proposal",
            id: proposal_id(community, row.house, row.proposal_id),
            name: row.title.clone(),
            content_uri: format!(
                "{}/c/{}/proposals/{}/{}",
                self.public_url,
                community.slug,
                row.house,
                hex(row.proposal_id)
            ),
            status: ProposalView::new(scope, row).await?.state,
            calls: calls
                .map(|((to, value), data)| DaoCall {
                    kind: "CallDataEVM",
                    operation: "call",
                    from: hex(community.contracts.timelock(row.house)),
                    to: hex(to),
                    value: value.to_string(),
                    data: hex(data),
                })
                .collect(),
        })
    }
}

impl List for Proposed {
    type Item = DaoProposal;

    async fn chunk(&self, scope: &Scope, after: Option<Key>, limit: u32) -> Result<Vec<(Key, DaoProposal)>, ApiError> {
        let page = Rows { after: after.map(place), limit, order: Order::Newest };
        let mut found = Vec::new();
        for row in scope.store.proposals(scope.slug(), ProposalFilter::default(), page).await? {
            found.push((placed(row.place()), self.document(scope, &row).await?));
        }
        Ok(found)
    }
}

pub(super) struct Activities {
    pub(super) public_url: String,
}

impl Activities {
    fn of(&self, community: &Community, key: Key, tx: &[u8], house: Electorate, id: U256, who: Address) -> DaoActivity {
        let slug = &community.slug;
        DaoActivity {
            id: format!("{}/api/v1/communities/{slug}/events?tx={}#{}", self.public_url, hex(tx), key[1]),
            kind: "activity",
            proposal: DaoActivityProposal { kind: "proposal", id: proposal_id(community, house, id) },
            member: DaoAccount::new(community, who),
        }
    }
}

impl List for Activities {
    type Item = DaoActivity;

    /// Two lists in the order of the chain become one: no more than `limit` of either can be among the first `limit`.
    async fn chunk(&self, scope: &Scope, after: Option<Key>, limit: u32) -> Result<Vec<(Key, DaoActivity)>, ApiError> {
        let (store, community) = (&scope.store, scope.community());
        let page = Rows { after: after.map(place), limit, order: Order::Oldest };
        let made = store.proposals(scope.slug(), ProposalFilter::default(), page).await?;
        let cast: Vec<Ballot> = store.ballots(scope.slug(), BallotFilter::default(), page).await?;
        let made = made.iter().map(|row| {
            let key = placed(row.place());
            let id = row.proposal_id.into();
            (key, self.of(community, key, row.tx_hash.as_slice(), row.house, id, row.proposer))
        });
        let cast = cast.iter().map(|row| {
            let key = placed(row.place());
            (key, self.of(community, key, row.tx_hash.as_slice(), row.house, row.proposal_id.into(), row.voter))
        });
        let mut both: Vec<(Key, DaoActivity)> = made.chain(cast).collect();
        both.sort_by_key(|(key, _)| *key);
        both.truncate(limit as usize);
        Ok(both)
    }
}
