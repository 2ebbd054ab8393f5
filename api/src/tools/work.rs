//! Reading what was delivered: raw bodies become activities, names and tasks, in the transaction that ends the delivery.

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Mutex, PoisonError},
};

use palabre_indexer::sql;

use super::{
    DONE_KEPT, FAILED_KEPT, PATIENCE, PRUNE_EVERY, Tools,
    connected::Connection,
    store::{
        activities::{self, Taken},
        alarms, database, deliveries, names,
        tasks::{self, Task},
    },
};
use crate::{
    activity::{Activity, ActivityKind},
    connectors::{Command, Ignored},
    error::ApiError,
};

/// Deliveries of one transaction.
const MOST: u32 = 200;
/// A delivery of a tool that is not connected is looked at again after so many seconds.
const ABSENT: u64 = 300;
/// A newcomer is welcomed if not more than so many seconds passed: nobody is greeted for a history that is read.
const WELCOME: u64 = 3_600;

/// What a tool told, however it came.
#[derive(Clone, Debug, Default)]
pub(super) struct Harvest {
    pub(super) activities: Vec<Activity>,
    pub(super) commands: Vec<Command>,
    pub(super) invitations: Vec<String>,
    pub(super) alarms: Vec<String>,
    pub(super) ignored: Vec<Ignored>,
}

