//! Roles as power levels: one object a room, read, changed and written back as a whole.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;
use serde_json::{Value, json};

use super::Matrix;
use crate::connectors::{RoleChange, Trouble, json};

/// The level that these roles ask for: the highest of theirs.
pub(super) fn target(levels: &BTreeMap<String, i64>, wanted: &BTreeSet<String>) -> Option<i64> {
    wanted.iter().filter_map(|role| levels.get(role)).copied().max()
}

/// The roles that somebody at `level` has.
pub(super) fn ladder(levels: &BTreeMap<String, i64>, level: Option<i64>) -> BTreeSet<String> {
    let reached = |at: &i64| level.is_some_and(|level| *at <= level);
    levels.iter().filter(|(_, at)| reached(at)).map(|(role, _)| role.clone()).collect()
}

/// What is to be written for an account that stands at `now`. An error says why it is left alone.
pub(super) fn decide(
    levels: &BTreeMap<String, i64>,
    now: Option<i64>,
    target: Option<i64>,
) -> Result<Option<Option<i64>>, String> {
    let ours = now.is_none_or(|now| levels.values().any(|level| *level == now));
    match (ours, now, target) {
        _ if now == target => Ok(None),
        (true, ..) => Ok(Some(target)),
        // Somebody gave this account a level by hand.
        (false, _, None) => Ok(None),
        (false, Some(now), Some(target)) if now >= target => Ok(None),
        (false, now, Some(_)) => Err(format!("somebody gave this account the level {}", now.unwrap_or(0))),
    }
}

impl Matrix {
    pub(super) async fn power_levels(&self, room: &str) -> Result<Value, Trouble> {
        self.get(self.v3(&["rooms", room, "state", "m.room.power_levels", ""])).await
    }

    /// Who has which role in every room that follows roles. Somebody with a role in some of them only has none.
    pub(super) async fn read_roles(&self) -> Result<BTreeMap<String, BTreeSet<String>>, Trouble> {
        let mut holders: Option<BTreeMap<String, BTreeSet<String>>> = None;
        for room in &self.settings.rooms {
            let content = self.power_levels(room).await?;
            let users = content.pointer("/users").and_then(Value::as_object);
            let named = users.into_iter().flatten().filter(|(account, _)| **account != self.settings.own_account);
            let here: BTreeMap<String, BTreeSet<String>> = named
                .map(|(account, level)| (account.clone(), ladder(&self.settings.roles, level.as_i64())))
                .filter(|(_, roles)| !roles.is_empty())
                .collect();
            holders = Some(match holders {
                None => here,
                Some(before) => before
                    .into_iter()
                    .filter_map(|(account, roles)| {
                        let both: BTreeSet<String> = roles.intersection(here.get(&account)?).cloned().collect();
                        (!both.is_empty()).then_some((account, both))
                    })
                    .collect(),
            });
        }
        Ok(holders.unwrap_or_default())
    }

    pub(super) async fn change_roles(&self, account: &str, wanted: &BTreeSet<String>) -> Result<RoleChange, Trouble> {
        if !account.starts_with('@') || !json::is_id(account) {
            return Err(Trouble::refused("this is no account of Matrix"));
        }
        let mut change = RoleChange::default();
        for role in wanted.iter().filter(|role| !self.settings.roles.contains_key(*role)) {
            change.refused.push((role.clone(), "the settings name no power level for this role".to_owned()));
        }
        let aim = target(&self.settings.roles, wanted);
        let _alone = self.changing.lock().await;
        for room in &self.settings.rooms {
            match self.change_level(room, account, aim).await {
                Ok((before, after)) => {
                    change.added.extend(after.difference(&before).cloned());
                    change.removed.extend(before.difference(&after).cloned());
                }
                Err(Trouble::Refused { why }) => {
                    let role = wanted.iter().next_back().cloned().unwrap_or_default();
                    change.refused.push((role, format!("{room}: {why}")));
                }
                Err(other) => return Err(other),
            }
        }
        Ok(change)
    }

    /// Brings an account to a level in one room; answers the roles before and after.
    async fn change_level(
        &self,
        room: &str,
        account: &str,
        aim: Option<i64>,
    ) -> Result<(BTreeSet<String>, BTreeSet<String>), Trouble> {
        let mut content = self.power_levels(room).await?;
        let roles = &self.settings.roles;
        let level = |content: &Value| content.get("users").and_then(|users| users.get(account)?.as_i64());
        let now = level(&content);
        let same = ladder(roles, now);
        let Some(next) = decide(roles, now, aim).map_err(Trouble::refused)? else { return Ok((same.clone(), same)) };
        if !content.get("users").is_some_and(Value::is_object) {
            content["users"] = json!({});
        }
        match next {
            Some(next) => content["users"][account] = json!(next),
            None => _ = content["users"].as_object_mut().and_then(|users| users.remove(account)),
        }
        let url = self.v3(&["rooms", room, "state", "m.room.power_levels", ""]);
        self.call(Method::PUT, url, Some(&content)).await.map_err(|trouble| match trouble {
            Trouble::Refused { why } => {
                Trouble::refused(format!("{why}: this service needs a higher power level than it gives"))
            }
            other => other,
        })?;
        // Somebody may have written in the same moment, and the last one wins.
        let kept = level(&self.power_levels(room).await?);
        if kept != next {
            return Err(Trouble::later(format!("the power levels of {room} were changed at the same time")));
        }
        Ok((same, ladder(roles, next)))
    }
}
