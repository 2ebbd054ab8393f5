//! The small lived-in community of `palabre demo`: two and a half months of a group that writes a manual together.
//! Pure: people, dates and points; [`crate::scenario`] carries them out.

use alloy::{
    primitives::{Address, B256, U256, aliases::U40},
    signers::SignerSync,
};
use palabre_api::relay::invitation::SignedInvitation;
use palabre_contracts::{Community, Item, Lane, MemberId, Roles, Slug, Support, typed_data};

use crate::{
    blueprint::Blueprint,
    keys,
    scenario::{Person, Recording, Scenario, Step},
};

/// Short name of the demonstration.
pub const SLUG: &str = "manual";
const DAY: u64 = 86_400;
/// How long ago the community began: two epochs are final, the third is open.
pub const AGE: u64 = 75 * DAY;
const EPOCHS: u32 = 3;
const COIN: u64 = 1_000_000_000_000_000_000;

/// Name, lanes reviewed, and how much they tend to do in each of the lanes used below.
const PEOPLE: [(&str, &[u8], [u32; 3]); 8] = [
    ("Awa", &[0, 2, 5], [5, 2, 3]),
    ("Bruno", &[0, 2], [3, 8, 0]),
    ("Chloé", &[5], [8, 0, 2]),
    ("Dario", &[], [2, 5, 0]),
    ("Émilie", &[], [3, 0, 5]),
    ("Fatou", &[], [5, 3, 2]),
    ("Gaël", &[], [0, 8, 0]),
    ("Hugo", &[], [2, 0, 0]),
];
/// Lanes with work in the demonstration, and the source that each comes from: wiki, forge, care.
const SOURCES: [(u32, u8); 3] = [(1, 0), (2, 2), (3, 5)];
const ITEMS_PER_SOURCE: u64 = 40;

const PROPOSAL: &str = "# Write the second edition in French and English\n\n\
    The first edition is read in eleven countries. Shall we write each new chapter in both languages from now on, \
    even if that makes us slower?";
/// Votes cast so far: member, vote, reason.
const VOTES: [(usize, Support, &str); 3] = [
    (1, Support::For, "Two thirds of our readers read French."),
    (4, Support::For, "I will translate the first three chapters."),
    (6, Support::Against, "Let us finish the first edition before."),
];

/// The scenario. `genesis` is the start of the community, `seed` gives the keys.
pub fn scenario(seed: B256, founding_key: Address, attester: Address, genesis: u64) -> anyhow::Result<Scenario> {
    let slug: Slug = SLUG.parse()?;
    let blueprint = Blueprint {
        founding_key,
        attester,
        charter: "We write a manual together, under CC BY-SA. We are patient with newcomers. Work counts when \
                  somebody else confirms it."
            .to_owned(),
        ..Blueprint::standard(slug, "The Manual".to_owned(), genesis)
    };
    let people = PEOPLE.iter().enumerate().map(|(index, (name, lanes, _))| person(seed, index, name, lanes));
    let people = people.collect::<anyhow::Result<Vec<_>>>()?;
    let mut steps = founding(genesis, people.len());
    for epoch in 0..EPOCHS {
        steps.extend(work(&blueprint, epoch, genesis + AGE)?);
    }
    for epoch in 0..EPOCHS - 1 {
        steps.extend(payday(&blueprint, epoch, &people));
    }
    steps.extend(vote(genesis));
    steps.sort_by_key(|(time, _)| *time);
    Ok(Scenario { name: "demo".to_owned(), blueprint, people, steps })
}

fn person(seed: B256, index: usize, name: &str, lanes: &[u8]) -> anyhow::Result<Person> {
    let mut roles = if index == 0 { Roles::ORGANIZER } else { Roles::NONE };
    for lane in lanes {
        roles = roles.with(Roles::reviewer(Lane::new(*lane)?));
    }
    let key = keys::derived(seed, name);
    Ok(Person { name: name.to_owned(), key, id: MemberId::new(index as u64 + 1)?, roles, invited: index != 0 })
}

/// A voucher of the demonstration's organizer for visitors, as the code that goes into a link.
pub fn invitation(seed: B256, community: &Community, now: u64) -> anyhow::Result<SignedInvitation> {
    let invitation = typed_data::Invitation {
        issuer: U40::from(1),
        uses: 20,
        validFrom: U40::from(now - 3_600),
        validUntil: U40::from(now + 29 * DAY),
        salt: B256::from(U256::from(now)),
    };
    let domain = community.domain(community.contracts.membership);
    let organizer = keys::derived(seed, PEOPLE[0].0);
    let signature = organizer.sign_hash_sync(&typed_data::digest(&invitation, &domain))?;
    Ok(SignedInvitation { invitation, signature: signature.as_bytes().to_vec().into() })
}

