//! What a poll asks and by which rules: checked before it is signed and again after.

use alloy::primitives::{Address, B256};
use palabre_contracts::{Electorate, typed_data::OpenPoll};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::kind::{CONSENT_ANSWERS, Kind};
use crate::relay::{actions::House, check, error::Refusal};

/// Longest question, in bytes.
const MAX_QUESTION: usize = 300;
/// Longest explanation, in bytes.
const MAX_DETAILS: usize = 10_000;
/// Longest option, in bytes.
const MAX_OPTION: usize = 200;
/// Most options.
const MAX_OPTIONS: usize = 20;
/// Shortest and longest time a poll is open, in seconds.
const OPEN_FOR: std::ops::RangeInclusive<u64> = 60..=90 * 86_400;

/// The form of a poll.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PollForm {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// The question, in one line. At most 300 bytes.
    #[schema(example = "Which evening for the monthly meeting?")]
    pub question: String,
    /// What one should know before answering, in Markdown. At most 10,000 bytes.
    #[serde(default)]
    pub details: String,
    /// Where it is discussed: an `https` link.
    #[serde(default)]
    pub discussion: String,
    /// How it is answered and counted.
    pub kind: Kind,
    /// Who answers: members with one vote each, or contributors by reputation.
    #[serde(default)]
    pub house: House,
    /// 2 to 20 options; none for a poll by consent.
    #[serde(default)]
    pub options: Vec<String>,
    /// Highest score (1 to 100) or number of dots (1 to 1,000); 0 for the other kinds.
    #[serde(default)]
    pub scale: u32,
    /// Part of the electorate's weight that has to answer, in parts of 10,000.
    #[serde(default)]
    #[schema(maximum = 10_000)]
    pub quorum_bps: u16,
    /// Objections that block consent; at least 1 for a poll by consent, 0 for the other kinds.
    #[serde(default)]
    pub blocking_objections: u16,
    /// Seconds that it is open: from a minute to 90 days.
    #[schema(minimum = 60, maximum = 7_776_000)]
    pub duration: u64,
}

/// What a poll asks and by which rules; only valid ones exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    signed: OpenPoll,
    kind: Kind,
    house: Electorate,
}

impl Terms {
    /// What the author signs for this form.
    pub fn from_form(form: PollForm, salt: B256, now: u64, deadline: u64) -> Result<Self, Refusal> {
        let options = if form.kind == Kind::Consent && form.options.is_empty() {
            CONSENT_ANSWERS.map(str::to_owned).to_vec()
        } else {
            form.options.iter().map(|option| option.trim().to_owned()).collect()
        };
        let signed = OpenPoll {
            author: form.wallet,
            question: form.question.trim().to_owned(),
            details: form.details,
            discussion: form.discussion.trim().to_owned(),
            kind: form.kind.as_str().to_owned(),
            electorate: Electorate::from(form.house).as_str().to_owned(),
            options,
            scale: form.scale,
            quorumBps: form.quorum_bps,
            blockingObjections: form.blocking_objections,
            closesAt: now.saturating_add(form.duration),
            salt,
            deadline,
        };
        Self::check(signed, now)
    }

    /// What came back signed, checked again: nothing of a form is believed twice.
    pub fn check(signed: OpenPoll, now: u64) -> Result<Self, Refusal> {
        let terms = Self::read(signed)?;
        let open_for = terms.signed.closesAt.saturating_sub(now);
        // Between preparing and submitting some of the time passes.
        if open_for == 0 || open_for > *OPEN_FOR.end() {
            return Err(Refusal::malformed(
                format!("the poll would be open for {open_for} seconds"),
                format!("Choose a time from {} to {} seconds.", OPEN_FOR.start(), OPEN_FOR.end()),
            ));
        }
        Ok(terms)
    }

    /// The terms of a poll that was opened.
    pub fn read(signed: OpenPoll) -> Result<Self, Refusal> {
        let kind: Kind = signed.kind.parse().map_err(|error| {
            Refusal::malformed(error, "Choose approval, weighted, instant_runoff, copeland, score, dot or consent.")
        })?;
        let house: Electorate = signed
            .electorate
            .parse()
            .map_err(|error| Refusal::malformed(error, "Choose `members` or `contributors`."))?;
        texts(&signed)?;
        options(kind, &signed.options)?;
        rules(kind, &signed)?;
        Ok(Self { signed, kind, house })
    }

    /// What is signed.
    pub fn signed(&self) -> &OpenPoll {
        &self.signed
    }

    /// How it is answered and counted.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Who answers.
    pub fn house(&self) -> Electorate {
        self.house
    }

    /// How long a form may keep a poll open.
    pub fn duration(seconds: u64) -> Result<(), Refusal> {
        if OPEN_FOR.contains(&seconds) {
            return Ok(());
        }
        Err(Refusal::malformed(
            format!("a poll cannot be open for {seconds} seconds"),
            format!("Choose a time from {} to {} seconds.", OPEN_FOR.start(), OPEN_FOR.end()),
        ))
    }
}

