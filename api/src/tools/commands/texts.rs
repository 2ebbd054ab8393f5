//! The words of answers, in French and English. Pure.

use super::votes::OpenVote;
use crate::{
    connectors::{command::Tongue, json::rfc3339},
    error::ApiError,
};

/// Says things in a language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Say(pub(super) Tongue);

/// Points of an epoch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Points {
    pub(super) epoch: u32,
    pub(super) counted: u64,
    pub(super) items: u64,
}

/// What is told about somebody.
#[derive(Clone, Debug)]
pub(super) struct Lines<'a> {
    pub(super) member: u64,
    pub(super) left: bool,
    pub(super) roles: Vec<String>,
    pub(super) last: Option<Points>,
    pub(super) page: String,
    pub(super) votes: &'a [OpenVote],
}

/// Each command with what it does.
const COMMANDS: [(&str, &str, &str, &str); 7] = [
    ("help", "this list", "aide", "cette liste"),
    ("link", "make what this account does yours", "lier", "relier ce compte à votre adhésion"),
    ("me", "your points, roles and votes", "moi", "vos points, rôles et votes"),
    ("thanks @name reason", "thank somebody; it counts", "merci @nom raison", "remercier quelqu'un ; cela compte"),
    ("summarise", "collect this thread for a page", "résumer", "réunir ce fil pour une page"),
    ("propose title", "begin a proposal", "proposer titre", "commencer une proposition"),
    ("remind", "votes that wait for you", "rappeler", "les votes qui vous attendent"),
];

impl Say {
    fn french(self) -> bool {
        self.0 == Tongue::Fr
    }

    fn pick<'t>(self, english: &'t str, french: &'t str) -> &'t str {
        if self.french() { french } else { english }
    }

    pub(super) fn help(self, prefix: &str, unknown: Option<&str>, page: &str) -> String {
        let mut lines = Vec::new();
        if let Some(word) = unknown {
            lines.push(if self.french() {
                format!("« {word} » n'est pas une commande.")
            } else {
                format!("\"{word}\" is no command.")
            });
        }
        for (english, what, french, quoi) in COMMANDS {
            lines.push(format!(
                "{prefix} {}{}{}",
                self.pick(english, french),
                self.pick(": ", " : "),
                self.pick(what, quoi)
            ));
        }
        lines.push(page.to_owned());
        lines.join("\n")
    }

    pub(super) fn link(self, url: &str, member: Option<u64>) -> String {
        let known = match (member, self.french()) {
            (None, _) => String::new(),
            (Some(member), true) => format!(" Ce compte est aujourd'hui celui du membre {member}."),
            (Some(member), false) => format!(" This account is that of member {member} now."),
        };
        if self.french() {
            format!(
                "Ouvrez ce lien et signez pour relier ce compte. Il est à vous seul et sert une fois, pendant 30 minutes : {url}{known}"
            )
        } else {
            format!(
                "Open this link and sign to link this account. It is yours alone and good once, for 30 minutes: {url}{known}"
            )
        }
    }

    pub(super) fn unlinked(self, prefix: &str) -> String {
        if self.french() {
            format!("Ce compte n'est relié à aucun membre. Ce que vous faites attend déjà : écrivez {prefix} lier.")
        } else {
            format!("No member has linked this account. What you do is waiting already: write {prefix} link.")
        }
    }

    pub(super) fn me(self, lines: &Lines<'_>) -> String {
        let mut told = vec![match (self.french(), lines.left) {
            (true, false) => format!("Vous êtes le membre {}.", lines.member),
            (true, true) => format!("Vous étiez le membre {}.", lines.member),
            (false, false) => format!("You are member {}.", lines.member),
            (false, true) => format!("You were member {}.", lines.member),
        }];
        if !lines.roles.is_empty() {
            let roles: Vec<&str> = lines.roles.iter().map(|role| self.role(role)).collect();
            told.push(format!("{}{}", self.pick("Roles: ", "Rôles : "), roles.join(", ")));
        }
        told.push(match lines.last {
            None => self.pick("Nothing is recorded for you yet.", "Rien n'est encore enregistré pour vous.").to_owned(),
            Some(Points { epoch, counted, items }) if self.french() => {
                format!("Période {epoch} : {counted} points comptés, {items} contributions.")
            }
            Some(Points { epoch, counted, items }) => {
                format!("Epoch {epoch}: {counted} points counted, {items} contributions.")
            }
        });
        told.push(lines.page.clone());
        if !lines.votes.is_empty() {
            told.push(self.votes(lines.votes));
        }
        told.join("\n")
    }

    /// The word for a role; one that is not known here stays as the chain calls it.
    fn role(self, name: &str) -> &str {
        const ROLES: [(&str, &str); 5] = [
            ("organizer", "organisation"),
            ("moderator", "modération"),
            ("documentalist", "documentation"),
            ("reviewer", "relecture"),
            ("guardian", "garde"),
        ];
        let french = ROLES.iter().find(|(english, _)| *english == name).map(|(_, french)| *french);
        if self.french() { french.unwrap_or(name) } else { name }
    }