fn founding(genesis: u64, people: usize) -> Vec<(u64, Step)> {
    let mut steps = vec![(genesis, Step::Deploy)];
    steps.extend((0..people).map(|index| (genesis + index as u64 * 600, Step::Join(index))));
    let reviewers = PEOPLE.iter().enumerate().filter(|(_, (_, lanes, _))| !lanes.is_empty());
    steps.extend(reviewers.map(|(index, _)| (genesis + DAY / 2, Step::Appoint(index))));
    steps.push((genesis + DAY, Step::Open));
    steps
}

/// One batch per source in the middle of each epoch, as far as time has come.
fn work(blueprint: &Blueprint, epoch: u32, now: u64) -> anyhow::Result<Vec<(u64, Step)>> {
    let mut steps = Vec::new();
    for (number, (source, lane)) in SOURCES.iter().enumerate() {
        let time = blueprint.calendar.start_of(epoch) + (8 + number as u64) * DAY / if epoch == 2 { 2 } else { 1 };
        let mut items = Vec::new();
        for (index, (_, _, tendency)) in PEOPLE.iter().enumerate() {
            // A little variety from one epoch to the next, the same in every demonstration.
            let times = if tendency[number] == 0 { 0 } else { 1 + (index as u64 + u64::from(epoch)) % 3 };
            for _ in 0..times {
                items.push(Item {
                    member: MemberId::new(index as u64 + 1)?,
                    lane: Lane::new(*lane)?,
                    points: tendency[number],
                    kind: 0,
                    sequence: u64::from(epoch) * ITEMS_PER_SOURCE + items.len() as u64,
                });
            }
        }
        let approvers = reviewers_of(*lane);
        if time <= now {
            steps.push((time, Step::Record(Recording { epoch, source: *source, items, approvers })));
        }
    }
    Ok(steps)
}

fn reviewers_of(lane: u8) -> Vec<usize> {
    PEOPLE.iter().enumerate().filter(|(_, (_, lanes, _))| lanes.contains(&lane)).map(|(index, _)| index).collect()
}

/// Money comes in before the epoch ends; once it is final everybody gets reputation, and most take their share.
fn payday(blueprint: &Blueprint, epoch: u32, people: &[Person]) -> Vec<(u64, Step)> {
    let is_final = blueprint.calendar.final_at(epoch);
    let ids: Vec<MemberId> = people.iter().map(|person| person.id).collect();
    let takers = if epoch == 0 { ids.clone() } else { ids[..5].to_vec() };
    vec![
        (blueprint.calendar.end_of(epoch) - DAY, Step::Fund { epoch, amount: U256::from(1_000) * U256::from(COIN) }),
        (is_final, Step::Mint(epoch)),
        (is_final, Step::Settle(epoch, ids)),
        (is_final + DAY / 2, Step::Claim(epoch, takers)),
    ]
}

/// A proposal from two days ago, open for four more, with some votes.
fn vote(genesis: u64) -> Vec<(u64, Step)> {
    let proposed = genesis + AGE - 2 * DAY;
    let proposer = 5;
    let mut steps = vec![(proposed, Step::Propose { proposer, description: PROPOSAL.to_owned() })];
    steps.extend(VOTES.iter().enumerate().map(|(number, (voter, support, reason))| {
        let time = proposed + DAY + (number as u64 + 1) * DAY / 8;
        let description = PROPOSAL.to_owned();
        (time, Step::Vote { voter: *voter, proposer, description, support: *support, reason: (*reason).to_owned() })
    }));
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_confirms_alone_what_they_did_and_nothing_lies_in_the_future() {
        let genesis = 1_000_000_000;
        let scenario = scenario(B256::ZERO, Address::ZERO, Address::ZERO, genesis).unwrap();
        for (time, step) in &scenario.steps {
            assert!(*time <= genesis + AGE, "{step:?}");
            if let Step::Record(recording) = step {
                for item in &recording.items {
                    let own = usize::try_from(item.member.get() - 1).unwrap();
                    assert!(recording.approvers.iter().any(|approver| *approver != own), "{item:?}");
                }
            }
        }
    }
}
