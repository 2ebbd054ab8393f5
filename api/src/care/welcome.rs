//! Welcoming newcomers: the charter, how to be recognised, and where what they care about is talked about.

use palabre_contracts::Slug;

use super::{
    Care,
    settings::{Affinity, Welcome},
};
use crate::{
    connectors::{Destination, command::Tongue},
    error::ApiError,
    outbox::Letter,
};

/// Somebody who arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newcomer {
    /// The tool.
    pub source: String,
    /// The account.
    pub account: String,
    /// Where they arrived, if in a channel.
    pub channel: Option<String>,
    /// Their language, if they showed it.
    pub language: Option<Tongue>,
}

/// Where somebody with these affinities should look, in one tool.
pub fn channels_for<'a>(welcome: &'a Welcome, source: &str, affinities: &[&str]) -> Vec<&'a str> {
    let chosen = welcome.affinities.iter().filter(|affinity| affinities.contains(&affinity.id.as_str()));
    let mut found: Vec<&str> = Vec::new();
    for (of, channel) in chosen.flat_map(|affinity| &affinity.channels) {
        if of == source && !found.contains(&channel.as_str()) {
            found.push(channel);
        }
    }
    found
}

impl Care {
    /// Greets somebody who arrived: once for each account of a tool, however often they come and go. Answers whether
    /// there is a greeting to send.
    pub async fn greet(&self, slug: &Slug, newcomer: &Newcomer) -> Result<bool, ApiError> {
        let care = self.0.settings.of(slug);
        let Some(welcome) = &care.welcome else { return Ok(false) };
        let invited = welcome.sources.is_empty() || welcome.sources.contains(&newcomer.source);
        if !invited || self.0.tools.of(slug, &newcomer.source).is_none() {
            return Ok(false);
        }
        let name = &self.community(slug)?.name;
        let language = newcomer.language.unwrap_or(care.language);
        let join = welcome.charter.clone().unwrap_or_else(|| self.page(slug, "/join"));
        let text = greeting(welcome, &newcomer.source, name, &join, language);
        let to = Destination::Account(newcomer.account.clone());
        let parts = [newcomer.account.as_str()];
        let letter = Letter::notice("welcome", &parts, &newcomer.source, slug, to, text).in_language(language);
        self.0.outbox.post(&letter).await
    }
}

/// What a newcomer is told.
fn greeting(welcome: &Welcome, source: &str, community: &str, join: &str, language: Tongue) -> String {
    let community = crate::connectors::text::name(community).unwrap_or_default();
    let mut lines = match language {
        Tongue::Fr => vec![
            format!("Bienvenue dans {community} !"),
            format!("Notre charte, en quelques minutes : {join}"),
            "Ce que vous faites ici compte dès maintenant ; écrivez « palabre lier » pour que cela vous revienne."
                .into(),
        ],
        Tongue::En => vec![
            format!("Welcome to {community}!"),
            format!("Our charter, a few minutes to read: {join}"),
            "What you do here counts from now on; write \"palabre link\" so that it is yours.".into(),
        ],
    };
    let here: Vec<String> = welcome.affinities.iter().filter_map(|affinity| line(affinity, source, language)).collect();
    if !here.is_empty() {
        lines.push(match language {
            Tongue::Fr => "Où parler de ce qui vous tient à cœur :".to_owned(),
            Tongue::En => "Where to talk about what you care about:".to_owned(),
        });
        lines.extend(here);
    }
    lines.join("\n")
}

fn line(affinity: &Affinity, source: &str, language: Tongue) -> Option<String> {
    let channels: Vec<&str> =
        affinity.channels.iter().filter(|(of, _)| of == source).map(|(_, channel)| channel.as_str()).collect();
    let label = if language == Tongue::Fr { &affinity.fr } else { &affinity.en };
    (!channels.is_empty()).then(|| format!("- {label}: {}", channels.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::care::testing::{World, slug};

    fn welcome() -> Welcome {
        let affinity = |id: &str, fr: &str, en: &str, channels: &[(&str, &str)]| Affinity {
            id: id.to_owned(),
            fr: fr.to_owned(),
            en: en.to_owned(),
            channels: channels.iter().map(|(s, c)| ((*s).to_owned(), (*c).to_owned())).collect(),
        };
        Welcome {
            affinities: vec![
                affinity("water", "l'eau", "water", &[("chat", "#eau"), ("matrix", "!w:x"), ("chat", "#rivières")]),
                affinity("code", "le code", "code", &[("chat", "#dev"), ("chat", "#eau")]),
                affinity("wiki", "écrire", "writing", &[("matrix", "!wiki:x")]),
            ],
            ..Welcome::default()
        }
    }

    #[test]
    fn affinities_lead_to_channels_of_the_tool_that_somebody_is_in() {
        assert_eq!(channels_for(&welcome(), "chat", &["water", "code"]), ["#eau", "#rivières", "#dev"]);
        assert_eq!(channels_for(&welcome(), "matrix", &["water"]), ["!w:x"]);
        assert!(channels_for(&welcome(), "chat", &["wiki", "nothing"]).is_empty());
    }

    #[test]
    fn a_greeting_names_charter_and_channels_in_both_languages() {
        for (language, words) in [
            (Tongue::Fr, ["Bienvenue dans Les Eaux", "palabre lier", "- l'eau: #eau, #rivières"]),
            (Tongue::En, ["Welcome to Les Eaux", "palabre link", "- water: #eau, #rivières"]),
        ] {
            let text = greeting(&welcome(), "chat", "Les \u{202e}Eaux", "https://p.example/join", language);
            for word in words.iter().chain(&["https://p.example/join"]) {
                assert!(text.contains(word), "{word} is missing in {text}");
            }
            assert!(!text.contains("!w:x"), "{text}");
        }
    }

    #[tokio::test]
    async fn somebody_who_comes_and_goes_is_greeted_once() {
        let world =
            World::with("[[care]]\ncommunity = \"demo\"\nlanguage = \"fr\"\n[care.welcome]\nsources = [\"chat\"]\n")
                .await;
        let newcomer = |source: &str, account: &str| Newcomer {
            source: source.to_owned(),
            account: account.to_owned(),
            channel: None,
            language: None,
        };
        assert!(world.care.greet(&slug(), &newcomer("chat", "u1")).await.unwrap());
        assert!(!world.care.greet(&slug(), &newcomer("chat", "u1")).await.unwrap());
        assert!(world.care.greet(&slug(), &newcomer("chat", "u2")).await.unwrap());
        assert!(!world.care.greet(&slug(), &newcomer("wiki", "u1")).await.unwrap(), "not asked for there");
        world.care.outbox().deliver_due().await.unwrap();
        let said = world.chat.heard();
        assert_eq!(said.len(), 2);
        assert!(said[0].contains("https://palabre.example/c/demo/join"), "{said:?}");
        let silent = World::with("").await;
        assert!(!silent.care.greet(&slug(), &newcomer("chat", "u1")).await.unwrap());
    }

    #[test]
    fn without_affinities_nothing_is_said_about_channels() {
        let text = greeting(&Welcome::default(), "chat", "A", "https://p.example/join", Tongue::En);
        assert_eq!(text.lines().count(), 3, "{text}");
    }
}