    pub(super) fn votes(self, votes: &[OpenVote]) -> String {
        let until = self.pick("until", "jusqu'au");
        let line = |vote: &OpenVote| format!("- {} ({until} {}) {}", vote.title, day(vote.ends_at), vote.url);
        let lines: Vec<String> = votes.iter().map(line).collect();
        format!("{}\n{}", self.pick("To be voted on:", "À voter :"), lines.join("\n"))
    }

    pub(super) fn no_votes(self) -> String {
        self.pick("No vote waits for you.", "Aucun vote ne vous attend.").to_owned()
    }

    pub(super) fn whom(self, prefix: &str) -> String {
        if self.french() {
            format!("Qui remerciez-vous ? {prefix} merci @nom raison")
        } else {
            format!("Whom do you thank? {prefix} thanks @name reason")
        }
    }

    pub(super) fn what_for(self, prefix: &str) -> String {
        if self.french() {
            format!("Pour quoi ? Une raison, même courte : {prefix} merci @nom raison")
        } else {
            format!("What for? A reason, be it short: {prefix} thanks @name reason")
        }
    }

    pub(super) fn unknown_account(self, mention: &str) -> String {
        let mention = crate::connectors::text::name(mention).unwrap_or_default();
        if self.french() {
            format!("Personne ne s'appelle {mention} ici.")
        } else {
            format!("Nobody is called {mention} here.")
        }
    }

    pub(super) fn not_oneself(self) -> String {
        self.pick("Nobody thanks themselves.", "On ne se remercie pas soi-même.").to_owned()
    }

    pub(super) fn thanked(self, count: usize) -> String {
        match (self.french(), count) {
            (true, 1) => "C'est noté, merci pour elle ou lui.".to_owned(),
            (true, count) => format!("C'est noté, merci pour ces {count} personnes."),
            (false, 1) => "Noted, thank you for them.".to_owned(),
            (false, count) => format!("Noted, thank you for these {count} people."),
        }
    }

    pub(super) fn for_documentalists(self, prefix: &str) -> String {
        if self.french() {
            format!(
                "Réunir un fil est l'affaire de la documentation. Si c'est votre rôle, reliez ce compte : {prefix} lier"
            )
        } else {
            format!("Collecting a thread is for documentalists. If you are one, link this account: {prefix} link")
        }
    }

    pub(super) fn for_moderators(self) -> String {
        self.pick(
            "Reminding everybody is for moderators and organizers.",
            "Rappeler à tout le monde est l'affaire de la modération et de l'organisation.",
        )
        .to_owned()
    }

    pub(super) fn summarised(self, url: &str) -> String {
        format!("{} {url}", self.pick("The draft is here:", "Le brouillon est ici :"))
    }

    pub(super) fn propose_what(self, prefix: &str) -> String {
        if self.french() {
            format!("Que proposez-vous ? {prefix} proposer titre, et le texte dessous.")
        } else {
            format!("What do you propose? {prefix} propose title, and the text below it.")
        }
    }

    pub(super) fn proposed(self, url: &str, edit_key: Option<&str>) -> String {
        let draft = format!("{} {url}", self.pick("The draft is here:", "Le brouillon est ici :"));
        let next = self.pick(
            "A member who may propose puts it forward from there.",
            "Un membre qui peut proposer la soumet depuis cette page.",
        );
        let key = edit_key.map(|key| {
            format!(
                "\n{} {key}",
                self.pick("Your key to change it, for you alone:", "Votre clé pour la modifier, pour vous seul :")
            )
        });
        format!("{draft}\n{next}{}", key.unwrap_or_default())
    }

    /// What cannot be done, in the words of whoever refused it.
    pub(super) fn refused(self, error: &ApiError) -> String {
        format!("{} {error}", self.pick("That is not possible:", "Ce n'est pas possible :"))
    }
}

/// The day and hour in UTC.
fn day(at: u64) -> String {
    let text = rfc3339(at);
    let (day, time) = text.split_once('T').unwrap_or((&text, ""));
    format!("{day} {} UTC", time.get(..5).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connectors::command::words;

    #[test]
    fn help_names_words_that_are_understood_in_both_languages() {
        for tongue in [Tongue::En, Tongue::Fr] {
            let help = Say(tongue).help("!palabre", None, "https://palabre.example/c/demo");
            let named: Vec<&str> = help.lines().filter_map(|line| line.strip_prefix("!palabre ")).collect();
            assert_eq!(named.len(), 7);
            for line in named {
                let read = words(line);
                assert!(read.unknown.is_none() && read.tongue.is_none_or(|read| read == tongue), "{line}");
            }
        }
        assert!(Say(Tongue::Fr).help("!p", Some("banane"), "").starts_with("« banane »"));
    }

    #[test]
    fn an_end_is_told_to_the_minute() {
        assert_eq!(day(1_704_164_645), "2024-01-02 03:04 UTC");
    }
}
