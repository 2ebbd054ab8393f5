//! The storm from the command line: `scripts/test storm --seeds N [--case NAME] [--first SEED] [--jobs N] [--resume FILE]`.
//!
//! Every line says case and seed, so that one of them can be tried again: `--case NAME --first SEED --seeds 1`. With
//! `--resume` what was tried is noted in a file, and not tried again by the same command.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "its lines are its result, and how far it is")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::Write,
    path::PathBuf,
    process::ExitCode,
    time::Instant,
};

use anyhow::{Context, ensure};
use palabre_tests::storm::{AT_ONCE, Base, CASES, Outcome, begin};

struct Options {
    seeds: u64,
    first: u64,
    case: Option<String>,
    jobs: usize,
    resume: Option<PathBuf>,
}

fn options(mut arguments: impl Iterator<Item = String>) -> anyhow::Result<Options> {
    let mut options = Options { seeds: 20, first: 1, case: None, jobs: AT_ONCE, resume: None };
    while let Some(flag) = arguments.next() {
        let value = arguments.next().with_context(|| format!("{flag} needs a value"))?;
        match flag.as_str() {
            "--seeds" => options.seeds = value.parse()?,
            "--first" => options.first = value.parse()?,
            "--jobs" => options.jobs = value.parse()?,
            "--case" => options.case = Some(value),
            "--resume" => options.resume = Some(value.into()),
            _ => anyhow::bail!("unknown flag {flag}"),
        }
    }
    if let Some(name) = &options.case {
        let names: Vec<&str> = CASES.iter().map(|case| case.name).collect();
        ensure!(names.contains(&name.as_str()), "there is no case {name}; the cases are {}", names.join(", "));
    }
    Ok(options)
}

/// What was tried before: `case seed` a line.
fn tried(options: &Options) -> anyhow::Result<(BTreeSet<String>, Option<File>)> {
    let Some(path) = &options.resume else { return Ok((BTreeSet::new(), None)) };
    let before = fs::read_to_string(path).unwrap_or_default();
    let file = File::options().create(true).append(true).open(path)?;
    Ok((before.lines().map(str::to_owned).collect(), Some(file)))
}

#[derive(Default)]
struct Sums {
    passed: u64,
    failed: Vec<u64>,
    skipped: Option<String>,
    requests: (u64, u64),
}

#[tokio::main]
async fn main() -> ExitCode {
    match storm().await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            println!("the storm cannot be made: {problem:#}");
            ExitCode::from(2)
        }
    }
}

async fn storm() -> anyhow::Result<bool> {
    let options = options(std::env::args().skip(1))?;
    let (done, mut note) = tried(&options)?;
    let began = Instant::now();
    let cases = || CASES.iter().filter(|case| options.case.as_deref().is_none_or(|name| name == case.name));
    // Seed by seed, so that a storm that is cut short has tried every case.
    let storms = (options.first..options.first + options.seeds).flat_map(|seed| cases().map(move |case| (case, seed)));
    let storms = storms.filter(|(case, seed)| !done.contains(&format!("{} {seed}", case.name)));
    let mut running = begin(Base::new().await?, storms, options.jobs);
    let (all, mut ended_so_far) = (running.len(), 0);
    let mut sums: BTreeMap<&str, Sums> = BTreeMap::new();
    while let Some(ended) = running.join_next().await {
        let (case, seed, outcome) = ended?;
        ended_so_far += 1;
        if ended_so_far % CASES.len() == 0 {
            eprintln!("{ended_so_far} of {all} storms are over, after {} s", began.elapsed().as_secs());
        }
        let sum = sums.entry(case.name).or_default();
        match outcome {
            Ok(Outcome::Passed { requests, .. }) => {
                sum.passed += 1;
                sum.requests = (sum.requests.0 + requests.0, sum.requests.1 + requests.1);
                if let Some(note) = &mut note {
                    writeln!(note, "{} {seed}", case.name)?;
                }
            }
            Ok(Outcome::Skipped(why)) => sum.skipped = Some(why),
            Err(problem) => {
                println!("FAILED {} seed {seed}: {problem:?}", case.name);
                sum.failed.push(seed);
            }
        }
    }
    Ok(report(&sums, began))
}

fn report(sums: &BTreeMap<&str, Sums>, began: Instant) -> bool {
    for case in CASES {
        let Some(sum) = sums.get(case.name) else { continue };
        let (requests, wrong) = sum.requests;
        let state = match (&sum.skipped, sum.failed.is_empty()) {
            (Some(why), _) => format!("SKIPPED: {why}"),
            (None, true) => format!("{} passed", sum.passed),
            (None, false) => format!("{} passed, FAILED seeds {:?}", sum.passed, sum.failed),
        };
        println!("{:14} {state}; {requests} requests, {wrong} went wrong. {}", case.name, case.about);
    }
    let failed: usize = sums.values().map(|sum| sum.failed.len()).sum();
    let passed: u64 = sums.values().map(|sum| sum.passed).sum();
    let skipped = sums.values().filter(|sum| sum.skipped.is_some()).count();
    let seconds = began.elapsed().as_secs();
    println!("storm: {passed} passed, {failed} failed, {skipped} cases skipped, in {seconds} s");
    failed == 0
}
