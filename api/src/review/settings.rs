//! What a community reviews: its tools and its policy.

use std::collections::BTreeMap;

use crate::{
    policy::{Policy, Preset},
    tools::Settings,
};

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

/// What each community reviews, by its short name, as the settings of its tools say.
pub fn of(settings: &Settings) -> BTreeMap<String, Reviewing> {
    let mut all: BTreeMap<String, Reviewing> = BTreeMap::new();
    for (community, policy) in &settings.policies {
        all.entry(community.to_string()).or_insert_with(Reviewing::standard).policy = Policy::clone(policy);
    }
    for source in &settings.sources {
        let (name, tool) = (source.name.clone(), source.tool.kind().name().to_owned());
        let reviewing = all.entry(source.community.to_string()).or_insert_with(Reviewing::standard);
        reviewing.sources.push(Source { name, tool, link: source.link.clone() });
    }
    all
}

impl Source {
    /// Where people look at something that was done in this tool.
    pub fn link_to(&self, object: &str, parent: Option<&str>, id: &str) -> Option<String> {
        let quoted = |text: &str| url::form_urlencoded::byte_serialize(number(text).as_bytes()).collect::<String>();
        let template = self.link.as_deref()?;
        // Anything but a page would be run by the browser of whoever presses the link.
        if !template.starts_with("https://") && !template.starts_with("http://") {
            return None;
        }
        let filled = template.replace("{object}", &quoted(object)).replace("{parent}", &quoted(parent.unwrap_or("")));
        Some(filled.replace("{id}", &quoted(id)))
    }
}

/// What a tool calls by a number has a word before it here (`page:7`), which its own addresses have not.
fn number(id: &str) -> &str {
    let rest = id.split_once(':').map_or("", |(_, rest)| rest);
    if !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()) { rest } else { id }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::tools::settings::Surroundings;

    #[test]
    fn a_link_holds_what_tools_say_as_data() {
        let source = |link: &str| Source { name: "wiki".into(), tool: "mediawiki".into(), link: Some(link.into()) };
        let wiki = source("https://wiki.example/?curid={object}&diff={id}&of={parent}");
        let link = wiki.link_to("7&x=\"", Some("a b"), "é");
        assert_eq!(link.as_deref(), Some("https://wiki.example/?curid=7%26x%3D%22&diff=%C3%A9&of=a+b"));
        let link = wiki.link_to("page:7", None, "rev:12").unwrap();
        assert_eq!(link, "https://wiki.example/?curid=7&diff=12&of=", "as the wiki counts");
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
            login = "Palabre@bot"
            password_file = "secret"
            link = "https://wiki.example/?curid={object}"
            [policy.demo]
            preset = "small-circle"
            [policy.other]
            file = "policy.toml"
        "#;
        let file = |path: &Path| match path.to_str() {
            Some("policy.toml") => Ok(Preset::named("money-at-stake").unwrap().toml.to_owned()),
            _ => Ok("a secret".to_owned()),
        };
        let settings = Settings::parse(text, &Surroundings { file: &file, variable: &|_| None }).unwrap();
        let read = of(&settings);
        let demo = &read["demo"];
        assert_eq!((demo.policy.name(), demo.sources.len()), ("small circle", 1));
        assert_eq!(demo.source("wiki").unwrap().link.as_deref(), Some("https://wiki.example/?curid={object}"));
        assert_eq!((read["other"].policy.name(), read["other"].sources.len()), ("money at stake", 0));
    }
}
