//! The chain that is indexed: recognitions of a community that never was, replayed into a data folder.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use palabre_tests::process::binary;

use super::{Outcome, note};

pub(crate) const BATCHES: usize = 2_000;
pub(crate) const ITEMS: usize = 200;
/// Contributions in all.
pub(crate) const ROWS: usize = BATCHES * ITEMS;
/// Two of them sign each batch: enough pairs for all.
const REVIEWERS: usize = 64;
const MEMBERS: usize = 100;

/// A data folder whose embedded chain lived the history.
pub(crate) fn live(folder: &Path) -> Outcome<PathBuf> {
    note(&format!("making a chain of {BATCHES} batches of {ITEMS} contributions"));
    let (recognitions, data) = (folder.join("bench"), folder.join("data"));
    fs::create_dir(&recognitions)?;
    fs::write(recognitions.join("recognitions.csv"), csv()?)?;
    let rules = r#"{"round": 1, "pool": 1000, "contributor_share": 0.9, "reviewer_share": 0, "board_share": 0,
        "board": []}"#;
    fs::write(recognitions.join("rules.json"), rules)?;
    let status = Command::new(binary())
        .args(["replay", "--json", "--seed", "7", "--data"])
        .args([&data, &recognitions])
        .stdout(std::process::Stdio::null())
        .status()?;
    match status.success() {
        true => Ok(data),
        false => Err("the chain could not be made".into()),
    }
}

fn csv() -> Outcome<String> {
    let mut text =
        "id,date,giver,receiver,receiver_has_wallet,average_score,reviewer_1,reviewer_2,reviewer_3\n".to_owned();
    let pairs = (0..REVIEWERS).flat_map(|first| (first + 1..REVIEWERS).map(move |second| (first, second)));
    let address = |number: usize| format!("0x{:040x}", 0x1000 + number);
    for (batch, (first, second)) in pairs.take(BATCHES).enumerate() {
        let (hour, minute, second_of) = (batch / 3600, batch / 60 % 60, batch % 60);
        for item in 0..ITEMS {
            let receiver = address(REVIEWERS + (batch + item) % MEMBERS);
            let row = batch * ITEMS + item;
            writeln!(
                text,
                "{row},2025-01-01T{hour:02}:{minute:02}:{second_of:02}Z,{},{receiver},1,0.01,{},{},",
                address(REVIEWERS),
                address(first),
                address(second)
            )?;
        }
    }
    Ok(text)
}

/// A data folder of a node that follows the same community over the chain's RPC.
pub(crate) fn follower_of(data: &Path, folder: &Path) -> Outcome<PathBuf> {
    fs::create_dir_all(folder.join("keys"))?;
    fs::copy(data.join("communities.json"), folder.join("communities.json"))?;
    Ok(folder.to_owned())
}
