//! Reads a folder of recognitions: `recognitions.csv`, `rules.json` and, where payouts are known, `published.csv`.
//!
//! Everything is checked before anything is recorded; an error names the file, the line and what was expected.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use alloy::primitives::Address;
use serde::Deserialize;

/// Points of one unit of score: it makes every score of the known rounds a whole number.
const POINTS_PER_SCORE: f64 = 300.0;
/// How far `score x 300` may be from a whole number, from the rounding of decimal text.
const ROUNDING: f64 = 1e-6;
const MAX_POINTS: f64 = 16_777_215.0;

/// A round of recognitions.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Where it was read.
    pub path: PathBuf,
    /// Name of the folder.
    pub name: String,
    /// Rows in file order.
    pub recognitions: Vec<Recognition>,
    /// The rules of the round.
    pub rules: RoundRules,
    /// Known payouts by member: contribution and board reward, of members with a wallet.
    pub published: Option<BTreeMap<Address, f64>>,
}

/// One person thanked another, and reviewers agreed on a score.
#[derive(Clone, Debug)]
pub struct Recognition {
    /// Unix time.
    pub time: u64,
    /// Who thanked.
    pub giver: Address,
    /// Who was thanked.
    pub receiver: Address,
    /// Whether the receiver could be paid.
    pub receiver_has_wallet: bool,
    /// Who scored it, each once, sorted.
    pub reviewers: Vec<Address>,
    /// The confirmed score in points.
    pub points: u32,
}

/// Rules of a round.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundRules {
    /// Number of the round.
    pub round: u64,
    /// The pool as exact decimal text.
    pub pool: String,
    /// Parts of 10,000 for contributors, reviewers and board.
    pub shares_bps: [u16; 3],
    /// Recognitions for which the pool is paid in full.
    pub activity_target: u32,
    /// Members of the board.
    pub board: Vec<Address>,
}

/// Why a folder cannot be imported. Nothing of it was recorded.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// A file is missing or unreadable.
    #[error("{path} cannot be read: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A row is not as expected.
    #[error("{path}, line {line}: {found}; expected {expected}. Nothing of this folder was recorded.")]
    Row {
        /// The file.
        path: PathBuf,
        /// Line, counted from 1.
        line: u64,
        /// What stands there.
        found: String,
        /// What should.
        expected: &'static str,
    },
    /// The rules are not as expected.
    #[error("{path}: {problem}. Nothing of this folder was recorded.")]
    Rules {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        problem: String,
    },
}

#[derive(Deserialize)]
struct RulesFile {
    round: u64,
    pool: serde_json::Number,
    contributor_share: serde_json::Number,
    reviewer_share: serde_json::Number,
    board_share: serde_json::Number,
    activity_target: Option<u32>,
    board: Vec<Address>,
}

impl Folder {
    /// Reads and checks a folder.
    pub fn read(path: &Path) -> Result<Self, FolderError> {
        let name =
            path.canonicalize().ok().and_then(|full| full.file_name().map(|name| name.to_string_lossy().into_owned()));
        let table = path.join("recognitions.csv");
        let recognitions = parse_recognitions(&table, read(&table)?)?;
        let rules = read_rules(&path.join("rules.json"))?;
        let published = path.join("published.csv");
        let published = if published.exists() { Some(parse_published(&published, read(&published)?)?) } else { None };
        Ok(Self { path: path.to_owned(), name: name.unwrap_or_default(), recognitions, rules, published })
    }
}

fn read(path: &Path) -> Result<String, FolderError> {
    fs::read_to_string(path).map_err(|source| FolderError::Read { path: path.to_owned(), source })
}

fn read_rules(path: &Path) -> Result<RoundRules, FolderError> {
    let wrong = |problem: String| FolderError::Rules { path: path.to_owned(), problem };
    let file: RulesFile = serde_json::from_str(&read(path)?).map_err(|error| wrong(error.to_string()))?;
    let bps = |name: &str, share: &serde_json::Number| -> Result<u16, FolderError> {
        let parts = share.as_f64().unwrap_or(f64::NAN) * 10_000.0;
        if !(0.0..=10_000.0).contains(&parts) || (parts - parts.round()).abs() > ROUNDING {
            return Err(wrong(format!("{name} is {share}; expected a share from 0 to 1 with at most four decimals")));
        }
        Ok(parts.round() as u16)
    };
    let shares_bps = [
        bps("contributor_share", &file.contributor_share)?,
        bps("reviewer_share", &file.reviewer_share)?,
        bps("board_share", &file.board_share)?,
    ];
    if shares_bps.iter().map(|part| u32::from(*part)).sum::<u32>() > 10_000 {
        return Err(wrong("the shares sum to more than 1".to_owned()));
    }
    Ok(RoundRules {
        round: file.round,
        pool: file.pool.to_string(),
        shares_bps,
        activity_target: file.activity_target.unwrap_or(0),
        board: file.board,
    })
}

