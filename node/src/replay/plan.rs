//! Turns a folder into a plan: a community, its people with their keys, and dated steps. Pure: no chain, no clock.

use std::collections::{BTreeMap, BTreeSet};

use alloy::primitives::{Address, B256, U256, keccak256, utils::parse_ether};
use anyhow::{Context, bail, ensure};
use palabre_contracts::{
    Item, Lane, Roles, Slug,
    bindings::{contributions::Contributions::Rules, distribution::Distribution::ShareRules},
    member::{Admission, MemberId},
    rules::{Calendar, LANE_MAX},
};

use super::folder::Folder;
use crate::{
    blueprint::Blueprint,
    keys,
    scenario::{Person, Recording, Scenario, Step},
};

const DAY: u64 = 86_400;
/// The peer recognitions themselves.
const RECOGNITION: u8 = 0;
/// Seats on the board.
const BOARD: u8 = 2;
/// Source of the recognitions, numbered by their rows.
const RECOGNITION_SOURCE: u32 = 1;
/// Source of the board's points, numbered by seats.
const BOARD_SOURCE: u32 = 2;
const KIND_RECOGNITION: u16 = 1;
const KIND_BOARD: u16 = 2;
/// People handled by one transaction when settling and claiming.
const CHUNK: usize = 50;

/// A folder as a scenario.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The data.
    pub folder: Folder,
    /// What is done with it.
    pub scenario: Scenario,
    /// Id that each pseudonym gets.
    pub ids: BTreeMap<Address, MemberId>,
    /// The pool in wei.
    pub pool: U256,
}

/// Somebody of a round, before they are given a key.
struct Participant {
    pseudonym: Address,
    roles: Roles,
    has_wallet: bool,
}

impl Plan {
    /// Makes the plan. `seed` gives the keys.
    pub fn new(folder: Folder, seed: B256, founding: Address) -> anyhow::Result<Self> {
        let slug = slug_of(&folder.name).with_context(|| {
            format!("the folder {} gives its name to a community; rename it", folder.path.display())
        })?;
        let seed = keccak256([seed.as_slice(), slug.as_str().as_bytes()].concat());
        let participants = participants(&folder)?;
        let pool = parse_ether(&folder.rules.pool)
            .with_context(|| format!("{}: the pool {} is no amount", folder.path.display(), folder.rules.pool))?;
        let blueprint = blueprint(&folder, slug, founding)?;
        let people = participants.iter().enumerate().map(|(index, who)| person(seed, index, who));
        let people = people.collect::<anyhow::Result<Vec<_>>>()?;
        let ids = participants.iter().zip(&people).map(|(who, person)| (who.pseudonym, person.id)).collect();
        let steps = Steps { folder: &folder, calendar: blueprint.calendar, participants: &participants, ids: &ids };
        let steps = steps.all(pool, blueprint.unclaimed_period)?;
        let scenario = Scenario { name: folder.name.clone(), blueprint, people, steps };
        Ok(Self { folder, scenario, ids, pool })
    }
}

fn person(seed: B256, index: usize, who: &Participant) -> anyhow::Result<Person> {
    let name = who.pseudonym.to_string();
    let key = keys::derived(seed, &name);
    Ok(Person { name, key, id: MemberId::new(index as u64 + 1)?, roles: who.roles, invited: false })
}

