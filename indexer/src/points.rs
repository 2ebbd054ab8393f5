//! Named moments of writing. A test that starts the program has it stand still at one of them, for good, and then kills
//! it: whatever a loss of power would find there is found there. Only builds for development can do that.

#[cfg(debug_assertions)]
use std::sync::{
    OnceLock,
    atomic::{AtomicU32, Ordering},
};

/// Every moment, in the order of the work it belongs to.
pub const POINTS: [&str; 12] = [
    "follow:begun",
    "follow:written",
    "follow:committed",
    "append:begun",
    "append:cursor",
    "append:rows",
    "append:written",
    "append:committed",
    "rewind:begun",
    "rewind:events",
    "rewind:written",
    "rewind:committed",
];

#[cfg(debug_assertions)]
static ARMED: OnceLock<(String, AtomicU32)> = OnceLock::new();

/// Lets the process stand still the `pass`-th time that it comes to a moment: `append:rows:3`. The answer is what is
/// wrong with the text.
#[cfg(debug_assertions)]
pub fn arm(text: &str) -> Result<(), String> {
    let (point, pass) = text.rsplit_once(':').ok_or("expected POINT:PASS, for example append:rows:3")?;
    let pass: u32 = pass.parse().map_err(|_| format!("{pass} is no number of passes"))?;
    if !POINTS.contains(&point) || pass == 0 {
        return Err(format!("{point} is no moment of writing: expected one of {}", POINTS.join(", ")));
    }
    ARMED.set((point.to_owned(), AtomicU32::new(pass))).map_err(|_| "armed already".to_owned())
}

/// The work came to a moment.
#[cfg(debug_assertions)]
pub(crate) fn passed(point: &'static str) {
    let Some((armed, left)) = ARMED.get() else { return };
    if armed == point && left.fetch_sub(1, Ordering::SeqCst) == 1 {
        tracing::error!(point, "standing still, as was asked for");
        loop {
            // Whoever asked kills the process now.
            std::thread::park();
        }
    }
}

/// The work came to a moment.
#[cfg(not(debug_assertions))]
pub(crate) const fn passed(_: &'static str) {}

#[cfg(all(test, debug_assertions))]
mod tests {
    use super::*;

    #[test]
    fn a_moment_that_does_not_exist_is_refused() {
        for text in ["append", "append:rows", "append:rows:x", "append:rows:0", "nowhere:1"] {
            assert!(arm(text).is_err(), "{text}");
        }
    }
}
