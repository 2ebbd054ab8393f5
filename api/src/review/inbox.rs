//! What waits for people, grouped by tool and topic. Pure.

use std::collections::{BTreeMap, BTreeSet};

use palabre_contracts::{Lane, MemberId};

use super::{
    view::View,
    who::{Hurdle, Second},
};
use crate::policy::{Candidate, Kind, State, SubjectId, Verdict};

/// What of the inbox to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only from this tool.
    pub source: Option<String>,
    /// Only in this lane.
    pub lane: Option<Lane>,
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// Only where it stands so; none for everything that is not decided.
    pub state: Option<State>,
    /// Only of this epoch.
    pub epoch: Option<u32>,
    /// Only what this member can confirm now.
    pub for_member: Option<MemberId>,
}

/// A contribution in the inbox.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// Its parts: one for each author.
    pub parts: Vec<&'a Candidate>,
    /// Why the member who looks cannot confirm it; none if they can.
    pub hurdle: Option<Hurdle>,
    /// The second reviewer, where it is large.
    pub second: Option<Second>,
}

/// Contributions about one thing.
#[derive(Clone, Debug)]
pub struct Topic<'a> {
    /// The tool.
    pub source: &'a str,
    /// Id of the thread, page or document in the tool.
    pub topic: &'a str,
    /// Oldest first.
    pub items: Vec<Item<'a>>,
}

impl Item<'_> {
    /// The part that stands for the whole: all parts have kind, lane, time and state of the whole.
    pub fn first(&self) -> &Candidate {
        self.parts[0]
    }
}

/// The topics that match, the one that waits longest first, `limit` contributions after `after`; and whether there are
/// more.
pub fn topics<'a>(
    view: &'a View,
    filter: &Filter,
    viewer: MemberId,
    after: Option<(u64, SubjectId)>,
    limit: usize,
) -> (Vec<Topic<'a>>, Option<(u64, SubjectId)>) {
    let taken = view.candidates.iter().filter(|candidate| filter.takes(view, candidate));
    let order: BTreeSet<(u64, SubjectId)> = taken.map(|one| (one.occurred_at, one.subject)).collect();
    let wanted = order.into_iter().filter(|key| after.is_none_or(|after| *key > after));
    let mut topics: Vec<Topic<'_>> = Vec::new();
    let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let (mut count, mut last) = (0, None);
    for key in wanted {
        if count == limit {
            return (topics, last);
        }
        let item = item(view, key.1, viewer);
        if filter.for_member.is_some() && item.hurdle.is_some() {
            continue;
        }
        (count, last) = (count + 1, Some(key));
        let (source, topic) = (item.parts[0].account.source.as_str(), topic_of(view, item.parts[0]));
        let place = *places.entry((source, topic)).or_insert_with(|| {
            topics.push(Topic { source, topic, items: Vec::new() });
            topics.len() - 1
        });
        topics[place].items.push(item);
    }
    (topics, None)
}

/// One contribution, for a member who looks at it.
pub fn item(view: &View, subject: SubjectId, viewer: MemberId) -> Item<'_> {
    let parts: Vec<&Candidate> = view.parts(subject).collect();
    // Whichever size is chosen: that one is needed is no hurdle.
    let band = parts.first().and_then(|part| part.bands.first()).map(|(band, _)| *band);
    let mut hurdle = view.may_say(subject, viewer, Verdict::Confirm(band)).err();
    let said = view.last_word(subject, viewer).map(|word| word.verdict);
    if hurdle.is_none() && matches!(said, Some(Verdict::Confirm(_))) && parts[0].bands.is_empty() {
        hurdle = Some(Hurdle::Said);
    }
    Item { second: view.second(subject), parts, hurdle }
}

/// What a contribution is about: in a chat the thread, elsewhere the object.
pub fn topic_of<'a>(view: &'a View, part: &'a Candidate) -> &'a str {
    let in_chat = matches!(part.kind, Kind::ChatHelp | Kind::Thanks | Kind::Synthesis);
    let first = part.acts.first().and_then(|act| view.act(&act.source, &act.external_id));
    let parent = first.and_then(|act| act.parent.as_deref()).filter(|_| in_chat);
    let object = if part.object.is_empty() { first.map_or("", |act| act.object.as_str()) } else { &part.object };
    parent.unwrap_or(object)
}

impl Filter {
    fn takes(&self, view: &View, candidate: &Candidate) -> bool {
        let in_state = match self.state {
            Some(state) => candidate.state == state,
            None => is_open(candidate.state),
        };
        in_state
            && self.source.as_deref().is_none_or(|source| candidate.account.source == source)
            && self.lane.is_none_or(|lane| candidate.lane == lane)
            && self.kind.is_none_or(|kind| candidate.kind == kind)
            && self.epoch.is_none_or(|epoch| candidate.epoch == epoch)
            && self.for_member.is_none_or(|member| !view.is_own(candidate.subject, member))
    }
}

/// Whether something can still come of it that is not on chain yet.
pub fn is_open(state: State) -> bool {
    matches!(state, State::Observed | State::Maturing | State::Waiting | State::Proposed | State::Confirmed)
}

/// How many contributions stand where.
pub fn counts(view: &View) -> BTreeMap<State, u64> {
    let mut counts = BTreeMap::new();
    for candidate in &view.candidates {
        *counts.entry(candidate.state).or_default() += 1;
    }
    counts
}
