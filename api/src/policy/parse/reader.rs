//! Reads values out of TOML tables and keeps every mistake with its line and key.

use std::{
    cell::RefCell,
    collections::BTreeSet,
    fmt::{self, Display},
    ops::RangeInclusive,
    str::FromStr,
};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::policy::words::parse_duration;

/// One mistake in a policy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// Line of the text, counted from 1.
    pub line: usize,
    /// Key, with the sections that it is in; empty where the text is no TOML.
    pub key: String,
    /// What is wrong, and what was expected.
    pub expected: String,
}

impl Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.key.as_str() {
            "" => write!(f, "line {}: {}", self.line, self.expected),
            key => write!(f, "line {}, {key}: {}", self.line, self.expected),
        }
    }
}

/// Everything that is wrong with a policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct Mistakes(pub Vec<Mistake>);

/// Mistakes in the making.
pub(crate) struct Notes<'t> {
    text: &'t str,
    found: RefCell<Vec<Mistake>>,
}

impl<'t> Notes<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, found: RefCell::default() }
    }

    /// Notes a mistake at a byte of the text.
    pub(crate) fn note(&self, at: usize, key: impl Into<String>, expected: impl Into<String>) {
        let before = self.text.as_bytes().get(..at).unwrap_or(self.text.as_bytes());
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        self.found.borrow_mut().push(Mistake { line, key: key.into(), expected: expected.into() });
    }

    /// All of them, in the order of the text.
    pub(crate) fn into_mistakes(self) -> Vec<Mistake> {
        let mut found = self.found.into_inner();
        found.sort();
        found.dedup();
        found
    }
}

/// Reads a whole text of at most `most` bytes. Every mistake is told, with line, key and what was expected.
pub(crate) fn document<T>(text: &str, most: usize, read: impl FnOnce(Section<'_>) -> T) -> Result<T, Mistakes> {
    let notes = Notes::new(text);
    if text.len() > most {
        notes.note(0, "", format!("the text has {} bytes: expected at most {most}", text.len()));
        return Err(Mistakes(notes.into_mistakes()));
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        notes.note(error.span().map_or(0, |span| span.start), "", error.message());
    }
    if !errors.is_empty() {
        return Err(Mistakes(notes.into_mistakes()));
    }
    let found = read(Section::new(&notes, "", Some(table.get_ref()), 0));
    let mistakes = notes.into_mistakes();
    if mistakes.is_empty() { Ok(found) } else { Err(Mistakes(mistakes)) }
}

/// A table of the text, of which every key must be asked for.
pub(crate) struct Section<'a> {
    notes: &'a Notes<'a>,
    path: String,
    table: Option<&'a DeTable<'a>>,
    at: usize,
    asked: RefCell<BTreeSet<&'static str>>,
}

impl<'a> Section<'a> {
    pub(crate) fn new(
        notes: &'a Notes<'a>,
        path: impl Into<String>,
        table: Option<&'a DeTable<'a>>,
        at: usize,
    ) -> Self {
        Self { notes, path: path.into(), table, at, asked: RefCell::default() }
    }

