//! The chain that is indexed: a community that records much, votes and is paid, always the same.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use alloy::{
    primitives::{B256, U256, keccak256},
    providers::Provider,
    rpc::types::Filter,
    sol_types::SolEvent,
};
use palabre::{
    blueprint::{Blueprint, Houses},
    chain::{self, Embedding},
    data::DataFolder,
    keys::{self, Purpose},
    scenario::{self, Person, Recording, Scenario, Service, Step},
};
use palabre_contracts::{
    Community, Item, Lane, MemberId, Roles, Support,
    bindings::contributions::Contributions::{BatchRecorded, Rules},
    rules::LANE_MAX,
};
use palabre_devchain::{DevChain, ManualClock};

use super::{Outcome, note};

/// Batches of the whole history.
pub(crate) const BATCHES: usize = 2_000;
pub(crate) const ITEMS: usize = 200;
/// Votes on the one proposal.
pub(crate) const VOTES: usize = 100;
/// Members who did the work, and were paid for it.
const MEMBERS: usize = 100;
/// Members who confirmed it.
const REVIEWERS: usize = 10;
/// The first of January 2025, when everything began.
const GENESIS: u64 = 1_735_689_600;
const DAY: u64 = 86_400;
/// A time at which batches can be recorded and votes cast.
pub(crate) const VOTING: u64 = GENESIS + 3 * DAY;
const TEXT: &str = "# Shall all of this be counted?";

/// A data folder whose embedded chain lived the history, and the community in it.
pub(crate) async fn live(folder: &Path, batches: usize) -> Outcome<(PathBuf, Community)> {
    note(&format!("making a chain of {batches} batches of {ITEMS} contributions, {VOTES} votes and {MEMBERS} claims"));
    let path = folder.join("data");
    let data = DataFolder::open(&path)?;
    let service = Service {
        operator: keys::load_or_create_with(&data.keys(), Purpose::Operator, || key("operator"))?,
        founding: keys::load_or_create_with(&data.keys(), Purpose::Founding, || key("founding"))?,
    };
    let clock = Arc::new(ManualClock::new(0));
    let embedding = Embedding {
        genesis_time: Some(GENESIS),
        chain_id: Some(CHAIN_ID),
        ..Embedding::still(&data, service.operator.address())
    };
    let chain = chain::open(embedding, clock.clone())?;
    let scenario = scenario(&service, batches)?;
    let communities = scenario::run(&[&scenario], &service, &chain, &clock, &data, false).await?;
    // The peer takes blocks for final that are 30 below the head.
    chain.mine(64).await?;
    // A file alone would lack what is still beside it.
    chain.backup_to(folder.join(COPY)).await?;
    Ok((path, communities.into_iter().next().ok_or("no community was founded")?))
}

const CHAIN_ID: u64 = 31_337_001;
/// A copy of the chain in the folder of the data folder, to be taken back.
pub(crate) const COPY: &str = "copy.sqlite";

pub(crate) fn key(name: &str) -> alloy::signers::local::PrivateKeySigner {
    keys::derived(B256::repeat_byte(7), name)
}

fn scenario(service: &Service, batches: usize) -> Outcome<Scenario> {
    let standard = Blueprint::standard("bench".parse()?, "The Bench".to_owned(), GENESIS);
    let rules = Rules {
        quorum: [1; 8],
        cap: [LANE_MAX; 8],
        budgetFloor: [LANE_MAX; 8],
        budgetBps: 0,
        attesterBudget: 0,
        activeAt: 10,
        voteLanes: 1,
        activityLanes: 1,
        activityCountsAll: false,
        policyHash: keccak256("everything counts"),
    };
    let blueprint = Blueprint {
        founding_key: service.founding.address(),
        houses: Houses { threshold_bps: 1, ..Houses::default() },
        rules,
        ..standard
    };
    let people = (0..MEMBERS + REVIEWERS).map(person).collect::<Outcome<Vec<_>>>()?;
    Ok(Scenario { name: "bench".to_owned(), steps: steps(&blueprint, batches)?, blueprint, people })
}

