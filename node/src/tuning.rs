//! Choices about indexing from the command line: `--indexer verify=bloom,max_reorg=512`.

use std::{str::FromStr, time::Duration};

use anyhow::{Context, bail};
use palabre_indexer::{FinalityRule, IndexerConfig, Verify};

/// What can be chosen, with an example of each.
pub const CHOICES: &str = "verify=receipts|bloom|off, finality=tags|DEPTH, max_reorg=256, max_lag=16, window=16, \
    max_window=10000, in_flight=4, tip_distance=64, poll_interval=1s, survey_interval=10s, max_backoff=15s, \
    quarantine=5s, answer_patience=60s, patience=60s, head_patience=300s";

/// `config` with one choice more, written `name=value`.
pub fn choose(mut config: IndexerConfig, choice: &str) -> anyhow::Result<IndexerConfig> {
    let (name, value) =
        choice.split_once('=').with_context(|| format!("--indexer {choice}: expected NAME=VALUE, of {CHOICES}"))?;
    let set = match name {
        "verify" => verify(value).map(|verify| config.verify = verify),
        "finality" => finality(value).map(|rule| config.finality = rule),
        "max_reorg" => number(value).map(|blocks| config.max_reorg = blocks),
        "max_lag" => number(value).map(|blocks| config.max_lag = blocks),
        "window" => number(value).map(|blocks| config.window = blocks),
        "max_window" => number(value).map(|blocks| config.max_window = blocks),
        "in_flight" => number(value).map(|requests| config.in_flight = requests),
        "tip_distance" => number(value).map(|blocks| config.tip_distance = blocks),
        "poll_interval" => duration(value).map(|time| config.poll_interval = time),
        "survey_interval" => duration(value).map(|time| config.survey_interval = time),
        "max_backoff" => duration(value).map(|time| config.max_backoff = time),
        "quarantine" => duration(value).map(|time| config.quarantine = time),
        "answer_patience" => duration(value).map(|time| config.answer_patience = time),
        "patience" => duration(value).map(|time| config.patience = time),
        "head_patience" => duration(value).map(|time| config.head_patience = time),
        _ => bail!("--indexer {choice}: there is no {name}; expected one of {CHOICES}"),
    };
    set.with_context(|| format!("--indexer {choice}: {value} is no value of {name}; expected one of {CHOICES}"))?;
    Ok(config)
}

fn verify(text: &str) -> Option<Verify> {
    match text {
        "receipts" => Some(Verify::Receipts),
        "bloom" => Some(Verify::Bloom),
        "off" => Some(Verify::Off),
        _ => None,
    }
}

fn finality(text: &str) -> Option<FinalityRule> {
    match text {
        "tags" => Some(FinalityRule::Tags),
        depth => number(depth).map(FinalityRule::Depth),
    }
}

fn number<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

/// `250ms`, `5s` or `2m`.
fn duration(text: &str) -> Option<Duration> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    let value: u64 = digits.parse().ok()?;
    match &text[digits.len()..] {
        "ms" => Some(Duration::from_millis(value)),
        "s" => Some(Duration::from_secs(value)),
        "m" => value.checked_mul(60).map(Duration::from_secs),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(choices: &[&str]) -> anyhow::Result<IndexerConfig> {
        choices.iter().try_fold(IndexerConfig::default(), |config, choice| choose(config, choice))
    }

    #[test]
    fn every_choice_of_the_help_is_understood_and_its_example_is_the_default() {
        let examples: Vec<String> =
            CHOICES.split(", ").map(|choice| choice.split('|').next().unwrap_or_default().trim().to_owned()).collect();
        let examples: Vec<&str> = examples.iter().map(String::as_str).collect();
        assert_eq!(chosen(&examples).unwrap(), IndexerConfig::default());
        assert_eq!(chosen(&["verify=off", "finality=12", "patience=2m"]).unwrap().finality, FinalityRule::Depth(12));
    }

    #[test]
    fn what_is_not_understood_is_named_with_what_is() {
        for choice in ["verify", "verify=blooms", "depth=3", "patience=5", "max_reorg=-1"] {
            let problem = format!("{:#}", chosen(&[choice]).unwrap_err());
            assert!(problem.contains(choice) && problem.contains("finality=tags|DEPTH"), "{problem}");
        }
    }
}