fn texts(signed: &OpenPoll) -> Result<(), Refusal> {
    let fits = |what: &str, text: &str, most: usize| {
        if text.len() <= most {
            return Ok(());
        }
        Err(Refusal::malformed(format!("{what} has {} bytes", text.len()), format!("Use at most {most}.")))
    };
    fits("the question", &signed.question, MAX_QUESTION)?;
    fits("the explanation", &signed.details, MAX_DETAILS)?;
    if signed.question.trim().is_empty() || signed.question.contains('\n') {
        return Err(Refusal::malformed("a poll asks one question in one line", "Write what you want to know."));
    }
    check::discussion_link(&signed.discussion)
}

fn options(kind: Kind, options: &[String]) -> Result<(), Refusal> {
    if kind == Kind::Consent {
        let fixed = options.iter().map(String::as_str).eq(CONSENT_ANSWERS);
        let next_step = "Leave the options out: they are consent, stand aside, object.";
        return if fixed { Ok(()) } else { Err(Refusal::malformed("consent has its own answers", next_step)) };
    }
    let distinct: std::collections::BTreeSet<&str> = options.iter().map(|option| option.trim()).collect();
    let readable = |option: &String| !option.trim().is_empty() && option.len() <= MAX_OPTION && !option.contains('\n');
    let count = (2..=MAX_OPTIONS).contains(&options.len());
    if count && distinct.len() == options.len() && options.iter().all(readable) {
        return Ok(());
    }
    Err(Refusal::malformed(
        "the options of this poll cannot be told apart or are too many",
        format!("Give 2 to {MAX_OPTIONS} different options of one line each, with at most {MAX_OPTION} bytes."),
    ))
}

fn rules(kind: Kind, signed: &OpenPoll) -> Result<(), Refusal> {
    let scale = match kind {
        Kind::Score => (1..=100).contains(&signed.scale),
        Kind::Dot => (1..=1_000).contains(&signed.scale),
        _ => signed.scale == 0,
    };
    if !scale {
        return Err(Refusal::malformed(
            format!("{} is no scale of this kind of poll", signed.scale),
            "Give the highest score (1 to 100) or the number of dots (1 to 1000); 0 for the other kinds.",
        ));
    }
    if signed.quorumBps > 10_000 {
        return Err(Refusal::malformed("the quorum is more than everybody", "Give at most 10000 (100 %)."));
    }
    if (kind == Kind::Consent) != (signed.blockingObjections > 0) {
        return Err(Refusal::malformed(
            "only consent is blocked by objections, and it needs at least one of them",
            "Give blocking_objections from 1 on for consent, 0 for the other kinds.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(kind: Kind) -> PollForm {
        let options = if kind == Kind::Consent { vec![] } else { vec!["Tea".to_owned(), "Coffee".to_owned()] };
        PollForm {
            wallet: Address::ZERO,
            question: "What do we drink?".to_owned(),
            details: String::new(),
            discussion: "https://forum.example/t/1".to_owned(),
            kind,
            house: House::Members,
            options,
            scale: if kind.has_scale() { 5 } else { 0 },
            quorum_bps: 2_000,
            blocking_objections: u16::from(kind == Kind::Consent),
            duration: 3_600,
        }
    }

    fn made(form: PollForm) -> Result<Terms, Refusal> {
        Terms::from_form(form, B256::ZERO, 1_000, 2_000)
    }

    #[test]
    fn every_kind_can_be_asked() {
        for kind in Kind::ALL {
            let terms = made(form(kind)).unwrap();
            assert_eq!((terms.kind(), terms.house(), terms.signed().closesAt), (kind, Electorate::Members, 4_600));
            assert_eq!(Terms::read(terms.signed().clone()), Ok(terms));
        }
    }

    #[test]
    fn what_cannot_be_asked_is_refused() {
        let base = || form(Kind::Approval);
        let many = (0..21).map(|n| n.to_string()).collect();
        let bad: [(&str, PollForm); 12] = [
            ("no question", PollForm { question: " ".to_owned(), ..base() }),
            ("two lines", PollForm { question: "a\nb".to_owned(), ..base() }),
            ("long", PollForm { question: "x".repeat(301), ..base() }),
            ("script", PollForm { discussion: "javascript:alert(1)".to_owned(), ..base() }),
            ("one option", PollForm { options: vec!["a".to_owned()], ..base() }),
            ("twice", PollForm { options: vec!["a".to_owned(), " a".to_owned()], ..base() }),
            ("many", PollForm { options: many, ..base() }),
            ("scale", PollForm { scale: 1, ..base() }),
            ("quorum", PollForm { quorum_bps: 10_001, ..base() }),
            ("objections", PollForm { blocking_objections: 1, ..base() }),
            ("consent unblocked", PollForm { blocking_objections: 0, ..form(Kind::Consent) }),
            ("no dots", PollForm { scale: 0, ..form(Kind::Dot) }),
        ];
        for (why, form) in bad {
            assert!(made(form).is_err(), "{why}");
        }
        assert!(Terms::duration(59).is_err() && Terms::duration(60).is_ok());
        let over = Terms::from_form(PollForm { duration: 90 * 86_400 + 1, ..base() }, B256::ZERO, 0, 0);
        assert!(over.is_err());
    }
}