/// Recognitions of a table, for the fuzz target.
#[doc(hidden)]
pub fn recognitions(text: String) -> Result<Vec<Recognition>, FolderError> {
    parse_recognitions(Path::new("recognitions.csv"), text)
}

/// Payouts of a table, for the fuzz target.
#[doc(hidden)]
pub fn published(text: String) -> Result<BTreeMap<Address, f64>, FolderError> {
    parse_published(Path::new("published.csv"), text)
}

fn parse_recognitions(path: &Path, text: String) -> Result<Vec<Recognition>, FolderError> {
    let mut table =
        Table::read(path, text, &["id", "date", "giver", "receiver", "receiver_has_wallet", "average_score"])?;
    let mut recognitions = Vec::new();
    while let Some(row) = table.next_row()? {
        recognitions.push(recognition(&row)?);
    }
    if recognitions.is_empty() {
        return Err(table.error(2, "no rows".to_owned(), "at least one recognition"));
    }
    Ok(recognitions)
}

fn recognition(row: &Row<'_>) -> Result<Recognition, FolderError> {
    let date = row.text("date")?;
    let time = date
        .parse::<jiff::Timestamp>()
        .ok()
        .and_then(|time| u64::try_from(time.as_second()).ok())
        .ok_or_else(|| row.error(format!("date {date:?}"), "a time such as 2022-09-12T17:29:02Z"))?;
    let mut reviewers = Vec::new();
    for column in ["reviewer_1", "reviewer_2", "reviewer_3"] {
        if row.has(column) {
            reviewers.push(row.address(column)?);
        }
    }
    if reviewers.is_empty() {
        return Err(row.error("no reviewer".to_owned(), "at least one address in reviewer_1 to reviewer_3"));
    }
    reviewers.sort_unstable();
    reviewers.dedup();
    Ok(Recognition {
        time,
        giver: row.address("giver")?,
        receiver: row.address("receiver")?,
        receiver_has_wallet: row.flag("receiver_has_wallet")?,
        reviewers,
        points: points(row)?,
    })
}

fn points(row: &Row<'_>) -> Result<u32, FolderError> {
    let points = row.number("average_score")? * POINTS_PER_SCORE;
    if !(0.0..=MAX_POINTS).contains(&points) || (points - points.round()).abs() > ROUNDING {
        let found = format!("average_score {}", row.text("average_score")?);
        return Err(row.error(found, "a score from 0 to 55924 whose product with 300 is a whole number"));
    }
    Ok(points.round() as u32)
}

fn parse_published(path: &Path, text: String) -> Result<BTreeMap<Address, f64>, FolderError> {
    let mut table = Table::read(path, text, &["member", "has_wallet", "contribution_reward", "board_reward"])?;
    let mut rewards = BTreeMap::new();
    while let Some(row) = table.next_row()? {
        if row.flag("has_wallet")? {
            let reward = row.number("contribution_reward")? + row.number("board_reward")?;
            rewards.insert(row.address("member")?, reward);
        }
    }
    Ok(rewards)
}

/// A CSV file whose columns are found by name.
struct Table {
    path: PathBuf,
    columns: BTreeMap<String, usize>,
    records: csv::StringRecordsIntoIter<std::io::Cursor<String>>,
}

struct Row<'a> {
    table: &'a Table,
    record: csv::StringRecord,
}

impl Table {
    fn read(path: &Path, text: String, needed: &[&str]) -> Result<Self, FolderError> {
        let mut reader = csv::Reader::from_reader(std::io::Cursor::new(text));
        let headers = reader.headers().cloned().unwrap_or_default();
        let columns: BTreeMap<_, _> =
            headers.iter().enumerate().map(|(index, name)| (name.to_owned(), index)).collect();
        let table = Self { path: path.to_owned(), columns, records: reader.into_records() };
        match needed.iter().find(|name| !table.columns.contains_key(**name)) {
            Some(missing) => {
                Err(table.error(1, format!("no column {missing:?}"), "the column names in the first line"))
            }
            None => Ok(table),
        }
    }

