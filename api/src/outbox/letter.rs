//! A message before it goes out: where to, what, and under which name. Pure.

use palabre_contracts::Slug;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::connectors::{Destination, Secret, command::Tongue, text};

/// Longest text of a message, in characters: what every tool takes.
const MAX_TEXT: usize = 4_000;

/// How soon a message is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Somebody waits for it.
    Answer,
    /// It can wait.
    Notice,
}

impl Urgency {
    pub(super) fn number(self) -> i64 {
        match self {
            Self::Answer => 0,
            Self::Notice => 1,
        }
    }
}

/// A message to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its name: the same message has the same name, and a name is sent once ([`name`]).
    pub id: String,
    /// The connected tool that carries it.
    pub source: String,
    /// The community that it is about.
    pub community: Slug,
    /// Where to.
    pub to: Destination,
    /// What it says, plain.
    pub text: String,
    /// The language of the text.
    pub language: Tongue,
    /// How soon.
    pub urgency: Urgency,
    /// From when on it is of no use any more; unix seconds.
    pub expires_at: Option<u64>,
}

impl Letter {
    /// A notice of `kind` about `parts`, which together name it.
    pub fn notice(kind: &str, parts: &[&str], source: &str, community: &Slug, to: Destination, text: String) -> Self {
        let parts = [&[community.as_str(), source][..], parts].concat();
        Self {
            id: name(kind, &parts),
            source: source.to_owned(),
            community: community.clone(),
            to,
            text,
            language: Tongue::En,
            urgency: Urgency::Notice,
            expires_at: None,
        }
    }

    /// The same in a language.
    #[must_use]
    pub fn in_language(self, language: Tongue) -> Self {
        Self { language, ..self }
    }

    /// The same, of no use from then on.
    #[must_use]
    pub fn until(self, expires_at: u64) -> Self {
        Self { expires_at: Some(expires_at), ..self }
    }

    /// The same for somebody who waits.
    #[must_use]
    pub fn awaited(self) -> Self {
        Self { urgency: Urgency::Answer, ..self }
    }

    /// The text as it is kept and sent: not longer than every tool takes.
    pub(super) fn body(&self) -> String {
        text::shorten(&self.text, MAX_TEXT)
    }
}

/// The name of a message of a kind that is told by these words: a word for people and 128 bits that follow from all of
/// them. Nothing of the words can be read out of it.
pub fn name(kind: &str, parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in std::iter::once(&kind).chain(parts) {
        // Each word after its length, so that no two lists of words have one name.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    format!("{kind}-{}", alloy::primitives::hex::encode(&hash.finalize()[..16]))
}

/// What sort of place a message goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A channel.
    Channel,
    /// A thread.
    Thread,
    /// A conversation with one account.
    Account,
    /// A channel, where one account sees it.
    Aside,
    /// The address that came with a command.
    Reply,
}

impl Place {
    const ALL: [Self; 5] = [Self::Channel, Self::Thread, Self::Account, Self::Aside, Self::Reply];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Channel => "channel",
            Self::Thread => "thread",
            Self::Account => "account",
            Self::Aside => "aside",
            Self::Reply => "reply",
        }
    }

    pub(super) fn stored(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == word)
    }

    /// Whether only one person is to see what goes there.
    pub fn is_private(self) -> bool {
        matches!(self, Self::Account | Self::Aside | Self::Reply)
    }
}

impl From<&Destination> for Place {
    fn from(to: &Destination) -> Self {
        match to {
            Destination::Channel(_) => Self::Channel,
            Destination::Thread { .. } => Self::Thread,
            Destination::Account(_) => Self::Account,
            Destination::Aside { .. } => Self::Aside,
            Destination::Reply(_) => Self::Reply,
        }
    }
}

/// A destination as it is kept. The address of a reply is a secret: it is kept until the reply is done, or of no use.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kept {
    Channel(String),
    Thread { channel: String, thread: String },
    Account(String),
    Aside { channel: String, account: String },
    Reply(String),
}

/// A destination as text.
pub(super) fn to_stored(to: &Destination) -> Result<String, serde_json::Error> {
    let kept = match to.clone() {
        Destination::Channel(channel) => Kept::Channel(channel),
        Destination::Thread { channel, thread } => Kept::Thread { channel, thread },
        Destination::Account(account) => Kept::Account(account),
        Destination::Aside { channel, account } => Kept::Aside { channel, account },
        Destination::Reply(address) => Kept::Reply(address.expose().to_owned()),
    };
    serde_json::to_string(&kept)
}

/// A destination from its text.
pub(super) fn stored(text: &str) -> Result<Destination, serde_json::Error> {
    Ok(match serde_json::from_str(text)? {
        Kept::Channel(channel) => Destination::Channel(channel),
        Kept::Thread { channel, thread } => Destination::Thread { channel, thread },
        Kept::Account(account) => Destination::Account(account),
        Kept::Aside { channel, account } => Destination::Aside { channel, account },
        Kept::Reply(address) => Destination::Reply(Secret::new(address)),
    })
}

/// The account that alone is to see it.
pub(super) fn reader(to: &Destination) -> Option<&str> {
    match to {
        Destination::Account(account) | Destination::Aside { account, .. } => Some(account),
        Destination::Channel(_) | Destination::Thread { .. } | Destination::Reply(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_follows_from_all_words_and_from_their_borders() {
        assert_eq!(name("opened", &["a", "b"]), name("opened", &["a", "b"]));
        let names = [
            name("opened", &["a", "b"]),
            name("opened", &["ab"]),
            name("opened", &["a", "b", ""]),
            name("opened", &["b", "a"]),
            name("result", &["a", "b"]),
        ];
        let distinct: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(distinct.len(), names.len());
        assert!(!name("opened", &["@alice:example"]).contains("alice"));
    }

    #[test]
    fn every_destination_is_read_back_as_it_was() {
        let all = [
            Destination::Channel("C1".to_owned()),
            Destination::Thread { channel: "C1".to_owned(), thread: "C1:1.2".to_owned() },
            Destination::Account("U1".to_owned()),
            Destination::Aside { channel: "C1".to_owned(), account: "U1".to_owned() },
            Destination::Reply(Secret::new("https://hooks.example/x")),
        ];
        for to in all {
            assert_eq!(stored(&to_stored(&to).unwrap()).unwrap(), to);
            let place = Place::from(&to);
            assert_eq!(Place::stored(place.as_str()), Some(place));
            assert!(reader(&to).is_none() || place.is_private());
        }
    }

    #[test]
    fn what_is_printed_of_a_letter_holds_no_address_of_a_reply() {
        let slug: Slug = "demo".parse().unwrap();
        let to = Destination::Reply(Secret::new("https://hooks.example/secret"));
        let letter = Letter::notice("answer", &["1"], "chat", &slug, to, "hello".to_owned()).awaited();
        assert!(!format!("{letter:?}").contains("hooks.example"), "{letter:?}");
    }
}
