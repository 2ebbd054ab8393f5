//! The settings as people write them, and what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};

use palabre_contracts::{Roles, Slug};
use serde::Deserialize;

use super::{
    Affinity, CareSettings, CommunityCare, MailSecurity, MailSettings, NoticeChannel, POINT, ReadFile, RoleRule,
    Rounds, SynthesisSettings, Welcome, When, tongue,
};
use crate::{
    care::{notices::KINDS, synthesis::fill},
    connectors::{Secret, command::Tongue},
};

/// Reputation that nobody has: thresholds above are a mistake.
const MOST_POINTS: f64 = 1e12;

#[derive(Deserialize)]
pub(super) struct Raw {
    #[serde(default)]
    role: Vec<RawRole>,
    #[serde(default)]
    roles: RawRounds,
    #[serde(default)]
    care: Vec<RawCare>,
    mail: Option<RawMail>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRole {
    source: String,
    role: String,
    when: RawWhen,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWhen {
    member: Option<bool>,
    chain_role: Option<String>,
    reputation: Option<f64>,
    off_below: Option<f64>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRounds {
    every_seconds: Option<u64>,
    dry_run: Option<bool>,
    strangers: Option<String>,
    brake: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCare {
    community: String,
    language: Option<String>,
    closing_hours: Option<u64>,
    #[serde(default)]
    channel: Vec<RawChannel>,
    welcome: Option<RawWelcome>,
    synthesis: Option<RawSynthesis>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChannel {
    source: String,
    channel: String,
    language: Option<String>,
    #[serde(default)]
    kinds: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWelcome {
    #[serde(default)]
    sources: Vec<String>,
    charter: Option<String>,
    #[serde(default)]
    affinity: Vec<RawAffinity>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAffinity {
    id: String,
    fr: String,
    en: String,
    #[serde(default)]
    channels: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSynthesis {
    wiki: String,
    title: Option<String>,
    template: Option<String>,
    #[serde(default)]
    parameters: BTreeMap<String, String>,
    #[serde(default)]
    categories: Vec<String>,
    body: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMail {
    host: String,
    port: Option<u16>,
    security: Option<String>,
    user: Option<String>,
    password_file: Option<String>,
    from: String,
    invitations_per_day: Option<u64>,
}

/// Mistakes, each with the place where it is.
struct Wrong(Vec<String>);

impl Wrong {
    fn note(&mut self, place: &str, what: impl std::fmt::Display) {
        self.0.push(format!("{place}: {what}"));
    }

    fn tongue(&mut self, place: &str, word: Option<&str>) -> Option<Tongue> {
        let word = word?;
        let read = tongue(word);
        if read.is_none() {
            self.note(place, format!("language {word:?} is neither \"fr\" nor \"en\""));
        }
        read
    }
}

impl Raw {
    pub(super) fn into_settings(self, read: ReadFile<'_>) -> Result<CareSettings, Vec<String>> {
        let mut wrong = Wrong(Vec::new());
        let roles = self.role.into_iter().filter_map(|rule| rule.read(&mut wrong)).collect::<Vec<_>>();
        let mut seen = BTreeSet::new();
        for rule in &roles {
            if !seen.insert((rule.source.as_str(), rule.role.as_str())) {
                wrong.note(&format!("[[role]] {} of {}", rule.role, rule.source), "it has two rules; one is needed");
            }
        }
        let rounds = self.roles.read(&mut wrong);
        let mut communities = BTreeMap::new();
        for care in self.care {
            let Some((slug, care)) = care.read(&mut wrong) else { continue };
            if communities.insert(slug.clone(), care).is_some() {
                wrong.note(&format!("[[care]] {slug}"), "the community is named twice");
            }
        }
        let mail = self.mail.and_then(|mail| mail.read(read, &mut wrong));
        if wrong.0.is_empty() { Ok(CareSettings { roles, rounds, communities, mail }) } else { Err(wrong.0) }
    }
}

impl RawRole {
    fn read(self, wrong: &mut Wrong) -> Option<RoleRule> {
        let place = format!("[[role]] {} of {}", self.role, self.source);
        if self.source.is_empty() || self.role.is_empty() {
            wrong.note(&place, "source and role must be named");
        }
        let when = match self.when {
            RawWhen { member: Some(true), chain_role: None, reputation: None, off_below: None } => Some(When::Member),
            RawWhen { member: None, chain_role: Some(name), reputation: None, off_below: None } => {
                let role = chain_role(&name);
                if role.is_none() {
                    wrong.note(&place, format!("the chain has no role {name:?}"));
                }
                role.map(When::ChainRole)
            }
            RawWhen { member: None, chain_role: None, reputation: Some(on), off_below } => {
                thresholds(&place, on, off_below, wrong)
            }
            _ => {
                let choices = "`when` is one of { member = true }, { chain_role = \"NAME\" }, \
                    { reputation = POINTS, off_below = POINTS }";
                wrong.note(&place, choices);
                None
            }
        };
        Some(RoleRule { source: self.source, role: self.role, when: when? })
    }
}

fn chain_role(name: &str) -> Option<Roles> {
    (0..24).map(|bit| Roles::from_bits(1 << bit)).find(|role| role.names() == [name])
}

fn thresholds(place: &str, on: f64, off: Option<f64>, wrong: &mut Wrong) -> Option<When> {
    // Without a second threshold, a tenth below the first: reputation fades a little with every epoch.
    let off = off.unwrap_or(on * 0.9);
    let sensible = |points: f64| (0.0..=MOST_POINTS).contains(&points);
    if !sensible(on) || !sensible(off) || on <= 0.0 {
        wrong.note(place, "thresholds of reputation are points above 0");
        return None;
    }
    if off > on {
        wrong.note(place, format!("off_below ({off}) is above reputation ({on}): the role would come and go"));
        return None;
    }
    // Within the range that was checked, with six decimals.
    let points = |value: f64| (value * POINT as f64).round() as u128;
    Some(When::Reputation { at_least: points(on), off_below: points(off) })
}

impl RawRounds {
    fn read(self, wrong: &mut Wrong) -> Rounds {
        let defaults = Rounds::default();
        let every = self.every_seconds.unwrap_or(defaults.every);
        if every < 10 {
            wrong.note("[roles]", "every_seconds is at least 10");
        }
        let strangers = match self.strangers.as_deref() {
            None | Some("keep") => false,
            Some("take") => true,
            Some(other) => {
                wrong.note("[roles]", format!("strangers is \"keep\" or \"take\", not {other:?}"));
                false
            }
        };
        let (dry, brake) = (self.dry_run.unwrap_or(defaults.dry), self.brake.unwrap_or(defaults.brake));
        Rounds { every, dry, strangers, brake }
    }
}

impl RawCare {
    fn read(self, wrong: &mut Wrong) -> Option<(Slug, CommunityCare)> {
        let place = format!("[[care]] {}", self.community);
        let slug = self.community.parse::<Slug>().map_err(|error| wrong.note(&place, error)).ok()?;
        let defaults = CommunityCare::default();
        let closing = self.closing_hours.map_or(defaults.closing, |hours| hours.saturating_mul(3_600));
        if closing == 0 || closing > 30 * 86_400 {
            wrong.note(&place, "closing_hours is from 1 to 720");
        }
        let language = wrong.tongue(&place, self.language.as_deref()).unwrap_or(defaults.language);
        let channels = self.channel.into_iter().map(|channel| channel.read(&place, wrong)).collect();
        let welcome = self.welcome.map(|welcome| welcome.read(&place, wrong));
        let synthesis = self.synthesis.map(|synthesis| synthesis.read(&place, language, wrong));
        Some((slug, CommunityCare { language, channels, closing, welcome, synthesis }))
    }
}

impl RawChannel {
    fn read(self, place: &str, wrong: &mut Wrong) -> NoticeChannel {
        if self.channel.trim().is_empty() {
            wrong.note(place, "a channel has no name");
        }
        for kind in self.kinds.iter().filter(|kind| !KINDS.contains(&kind.as_str())) {
            wrong.note(place, format!("there is no notice {kind:?}; there are {}", KINDS.join(", ")));
        }
        let language = wrong.tongue(place, self.language.as_deref());
        NoticeChannel { source: self.source, channel: self.channel, language, kinds: self.kinds.into_iter().collect() }
    }
}

impl RawWelcome {
    fn read(self, place: &str, wrong: &mut Wrong) -> Welcome {
        if let Some(charter) = &self.charter
            && !charter.starts_with("https://")
        {
            wrong.note(place, "welcome.charter is an address that begins with https://");
        }
        let mut ids = BTreeSet::new();
        for affinity in &self.affinity {
            if !ids.insert(affinity.id.clone()) || affinity.id.is_empty() {
                wrong.note(place, format!("the affinity {:?} is there twice, or has no id", affinity.id));
            }
            if affinity.fr.trim().is_empty() || affinity.en.trim().is_empty() {
                wrong.note(place, format!("the affinity {:?} needs a name in French and in English", affinity.id));
            }
        }
        let affinities = self.affinity.into_iter().map(|affinity| Affinity {
            channels: affinity
                .channels
                .into_iter()
                .flat_map(|(source, channels)| channels.into_iter().map(move |channel| (source.clone(), channel)))
                .collect(),
            id: affinity.id,
            fr: affinity.fr,
            en: affinity.en,
        });
        Welcome { affinities: affinities.collect(), sources: self.sources.into_iter().collect(), charter: self.charter }
    }
}

impl RawSynthesis {
    fn read(self, place: &str, language: Tongue, wrong: &mut Wrong) -> SynthesisSettings {
        let title = self.title.unwrap_or_else(|| fill::default_title(language).to_owned());
        let body = self.body.unwrap_or_else(|| fill::default_body(language).to_owned());
        let parameters = self.parameters.into_iter().collect::<Vec<_>>();
        let texts =
            [&title, &body].into_iter().chain(&self.categories).chain(parameters.iter().map(|(_, value)| value));
        for name in texts.flat_map(|text| fill::unknown(text)) {
            let known = fill::NAMES.join("}, {");
            wrong.note(place, format!("synthesis: there is no value {{{name}}}; there are {{{known}}}"));
        }
        if !title.contains("{topic}") {
            wrong.note(place, "synthesis.title needs {topic}, or all pages would have one title");
        }
        if self.template.is_none() && !parameters.is_empty() {
            wrong.note(place, "synthesis.parameters needs synthesis.template");
        }
        let template = self.template.map(|name| (name, parameters));
        SynthesisSettings { wiki: self.wiki, title, template, categories: self.categories, body }
    }
}

impl RawMail {
    fn read(self, read: ReadFile<'_>, wrong: &mut Wrong) -> Option<MailSettings> {
        let place = "[mail]";
        let local = matches!(self.host.as_str(), "localhost" | "127.0.0.1" | "::1");
        let security = match self.security.as_deref() {
            None | Some("tls") => Some(MailSecurity::Tls),
            Some("starttls") => Some(MailSecurity::StartTls),
            Some("none") if local => Some(MailSecurity::None),
            Some("none") => {
                wrong
                    .note(place, "security \"none\" is for a server on this machine only; use \"tls\" or \"starttls\"");
                None
            }
            Some(other) => {
                wrong.note(place, format!("security is \"tls\", \"starttls\" or \"none\", not {other:?}"));
                None
            }
        };
        let login = match (self.user, self.password_file) {
            (None, None) => None,
            (Some(user), Some(file)) => match read(&file) {
                Ok(password) => Some((user, Secret::new(password))),
                Err(why) => {
                    wrong.note(place, format!("password_file: {why}"));
                    None
                }
            },
            _ => {
                wrong.note(place, "user and password_file belong together");
                None
            }
        };
        if let Err(why) = crate::care::mail::sender(&self.from) {
            wrong.note(place, format!("from: {why}"));
        }
        let security = security?;
        let port = self.port.unwrap_or(match security {
            MailSecurity::Tls => 465,
            MailSecurity::StartTls => 587,
            MailSecurity::None => 25,
        });
        let per_member = self.invitations_per_day.unwrap_or(20);
        Some(MailSettings { host: self.host, port, security, login, from: self.from, per_member })
    }
}
