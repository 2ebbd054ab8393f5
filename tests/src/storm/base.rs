//! The beginning that all storms share: a community that was founded, recorded work and has a vote open.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::SystemTime,
};

use alloy::{primitives::U256, signers::local::PrivateKeySigner};
use anyhow::Context;
use palabre::{
    chain::{self, Embedding},
    data::DataFolder,
    keys::{self, Purpose},
    scenario::Recording,
};
use palabre_contracts::{Item, Lane, MemberId, Roles, member::Admission};
use palabre_devchain::{DevChain, DevChainConfig};
use tempfile::TempDir;

use super::world::DEEPEST;
use crate::crowd::{self, Crowd, Plan};

const DAY: u64 = 86_400;
/// People of the community before the storm.
pub(super) const SIZE: usize = 8;
/// Of them these confirm work, by index.
pub(super) const REVIEWERS: [usize; 3] = [1, 2, 3];

/// The beginning; its files end with the value.
#[derive(Debug)]
pub struct Base {
    folder: TempDir,
    /// The community and its people.
    pub crowd: Crowd,
    /// The key of the operator, who owns all coins.
    pub operator: PrivateKeySigner,
    /// Asks nodes how they do; one for all storms, since each would read all authorities of the machine.
    pub(super) client: reqwest::Client,
}

impl Base {
    /// Lets the beginning happen: some seconds.
    pub async fn new() -> anyhow::Result<Self> {
        crate::tls::install();
        let folder = TempDir::new()?;
        let now = SystemTime::UNIX_EPOCH.elapsed()?.as_secs();
        let crowd = crowd::found(folder.path(), plan(now - 3 * DAY)?).await?;
        let data = DataFolder::open(folder.path())?;
        let operator = keys::load_or_create(&data.keys(), Purpose::Operator)?;
        let chain = chain::open(Embedding::still(&data, operator.address()), std::sync::Arc::new(clock()))?;
        for key in &crowd.keys {
            chain.set_balance(key.address(), U256::from(10).pow(U256::from(21))).await?;
        }
        // What happened until now is deeper than any fork.
        chain.mine(DEEPEST + 1).await?;
        chain.backup_to(folder.path().join("base.sqlite")).await?;
        Ok(Self { folder, crowd, operator, client: reqwest::Client::new() })
    }

    /// A data folder of a node that follows the community over RPC.
    pub fn follower(&self, folder: &Path) -> anyhow::Result<PathBuf> {
        let data = folder.join("data");
        std::fs::create_dir_all(data.join("keys"))?;
        std::fs::copy(self.folder.path().join("communities.json"), data.join("communities.json"))?;
        Ok(data)
    }

    /// A copy of the chain that goes on from the beginning.
    pub fn chain(&self, folder: &Path) -> anyhow::Result<DevChain> {
        let file = folder.join("chain.sqlite");
        std::fs::copy(self.folder.path().join("base.sqlite"), &file).context("the beginning has no chain file")?;
        open(file)
    }
}

/// Opens a chain that makes no blocks by itself.
pub(super) fn open(file: PathBuf) -> anyhow::Result<DevChain> {
    let config = DevChainConfig { path: Some(file), heartbeat: None, dev: true, ..DevChainConfig::default() };
    Ok(DevChain::open(config)?)
}

fn clock() -> palabre_devchain::SystemClock {
    palabre_devchain::SystemClock
}

fn plan(genesis: u64) -> anyhow::Result<Plan> {
    let reviewer = |lanes: &[u8]| -> anyhow::Result<Roles> {
        lanes.iter().try_fold(Roles::NONE, |roles, lane| Ok(roles.with(Roles::reviewer(Lane::new(*lane)?))))
    };
    let all: Vec<u8> = (0..8).collect();
    let mut roles = BTreeMap::new();
    for index in REVIEWERS {
        roles.insert(index, reviewer(&all)?);
    }
    let recorded = (0..20).map(|batch| {
        let items = (0..5).map(|place| item(5 + (batch + place) % 4, (batch + place) % 8, 2, batch * 5 + place + 1));
        let items = items.collect::<anyhow::Result<Vec<_>>>()?;
        Ok((genesis + DAY + batch * 60, Recording { epoch: 0, source: 1, items, approvers: vec![REVIEWERS[0]] }))
    });
    let recorded = recorded.collect::<anyhow::Result<_>>()?;
    Ok(Plan { size: SIZE, genesis, admission: Admission::Open, roles, recorded, vote: true })
}

pub(super) fn item(member: u64, lane: u64, points: u32, sequence: u64) -> anyhow::Result<Item> {
    let (member, lane) = (MemberId::new(member)?, Lane::new(lane as u8)?);
    Ok(Item { member, lane, points, kind: 0, sequence })
}
