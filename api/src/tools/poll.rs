//! Polling: each tool is asked on and on, from where the last piece ended. What it answers and the position behind it
//! are kept together.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures::{FutureExt, future::join_all};

use super::{
    PATIENCE, Tools,
    connected::Connection,
    store::{alarms, cursors, database},
    work::Harvest,
};
use crate::{
    connectors::{Polled, Trouble},
    error::ApiError,
};

/// How long a tool may take to answer one piece.
const LONGEST: Duration = Duration::from_secs(300);
/// Seconds after the first failure; each further one doubles them,
const FIRST_WAIT: u64 = 5;
/// up to here.
const LONGEST_WAIT: u64 = 900;

/// What became of one piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Round {
    /// It was kept; whether there is more to read at once.
    Kept {
        /// Whether there is more.
        more: bool,
    },
    /// Another process had read on meanwhile: nothing was kept twice.
    Beaten,
    /// It failed; it is tried again after so many seconds.
    Failed {
        /// Why.
        error: String,
        /// Seconds.
        wait: u64,
    },
}

impl Tools {
    /// Polls every tool when it is due, until the future is dropped.
    pub(super) async fn poll_on(&self) {
        let mut connected = self.0.connected.subscribe();
        loop {
            let now = connected.borrow_and_update().clone();
            let loops = join_all(now.all().into_iter().map(|connection| self.follow(connection)));
            tokio::select! {
                () = async {
                    loops.await;
                    std::future::pending().await
                } => {}
                changed = connected.changed() => if changed.is_err() { return },
            }
        }
    }

    async fn follow(&self, connection: Arc<Connection>) {
        loop {
            let now = self.0.clock.now();
            let due = cursors::get(self.pool(), &connection.name).await.map(|position| position.next_at <= now);
            let polled = match due {
                Ok(true) => self.poll(&connection).await.map(|round| matches!(round, Round::Kept { more: true })),
                other => other.map(|_| false),
            };
            match polled {
                Ok(true) => {}
                Ok(false) => tokio::time::sleep(PATIENCE).await,
                Err(error) => {
                    tracing::warn!(%error, source = connection.name, "polling could not be written down");
                    tokio::time::sleep(PATIENCE).await;
                }
            }
        }
    }

    /// Polls every tool until none has more to tell, whether it is due or not; answers what failed, by name.
    pub async fn poll_all(&self) -> Result<Vec<(String, String)>, ApiError> {
        let mut failed = Vec::new();
        for connection in self.connected().all() {
            loop {
                match self.poll(&connection).await? {
                    Round::Kept { more: true } | Round::Beaten => {}
                    Round::Kept { more: false } => break,
                    Round::Failed { error, .. } => {
                        failed.push((connection.name.clone(), error));
                        break;
                    }
                }
            }
        }
        Ok(failed)
    }

    /// Asks a tool for the next piece and keeps it.
    pub async fn poll(&self, connection: &Connection) -> Result<Round, ApiError> {
        let before = cursors::get(self.pool(), &connection.name).await?;
        let now = self.0.clock.now();
        let asked = AssertUnwindSafe(connection.connector.poll(before.cursor.as_deref(), now)).catch_unwind();
        let polled = match tokio::time::timeout(LONGEST, asked).await {
            Ok(Ok(polled)) => polled,
            Ok(Err(_)) => Err(Trouble::later("reading the answer failed: a mistake of this program, see its log")),
            Err(_) => Err(Trouble::later(format!("no answer within {} s", LONGEST.as_secs()))),
        };
        match polled {
            Ok(polled) => self.keep_polled(connection, before.cursor.as_deref(), polled, now).await,
            Err(trouble) => self.polling_failed(connection, &trouble, before.attempts, now).await,
        }
    }

    async fn keep_polled(
        &self,
        connection: &Connection,
        before: Option<&str>,
        polled: Polled,
        now: u64,
    ) -> Result<Round, ApiError> {
        let source = connection.name.as_str();
        let pause = if polled.more { 0 } else { connection.poll_every };
        let next_at = now + polled.wait.unwrap_or(pause);
        let more = polled.more && polled.wait.is_none();
        let harvest = Harvest {
            activities: polled.activities,
            commands: polled.commands,
            invitations: polled.invitations,
            alarms: Vec::new(),
            ignored: polled.ignored,
        };
        let keep = async {
            let mut transaction = self.pool().begin().await?;
            if !cursors::advance(&mut transaction, source, before, &polled.cursor, now, next_at).await? {
                return Ok(None);
            }
            let changed = self.keep(&mut transaction, connection, &harvest, now).await?;
            transaction.commit().await?;
            Ok(Some(changed))
        };
        let kept: sqlx::Result<Option<bool>> = keep.await;
        let Some(changed) = kept.map_err(database)? else { return Ok(Round::Beaten) };
        self.0.counts.add(source, "polls", 1);
        self.0.counts.add(source, "activities", harvest.activities.len());
        self.0.counts.add(source, "ignored", harvest.ignored.len());
        self.tell_kept(changed);
        Ok(Round::Kept { more })
    }

    async fn polling_failed(
        &self,
        connection: &Connection,
        trouble: &Trouble,
        attempts: u64,
        now: u64,
    ) -> Result<Round, ApiError> {
        let source = connection.name.as_str();
        let doubled = FIRST_WAIT.saturating_mul(1 << attempts.min(20)).min(LONGEST_WAIT);
        let wait = match trouble {
            Trouble::Later { after, .. } => doubled.max(after.unwrap_or(0)),
            // Nothing changes before somebody does something: asking more often only fills logs.
            _ => LONGEST_WAIT,
        };
        let error = trouble.to_string();
        tracing::warn!(source, error, wait, "a tool could not be polled");
        self.0.counts.add(source, "poll_failures", 1);
        cursors::failed(self.pool(), source, &error, now, now + wait).await?;
        if matches!(trouble, Trouble::Broken { .. }) {
            let raise = async {
                let mut transaction = self.pool().begin().await?;
                alarms::raise(&mut transaction, source, &error, now).await?;
                transaction.commit().await
            };
            raise.await.map_err(database)?;
        }
        Ok(Round::Failed { error, wait })
    }
}
