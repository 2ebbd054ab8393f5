//! A community with many members and one open vote, in a data folder that a node can take over.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use alloy::{
    primitives::{Address, B256, U256},
    providers::Provider,
    signers::local::PrivateKeySigner,
};
use palabre::{
    blueprint::{Blueprint, Houses},
    chain::{self, Embedding},
    data::DataFolder,
    keys::{self, Purpose},
    scenario::{self, Person, Recording, Scenario, Service, Step},
};
use palabre_api::relay::{check::with_proposer, template::Template};
use palabre_contracts::{Community, Electorate, MemberId, Roles, member::Admission, proposal::proposal_id};
use palabre_devchain::ManualClock;

const DAY: u64 = 86_400;
const TEXT: &str = "# Shall we count every vote once?";

/// The crowd.
#[derive(Debug)]
pub struct Crowd {
    /// Their community.
    pub community: Community,
    /// Their keys; the first one proposed.
    pub keys: Vec<PrivateKeySigner>,
    /// What they vote on, open for some days.
    pub proposal: U256,
}

/// What a crowd is like.
#[derive(Clone, Debug)]
pub struct Plan {
    /// How many they are.
    pub size: usize,
    /// When the community was founded, unix time.
    pub genesis: u64,
    /// How people are admitted.
    pub admission: Admission,
    /// Roles of those who have some, by index; the first one is organizer in any case.
    pub roles: BTreeMap<usize, Roles>,
    /// What was recorded, and when.
    pub recorded: Vec<(u64, Recording)>,
    /// Whether a vote is open, for some days from the second day on.
    pub vote: bool,
}

/// Keys of the first `size` members of any crowd.
pub fn keys(size: usize) -> Vec<PrivateKeySigner> {
    (0..size).map(key).collect()
}

fn key(index: usize) -> PrivateKeySigner {
    keys::derived(B256::repeat_byte(0xc0), &index.to_string())
}

/// Founds a community of `size` members whose vote is open at `now`.
pub async fn gather(folder: &Path, size: usize, now: u64) -> anyhow::Result<Crowd> {
    let plan = Plan {
        size,
        genesis: now - 3 * DAY,
        admission: Admission::Invitation,
        roles: BTreeMap::new(),
        recorded: Vec::new(),
        vote: true,
    };
    found(folder, plan).await
}

/// Founds a community.
pub async fn found(folder: &Path, plan: Plan) -> anyhow::Result<Crowd> {
    found_with(folder, plan, |blueprint| blueprint).await
}

/// Founds a community with other rules.
pub async fn found_with(
    folder: &Path,
    plan: Plan,
    adjust: impl FnOnce(Blueprint) -> Blueprint,
) -> anyhow::Result<Crowd> {
    let data = DataFolder::open(folder)?;
    let operator = keys::load_or_create(&data.keys(), Purpose::Operator)?;
    let founding = keys::load_or_create(&data.keys(), Purpose::Founding)?;
    let clock = Arc::new(ManualClock::new(0));
    let embedding = Embedding { genesis_time: Some(plan.genesis), ..Embedding::still(&data, operator.address()) };
    let chain = chain::open(embedding, clock.clone())?;
    let mut scenario = scenario(&plan, founding.address(), chain.head().timestamp)?;
    scenario.blueprint = adjust(scenario.blueprint);
    let service = Service { operator, founding };
    let communities = scenario::run(&[&scenario], &service, &chain, &clock, &data, false).await?;
    let community = communities.into_iter().next().ok_or_else(|| anyhow::anyhow!("no community was founded"))?;
    let keys: Vec<_> = scenario.people.into_iter().map(|person| person.key).collect();
    let description = with_proposer(TEXT, keys[0].address());
    let (target, calldata) = Template::Text.call(&community.contracts, Electorate::Members, &description)?;
    let proposal = proposal_id(&[target], &[U256::ZERO], &[calldata], &description);
    chain.provider().get_block_number().await?;
    Ok(Crowd { community, keys, proposal })
}

fn scenario(plan: &Plan, founding_key: Address, genesis: u64) -> anyhow::Result<Scenario> {
    // However many they are, one of them may propose.
    let houses = Houses { threshold_bps: 1, ..Houses::default() };
    let standard = Blueprint::standard("crowd".parse()?, "The Crowd".to_owned(), genesis);
    let blueprint = Blueprint { founding_key, houses, admission: plan.admission, ..standard };
    let people = (0..plan.size).map(|index| {
        let roles = plan.roles.get(&index).copied().unwrap_or(Roles::NONE);
        Ok(Person {
            name: index.to_string(),
            key: key(index),
            id: MemberId::new(index as u64 + 1)?,
            roles: if index == 0 { roles.with(Roles::ORGANIZER) } else { roles },
            invited: index != 0,
        })
    });
    let mut steps = vec![(genesis, Step::Deploy)];
    steps.extend((0..plan.size).map(|index| (genesis + 1 + index as u64, Step::Join(index))));
    steps.extend(plan.roles.keys().map(|index| (genesis + DAY / 4, Step::Appoint(*index))));
    if plan.size >= 5 {
        steps.push((genesis + DAY / 2, Step::Open));
    }
    if plan.vote {
        steps.push((genesis + DAY, Step::Propose { proposer: 0, description: TEXT.to_owned() }));
    }
    steps.extend(plan.recorded.iter().map(|(time, recording)| (*time, Step::Record(recording.clone()))));
    let people = people.collect::<anyhow::Result<Vec<_>>>()?;
    Ok(Scenario { name: "crowd".to_owned(), blueprint, people, steps })
}
