//! Activities put in order: each once however often it was delivered, and what was undone, by whom and when.

use std::{cmp::Ordering, collections::HashMap};

use crate::activity::{Activity, ActivityKind, Part, ReviewState};

/// An activity in its place.
#[derive(Clone, Debug)]
pub(super) struct Seen<'a> {
    pub(super) act: &'a Activity,
    /// The latest size: that of the last edit by the same account.
    pub(super) size: i64,
    /// How often it was delivered.
    pub(super) deliveries: u32,
    /// What undid it; none while it stands.
    pub(super) end: Option<End<'a>>,
    /// Since when it stands: later than it happened if it was undone and came back.
    pub(super) since: u64,
}

/// What undid an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End<'a> {
    pub(super) at: u64,
    /// The account that did it, if the tool tells.
    pub(super) by: Option<&'a str>,
}

/// Everything that happened until a moment. It does not depend on the order of delivery.
#[derive(Debug)]
pub(super) struct History<'a> {
    pub(super) seen: Vec<Seen<'a>>,
    by_object: HashMap<(&'a str, &'a str), Vec<usize>>,
    by_id: HashMap<(&'a str, &'a str), usize>,
    /// Messages by what they belong to.
    by_thread: HashMap<(&'a str, &'a str), Vec<usize>>,
}

impl<'a> History<'a> {
    /// Puts activities in order. Those that a clock of a source dates after `now` wait until then.
    pub(super) fn of(activities: &'a [Activity], now: u64) -> Self {
        let mut latest: HashMap<(&str, &str), (&Activity, u32)> = HashMap::with_capacity(activities.len());
        for act in activities.iter().filter(|act| act.occurred_at <= now) {
            let kept = latest.entry((&act.source, &act.external_id)).or_insert((act, 0));
            kept.1 += 1;
            if act.version() > kept.0.version() {
                kept.0 = act;
            }
        }
        let mut seen: Vec<Seen<'_>> = latest
            .into_values()
            .map(|(act, deliveries)| Seen { act, size: act.size, deliveries, end: None, since: act.occurred_at })
            .collect();
        seen.sort_by(|one, other| order(one.act, other.act));
        let (mut by_object, mut by_id) = (HashMap::<_, Vec<usize>>::new(), HashMap::new());
        let mut by_thread = HashMap::<_, Vec<usize>>::new();
        for (at, one) in seen.iter().enumerate() {
            if let (ActivityKind::Message | ActivityKind::Reply, Some(thread)) =
                (one.act.kind, one.act.parent.as_deref())
            {
                by_thread.entry((one.act.source.as_str(), thread)).or_default().push(at);
            }
            by_object.entry((one.act.source.as_str(), one.act.object.as_str())).or_default().push(at);
            by_id.insert((one.act.source.as_str(), one.act.external_id.as_str()), at);
        }
        let mut history = Self { seen, by_object, by_id, by_thread };
        history.undo();
        history.edit();
        history
    }

