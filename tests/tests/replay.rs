//! A recognition, from import to payout: the whole path on real rounds, and what interrupts it.

#![expect(clippy::unwrap_used, reason = "a test ends where something is missing")]

use std::{collections::BTreeSet, fs, path::Path, process::Output, time::Duration};

use palabre_tests::{process, workspace};
use serde_json::Value;
use tempfile::TempDir;

fn replay(data: &Path, folders: &[impl AsRef<Path>]) -> Output {
    process::palabre(["replay", "--json", "--seed", "7", "--data"])
        .arg(data)
        .args(folders.iter().map(|folder| folder.as_ref()))
        .output()
        .unwrap()
}

fn reports(output: &Output) -> Vec<Value> {
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Wei of a decimal amount with 18 places.
fn wei(amount: &Value) -> u128 {
    let (whole, rest) = amount.as_str().unwrap().split_once('.').unwrap();
    assert_eq!(rest.len(), 18, "{amount}");
    format!("{whole}{rest}").parse().unwrap()
}

/// The canonical export of a data folder: every mirror table without block, transaction and time columns.
fn export(data: &Path) -> String {
    let output = process::palabre(["export", "--data"]).arg(data).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn three_real_rounds_pay_what_was_published() {
    let data = TempDir::new().unwrap();
    let output = replay(data.path(), &workspace::rounds());
    assert!(output.status.success(), "{}", stderr(&output));
    let reports = reports(&output);
    assert_eq!(reports.len(), 3);
    for (report, (round, recognitions)) in reports.iter().zip([(18, 176), (22, 69), (34, 173)]) {
        assert_eq!((report["round"].as_u64(), report["recognitions"].as_u64()), (Some(round), Some(recognitions)));
        assert!(report["max_relative_difference"].as_f64().unwrap() <= 1e-6, "{report}");
        assert_eq!(wei(&report["pool"]), wei(&report["paid"]) + wei(&report["reserve"]), "{report}");
    }
    let again = replay(data.path(), &workspace::rounds());
    assert_eq!(again.stdout, output.stdout, "running again must change nothing");
}

#[test]
fn killed_at_any_moment_it_ends_with_the_same_tables() {
    let undisturbed = TempDir::new().unwrap();
    let rounds = workspace::rounds();
    assert!(replay(undisturbed.path(), &rounds).status.success());
    let expected = export(undisturbed.path());

    let disturbed = TempDir::new().unwrap();
    let seed = 0x5eed_u64;
    for round in 0..10u64 {
        // Spread over the length of a run by a fixed sequence; a run that ends earlier is fine too.
        let pause = Duration::from_millis(20 + (seed.wrapping_mul(round * 2_654_435_761 + 1) >> 7) % 1200);
        let mut child = process::palabre(["replay", "--json", "--seed", "7", "--data"])
            .arg(disturbed.path())
            .args(&rounds)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(pause);
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let output = replay(disturbed.path(), &rounds);
    assert!(output.status.success(), "{}", stderr(&output));
    let actual = export(disturbed.path());
    let batches: Vec<&str> = actual.lines().filter(|line| line.contains("\"batches\"")).collect();
    assert_eq!(batches.iter().collect::<BTreeSet<_>>().len(), batches.len(), "a batch is there twice");
    assert!(actual == expected, "the tables differ (killed with the sequence of seed {seed:#x})");
}

#[test]
fn a_bad_row_is_named_and_nothing_is_recorded() {
    let folder = TempDir::new().unwrap();
    let bad = folder.path().join("bad");
    fs::create_dir(&bad).unwrap();
    let source = &workspace::rounds()[1];
    for file in ["recognitions.csv", "rules.json", "published.csv"] {
        fs::copy(source.join(file), bad.join(file)).unwrap();
    }
    let table = fs::read_to_string(bad.join("recognitions.csv")).unwrap();
    let broken: Vec<String> = table
        .lines()
        .enumerate()
        .map(|(index, line)| if index == 4 { line.replacen("0x", "0y", 1) } else { line.to_owned() })
        .collect();
    fs::write(bad.join("recognitions.csv"), broken.join("\n")).unwrap();

    let data = folder.path().join("data");
    let output = replay(&data, &[source, &bad]);
    assert_eq!(output.status.code(), Some(3));
    let message = stderr(&output);
    assert!(message.contains("recognitions.csv, line 5") && message.contains("expected an address"), "{message}");
    assert!(!data.join("chain.sqlite").exists(), "nothing may be recorded, not even of the good folder");
}

#[test]
fn payouts_that_differ_from_the_published_ones_end_with_code_1() {
    let folder = TempDir::new().unwrap();
    let changed = folder.path().join("changed");
    fs::create_dir(&changed).unwrap();
    let source = &workspace::rounds()[1];
    for file in ["recognitions.csv", "rules.json"] {
        fs::copy(source.join(file), changed.join(file)).unwrap();
    }
    let published = fs::read_to_string(source.join("published.csv")).unwrap();
    fs::write(changed.join("published.csv"), published.replace("91.82527718226078", "91.9")).unwrap();
    let output = replay(&folder.path().join("data"), &[&changed]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(reports(&output)[0]["max_relative_difference"].as_f64().unwrap() > 1e-6);

    fs::remove_file(changed.join("published.csv")).unwrap();
    let output = replay(&folder.path().join("more"), &[&changed]);
    assert!(output.status.success());
    assert!(reports(&output)[0]["published"].is_null());
}

#[test]
fn an_external_chain_is_refused() {
    let data = TempDir::new().unwrap();
    let output = process::palabre(["replay", "--rpc-url", "http://127.0.0.1:1", "--data"])
        .arg(data.path())
        .args(workspace::rounds())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("embedded chain"), "{}", stderr(&output));
}

#[test]
fn another_seed_on_the_same_folder_is_refused() {
    let data = TempDir::new().unwrap();
    let round = &workspace::rounds()[1..2];
    assert!(replay(data.path(), round).status.success());
    let output = process::run([
        "replay".as_ref(),
        "--seed".as_ref(),
        "8".as_ref(),
        "--data".as_ref(),
        data.path().as_os_str(),
        round[0].as_os_str(),
    ])
    .unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("another --seed"), "{}", stderr(&output));
}
