//! Roles as roles of the server.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::{RocketChat, api};
use crate::connectors::{RoleChange, Trouble, json};

impl RocketChat {
    pub(super) async fn read_roles(&self) -> Result<BTreeMap<String, BTreeSet<String>>, Trouble> {
        let mut holders: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (role, id) in &self.settings.roles {
            let (users, _) = self.rows("roles.getUsersInRole", &[("role", id)], "/users", usize::MAX).await?;
            for account in users.iter().filter_map(|user| json::id(user, "/_id")) {
                holders.entry(account).or_default().insert(role.clone());
            }
        }
        Ok(holders)
    }

    pub(super) async fn change_roles(&self, account: &str, wanted: &BTreeSet<String>) -> Result<RoleChange, Trouble> {
        let mut change = RoleChange::default();
        for role in wanted.iter().filter(|role| !self.settings.roles.contains_key(*role)) {
            change.refused.push((role.clone(), "the settings name no role of the server for this role".to_owned()));
        }
        let name = self.username(account).await?;
        for (role, id) in &self.settings.roles {
            let give = wanted.contains(role);
            let method = if give { "roles.addUserToRole" } else { "roles.removeUserFromRole" };
            match self.post(method, &json!({ "roleId": id, "username": name })).await {
                Ok(_) if give => _ = change.added.insert(role.clone()),
                Ok(_) => _ = change.removed.insert(role.clone()),
                Err(trouble)
                    if api::is(&trouble, "error-user-already-in-role")
                        || api::is(&trouble, "error-user-not-in-role") => {}
                Err(Trouble::Refused { why }) => change.refused.push((role.clone(), why)),
                Err(other) => return Err(other),
            }
        }
        Ok(change)
    }
}
