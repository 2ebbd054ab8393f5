//! Starting and refusing to start, as an operator sees it.

use std::{net::TcpListener, process::Output};

use palabre_tests::process;
use tempfile::TempDir;

fn refused(output: &Output, expected: &[&str]) {
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{message}");
    for words in expected {
        assert!(message.contains(words), "{message:?} does not say {words:?}");
    }
}

#[test]
fn a_port_in_use_is_named_with_the_flag_that_changes_it() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let data = TempDir::new().unwrap();
    let folder = data.path().join("data");
    let folder = folder.to_string_lossy();
    let pages = process::run(["up", "--data", &folder, "--listen", &address]).unwrap();
    refused(&pages, &[&address, "--listen"]);
    let rpc = process::run(["up", "--data", &folder, "--listen", "127.0.0.1:0", "--rpc-listen", &address]).unwrap();
    refused(&rpc, &[&address, "--rpc-listen"]);
    assert!(!data.path().join("data/chain.sqlite").exists(), "nothing may be founded by a node that cannot serve");
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let data = TempDir::new().unwrap();
    let file = data.path().join("file");
    std::fs::write(&file, "").unwrap();
    let output = process::run(["up", "--listen", "127.0.0.1:0", "--data", &file.to_string_lossy()]).unwrap();
    refused(&output, &["--data"]);
}

#[test]
fn an_rpc_that_does_not_answer_is_named() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let data = TempDir::new().unwrap();
    let url = format!("http://{closed}");
    let output =
        process::run(["up", "--listen", "127.0.0.1:0", "--rpc-url", &url, "--data", &data.path().to_string_lossy()]);
    refused(&output.unwrap(), &[&url, "does not answer"]);
}

#[test]
fn help_names_every_command_and_the_exit_codes() {
    let output = process::run(["--help"]).unwrap();
    let help = String::from_utf8_lossy(&output.stdout);
    for command in ["up", "demo", "replay", "deploy", "audit", "export", "backup", "restore", "Exit codes"] {
        assert!(help.contains(command), "{command} is missing in:\n{help}");
    }
}