fn id(index: usize) -> Outcome<MemberId> {
    Ok(MemberId::new(index as u64 + 1)?)
}

/// The first ones confirm, the others work.
fn person(index: usize) -> Outcome<Person> {
    let reviewer = Roles::reviewer(Lane::new(0)?);
    let roles = match index {
        0 => Roles::ORGANIZER,
        _ if index < REVIEWERS => reviewer,
        _ => Roles::NONE,
    };
    Ok(Person { name: index.to_string(), key: key(&index.to_string()), id: id(index)?, roles, invited: index != 0 })
}

fn steps(blueprint: &Blueprint, batches: usize) -> Outcome<Vec<(u64, Step)>> {
    let mut steps = vec![(GENESIS, Step::Deploy)];
    let people = MEMBERS + REVIEWERS;
    steps.extend((0..people).map(|index| (GENESIS + 1 + index as u64, Step::Join(index))));
    steps.extend((1..REVIEWERS).map(|index| (GENESIS + DAY / 4, Step::Appoint(index))));
    steps.push((GENESIS + DAY / 2, Step::Open));
    let description = TEXT.to_owned();
    steps.push((GENESIS + DAY, Step::Propose { proposer: 0, description }));
    for batch in 0..batches {
        let item = |place: usize| -> Outcome<Item> {
            let (row, member) = (batch * ITEMS + place, id(REVIEWERS + (batch + place) % MEMBERS)?);
            Ok(Item { member, lane: Lane::new(0)?, points: 1 + (row % 9) as u32, kind: 1, sequence: row as u64 + 1 })
        };
        let items = (0..ITEMS).map(item).collect::<Outcome<Vec<_>>>()?;
        let approvers = vec![1 + batch % (REVIEWERS - 1)];
        let recording = Recording { epoch: 0, source: 1, items, approvers };
        steps.push((GENESIS + 2 * DAY + batch as u64, Step::Record(recording)));
    }
    for voter in 0..VOTES {
        let (description, support) = (TEXT.to_owned(), [Support::For, Support::Against, Support::Abstain][voter % 3]);
        let reason = format!("because of {voter}");
        let vote = Step::Vote { voter, proposer: 0, description, support, reason };
        steps.push((GENESIS + 3 * DAY + voter as u64, vote));
    }
    let calendar = blueprint.calendar;
    let closed = calendar.genesis + calendar.length + calendar.grace + calendar.challenge + calendar.resolve + DAY;
    let coin = U256::from(10).pow(U256::from(18));
    steps.push((GENESIS + 4 * DAY, Step::Fund { epoch: 0, amount: coin * U256::from(1_000) }));
    steps.push((closed, Step::Mint(0)));
    let members = (REVIEWERS..people).map(id).collect::<Outcome<Vec<_>>>()?;
    for some in members.chunks(25) {
        steps.push((closed + 1, Step::Settle(0, some.to_vec())));
        steps.push((closed + 2, Step::Claim(0, some.to_vec())));
    }
    Ok(steps)
}

/// The block of the newest batch.
pub(crate) async fn last_batch(chain: &DevChain, community: &Community) -> Outcome<u64> {
    let filter = Filter::new()
        .address(community.contracts.contributions)
        .event_signature(BatchRecorded::SIGNATURE_HASH)
        .from_block(0);
    let logs = chain.provider().get_logs(&filter).await?;
    Ok(logs.last().and_then(|log| log.block_number).ok_or("there is no batch")?)
}

/// A data folder of a node that follows the same community over the chain's RPC.
pub(crate) fn follower_of(data: &Path, folder: &Path) -> Outcome<PathBuf> {
    fs::create_dir_all(folder.join("keys"))?;
    fs::copy(data.join("communities.json"), folder.join("communities.json"))?;
    Ok(folder.to_owned())
}
