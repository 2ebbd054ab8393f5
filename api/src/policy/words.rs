//! Small words of policies: who confirms, bands, languages, durations.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::activity::UnknownName;

/// Declares an enum whose variants have a stable name, and words in French and English.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal, $fr:literal, $en:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// All of them, in a fixed order.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// For people.
            pub fn told(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$variant, Language::French) => $fr, (Self::$variant, Language::English) => $en,)+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }

        impl FromStr for $name {
            type Err = UnknownName;

            fn from_str(text: &str) -> Result<Self, UnknownName> {
                Self::ALL.iter().copied().find(|one| one.name() == text).ok_or_else(|| UnknownName(text.to_owned()))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

/// A language of explanations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Français.
    French,
    /// English.
    English,
}

impl Language {
    /// One of two texts.
    pub(super) fn pick<T>(self, french: T, english: T) -> T {
        match self {
            Self::French => french,
            Self::English => english,
        }
    }
}

words! {
    /// In which capacity somebody confirms. The first eight are shown by the tool, the others act in the review inbox.
    Confirmer {
        /// Asked what was answered.
        Asker = "asker", "qui a demandé", "the asker";
        /// Voted for it.
        Voter = "voter", "qui a voté", "a voter";
        /// Thanked.
        Giver = "giver", "qui remercie", "the giver";
        /// Marked the edit as looked at, in the tool.
        Patroller = "patroller", "qui relit les modifications", "a patroller";
        /// Owns the document.
        Owner = "owner", "qui possède le document", "the owner of the document";
        /// Wrote what was reviewed.
        Author = "author", "qui a écrit ce qui est relu", "the author of what was reviewed";
        /// Looks after the code: accepts in the forge, or reviews the lane.
        Maintainer = "maintainer", "un mainteneur", "a maintainer";
        /// The contracts themselves.
        Chain = "chain", "la chaîne", "the chain";
        /// Was accompanied.
        Newcomer = "newcomer", "la personne accompagnée", "the newcomer";
        /// Was there.
        Attendee = "attendee", "une personne présente", "an attendee";
        /// Any confirmed member, who reads the language.
        Reader = "reader", "une lectrice ou un lecteur de la langue", "a reader of the language";
        /// Keeps the documentation.
        Documentalist = "documentalist", "une ou un documentaliste", "a documentalist";
        /// Reviews the lane.
        Reviewer = "reviewer", "une relectrice ou un relecteur du domaine", "a reviewer of the lane";
        /// Moderates.
        Moderator = "moderator", "une modératrice ou un modérateur", "a moderator";
        /// Organizes.
        Organizer = "organizer", "une organisatrice ou un organisateur", "an organizer";
    }
}

impl Confirmer {
    /// Whether confirming happens in the review inbox, so that a person can still be found for it.
    pub fn from_inbox(self) -> bool {
        !matches!(
            self,
            Self::Asker | Self::Voter | Self::Giver | Self::Patroller | Self::Owner | Self::Author | Self::Chain
        )
    }
}

words! {
    /// A size that reviewers choose, smallest first.
    Band {
        /// Small.
        S = "S", "S", "S";
        /// Medium.
        M = "M", "M", "M";
        /// Large.
        L = "L", "L", "L";
        /// Very large.
        Xl = "XL", "XL", "XL";
    }
}

words! {
    /// When the tool's word is enough.
    Automatic {
        /// Never.
        Never = "never", "jamais", "never";
        /// For authors whom the tool trusts.
        Trusted = "trusted", "pour les personnes à qui l'outil fait confiance", "for authors whom the tool trusts";
        /// Always.
        Always = "always", "toujours", "always";
    }
}

/// Seconds of a day.
pub(super) const DAY: u64 = 86_400;

/// A duration for people, in the largest unit that is whole.
pub(super) fn duration(seconds: u64, language: Language) -> String {
    let units = [(DAY, "jour", "day"), (3600, "heure", "hour"), (60, "minute", "minute"), (1, "seconde", "second")];
    let (length, fr, en) = units
        .into_iter()
        .find(|(length, ..)| seconds >= *length && seconds.is_multiple_of(*length))
        .unwrap_or(units[3]);
    let count = seconds / length;
    format!("{count} {}{}", language.pick(fr, en), plural(count, language))
}

/// The ending of a plural.
pub(super) fn plural(count: u64, language: Language) -> &'static str {
    if language.pick(count < 2, count == 1) { "" } else { "s" }
}

/// A moment for people: the UTC date and minute.
pub(super) fn moment(unix: u64) -> String {
    let text = crate::http::wire::Time::from(unix).rfc3339;
    format!("{} {} UTC", &text[..10], &text[11..16])
}

/// A duration such as `30d`, `72h`, `5m` or `10s`, in seconds.
pub(super) fn parse_duration(text: &str) -> Option<u64> {
    let unit = text.chars().last()?;
    let count: u64 = text[..text.len() - unit.len_utf8()].parse().ok()?;
    let length = match unit {
        'd' => DAY,
        'h' => 3600,
        'm' => 60,
        's' => 1,
        _ => return None,
    };
    count.checked_mul(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_and_told() {
        let check = |text: &str, seconds: u64, fr: &str, en: &str| {
            assert_eq!(parse_duration(text), Some(seconds));
            assert_eq!(
                (duration(seconds, Language::French), duration(seconds, Language::English)),
                (fr.into(), en.into())
            );
        };
        check("7d", 7 * DAY, "7 jours", "7 days");
        check("72h", 3 * DAY, "3 jours", "3 days");
        check("36h", 36 * 3600, "36 heures", "36 hours");
        check("1d", DAY, "1 jour", "1 day");
        check("0s", 0, "0 seconde", "0 seconds");
        for bad in ["", "d", "7", "7w", "-1d", "1.5d", "999999999999999999d", "7é"] {
            assert_eq!(parse_duration(bad), None, "{bad}");
        }
    }
}
