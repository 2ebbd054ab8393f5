//! Several endpoints of one chain. One is asked at a time, in the order given, so that what contradicts itself is known
//! to be its fault: who fails, lies or lags is left alone for a while, and longer each time.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use alloy::primitives::{Address, B256};
use palabre_contracts::Contracts;
use tokio::time::Instant;

use super::{Chain, ChainError, ChainLog, Finality, Header, LogQuery, Offence, RpcCalls};
use crate::store::Constants;

const LONGEST_QUARANTINE: Duration = Duration::from_secs(600);

/// How an endpoint does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndpointReport {
    /// Its name, without secrets.
    pub name: String,
    /// Whether it was seen to serve the right chain and is not in quarantine.
    pub trusted: bool,
    /// How often it failed, lied or lagged.
    pub offences: u64,
    /// What it did last.
    pub problem: Option<String>,
    /// Its requests by outcome.
    pub calls: Vec<RpcCalls>,
}

/// Endpoints of one chain; a handle is on all of them, or on one.
#[derive(Clone, Debug)]
pub struct Endpoints<C> {
    shared: Arc<Shared<C>>,
    pinned: Option<usize>,
}

#[derive(Debug)]
struct Shared<C> {
    chains: Vec<(String, C)>,
    quarantine: Duration,
    states: Mutex<Vec<State>>,
}

#[derive(Clone, Debug, Default)]
struct State {
    vouched: bool,
    /// It was seen to serve another chain.
    stranger: bool,
    until: Option<Instant>,
    in_a_row: u32,
    offences: u64,
    problem: Option<String>,
}

impl State {
    fn quarantined(&self) -> bool {
        self.until.is_some_and(|until| Instant::now() < until)
    }

    fn trusted(&self) -> bool {
        self.vouched && !self.quarantined()
    }
}

impl<C: Chain> Endpoints<C> {
    /// A chain behind these endpoints, the preferred one first, where an endpoint that failed once is left alone for
    /// `quarantine`. Names must hold no secrets: they are shown.
    pub fn with_quarantine(
        quarantine: Duration,
        first: (String, C),
        others: impl IntoIterator<Item = (String, C)>,
    ) -> Self {
        let chains: Vec<_> = std::iter::once(first).chain(others).collect();
        let states = Mutex::new(vec![State::default(); chains.len()]);
        Self { shared: Arc::new(Shared { chains, quarantine, states }), pinned: None }
    }

    /// How long an endpoint is left alone: doubled with each offence in a row.
    fn quarantine(&self, offence: Offence, in_a_row: u32) -> Duration {
        let first = match offence {
            Offence::Failed => self.shared.quarantine,
            Offence::Lied => self.shared.quarantine.saturating_mul(12),
            Offence::OtherChain => LONGEST_QUARANTINE,
        };
        first.saturating_mul(1 << in_a_row.min(16)).min(LONGEST_QUARANTINE)
    }

    fn states(&self) -> MutexGuard<'_, Vec<State>> {
        // A panic elsewhere leaves nothing half written here.
        self.shared.states.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn at(&self, place: usize) -> Self {
        Self { shared: self.shared.clone(), pinned: Some(place) }
    }

    /// The one that is asked: trusted, else whoever is not in quarantine, else whose quarantine ends first,
    /// and who serves another chain only if all do.
    fn place(&self) -> usize {
        if let Some(place) = self.pinned {
            return place;
        }
        let states = self.states();
        let free = states.iter().position(State::trusted).or_else(|| states.iter().position(|one| !one.quarantined()));
        let soonest = || {
            states.iter().zip(0..).min_by_key(|(state, _)| (state.stranger, state.until)).map_or(0, |(_, place)| place)
        };
        free.unwrap_or_else(soonest)
    }

    fn chain(&self) -> &C {
        &self.shared.chains[self.place()].1
    }
}

impl<C: Chain> Chain for Endpoints<C> {
    async fn chain_id(&self) -> Result<u64, ChainError> {
        self.chain().chain_id().await
    }

    async fn head(&self) -> Result<Header, ChainError> {
        self.chain().head().await
    }

    async fn header(&self, number: u64) -> Result<Option<Header>, ChainError> {
        self.chain().header(number).await
    }

    async fn headers(&self, numbers: Vec<u64>) -> Result<Vec<Header>, ChainError> {
        self.chain().headers(numbers).await
    }

    async fn finality(&self) -> Result<Finality, ChainError> {
        self.chain().finality().await
    }

    async fn code_hashes(&self, addresses: &[Address]) -> Result<Vec<B256>, ChainError> {
        self.chain().code_hashes(addresses).await
    }

    async fn logs(&self, addresses: &[Address], query: LogQuery) -> Result<Vec<ChainLog>, ChainError> {
        self.chain().logs(addresses, query).await
    }

    async fn proven_logs(&self, header: &Header) -> Result<Vec<ChainLog>, ChainError> {
        self.chain().proven_logs(header).await
    }

    async fn proven_logs_of(&self, headers: Vec<Header>) -> Result<Vec<Vec<ChainLog>>, ChainError> {
        self.chain().proven_logs_of(headers).await
    }

    async fn constants(&self, contracts: &Contracts) -> Result<Constants, ChainError> {
        self.chain().constants(contracts).await
    }

    fn endpoints(&self) -> Vec<Self> {
        let states = self.states();
        let free: Vec<usize> = (0..states.len()).filter(|place| !states[*place].quarantined()).collect();
        drop(states);
        match free.is_empty() {
            // All of them are in quarantine: better to ask one of them than nobody.
            true => vec![self.at(self.place())],
            false => free.into_iter().map(|place| self.at(place)).collect(),
        }
    }

    fn pin(&self) -> Self {
        self.at(self.place())
    }

    fn vouch(&self) {
        let place = self.place();
        let state = &mut self.states()[place];
        (state.vouched, state.stranger, state.until) = (true, false, None);
    }

    fn accuse(&self, offence: Offence, problem: &str) {
        let place = self.place();
        let name = &self.shared.chains[place].0;
        let alone = self.shared.chains.len() == 1;
        let state = &mut self.states()[place];
        if state.quarantined() && state.problem.as_deref() == Some(problem) {
            return;
        }
        (state.vouched, state.problem) = (false, Some(problem.to_owned()));
        state.stranger = offence == Offence::OtherChain;
        state.offences += 1;
        if alone {
            return;
        }
        let quarantine = self.quarantine(offence, state.in_a_row);
        state.in_a_row += 1;
        state.until = Some(Instant::now() + quarantine);
        tracing::warn!(endpoint = %name, problem, seconds = quarantine.as_secs(), "an RPC endpoint is in quarantine");
    }

    fn praise(&self) {
        let place = self.place();
        self.states()[place].in_a_row = 0;
    }

    fn trusted(&self) -> bool {
        let place = self.place();
        self.states()[place].trusted()
    }

    fn has_alternative(&self) -> bool {
        let place = self.place();
        self.states().iter().zip(0..).any(|(state, other)| other != place && state.trusted())
    }

    fn waiting(&self) -> bool {
        self.states().iter().any(State::quarantined)
    }

    fn report(&self) -> Vec<EndpointReport> {
        let states = self.states().clone();
        let report = |((name, chain), state): (&(String, C), State)| EndpointReport {
            name: name.clone(),
            trusted: state.trusted(),
            offences: state.offences,
            problem: state.problem,
            calls: chain.report().into_iter().flat_map(|inner| inner.calls).collect(),
        };
        self.shared.chains.iter().zip(states).map(report).collect()
    }
}
