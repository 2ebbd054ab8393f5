//! How co-authors share an object: in force once all of them said the same. Pure.

use std::collections::{BTreeMap, BTreeSet};

use palabre_contracts::MemberId;

use super::store::{Splits, StoredLink};
use crate::{
    activity::{Activity, Part},
    policy::Account,
};

/// Most parts of one co-author.
pub(crate) const MOST_PARTS: u32 = 1_000;

/// Who made an object, as far as its tool tells.
pub(crate) fn authors<'a>(activities: impl Iterator<Item = &'a Activity>) -> BTreeSet<&'a str> {
    let mut authors = BTreeSet::new();
    for act in activities {
        let named = act.others.iter().filter(|other| matches!(other.part, Part::CoAuthor | Part::Author));
        authors.extend(named.map(|other| other.account.as_str()));
        if made(act) {
            authors.extend(act.actor.as_deref());
        }
    }
    authors
}

/// Whether the actor of it is an author of the object, and does not only judge it.
fn made(act: &Activity) -> bool {
    use crate::activity::ActivityKind as A;
    matches!(
        act.kind,
        A::PageCreated
            | A::Question
            | A::Answer
            | A::PrOpened
            | A::Issue
            | A::Release
            | A::SecurityFix
            | A::DocPublished
            | A::TranslationPublished
            | A::SynthesisPublished
            | A::MinutesPublished
            | A::SessionFacilitated
    )
}

/// Splits that hold: everybody who made the object or would get a part of it said the same, and all of them are members.
pub(super) fn in_force(
    splits: &Splits,
    links: &[StoredLink],
    activities: &[Activity],
) -> BTreeMap<(String, String), BTreeMap<Account, u32>> {
    let members: BTreeMap<&Account, MemberId> = links.iter().map(|link| (&link.account, link.member)).collect();
    let mut by_object: BTreeMap<(&str, &str), Vec<&Activity>> = BTreeMap::new();
    for act in activities {
        let key = (act.source.as_str(), act.object.as_str());
        if splits.contains_key(&(act.source.clone(), act.object.clone())) {
            by_object.entry(key).or_default().push(act);
        }
    }
    let mut held = BTreeMap::new();
    for ((source, object), words) in splits {
        let acts = by_object.get(&(source.as_str(), object.as_str())).map_or(&[][..], Vec::as_slice);
        let Some(shares) = agreed(source, words, &authors(acts.iter().copied()), &members) else { continue };
        let shares = shares.iter().map(|(account, parts)| (Account::new(source.as_str(), account.as_str()), *parts));
        held.insert((source.clone(), object.clone()), shares.collect());
    }
    held
}

fn agreed<'s>(
    source: &str,
    words: &'s BTreeMap<MemberId, BTreeMap<String, u32>>,
    authors: &BTreeSet<&str>,
    members: &BTreeMap<&Account, MemberId>,
) -> Option<&'s BTreeMap<String, u32>> {
    let shares = words.values().next()?;
    let concerned = authors.iter().copied().chain(shares.keys().map(String::as_str));
    let all: Option<BTreeSet<MemberId>> =
        concerned.map(|account| members.get(&Account::new(source, account)).copied()).collect();
    let same = |member: &MemberId| words.get(member) == Some(shares);
    all?.iter().all(same).then_some(shares)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{activity::ActivityKind, review::testing};

    fn number(member: u64) -> MemberId {
        MemberId::new(member).unwrap()
    }

    fn link(account: &str, member: u64) -> StoredLink {
        StoredLink { account: Account::new("wiki", account), member: number(member), linked_at: 0 }
    }

    fn shares(parts: &[(&str, u32)]) -> BTreeMap<String, u32> {
        parts.iter().map(|(account, parts)| ((*account).to_owned(), *parts)).collect()
    }

    fn said(words: &[(u64, &[(&str, u32)])]) -> Splits {
        let words = words.iter().map(|(member, parts)| (number(*member), shares(parts))).collect();
        BTreeMap::from([(("wiki".to_owned(), "page".to_owned()), words)])
    }

    #[test]
    fn a_split_holds_once_everybody_concerned_said_the_same() {
        let page = testing::act("wiki", ActivityKind::PageCreated, "p", "page", "a", 10);
        let acts = [page, testing::act("wiki", ActivityKind::PageEdited, "e", "page", "stranger", 20)];
        let links = [link("a", 1), link("b", 2), link("c", 3)];
        let holds = |splits: &Splits, links: &[StoredLink]| !in_force(splits, links, &acts).is_empty();
        let both: &[(&str, u32)] = &[("a", 3), ("b", 1)];
        assert!(!holds(&said(&[(1, both)]), &links), "b did not say so yet");
        assert!(!holds(&said(&[(1, both), (2, &[("a", 1), ("b", 3)])]), &links), "they do not agree");
        assert!(holds(&said(&[(1, both), (2, both)]), &links));
        assert!(!holds(&said(&[(1, both), (2, both)]), &links[..1]), "b is no member");
        // Two people cannot share out what a third one made.
        let without: &[(&str, u32)] = &[("b", 1), ("c", 1)];
        assert!(!holds(&said(&[(2, without), (3, without)]), &links), "the author is left out");
        assert!(holds(&said(&[(1, without), (2, without), (3, without)]), &links), "the author gives it away");
    }
}
