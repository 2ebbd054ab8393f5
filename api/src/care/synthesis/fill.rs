//! From a discussion to the text that a documentalist begins with: values for the places of a template. Pure.

use std::collections::BTreeMap;

use palabre_contracts::Slug;

use crate::{
    care::settings::SynthesisSettings,
    connectors::{Said, Thread, command::Tongue, text},
    http::wire::Civil,
};

/// The values that titles, texts, categories and parameters may name.
pub(crate) const NAMES: [&str; 8] = ["topic", "date", "channel", "community", "thread", "people", "links", "messages"];

/// Longest topic, in characters.
const MAX_TOPIC: usize = 60;
/// Longest title that wikis take, in bytes.
const MAX_TITLE: usize = 240;

/// Titles of pages where the settings name none.
pub(crate) fn default_title(language: Tongue) -> &'static str {
    match language {
        Tongue::Fr => "Synthèse/{date} {topic}",
        Tongue::En => "Synthesis/{date} {topic}",
    }
}

/// The text to begin with where the settings name none.
pub(crate) fn default_body(language: Tongue) -> &'static str {
    match language {
        Tongue::Fr => {
            "== En bref ==\n\n\n== Ce qui a été dit ==\n{messages}\n\n== Qui a participé ==\n{people}\n\n== Liens ==\n{links}\n"
        }
        Tongue::En => {
            "== In short ==\n\n\n== What was said ==\n{messages}\n\n== Who took part ==\n{people}\n\n== Links ==\n{links}\n"
        }
    }
}

/// The places of a template.
fn places(template: &str) -> impl Iterator<Item = &str> {
    let candidates = template.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name));
    candidates.filter(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase()))
}

/// Places that no value is for.
pub(crate) fn unknown(template: &str) -> Vec<String> {
    places(template).filter(|name| !NAMES.contains(name)).map(str::to_owned).collect()
}

/// The template with its values. Values are not looked at again: a value that looks like a place stays what it is.
fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let (mut filled, mut rest) = (String::new(), template);
    while let Some(at) = rest.find('{') {
        let (before, after) = rest.split_at(at);
        filled.push_str(before);
        let place = after[1..].split_once('}').and_then(|(name, behind)| Some((value(name)?, behind)));
        match place {
            Some((value, behind)) => {
                filled.push_str(&value);
                rest = behind;
            }
            None => {
                filled.push('{');
                rest = &after[1..];
            }
        }
    }
    filled + rest
}

/// What a documentalist begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) categories: Vec<String>,
    pub(crate) parameters: Vec<(String, String)>,
}

/// What is known beside the discussion itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame<'a> {
    pub(crate) community: &'a Slug,
    pub(crate) channel: &'a str,
    /// What the asker called it; empty: the first line of the discussion.
    pub(crate) topic: &'a str,
    pub(crate) now: u64,
}

/// The text to begin with.
pub(crate) fn start(settings: &SynthesisSettings, thread: &Thread, frame: Frame<'_>) -> Start {
    let names: BTreeMap<&str, &str> = thread
        .people
        .iter()
        .map(|person| (person.account.as_str(), person.name.as_deref().unwrap_or(&person.account)))
        .collect();
    let at = Civil::from_unix(thread.messages.first().map_or(frame.now, |said| said.at));
    let first = thread.messages.first().map_or("", |said| said.text.as_str());
    let topic = topic(if frame.topic.trim().is_empty() { first } else { frame.topic });
    let line = |said: &Said| {
        let name = names.get(said.account.as_str()).copied().unwrap_or(&said.account);
        format!("* '''{}''': {}", inert(name), quoted(&said.text))
    };
    let plain = |name: &str| match name {
        "topic" => Some(topic.clone()),
        "date" => Some(format!("{:04}-{:02}-{:02}", at.year, at.month, at.day)),
        "channel" => Some(frame.channel.to_owned()),
        "community" => Some(frame.community.to_string()),
        "thread" => Some(thread.id.clone()),
        "people" => {
            Some(thread.people.iter().map(|person| names[person.account.as_str()]).collect::<Vec<_>>().join(", "))
        }
        "links" => Some(thread.links.join(" ")),
        "messages" => Some(String::new()),
        _ => None,
    };
    let shown = |name: &str| match name {
        "messages" => Some(thread.messages.iter().map(line).collect::<Vec<_>>().join("\n")),
        "links" => {
            let links = thread.links.iter().filter(|link| is_tame(link)).map(|link| format!("* {link}"));
            Some(links.collect::<Vec<_>>().join("\n"))
        }
        other => plain(other).map(|value| inert(&value)),
    };
    let template = settings.template.iter().flat_map(|(_, parameters)| parameters);
    Start {
        title: title(&fill(&settings.title, plain)),
        body: fill(&settings.body, shown),
        categories: settings.categories.iter().map(|category| title(&fill(category, plain))).collect(),
        parameters: template
            .map(|(key, value)| (key.clone(), fill(value, |name| plain(name).map(|value| inert(&value)))))
            .collect(),
    }
}

/// One line that can be part of a title.
fn topic(said: &str) -> String {
    let line = said.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let words = text::name(line).unwrap_or_default();
    let shortened = text::shorten(&words, MAX_TOPIC);
    if shortened.is_empty() { "…".to_owned() } else { shortened }
}

