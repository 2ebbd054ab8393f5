//! How tools do: for organizers, operators and Prometheus.

use std::{
    collections::BTreeMap,
    fmt::Write,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use palabre_contracts::Slug;
use tokio::time::Instant;

use super::{
    Alarm, Connection, FailedDelivery, Position, Tools,
    store::{alarms, cursors, deliveries, tasks},
};
use crate::{
    connectors::Rejection,
    error::ApiError,
    limits::{Cost, Limits},
};

/// Deliveries that are shown.
const SHOWN: u32 = 50;

/// Why the last refused delivery of each source was refused, and when.
pub(super) type Refusals = Mutex<BTreeMap<String, (u64, String)>>;

/// How a tool does.
#[derive(Clone, Debug)]
pub struct ToolStanding {
    /// The tool.
    pub connection: Arc<Connection>,
    /// Where it delivers.
    pub delivers_to: String,
    /// Deliveries that wait, and that could not be read.
    pub deliveries: (u64, u64),
    /// Tasks that wait, and that were given up.
    pub tasks: (u64, u64),
    /// Where polling stands.
    pub position: Position,
    /// When a delivery was last refused since the start, and why.
    pub refused: Option<(u64, String)>,
    /// What an operator must know.
    pub alarms: Vec<Alarm>,
}

impl Tools {
    /// A tool of a community by its name.
    pub fn connection(&self, community: &Slug, source: &str) -> Result<Arc<Connection>, ApiError> {
        let found = self.connected().get(source).filter(|one| one.community == *community).cloned();
        found.ok_or_else(|| {
            ApiError::not_found(
                format!("this community has no connected tool {source:?}"),
                "GET .../tools lists them; operators name them in the settings.",
            )
        })
    }

    /// How a tool does.
    pub async fn standing(&self, connection: &Arc<Connection>) -> Result<ToolStanding, ApiError> {
        let (pool, source) = (self.pool(), connection.name.as_str());
        let refused = self.0.refusals.lock().unwrap_or_else(PoisonError::into_inner).get(source).cloned();
        Ok(ToolStanding {
            connection: Arc::clone(connection),
            delivers_to: format!("{}/tools/{source}", self.0.public_url),
            deliveries: deliveries::counts(pool, source).await?,
            tasks: tasks::counts(pool, source).await?,
            position: cursors::get(pool, source).await?,
            refused,
            alarms: alarms::of_source(pool, source).await?,
        })
    }

    /// The latest deliveries of a tool that could not be read.
    pub async fn unreadable(&self, connection: &Connection) -> Result<Vec<FailedDelivery>, ApiError> {
        deliveries::dead(self.pool(), &connection.name, SHOWN).await
    }

    /// Reads once more what could not be read; answers how many deliveries that are.
    pub async fn read_again(&self, connection: &Connection) -> Result<u64, ApiError> {
        let count = deliveries::again(self.pool(), &connection.name, self.0.clock.now()).await?;
        self.0.arrived.notify_one();
        Ok(count)
    }

    /// Asks a tool at once what happened.
    pub async fn hurry(&self, connection: &Connection) -> Result<(), ApiError> {
        cursors::hurry(self.pool(), &connection.name, self.0.clock.now()).await
    }

    /// Puts the alarms of a tool away; answers how many there were.
    pub async fn clear_alarms(&self, connection: &Connection) -> Result<u64, ApiError> {
        alarms::clear(self.pool(), &connection.name).await
    }

    /// Counts what became of a delivery.
    pub(crate) fn count(&self, source: &str, outcome: &'static str) {
        self.0.counts.add(source, outcome, 1);
    }

    /// Remembers why a delivery was refused, so that whoever connects a tool sees it.
    pub(crate) fn refused(&self, source: &str, rejection: &Rejection) {
        self.count(source, "refused");
        let told = (self.0.clock.now(), rejection.to_string());
        self.0.refusals.lock().unwrap_or_else(PoisonError::into_inner).insert(source.to_owned(), told);
    }

    /// How long an address has to wait whose deliveries were refused too often.
    pub(crate) fn owes(&self, limits: &Limits, client: IpAddr) -> Option<Duration> {
        self.0.strangers.owes(limits, client, Cost::Act, Instant::now())
    }

    /// A delivery of this address was refused.
    pub(crate) fn remember(&self, limits: &Limits, client: IpAddr) {
        // Beyond the limit there is nothing more to remember.
        let _ = self.0.strangers.admit(limits, client, Cost::Act, Instant::now());
    }

    /// How tools do, in the text format of Prometheus.
    pub async fn metrics(&self) -> Result<String, ApiError> {
        let name = "palabre_tool_events_total";
        let mut text =
            format!("# HELP {name} What tools delivered and were asked, by outcome.\n# TYPE {name} counter\n");
        // Writing to a text cannot fail.
        for ((source, word), count) in self.0.counts.all() {
            let _ = writeln!(text, "{name}{{source=\"{source}\",outcome=\"{word}\"}} {count}");
        }
        let mut gauges = BTreeMap::from([
            ("palabre_tool_deliveries_waiting", ("Deliveries to be read.", Vec::new())),
            ("palabre_tool_deliveries_unreadable", ("Deliveries that could not be read.", Vec::new())),
            ("palabre_tool_tasks_waiting", ("Answers and other work to be done.", Vec::new())),
            ("palabre_tool_polled_timestamp_seconds", ("When a tool was last asked what happened.", Vec::new())),
            ("palabre_tool_polling_failures", ("How often in a row a tool could not be asked.", Vec::new())),
            ("palabre_tool_alarms", ("What an operator must know.", Vec::new())),
        ]);
        for connection in self.connected().all() {
            let one = self.standing(&connection).await?;
            for (name, value) in [
                ("palabre_tool_deliveries_waiting", one.deliveries.0),
                ("palabre_tool_deliveries_unreadable", one.deliveries.1),
                ("palabre_tool_tasks_waiting", one.tasks.0),
                ("palabre_tool_polled_timestamp_seconds", one.position.polled_at),
                ("palabre_tool_polling_failures", one.position.attempts),
                ("palabre_tool_alarms", one.alarms.len() as u64),
            ] {
                let line = format!("{name}{{source=\"{}\"}} {value}\n", connection.name);
                gauges.entry(name).and_modify(|(_, lines)| lines.push(line));
            }
        }
        for (name, (help, lines)) in gauges {
            let _ = write!(text, "# HELP {name} {help}\n# TYPE {name} gauge\n{}", lines.concat());
        }
        Ok(text)
    }
}
