//! What happened and what ends when, for programs that people already have: a feed reader (Atom, RFC 4287) and a
//! calendar (iCalendar, RFC 5545).

pub(super) mod atom;
pub(super) mod calendar;
mod ical;

use crate::{
    http::{proposals::Proposal, scope::Scope},
    web::texts::Texts,
};

/// A proposal's title, or words for one without.
fn title(t: Texts, proposal: &Proposal) -> String {
    let title = if proposal.title.is_empty() { t.get("proposal.untitled") } else { &proposal.title };
    clean(title)
}

/// The address of a proposal's page.
fn page_of(public_url: &str, scope: &Scope, proposal: &Proposal) -> String {
    format!("{public_url}/c/{}/proposals/{}/{}", scope.slug(), proposal.house, proposal.id)
}

/// People choose their texts; XML and calendars have no word for most control characters.
fn clean(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_control() || *sign == '\n').filter(|sign| !is_noncharacter(*sign)).collect()
}

/// U+FFFE and U+FFFF are no characters of XML 1.0.
fn is_noncharacter(sign: char) -> bool {
    matches!(sign, '\u{fffe}' | '\u{ffff}')
}
