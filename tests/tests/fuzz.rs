//! The seeds of the fuzz targets, and every input that broke one before, as ordinary tests.

use std::{collections::BTreeSet, fs};

use palabre_tests::{fuzz, workspace};

#[test]
fn every_seed_passes_its_target() {
    let corpus = workspace::root().join("tests/fuzz/corpus");
    for (name, target) in fuzz::targets() {
        let seeds = workspace::files(&corpus.join(name), "").unwrap();
        assert!(!seeds.is_empty(), "{name} has no seed");
        for seed in seeds {
            target(&fs::read(seed).unwrap());
        }
    }
}

#[test]
fn every_corpus_has_a_target() {
    let folders = fs::read_dir(workspace::root().join("tests/fuzz/corpus")).unwrap();
    let folders: BTreeSet<String> =
        folders.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    let targets: BTreeSet<String> = fuzz::targets().into_iter().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(folders, targets);
}
