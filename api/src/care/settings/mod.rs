//! What a community wants to give back to its tools. Read from the file that connects them; every mistake is told at once.

mod raw;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use palabre_contracts::{Roles, Slug};

use self::raw::Raw;
use crate::{
    connectors::{Secret, command::Tongue},
    outbox::Tools,
};

/// Millionths of a point: what reputation is counted in.
pub(crate) const POINT: u128 = 1_000_000;

/// Everything that is given back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CareSettings {
    /// Which roles follow from what.
    pub roles: Vec<RoleRule>,
    /// How the round of roles is made.
    pub rounds: Rounds,
    /// Each community's own.
    pub communities: BTreeMap<Slug, CommunityCare>,
    /// How e-mail is sent; none: it is not.
    pub mail: Option<MailSettings>,
}

/// One role of a tool, and who has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleRule {
    /// The connected tool.
    pub source: String,
    /// The role by its name in the settings of the tool.
    pub role: String,
    /// Who has it.
    pub when: When,
}

/// Who has a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Every member.
    Member,
    /// Who holds these roles on chain.
    ChainRole(Roles),
    /// Who has so much reputation, in millionths of today's points: gained at one threshold, lost below another.
    Reputation {
        /// From here on it is given.
        at_least: u128,
        /// Below, it is taken.
        off_below: u128,
    },
}

/// How the round of roles is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounds {
    /// Seconds between two rounds.
    pub every: u64,
    /// Only says what it would do.
    pub dry: bool,
    /// Takes named roles also from accounts that never belonged to a member.
    pub strangers: bool,
    /// More roles than this are not taken in one round without somebody's word.
    pub brake: usize,
}

impl Default for Rounds {
    fn default() -> Self {
        Self { every: 300, dry: false, strangers: false, brake: 20 }
    }
}

/// What one community wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommunityCare {
    /// The language of channels and of people who chose none.
    pub language: Tongue,
    /// Where notices are posted.
    pub channels: Vec<NoticeChannel>,
    /// A vote is closing soon so many seconds before its end.
    pub closing: u64,
    /// How newcomers are welcomed; none: they are not.
    pub welcome: Option<Welcome>,
    /// How discussions are written up; none: they are not.
    pub synthesis: Option<SynthesisSettings>,
}

impl Default for CommunityCare {
    fn default() -> Self {
        Self { language: Tongue::En, channels: Vec::new(), closing: 86_400, welcome: None, synthesis: None }
    }
}

/// A channel where notices are posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeChannel {
    /// The connected tool.
    pub source: String,
    /// The channel, or the page of a wiki.
    pub channel: String,
    /// In which language, if not in that of the community.
    pub language: Option<Tongue>,
    /// Which; empty: all of them.
    pub kinds: BTreeSet<String>,
}

/// How newcomers are welcomed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Welcome {
    /// Only in these tools; empty: in all of the community.
    pub sources: BTreeSet<String>,
    /// What people care about, and where it is talked about.
    pub affinities: Vec<Affinity>,
    /// Where charter and way in are, if not on the page of the community.
    pub charter: Option<String>,
}

/// Something that people care about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affinity {
    /// Its name for programs.
    pub id: String,
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
    /// Channels as people see them, with the tool that they are in.
    pub channels: Vec<(String, String)>,
}

/// How discussions are written up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SynthesisSettings {
    /// The wiki.
    pub wiki: String,
    /// Title of a page, with places for values.
    pub title: String,
    /// The template that heads it, with its parameters.
    pub template: Option<(String, Vec<(String, String)>)>,
    /// Categories, with places for values.
    pub categories: Vec<String>,
    /// The text that a documentalist begins with.
    pub body: String,
}

/// How e-mail is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailSettings {
    /// The server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept secret.
    pub security: MailSecurity,
    /// The login, if the server wants one.
    pub login: Option<(String, Secret)>,
    /// The sender: `Name <address>` or an address.
    pub from: String,
    /// Invitations of one member in a day.
    pub per_member: u64,
}

/// How the connection to a mail server is kept secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailSecurity {
    /// TLS from the beginning.
    Tls,
    /// Plain at first, TLS before anything is said.
    StartTls,
    /// Plain: only to a server on the same machine.
    None,
}

/// Reads a file whose name stands in the settings; answers its text or what is wrong with it.
pub type ReadFile<'a> = &'a dyn Fn(&str) -> Result<String, String>;

impl CareSettings {
    /// Reads the sections `[[role]]`, `[roles]`, `[[care]]` and `[mail]` of a TOML text; others are somebody else's.
    /// An error holds every mistake.
    pub fn parse(text: &str, read: ReadFile<'_>) -> Result<Self, Vec<String>> {
        let raw: Raw = toml::from_str(text).map_err(|error| vec![error.to_string()])?;
        raw.into_settings(read)
    }

    /// What names a tool that is not there, or not of that community.
    pub fn check(&self, tools: &Tools) -> Result<(), Vec<String>> {
        let mut wrong = Vec::new();
        let known: BTreeMap<&str, &Slug> = tools.iter().map(|(source, tool)| (source, &tool.community)).collect();
        for rule in self.roles.iter().filter(|rule| !known.contains_key(rule.source.as_str())) {
            wrong.push(format!("[[role]] {}: no tool {:?} is connected", rule.role, rule.source));
        }
        for (slug, care) in &self.communities {
            let channels = care.channels.iter().map(|channel| channel.source.as_str());
            let welcome = care.welcome.iter().flat_map(|welcome| welcome.sources.iter().map(String::as_str));
            let wiki = care.synthesis.iter().map(|synthesis| synthesis.wiki.as_str());
            for source in channels.chain(welcome).chain(wiki) {
                if known.get(source).is_none_or(|of| *of != slug) {
                    wrong.push(format!("[[care]] {slug}: no tool {source:?} is connected for this community"));
                }
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }

    /// What a community wants.
    pub fn of(&self, community: &Slug) -> CommunityCare {
        self.communities.get(community).cloned().unwrap_or_default()
    }

    /// The rules of one tool.
    pub fn rules_of<'a>(&'a self, source: &'a str) -> impl Iterator<Item = &'a RoleRule> {
        self.roles.iter().filter(move |rule| rule.source == source)
    }
}

/// Reads `fr` or `en`.
pub(crate) fn tongue(word: &str) -> Option<Tongue> {
    match word {
        "fr" => Some(Tongue::Fr),
        "en" => Some(Tongue::En),
        _ => None,
    }
}

/// The tag of a language.
pub(crate) fn tag(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Fr => "fr",
        Tongue::En => "en",
    }
}
