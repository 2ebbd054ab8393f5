//! From TOML to settings.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::Arc,
};

use palabre_contracts::Slug;
use url::Url;

use super::{OF_OTHERS, Settings, SourceSettings, Surroundings, ToolSettings};
use crate::{
    connectors::{
        Secret,
        chat::{matrix, rocket_chat, slack},
        command::Tongue,
        json::is_id,
        wiki::mediawiki,
    },
    policy::{
        CHAIN, Mistakes, PRESETS, Policy, Preset,
        parse::reader::{self, Section},
    },
};

/// Longest text of settings, in bytes.
const MOST_BYTES: usize = 256 * 1024;
/// Shortest and longest time between two rounds of polling, in seconds.
const ROUNDS: std::ops::RangeInclusive<u64> = 1..=86_400;
const KINDS: &str = "slack, rocket_chat, matrix, mediawiki";

pub(super) fn settings(text: &str, surroundings: &Surroundings<'_>) -> Result<Settings, Mistakes> {
    reader::document(text, MOST_BYTES, |root| whole(root, surroundings))
}

fn whole(root: Section<'_>, surroundings: &Surroundings<'_>) -> Settings {
    for name in OF_OTHERS {
        root.has(name);
    }
    let mut settings = Settings::default();
    let mut names = BTreeSet::new();
    for section in root.tables("source") {
        let at = section.at();
        let read = source(&section, surroundings);
        if let Some(name) = section.string("name").filter(|name| !names.insert((*name).to_owned())) {
            section.note(at, "name", format!("{name:?} is used twice: each source has a name of its own"));
        }
        // Which keys there are depends on the kind.
        if section.string("kind").is_some_and(|kind| KINDS.split(", ").any(|known| known == kind)) {
            section.finish();
        }
        settings.sources.extend(read);
    }
    if root.has("policy") {
        for (slug, at, section) in root.section("policy").entries() {
            let read = slug.parse::<Slug>();
            let policy = policy(&section, surroundings);
            match (read, policy) {
                (Err(error), _) => section.note(at, "", error.to_string()),
                (Ok(slug), Some(policy)) => _ = settings.policies.insert(slug, policy),
                (Ok(_), None) => {}
            }
            section.finish();
        }
    }
    root.finish();
    settings
}

fn policy(section: &Section<'_>, surroundings: &Surroundings<'_>) -> Option<Arc<Policy>> {
    let text = match (section.has("preset"), section.has("file")) {
        (true, false) => match section.string("preset").and_then(Preset::named) {
            Some(preset) => preset.toml.to_owned(),
            None => {
                let names: Vec<&str> = PRESETS.iter().map(|preset| preset.name).collect();
                section.wrong("preset", format!("expected one of {}", names.join(", ")));
                return None;
            }
        },
        (false, true) => file(section, "file", surroundings)?,
        _ => {
            section.note(section.at(), "", "expected either preset or file");
            return None;
        }
    };
    match Policy::parse(&text) {
        Ok(policy) => Some(Arc::new(policy)),
        Err(mistakes) => {
            section.wrong("file", format!("the policy has mistakes:\n{mistakes}"));
            None
        }
    }
}

fn source(section: &Section<'_>, surroundings: &Surroundings<'_>) -> Option<SourceSettings> {
    let name = section.text("name", 40);
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    let good = !name.is_empty() && name.chars().all(plain) && name != CHAIN;
    if !name.is_empty() && !good {
        section.wrong("name", format!("expected small letters, digits, - and _, and another word than {CHAIN:?}"));
    }
    let community = section.text("community", 64).parse::<Slug>();
    if let Err(error) = &community
        && section.has("community")
    {
        section.wrong("community", error.to_string());
    }
    let tongue = match section.has("language").then(|| section.string("language")) {
        None | Some(Some("en")) => Tongue::En,
        Some(Some("fr")) => Tongue::Fr,
        Some(_) => {
            section.wrong("language", "expected \"fr\" or \"en\"");
            Tongue::En
        }
    };
    let (poll_every, link) = (every(section), link(section));
    let reader = Reader { section, surroundings, name: &name };
    let tool = match section.string("kind") {
        Some("slack") => reader.slack(),
        Some("rocket_chat") => reader.rocket_chat(),
        Some("matrix") => reader.matrix(),
        Some("mediawiki") => reader.mediawiki(),
        _ => {
            section.wrong("kind", format!("expected one of {KINDS}"));
            return None;
        }
    };
    Some(SourceSettings { community: community.ok()?, tongue, poll_every, link, tool: tool?, name })
}

