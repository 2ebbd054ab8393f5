//! When an attempt is made again. Pure.

use alloy::primitives::B256;

use crate::connectors::{Told, Trouble};

/// Seconds between attempts at one message: nine attempts over two days.
const DELAYS: [u64; 8] = [5, 30, 300, 1_800, 7_200, 18_000, 43_200, 86_400];
/// A tool is left alone for at most this long when it asks for it.
const LONGEST_REST: u64 = 86_400;
/// Rest of a tool that fails, by attempts that failed in a row.
const RESTS: [u64; 6] = [0, 5, 15, 60, 180, 300];
/// Rest of a connection that somebody must repair.
const BROKEN_RESTS: [u64; 4] = [60, 300, 900, 3_600];
/// A message that could not even be tried properly for this long is given up.
pub(super) const LONGEST_WAIT: u64 = 7 * 86_400;

/// What an attempt means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It arrived.
    Told,
    /// It did not: again in `wait` seconds; nothing else goes to this tool for `rest` seconds.
    Again {
        wait: u64,
        rest: u64,
        /// Whether it counts as one of the attempts that the message has.
        counts: bool,
        /// Whether nothing works until somebody repairs the connection.
        broken: bool,
    },
    /// It did not, for the last time: somebody has to look.
    Dead,
}

/// Where a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tried {
    /// Attempts of the schedule that were made before.
    pub(super) step: u64,
    /// Attempts in a row that the tool did not take, of any message.
    pub(super) failures: u64,
    /// Seconds since the message was written, or sent again by hand.
    pub(super) age: u64,
}

/// Judges an attempt. `random` spreads attempts, so that a tool that comes back is not asked for everything at once.
pub(super) fn judge(outcome: &Result<Told, Trouble>, tried: Tried, random: B256) -> Verdict {
    match outcome {
        Ok(_) => Verdict::Told,
        Err(Trouble::Later { after, .. }) => {
            let asked = after.unwrap_or(0).min(LONGEST_REST);
            let rest = asked.max(spread(of(&RESTS, tried.failures), random));
            again(tried, rest, random)
        }
        // Somebody changed the same page or room in the same moment: only this message is concerned.
        Err(Trouble::Conflict { .. }) => again(tried, 0, random),
        Err(Trouble::Broken { .. }) if tried.age < LONGEST_WAIT => {
            let rest = spread(of(&BROKEN_RESTS, tried.failures), random);
            Verdict::Again { wait: rest, rest, counts: false, broken: true }
        }
        Err(Trouble::Broken { .. } | Trouble::Refused { .. } | Trouble::Unsupported(_)) => Verdict::Dead,
    }
}

fn again(tried: Tried, rest: u64, random: B256) -> Verdict {
    match usize::try_from(tried.step).ok().and_then(|step| DELAYS.get(step)) {
        Some(delay) => Verdict::Again { wait: spread(*delay, random).max(rest), rest, counts: true, broken: false },
        None => Verdict::Dead,
    }
}

/// The entry at a place, or the last one.
fn of(list: &[u64], place: u64) -> u64 {
    let place = usize::try_from(place).unwrap_or(usize::MAX).min(list.len() - 1);
    list[place]
}

/// Up to a fifth more.
fn spread(delay: u64, random: B256) -> u64 {
    delay + u64::from(random[0]) * delay / (5 * 255)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: Tried = Tried { step: 0, failures: 0, age: 0 };

    fn judged(trouble: Trouble, tried: Tried, random: u8) -> Verdict {
        judge(&Err(trouble), tried, B256::repeat_byte(random))
    }

    #[test]
    fn nine_attempts_take_two_days() {
        let waits: Vec<u64> = (0..)
            .map_while(|step| match judged(Trouble::later("down"), Tried { step, ..NEW }, 0) {
                Verdict::Again { wait, counts: true, .. } => Some(wait),
                _ => None,
            })
            .collect();
        assert_eq!(waits, DELAYS);
        assert!((40..50).contains(&(waits.iter().sum::<u64>() / 3600)));
        assert_eq!(judged(Trouble::later("down"), Tried { step: 8, ..NEW }, 0), Verdict::Dead);
    }

    #[test]
    fn attempts_are_spread() {
        let wait = |random| match judged(Trouble::conflict("page"), Tried { step: 2, ..NEW }, random) {
            Verdict::Again { wait, rest: 0, .. } => wait,
            other => panic!("{other:?}"),
        };
        assert_eq!((wait(0), wait(255)), (300, 360));
    }

    #[test]
    fn a_tool_that_names_a_time_is_left_alone_so_long_but_not_for_ever() {
        let later = |after| Trouble::Later { after: Some(after), why: "busy".to_owned() };
        let rest = |after, tried| match judged(later(after), tried, 0) {
            Verdict::Again { wait, rest, .. } => (wait, rest),
            other => panic!("{other:?}"),
        };
        assert_eq!(rest(17, NEW), (17, 17));
        assert_eq!(rest(1, Tried { step: 2, ..NEW }), (300, 1), "the schedule is the least");
        assert_eq!(rest(u64::MAX, NEW), (86_400, 86_400));
    }

    #[test]
    fn a_tool_that_fails_again_and_again_is_asked_less_and_less() {
        let rest = |failures| match judged(Trouble::later("down"), Tried { failures, ..NEW }, 0) {
            Verdict::Again { rest, .. } => rest,
            other => panic!("{other:?}"),
        };
        let rests: Vec<u64> = (0..8).map(rest).collect();
        assert_eq!(rests, [0, 5, 15, 60, 180, 300, 300, 300]);
    }

    #[test]
    fn a_broken_connection_uses_up_no_attempt_until_a_week_has_passed() {
        let broken = || Trouble::broken("the token was revoked");
        let expected = Verdict::Again { wait: 60, rest: 60, counts: false, broken: true };
        assert_eq!(judged(broken(), Tried { step: 8, ..NEW }, 0), expected);
        assert_eq!(judged(broken(), Tried { age: LONGEST_WAIT, ..NEW }, 0), Verdict::Dead);
    }

    #[test]
    fn what_can_never_work_is_not_tried_again() {
        assert_eq!(judged(Trouble::refused("no such channel"), NEW, 0), Verdict::Dead);
        assert_eq!(judged(Trouble::Unsupported("answering in a thread"), NEW, 0), Verdict::Dead);
        assert_eq!(judge(&Ok(Told { external_id: None, already: true }), NEW, B256::ZERO), Verdict::Told);
    }
}
