//! Who is who: members from the mirror, their accounts from the links, their words from the review.

use std::collections::BTreeSet;

use palabre_contracts::{MemberId, Roles};
use palabre_indexer::store::{Member, MemberFilter, MemberStatus, Order, Page};

use super::{
    Review,
    judge::Facts,
    splits,
    store::{Recorded, StoredWord},
};
use crate::{
    activity::Activity,
    error::ApiError,
    http::scope::Scope,
    policy::{self, Link, Standing, World, ladder::Rung},
};

/// Rows read at a time.
const CHUNK: u32 = 1000;

/// A world as of the mirror's block, with what it was made from.
pub(super) struct Made {
    pub(super) world: World,
    pub(super) facts: Facts,
    pub(super) words: Vec<StoredWord>,
    pub(super) recorded: Vec<Recorded>,
}

impl Review {
    /// Reads everything that a decision depends on beside policy and activities.
    pub(super) async fn world(&self, scope: &Scope, activities: &[Activity]) -> Result<Made, ApiError> {
        let (book, slug, reviewing) = (&self.0.book, scope.slug(), self.of(scope.slug()));
        let calendar = *scope.calendar();
        let epochs: BTreeSet<u32> = activities.iter().map(|act| calendar.epoch_at(act.occurred_at)).collect();
        // The name of the community draws where the chain has no block of the epoch yet.
        let mut world = World::new(calendar, alloy::primitives::keccak256(slug.as_str()));
        world.seeds = self.seeds(slug, &calendar, &epochs).await?;
        let links = book.links(reviewing).await?;
        world.splits = splits::in_force(&book.splits(slug).await?, &links, activities);
        world.accounts = links
            .into_iter()
            .map(|link| (link.account, Link { member: link.member, linked_at: link.linked_at }))
            .collect();
        let confirmed: BTreeSet<MemberId> = book.confirmed(slug).await?.into_iter().collect();
        let mut facts = Facts { days: book.ballot_days(slug).await?, ..Facts::default() };
        for member in members(scope).await? {
            facts.joined.insert(member.member_id, member.joined_at);
            let standing = standing(&member, confirmed.contains(&member.member_id), scope.now);
            world.members.insert(member.member_id, standing);
        }
        let words = book.words(slug).await?;
        world.reviews = words.iter().map(review).collect();
        world.duplicates = book.duplicates(slug).await?;
        let recorded = book.recorded(slug).await?;
        let of = |one: &Recorded| policy::Recorded { epoch: one.epoch, points: one.points, struck: one.struck };
        world.recorded = recorded.iter().map(|one| (one.candidate, of(one))).collect();
        facts.struck = recorded.iter().filter_map(|one| Some((one.candidate, one.taken_at?))).collect();
        Ok(Made { world, facts, words, recorded })
    }
}

fn review(word: &StoredWord) -> policy::Review {
    policy::Review { subject: word.subject, by: word.member, at: word.at, verdict: word.verdict }
}

/// Roles count while somebody is a member and not suspended: as on chain.
fn standing(member: &Member, confirmed: bool, now: u64) -> Standing {
    let suspended = member.suspended_until.is_some_and(|end| end > now);
    let acts = member.status == MemberStatus::Active && !suspended;
    Standing {
        rung: if confirmed { Rung::Confirmed } else { Rung::Newcomer },
        roles: if acts { member.roles } else { Roles::NONE },
        suspended: !acts,
    }
}

async fn members(scope: &Scope) -> Result<Vec<Member>, ApiError> {
    let mut all: Vec<Member> = Vec::new();
    loop {
        let after = all.last().map(|member| member.member_id);
        let page = Page { after, limit: CHUNK, order: Order::Oldest };
        let rows = scope.store.members(scope.slug(), MemberFilter::default(), page).await?;
        let done = rows.len() < CHUNK as usize;
        all.extend(rows);
        if done {
            return Ok(all);
        }
    }
}
