//! Does a header extend what the mirror knows, and if not, from which block on is the mirror wrong? Pure.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
};

use alloy::primitives::B256;

use crate::{chain::Header, store::BlockRef};

/// What to do about a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is the child of the mirror's newest block.
    Extend,
    /// Everything above this height is gone.
    Rewind(u64),
    /// Not decided yet: look at the chain's header of this height.
    Older(u64),
    /// The fork began before this height, the oldest that can be taken back.
    TooDeep(u64),
}

/// The blocks that the mirror remembers: without gaps near the tip, with gaps below.
///
/// They are blocks that every community which is that far has passed: only to these can all of them go back together.
/// Whoever catches up with others therefore remembers nothing of its own but the block it stands on.
#[derive(Clone, Debug, Default)]
pub struct Known {
    blocks: BTreeMap<u64, BlockRef>,
    behind: Option<BlockRef>,
    max_depth: u64,
    finalized: u64,
}

impl Known {
    /// Remembers `blocks`; a fork may take back at most `max_depth` blocks.
    pub fn new(blocks: impl IntoIterator<Item = BlockRef>, max_depth: u64) -> Self {
        let blocks = blocks.into_iter().map(|block| (block.block_number, block)).collect();
        Self { blocks, behind: None, max_depth, finalized: 0 }
    }

    /// As [`Self::new`] for somebody who stands on `tip` and catches up with those who passed `blocks`.
    pub fn behind(tip: BlockRef, blocks: impl IntoIterator<Item = BlockRef>, max_depth: u64) -> Self {
        Self { behind: Some(tip), ..Self::new(blocks, max_depth) }
    }

    /// Takes the chain at its word that nothing up to `number` is taken back.
    pub fn finalize(&mut self, number: u64) {
        self.finalized = number;
    }

    /// The block of this height, if it is remembered.
    pub fn at(&self, number: u64) -> Option<BlockRef> {
        self.behind.filter(|tip| tip.block_number == number).or_else(|| self.blocks.get(&number).copied())
    }

    /// The heights in a range whose blocks must be looked at below a head of this height: those that are remembered,
    /// and those that a fork may take back yet, so that its beginning is found among blocks without events, too.
    pub fn looked_at(&self, range: &RangeInclusive<u64>, head: u64) -> BTreeSet<u64> {
        let mut heights: BTreeSet<u64> = self.blocks.range(range.clone()).map(|(number, _)| *number).collect();
        if self.behind.is_none() {
            heights.extend(head.saturating_sub(self.max_depth).max(*range.start())..=*range.end());
        }
        heights
    }

    /// Adds a block.
    pub fn insert(&mut self, block: BlockRef) {
        self.blocks.insert(block.block_number, block);
    }

    /// Adds the new tip and forgets what no fork may take back any more.
    pub fn extend(&mut self, tip: BlockRef) {
        if self.behind.is_some() {
            self.behind = Some(tip);
            return;
        }
        self.insert(tip);
        let limit = tip.block_number.saturating_sub(self.max_depth);
        while self.blocks.first_key_value().is_some_and(|(number, _)| *number < limit) {
            self.blocks.pop_first();
        }
    }

    /// Forgets everything above `number`.
    pub fn truncate(&mut self, number: u64) {
        self.blocks.split_off(&(number + 1));
    }

    /// Compares the chain's `header` with what is known; `tip` is the newest block that was mirrored.
    pub fn check(&self, tip: u64, header: &Header) -> Verdict {
        let conflict = self.hash(header.number).is_some_and(|hash| hash != header.hash);
        let follows_tip = self.at(tip).is_some_and(|block| block.block_hash == header.parent_hash);
        if header.number == tip + 1 && follows_tip && !conflict {
            return Verdict::Extend;
        }
        self.fork(tip, header)
    }

    /// From which block on the mirror is wrong, now that `header` or one above it contradicts it.
    pub fn fork(&self, tip: u64, header: &Header) -> Verdict {
        let Some(below) = header.number.checked_sub(1) else { return Verdict::TooDeep(0) };
        let finalized = self.finalized.min(tip);
        match self.hash(below) {
            Some(hash) if hash == header.parent_hash && below < finalized => Verdict::TooDeep(finalized),
            Some(hash) if hash == header.parent_hash => Verdict::Rewind(below),
            _ => self.older(tip, below),
        }
    }

    fn hash(&self, number: u64) -> Option<B256> {
        self.blocks.get(&number).map(|block| block.block_hash)
    }

    fn older(&self, tip: u64, number: u64) -> Verdict {
        let oldest = self.blocks.keys().next().copied().unwrap_or(tip);
        let limit = tip.saturating_sub(self.max_depth).max(oldest).max(self.finalized.min(tip));
        if number <= limit { Verdict::TooDeep(limit) } else { Verdict::Older(number) }
    }
}

#[cfg(test)]
mod tests {
    use alloy::primitives::{Bloom, keccak256};
    use proptest::prelude::*;

    use super::*;

    /// A block of a branch: its hash depends on the branch from `fork` on.
    fn hash(number: u64, fork: u64) -> B256 {
        let branch = if number > fork { fork + 1 } else { 0 };
        keccak256([number.to_be_bytes(), branch.to_be_bytes()].concat())
    }