    fn next_row(&mut self) -> Result<Option<Row<'_>>, FolderError> {
        match self.records.next() {
            None => Ok(None),
            Some(Ok(record)) => Ok(Some(Row { table: self, record })),
            Some(Err(error)) => {
                let line = error.position().map_or(0, csv::Position::line);
                Err(self.error(line, error.to_string(), "as many fields as the first line has"))
            }
        }
    }

    fn error(&self, line: u64, found: String, expected: &'static str) -> FolderError {
        FolderError::Row { path: self.path.clone(), line, found, expected }
    }
}

impl Row<'_> {
    fn has(&self, column: &str) -> bool {
        self.text(column).is_ok_and(|text| !text.is_empty())
    }

    fn text(&self, column: &str) -> Result<&str, FolderError> {
        let index = self.table.columns.get(column).copied().unwrap_or(usize::MAX);
        self.record.get(index).map(str::trim).ok_or_else(|| self.error(format!("no {column}"), "a value"))
    }

    fn address(&self, column: &str) -> Result<Address, FolderError> {
        let text = self.text(column)?;
        text.parse().map_err(|_| self.error(format!("{column} {text:?}"), "an address: 0x and 40 hexadecimal digits"))
    }

    fn flag(&self, column: &str) -> Result<bool, FolderError> {
        match self.text(column)? {
            "0" => Ok(false),
            "1" => Ok(true),
            other => Err(self.error(format!("{column} {other:?}"), "0 or 1")),
        }
    }

    fn number(&self, column: &str) -> Result<f64, FolderError> {
        let text = self.text(column)?;
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
        number.ok_or_else(|| self.error(format!("{column} {text:?}"), "a number"))
    }

    fn error(&self, found: String, expected: &'static str) -> FolderError {
        self.table.error(self.record.position().map_or(0, csv::Position::line), found, expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "id,date,giver,receiver,receiver_has_wallet,reviewer_1,reviewer_2,average_score";
    const GOOD: &str = "1,2022-09-12T17:29:02.285Z,0x2c4234fcf56f3ee1e341722b6206437f2ab72e40,\
        0x33ce8ccef4286bcc2f60bacf0f2bee015ecab389,1,0x8a1932122c561c11157c315b98097e8c36f36d5d,,9.67";
    const RULES: &str = r#"{"round": 1, "pool": 1876.0, "contributor_share": 0.9, "reviewer_share": 0.07,
        "board_share": 0.03, "activity_target": null, "board": []}"#;

    fn folder(rows: &[&str], rules: &str) -> Result<Folder, FolderError> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("recognitions.csv"), format!("{HEADER}\n{}\n", rows.join("\n"))).unwrap();
        fs::write(folder.path().join("rules.json"), rules).unwrap();
        Folder::read(folder.path())
    }

    #[test]
    fn a_good_folder_is_read_exactly() {
        let read = folder(&[GOOD], RULES).unwrap();
        assert_eq!(read.recognitions[0].points, 2901);
        assert_eq!(read.recognitions[0].time, 1_663_003_742);
        assert_eq!(read.recognitions[0].reviewers.len(), 1);
        assert_eq!((read.rules.pool.as_str(), read.rules.shares_bps), ("1876.0", [9000, 700, 300]));
        assert!(read.published.is_none());
    }

    #[test]
    fn a_bad_row_is_named_with_its_line_and_what_was_expected() {
        for (bad, expected) in [
            (GOOD.replace("2022-09-12", "yesterday"), "a time such as"),
            (GOOD.replace("0x33ce", "0xzzzz"), "an address"),
            (GOOD.replace(",1,0x8a", ",yes,0x8a"), "0 or 1"),
            (GOOD.replace("9.67", "-1"), "a score from 0"),
            (GOOD.replace("9.67", "0.001"), "whole number"),
            (GOOD.replace("9.67", "many"), "a number"),
            (format!("{GOOD},extra"), "as many fields"),
        ] {
            let error = folder(&[GOOD, &bad], RULES).unwrap_err().to_string();
            assert!(error.contains("recognitions.csv, line 3") && error.contains(expected), "{error}");
        }
    }

    #[test]
    fn bad_rules_are_refused() {
        let error = folder(&[GOOD], &RULES.replace("0.9", "0.99999")).unwrap_err().to_string();
        assert!(error.contains("contributor_share"), "{error}");
        let error = folder(&[GOOD], &RULES.replace("0.07", "0.7")).unwrap_err().to_string();
        assert!(error.contains("more than 1"), "{error}");
    }
}
