//! Roles as user groups.

use std::collections::{BTreeMap, BTreeSet};

use super::MediaWiki;
use crate::connectors::{RoleChange, Trouble, json};

/// Pages after which a list is taken for one without an end.
const ENDLESS: u32 = 1_000;

impl MediaWiki {
    pub(super) async fn read_groups(&self) -> Result<BTreeMap<String, BTreeSet<String>>, Trouble> {
        let mut holders: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let groups =
            self.settings.groups.values().cloned().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("|");
        let (mut next, mut pages) = (None::<String>, 0);
        while !groups.is_empty() {
            pages += 1;
            if pages > ENDLESS {
                return Err(Trouble::broken(format!("the wiki's list of accounts has no end after {ENDLESS} pages")));
            }
            let mut pairs = vec![
                ("action", "query"),
                ("list", "allusers"),
                ("augroup", groups.as_str()),
                ("auprop", "groups"),
                ("aulimit", "500"),
            ];
            pairs.extend(next.as_deref().map(|from| ("aufrom", from)));
            let page = self.query(&pairs).await?;
            for user in json::list(&page, "/query/allusers") {
                let Some(account) = json::id(user, "/userid") else { continue };
                let roles = self.roles_in(user);
                if !roles.is_empty() {
                    holders.insert(account, roles);
                }
            }
            next = json::text(&page, "/continue/aufrom").map(str::to_owned);
            if next.is_none() {
                break;
            }
        }
        Ok(holders)
    }

    /// The roles whose groups a user's row names.
    fn roles_in(&self, user: &serde_json::Value) -> BTreeSet<String> {
        let has = |group: &String| json::list(user, "/groups").iter().any(|one| one.as_str() == Some(group));
        self.settings.groups.iter().filter(|(_, group)| has(group)).map(|(role, _)| role.clone()).collect()
    }

    pub(super) async fn change_groups(&self, account: &str, wanted: &BTreeSet<String>) -> Result<RoleChange, Trouble> {
        let pairs = [("action", "query"), ("list", "users"), ("ususerids", account), ("usprop", "groups")];
        let answer = self.query(&pairs).await?;
        let user = json::list(&answer, "/query/users")
            .first()
            .filter(|user| json::id(user, "/userid").as_deref() == Some(account));
        let user = user.ok_or_else(|| Trouble::refused(format!("the wiki has no account {account}")))?;
        let now = self.roles_in(user);
        let mut change = RoleChange::default();
        let (known, unknown): (BTreeSet<String>, BTreeSet<String>) =
            wanted.iter().cloned().partition(|role| self.settings.groups.contains_key(role));
        change
            .refused
            .extend(unknown.into_iter().map(|role| (role, "the settings name no group for this role".to_owned())));
        // Two roles may share a group: it goes only when none of them is wanted.
        let groups = |roles: &BTreeSet<String>| -> BTreeSet<String> {
            roles.iter().filter_map(|role| self.settings.groups.get(role)).cloned().collect()
        };
        let (have, want) = (groups(&now), groups(&known));
        let joined = |set: Vec<&String>| set.into_iter().map(String::as_str).collect::<Vec<_>>().join("|");
        let (add, remove) = (joined(want.difference(&have).collect()), joined(have.difference(&want).collect()));
        if add.is_empty() && remove.is_empty() {
            return Ok(change);
        }
        let pairs = [
            ("action", "userrights"),
            ("userid", account),
            ("add", add.as_str()),
            ("remove", remove.as_str()),
            ("reason", "Palabre: roles of the community"),
        ];
        let done = self.act("userrights", &pairs).await?;
        // A group that this account may not give is left out without an error.
        let did = |list: &str, role: &String| {
            let group = self.settings.groups.get(role).map(String::as_str);
            json::list(&done, list).iter().any(|one| one.as_str() == group)
        };
        for role in known.difference(&now) {
            if did("/userrights/added", role) {
                change.added.insert(role.clone());
            } else {
                change.refused.push((role.clone(), not_allowed("$wgAddGroups")));
            }
        }
        for role in now
            .difference(&known)
            .filter(|role| self.settings.groups.get(*role).is_some_and(|group| !want.contains(group)))
        {
            if did("/userrights/removed", role) {
                change.removed.insert(role.clone());
            } else {
                change.refused.push((role.clone(), not_allowed("$wgRemoveGroups")));
            }
        }
        Ok(change)
    }
}

fn not_allowed(setting: &str) -> String {
    format!("the wiki did not do it: name this group in {setting} for a group of the connection's account")
}
