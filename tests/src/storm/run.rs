//! One storm: a world, its endpoints, a node between them and the judge.

use std::{
    future::Future,
    path::{Path, PathBuf},
    pin::Pin,
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, bail, ensure};
use palabre_devchain::DevChain;
use palabre_indexer::{sql::Location, testing::Place};
use sqlx::ConnectOptions;
use tempfile::TempDir;
use tokio::time::Instant;

use super::{
    base::Base,
    cases::Case,
    dice::Dice,
    endpoint::Endpoint,
    health::{self, Said, Watcher},
    oracle,
    process::{LOOKS, Node, Start, tail},
    weather::Weather,
    world::{Fate, World},
};
use crate::postgres::Server;

/// How a storm ended, if nothing was wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was survived.
    Passed {
        /// Events that were compared.
        events: usize,
        /// Requests, and how many of them met something wrong.
        requests: (u64, u64),
    },
    /// It could not be tried: something that it needs is missing.
    Skipped(String),
}

/// What a case answers: why it was not tried, or nothing.
pub(super) type Tried = anyhow::Result<Option<String>>;
/// A case at work.
pub(super) type Trying<'s> = Pin<Box<dyn Future<Output = Tried> + Send + 's>>;

/// Everything of one storm.
pub(super) struct Storm<'a> {
    pub(super) base: &'a Base,
    pub(super) folder: TempDir,
    pub(super) data: PathBuf,
    /// Where the mirror is.
    pub(super) mirror: Location,
    /// A database of a server, if the storm is made on one.
    _place: Option<Place>,
    /// A server of its own.
    server: Option<Arc<Server>>,
    pub(super) world: World<'a>,
    pub(super) endpoints: Vec<Endpoint>,
    pub(super) node: Option<Node>,
    pub(super) start: Start,
    watcher: Option<Watcher>,
    pub(super) dice: Dice,
    /// Logs of nodes that ended.
    said: String,
}

/// Tries a case with a seed.
pub async fn run(base: &Base, case: &Case, seed: u64) -> anyhow::Result<Outcome> {
    let mut storm = Storm::new(base, seed).await?;
    match (case.run)(&mut storm).await {
        Ok(Some(missing)) => Ok(Outcome::Skipped(missing)),
        Ok(None) => storm.judge().await.map_err(|problem| storm.with_log(problem)),
        Err(problem) => Err(storm.with_log(problem)),
    }
}

impl<'a> Storm<'a> {
    async fn new(base: &'a Base, seed: u64) -> anyhow::Result<Self> {
        let mut dice = Dice::new(seed);
        let folder = TempDir::new()?;
        let data = base.follower(folder.path())?;
        let (mirror, place) = mirror(&data).await;
        let world = World::new(base, base.chain(folder.path())?, dice.fork());
        let mut storm = Self {
            base,
            folder,
            data,
            mirror,
            _place: place,
            server: None,
            world,
            endpoints: vec![],
            node: None,
            start: Start::default(),
            watcher: None,
            dice,
            said: String::new(),
        };
        storm.add_endpoint(storm.world.chain.clone()).await?;
        Ok(storm)
    }

    /// Keeps the mirror in this server from now on.
    pub(super) fn keep_in(&mut self, server: Server) -> anyhow::Result<Arc<Server>> {
        self.mirror = server.url("postgres").parse()?;
        let server = Arc::new(server);
        self.server = Some(Arc::clone(&server));
        Ok(server)
    }

    /// The file of the mirror; none when the storm is made on a server.
    pub(super) fn file(&self) -> Option<PathBuf> {
        match &self.mirror {
            Location::File(file) => Some(file.clone()),
            Location::Server(_) => None,
        }
    }

    /// How nodes are started now.
    pub(super) fn how(&self) -> Start {
        let mut how = self.start.clone();
        how.environment.push(("PALABRE_DATABASE_URL", self.database_url()));
        how
    }

    /// The mirror as a node is told of it.
    pub(super) fn database_url(&self) -> String {
        match &self.mirror {
            Location::File(file) => format!("sqlite:{}", file.display()),
            Location::Server(options) => options.to_url_lossy().to_string(),
        }
    }

    /// One endpoint more.
    pub(super) async fn add_endpoint(&mut self, chain: DevChain) -> anyhow::Result<()> {
        let dice = self.dice.fork();
        self.endpoints.push(Endpoint::new(chain, dice).await?);
        Ok(())
    }

    /// The same weather everywhere.
    pub(super) fn weather(&self, weather: &Weather) {
        self.endpoints.iter().for_each(|endpoint| endpoint.set(weather.clone()));
    }

    pub(super) fn urls(&self) -> Vec<String> {
        self.endpoints.iter().map(|endpoint| endpoint.url.clone()).collect()
    }

    /// Starts the node and watches what it says.
    pub(super) async fn begin(&mut self) -> anyhow::Result<()> {
        let node = Node::start(&self.data, &self.urls(), &self.how()).await?;
        self.watcher = Some(Watcher::of(self.base.client.clone(), node.pages.clone(), self.world.heights.clone()));
        self.node = Some(node);
        Ok(())
    }

    /// Starts the node while the weather is bad: a supervisor tries again when a start fails.
    pub(super) async fn begin_somehow(&mut self) -> anyhow::Result<()> {
        const STARTS: u32 = 40;
        for _ in 0..STARTS {
            match self.begin().await {
                Ok(()) => return Ok(()),
                Err(problem) => {
                    let problem = format!("{problem:#}");
                    ensure!(!problem.contains("panicked"), "a start ended badly: {problem}");
                }
            }
        }
        bail!("the node did not start once in {STARTS} times")
    }

