//! What a process and its children use, as the system counts it.

use std::{collections::BTreeMap, fs};

use super::Outcome;

const TICKS_A_SECOND: f64 = 100.0;

/// CPU and memory of a tree of processes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Usage {
    /// CPU seconds so far.
    pub(crate) cpu: f64,
    /// Memory now, shared parts counted once, in MiB.
    pub(crate) memory: f64,
}

/// What the process `root` and everything below it uses now.
pub(crate) fn usage(root: u32) -> Outcome<Usage> {
    let mut parents: BTreeMap<u32, (u32, f64)> = BTreeMap::new();
    for entry in fs::read_dir("/proc")?.flatten() {
        let Ok(id) = entry.file_name().to_string_lossy().parse() else { continue };
        // A process may end while it is looked at.
        if let Some(stat) = fs::read_to_string(entry.path().join("stat")).ok().and_then(|text| parse(&text)) {
            parents.insert(id, stat);
        }
    }
    let mut sum = Usage::default();
    let mut all = vec![root];
    while let Some(id) = all.pop() {
        all.extend(parents.iter().filter(|(_, (parent, _))| *parent == id).map(|(child, _)| *child));
        sum.cpu += parents.get(&id).map_or(0.0, |(_, cpu)| *cpu);
        let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
        let kib =
            rollup.lines().find_map(|line| line.strip_prefix("Pss:")).map(|text| text.trim_end_matches("kB").trim());
        sum.memory += kib.and_then(|text| text.parse::<f64>().ok()).unwrap_or_default() / 1024.0;
    }
    Ok(sum)
}

/// Parent and CPU seconds, those of ended children too.
fn parse(stat: &str) -> Option<(u32, f64)> {
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks: f64 = fields.get(11..15)?.iter().filter_map(|text| text.parse::<f64>().ok()).sum();
    Some((fields.get(1)?.parse().ok()?, ticks / TICKS_A_SECOND))
}
