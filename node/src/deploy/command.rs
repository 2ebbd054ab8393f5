//! The command `palabre deploy`: flags to a blueprint, and the audit of what came out.

use std::fs;

use anyhow::Context;
use palabre_contracts::member::Admission;

use super::{Options, deploy};
use crate::{
    audit::{self, Report},
    blueprint::{Blueprint, Houses},
    cli::{AdmissionFlag, Common, Deploy},
    data::DataFolder,
    endpoint,
    keys::{self, Purpose},
    sender::Sender,
};

const DAY: u64 = 86_400;

/// Deploys, or resumes, and audits the result.
pub async fn command(common: &Common, flags: &Deploy) -> anyhow::Result<Report> {
    let url = common.rpc_url().context(
        "deploy needs the chain's RPC: give --rpc-url URL. On the embedded chain, `palabre up` founds the community.",
    )?;
    let data = DataFolder::open(&common.data)?;
    let provider = endpoint::external(url, palabre_indexer::IndexerConfig::default().answer_patience).await?;
    let operator = Sender::new(provider.clone(), keys::load_or_create(&data.keys(), Purpose::Operator)?).await?;
    let options = Options {
        blueprint: blueprint(&data, flags, operator.chain_time().await?)?,
        registry: flags.registry,
        progress: !common.json,
    };
    let community = deploy(&data, &operator, options).await?;
    audit::deploy(&provider, &community.contracts).await
}

fn blueprint(data: &DataFolder, flags: &Deploy, now: u64) -> anyhow::Result<Blueprint> {
    let mut blueprint = Blueprint::standard(flags.slug.clone(), flags.name.clone(), now);
    if let Some(file) = &flags.charter {
        blueprint.charter =
            fs::read_to_string(file).with_context(|| format!("the charter {} cannot be read", file.display()))?;
    }
    blueprint.dao_uri.clone_from(&flags.dao_uri);
    blueprint.admission = match flags.admission {
        AdmissionFlag::Open => Admission::Open,
        AdmissionFlag::Invitation => Admission::Invitation,
        AdmissionFlag::Approval => Admission::Approval,
    };
    blueprint.founding_key = keys::load_or_create(&data.keys(), Purpose::Founding)?.address();
    blueprint.attester = keys::load_or_create(&data.keys(), Purpose::Relay)?.address();
    blueprint.calendar.length = u64::from(flags.epoch) * DAY;
    blueprint.tokens.extend(&flags.token);
    blueprint.pilot = flags.pilot;
    if flags.pilot {
        blueprint.houses = Houses::pilot();
    }
    Ok(blueprint)
}
