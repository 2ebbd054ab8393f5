//! The shape of the repository, kept by tests: which crate may know which, and how large files and functions may grow.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand};
use palabre_tests::workspace;

/// A crate may use only crates that stand before it.
const ORDER: [&str; 6] =
    ["palabre-contracts", "palabre-indexer", "palabre-api", "palabre-devchain", "palabre", "palabre-tests"];

/// What each crate of ours may use beyond the order: the embedded chain is a transport and knows none of our words.
fn allowed(name: &str) -> &'static [&'static str] {
    match name {
        "palabre-contracts" | "palabre-devchain" => &[],
        "palabre-indexer" => &["palabre-contracts"],
        "palabre-api" => &["palabre-contracts", "palabre-indexer"],
        "palabre" => &["palabre-contracts", "palabre-indexer", "palabre-api", "palabre-devchain"],
        _ => &ORDER,
    }
}

#[test]
fn crates_know_only_what_stands_on_their_left() {
    let metadata = MetadataCommand::new().current_dir(workspace::root()).no_deps().exec().unwrap();
    let names: BTreeSet<_> = metadata.packages.iter().map(|package| package.name.to_string()).collect();
    assert_eq!(names, ORDER.iter().map(|name| (*name).to_owned()).collect());
    for package in &metadata.packages {
        for dependency in package.dependencies.iter().filter(|dependency| names.contains(&dependency.name)) {
            assert!(
                allowed(&package.name).contains(&dependency.name.as_str()),
                "{} must not know {} ({:?} dependency)",
                package.name,
                dependency.name,
                dependency.kind
            );
        }
    }
}

#[test]
fn words_of_the_chain_do_no_io() {
    let metadata = MetadataCommand::new().current_dir(workspace::root()).no_deps().exec().unwrap();
    let contracts = metadata.packages.iter().find(|package| package.name.as_str() == "palabre-contracts").unwrap();
    let used: Vec<_> = contracts
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind == DependencyKind::Normal)
        .map(|dependency| dependency.name.as_str())
        .collect();
    for io in ["tokio", "sqlx", "axum", "reqwest", "futures"] {
        assert!(!used.contains(&io), "palabre-contracts uses {io}");
    }
}

#[test]
fn the_top_level_is_the_agreed_one() {
    let expected = ["api", "contracts", "docs", "indexer", "node", "scripts", "tests"];
    let folders: BTreeSet<String> = std::fs::read_dir(workspace::root())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.') && name != "target" && name != "palabre-data")
        .collect();
    assert_eq!(folders, expected.iter().map(|name| (*name).to_owned()).collect());
}

/// Most lines of code of a file, without its tests and its comments.
const FILE_LINES: usize = 400;
/// Most lines of a contract, all counted.
const CONTRACT_LINES: usize = 350;
/// Most lines of a function.
const FUNCTION_LINES: usize = 60;

#[test]
fn rust_files_and_functions_stay_readable() {
    let mut too_long = Vec::new();
    for path in workspace::files(&workspace::root(), ".rs").unwrap() {
        if path.ends_with("tests.rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let code: Vec<&str> = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("").lines().collect();
        let lines = code.iter().filter(|line| !line.trim().is_empty() && !line.trim().starts_with("//")).count();
        if lines > FILE_LINES {
            too_long.push(format!("{}: {lines} lines of code", path.display()));
        }
        for (name, lines) in functions(&code) {
            if lines > FUNCTION_LINES {
                too_long.push(format!("{}: {name} has {lines} lines", path.display()));
            }
        }
    }
    assert!(too_long.is_empty(), "split by phase or by noun:\n{}", too_long.join("\n"));
}

#[test]
fn contracts_stay_readable() {
    let folder = workspace::root().join("contracts/solidity");
    for path in workspace::files(&folder, ".sol").unwrap() {
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        let most = if path.starts_with(folder.join("test")) { FILE_LINES } else { CONTRACT_LINES };
        assert!(lines <= most, "{} has {lines} lines; split it", path.display());
    }
}

/// Names and lengths of functions, found by the indentation that rustfmt keeps.
fn functions(code: &[&str]) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for (start, line) in code.iter().enumerate() {
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        let words: Vec<&str> = trimmed.split_whitespace().take(5).collect();
        let Some(at) = words.iter().position(|word| *word == "fn") else { continue };
        if trimmed.starts_with("//") || words[..at].iter().any(|word| !is_qualifier(word)) {
            continue;
        }
        // What a trait asks for has no body.
        if code[start..].iter().find(|line| line.ends_with(['{', ';'])).is_some_and(|line| line.ends_with(';')) {
            continue;
        }
        let closing = format!("{}}}", " ".repeat(indent));
        let end = code[start..].iter().position(|line| *line == closing).unwrap_or(0);
        found.insert(format!("{} (line {})", words.get(at + 1).unwrap_or(&""), start + 1), end + 1);
    }
    found
}

fn is_qualifier(word: &str) -> bool {
    word.starts_with("pub") || ["async", "const", "unsafe", "extern"].contains(&word) || word.ends_with(')')
}

#[test]
fn the_measure_of_functions_sees_a_long_one() {
    let mut code = vec!["    pub(crate) async fn long(&self) {"];
    code.resize(62, "        step();");
    code.push("    }");
    assert_eq!(functions(&code)["long(&self) (line 1)"], 63);
    assert_eq!(
        functions(&["    fn asked(&self);", "    fn asked_at_length(", "        &self,", "    ) -> u8;"]).len(),
        0
    );
}
