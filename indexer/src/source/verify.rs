//! Is an answer complete? A header's bloom filter has every address and topic of the block's logs, so an empty answer
//! can be doubted; receipts that hash to the header's root settle it.

use alloy::primitives::{Address, Bloom, BloomInput};

use super::SourceBlock;
use crate::{
    chain::{Chain, ChainError, ChainLog, Header, LogQuery, Offence},
    config::Verify,
    fold,
};

/// The addresses that are followed, and how answers about them are checked.
#[derive(Clone, Debug)]
pub(super) struct Watch {
    pub(super) addresses: Vec<Address>,
    pub(super) verify: Verify,
    blooms: Vec<Bloom>,
    topics: Vec<Bloom>,
}

impl Watch {
    pub(super) fn new(addresses: Vec<Address>, verify: Verify) -> Self {
        let blooms = addresses.iter().map(|address| bloom(address.as_slice())).collect();
        let topics = fold::event_topics().map(|topic| bloom(topic.as_slice())).collect();
        Self { addresses, verify, blooms, topics }
    }

    /// A block with its logs, checked as far as wanted.
    pub(super) async fn check<C: Chain>(
        &self,
        chain: &C,
        header: Header,
        logs: Vec<ChainLog>,
    ) -> Result<SourceBlock, ChainError> {
        let mut blocks = self.check_all(chain, vec![(header, logs)]).await?;
        // One went in.
        Ok(blocks.remove(0))
    }

    /// Blocks with their logs, checked as far as wanted.
    pub(super) async fn check_all<C: Chain>(
        &self,
        chain: &C,
        answers: Vec<(Header, Vec<ChainLog>)>,
    ) -> Result<Vec<SourceBlock>, ChainError> {
        let mut blocks = Vec::with_capacity(answers.len());
        for (header, logs) in answers {
            let logs = self.sorted(&header, logs)?;
            blocks.push(SourceBlock { header, logs });
        }
        match self.verify {
            Verify::Off => {}
            Verify::Bloom => {
                for block in blocks.iter_mut().filter(|block| block.logs.is_empty() && self.may_hold(&block.header)) {
                    self.ask_again(chain, block).await?;
                }
            }
            Verify::Receipts => {
                let doubtful = |block: &&mut SourceBlock| !block.logs.is_empty() || self.may_hold(&block.header);
                let doubtful: Vec<&mut SourceBlock> = blocks.iter_mut().filter(doubtful).collect();
                let headers: Vec<Header> = doubtful.iter().map(|block| block.header.clone()).collect();
                for (block, proven) in doubtful.into_iter().zip(chain.proven_logs_of(headers).await?) {
                    self.take_proven(chain, block, proven);
                }
            }
        }
        Ok(blocks)
    }

    /// The bloom filter announces logs that an answer by range lacks: the block's hash decides.
    async fn ask_again<C: Chain>(&self, chain: &C, block: &mut SourceBlock) -> Result<(), ChainError> {
        let again = chain.logs(&self.addresses, LogQuery::Block(block.header.hash)).await?;
        block.logs = self.sorted(&block.header, again)?;
        if !block.logs.is_empty() {
            let problem = format!("no logs of block {} when asked by range", block.header.number);
            chain.accuse(Offence::Lied, &problem);
        }
        Ok(())
    }

    /// What the receipts prove wins over what was answered.
    fn take_proven<C: Chain>(&self, chain: &C, block: &mut SourceBlock, mut proven: Vec<ChainLog>) {
        proven.retain(|log| self.addresses.contains(&log.address));
        if proven != block.logs {
            let (number, answered, has) = (block.header.number, block.logs.len(), proven.len());
            tracing::warn!(
                block = number,
                answered,
                proven = has,
                "the RPC endpoint answered with wrong logs; those of the receipts are taken"
            );
            let problem = format!("wrong logs of block {number}: {answered}, its receipts have {has}");
            chain.accuse(Offence::Lied, &problem);
        }
        block.logs = proven;
    }

    /// Logs by position, each once; an error if one is of another block.
    fn sorted(&self, header: &Header, mut logs: Vec<ChainLog>) -> Result<Vec<ChainLog>, ChainError> {
        if let Some(log) = logs.iter().find(|log| log.block_hash != header.hash || log.block_number != header.number) {
            let problem = format!("a log claims block {} ({})", log.block_number, log.block_hash);
            return Err(ChainError::Inconsistent { block: header.number, problem });
        }
        logs.sort_by_key(|log| log.log_index);
        logs.dedup();
        if let Some(pair) = logs.windows(2).find(|pair| pair[0].log_index == pair[1].log_index) {
            let problem = format!("two logs at position {}", pair[0].log_index);
            return Err(ChainError::Inconsistent { block: header.number, problem });
        }
        logs.retain(|log| self.addresses.contains(&log.address));
        Ok(logs)
    }

    fn may_hold(&self, header: &Header) -> bool {
        let holds = |wanted: &Bloom| header.bloom.contains(wanted);
        self.blooms.iter().any(holds) && self.topics.iter().any(holds)
    }
}

fn bloom(input: &[u8]) -> Bloom {
    Bloom::from(BloomInput::Raw(input))
}
