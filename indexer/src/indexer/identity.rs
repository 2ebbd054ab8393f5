//! Is an endpoint's chain the one that the mirror was built from? Asked at every start and after every failure: its
//! number, its first block and the code of the followed contracts.

use std::collections::{BTreeMap, BTreeSet};

use alloy::primitives::{Address, B256, KECCAK256_EMPTY};

use super::IndexerError;
use crate::{
    chain::{Chain, ChainError, Offence},
    store::{ContractCode, Followed, Store},
    writer::Writer,
};

/// What the mirror expects of a chain.
struct Expected {
    communities: Vec<Followed>,
}

/// The number of the chain behind the endpoints. Those that serve it are vouched for, the others accused; an error only
/// if none does.
pub(super) async fn identify<C: Chain>(chain: &C, store: &Store, writer: &Writer) -> Result<u64, IndexerError> {
    let expected = Expected { communities: store.communities().await? };
    let waiting = chain.waiting();
    let endpoints = chain.endpoints();
    let checks = endpoints.iter().map(|endpoint| check(endpoint, store, writer, &expected));
    let mut found: Option<(u64, B256)> = None;
    let mut refused: Option<IndexerError> = None;
    for (endpoint, answer) in endpoints.iter().zip(futures::future::join_all(checks).await) {
        // A new mirror expects nothing yet: then the preferred endpoint says which chain it is.
        let answer = answer.and_then(|served| agree(found, served));
        match answer {
            Ok(served) => {
                endpoint.vouch();
                found = Some(served);
            }
            Err(error @ IndexerError::Store(_)) => return Err(error),
            Err(error) => {
                let offence = if error.may_pass() { Offence::Failed } else { Offence::OtherChain };
                endpoint.accuse(offence, &error.to_string());
                // One that may come back is more hopeful than one that serves another chain.
                if refused.as_ref().is_none_or(|before| !before.may_pass()) {
                    refused = Some(error);
                }
            }
        }
    }
    match (found, refused) {
        (Some((chain_id, _)), _) => Ok(chain_id),
        // Whoever is left alone now may be the right one.
        (None, Some(error)) if waiting && !error.may_pass() => {
            Err(ChainError::Transport(format!("{error}; the other endpoints failed before and are asked again")).into())
        }
        (None, Some(error)) => Err(error),
        (None, None) => Err(ChainError::Transport("there is no endpoint".to_owned()).into()),
    }
}

/// An endpoint serves the same chain as those before it.
fn agree(before: Option<(u64, B256)>, served: (u64, B256)) -> Result<(u64, B256), IndexerError> {
    match before {
        Some((chain_id, expected)) if (chain_id, expected) != served => {
            Err(IndexerError::OtherGenesis { chain_id: served.0, expected, found: served.1 })
        }
        _ => Ok(served),
    }
}

/// The number and the first block of an endpoint's chain, which is the mirror's.
async fn check<C: Chain>(
    endpoint: &C,
    store: &Store,
    writer: &Writer,
    expected: &Expected,
) -> Result<(u64, B256), IndexerError> {
    let chain_id = endpoint.chain_id().await?;
    let found = endpoint.header(0).await?.ok_or(ChainError::MissingBlock(0))?.hash;
    if let Some(expected) = store.genesis_hash(chain_id).await?
        && expected != found
    {
        return Err(IndexerError::OtherGenesis { chain_id, expected, found });
    }
    // A mirror that follows communities, none of them on this chain, is pointed at the wrong endpoint.
    let on_chain = |followed: &&Followed| followed.community.chain_id == chain_id;
    if let Some(first) = expected.communities.first()
        && !expected.communities.iter().any(|followed| on_chain(&followed))
    {
        let (community, expected) = (first.community.slug.to_string(), first.community.chain_id);
        return Err(IndexerError::WrongChain { community, expected, found: chain_id });
    }
    let contracts =
        expected.communities.iter().filter(on_chain).flat_map(|followed| followed.community.contracts.all());
    check_code(endpoint, store, writer, chain_id, contracts.map(|(address, _)| address).collect()).await?;
    Ok((chain_id, found))
}

/// Contracts have the code that they had when they were first seen. An endpoint that has none is behind them.
pub(super) async fn check_code<C: Chain>(
    endpoint: &C,
    store: &Store,
    writer: &Writer,
    chain_id: u64,
    addresses: BTreeSet<Address>,
) -> Result<(), IndexerError> {
    if addresses.is_empty() {
        return Ok(());
    }
    let known: BTreeMap<Address, B256> =
        store.contract_codes(chain_id).await?.into_iter().map(|code| (code.address, code.code_hash)).collect();
    let addresses: Vec<Address> = addresses.into_iter().collect();
    let mut fresh = Vec::new();
    for (address, found) in addresses.iter().zip(endpoint.code_hashes(&addresses).await?) {
        if found == KECCAK256_EMPTY {
            let problem = "there is no code".to_owned();
            return Err(ChainError::Contract { name: "contract", address: *address, problem }.into());
        }
        match known.get(address) {
            Some(expected) if *expected != found => {
                return Err(IndexerError::OtherCode { address: *address, expected: *expected, found });
            }
            Some(_) => {}
            None => fresh.push(ContractCode { address: *address, code_hash: found }),
        }
    }
    if !fresh.is_empty() {
        writer.remember_codes(chain_id, &fresh).await?;
    }
    Ok(())
}
