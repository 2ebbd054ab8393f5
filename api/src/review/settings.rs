//! What a community reviews: its tools and its policy.

use std::{collections::BTreeMap, io, path::Path};

use toml::de::{DeTable, DeValue};

use crate::policy::{Policy, Preset};

/// The policy of a community that chose none.
const STANDARD: &str = "open-community";

/// What a community reviews.
#[derive(Clone, Debug)]
pub struct Reviewing {
    /// By which policy.
    pub policy: Policy,
    /// The connected tools.
    pub sources: Vec<Source>,
}

/// A connected tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name in the settings: the `source` of its activities.
    pub name: String,
    /// What it is, for people: `mediawiki`, `slack`.
    pub tool: String,
    /// Where people look at what was done: an address with `{object}`, `{parent}` or `{id}` in it.
    pub link: Option<String>,
}

impl Reviewing {
    /// No tool, and the standard policy.
    pub fn standard() -> Self {
        let policy = Preset::named(STANDARD).and_then(|preset| preset.policy().ok());
        let policy =
            policy.unwrap_or_else(|| unreachable!("the presets are part of the program, and a test reads them"));
        Self { policy, sources: Vec::new() }
    }

    /// The tool with this name.
    pub fn source(&self, name: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.name == name)
    }
}

/// Why settings cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// They are no TOML.
    #[error("the settings of tools are no TOML: {0}")]
    Syntax(String),
    /// Something in them is not what it should be.
    #[error("{0} in the settings of tools: {1}")]
    Value(String, String),
}

/// What the settings of tools say to the review, by community: `[[source]]` with `name`, `kind` and `community`;
/// `[policy.COMMUNITY]` with `preset` or `file`; `[review.links]` with an address by source. What else there is belongs to
/// others. `file` reads the file of a policy.
pub fn read(
    text: &str,
    file: &dyn Fn(&Path) -> io::Result<String>,
) -> Result<BTreeMap<String, Reviewing>, SettingsError> {
    let table = DeTable::parse(text).map_err(|error| SettingsError::Syntax(error.to_string()))?;
    let mut read: BTreeMap<String, Reviewing> = BTreeMap::new();
    let links = get(table.get_ref(), "review").and_then(as_table).and_then(|table| get(table, "links"));
    let link_of = |name: &str| links.and_then(as_table).and_then(|links| string(links, name));
    if let Some(DeValue::Array(sources)) = get(table.get_ref(), "source") {
        for source in sources.iter().filter_map(|source| as_table(source.get_ref())) {
            let word = |key: &str| string(source, key).unwrap_or_default();
            let (name, tool, community) = (word("name"), word("kind"), word("community"));
            let link = link_of(&name);
            let reviewing = read.entry(community).or_insert_with(Reviewing::standard);
            reviewing.sources.push(Source { name, tool, link });
        }
    }
    if let Some(policies) = get(table.get_ref(), "policy").and_then(as_table) {
        for (community, value) in policies {
            let place = || format!("[policy.{}]", community.get_ref());
            let policy = as_table(value.get_ref()).map_or_else(
                || Err(SettingsError::Value(place(), "expected a table".to_owned())),
                |table| policy(table, &place(), file),
            )?;
            read.entry(community.get_ref().to_string()).or_insert_with(Reviewing::standard).policy = policy;
        }
    }
    Ok(read)
}

fn policy(
    table: &DeTable<'_>,
    place: &str,
    file: &dyn Fn(&Path) -> io::Result<String>,
) -> Result<Policy, SettingsError> {
    let wrong = |what: String| SettingsError::Value(place.to_owned(), what);
    let text = match (string(table, "preset"), string(table, "file")) {
        (Some(name), None) => {
            let preset = Preset::named(&name).ok_or_else(|| wrong(format!("there is no preset {name:?}")))?;
            preset.toml.to_owned()
        }
        (None, Some(path)) => {
            file(Path::new(&path)).map_err(|error| wrong(format!("{path} cannot be read: {error}")))?
        }
        _ => return Err(wrong("expected either preset or file".to_owned())),
    };
    Policy::parse(&text).map_err(|mistakes| wrong(format!("the policy has mistakes: {mistakes}")))
}

fn get<'t, 'a>(table: &'t DeTable<'a>, key: &str) -> Option<&'t DeValue<'a>> {
    table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value.get_ref())
}

fn as_table<'t, 'a>(value: &'t DeValue<'a>) -> Option<&'t DeTable<'a>> {
    match value {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

fn string(table: &DeTable<'_>, key: &str) -> Option<String> {
    match get(table, key) {
        Some(DeValue::String(text)) => Some(text.to_string()),
        _ => None,
    }
}

impl Source {
    /// Where people look at something that was done in this tool.
    pub fn link_to(&self, object: &str, parent: Option<&str>, id: &str) -> Option<String> {
        let quoted = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let template = self.link.as_deref()?;
        // Anything but a page would be run by the browser of whoever presses the link.
        if !template.starts_with("https://") && !template.starts_with("http://") {
            return None;
        }
        let filled = template.replace("{object}", &quoted(object)).replace("{parent}", &quoted(parent.unwrap_or("")));
        Some(filled.replace("{id}", &quoted(id)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_holds_what_tools_say_as_data() {
        let source = |link: &str| Source { name: "wiki".into(), tool: "mediawiki".into(), link: Some(link.into()) };
        let wiki = source("https://wiki.example/?curid={object}&diff={id}&of={parent}");
        let link = wiki.link_to("7&x=\"", Some("a b"), "é");
        assert_eq!(link.as_deref(), Some("https://wiki.example/?curid=7%26x%3D%22&diff=%C3%A9&of=a+b"));
        assert_eq!(source("javascript:alert({id})").link_to("1", None, "2"), None);
        assert_eq!(Reviewing::standard().policy.name(), "open community");
    }

    #[test]
    fn the_settings_of_tools_say_what_is_reviewed() {
        let text = r#"
            [[source]]
            name = "wiki"
            kind = "mediawiki"
            community = "demo"
            api = "https://wiki.example/api.php"
            [policy.demo]
            preset = "small-circle"
            [policy.other]
            file = "policy.toml"
            [review.links]
            wiki = "https://wiki.example/?curid={object}"
        "#;
        let file = |path: &Path| match path.to_str() {
            Some("policy.toml") => Ok(Preset::named("money-at-stake").unwrap().toml.to_owned()),
            _ => Err(io::ErrorKind::NotFound.into()),
        };
        let read = super::read(text, &file).unwrap();
        let demo = &read["demo"];
        assert_eq!((demo.policy.name(), demo.sources.len()), ("small circle", 1));
        assert_eq!(demo.source("wiki").unwrap().link.as_deref(), Some("https://wiki.example/?curid={object}"));
        assert_eq!(read["other"].policy.name(), "money at stake");
        for wrong in ["[policy]\ndemo = 3", "[policy.demo]\npreset = \"none\"", "[policy.demo]\nfile = \"x\"", "a ="] {
            assert!(super::read(wrong, &file).is_err(), "{wrong}");
        }
    }
}
