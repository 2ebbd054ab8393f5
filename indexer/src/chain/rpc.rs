//! A chain behind JSON-RPC: over HTTP or inside the process, the provider does not tell.

mod batch;
mod calls;
mod read;
mod refusal;

use std::{
    future::IntoFuture,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use alloy::{
    eips::{BlockId, BlockNumberOrTag},
    network::Ethereum,
    primitives::{Address, B256, Bytes, keccak256},
    providers::{DynProvider, Provider},
    rpc::{
        client::BatchRequest,
        json_rpc::{RpcRecv, RpcSend},
        types::{Block, Filter, TransactionReceipt},
    },
    transports::TransportResult,
};
use futures::{StreamExt, stream};
use palabre_contracts::{
    Contracts,
    bindings::{
        contributions::Contributions, distribution::Distribution, house::House, membership::Membership,
        reputation::Reputation,
    },
};

pub use self::calls::RpcCalls;
use self::{batch::Batch, calls::Counters};
use super::{Chain, ChainError, ChainLog, EndpointReport, Finality, Header, LogQuery};
use crate::store::Constants;

/// Batches under way at once.
const BATCHES: usize = 3;

/// A chain behind an alloy provider.
#[derive(Clone, Debug)]
pub struct RpcChain {
    provider: DynProvider<Ethereum>,
    check_hashes: bool,
    /// Longest wait for one answer.
    patience: Duration,
    calls: Counters,
    /// Requests that the endpoint takes in one batch.
    batch: Arc<Mutex<Batch>>,
}

impl RpcChain {
    /// Asks through `provider` and waits for each answer as long as `patience`. With `check_hashes` every header must
    /// have the hash that it claims.
    pub fn new(provider: DynProvider<Ethereum>, check_hashes: bool, patience: Duration) -> Self {
        let (calls, batch) = (Counters::default(), Arc::default());
        Self { provider, check_hashes, patience, calls, batch }
    }

    fn too_late(&self, method: &'static str) -> ChainError {
        ChainError::Transport(format!("{method}: nothing came within {} s", self.patience.as_secs_f32()))
    }

    /// Waits for an answer, but not for ever, and counts it.
    async fn ask<T>(
        &self,
        method: &'static str,
        request: impl IntoFuture<Output = TransportResult<T>>,
    ) -> Result<T, ChainError> {
        let result = match tokio::time::timeout(self.patience, request.into_future()).await {
            Ok(answer) => answer.map_err(|error| refusal::classify(method, &error)),
            Err(_) => Err(self.too_late(method)),
        };
        self.calls.count(method, 1, &result);
        result
    }

    fn batch(&self) -> MutexGuard<'_, Batch> {
        // A panic elsewhere leaves nothing half written here.
        self.batch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the same with all these parameters, many at once; how many follows from what became of it before. Only those
    /// that were refused are asked again, as long as others are answered.
    async fn ask_all<P, T>(&self, method: &'static str, params: Vec<P>) -> Result<Vec<T>, ChainError>
    where
        P: RpcSend + 'static,
        T: RpcRecv,
    {
        let mut answers: Vec<Option<T>> = params.iter().map(|_| None).collect();
        let mut rest: Vec<(usize, P)> = params.into_iter().enumerate().collect();
        while !rest.is_empty() {
            let size = self.batch().size();
            let now: Vec<(usize, P)> = rest.drain(..rest.len().min(size * BATCHES)).collect();
            let (asked, batches): (usize, Vec<_>) = (now.len(), now.chunks(size).map(<[_]>::to_vec).collect());
            let count = batches.len();
            let round = stream::iter(batches).map(|batch| self.ask_batch(method, batch)).buffered(BATCHES);
            let (mut refused, mut problem) = (Vec::new(), None);
            for (place, params, answer) in round.collect::<Vec<_>>().await.into_iter().flatten() {
                match answer {
                    Ok(answer) => answers[place] = Some(answer),
                    Err(why) => {
                        refused.push((place, params));
                        problem = Some(why);
                    }
                }
            }
            match problem {
                None => self.batch().answered(count),
                Some(problem) if refused.len() == asked && (size == 1 || matches!(problem, ChainError::Busy(_))) => {
                    return Err(problem);
                }
                Some(problem) => {
                    tracing::debug!(%problem, size, "smaller batches");
                    self.batch().failed(size);
                    rest.splice(0..0, refused);
                }
            }
        }
        Ok(answers.into_iter().flatten().collect())
    }

    /// An answer, or what is wrong, for each of these parameters.
    async fn ask_batch<P, T>(
        &self,
        method: &'static str,
        batch: Vec<(usize, P)>,
    ) -> Vec<(usize, P, Result<T, ChainError>)>
    where
        P: RpcSend,
        T: RpcRecv,
    {
        let client = self.provider.client();
        let answers = async {
            if let [(_, only)] = &batch[..] {
                return Ok(vec![client.request::<_, T>(method, only.clone()).await]);
            }
            let mut request = BatchRequest::new(client);
            let waiters: Result<Vec<_>, _> =
                batch.iter().map(|(_, one)| request.add_call::<_, T>(method, one)).collect();
            let waiters = waiters?;
            request.send().await?;
            Ok(futures::future::join_all(waiters).await)
        };
        let classified = |error| refusal::classify(method, &error);
        let answers: Vec<Result<T, ChainError>> = match tokio::time::timeout(self.patience, answers).await {
            Ok(Ok(each)) => each.into_iter().map(|one| one.map_err(classified)).collect(),
            Ok(Err(error)) => batch.iter().map(|_| Err(refusal::classify(method, &error))).collect(),
            Err(_) => batch.iter().map(|_| Err(self.too_late(method))).collect(),
        };
        answers.iter().for_each(|one| self.calls.count(method, 1, one));
        batch.into_iter().zip(answers).map(|((place, params), answer)| (place, params, answer)).collect()
    }

    async fn block(&self, tag: BlockNumberOrTag) -> Result<Option<Header>, ChainError> {
        let block = self.ask("eth_getBlockByNumber", self.provider.get_block_by_number(tag)).await?;
        block.map(|block| read::header(&block, self.check_hashes)).transpose()
    }

    /// Height of the block behind a tag that not every chain knows.
    async fn tagged(&self, tag: BlockNumberOrTag) -> Result<Option<u64>, ChainError> {
        match self.block(tag).await {
            Ok(header) => Ok(header.map(|header| header.number)),
            Err(ChainError::Refused { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn same_height(header: Header, number: u64) -> Result<Header, ChainError> {
    if header.number == number {
        return Ok(header);
    }
    let problem = format!("asked for it, got block {}", header.number);
    Err(ChainError::Inconsistent { block: number, problem })
}

impl Chain for RpcChain {
    async fn chain_id(&self) -> Result<u64, ChainError> {
        self.ask("eth_chainId", self.provider.get_chain_id()).await
    }

    async fn head(&self) -> Result<Header, ChainError> {
        self.block(BlockNumberOrTag::Latest).await?.ok_or(ChainError::MissingBlock(0))
    }

    async fn header(&self, number: u64) -> Result<Option<Header>, ChainError> {
        self.block(number.into()).await?.map(|header| same_height(header, number)).transpose()
    }

    async fn headers(&self, numbers: Vec<u64>) -> Result<Vec<Header>, ChainError> {
        let params = numbers.iter().map(|number| (BlockNumberOrTag::from(*number), false)).collect();
        let blocks: Vec<Option<Block>> = self.ask_all("eth_getBlockByNumber", params).await?;
        let pairs = blocks.into_iter().zip(numbers);
        let header = |(block, number): (Option<Block>, u64)| {
            let block = block.ok_or(ChainError::MissingBlock(number))?;
            same_height(read::header(&block, self.check_hashes)?, number)
        };
        pairs.map(header).collect()
    }

    async fn finality(&self) -> Result<Finality, ChainError> {
        let safe = self.tagged(BlockNumberOrTag::Safe).await?;
        let finalized = self.tagged(BlockNumberOrTag::Finalized).await?;
        Ok(Finality { safe, finalized })
    }

    async fn code_hashes(&self, addresses: &[Address]) -> Result<Vec<B256>, ChainError> {
        let params = addresses.iter().map(|address| (*address, BlockNumberOrTag::Latest)).collect();
        let codes: Vec<Bytes> = self.ask_all("eth_getCode", params).await?;
        Ok(codes.iter().map(keccak256).collect())
    }

    async fn logs(&self, addresses: &[Address], query: LogQuery) -> Result<Vec<ChainLog>, ChainError> {
        let filter = Filter::new().address(addresses.to_vec());
        let filter = match query {
            LogQuery::Range(range) => filter.from_block(*range.start()).to_block(*range.end()),
            LogQuery::Block(hash) => filter.at_block_hash(hash),
        };
        let logs = self.ask("eth_getLogs", self.provider.get_logs(&filter)).await?;
        logs.into_iter().map(read::log).collect()
    }

    async fn proven_logs(&self, header: &Header) -> Result<Vec<ChainLog>, ChainError> {
        let id = BlockId::from(header.hash);
        let receipts = self.ask("eth_getBlockReceipts", self.provider.get_block_receipts(id)).await?;
        read::proven(header, receipts)
    }

    async fn proven_logs_of(&self, headers: Vec<Header>) -> Result<Vec<Vec<ChainLog>>, ChainError> {
        let params = headers.iter().map(|header| (BlockId::from(header.hash),)).collect();
        let receipts: Vec<Option<Vec<TransactionReceipt>>> = self.ask_all("eth_getBlockReceipts", params).await?;
        headers.iter().zip(receipts).map(|(header, receipts)| read::proven(header, receipts)).collect()
    }

    async fn constants(&self, contracts: &Contracts) -> Result<Constants, ChainError> {
        let at = |name, address| move |problem| failed(name, address, problem);
        let ledger = Contributions::new(contracts.contributions, &self.provider);
        let calendar = ledger.calendar().call().await.map_err(at("Contributions", contracts.contributions))?;
        let money = Distribution::new(contracts.distribution, &self.provider);
        let unclaimed = money.unclaimedPeriod().call().await.map_err(at("Distribution", contracts.distribution))?;
        let votes = Reputation::new(contracts.reputation, &self.provider);
        let growth = votes.growth().call().await.map_err(at("Reputation", contracts.reputation))?;
        let people = Membership::new(contracts.membership, &self.provider);
        let pilot = people.pilot().call().await.map_err(at("Membership", contracts.membership))?;
        Ok(Constants {
            calendar: calendar.into(),
            unclaimed_period: unclaimed.to(),
            growth,
            members_heads: self.heads(contracts.members_house).await?,
            contributors_heads: self.heads(contracts.contributors_house).await?,
            pilot,
        })
    }

    fn report(&self) -> Vec<EndpointReport> {
        vec![EndpointReport { calls: self.calls.all(), ..EndpointReport::default() }]
    }
}

impl RpcChain {
    async fn heads(&self, house: Address) -> Result<u32, ChainError> {
        let contract = House::new(house, &self.provider);
        contract.minimumHeads().call().await.map_err(|problem| failed("House", house, problem))
    }
}

fn failed(name: &'static str, address: Address, problem: alloy::contract::Error) -> ChainError {
    ChainError::Contract { name, address, problem: refusal::without_secrets(&problem.to_string()) }
}

#[cfg(test)]
mod tests;