    /// Activities about an object, in order.
    pub(super) fn about<'s>(&'s self, source: &'s str, object: &'s str) -> &'s [usize] {
        self.by_object.get(&(source, object)).map_or(&[], Vec::as_slice)
    }

    /// What made an object that others judge.
    pub(super) fn made(&self, source: &str, object: &str) -> Option<&'a Activity> {
        self.about(source, object).iter().map(|at| self.seen[*at].act).find(|act| makes_object(act.kind))
    }

    /// Activities about an object that stand, or stood at a moment, in order.
    pub(super) fn stood<'s>(&'s self, source: &'s str, object: &'s str, at: u64) -> impl Iterator<Item = &'s Seen<'a>> {
        let about = self.about(source, object).iter().map(|one| &self.seen[*one]);
        about.filter(move |seen| seen.end.is_none_or(|end| end.at > at))
    }

    /// Activities about an object that stand, in order.
    pub(super) fn standing<'s>(&'s self, source: &'s str, object: &'s str) -> impl Iterator<Item = &'s Seen<'a>> {
        self.about(source, object).iter().map(|at| &self.seen[*at]).filter(|seen| seen.end.is_none())
    }

    /// Messages of a thread, its first one too.
    pub(super) fn thread<'s>(&'s self, source: &'s str, thread: &'s str) -> impl Iterator<Item = &'s Seen<'a>> {
        let replies = self.by_thread.get(&(source, thread)).map_or(&[][..], Vec::as_slice);
        let all = self.about(source, thread).iter().chain(replies).map(|at| &self.seen[*at]);
        all.filter(|seen| matches!(seen.act.kind, ActivityKind::Message | ActivityKind::Reply))
    }

    /// From the last to the first, so that an undoing which was undone itself undoes nothing.
    fn undo(&mut self) {
        for at in (0..self.seen.len()).rev() {
            if self.seen[at].act.review_state == ReviewState::Rejected && self.seen[at].end.is_none() {
                // When the tool changed its mind is not told: it was so when we heard.
                let by = self.seen[at].act.others.iter().find(|other| other.part == Part::Reviewer);
                let rejected = End { at: self.seen[at].act.received_at, by: by.map(|other| other.account.as_str()) };
                if self.seen[at].act.supersedes.is_none() {
                    self.seen[at].end = Some(rejected);
                }
            }
            let targets = self.targets(at);
            let undoing = &self.seen[at];
            let end = End { at: undoing.act.occurred_at, by: undoing.act.actor.as_deref() };
            let came_back = undoing.end.map(|end| end.at);
            for target in targets {
                let target = &mut self.seen[target];
                match came_back {
                    Some(since) => target.since = target.since.max(since),
                    None if target.end.is_none_or(|known| end.at < known.at) => target.end = Some(end),
                    None => {}
                }
            }
        }
    }

    /// What an activity undoes: always something before it.
    fn targets(&self, at: usize) -> Vec<usize> {
        use ActivityKind as A;
        let act = self.seen[at].act;
        let named = act.supersedes.as_deref().and_then(|id| self.by_id.get(&(act.source.as_str(), id))).copied();
        let named = named.filter(|target| *target < at);
        let about = |wanted: &dyn Fn(&Activity) -> bool| -> Vec<usize> {
            let earlier = self.about(&act.source, &act.object).iter().copied().take_while(|other| *other < at);
            earlier.filter(|other| wanted(self.seen[*other].act)).collect()
        };
        let last = |kinds: &[A]| about(&|other| kinds.contains(&other.kind)).into_iter().next_back();
        match act.kind {
            A::Delete => match named {
                Some(target) => self.with_what_hangs_on(target, at),
                None if act.supersedes.is_none() => {
                    about(&|other| other.kind != act.kind && goes_with_object(other.kind))
                }
                None => Vec::new(),
            },
            A::PageReverted => named.or_else(|| last(&[A::PageEdited, A::PageEditedMinor])).into_iter().collect(),
            A::PageDeleted => about(&|other| is_page_work(other.kind)),
            A::PageRestored => named.or_else(|| last(&[A::PageDeleted])).into_iter().collect(),
            A::PrReverted => named.or_else(|| last(&[A::PrMerged])).into_iter().collect(),
            kind if act.review_state == ReviewState::Rejected || kind == A::Vote => {
                let same = |other: &Activity| other.kind == kind && other.object == act.object;
                named.filter(|target| same(self.seen[*target].act)).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// A deleted answer takes its votes with it, a deleted vote only itself.
    fn with_what_hangs_on(&self, target: usize, before: usize) -> Vec<usize> {
        let act = self.seen[target].act;
        if !makes_object(act.kind) {
            return vec![target];
        }
        let about = self.about(&act.source, &act.object).iter().copied();
        about
            .filter(|other| *other < before && (*other == target || goes_with_object(self.seen[*other].act.kind)))
            .collect()
    }

    /// Edits by the same account change the size of what they replace; those of others do not count.
    fn edit(&mut self) {
        for at in 0..self.seen.len() {
            let edit = self.seen[at].act;
            if edit.kind != ActivityKind::Edit || self.seen[at].end.is_some() {
                continue;
            }
            let target = edit.supersedes.as_deref().and_then(|id| self.by_id.get(&(edit.source.as_str(), id)));
            if let Some(target) = target.copied().filter(|target| *target < at)
                && self.seen[target].act.actor == edit.actor
            {
                self.seen[target].size = edit.size;
            }
        }
    }
}

/// By time; of one second, what undoes comes after what is undone.
fn order(one: &Activity, other: &Activity) -> Ordering {
    let key = |act: &Activity| (act.occurred_at, undoes(act.kind));
    key(one)
        .cmp(&key(other))
        .then_with(|| one.source.cmp(&other.source))
        .then_with(|| one.external_id.cmp(&other.external_id))
}

/// 0 for work, 1 for what undoes work, 2 for what brings it back.
fn undoes(kind: ActivityKind) -> u8 {
    match kind {
        ActivityKind::PageRestored => 2,
        ActivityKind::Delete | ActivityKind::PageReverted | ActivityKind::PageDeleted | ActivityKind::PrReverted => 1,
        _ => 0,
    }
}

/// What makes the object that others judge.
fn makes_object(kind: ActivityKind) -> bool {
    use ActivityKind as A;
    matches!(
        kind,
        A::Message
            | A::Reply
            | A::Question
            | A::Answer
            | A::Comment
            | A::PageCreated
            | A::PrOpened
            | A::Issue
            | A::DocPublished
            | A::FileUploaded
    )
}

fn is_page_work(kind: ActivityKind) -> bool {
    use ActivityKind as A;
    matches!(
        kind,
        A::PageCreated
            | A::PageEdited
            | A::PageEditedMinor
            | A::PageRaised
            | A::SynthesisPublished
            | A::MinutesPublished
            | A::DocPublished
            | A::TranslationPublished
            | A::FileUploaded
    )
}

/// What falls when its object is deleted. Thanks and reviews were given for something that was done.
fn goes_with_object(kind: ActivityKind) -> bool {
    let given = matches!(kind, ActivityKind::Thanks | ActivityKind::PagePatrolled | ActivityKind::ReviewApproved);
    // What was undone stays so, whatever becomes of the object that the undoing was told about.
    !given && undoes(kind) == 0
}
