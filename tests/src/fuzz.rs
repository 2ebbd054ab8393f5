//! The targets of `tests/fuzz`: every parser that reads what strangers wrote, from bytes. They panic where something
//! does not hold. The seeds in `tests/fuzz/corpus` are also ordinary tests.

use palabre::replay::folder;
use palabre_api::fuzz::{TARGETS, Target};

/// All targets, by name.
pub fn targets() -> Vec<Target> {
    let mut all = TARGETS.to_vec();
    all.push(("csv", csv));
    all
}

/// Tables of `palabre replay`: whatever is accepted can be imported.
fn csv(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    if let Ok(rows) = folder::recognitions(text.clone()) {
        for row in rows {
            assert!(row.points < 1 << 24, "{row:?}");
            assert!(row.reviewers.is_sorted() && !row.reviewers.is_empty(), "{row:?}");
        }
    }
    if let Ok(rewards) = folder::published(text) {
        assert!(rewards.values().all(|reward| reward.is_finite()));
    }
}
