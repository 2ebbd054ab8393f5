//! What depends on the time alone: where epochs stand, what houses need. Asked of blocks of the past, and of the seconds
//! around every date of an epoch to come.

use alloy::{eips::BlockId, primitives::U256, providers::Provider};
use palabre_contracts::{
    bindings::{Contributions, House, Membership},
    rules::{Phase, proposal_threshold, quorum},
};

use crate::{
    dice::Dice,
    life::EPOCHS,
    world::{World, blueprint},
};

const BLOCKS: usize = 6;
/// No life comes so far.
const LAST: u32 = EPOCHS + 4;

impl World {
    /// Compares phases and quorums at blocks of this life with the twins; the answer is how many were compared.
    pub(crate) async fn compare_states(&self, dice: &mut Dice) -> usize {
        let newest = self.provider().get_block_number().await.expect("the chain answers");
        let mut compared = 0;
        for _ in 0..BLOCKS {
            let number = newest - dice.next(newest / 2);
            let block = self.provider().get_block_by_number(number.into()).await.expect("the chain answers");
            let time = block.expect("a block of the past").header.timestamp;
            compared += self.compare_phases(BlockId::number(number), time).await;
            compared += self.compare_needs(BlockId::number(number), time).await;
        }
        let (calendar, epoch) = (blueprint().calendar, EPOCHS + 1 + dice.next(3) as u32);
        let end = calendar.end_of(epoch);
        let (grace, challenge) = (end + calendar.grace, end + calendar.grace + calendar.challenge);
        for date in [calendar.start_of(epoch), end, grace, challenge, calendar.final_at(epoch)] {
            for time in [date - 1, date] {
                self.clock.set(time);
                compared += self.compare_phases(BlockId::latest(), time).await;
            }
        }
        compared
    }

    async fn compare_phases(&self, at: BlockId, time: u64) -> usize {
        let ledger = Contributions::new(self.community.contracts.contributions, self.provider());
        for epoch in 0..=LAST {
            let extension: u64 = ledger.totals(epoch).block(at).call().await.expect("a view").extension.to();
            let calendar = blueprint().calendar.extended(extension);
            let phase = ledger.phase(epoch).block(at).call().await.expect("a view");
            assert_eq!(phase, calendar.phase_at(epoch, time) as u8, "phase of epoch {epoch} at {time}");
            let final_at: u64 = ledger.finalAt(epoch).block(at).call().await.expect("a view").to();
            assert_eq!(final_at, calendar.final_at(epoch), "end of epoch {epoch}");
            assert_eq!(phase == Phase::Final as u8, time >= final_at, "epoch {epoch} at {time}");
        }
        let epoch = ledger.currentEpoch().block(at).call().await.expect("a view");
        assert_eq!(epoch, blueprint().calendar.epoch_at(time), "epoch at {time}");
        LAST as usize + 2
    }

    async fn compare_needs(&self, at: BlockId, time: u64) -> usize {
        let houses = blueprint().houses;
        let contracts = self.community.contracts;
        for house in [contracts.members_house, contracts.contributors_house] {
            let house = House::new(house, self.provider());
            // Every token of votes has these views.
            let token = Membership::new(house.token().call().await.expect("a view"), self.provider());
            let timepoint = U256::from(time - 1);
            let supply = token.getPastTotalSupply(timepoint).block(at).call().await.expect("a view");
            let needed = house.quorum(timepoint).block(at).call().await.expect("a view");
            let twin = quorum(supply, houses.quorum_percent, houses.minimum_heads);
            assert_eq!(needed, twin, "quorum at {time} of {supply}");
            let threshold = house.proposalThreshold().block(at).call().await.expect("a view");
            let twin = proposal_threshold(supply, houses.threshold_bps);
            assert_eq!(threshold, twin, "threshold at {time} of {supply}");
        }
        4
    }
}
