//! What opening and answering a poll mean, in French and English: rendered from the struct that is signed.

use palabre_contracts::typed_data::{OpenPoll, PollBallot};

use super::kind::Kind;
use crate::relay::Sentence;

pub(super) fn opening(community: &str, signed: &OpenPoll) -> Sentence {
    let (question, count) = (&signed.question, signed.options.len());
    let (fr_house, en_house) = match signed.electorate.as_str() {
        "contributors" => ("aux contributeurs", "the contributors"),
        _ => ("aux membres", "the members"),
    };
    Sentence {
        fr: format!("Je pose {fr_house} de {community} la question « {question} », avec {count} réponses possibles."),
        en: format!("I ask {en_house} of {community} the question \"{question}\", with {count} possible answers."),
    }
}

pub(super) fn answering(kind: Kind, signed: &PollBallot) -> Sentence {
    let question = &signed.question;
    let answer = if signed.answer.is_empty() {
        ("aucune de ces réponses".to_owned(), "none of these".to_owned())
    } else if kind == Kind::Consent {
        match signed.values.first() {
            Some(0) => ("je consens".to_owned(), "I consent".to_owned()),
            Some(1) => ("je m'abstiens".to_owned(), "I stand aside".to_owned()),
            _ => ("je m'oppose".to_owned(), "I object".to_owned()),
        }
    } else {
        let words = signed.answer.join(" ; ");
        (words.clone(), words)
    };
    let (fr_why, en_why) = match signed.reason.as_str() {
        "" => (String::new(), String::new()),
        reason => (format!(", parce que : « {reason} »"), format!(", because: \"{reason}\"")),
    };
    Sentence {
        fr: format!("À la question « {question} », je réponds : {}{fr_why}.", answer.0),
        en: format!("To the question \"{question}\" I answer: {}{en_why}.", answer.1),
    }
}

#[cfg(test)]
mod tests {
    use alloy::primitives::{Address, B256};

    use super::*;

    fn ballot(kind: Kind, options: &[&str], values: &[u32], reason: &str) -> PollBallot {
        let options: Vec<String> = options.iter().map(|option| (*option).to_owned()).collect();
        PollBallot {
            poll: B256::ZERO,
            question: "Tea?".to_owned(),
            answer: kind.in_words(&options, values),
            values: values.to_vec(),
            reason: reason.to_owned(),
            voter: Address::ZERO,
            snapshot: B256::ZERO,
            revision: 1,
        }
    }

    #[test]
    fn answers_are_said_in_both_languages() {
        let check = |kind, options: &[&str], values: &[u32], reason: &str, fr: &str, en: &str| {
            let said = answering(kind, &ballot(kind, options, values, reason));
            assert_eq!((said.fr.as_str(), said.en.as_str()), (fr, en));
        };
        let fr = "À la question « Tea? », je réponds : 1. Green ; 2. Black.";
        check(
            Kind::Copeland,
            &["Black", "Green"],
            &[2, 1],
            "",
            fr,
            "To the question \"Tea?\" I answer: 1. Green ; 2. Black.",
        );
        let fr = "À la question « Tea? », je réponds : je m'oppose, parce que : « trop cher ».";
        let en = "To the question \"Tea?\" I answer: I object, because: \"trop cher\".";
        check(Kind::Consent, &[], &[2], "trop cher", fr, en);
        let fr = "À la question « Tea? », je réponds : aucune de ces réponses.";
        check(Kind::Approval, &["a", "b"], &[0, 0], "", fr, "To the question \"Tea?\" I answer: none of these.");
    }
}