    /// Ends the node as a loss of power would.
    pub(super) async fn kill(&mut self) -> anyhow::Result<()> {
        self.check_lies()?;
        self.watcher = None;
        if let Some(node) = self.node.take() {
            self.said.push_str(&node.kill().await?);
        }
        Ok(())
    }

    fn check_lies(&self) -> anyhow::Result<()> {
        let lies = self.watcher.as_ref().map(Watcher::lies).unwrap_or_default();
        ensure!(lies.is_empty(), "health lied {} times, first: {}", lies.len(), lies[0]);
        Ok(())
    }

    /// What the node says of itself.
    pub(super) async fn ask(&mut self) -> anyhow::Result<Option<Said>> {
        let node = self.node.as_mut().context("no node runs")?;
        node.alive()?;
        Ok(health::ask(&self.base.client, &node.pages).await)
    }

    /// Waits until the node says something that fits.
    pub(super) async fn until(&mut self, what: &str, fits: impl Fn(&Said) -> bool) -> anyhow::Result<Said> {
        let began = Instant::now();
        let mut last = None;
        for _ in 0..LOOKS {
            if let Some(said) = self.ask().await? {
                if fits(&said) {
                    return Ok(said);
                }
                ensure!(!said.stopped, "{what} cannot happen any more, indexing stopped: {}", said.text);
                last = Some(said.text);
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        let seconds = began.elapsed().as_secs();
        bail!("{what} did not happen in {seconds} s; the node said last: {}", last.unwrap_or_default())
    }

    /// Starts the node with a second endpoint.
    pub(super) async fn begin_with_second(&mut self) -> anyhow::Result<()> {
        self.add_endpoint(self.world.chain.clone()).await?;
        self.begin().await
    }

    /// Keeps what a node said that ended.
    pub(super) fn keep(&mut self, log: String) {
        self.said.push_str(&log);
    }

    /// Lets the chain live, with forks, until the node stands still where it was asked to; false if it never does.
    pub(super) async fn live_until_it_stands(&mut self, node: &mut Node) -> anyhow::Result<bool> {
        for look in 0..LOOKS {
            if node.said().contains("standing still") {
                return Ok(true);
            }
            node.alive()?;
            // A slow machine must come to the head at last.
            for _ in 0..=look / 20 {
                self.while_it_works().await;
            }
            self.world.grow(1).await?;
            if self.dice.chance(300) {
                self.world.reorg(2, Fate::Replaced).await?;
                self.world.grow(1).await?;
            }
        }
        Ok(false)
    }

    /// Everything that the mirror says now.
    pub(super) async fn export(&self) -> anyhow::Result<String> {
        let mut out = Vec::new();
        palabre::export::write(&self.mirror, &mut out).await?;
        Ok(String::from_utf8(out)?)
    }

    /// Lets the node work for a while that is drawn: faults meet it wherever it is.
    pub(super) async fn while_it_works(&mut self) {
        let pause = self.dice.below(120);
        tokio::time::sleep(Duration::from_millis(pause)).await;
    }

    /// Fair weather: waits until the mirror is where the chain is, proven, and says so.
    pub(super) async fn calm(&mut self) -> anyhow::Result<()> {
        self.weather(&Weather::default());
        self.world.grow(2).await?;
        self.caught_up().await
    }

    /// Waits until the mirror is where the chain is, proven, and says so.
    pub(super) async fn caught_up(&mut self) -> anyhow::Result<()> {
        let (number, hash) = self.world.head();
        let there = |said: &Said| said.ready && said.hash == hash && said.verified == Some(number);
        self.until(&format!("catching up to block {number}"), there).await?;
        Ok(())
    }

    /// Waits until the mirror is where the chain is, whatever else it says.
    pub(super) async fn mirrored(&mut self) -> anyhow::Result<()> {
        let (number, hash) = self.world.head();
        self.until(&format!("mirroring block {number}"), |said| said.hash == hash).await?;
        Ok(())
    }

    /// Whether the mirror is where the chain is, proven, and says so.
    pub(super) async fn is_caught_up(&mut self) -> anyhow::Result<bool> {
        let (number, hash) = self.world.head();
        let said = self.ask().await?;
        Ok(said.is_some_and(|said| said.ready && said.hash == hash && said.verified == Some(number)))
    }

    /// Ends the node and compares everything.
    async fn judge(&mut self) -> anyhow::Result<Outcome> {
        self.kill().await?;
        ensure!(!self.said.contains("panicked"), "the node panicked");
        let events = oracle::compare(&self.mirror, &self.world.chain, &self.base.crowd.community).await?;
        let counts = self.endpoints.iter().map(Endpoint::counts);
        let requests = counts.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        Ok(Outcome::Passed { events, requests })
    }

    fn with_log(&self, problem: anyhow::Error) -> anyhow::Error {
        let running = self.node.as_ref().map(Node::said).unwrap_or_default();
        problem.context(format!("the end of the node's log:\n{}", tail(&format!("{}{running}", self.said))))
    }
}

/// A file in the data folder, or a database of the server that is named for tests.
async fn mirror(data: &Path) -> (Location, Option<Place>) {
    let place = Place::new().await;
    match place.location() {
        Location::File(_) => (Location::File(data.join("palabre.sqlite")), None),
        server => (server.clone(), Some(place)),
    }
}