/// What was counted since the start, by source and word.
#[derive(Debug, Default)]
pub(super) struct Counts(Mutex<BTreeMap<(String, &'static str), u64>>);

impl Counts {
    pub(super) fn add(&self, source: &str, word: &'static str, count: usize) {
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *table.entry((source.to_owned(), word)).or_default() += count as u64;
    }

    pub(super) fn all(&self) -> BTreeMap<(String, &'static str), u64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A delivery that was read.
struct Read {
    due: deliveries::Due,
    connection: std::sync::Arc<Connection>,
    harvest: Harvest,
}

impl Tools {
    /// Reads deliveries as they arrive, until the future is dropped.
    pub(super) async fn read_on(&self) {
        let mut pruned_at = 0;
        loop {
            let turn = async {
                self.read_due().await?;
                let now = self.0.clock.now();
                if now >= pruned_at + PRUNE_EVERY {
                    self.prune(now).await?;
                    pruned_at = now;
                }
                Ok::<_, ApiError>(())
            };
            if let Err(error) = turn.await {
                tracing::warn!(%error, "deliveries could not be read; it will be tried again");
                tokio::time::sleep(PATIENCE).await;
            }
            let _ = tokio::time::timeout(PATIENCE, self.0.arrived.notified()).await;
        }
    }

    pub(super) async fn prune(&self, now: u64) -> Result<(), ApiError> {
        let (done, failed) = (now.saturating_sub(DONE_KEPT), now.saturating_sub(FAILED_KEPT));
        deliveries::prune(self.pool(), done, failed).await?;
        tasks::prune(self.pool(), failed).await
    }

    /// Reads everything that is due now; answers how many deliveries that were.
    pub async fn read_due(&self) -> Result<usize, ApiError> {
        let mut count = 0;
        loop {
            let due = deliveries::due(self.pool(), self.0.clock.now(), MOST).await?;
            if due.is_empty() {
                return Ok(count);
            }
            count += due.len();
            let mut read = Vec::new();
            for one in due {
                read.extend(self.read(one).await?);
            }
            self.keep_all(read).await?;
        }
    }

    /// Reads one delivery; what cannot be read is put aside, whatever the reader does with it.
    async fn read(&self, due: deliveries::Due) -> Result<Option<Read>, ApiError> {
        let Some(connection) = self.connected().get(&due.arrived.source).cloned() else {
            let again = self.0.clock.now() + ABSENT;
            deliveries::failed(self.pool(), &due, "no tool of this name is connected", Some(again)).await?;
            return Ok(None);
        };
        let reading = catch_unwind(AssertUnwindSafe(|| {
            let (body, at) = (due.arrived.body.as_slice(), due.arrived.received_at);
            let parsed = connection.connector.parse(body, at)?;
            let commands = connection.connector.commands(body, at);
            Ok::<_, crate::connectors::Rejection>(Harvest {
                activities: parsed.activities,
                commands,
                invitations: parsed.invitations,
                alarms: parsed.alarms,
                ignored: parsed.ignored,
            })
        }));
        let problem = match reading {
            Ok(Ok(harvest)) => return Ok(Some(Read { due, connection, harvest })),
            Ok(Err(rejection)) => rejection.to_string(),
            Err(_) => "reading it failed: a mistake of this program, see its log".to_owned(),
        };
        self.0.counts.add(&connection.name, "unreadable", 1);
        tracing::warn!(source = connection.name, delivery = due.arrived.id, problem, "a delivery could not be read");
        deliveries::failed(self.pool(), &due, &problem, None).await?;
        Ok(None)
    }

    /// Keeps what was read in one transaction; where one delivery spoils it, each in its own.
    async fn keep_all(&self, read: Vec<Read>) -> Result<(), ApiError> {
        match self.keep_some(&read).await {
            Ok(()) => return Ok(()),
            Err(error) if sql::is_away(&error) => return Err(database(error)),
            Err(error) => tracing::warn!(%error, "deliveries could not be kept together; each is kept alone"),
        }
        for one in read {
            let alone = self.keep_some(std::slice::from_ref(&one)).await;
            match alone {
                Ok(()) => {}
                Err(error) if sql::is_away(&error) => return Err(database(error)),
                Err(error) => deliveries::failed(self.pool(), &one.due, &error.to_string(), None).await?,
            }
        }
        Ok(())
    }

    async fn keep_some(&self, read: &[Read]) -> sqlx::Result<()> {
        if read.is_empty() {
            return Ok(());
        }
        let now = self.0.clock.now();
        let mut transaction = self.pool().begin().await?;
        // By source: many deliveries of one tool are one question about what is known already.
        let mut together: BTreeMap<&str, (&Connection, Harvest)> = BTreeMap::new();
        for one in read {
            let (_, harvest) =
                together.entry(&one.connection.name).or_insert_with(|| (one.connection.as_ref(), Harvest::default()));
            harvest.add(&one.harvest);
            deliveries::done(&mut transaction, &one.due.arrived.source, &one.due.arrived.id, now).await?;
        }
        let mut changed = false;
        for (connection, harvest) in together.values() {
            changed |= self.keep(&mut transaction, connection, harvest, now).await?;
        }
        transaction.commit().await?;
        for (source, (_, harvest)) in &together {
            self.0.counts.add(source, "activities", harvest.activities.len());
            self.0.counts.add(source, "ignored", harvest.ignored.len());
        }
        for one in read {
            self.0.counts.add(&one.connection.name, "read", 1);
        }
        self.tell_kept(changed);
        Ok(())
    }

    /// Keeps what a tool told, inside a transaction; answers whether activities changed.
    pub(super) async fn keep(
        &self,
        transaction: &mut sql::Connection,
        connection: &Connection,
        harvest: &Harvest,
        now: u64,
    ) -> sqlx::Result<bool> {
        let source = connection.name.as_str();
        let taken = activities::take(transaction, source, &harvest.activities).await?;
        names::note(transaction, source, &new_names(harvest, &taken), now).await?;
        tasks::note(transaction, commands(source, harvest, now), false).await?;
        tasks::note(transaction, welcomes(source, harvest, &taken, now), false).await?;
        tasks::note(transaction, invitations(source, harvest, now), true).await?;
        for alarm in &harvest.alarms {
            tracing::warn!(source, alarm, "a connected tool needs a look");
            alarms::raise(transaction, source, alarm, now).await?;
        }
        Ok(!(taken.new.is_empty() && taken.changed.is_empty()))
    }

    /// Wakes whoever waits for what was kept.
    pub(super) fn tell_kept(&self, changed: bool) {
        if changed {
            self.0.changed.send_modify(|version| *version += 1);
        }
        self.0.asked.notify_one();
    }
}

impl Harvest {
    fn add(&mut self, other: &Self) {
        self.activities.extend_from_slice(&other.activities);
        self.commands.extend_from_slice(&other.commands);
        self.invitations.extend_from_slice(&other.invitations);
        self.alarms.extend_from_slice(&other.alarms);
        self.ignored.extend_from_slice(&other.ignored);
    }
}

/// Names that come with something new. What is read again with an overlap brings no erased name back.
fn new_names(harvest: &Harvest, taken: &Taken) -> BTreeMap<String, String> {
    let new = harvest.activities.iter().filter(|activity| taken.new.contains(&activity.external_id));
    let of_acts = new.filter_map(|activity| Some((activity.actor.clone()?, activity.actor_name.clone()?)));
    let of_commands =
        harvest.commands.iter().filter_map(|command| Some((command.account.clone(), command.account_name.clone()?)));
    of_acts.chain(of_commands).collect()
}

fn commands(source: &str, harvest: &Harvest, now: u64) -> Vec<Task> {
    let asked = harvest.commands.iter();
    asked.map(|command| task(source, "command", &command.external_id, super::commands::kept(command), now)).collect()
}

fn invitations(source: &str, harvest: &Harvest, now: u64) -> Vec<Task> {
    let mut rooms = harvest.invitations.clone();
    rooms.sort();
    rooms.dedup();
    rooms.iter().map(|room| task(source, "join", room, String::new(), now)).collect()
}

fn welcomes(source: &str, harvest: &Harvest, taken: &Taken, now: u64) -> Vec<Task> {
    let came = harvest.activities.iter().filter(|activity| {
        activity.kind == ActivityKind::MemberJoined
            && taken.new.contains(&activity.external_id)
            && activity.occurred_at.saturating_add(WELCOME) >= now
    });
    came.filter_map(|activity| {
        let detail = serde_json::json!({ "account": activity.actor.as_ref()?, "place": activity.object });
        Some(task(source, "welcome", &activity.external_id, detail.to_string(), now))
    })
    .collect()
}

fn task(source: &str, kind: &str, id: &str, detail: String, now: u64) -> Task {
    let (source, kind, id) = (source.to_owned(), kind.to_owned(), id.to_owned());
    Task { source, kind, id, detail, attempts: 0, tried_at: None, created_at: now }
}