/// Receivers, givers, reviewers and board, the organizer first and the others in the order of their pseudonyms.
fn participants(folder: &Folder) -> anyhow::Result<Vec<Participant>> {
    let mut wallets: BTreeMap<Address, bool> = BTreeMap::new();
    let mut reviewers: BTreeSet<Address> = BTreeSet::new();
    for recognition in &folder.recognitions {
        *wallets.entry(recognition.receiver).or_default() |= recognition.receiver_has_wallet;
        wallets.entry(recognition.giver).or_default();
        reviewers.extend(&recognition.reviewers);
    }
    for reviewer in &reviewers {
        wallets.entry(*reviewer).or_default();
    }
    // Only rows about receivers say who has a wallet; the board is paid, so its members have one.
    wallets.extend(folder.rules.board.iter().map(|member| (*member, true)));
    let Some(organizer) = folder.rules.board.first().or(reviewers.first()).copied() else {
        bail!("{}: nobody could found the community: no reviewer and no board", folder.path.display());
    };
    let others = wallets.keys().copied().filter(|pseudonym| *pseudonym != organizer);
    std::iter::once(organizer)
        .chain(others)
        .enumerate()
        .map(|(index, pseudonym)| {
            let mut roles = if index == 0 { Roles::ORGANIZER } else { Roles::NONE };
            if reviewers.contains(&pseudonym) {
                roles = roles.with(Roles::reviewer(Lane::new(RECOGNITION)?)).with(Roles::reviewer(Lane::new(BOARD)?));
            }
            Ok(Participant { pseudonym, roles, has_wallet: wallets[&pseudonym] })
        })
        .collect()
}

fn blueprint(folder: &Folder, slug: Slug, founding_key: Address) -> anyhow::Result<Blueprint> {
    let times = folder.recognitions.iter().map(|recognition| recognition.time);
    let (first, last) = (times.clone().min().unwrap_or(0), times.max().unwrap_or(0));
    let length = (last - first + 1).div_ceil(DAY) * DAY;
    ensure!(
        length <= 92 * DAY,
        "{}: the recognitions span {} days; an epoch has at most 92. Split the folder.",
        folder.path.display(),
        length / DAY
    );
    let [contributors, reviewers, board] = folder.rules.shares_bps;
    Ok(Blueprint {
        admission: Admission::Open,
        founding_key,
        // The shortest times that the contracts allow: nobody is there to challenge history.
        calendar: Calendar { genesis: first, length, grace: DAY, challenge: 2 * DAY, resolve: 2 * DAY },
        rules: Rules {
            quorum: [1; 8],
            // Nothing is capped: the most that a lane holds.
            cap: [LANE_MAX; 8],
            budgetFloor: [LANE_MAX; 8],
            budgetBps: 0,
            attesterBudget: 0,
            activeAt: 10,
            voteLanes: 1 << RECOGNITION,
            activityLanes: 1 << RECOGNITION,
            activityCountsAll: true,
            policyHash: keccak256("score x 300"),
        },
        share_rules: ShareRules {
            reserveBps: 0,
            equalBps: 0,
            laneBps: [contributors, reviewers, board, 0, 0, 0, 0, 0],
            laneFloor: [0; 8],
            memberCapBps: 0,
            activityTarget: folder.rules.activity_target,
        },
        unclaimed_period: 60 * DAY,
        ..Blueprint::standard(slug, format!("Round {}", folder.rules.round), first)
    })
}

/// What the steps of a round are made of.
struct Steps<'a> {
    folder: &'a Folder,
    calendar: Calendar,
    participants: &'a [Participant],
    ids: &'a BTreeMap<Address, MemberId>,
}

