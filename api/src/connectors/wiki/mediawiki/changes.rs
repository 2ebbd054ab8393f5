//! Rows of `list=recentchanges` (edits and new pages) to activities. Pure.

use serde_json::Value;

use super::Settings;
use crate::{
    activity::{Activity, ActivityKind, ReviewState},
    connectors::{json, text},
};

/// What a reader of rows knows beside them.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) settings: &'a Settings,
    /// Our own account's id.
    pub(super) own: Option<&'a str>,
    pub(super) received_at: u64,
}

/// The tag of an edit that was undone later. It is set by a job, and with patrolling only once the revert is patrolled.
const REVERTED: &str = "mw-reverted";
/// Tags of edits that undo others.
const UNDOING: [&str; 3] = ["mw-undo", "mw-rollback", "mw-manual-revert"];

impl Reader<'_> {
    /// An edit or a new page.
    pub(super) fn change(&self, row: &Value) -> Result<Activity, &'static str> {
        let revision = json::id(row, "/revid").filter(|id| id != "0").ok_or("it names no revision")?;
        let page = json::id(row, "/pageid").filter(|id| id != "0").ok_or("it names no page")?;
        let mut activity = self.frame(row)?;
        let namespace = json::number(row, "/ns").unwrap_or(-1);
        let new = json::text(row, "/type") == Some("new");
        activity.kind = if namespace % 2 == 1 {
            ActivityKind::Comment
        } else if !self.settings.namespaces.contains(&namespace) {
            return Err("its namespace is not the community's work");
        } else if tags(row).any(|tag| UNDOING.contains(&tag)) {
            ActivityKind::PageReverted
        } else if new {
            ActivityKind::PageCreated
        } else if json::flag(row, "/minor") {
            ActivityKind::PageEditedMinor
        } else {
            ActivityKind::PageEdited
        };
        let length = |at| json::number(row, at).unwrap_or(0);
        let before = json::id(row, "/old_revid").filter(|id| id != "0");
        Ok(Activity {
            external_id: format!("rev:{revision}"),
            object: format!("page:{page}"),
            parent: before.map(|before| format!("rev:{before}")),
            size: length("/newlen").saturating_sub(length("/oldlen")),
            review_state: review(row),
            ..activity
        })
    }

    /// That the edit of this row was undone, if it was. Who undid it says the undoing edit.
    pub(super) fn undone(&self, row: &Value) -> Option<Activity> {
        if !tags(row).any(|tag| tag == REVERTED) {
            return None;
        }
        let revision = json::id(row, "/revid")?;
        let page = json::id(row, "/pageid")?;
        Some(self.lost(&revision, &format!("page:{page}"), ActivityKind::PageReverted, "reverted", row))
    }

    /// A revision that does not count any more.
    pub(super) fn lost(&self, revision: &str, object: &str, kind: ActivityKind, word: &str, row: &Value) -> Activity {
        Activity {
            source: self.settings.source.clone(),
            external_id: format!("rev:{revision}:{word}"),
            kind,
            object: object.to_owned(),
            parent: None,
            actor: None,
            actor_name: None,
            others: Vec::new(),
            // When the tag came is not told.
            occurred_at: self.received_at,
            received_at: self.received_at,
            size: 0,
            review_state: ReviewState::Rejected,
            supersedes: Some(format!("rev:{revision}")),
            raw_hash: json::hash(row),
        }
    }

    /// What rows of changes and of logs have in common.
    pub(super) fn frame(&self, row: &Value) -> Result<Activity, &'static str> {
        if json::flag(row, "/bot") {
            return Err("it comes from a bot");
        }
        // Nobody with an account: its address is personal, and belongs to nobody for long.
        let actor = json::id(row, "/userid").filter(|id| id != "0" && !json::flag(row, "/temp"));
        if actor.is_some() && actor.as_deref() == self.own {
            return Err("this service did it itself");
        }
        let name = actor.as_ref().and_then(|_| text::name(json::text(row, "/user")?));
        Ok(Activity {
            source: self.settings.source.clone(),
            external_id: String::new(),
            kind: ActivityKind::PageEdited,
            object: String::new(),
            parent: None,
            actor,
            actor_name: name,
            others: Vec::new(),
            occurred_at: json::instant(row, "/timestamp").ok_or("it has no time")?,
            received_at: self.received_at,
            size: 0,
            review_state: ReviewState::Unreviewed,
            supersedes: None,
            raw_hash: json::hash(row),
        })
    }
}

fn tags(row: &Value) -> impl Iterator<Item = &str> {
    json::list(row, "/tags").iter().filter_map(Value::as_str)
}

/// Wikis without patrolling, and accounts without the right to see it, tell nothing.
fn review(row: &Value) -> ReviewState {
    if tags(row).any(|tag| tag == REVERTED) {
        ReviewState::Rejected
    } else if json::flag(row, "/autopatrolled") {
        ReviewState::AutoApproved
    } else if json::flag(row, "/patrolled") {
        ReviewState::Approved
    } else if json::flag(row, "/unpatrolled") {
        ReviewState::Pending
    } else {
        ReviewState::Unreviewed
    }
}
