//! What goes out to tools and what comes back from them, in words that fit all of them.

use std::collections::BTreeSet;

use super::Secret;

/// Where a message goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A channel or room.
    Channel(String),
    /// A thread: the id that activities and commands call `parent` or `thread`.
    Thread {
        /// Its channel or room.
        channel: String,
        /// The message that it begins with.
        thread: String,
    },
    /// One account, in a conversation that nobody else sees.
    Account(String),
    /// One account, inside a channel where only it sees the message; where the tool has no such thing, a conversation.
    Aside {
        /// The channel.
        channel: String,
        /// Who sees it.
        account: String,
    },
    /// The single-use address that came with a command.
    Reply(Secret),
}

/// A message that goes out. The text is plain: what looks like markup or would wake everybody up is taken literally.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outbound {
    /// Where to.
    pub to: Destination,
    /// What it says. Web addresses become links where the tool does so by itself.
    pub text: String,
}

/// Makes sending twice harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Names the message: the same message has the same key at every attempt.
    pub id: String,
    /// When an earlier attempt was made that may have arrived; unix seconds. Tools that know no keys are searched
    /// from there before it is sent again.
    pub tried_at: Option<u64>,
}

/// A message that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What the tool calls it, if it says.
    pub external_id: Option<String>,
    /// Whether an earlier attempt had arrived already.
    pub already: bool,
}

/// What became of an account's roles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleChange {
    /// Given now.
    pub added: BTreeSet<String>,
    /// Taken now.
    pub removed: BTreeSet<String>,
    /// Wanted but not possible, each with the reason.
    pub refused: Vec<(String, String)>,
}

/// A discussion, collected for whoever writes it up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// What the tool calls it.
    pub id: String,
    /// What was said, oldest first. Deleted messages are not in it; edited ones are as they are now.
    pub messages: Vec<Said>,
    /// Who took part, in the order in which they came; services are not in it.
    pub people: Vec<Person>,
    /// The web addresses that were named, each once.
    pub links: Vec<String>,
    /// Whether there was more than is collected (see [`MAX_THREAD`]).
    pub cut: bool,
}

/// Most messages of a thread that are collected.
pub const MAX_THREAD: usize = 1000;

/// One message of a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What the tool calls it: the object of its activity.
    pub id: String,
    /// Who said it.
    pub account: String,
    /// When; unix seconds.
    pub at: u64,
    /// What, as plain as the tool gives it.
    pub text: String,
}

/// Somebody of a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Stable account id.
    pub account: String,
    /// How the tool calls them, if it tells along with the thread.
    pub name: Option<String>,
}

impl Thread {
    /// A thread of these messages, with people and links found in them.
    pub fn collect(id: impl Into<String>, said: Vec<(Said, Option<String>)>, cut: bool) -> Self {
        let mut thread = Self { id: id.into(), cut, ..Self::default() };
        for (said, name) in said {
            if let Some(known) = thread.people.iter_mut().find(|person| person.account == said.account) {
                known.name = known.name.take().or(name);
            } else {
                thread.people.push(Person { account: said.account.clone(), name });
            }
            for link in super::text::links(&said.text) {
                if !thread.links.contains(&link) {
                    thread.links.push(link);
                }
            }
            thread.messages.push(said);
        }
        thread
    }

    /// The same without what was said to programs: words after `!` or `/`, as chats have it.
    #[must_use]
    pub fn among_people(self) -> Self {
        let names: Vec<Person> = self.people;
        let name_of = |account: &str| names.iter().find(|one| one.account == account).and_then(|one| one.name.clone());
        let to_people = self.messages.into_iter().filter(|said| !is_command(&said.text));
        let said = to_people.map(|said| {
            let name = name_of(&said.account);
            (said, name)
        });
        Self::collect(self.id, said.collect(), self.cut)
    }
}

fn is_command(text: &str) -> bool {
    let mut letters = text.trim_start().chars();
    matches!(letters.next(), Some('!' | '/')) && letters.next().is_some_and(char::is_alphabetic)
}

/// A page to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// Its text, in the markup of the wiki.
    pub text: String,
    /// The template that heads it, with its parameters, if the community uses one.
    pub template: Option<(String, Vec<(String, String)>)>,
    /// The categories that it is put into.
    pub categories: Vec<String>,
    /// Why it is written, for the history.
    pub summary: String,
    /// The revision that it replaces; none: the page must be new.
    pub base: Option<String>,
}

/// A page that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The object of its activities.
    pub object: String,
    /// Its revision.
    pub revision: String,
    /// Where people read it.
    pub url: String,
    /// Whether exactly this was there already.
    pub already: bool,
}

/// An account that proved itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved {
    /// Stable account id.
    pub account: String,
    /// How the tool calls it.
    pub name: Option<String>,
    /// What the account wrote where only it can write: the signed link. None where the tool vouches for the session.
    pub statement: Option<String>,
}

/// Whether a connection works, as its tool sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The account that the service has in the tool.
    pub account: String,
    /// Its name.
    pub name: Option<String>,
    /// Rights that it should have and has not, in words.
    pub missing: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_to_programs_is_no_part_of_a_discussion() {
        let said = |account: &str, text: &str| {
            let said = Said { id: text.to_owned(), account: account.to_owned(), at: 1, text: text.to_owned() };
            (said, Some(account.to_uppercase()))
        };
        let all = vec![
            said("a", "See https://a.example"),
            said("b", "!palabre summarise https://b.example"),
            said("a", " /remind all"),
            said("c", "! no, 1/2 of it"),
        ];
        let thread = Thread::collect("t", all, true).among_people();
        let texts: Vec<&str> = thread.messages.iter().map(|said| said.text.as_str()).collect();
        assert_eq!(texts, ["See https://a.example", "! no, 1/2 of it"]);
        let people: Vec<_> = thread.people.iter().map(|one| (one.account.as_str(), one.name.as_deref())).collect();
        assert_eq!(people, [("a", Some("A")), ("c", Some("C"))]);
        assert_eq!((thread.links, thread.cut), (vec!["https://a.example".to_owned()], true));
    }
}
