//! What an import paid, read back from SQL and compared with what was published.

use std::fmt;

use alloy::primitives::{Address, U256, utils::format_ether};
use palabre_contracts::Slug;
use palabre_indexer::store::{Claim, MoneyFilter, Page, Place, Store};
use serde::Serialize;

use super::plan::Plan;

/// Largest relative difference from the published payouts that counts as equal: their text is rounded.
const TOLERANCE: f64 = 1e-6;

/// One imported folder.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Number of the round.
    pub round: u64,
    /// Rows of recognitions.
    pub recognitions: usize,
    /// People who became members.
    pub members: usize,
    /// The pool, in coins, exact.
    pub pool: String,
    /// Contribution and board rewards published for members with a wallet; absent when nothing was published.
    pub published: Option<f64>,
    /// Sum of all `Claimed` events, in coins, exact.
    pub paid: String,
    /// What went to the reserve, in coins, exact.
    pub reserve: String,
    /// Largest relative difference between what a member was paid and what was published for them.
    pub max_relative_difference: Option<f64>,
}

impl Report {
    /// Reads what the mirror says about a community.
    pub(super) async fn read(plan: &Plan, store: &Store) -> anyhow::Result<Self> {
        let slug = &plan.scenario.blueprint.slug;
        let claims = claims(store, slug).await?;
        let paid_to = |pseudonym: Address| -> U256 {
            let id = plan.ids.get(&pseudonym).copied();
            claims.iter().filter(|claim| Some(claim.member_id) == id).map(|claim| claim.amount).sum()
        };
        let published = plan.folder.published.as_ref();
        let difference = published.map(|rewards| {
            rewards.iter().map(|(member, reward)| relative_difference(paid_to(*member), *reward)).fold(0.0, f64::max)
        });
        let pool = store.pool_of(slug, Address::ZERO, 0).await?;
        Ok(Self {
            round: plan.folder.rules.round,
            recognitions: plan.folder.recognitions.len(),
            members: plan.ids.len(),
            pool: format_ether(plan.pool),
            published: published.map(|rewards| rewards.values().sum()),
            paid: format_ether(claims.iter().map(|claim| claim.amount).sum::<U256>()),
            reserve: format_ether(pool.map(|pool| pool.reserved).unwrap_or_default()),
            max_relative_difference: difference,
        })
    }

    /// Whether the payouts are those that were published, where any were.
    pub fn agrees(&self) -> bool {
        self.max_relative_difference.is_none_or(|difference| difference <= TOLERANCE)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "round {}: {} recognitions, {} members", self.round, self.recognitions, self.members)?;
        writeln!(f, "  pool    {:>26}", self.pool)?;
        writeln!(f, "  paid    {:>26}", self.paid)?;
        write!(f, "  reserve {:>26}", self.reserve)?;
        match self.max_relative_difference {
            Some(difference) if self.agrees() => {
                write!(f, "\n  as published (largest relative difference {difference:.1e})")
            }
            Some(difference) => write!(f, "\n  DIFFERS from what was published by up to {difference:.1e}"),
            None => Ok(()),
        }
    }
}

/// All claims of the only epoch, page by page.
async fn claims(store: &Store, slug: &Slug) -> anyhow::Result<Vec<Claim>> {
    let filter = MoneyFilter { token: Some(Address::ZERO), epoch: Some(0), member: None };
    let mut all: Vec<Claim> = Vec::new();
    loop {
        let mut page = Page::first(200);
        page.after = all.last().map(|claim| Place { block_number: claim.block_number, log_index: claim.log_index });
        let next = store.claims(slug, filter, page).await?;
        if next.is_empty() {
            return Ok(all);
        }
        all.extend(next);
    }
}

fn relative_difference(paid: U256, published: f64) -> f64 {
    let paid = f64::from(paid) / 1e18;
    if published == 0.0 {
        if paid == 0.0 { 0.0 } else { f64::INFINITY }
    } else {
        ((paid - published) / published).abs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payment_that_was_not_published_is_a_difference() {
        assert_eq!(relative_difference(U256::ZERO, 0.0), 0.0);
        assert_eq!(relative_difference(U256::from(1), 0.0), f64::INFINITY);
        assert!(relative_difference(U256::from(10).pow(U256::from(18)), 1.0) < TOLERANCE);
        assert!(relative_difference(U256::ZERO, 1.0) > TOLERANCE);
    }
}