/// A title that wikis take: without what ends a link or a template, not too long.
pub(crate) fn title(wanted: &str) -> String {
    let kept: String = wanted
        .chars()
        .map(|c| if matches!(c, '#' | '<' | '>' | '[' | ']' | '{' | '}' | '|') || c.is_control() { ' ' } else { c })
        .collect();
    let mut title = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    title = title.trim_start_matches([':', '/', ' ']).to_owned();
    while title.len() > MAX_TITLE {
        title.pop();
    }
    title.trim_end().to_owned()
}

/// A word of others in wikitext: it calls no template, makes no link, signs nothing.
fn inert(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    one_line
        .chars()
        .map(|c| match c {
            '&' | '<' | '>' | '[' | ']' | '{' | '}' | '|' | '\'' | '=' | '~' | '*' | '#' | '_' => {
                format!("&#{};", u32::from(c))
            }
            other => other.to_string(),
        })
        .collect()
}

/// What somebody said, to be read and cut down by whoever writes the page: literal, line by line.
fn quoted(said: &str) -> String {
    let line = |line: &str| format!("<nowiki>{}</nowiki>", line.trim().replace('&', "&amp;").replace('<', "&lt;"));
    said.lines().filter(|text| !text.trim().is_empty()).map(line).collect::<Vec<_>>().join("<br>")
}

/// Whether an address can stand in a page as it is.
fn is_tame(link: &str) -> bool {
    !link.contains(['[', ']', '{', '}', '|', '\'', '~', '<', '>'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(account: &str, text: &str) -> (Said, Option<String>) {
        let said = Said { id: format!("m{text}"), account: account.to_owned(), at: 951_782_400, text: text.to_owned() };
        (said, Some(format!("{account} Name")))
    }

    fn settings() -> SynthesisSettings {
        SynthesisSettings {
            wiki: "wiki".to_owned(),
            title: "Synthèse/{date} {topic}".to_owned(),
            template: Some(("Synthèse".to_owned(), vec![("fil".to_owned(), "{thread} par {people}".to_owned())])),
            categories: vec!["Synthèses".to_owned(), "{channel}".to_owned()],
            body: default_body(Tongue::Fr).to_owned(),
        }
    }

    fn frame(slug: &Slug) -> Frame<'_> {
        Frame { community: slug, channel: "#eau", topic: "", now: 0 }
    }

    #[test]
    fn a_discussion_becomes_a_page_to_begin_with() {
        let slug: Slug = "demo".parse().unwrap();
        let thread = Thread::collect(
            "C1:1",
            vec![
                said("U1", "How do we filter rain?\nMore"),
                said("U2", "See https://a.example/x and\nhttps://b.example/{{y}}"),
            ],
            false,
        );
        let start = start(&settings(), &thread, frame(&slug));
        assert_eq!(start.title, "Synthèse/2000-02-29 How do we filter rain?");
        assert_eq!(start.categories, ["Synthèses", "eau"]);
        assert_eq!(start.parameters, [("fil".to_owned(), "C1:1 par U1 Name, U2 Name".to_owned())]);
        for part in [
            "* '''U1 Name''': <nowiki>How do we filter rain?</nowiki><br><nowiki>More</nowiki>",
            "== Qui a participé ==\nU1 Name, U2 Name\n",
            "* https://a.example/x",
        ] {
            assert!(start.body.contains(part), "{part} is missing in {}", start.body);
        }
        assert!(!start.body.contains("* https://b.example"), "{}", start.body);
    }

    #[test]
    fn nothing_that_somebody_said_comes_to_life_or_is_filled_again() {
        let slug: Slug = "demo".parse().unwrap();
        let evil = "{{delete}} </nowiki>[[File:x]] ~~~~ {messages} {topic}";
        let mut thread = Thread::collect("{thread}|a=b", vec![said("U1", evil)], false);
        thread.people[0].name = Some("'''{{x}}''' [[y]] {people}".to_owned());
        let start = start(&settings(), &thread, frame(&slug));
        assert!(!start.body.contains("</nowiki>[["), "{}", start.body);
        assert_eq!(start.body.matches("== ").count(), 4, "{}", start.body);
        let outside: String = start
            .body
            .split("<nowiki>")
            .map(|part| part.split_once("</nowiki>").map_or(part, |(_, after)| after))
            .collect();
        assert!(!outside.contains("{{") && !outside.contains("[["), "{outside}");
        assert!(!start.title.contains(['{', '|', '[']), "{}", start.title);
    }

    #[test]
    fn places_that_nobody_knows_are_found_and_markup_is_none() {
        assert_eq!(unknown("{topic} {persons} {{Template}} {{{1}}} {Not a place} {"), ["persons"]);
        assert_eq!(fill("{{a}} {x} {", |name| (name == "x").then(|| "{x}".to_owned())), "{{a}} {x} {");
    }

    proptest! {
        #[test]
        fn every_title_can_be_one(wanted in any::<String>()) {
            let title = title(&format!("Synthèse {wanted}"));
            let breaks = title.contains(['#', '<', '>', '[', ']', '{', '}', '|', '\n']);
            prop_assert!(!title.is_empty() && title.len() <= 255 && !breaks, "{:?}", title);
            let begins = title.starts_with([':', '/', ' ']);
            prop_assert!(!begins, "{:?}", title);
        }
    }
}