impl Steps<'_> {
    fn all(&self, pool: U256, unclaimed_period: u64) -> anyhow::Result<Vec<(u64, Step)>> {
        let (start, end) = (self.calendar.genesis, self.calendar.end_of(0) - 1);
        let is_final = self.calendar.final_at(0);
        let everyone = 0..self.participants.len();
        let mut steps = vec![(start, Step::Deploy)];
        steps.extend(everyone.clone().map(|index| (start, Step::Join(index))));
        let appointed = everyone.filter(|index| self.participants[*index].roles != Roles::NONE);
        steps.extend(appointed.map(|index| (start, Step::Appoint(index))));
        steps.extend(self.recognition_batches()?);
        steps.extend(self.board_batch()?.map(|recording| (end, Step::Record(recording))));
        steps.push((end, Step::Fund { epoch: 0, amount: pool }));
        steps.push((is_final, Step::Mint(0)));
        steps.extend(self.chunks(|_| true).map(|ids| (is_final, Step::Settle(0, ids))));
        steps.extend(self.chunks(|who| who.has_wallet).map(|ids| (is_final, Step::Claim(0, ids))));
        steps.push((is_final + unclaimed_period, Step::Sweep(0)));
        Ok(steps)
    }

    /// Ids of those whom `include` takes, as many at a time as one transaction handles.
    fn chunks(&self, include: impl Fn(&Participant) -> bool) -> impl Iterator<Item = Vec<MemberId>> {
        let ids: Vec<MemberId> = self
            .participants
            .iter()
            .filter(|who| include(who))
            .filter_map(|who| self.ids.get(&who.pseudonym).copied())
            .collect();
        ids.chunks(CHUNK).map(<[MemberId]>::to_vec).collect::<Vec<_>>().into_iter()
    }

    /// One batch per set of reviewers: those who scored a recognition are those who sign for it. A batch is recorded
    /// at the time of its last recognition.
    fn recognition_batches(&self) -> anyhow::Result<Vec<(u64, Step)>> {
        let mut groups: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        for (row, recognition) in self.folder.recognitions.iter().enumerate() {
            let approvers = recognition.reviewers.iter().map(|who| self.index_of(*who)).collect::<Result<Vec<_>, _>>();
            let mut approvers = approvers?;
            approvers.sort_unstable();
            groups.entry(approvers).or_default().push(row);
        }
        let mut batches = Vec::new();
        for (approvers, rows) in groups {
            for rows in rows.chunks(Item::MAX_PER_BATCH) {
                let items = rows.iter().map(|row| self.recognition_item(*row)).collect::<Result<Vec<_>, _>>()?;
                let time = rows.iter().map(|row| self.folder.recognitions[*row].time).max().unwrap_or(0);
                let approvers = approvers.clone();
                batches
                    .push((time, Step::Record(Recording { epoch: 0, source: RECOGNITION_SOURCE, items, approvers })));
            }
        }
        batches.sort_by_key(|(time, _)| *time);
        Ok(batches)
    }

    fn recognition_item(&self, row: usize) -> anyhow::Result<Item> {
        let recognition = &self.folder.recognitions[row];
        ensure!(
            recognition.reviewers != [recognition.receiver],
            "{}, line {}: the receiver is the only reviewer; nobody confirms own work. Nothing of this folder was \
             recorded.",
            self.folder.path.join("recognitions.csv").display(),
            row + 2
        );
        Ok(Item {
            member: self.id_of(recognition.receiver)?,
            lane: Lane::new(RECOGNITION)?,
            points: recognition.points,
            kind: KIND_RECOGNITION,
            sequence: row as u64,
        })
    }

    /// One point per seat, signed by the first reviewer who does not sit on the board.
    fn board_batch(&self) -> anyhow::Result<Option<Recording>> {
        let board = &self.folder.rules.board;
        if board.is_empty() {
            return Ok(None);
        }
        let reviewer = Roles::reviewer(Lane::new(BOARD)?);
        let may_sign = |who: &Participant| who.roles.holds(reviewer) && !board.contains(&who.pseudonym);
        let Some(signer) = self.participants.iter().position(may_sign) else {
            bail!("{}: every reviewer sits on the board; nobody can confirm its points", self.folder.path.display());
        };
        let seats = board.iter().enumerate().map(|(seat, member)| {
            let member = self.id_of(*member)?;
            Ok(Item { member, lane: Lane::new(BOARD)?, points: 1, kind: KIND_BOARD, sequence: seat as u64 })
        });
        let items = seats.collect::<anyhow::Result<Vec<_>>>()?;
        Ok(Some(Recording { epoch: 0, source: BOARD_SOURCE, items, approvers: vec![signer] }))
    }

    fn id_of(&self, pseudonym: Address) -> anyhow::Result<MemberId> {
        self.ids.get(&pseudonym).copied().with_context(|| format!("{pseudonym} is nobody"))
    }

    fn index_of(&self, pseudonym: Address) -> anyhow::Result<usize> {
        Ok(usize::try_from(self.id_of(pseudonym)?.get() - 1)?)
    }
}

/// The slug of a folder of recognitions, from its name.
fn slug_of(name: &str) -> anyhow::Result<Slug> {
    let cleaned: String =
        name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    Ok(cleaned.trim_matches('-').parse()?)
}
