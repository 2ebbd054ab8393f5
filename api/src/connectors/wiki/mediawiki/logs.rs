//! Rows of `list=logevents` to activities. Pure.

use std::collections::BTreeMap;

use serde_json::Value;

use super::changes::Reader;
use crate::{
    activity::{Activity, ActivityKind, Other, Part},
    connectors::json,
};

/// Ids of accounts by name, for logs that tell only names.
pub(super) type Names = BTreeMap<String, String>;

impl Reader<'_> {
    /// One entry of the logs.
    pub(super) fn entry(&self, row: &Value, names: &Names) -> Result<Activity, &'static str> {
        let log = json::text(row, "/type").unwrap_or_default();
        let action = json::text(row, "/action").unwrap_or_default();
        match (log, action) {
            ("delete", "delete" | "delete_redir") => self.page(row, ActivityKind::PageDeleted),
            ("delete", "restore") => self.page(row, ActivityKind::PageRestored),
            ("delete", _) => Err("only a part of the history was hidden"),
            ("move", _) => self.page(row, ActivityKind::PageMoved),
            ("upload", _) => self.page(row, ActivityKind::FileUploaded),
            ("patrol", "patrol") => self.patrol(row),
            ("patrol", _) => Err("nobody looked: the author is trusted"),
            ("rights", "rights") => self.rights(row, names),
            ("rights", _) => Err("the wiki did it by itself"),
            ("newusers", _) => self.newcomer(row, names),
            ("create", _) => Err("the change of the new page tells it"),
            _ => Err("this service does not use it"),
        }
    }

    fn page(&self, row: &Value, kind: ActivityKind) -> Result<Activity, &'static str> {
        let namespace = json::number(row, "/ns").unwrap_or(-1);
        if !self.settings.namespaces.contains(&namespace) {
            return Err("its namespace is not the community's work");
        }
        // `logpage` is the page it was about; `pageid` is whatever has this title today.
        let page = json::id(row, "/logpage").filter(|id| id != "0").ok_or("it names no page")?;
        Ok(Activity { kind, object: format!("page:{page}"), ..self.logged(row)? })
    }

    fn patrol(&self, row: &Value) -> Result<Activity, &'static str> {
        // Of a page that was moved before, `logpage` names whatever has the old title today: only the revision is sure.
        let revision = json::id(row, "/params/curid").ok_or("it names no revision")?;
        Ok(Activity { kind: ActivityKind::PagePatrolled, object: format!("rev:{revision}"), ..self.logged(row)? })
    }

    fn rights(&self, row: &Value, names: &Names) -> Result<Activity, &'static str> {
        let account = subject(row).and_then(|name| names.get(&name)).ok_or("its account is not of this wiki")?;
        let count = |at| i64::try_from(json::list(row, at).len()).unwrap_or(0);
        Ok(Activity {
            kind: ActivityKind::RoleChanged,
            object: format!("user:{account}"),
            others: vec![Other::new(account.clone(), Part::Subject)],
            size: count("/params/newgroups") - count("/params/oldgroups"),
            ..self.logged(row)?
        })
    }

    /// An account was made: by its owner, or by somebody else for its owner.
    fn newcomer(&self, row: &Value, names: &Names) -> Result<Activity, &'static str> {
        let known = json::id(row, "/params/userid").filter(|id| id != "0");
        let account = known.or_else(|| names.get(&subject(row)?).cloned()).ok_or("its account is not of this wiki")?;
        let logged = self.logged(row)?;
        let host = logged.actor.clone().filter(|actor| *actor != account);
        Ok(Activity {
            kind: ActivityKind::MemberJoined,
            object: format!("user:{account}"),
            actor_name: subject(row).and_then(|name| crate::connectors::text::name(&name)),
            others: host.map(|host| Other::new(host, Part::Participant)).into_iter().collect(),
            actor: Some(account),
            ..logged
        })
    }

    fn logged(&self, row: &Value) -> Result<Activity, &'static str> {
        let id = json::id(row, "/logid").ok_or("it has no id")?;
        Ok(Activity { external_id: format!("log:{id}"), ..self.frame(row)? })
    }
}

/// The account that an entry about an account names in its title (`User:Name`, in the language of the wiki).
pub(super) fn subject(row: &Value) -> Option<String> {
    let about = matches!(json::text(row, "/type"), Some("rights" | "newusers"));
    json::text(row, "/title")?.split_once(':').filter(|_| about).map(|(_, name)| name.to_owned())
}
