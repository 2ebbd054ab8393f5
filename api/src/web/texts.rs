//! The words of the pages in two languages: `texts/<lang>.txt`, one `key = text` a line.
//!
//! `{0}`, `{1}` stand for values; `one | many` chooses by the first value, as the language counts.

use std::{collections::HashMap, fmt::Display, sync::LazyLock};

use super::Lang;

static FRENCH: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| parse(include_str!("../../texts/fr.txt")));
static ENGLISH: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| parse(include_str!("../../texts/en.txt")));

fn parse(file: &'static str) -> HashMap<&'static str, &'static str> {
    let lines = file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('=')).map(|(key, text)| (key.trim(), text.trim())).collect()
}

/// The texts of one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Texts(Lang);

impl Texts {
    pub(crate) fn of(lang: Lang) -> Self {
        Self(lang)
    }

    /// The language.
    pub(crate) fn lang(self) -> Lang {
        self.0
    }

    /// The text of a key; the key itself where it is missing, which a test excludes.
    pub(crate) fn get<'k>(&self, key: &'k str) -> &'k str {
        let texts = match self.0 {
            Lang::French => &*FRENCH,
            Lang::English => &*ENGLISH,
        };
        texts.get(key).copied().unwrap_or(key)
    }

    /// The text with one value.
    pub(crate) fn with(&self, key: &str, value: impl Display) -> String {
        self.get(key).replace("{0}", &value.to_string())
    }

    /// The text with two values.
    pub(crate) fn with2(&self, key: &str, first: impl Display, second: impl Display) -> String {
        // The second first: a value that holds "{1}" must not be filled again.
        let (before, after) = match self.get(key).split_once("{0}") {
            Some((before, after)) => (before, after),
            None => (self.get(key), ""),
        };
        let second = second.to_string();
        format!("{}{first}{}", before.replace("{1}", &second), after.replace("{1}", &second))
    }

    /// The text for a count.
    pub(crate) fn count(&self, key: &str, count: impl Into<u64>) -> String {
        let count = count.into();
        let (one, many) = self.get(key).split_once('|').unwrap_or((key, key));
        let text = if self.0.is_one(count) { one } else { many };
        text.trim().replace("{0}", &self.0.number(count))
    }

    /// The text of a word of the domain, for example `phase.open`.
    pub(crate) fn word(&self, family: &str, word: &str) -> String {
        let key = format!("{family}.{word}");
        let text = self.get(&key);
        if text == key { word.to_owned() } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    fn keys(texts: &HashMap<&'static str, &'static str>) -> BTreeSet<&'static str> {
        texts.keys().copied().collect()
    }

    fn sources(folder: &Path, into: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, into);
            } else {
                into.push_str(&fs::read_to_string(&path).unwrap());
            }
        }
    }

    #[test]
    fn both_languages_have_the_same_keys_and_places_for_values() {
        assert_eq!(keys(&FRENCH), keys(&ENGLISH));
        for (key, french) in FRENCH.iter() {
            let english = ENGLISH[key];
            for mark in ["{0}", "{1}", "|"] {
                assert_eq!(french.contains(mark), english.contains(mark), "{mark} in {key}");
            }
            assert!(!french.is_empty() && !english.is_empty(), "{key} is empty");
        }
    }

    #[test]
    fn every_key_that_pages_ask_for_exists_and_every_key_is_asked_for() {
        let mut text = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web"), &mut text);
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"), &mut text);
        let mut asked = BTreeSet::new();
        for call in [".get(\"", ".with(\"", ".with2(\"", ".count(\""] {
            let uses = text.split(call).skip(1).filter_map(|rest| rest.split_once('"'));
            asked.extend(uses.map(|(key, _)| key).filter(|key| key.contains('.')));
        }
        let families: BTreeSet<&str> =
            text.split(".word(\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(family, _)| family).collect();
        for key in &asked {
            assert!(ENGLISH.contains_key(key), "no text for {key}");
        }
        for key in ENGLISH.keys() {
            let family = key.split_once('.').map_or("", |(family, _)| family);
            assert!(text.contains(&format!("\"{key}\"")) || families.contains(family), "nobody shows {key}");
        }
    }

    #[test]
    fn counts_follow_the_language() {
        let (french, english) = (Texts::of(Lang::French), Texts::of(Lang::English));
        assert_eq!(french.count("count.members", 0u64), "0 membre");
        assert_eq!(english.count("count.members", 0u64), "0 members");
        assert_eq!(english.count("count.members", 1u64), "1 member");
        assert_eq!(english.count("count.members", 1234u64), "1,234 members");
        assert_eq!(french.count("count.members", 1234u64), "1\u{202f}234 membres");
    }
}
