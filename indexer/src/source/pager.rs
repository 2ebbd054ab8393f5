//! How many blocks to ask for at once, and how many requests to have under way. Pure: it learns from answers and
//! refusals alone.
//!
//! The width follows the density of logs, so that an answer has about [`TARGET_LOGS`] of them however busy the chain is
//! there; long logs count for several. A refusal for size sets a ceiling, at the number the endpoint names if it names
//! one; the ceiling is lifted a little now and then, because limits change. The number of requests under way grows by
//! one with each round that succeeds and is halved when the endpoint wants fewer.

use std::time::Duration;

use crate::config::IndexerConfig;

/// Logs that an answer should have: well below the limits of providers, and few enough to hold some answers in memory.
pub(super) const TARGET_LOGS: usize = 500;
/// How much wider a request may be than one that was answered: those under way may all meet a crowd at once, and what
/// they bring is held in memory.
const GROWTH: u64 = 2;
/// Answers after which a learned ceiling is lifted by a tenth.
const LIFT_AFTER: u32 = 50;
/// Weight of the newest answer in the density.
const NEWEST: f64 = 0.3;
const FIRST_PAUSE: Duration = Duration::from_millis(250);

/// What was learned about an endpoint and the chain behind it.
#[derive(Clone, Debug)]
pub(crate) struct Pager {
    width: u64,
    ceiling: u64,
    widest: u64,
    density: Option<f64>,
    since_lift: u32,
    under_way: usize,
    most_under_way: usize,
    in_a_round: usize,
    busy_in_a_row: u32,
    longest_pause: Duration,
}

impl Pager {
    /// Nothing is learned yet.
    pub(crate) fn new(config: &IndexerConfig) -> Self {
        let widest = config.max_window.max(1);
        let most_under_way = config.in_flight.max(1);
        Self {
            width: config.window.clamp(1, widest),
            ceiling: widest,
            widest,
            density: None,
            since_lift: 0,
            under_way: most_under_way.min(2),
            most_under_way,
            in_a_round: 0,
            busy_in_a_row: 0,
            longest_pause: config.max_backoff,
        }
    }

    /// Blocks of the next request.
    pub(crate) fn width(&self) -> u64 {
        self.width
    }

    /// Requests to have under way.
    pub(crate) fn under_way(&self) -> usize {
        self.under_way
    }

    /// An answer about so many blocks had so many logs.
    pub(crate) fn answered(&mut self, blocks: u64, logs: usize) {
        let newest = logs as f64 / blocks.max(1) as f64;
        let density = self.density.map_or(newest, |before| before * (1.0 - NEWEST) + newest * NEWEST);
        self.density = Some(density);
        self.busy_in_a_row = 0;
        self.since_lift += 1;
        if self.since_lift >= LIFT_AFTER {
            self.since_lift = 0;
            self.ceiling = (self.ceiling + (self.ceiling / 10).max(1)).min(self.widest);
        }
        // The denser of both: a crowd that begins must not be met with the width of the quiet before it.
        let wanted = (TARGET_LOGS as f64 / density.max(newest).max(f64::MIN_POSITIVE)).min(self.widest as f64) as u64;
        self.width = wanted.min(blocks.saturating_mul(GROWTH)).clamp(1, self.ceiling);
        self.in_a_round += 1;
        if self.in_a_round >= self.under_way {
            self.in_a_round = 0;
            self.under_way = (self.under_way + 1).min(self.most_under_way);
        }
    }

    /// An answer about so many blocks was refused as too large; perhaps the endpoint said how many it would take.
    pub(crate) fn too_much(&mut self, asked: u64, at_most: Option<u64>) {
        let at_most = at_most.filter(|blocks| *blocks < asked);
        let learned = at_most.unwrap_or(asked / 2);
        // A limit of logs says nothing about quieter blocks: only a limit of blocks is a ceiling.
        if at_most.is_some() {
            self.ceiling = learned.clamp(1, self.widest);
        }
        self.width = learned.clamp(1, self.ceiling);
        self.since_lift = 0;
    }

