//! Members who renounce money.

use palabre_contracts::{MemberId, Slug};

use super::{Store, StoreError, row::row, value::values};

row! {
    /// A member who renounces money now.
    pub(crate) struct OptedOut {
        /// Who.
        pub(crate) member_id: MemberId,
    }
}

impl Store {
    /// All members who renounce money now, by number: their shares stay in the reserve.
    pub async fn opted_out(&self, slug: &Slug) -> Result<Vec<MemberId>, StoreError> {
        let sql = "SELECT member_id FROM opt_outs WHERE community = $1 AND opted_out = 1 ORDER BY member_id";
        let rows: Vec<OptedOut> = self.all(sql, values![slug]).await?;
        Ok(rows.into_iter().map(|row| row.member_id).collect())
    }
}
