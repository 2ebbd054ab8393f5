//! Logs to events, with their names and arguments for people.

use std::{collections::HashMap, sync::LazyLock};

use alloy::{
    dyn_abi::{DynSolValue, EventExt},
    json_abi::{Event as AbiEvent, EventParam},
    primitives::{Address, B256, LogData},
};
use palabre_contracts::{
    Contracts, Electorate, Event,
    bindings::{
        access_manager::AccessManager, challenges::Challenges, contributions::Contributions,
        distribution::Distribution, guardian::Guardian, house::House, membership::Membership, registry::Registry,
        reputation::Reputation, safeguards::Safeguards, timelock::TimelockController,
    },
    events::{ContractKind, UndecodableLog},
};
use serde_json::{Map, Value as Json};

use super::registry;

/// A log of one of our contracts cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// Not in the contract's ABI.
    #[error(transparent)]
    Undecodable(#[from] UndecodableLog),
    /// In the ABI, but its arguments cannot be shown.
    #[error("the arguments of event {name} cannot be read: {problem}")]
    Arguments {
        /// The event.
        name: String,
        /// What is wrong.
        problem: String,
    },
}

/// A log that belongs to a community.
#[derive(Clone, Debug)]
pub(crate) struct DecodedLog {
    /// The event.
    pub(crate) event: Event,
    /// Contract by kind, for example `house:members`.
    pub(crate) contract: &'static str,
    /// Event name.
    pub(crate) name: String,
    /// Arguments as a JSON object.
    pub(crate) args: String,
}

/// The event that a log says, if it belongs to the community.
pub(crate) fn decode(
    contracts: &Contracts,
    address: Address,
    log: &LogData,
) -> Result<Option<DecodedLog>, DecodeError> {
    let Some(kind) = contracts.kind_of(address) else { return Ok(None) };
    let event = Event::decode(kind, log)?;
    if let Event::Registry(entry) = &event
        && registry::membership_of(entry) != contracts.membership
    {
        return Ok(None);
    }
    let (name, args) = arguments(log)?;
    Ok(Some(DecodedLog { event, contract: contract_name(kind), name, args }))
}

/// Name of a contract in the list of events.
pub(crate) fn contract_name(kind: ContractKind) -> &'static str {
    match kind {
        ContractKind::Membership => "membership",
        ContractKind::Contributions => "contributions",
        ContractKind::Reputation => "reputation",
        ContractKind::Distribution => "distribution",
        ContractKind::House(Electorate::Members) => "house:members",
        ContractKind::House(Electorate::Contributors) => "house:contributors",
        ContractKind::Timelock(Electorate::Members) => "timelock:members",
        ContractKind::Timelock(Electorate::Contributors) => "timelock:contributors",
        ContractKind::Safeguards => "safeguards",
        ContractKind::Challenges => "challenges",
        ContractKind::Guardian => "guardian",
        ContractKind::Constitution => "constitution",
        ContractKind::AccessManager => "access_manager",
        ContractKind::Registry => "registry",
    }
}

/// First topics of all events of all our contracts.
pub(crate) fn event_topics() -> impl Iterator<Item = B256> {
    EVENTS.keys().map(|(topic, _)| *topic)
}

/// ABI entries by first topic and number of topics: the same signature can be indexed differently (`Transfer`).
static EVENTS: LazyLock<HashMap<(B256, usize), AbiEvent>> = LazyLock::new(|| {
    let contracts = [
        Membership::abi::events(),
        Contributions::abi::events(),
        Reputation::abi::events(),
        Distribution::abi::events(),
        House::abi::events(),
        Safeguards::abi::events(),
        Challenges::abi::events(),
        Guardian::abi::events(),
        Registry::abi::events(),
        AccessManager::abi::events(),
        TimelockController::abi::events(),
    ];
    let events = contracts.into_iter().flat_map(|contract| contract.into_values().flatten());
    events.map(|event| ((event.selector(), event.num_topics()), event)).collect()
});

fn arguments(log: &LogData) -> Result<(String, String), DecodeError> {
    let topic = log.topics().first().copied().unwrap_or_default();
    let failed = |name: &str, problem: String| DecodeError::Arguments { name: name.to_owned(), problem };
    let event = EVENTS
        .get(&(topic, log.topics().len()))
        .ok_or_else(|| failed(&topic.to_string(), "unknown to the ABI".to_owned()))?;
    let decoded = event.decode_log(log).map_err(|problem| failed(&event.name, problem.to_string()))?;
    let (mut indexed, mut body) = (decoded.indexed.iter(), decoded.body.iter());
    let args: Map<String, Json> = event
        .inputs
        .iter()
        .filter_map(|input| Some((input.name.clone(), argument(input, &mut indexed, &mut body)?)))
        .collect();
    Ok((event.name.clone(), Json::Object(args).to_string()))
}

fn argument<'a>(
    input: &EventParam,
    indexed: &mut impl Iterator<Item = &'a DynSolValue>,
    body: &mut impl Iterator<Item = &'a DynSolValue>,
) -> Option<Json> {
    let value = if input.indexed { indexed.next() } else { body.next() }?;
    let names: Vec<&str> = input.components.iter().map(|component| component.name.as_str()).collect();
    Some(json(value, &names))
}

/// Numbers above 2^53 are text, so that no reader of JSON rounds them.
fn json(value: &DynSolValue, names: &[&str]) -> Json {
    const EXACT: u64 = 1 << 53;
    match value {
        DynSolValue::Bool(flag) => Json::Bool(*flag),
        DynSolValue::Uint(number, _) => match u64::try_from(*number) {
            Ok(number) if number <= EXACT => number.into(),
            _ => number.to_string().into(),
        },
        DynSolValue::Int(number, _) => number.to_string().into(),
        DynSolValue::Address(address) => format!("{address:#x}").into(),
        DynSolValue::FixedBytes(word, size) => alloy::hex::encode_prefixed(&word[..*size]).into(),
        DynSolValue::Bytes(bytes) => alloy::hex::encode_prefixed(bytes).into(),
        DynSolValue::String(text) => text.as_str().into(),
        DynSolValue::Array(items) | DynSolValue::FixedArray(items) => {
            items.iter().map(|item| json(item, names)).collect()
        }
        DynSolValue::Tuple(items) => {
            Json::Object(names.iter().zip(items).map(|(name, item)| ((*name).to_owned(), json(item, &[]))).collect())
        }
        DynSolValue::CustomStruct { prop_names, tuple, .. } => {
            let fields = prop_names.iter().zip(tuple);
            Json::Object(fields.map(|(name, item)| (name.clone(), json(item, &[]))).collect())
        }
        DynSolValue::Function(function) => function.to_string().into(),
    }
}
