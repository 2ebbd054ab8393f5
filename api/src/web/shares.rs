//! An epoch's shares as people see them: a chart of the largest and a table.

use alloy::primitives::U256;
use palabre_contracts::rules::Phase;

use super::{frame::Visit, texts::Texts};
use crate::{
    error::ApiError,
    http::{
        scope::Scope,
        shares::{Share, Shares},
    },
    tokens::TokenUnit,
};

const BARS: usize = 12;
const BAR_HEIGHT: usize = 24;
const WIDEST: u64 = 370;
/// Room for the names on the left.
const BAR_X: u64 = 96;

/// The pool of one token.
pub(super) struct PoolView {
    pub(super) unit: String,
    pub(super) funded: String,
    pub(super) shared: String,
    pub(super) rest: String,
    pub(super) provisional: bool,
    pub(super) rows: Vec<ShareRow>,
    /// Members beyond those rows.
    pub(super) more: u64,
}

/// One member's line.
pub(super) struct ShareRow {
    pub(super) member: u64,
    pub(super) path: String,
    pub(super) points: u64,
    pub(super) share: String,
    pub(super) paid_at: Option<u64>,
    pub(super) opted_out: bool,
    amount: U256,
}

/// One bar of the chart, in its coordinates.
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) value: String,
    pub(super) x: u64,
    pub(super) y: usize,
    pub(super) text_y: usize,
    pub(super) width: u64,
    pub(super) value_x: u64,
}

impl PoolView {
    /// All pools of an epoch, largest shares first, at most `limit` lines each.
    pub(super) async fn of_epoch(
        visit: &Visit,
        scope: &Scope,
        epoch: u32,
        limit: usize,
    ) -> Result<Vec<Self>, ApiError> {
        let mut views = Vec::new();
        for pool in scope.store.pools(scope.slug(), Some(epoch)).await? {
            let unit = visit.state.tokens.unit(&visit.state.chain, pool.token).await;
            let shares = Shares::load(scope, epoch, pool.token).await?;
            views.push(Self::new(visit.t, scope, shares, unit, limit));
        }
        Ok(views)
    }

    fn new(t: Texts, scope: &Scope, shares: Shares, unit: TokenUnit, limit: usize) -> Self {
        let amount = |text: &str| t.amount(number(text), unit.decimals);
        let row = |share: &Share| ShareRow {
            member: share.member,
            path: format!("/c/{}/members/{}", scope.slug(), share.member),
            points: share.counted.iter().map(|points| u64::from(*points)).sum(),
            share: amount(&share.share),
            paid_at: share.paid_at.as_ref().map(|time| time.unix),
            opted_out: share.opted_out,
            amount: number(&share.share),
        };
        let mut rows: Vec<ShareRow> = shares.items.iter().map(row).collect();
        rows.sort_by(|one, other| other.amount.cmp(&one.amount).then(one.member.cmp(&other.member)));
        let more = rows.len().saturating_sub(limit) as u64;
        rows.truncate(limit);
        Self {
            funded: amount(&shares.pool.funded),
            shared: amount(&shares.shared),
            rest: amount(&shares.rest),
            provisional: shares.phase != Phase::Final.as_str(),
            unit: unit.symbol,
            rows,
            more,
        }
    }

    /// The largest shares as bars.
    pub(super) fn bars(&self, t: &Texts) -> Vec<Bar> {
        let largest = self.rows.first().map_or(U256::ONE, |row| row.amount.max(U256::ONE));
        let bar = |(position, row): (usize, &ShareRow)| {
            let width = (row.amount.saturating_mul(U256::from(WIDEST)) / largest).saturating_to::<u64>();
            let y = position * BAR_HEIGHT;
            Bar {
                label: t.with("member.name", row.member),
                value: row.share.clone(),
                x: BAR_X,
                y: y + 3,
                text_y: y + 15,
                width,
                value_x: BAR_X + width + 8,
            }
        };
        self.rows.iter().take(BARS).enumerate().map(bar).collect()
    }

    pub(super) fn chart_height(&self) -> usize {
        self.rows.len().min(BARS) * BAR_HEIGHT
    }
}

/// Amounts of our own wire types are decimal text.
pub(super) fn number(text: &str) -> U256 {
    U256::from_str_radix(text, 10).unwrap_or_default()
}