/// Anything but a page would be run by the browser of whoever follows the link.
fn link(section: &Section<'_>) -> Option<String> {
    if !section.has("link") {
        return None;
    }
    let link = section.text("link", 500);
    let good = link.starts_with("https://") || link.starts_with("http://");
    if !good && !link.is_empty() {
        section.wrong("link", "expected an address such as https://wiki.example/?curid={object}&diff={id}");
    }
    good.then_some(link)
}

fn every(section: &Section<'_>) -> u64 {
    if !section.has("poll_every") {
        return 60;
    }
    let seconds = section.duration("poll_every", *ROUNDS.end());
    if !ROUNDS.contains(&seconds) {
        section.wrong("poll_every", "expected at least \"1s\"");
    }
    seconds.max(1)
}

fn file(section: &Section<'_>, name: &'static str, surroundings: &Surroundings<'_>) -> Option<String> {
    let Some(path) = section.string(name).filter(|path| !path.is_empty()) else {
        section.wrong(name, "expected the path of a file");
        return None;
    };
    match (surroundings.file)(Path::new(path)) {
        Ok(text) => Some(text),
        Err(error) => {
            section.wrong(name, format!("{path} cannot be read: {error}"));
            None
        }
    }
}

/// Reads the keys of one source.
struct Reader<'s, 'n> {
    section: &'s Section<'n>,
    surroundings: &'s Surroundings<'s>,
    name: &'s str,
}

impl Reader<'_, '_> {
    fn slack(&self) -> Option<ToolSettings> {
        let (team, bot_user) = (self.id("team"), self.id("bot_user"));
        let api = self.url("api", Some("https://slack.com/api/"));
        let hooks = self.url("hooks", Some("https://hooks.slack.com/"));
        let signing_secret = self.secret("signing_secret", "signing_secret_file");
        let bot_token = self.secret("bot_token", "bot_token_file");
        let target = |id: &str| match id.chars().next() {
            Some('S') => Ok(slack::Target::Group(id.to_owned())),
            Some('C' | 'G') => Ok(slack::Target::Channel(id.to_owned())),
            _ => Err("expected a user group (S...) or a private channel (C... or G...)"),
        };
        let roles = self.roles("roles", target);
        Some(ToolSettings::Slack(slack::Settings {
            source: self.name.to_owned(),
            team: team?,
            bot_user: bot_user?,
            api: api?,
            hooks: hooks?,
            signing_secret: signing_secret?,
            bot_token: bot_token?,
            roles,
        }))
    }

    fn rocket_chat(&self) -> Option<ToolSettings> {
        let (server, user_id, prefix) = (self.url("server", None), self.id("user_id"), self.prefix());
        let webhook_token = self.secret("webhook_token", "webhook_token_file");
        let auth_token = self.secret("auth_token", "auth_token_file");
        let roles = self.roles("roles", |id| Ok(id.to_owned()));
        Some(ToolSettings::RocketChat(rocket_chat::Settings {
            source: self.name.to_owned(),
            server: server?,
            webhook_token: webhook_token?,
            user_id: user_id?,
            auth_token: auth_token?,
            prefix,
            roles,
        }))
    }

    fn matrix(&self) -> Option<ToolSettings> {
        let (homeserver, own_account, prefix) = (self.url("homeserver", None), self.id("own_account"), self.prefix());
        let as_token = self.secret("as_token", "as_token_file");
        let hs_token = self.secret("hs_token", "hs_token_file");
        let rooms = if self.section.has("rooms") { self.section.words::<String>("rooms", "rooms") } else { Vec::new() };
        let mut roles = BTreeMap::new();
        if self.section.has("roles") {
            let section = self.section.section("roles");
            for (role, at, level) in section.pairs() {
                match level {
                    Some(level) => _ = roles.insert(role.to_owned(), level),
                    None => section.note(at, role, "expected a power level, such as 50"),
                }
            }
        }
        Some(ToolSettings::Matrix(matrix::Settings {
            source: self.name.to_owned(),
            homeserver: homeserver?,
            own_account: own_account?,
            as_token: as_token?,
            hs_token: hs_token?,
            prefix,
            rooms,
            roles,
        }))
    }

