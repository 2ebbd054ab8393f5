//! Roles as user groups (their list is replaced as a whole) or as private channels.

use std::collections::{BTreeMap, BTreeSet};

use super::{Slack, Target, web};
use crate::connectors::{RoleChange, Trouble, json};

/// A group of the workspace.
struct Group {
    enabled: bool,
    users: BTreeSet<String>,
}

impl Slack {
    pub(super) async fn read_roles(&self) -> Result<BTreeMap<String, BTreeSet<String>>, Trouble> {
        let mut holders: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let any_group = self.settings.roles.values().any(|target| matches!(target, Target::Group(_)));
        let groups = if any_group { self.groups().await? } else { BTreeMap::new() };
        for (role, target) in &self.settings.roles {
            let accounts = match target {
                Target::Group(id) => {
                    let group = groups.get(id).ok_or_else(|| no_group(role, id))?;
                    if group.enabled { group.users.clone() } else { BTreeSet::new() }
                }
                Target::Channel(id) => self.channel_members(id).await?,
            };
            for account in accounts {
                holders.entry(account).or_default().insert(role.clone());
            }
        }
        Ok(holders)
    }

    pub(super) async fn change_roles(&self, account: &str, wanted: &BTreeSet<String>) -> Result<RoleChange, Trouble> {
        if !json::is_id(account) {
            return Err(Trouble::refused("this is no account of Slack"));
        }
        let mut change = RoleChange::default();
        for role in wanted.iter().filter(|role| !self.settings.roles.contains_key(*role)) {
            change.refused.push((role.clone(), "the settings name nothing in Slack for this role".to_owned()));
        }
        for (role, target) in &self.settings.roles {
            let give = wanted.contains(role);
            let done = match target {
                Target::Group(id) => self.change_group(role, id, account, give).await,
                Target::Channel(id) => self.change_channel(id, account, give).await,
            };
            match done {
                Ok(false) => {}
                Ok(true) if give => _ = change.added.insert(role.clone()),
                Ok(true) => _ = change.removed.insert(role.clone()),
                Err(Trouble::Refused { why }) => change.refused.push((role.clone(), why)),
                Err(other) => return Err(other),
            }
        }
        Ok(change)
    }

    /// All groups, also the switched off ones: these keep the list of who was in them.
    async fn groups(&self) -> Result<BTreeMap<String, Group>, Trouble> {
        let listed = self.call("usergroups.list", &[("include_users", "true"), ("include_disabled", "true")]).await?;
        let group = |row: &serde_json::Value| {
            let users = json::list(row, "/users").iter().filter_map(|user| json::id(user, "")).collect();
            let enabled = json::number(row, "/date_delete").unwrap_or(0) == 0;
            Some((json::id(row, "/id")?, Group { enabled, users }))
        };
        Ok(json::list(&listed, "/usergroups").iter().filter_map(group).collect())
    }

    /// Read, change and write back while nobody else of this service does. A group cannot be emptied: it is switched off.
    async fn change_group(&self, role: &str, id: &str, account: &str, give: bool) -> Result<bool, Trouble> {
        let _alone = self.changing_groups.lock().await;
        let mut groups = self.groups().await?;
        let mut group = groups.remove(id).ok_or_else(|| no_group(role, id))?;
        if !group.enabled {
            group.users.clear();
        }
        let changed = if give { group.users.insert(account.to_owned()) } else { group.users.remove(account) };
        if !changed {
            return Ok(false);
        }
        if group.users.is_empty() {
            self.call("usergroups.disable", &[("usergroup", id)]).await?;
            return Ok(true);
        }
        if !group.enabled {
            self.call("usergroups.enable", &[("usergroup", id)]).await?;
        }
        let users = group.users.into_iter().collect::<Vec<_>>().join(",");
        let updated = self.call("usergroups.users.update", &[("usergroup", id), ("users", &users)]).await?;
        let kept = json::list(&updated, "/usergroup/users").iter().any(|user| user.as_str() == Some(account));
        if kept == give {
            return Ok(true);
        }
        Err(Trouble::refused(format!("Slack did not keep the change of the group {id}")))
    }

    async fn channel_members(&self, channel: &str) -> Result<BTreeSet<String>, Trouble> {
        let (rows, _) = self.pages("conversations.members", &[("channel", channel)], "/members", usize::MAX).await?;
        Ok(rows.iter().filter_map(|user| json::id(user, "")).filter(|user| *user != self.settings.bot_user).collect())
    }

    async fn change_channel(&self, channel: &str, account: &str, give: bool) -> Result<bool, Trouble> {
        let done = if give {
            self.call("conversations.invite", &[("channel", channel), ("users", account)]).await
        } else {
            self.call("conversations.kick", &[("channel", channel), ("user", account)]).await
        };
        match done {
            Ok(_) => Ok(true),
            Err(trouble) if web::is(&trouble, "already_in_channel") || web::is(&trouble, "not_in_channel") => Ok(false),
            Err(other) => Err(other),
        }
    }
}

fn no_group(role: &str, id: &str) -> Trouble {
    Trouble::refused(format!("Slack has no group {id}, which the settings name for the role {role}"))
}