    fn key(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    fn value(&self, name: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.borrow_mut().insert(name);
        self.table?.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
    }

    /// Whether the key is there.
    pub(crate) fn has(&self, name: &'static str) -> bool {
        self.value(name).is_some()
    }

    /// Notes a mistake about a key, or about the whole table where the key is missing.
    pub(crate) fn wrong(&self, name: &'static str, expected: impl Into<String>) {
        let at = self.value(name).map_or(self.at, |value| value.span().start);
        self.notes.note(at, self.key(name), expected);
    }

    /// A whole number; without the key, `default`, and without that a mistake.
    pub(crate) fn number<T>(&self, name: &'static str, default: Option<T>, range: RangeInclusive<T>) -> T
    where
        T: Copy + PartialOrd + Display + TryFrom<i64>,
    {
        let Some(value) = self.value(name) else { return self.missing(name, default, *range.start()) };
        let read = integer(value.get_ref()).and_then(|number| T::try_from(number).ok());
        read.filter(|number| range.contains(number)).unwrap_or_else(|| {
            self.wrong(name, format!("expected a whole number from {} to {}", range.start(), range.end()));
            *range.start()
        })
    }

    fn missing<T>(&self, name: &'static str, default: Option<T>, otherwise: T) -> T {
        default.unwrap_or_else(|| {
            // Of a section that is missing itself, that is enough to say.
            if self.table.is_some() {
                self.wrong(name, "is missing");
            }
            otherwise
        })
    }

    /// A whole number that may be left out.
    pub(crate) fn cap(&self, name: &'static str) -> Option<u32> {
        self.has(name).then(|| self.number(name, None, 1..=1_000_000))
    }

    /// `true` or `false`.
    pub(crate) fn flag(&self, name: &'static str) -> bool {
        match self.value(name).map(Spanned::get_ref) {
            None => false,
            Some(DeValue::Boolean(flag)) => *flag,
            Some(_) => {
                self.wrong(name, "expected true or false");
                false
            }
        }
    }

    /// A text on one line.
    pub(crate) fn text(&self, name: &'static str, most: usize) -> String {
        let expected = || format!("expected a text of 1 to {most} characters on one line");
        match self.value(name).map(Spanned::get_ref) {
            Some(DeValue::String(text))
                if (1..=most).contains(&text.chars().count()) && !text.chars().any(char::is_control) =>
            {
                text.clone().into_owned()
            }
            Some(_) => {
                self.wrong(name, expected());
                String::new()
            }
            None => self.missing(name, None, String::new()),
        }
    }

    /// The raw text of a key, if it is one.
    pub(crate) fn string(&self, name: &'static str) -> Option<&'a str> {
        match self.value(name)?.get_ref() {
            DeValue::String(text) => Some(text),
            _ => None,
        }
    }

    /// One of a list of words.
    pub(crate) fn word<T: FromStr + Copy>(&self, name: &'static str, default: T, all: &str) -> T {
        if !self.has(name) {
            return default;
        }
        self.string(name).and_then(|word| word.parse().ok()).unwrap_or_else(|| {
            self.wrong(name, format!("expected one of {all}"));
            default
        })
    }

    /// A duration in seconds.
    pub(crate) fn duration(&self, name: &'static str, most: u64) -> u64 {
        if !self.has(name) {
            return self.missing(name, None, 0);
        }
        self.string(name).and_then(parse_duration).filter(|seconds| *seconds <= most).unwrap_or_else(|| {
            self.wrong(
                name,
                format!("expected a duration such as \"7d\", \"72h\" or \"0s\", at most {} days", most / 86_400),
            );
            0
        })
    }

    /// A list of whole numbers, of one of these lengths.
    pub(crate) fn numbers<T>(
        &self,
        name: &'static str,
        lengths: RangeInclusive<usize>,
        range: RangeInclusive<T>,
    ) -> Vec<T>
    where
        T: Copy + PartialOrd + Display + TryFrom<i64>,
    {
        let items = match self.value(name).map(Spanned::get_ref) {
            Some(DeValue::Array(items)) => items,
            None => return self.missing(name, None, Vec::new()),
            Some(_) => {
                self.wrong(name, "expected a list of whole numbers");
                return Vec::new();
            }
        };
        let read: Option<Vec<T>> = items
            .iter()
            .map(|item| {
                integer(item.get_ref()).and_then(|number| T::try_from(number).ok()).filter(|one| range.contains(one))
            })
            .collect();
        match read {
            Some(numbers) if lengths.contains(&numbers.len()) => numbers,
            _ => {
                let (least, most) = (lengths.start(), lengths.end());
                let count = if least == most { least.to_string() } else { format!("{least} to {most}") };
                let range = format!("from {} to {}", range.start(), range.end());
                self.wrong(name, format!("expected a list of {count} whole numbers {range}"));
                Vec::new()
            }
        }
    }

    /// A list of eight, one for each lane.
    pub(crate) fn by_lane<T>(&self, name: &'static str, range: RangeInclusive<T>) -> [T; 8]
    where
        T: Copy + PartialOrd + Display + TryFrom<i64>,
    {
        let otherwise = [*range.start(); 8];
        self.numbers(name, 8..=8, range).try_into().unwrap_or(otherwise)
    }

    /// A list of words.
    pub(crate) fn words<T: FromStr>(&self, name: &'static str, all: &str) -> Vec<T> {
        let items = match self.value(name).map(Spanned::get_ref) {
            Some(DeValue::Array(items)) if !items.is_empty() => items,
            _ => {
                self.wrong(name, format!("expected a list of some of {all}"));
                return Vec::new();
            }
        };
        let mut read = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(word) if word.parse::<T>().is_ok() => read.extend(word.parse::<T>()),
                _ => self.notes.note(item.span().start, self.key(name), format!("expected one of {all}")),
            }
        }
        read
    }

    /// A table inside; an empty one, with a mistake, where it is missing.
    pub(crate) fn section(&self, name: &'static str) -> Section<'a> {
        let (table, at) = match self.value(name) {
            None => {
                if self.table.is_some() {
                    self.wrong(name, "this section is missing");
                }
                (None, self.at)
            }
            Some(value) => match value.get_ref() {
                DeValue::Table(table) => (Some(table), value.span().start),
                _ => {
                    self.wrong(name, "expected a section");
                    (None, value.span().start)
                }
            },
        };
        Section::new(self.notes, self.key(name), table, at)
    }

    /// A list of tables; empty where it is left out.
    pub(crate) fn tables(&self, name: &'static str) -> Vec<Section<'a>> {
        let Some(value) = self.value(name) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong(name, "expected a list of tables such as { by = [\"reviewer\"] }");
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::Table(table) => {
                    tables.push(Section::new(self.notes, self.key(name), Some(table), item.span().start));
                }
                _ => self.notes.note(
                    item.span().start,
                    self.key(name),
                    "expected a table such as { by = [\"reviewer\"] }",
                ),
            }
        }
        tables
    }

    /// All keys, for tables whose keys are data.
    pub(crate) fn entries(&self) -> Vec<(&'a str, usize, Section<'a>)> {
        let mut entries = Vec::new();
        for (key, value) in self.table.into_iter().flat_map(|table| table.iter()) {
            let (name, at) = (key.get_ref().as_ref(), key.span().start);
            match value.get_ref() {
                DeValue::Table(table) => {
                    entries.push((name, at, Section::new(self.notes, self.key(name), Some(table), at)));
                }
                _ => self.notes.note(at, self.key(name), "expected a section"),
            }
        }
        entries
    }

    /// Keys with whole numbers, for tables whose keys are data.
    pub(crate) fn pairs(&self) -> Vec<(&'a str, usize, Option<i64>)> {
        let entries = self.table.into_iter().flat_map(|table| table.iter());
        entries.map(|(key, value)| (key.get_ref().as_ref(), key.span().start, integer(value.get_ref()))).collect()
    }

    /// Keys with texts, for tables whose keys are data.
    pub(crate) fn texts(&self) -> Vec<(&'a str, usize, Option<&'a str>)> {
        let entries = self.table.into_iter().flat_map(|table| table.iter());
        let read = |value: &'a Spanned<DeValue<'a>>| match value.get_ref() {
            DeValue::String(text) => Some(&**text),
            _ => None,
        };
        entries.map(|(key, value)| (key.get_ref().as_ref(), key.span().start, read(value))).collect()
    }

    /// Notes a mistake at a byte, about a key that is data; about the table itself without one.
    pub(crate) fn note(&self, at: usize, name: &str, expected: impl Into<String>) {
        let key = if name.is_empty() { self.path.clone() } else { self.key(name) };
        self.notes.note(at, key, expected);
    }

    /// Where it begins.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// Whether the key holds a list.
    pub(crate) fn is_list(&self, name: &'static str) -> bool {
        matches!(self.value(name).map(Spanned::get_ref), Some(DeValue::Array(_)))
    }

    /// Notes every key that nobody asked for.
    pub(crate) fn finish(self) {
        let asked = self.asked.borrow();
        for (key, _) in self.table.into_iter().flat_map(|table| table.iter()) {
            let name = key.get_ref().as_ref();
            if !asked.contains(name) {
                let known = asked.iter().copied().collect::<Vec<_>>().join(", ");
                self.notes.note(key.span().start, self.key(name), format!("is not known here: known are {known}"));
            }
        }
    }
}

fn integer(value: &DeValue<'_>) -> Option<i64> {
    match value {
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    }
}
