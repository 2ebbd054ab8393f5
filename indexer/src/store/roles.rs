//! History of human roles.

use palabre_contracts::{MemberId, Roles, Slug};

use super::{
    Page, Place, Store, StoreError,
    page::Query,
    row::{placed, row},
};

row! {
    /// The roles of a member were replaced.
    pub struct RoleChange {
        /// Whose.
        pub member_id: MemberId,
        /// By these.
        pub roles: Roles,
        /// Unix time.
        pub changed_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}
placed!(RoleChange);

impl Store {
    /// Changes of roles, of one member or of all.
    pub async fn role_changes(
        &self,
        slug: &Slug,
        member: Option<MemberId>,
        page: Page<Place>,
    ) -> Result<Vec<RoleChange>, StoreError> {
        Query::of("role_changes", slug).with("member_id", member).page(&self.readers, page).await
    }
}
