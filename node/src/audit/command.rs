//! The commands `palabre audit ...`: which community, on which chain.

use alloy::providers::DynProvider;
use anyhow::{Context, bail};
use palabre_contracts::Contracts;
use palabre_devchain::DevChain;

use super::{PointsReport, Report, contracts_of, deploy, points};
use crate::{
    cli::{Audited, Common},
    data::DataFolder,
    endpoint, up,
};

/// `palabre audit deploy`.
pub async fn deploy_command(common: &Common, audited: &Audited) -> anyhow::Result<Report> {
    let place = Place::of(common, audited).await?;
    deploy(&place.provider, &place.contracts).await
}

/// `palabre audit points`.
pub async fn points_command(common: &Common, audited: &Audited) -> anyhow::Result<PointsReport> {
    let place = Place::of(common, audited).await?;
    points(&place.provider, &place.contracts).await
}

/// A community and the way to its chain, which an embedded chain must outlive.
struct Place {
    provider: DynProvider,
    contracts: Contracts,
    _embedded: Option<(DevChain, DataFolder)>,
}

impl Place {
    /// By addresses and an RPC alone, or with the help of the data folder.
    async fn of(common: &Common, audited: &Audited) -> anyhow::Result<Self> {
        if let (Some(registry), Some(membership), Some(url)) = (audited.registry, audited.membership, common.rpc_url())
        {
            let provider = endpoint::external(url, palabre_indexer::IndexerConfig::default().answer_patience).await?;
            let contracts = contracts_of(&provider, registry, membership).await?;
            return Ok(Self { provider, contracts, _embedded: None });
        }
        let data = DataFolder::open(&common.data)?;
        let (provider, chain) = up::reading(common, &data).await?;
        let contracts = chosen(&data, &provider, audited).await?;
        Ok(Self { provider, contracts, _embedded: chain.map(|chain| (chain, data)) })
    }
}

/// The community that the flags name, or the only one there is.
async fn chosen(data: &DataFolder, provider: &DynProvider, audited: &Audited) -> anyhow::Result<Contracts> {
    if let (Some(registry), Some(membership)) = (audited.registry, audited.membership) {
        return contracts_of(provider, registry, membership).await;
    }
    let all = data.communities()?;
    let community = match &audited.slug {
        Some(slug) => all
            .iter()
            .find(|community| community.slug == *slug)
            .with_context(|| format!("the data folder follows no community {slug}"))?,
        None => match all.as_slice() {
            [only] => only,
            [] => bail!("the data folder follows no community: name one with --registry and --membership"),
            _ => bail!("the data folder follows several communities: choose one with --slug"),
        },
    };
    // Its addresses may have changed with a succession: the registry knows.
    contracts_of(provider, community.contracts.registry, community.contracts.membership).await
}