    fn header(number: u64, fork: u64) -> Header {
        let parent_hash = number.checked_sub(1).map_or(B256::ZERO, |below| hash(below, fork));
        let (bloom, receipts_root) = (Bloom::ZERO, B256::ZERO);
        Header { number, hash: hash(number, fork), parent_hash, time: number, bloom, receipts_root }
    }

    fn known(numbers: impl IntoIterator<Item = u64>, max_depth: u64) -> Known {
        Known::new(numbers.into_iter().map(|number| header(number, u64::MAX - 1).block()), max_depth)
    }

    /// Follows the advice until it is final, as the source does.
    fn decide(known: &Known, tip: u64, from: u64, fork: u64) -> Verdict {
        let (mut number, mut verdict) = (from, known.check(tip, &header(from, fork)));
        while let Verdict::Older(older) = verdict {
            assert!(older < number, "the search must go down");
            number = older;
            verdict = known.fork(tip, &header(number, fork));
        }
        verdict
    }

    #[test]
    fn the_next_block_extends() {
        assert_eq!(known(5..=10, 64).check(10, &header(11, u64::MAX - 1)), Verdict::Extend);
    }

    #[test]
    fn a_fork_rewinds_to_the_last_common_block() {
        for fork in 5..10 {
            assert_eq!(decide(&known(5..=10, 64), 10, 11, fork), Verdict::Rewind(fork), "fork after {fork}");
        }
        assert_eq!(decide(&known(5..=10, 64), 10, 8, 7), Verdict::Rewind(7), "the other branch is shorter");
    }

    #[test]
    fn blocks_that_no_fork_may_take_back_are_forgotten() {
        let mut known = known(0..=10, 3);
        known.extend(header(11, u64::MAX - 1).block());
        assert_eq!((known.at(7), known.at(8).map(|block| block.block_number)), (None, Some(8)));
    }

    #[test]
    fn a_block_that_others_know_differently_takes_them_back() {
        let mut known = known(5..=10, 64);
        known.insert(header(11, 3).block());
        assert_eq!(known.check(10, &header(11, u64::MAX - 1)), Verdict::Rewind(10));
    }

    /// Others passed blocks 30 to 41 of the old branch without remembering all; the new one begins after 31.
    #[test]
    fn whoever_catches_up_sends_the_others_back_to_a_block_that_they_passed() {
        let others = [30, 34, 41].map(|number| header(number, u64::MAX - 1).block());
        let known = Known::behind(header(33, 31).block(), others, 64);
        assert_eq!(decide(&known, 33, 34, 31), Verdict::Rewind(30), "they never saw block 33 of the new branch");
        let known = Known::behind(header(28, 31).block(), others, 64);
        assert_eq!(known.check(28, &header(29, 31)), Verdict::Extend);
        assert_eq!(decide(&known, 28, 41, 31), Verdict::Rewind(30));
        let known = Known::behind(header(32, 31).block(), others, 64);
        assert_eq!(decide(&known, 32, 34, 31), Verdict::Rewind(30), "its own block is right, and no help to others");
        let mut known = Known::behind(header(32, 31).block(), others, 64);
        known.extend(header(33, 31).block());
        assert_eq!((known.at(32), known.at(33).map(|block| block.block_number)), (None, Some(33)));
    }

    #[test]
    fn what_is_final_is_never_taken_back() {
        let mut known = known(0..=10, 64);
        known.finalize(7);
        for (fork, expected) in [(9, Verdict::Rewind(9)), (7, Verdict::Rewind(7)), (6, Verdict::TooDeep(7))] {
            assert_eq!(decide(&known, 10, 11, fork), expected, "fork after {fork}");
        }
        assert_eq!(decide(&known, 10, 8, 6), Verdict::TooDeep(7));
        known.finalize(1_000);
        assert_eq!(decide(&known, 10, 11, 9), Verdict::TooDeep(10), "an endpoint may be ahead of the mirror");
        assert_eq!(decide(&known, 10, 11, 10), Verdict::Extend);
    }

    #[test]
    fn deeper_than_allowed_or_remembered_stops() {
        assert_eq!(decide(&known(5..=10, 64), 10, 11, 4), Verdict::TooDeep(5));
        assert_eq!(decide(&known(0..=10, 3), 10, 11, 6), Verdict::TooDeep(7));
        assert_eq!(decide(&known(0..=10, 3), 10, 11, 7), Verdict::Rewind(7));
        assert_eq!(known(0..=3, 64).check(3, &header(0, 0)), Verdict::TooDeep(0));
    }

    proptest! {
        #[test]
        fn no_verdict_keeps_a_block_of_the_wrong_branch(
            tip in 1u64..60, fork in 0u64..60, gaps in proptest::collection::btree_set(0u64..60, 0..20), depth in 1u64..70
        ) {
            let fork = fork.min(tip.saturating_sub(1));
            let known = known((0..=tip).filter(|number| *number == tip || !gaps.contains(number)), depth);
            match decide(&known, tip, tip + 1, fork) {
                Verdict::Rewind(to) => {
                    prop_assert!(to <= fork);
                    prop_assert!(tip - to <= depth);
                }
                Verdict::TooDeep(limit) => prop_assert!(limit > fork || tip - limit >= depth || known.at(fork).is_none()),
                other => prop_assert!(false, "{other:?}"),
            }
        }
    }
}
