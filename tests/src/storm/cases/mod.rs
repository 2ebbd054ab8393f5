//! What is tried. Each case draws its variant from the seed, so that some seeds try all of them.

mod answers;
mod chains;
mod crashes;
mod disks;
mod forks;
mod servers;
mod times;

use super::run::{Storm, Trying};

/// Something that storms do.
#[derive(Debug)]
pub struct Case {
    /// Its name.
    pub name: &'static str,
    /// What happens, and what must come of it.
    pub about: &'static str,
    pub(super) run: for<'s, 'a> fn(&'s mut Storm<'a>) -> Trying<'s>,
}

macro_rules! cases {
    ($($name:literal, $run:path, $about:literal;)*) => {
        /// All cases.
        pub const CASES: &[Case] =
            &[$(Case { name: $name, about: $about, run: |storm| Box::pin($run(storm)) }),*];
    };
}

cases! {
    "incomplete", answers::incomplete, "Answers lack blocks, or logs inside a block, by range and by hash: noticed and mended.";
    "stale", answers::stale, "Some answers come from a node that is some blocks behind: nothing is passed over.";
    "inconsistent", answers::inconsistent, "Logs, receipts and headers contradict each other: asked again, never believed.";
    "refusing", answers::refusing, "429, 503, JSON-RPC errors, resets, half answers, nulls, wrong ids, no batches: goes on alone.";
    "limits", answers::limits, "Limits of blocks, logs and batch sizes, named or not: requests shrink until they fit.";
    "disorder", answers::disorder, "Logs in any order, twice, of other blocks, or marked as removed: the same tables.";
    "liar", answers::liar, "The preferred one of two endpoints lies, lags or fails: the other one is asked.";
    "outage", times::outage, "Nothing answers for long: said by /readyz, and over by itself.";
    "frozen", times::frozen, "The head stands still: said by /readyz, and over by itself.";
    "clock", times::clock, "The machine's clock and the chain's clock jump: the same tables.";
    "identity", chains::identity, "Another chain, another beginning, no contracts: refused at the start.";
    "moved", chains::moved, "An endpoint serves another chain from now on: nothing of it is written.";
    "forks", forks::live, "Reorganisations at the head: depth 1 to the most, siblings, shorter ones, moved and lost transactions.";
    "forks-odd", forks::odd, "Reorganisations while the node is off or backfills, two in a row, there and back again.";
    "too-deep", forks::too_deep, "Deeper than can be undone: stops writing, says so, goes on serving; a reindex mends it.";
    "syncing", forks::syncing, "The preferred endpoint is on a dead branch: not believed, the other one is followed.";
    "hand-over", forks::hand_over, "Blocks and forks keep coming while backfill ends: no gap, nothing twice.";
    "kill", crashes::at_points, "Killed at every named moment of writing, and somewhere: exactly once.";
    "kill-anywhere", crashes::anywhere, "Killed at any moment, again and again: exactly once.";
    "two-writers", crashes::two_writers, "Two nodes on one database: the second one refuses, and can take over.";
    "locked", disks::locked, "Another program holds the database for a while: the node waits.";
    "disk-error", disks::failing, "The n-th write or flush fails (EIO): nothing is half there, and it goes on.";
    "disk-full", disks::full, "The disk is full for a while (ENOSPC): the same.";
    "server", servers::restarts, "PostgreSQL is stopped, or crashes and forgets, and comes back: goes on alone, exactly once.";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn cases_have_names_of_their_own() {
        let names: BTreeSet<&str> = CASES.iter().map(|case| case.name).collect();
        assert_eq!(names.len(), CASES.len());
    }
}