    fn mediawiki(&self) -> Option<ToolSettings> {
        let (api, login) = (self.url("api", None), self.section.text("login", 255));
        let password = self.secret("password", "password_file");
        let groups = self.roles("groups", |group| Ok(group.to_owned()));
        let namespaces = if self.section.has("namespaces") {
            self.section.numbers::<i64>("namespaces", 1..=100, 0..=30_000).into_iter().collect()
        } else {
            mediawiki::Settings::NAMESPACES.into_iter().collect()
        };
        let link_page = match self.section.has("link_page") {
            false => mediawiki::Settings::LINK_PAGE.to_owned(),
            true => self.section.text("link_page", 100),
        };
        if !link_page.is_empty() && !link_page.ends_with(".json") {
            self.section.wrong("link_page", "expected a name that ends in .json: only such pages are safe from others");
        }
        Some(ToolSettings::MediaWiki(mediawiki::Settings {
            source: self.name.to_owned(),
            api: api?,
            login,
            password: password?,
            groups,
            namespaces,
            link_page,
        }))
    }

    fn prefix(&self) -> String {
        if self.section.has("prefix") { self.section.text("prefix", 40) } else { "!palabre".to_owned() }
    }

    fn id(&self, key: &'static str) -> Option<String> {
        let text = self.section.text(key, 255);
        if !text.is_empty() && !is_id(&text) {
            self.section.wrong(key, "expected an id without spaces");
        }
        is_id(&text).then_some(text)
    }

    fn url(&self, key: &'static str, default: Option<&str>) -> Option<Url> {
        let given = self.section.string(key).or(if self.section.has(key) { None } else { default });
        let read = given.and_then(|text| Url::parse(text).ok()).filter(|url| {
            matches!(url.scheme(), "https" | "http")
                && url.host_str().is_some_and(|host| !host.is_empty())
                && url.username().is_empty()
                && url.password().is_none()
                && url.query().is_none()
                && url.fragment().is_none()
        });
        if read.is_none() {
            self.section
                .wrong(key, "expected an address such as https://chat.example, without name, password or query");
        }
        read
    }

    /// From the environment, else from the file that `file_key` names. The key itself may not be there: what is written
    /// into settings is copied, mailed and put under version control.
    fn secret(&self, key: &'static str, file_key: &'static str) -> Option<Secret> {
        let variable = variable(self.name, key);
        if self.section.has(key) {
            self.section.wrong(
                key,
                format!(
                    "a secret does not belong here: put it into a file and name it in {file_key}, or into {variable}"
                ),
            );
        }
        let named = self.section.has(file_key);
        let text = match (self.surroundings.variable)(&variable) {
            Some(text) => Some(text),
            None if named => file(self.section, file_key, self.surroundings),
            None => {
                self.section.note(self.section.at(), file_key, format!("is missing, and {variable} is not set"));
                None
            }
        };
        let secret = Secret::new(text?);
        if secret.expose().is_empty() {
            self.section.note(self.section.at(), file_key, "is empty: an empty secret opens nothing");
            return None;
        }
        Some(secret)
    }

    fn roles<T>(&self, key: &'static str, read: impl Fn(&str) -> Result<T, &'static str>) -> BTreeMap<String, T> {
        let mut roles = BTreeMap::new();
        if !self.section.has(key) {
            return roles;
        }
        let section = self.section.section(key);
        for (role, at, target) in section.texts() {
            match target.filter(|text| !text.is_empty()).ok_or("expected a text").and_then(&read) {
                Ok(target) => _ = roles.insert(role.to_owned(), target),
                Err(expected) => section.note(at, role, expected),
            }
        }
        roles
    }
}

/// The variable that holds a secret of a source.
pub(super) fn variable(source: &str, key: &str) -> String {
    let word = |text: &str| text.to_ascii_uppercase().replace('-', "_");
    format!("PALABRE_TOOL_{}_{}", word(source), word(key))
}