    /// A request failed for reasons unknown: it may have been too large.
    pub(crate) fn failed(&mut self, asked: u64) {
        self.width = (asked / 2).clamp(1, self.ceiling);
        self.slow_down();
    }

    /// The endpoint wants fewer requests; the answer is how long to wait.
    pub(crate) fn busy(&mut self) -> Duration {
        self.slow_down();
        let pause = FIRST_PAUSE.saturating_mul(1 << self.busy_in_a_row.min(16)).min(self.longest_pause);
        self.busy_in_a_row += 1;
        pause
    }

    fn slow_down(&mut self) {
        self.under_way = (self.under_way / 2).max(1);
        self.in_a_round = 0;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pager() -> Pager {
        Pager::new(&IndexerConfig { window: 500, max_window: 10_000, in_flight: 8, ..IndexerConfig::default() })
    }

    #[test]
    fn quiet_blocks_are_asked_for_in_crowds_and_crowded_ones_in_few() {
        let mut pager = pager();
        (0..5).for_each(|_| pager.answered(pager.width(), 0));
        assert_eq!(pager.width(), 10_000);
        pager.answered(100, 0);
        assert_eq!(pager.width(), 200, "what was asked before is no reason to ask for more");
        (0..6).for_each(|_| pager.answered(pager.width(), 0));
        for _ in 0..20 {
            pager.answered(pager.width(), pager.width() as usize * 50);
        }
        assert_eq!(pager.width(), 10, "500 logs at 50 a block");
        pager.answered(10, 10 * 100);
        assert_eq!(pager.width(), 5, "a crowd is met at once");
        pager.answered(5, 0);
        assert_eq!(pager.width(), 10, "and left step by step");
    }

    #[test]
    fn a_limit_that_is_named_is_kept_and_tried_again_later() {
        let mut pager = pager();
        pager.too_much(500, Some(100));
        (0..40).for_each(|_| pager.answered(pager.width(), 0));
        assert_eq!(pager.width(), 100);
        (0..20).for_each(|_| pager.answered(pager.width(), 0));
        assert_eq!(pager.width(), 110, "limits change");
        pager.too_much(110, Some(100));
        assert_eq!(pager.width(), 100);
    }

    #[test]
    fn a_limit_that_is_not_named_is_searched_by_halves_and_is_no_ceiling() {
        let mut pager = pager();
        pager.too_much(500, None);
        assert_eq!(pager.width(), 250);
        pager.too_much(250, Some(9_999));
        assert_eq!(pager.width(), 125, "a limit above what was refused helps nobody");
        pager.answered(125, 0);
        assert!(pager.width() > 125);
    }

    #[test]
    fn requests_under_way_grow_by_one_a_round_and_are_halved() {
        let mut pager = pager();
        let seen: Vec<usize> = (0..60)
            .map(|_| {
                pager.answered(1, 0);
                pager.under_way()
            })
            .collect();
        assert_eq!((seen[0], seen[1], seen[4], *seen.last().expect("some")), (2, 3, 4, 8));
        assert_eq!(pager.busy(), FIRST_PAUSE);
        assert_eq!(pager.busy(), FIRST_PAUSE * 2);
        assert_eq!(pager.under_way(), 2);
        pager.answered(1, 0);
        assert_eq!(pager.busy(), FIRST_PAUSE, "an answer ends a row");
    }

    proptest! {
        #[test]
        fn there_is_always_something_to_ask_and_never_more_than_allowed(
            steps in proptest::collection::vec((0u8..4, 0usize..100_000, 0u64..20_000), 0..200)
        ) {
            let mut pager = pager();
            for (step, logs, hint) in steps {
                let asked = pager.width();
                match step {
                    0 => pager.answered(asked, logs),
                    1 => pager.too_much(asked, Some(hint).filter(|blocks| *blocks > 0)),
                    2 => pager.failed(asked),
                    _ => prop_assert!(pager.busy() <= pager.longest_pause),
                }
                prop_assert!((1..=10_000).contains(&pager.width()));
                prop_assert!((1..=8).contains(&pager.under_way()));
                prop_assert!(step != 1 || asked == 1 || pager.width() < asked, "a refusal must lead to less");
            }
        }
    }
}
