//! How many requests go into one batch. Pure: it learns from what became of earlier ones.
//!
//! A batch that fails may have been too large, or the endpoint failed for another reason: nobody says. So batches become
//! smaller at once, down to single requests, and larger again while they are answered. How long the way back takes
//! doubles each time that it ended in a failure, so that an endpoint that takes no batches is hardly ever asked for one.

/// Requests of one batch at first, and at most.
const MOST: usize = 50;
/// Batches that must be answered before a larger one is tried, at first.
const PROOF: u32 = 10;
/// The same, at most.
const LONGEST_PROOF: u32 = 10_000;

/// What was learned.
#[derive(Debug)]
pub(super) struct Batch {
    size: usize,
    answered: u32,
    proof: u32,
}

impl Default for Batch {
    fn default() -> Self {
        Self { size: MOST, answered: 0, proof: PROOF }
    }
}

impl Batch {
    /// Requests of the next batch.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// So many batches were answered.
    pub(super) fn answered(&mut self, batches: usize) {
        self.answered = self.answered.saturating_add(batches as u32);
        if self.size < MOST && self.answered >= self.proof {
            self.answered = 0;
            self.size = (self.size * 2).min(MOST);
        }
    }

    /// A batch of this size failed.
    pub(super) fn failed(&mut self, size: usize) {
        let smaller = if size > 8 { size / 4 } else { 1 };
        if smaller < self.size {
            self.size = smaller;
            self.proof = self.proof.saturating_mul(2).min(LONGEST_PROOF);
        }
        self.answered = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_that_fail_become_smaller_and_grow_again_while_they_are_answered() {
        let mut batch = Batch::default();
        for (failed, left) in [(50, 12), (12, 3), (3, 1), (1, 1)] {
            batch.failed(failed);
            assert_eq!(batch.size(), left);
        }
        let mut sizes = vec![batch.size()];
        for _ in 0..1_000 {
            batch.answered(1);
            if sizes.last() != Some(&batch.size()) {
                sizes.push(batch.size());
            }
        }
        assert_eq!(sizes, [1, 2, 4, 8, 16, 32, 50], "an endpoint that failed for a while is asked as before");
    }

    #[test]
    fn an_endpoint_that_takes_no_batches_is_hardly_ever_asked_for_one() {
        let (mut batch, mut refused) = (Batch::default(), 0);
        for _ in 0..100_000 {
            if batch.size() > 1 {
                refused += 1;
                batch.failed(batch.size());
            } else {
                batch.answered(1);
            }
        }
        assert!(refused < 30, "{refused} of 100,000");
    }
}
