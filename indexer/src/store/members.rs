//! Members, their charter and the invitations that let them in.

use alloy::primitives::{Address, B256};
use palabre_contracts::{MemberId, Roles, Slug};

use super::{
    Page, Store, StoreError,
    page::Query,
    row::{placed, row},
    value::{FromValue, Value, values},
};

/// What a member id stands for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MemberStatus {
    /// A member.
    Active,
    /// Left; may come back under the same id.
    Left,
    /// Expelled by the members' house.
    Expelled,
}

impl MemberStatus {
    /// Name in API and SQL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Left => "left",
            Self::Expelled => "expelled",
        }
    }
}

impl crate::sql::Kinded for MemberStatus {
    const KIND: crate::sql::Kind = crate::sql::Kind::Text;
}

impl From<MemberStatus> for Value {
    fn from(status: MemberStatus) -> Self {
        status.as_str().into()
    }
}

impl FromValue for MemberStatus {
    fn from_value(value: Value) -> Result<Self, String> {
        match String::from_value(value)?.as_str() {
            "active" => Ok(Self::Active),
            "left" => Ok(Self::Left),
            "expelled" => Ok(Self::Expelled),
            other => Err(format!("{other} is no member status")),
        }
    }
}

row! {
    /// A member as of the indexed block.
    pub struct Member {
        /// Permanent id.
        pub member_id: MemberId,
        /// Current wallet; for somebody who left, the last one.
        pub wallet: Address,
        /// Member or not any more.
        pub status: MemberStatus,
        /// Whether the member holds a voting unit.
        pub unit: bool,
        /// Since when without interruption; none without a unit.
        pub unit_since: Option<u64>,
        /// Latest charter version accepted.
        pub charter_version: u32,
        /// Human roles.
        pub roles: Roles,
        /// Latest admission.
        pub joined_at: u64,
        /// Who invited; none for the founding voucher and under open admission.
        pub invited_by: Option<MemberId>,
        /// When they left or were expelled.
        pub left_at: Option<u64>,
        /// End of the latest suspension that was not lifted; it may be over.
        pub suspended_until: Option<u64>,
    }
}

row! {
    /// A version of the charter.
    pub struct Charter {
        /// Counted from 1.
        pub version: u32,
        /// Hash of the text.
        pub hash: B256,
        /// Where the text is.
        pub uri: String,
        /// Unix time.
        pub published_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}

row! {
    /// A charter version accepted by a member.
    pub struct CharterAcceptance {
        /// Who.
        pub member_id: MemberId,
        /// Which version.
        pub version: u32,
        /// Wallet that accepted.
        pub wallet: Address,
        /// Unix time.
        pub accepted_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}
placed!(Charter, CharterAcceptance);

row! {
    /// A voucher that was used or revoked.
    pub struct Invitation {
        /// Its digest.
        pub invitation: B256,
        /// Member who signed it, 0 for the founding voucher.
        pub issuer: u64,
        /// How many joined with it.
        pub uses: u64,
        /// When it was voided.
        pub revoked_at: Option<u64>,
    }
}

/// Which members to list.
#[derive(Clone, Copy, Debug, Default)]
pub struct MemberFilter {
    /// Only of this status.
    pub status: Option<MemberStatus>,
    /// Only with or without a voting unit.
    pub unit: Option<bool>,
    /// Only holders of all these roles.
    pub roles: Roles,
}

impl Store {
    /// A member by id.
    pub async fn member(&self, slug: &Slug, id: MemberId) -> Result<Option<Member>, StoreError> {
        self.one("SELECT * FROM members WHERE community = $1 AND member_id = $2", values![slug, id]).await
    }

    /// The member who holds or last held a wallet.
    pub async fn member_by_wallet(&self, slug: &Slug, wallet: Address) -> Result<Option<Member>, StoreError> {
        self.one("SELECT * FROM members WHERE community = $1 AND wallet = $2", values![slug, wallet]).await
    }

    /// Members by id.
    pub async fn members(
        &self,
        slug: &Slug,
        filter: MemberFilter,
        page: Page<MemberId>,
    ) -> Result<Vec<Member>, StoreError> {
        Query::of("members", slug)
            .with("status", filter.status)
            .with("unit", filter.unit)
            .with_bits("roles", filter.roles.bits())
            .page(&self.readers, page)
            .await
    }

    /// All charter versions, oldest first.
    pub async fn charters(&self, slug: &Slug) -> Result<Vec<Charter>, StoreError> {
        self.all("SELECT * FROM charters WHERE community = $1 ORDER BY version", values![slug]).await
    }

    /// What a member accepted and when, oldest first.
    pub async fn charter_acceptances(&self, slug: &Slug, id: MemberId) -> Result<Vec<CharterAcceptance>, StoreError> {
        let sql = "SELECT * FROM charter_acceptances WHERE community = $1 AND member_id = $2
            ORDER BY block_number, log_index";
        self.all(sql, values![slug, id]).await
    }

    /// A voucher by its digest; none when it was never used nor revoked.
    pub async fn invitation(&self, slug: &Slug, digest: B256) -> Result<Option<Invitation>, StoreError> {
        self.one("SELECT * FROM invitations WHERE community = $1 AND invitation = $2", values![slug, digest]).await
    }
}
