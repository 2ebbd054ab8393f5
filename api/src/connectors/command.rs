//! What people ask the service in a chat: a word, in French or English, and the rest.

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// What can be asked.
    Help,
    /// Link this account to a member's wallet.
    Link,
    /// What the service knows about me: points, roles, votes that wait.
    Me,
    /// Thank somebody, with a reason.
    Thanks,
    /// Collect this thread for a page.
    Summarise,
    /// Start a proposal.
    Propose,
    /// Remind me, or this channel, of a vote.
    Remind,
}

/// A language that people are answered in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// English.
    En,
    /// French.
    Fr,
}

/// The words of each command. The first of each language is the one that `help` shows.
const WORDS: [(Verb, &[&str], &[&str]); 7] = [
    (Verb::Help, &["help", "?"], &["aide", "aider"]),
    (Verb::Link, &["link", "connect"], &["lier", "lien", "relier"]),
    (Verb::Me, &["me", "status"], &["moi"]),
    (Verb::Thanks, &["thanks", "thank", "kudos"], &["merci", "remercier"]),
    (Verb::Summarise, &["summarise", "summarize", "summary"], &["resumer", "resume", "synthese"]),
    (Verb::Propose, &["propose"], &["proposer", "proposition"]),
    (Verb::Remind, &["remind", "reminder"], &["rappeler", "rappelle", "rappel"]),
];

/// A command, without who asked and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What is asked for. A word that is no command asks for help.
    pub verb: Verb,
    /// The word that was used, if it is no command.
    pub unknown: Option<String>,
    /// The rest of the line, and the lines below.
    pub rest: String,
    /// The language of the word, if it is of one only.
    pub tongue: Option<Tongue>,
}

/// Something that somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Names the asking, so that it is answered once. Unique within the source.
    pub external_id: String,
    /// What is asked for.
    pub words: Words,
    /// Who asks: stable account id.
    pub account: String,
    /// How the tool calls the account.
    pub account_name: Option<String>,
    /// The channel or room.
    pub channel: String,
    /// The thread it was asked in, if in one: what `summarise` collects.
    pub thread: Option<String>,
    /// Accounts that are named in it: who is thanked. Ids, or `@name` where the tool tells only names.
    pub mentions: Vec<String>,
    /// A single-use address for the answer, if the tool gave one. It is a secret: whoever has it can answer.
    pub reply_to: Option<super::Secret>,
    /// When it was asked; unix seconds.
    pub asked_at: u64,
}

/// Reads what follows the name of the service (`/palabre`, `!palabre`, `@palabre`). Nothing at all asks for help.
pub fn words(text: &str) -> Words {
    let text = text.trim();
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let folded = fold(word);
    let found = WORDS.iter().find_map(|(verb, english, french)| {
        let tongue = if english.contains(&folded.as_str()) { Tongue::En } else { Tongue::Fr };
        (english.contains(&folded.as_str()) || french.contains(&folded.as_str())).then_some((*verb, tongue))
    });
    let rest = super::text::shorten(rest.trim(), MAX_REST);
    match found {
        Some((verb, tongue)) => Words { verb, unknown: None, rest, tongue: (folded != "?").then_some(tongue) },
        None => Words {
            verb: Verb::Help,
            unknown: super::text::name(word).map(|word| super::text::shorten(&word, 40)),
            rest,
            tongue: None,
        },
    }
}

/// Longest rest of a command, in characters.
const MAX_REST: usize = 4000;

/// What follows `prefix` at the start of a text, if a word ends there.
pub fn after_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let text = text.trim_start();
    let head = text.get(..prefix.len())?;
    let rest = &text[prefix.len()..];
    let ends = rest.chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, ':' | ','));
    (ends && head.eq_ignore_ascii_case(prefix)).then(|| rest.trim_start_matches([':', ',']))
}

/// Lower case without the accents that French words of the list have.
fn fold(word: &str) -> String {
    let word: String = word.chars().take(40).flat_map(char::to_lowercase).filter(|c| *c != '\u{301}').collect();
    word.trim_end_matches(['!', '.', ',', ':'])
        .chars()
        .map(|c| if matches!(c, 'é' | 'è' | 'ê') { 'e' } else { c })
        .filter(|c| *c != '\u{300}')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_understood_in_both_languages() {
        for (verb, english, french) in WORDS {
            for (list, tongue) in [(english, Tongue::En), (french, Tongue::Fr)] {
                for word in list {
                    let read = words(&format!("  {} le reste\nici ", word.to_uppercase()));
                    assert_eq!((read.verb, read.rest.as_str(), read.unknown), (verb, "le reste\nici", None), "{word}");
                    assert!(read.tongue.is_none_or(|read| read == tongue), "{word}");
                }
            }
        }
        assert_eq!(words("Résumer").verb, Verb::Summarise);
        assert_eq!(words("Re\u{301}sumer").verb, Verb::Summarise);
        assert_eq!(words("SYNTHÈSE !").verb, Verb::Summarise);
        assert_eq!(words("merci, @alice").verb, Verb::Thanks);
    }

    #[test]
    fn no_word_belongs_to_two_commands() {
        let mut all: Vec<&str> =
            WORDS.iter().flat_map(|(_, english, french)| english.iter().chain(*french)).copied().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn an_unknown_word_gets_help_and_is_named() {
        let read = words("ban\u{202e}ane split");
        assert_eq!((read.verb, read.unknown.as_deref(), read.rest.as_str()), (Verb::Help, Some("banane"), "split"));
        assert_eq!((words(" ").verb, words("").unknown), (Verb::Help, None));
    }

    #[test]
    fn the_prefix_is_a_word_of_its_own() {
        assert_eq!(after_prefix("!palabre aide", "!palabre"), Some(" aide"));
        assert_eq!(after_prefix(" !Palabre: aide", "!palabre"), Some(" aide"));
        assert_eq!(after_prefix("!palabre", "!palabre"), Some(""));
        assert_eq!(after_prefix("!palabres", "!palabre"), None);
        assert_eq!(after_prefix("é", "!palabre"), None);
        assert_eq!(after_prefix("dis !palabre", "!palabre"), None);
    }
}
