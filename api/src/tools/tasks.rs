//! Carrying out what was asked: answers to commands, rooms that are entered, newcomers who are welcomed. A task that a
//! stop interrupted is taken up again; what it sent before is told to the tool, so that it arrives once.

use serde_json::Value;

use super::{
    PATIENCE, Tools, commands,
    connected::Connection,
    hands::from_tool,
    store::tasks::{self, Task},
};
use crate::error::ApiError;

/// Tasks that are taken at a time.
const MOST: u32 = 50;
/// A task that was being carried out when the program stopped is taken up again after so many seconds.
const LEASE: u64 = 120;
/// Seconds after the first failure; each further one doubles them,
const FIRST_WAIT: u64 = 5;
/// up to here.
const LONGEST_WAIT: u64 = 900;
/// A task is given up after so many seconds: nobody waits for an answer any more.
const GIVE_UP: u64 = 86_400;

impl Tools {
    /// Carries tasks out as they come, until the future is dropped.
    pub(super) async fn work_on(&self) {
        loop {
            if let Err(error) = self.work_due().await {
                tracing::warn!(%error, "tasks of tools could not be carried out; it will be tried again");
            }
            let _ = tokio::time::timeout(PATIENCE, self.0.asked.notified()).await;
        }
    }

    /// Carries out everything that is due now; answers how many tasks that were.
    pub async fn work_due(&self) -> Result<usize, ApiError> {
        let mut count = 0;
        loop {
            let now = self.0.clock.now();
            let due = tasks::claim(self.pool(), now, now + LEASE, MOST).await?;
            if due.is_empty() {
                return Ok(count);
            }
            for task in &due {
                count += 1;
                self.carry_out(task).await?;
            }
        }
    }

    async fn carry_out(&self, task: &Task) -> Result<(), ApiError> {
        let outcome = match self.connected().get(&task.source) {
            Some(connection) => self.carry_out_in(connection, task).await,
            None => Err(ApiError::unavailable("not_connected", "no tool of this name is connected", "")),
        };
        let now = self.0.clock.now();
        let Err(error) = outcome else {
            self.0.counts.add(&task.source, "tasks_done", 1);
            return tasks::conclude(self.pool(), task, None, None).await;
        };
        let may_work = matches!(
            error,
            ApiError::Unavailable { .. } | ApiError::Timeout | ApiError::TooMany { .. } | ApiError::Internal(_)
        );
        let wait = FIRST_WAIT.saturating_mul(1 << task.attempts.min(20)).min(LONGEST_WAIT);
        let again = (may_work && now < task.created_at + GIVE_UP).then_some(now + wait);
        let (source, kind) = (&task.source, &task.kind);
        tracing::warn!(source, kind, %error, again, "a task of a tool could not be carried out");
        self.0.counts.add(source, if again.is_some() { "tasks_again" } else { "tasks_given_up" }, 1);
        tasks::conclude(self.pool(), task, Some(&error.to_string()), again).await
    }

    async fn carry_out_in(&self, connection: &Connection, task: &Task) -> Result<(), ApiError> {
        match task.kind.as_str() {
            "command" => match commands::read(&task.id, &task.detail) {
                Some(command) => commands::carry_out(self, connection, &command, task).await,
                None => Ok(()),
            },
            "join" => connection.connector.join(&task.id).await.map_err(from_tool),
            "welcome" => {
                let detail: Value = serde_json::from_str(&task.detail).unwrap_or_default();
                let (account, place) = (detail["account"].as_str(), detail["place"].as_str());
                match (account, place) {
                    (Some(account), Some(place)) => self.hands().greet(connection, account, place).await,
                    _ => Ok(()),
                }
            }
            other => Err(ApiError::invalid(format!("{other:?} is no kind of task"), "See the log.")),
        }
    }
}
