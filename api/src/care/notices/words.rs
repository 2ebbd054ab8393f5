//! What notices say, in two languages. Pure.

use super::{Notice, Outcome};
use crate::{
    connectors::{command::Tongue, text},
    http::wire::Civil,
};

/// Longest title of a proposal that is shown, in characters.
const MAX_TITLE: usize = 120;

/// What a notice says. `url` is where to read on.
pub(super) fn say(notice: &Notice, tongue: Tongue, url: &str) -> String {
    let text = match tongue {
        Tongue::Fr => french(notice),
        Tongue::En => english(notice),
    };
    format!("{text}\n{url}")
}

fn french(notice: &Notice) -> String {
    match notice {
        Notice::Opened { title, from, until, .. } => format!(
            "Nouvelle proposition : « {} ». Vote du {} au {}.",
            name(title, Tongue::Fr),
            moment(*from),
            moment(*until)
        ),
        Notice::Closing { title, until, .. } => format!(
            "Le vote sur « {} » se termine le {}, et votre voix n'y est pas encore.",
            name(title, Tongue::Fr),
            moment(*until)
        ),
        Notice::Ended { title, outcome, percent, ballots, .. } => {
            let title = name(title, Tongue::Fr);
            match outcome {
                Outcome::Withdrawn => format!("La proposition « {title} » a été retirée."),
                Outcome::Rejected => {
                    format!("La proposition « {title} » n'est pas adoptée : {percent} % pour, {ballots} bulletins.")
                }
                Outcome::Adopted => {
                    format!("La proposition « {title} » est adoptée : {percent} % pour, {ballots} bulletins.")
                }
            }
        }
        Notice::EpochFinal { epoch, members, items } => {
            format!("L'époque {epoch} est close : {items} contributions de {members} membres. Plus rien n'y change.")
        }
        Notice::ShareReady { epoch } => format!("Votre part de l'époque {epoch} est prête."),
        Notice::Charter { version, .. } => {
            format!("La charte a une nouvelle version ({version}). Lisez-la, puis acceptez-la pour continuer à voter.")
        }
    }
}

fn english(notice: &Notice) -> String {
    match notice {
        Notice::Opened { title, from, until, .. } => format!(
            "New proposal: \"{}\". Voting from {} to {}.",
            name(title, Tongue::En),
            moment(*from),
            moment(*until)
        ),
        Notice::Closing { title, until, .. } => format!(
            "The vote on \"{}\" ends on {}, and you have not voted yet.",
            name(title, Tongue::En),
            moment(*until)
        ),
        Notice::Ended { title, outcome, percent, ballots, .. } => {
            let title = name(title, Tongue::En);
            match outcome {
                Outcome::Withdrawn => format!("The proposal \"{title}\" was withdrawn."),
                Outcome::Rejected => {
                    format!("The proposal \"{title}\" is not adopted: {percent}% for, {ballots} ballots.")
                }
                Outcome::Adopted => format!("The proposal \"{title}\" is adopted: {percent}% for, {ballots} ballots."),
            }
        }
        Notice::EpochFinal { epoch, members, items } => {
            format!(
                "Epoch {epoch} is final: {items} contributions by {members} members. Nothing in it changes any more."
            )
        }
        Notice::ShareReady { epoch } => format!("Your share of epoch {epoch} is ready."),
        Notice::Charter { version, .. } => {
            format!("The charter has a new version ({version}). Read it, then accept it to go on voting.")
        }
    }
}

/// A title that somebody wrote: one line, nothing that turns text around, not too long.
fn name(title: &str, tongue: Tongue) -> String {
    let clean: String =
        title.chars().filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).collect();
    let line =
        clean.split_whitespace().filter(|word| !word.chars().all(char::is_control)).collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return match tongue {
            Tongue::Fr => "sans titre".to_owned(),
            Tongue::En => "untitled".to_owned(),
        };
    }
    text::shorten(&line, MAX_TITLE)
}

/// Day and minute, the same for everybody: chats do not know where somebody lives.
fn moment(unix: u64) -> String {
    let at = Civil::from_unix(unix);
    format!("{:04}-{:02}-{:02} {:02}:{:02} UTC", at.year, at.month, at.day, at.hour, at.minute)
}

#[cfg(test)]
mod tests {
    use alloy::primitives::B256;
    use palabre_contracts::Electorate;

    use super::*;

    fn all(title: &str) -> Vec<Notice> {
        let (house, id, title) = (Electorate::Members, B256::ZERO, title.to_owned());
        let ended = |outcome| Notice::Ended { house, id, title: title.clone(), outcome, percent: 75, ballots: 4 };
        vec![
            Notice::Opened { house, id, title: title.clone(), from: 0, until: 86_400 },
            Notice::Closing { house, id, title: title.clone(), until: 86_400 },
            ended(Outcome::Adopted),
            ended(Outcome::Rejected),
            ended(Outcome::Withdrawn),
            Notice::EpochFinal { epoch: 4, members: 3, items: 12 },
            Notice::ShareReady { epoch: 4 },
            Notice::Charter { version: 2 },
        ]
    }

    #[test]
    fn every_notice_says_something_of_its_own_in_each_language_and_where_to_read_on() {
        let mut said = std::collections::BTreeSet::new();
        for notice in all("Water") {
            for tongue in [Tongue::Fr, Tongue::En] {
                let text = say(&notice, tongue, "https://p.example/x");
                assert!(text.ends_with("\nhttps://p.example/x"), "{text}");
                assert!(said.insert(text), "{notice:?} twice");
            }
        }
        assert_eq!(said.len(), 16);
    }

    #[test]
    fn a_title_cannot_make_a_notice_say_something_else() {
        for notice in all("A\n\nPay here: \u{202e}moc\u{2066}\u{0}") {
            for tongue in [Tongue::Fr, Tongue::En] {
                let text = say(&notice, tongue, "https://p.example/x");
                assert_eq!(text.lines().count(), 2, "{text}");
                assert!(!text.contains('\u{202e}') && !text.contains('\u{2066}'), "{text:?}");
            }
        }
        assert_eq!(name(&"é".repeat(500), Tongue::Fr).chars().count(), MAX_TITLE);
        assert_eq!(name(" \n", Tongue::En), "untitled");
    }
}
