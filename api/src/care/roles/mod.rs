//! Roles and groups of the tools, as the community decided: what follows from the chain is compared with what each tool
//! shows, again and again.
//!
//! `decide` is pure: members, links and what the tool shows go in, steps come out. Here they are taken, and each round is
//! written down with what it found. A round is not made from a mirror that is behind.

mod decide;
mod store;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, time::Duration};

use palabre_contracts::{MemberId, Slug};
use palabre_indexer::store::{Member, MemberStatus};
use tokio::time::Instant;

pub use self::decide::Difference;
use self::{
    decide::{Scene, Standing, Step, plan},
    store::Book,
};
use super::{Care, people, settings::RoleRule};
use crate::{
    connectors::{Connector, Trouble},
    error::ApiError,
    http::members::live,
};

/// Differences that are written down of one round.
const SHOWN: usize = 500;
/// The clock is looked at this often.
const PATIENCE: Duration = Duration::from_secs(1);

/// How a round is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoundWish {
    /// Only says what it would do.
    pub dry: bool,
    /// Takes as many roles as the rules say, also above the brake.
    pub anyway: bool,
}

/// A round that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleRun {
    /// The tool.
    pub source: String,
    /// Unix time.
    pub started_at: u64,
    /// Unix time.
    pub ended_at: u64,
    /// Whether nothing was changed on purpose.
    pub dry: bool,
    /// Roles that were given.
    pub given: u64,
    /// Roles that were taken.
    pub taken: u64,
    /// Roles that the tool did not give or take.
    pub refused: u64,
    /// What was otherwise than decided, at most 500 accounts.
    pub differences: Vec<Difference>,
    /// Why the round ended early.
    pub error: Option<String>,
    /// Seconds that the tool asked to wait before the next one.
    pub(crate) wait: Option<u64>,
}

/// What became of one account.
enum Changed {
    /// As decided, as far as the tool allows.
    Done,
    /// Not; others may.
    NotThis,
    /// The tool does nothing now.
    Stop,
}

impl RoleRun {
    fn begin(source: &str, now: u64, dry: bool) -> Self {
        Self {
            source: source.to_owned(),
            started_at: now,
            ended_at: now,
            dry,
            given: 0,
            taken: 0,
            refused: 0,
            differences: Vec::new(),
            error: None,
            wait: None,
        }
    }

    fn stopped(&mut self, trouble: &Trouble) {
        if let Trouble::Later { after, .. } = trouble {
            self.wait = *after;
        }
        self.error = Some(trouble.to_string());
    }

    fn note(&mut self, step: &Step, problem: Option<String>) {
        if self.differences.len() < SHOWN {
            self.differences.push(Difference {
                account: step.account.clone(),
                member: step.member.map(|member| member.get()),
                give: step.give.clone(),
                take: step.take.clone(),
                problem,
            });
        }
    }
}

impl Care {
    /// Makes rounds until the future is dropped.
    pub(super) async fn run_roles(self) {
        let mut next: BTreeMap<String, u64> = BTreeMap::new();
        loop {
            let now = self.0.clock.now();
            let due: Vec<String> =
                self.role_sources().filter(|source| next.get(source).is_none_or(|at| *at <= now)).collect();
            let rounds = due.iter().map(|source| self.round(source, self.wish()));
            for (source, made) in due.iter().zip(futures::future::join_all(rounds).await) {
                let wait = match made {
                    Ok(run) => run.wait,
                    Err(error) => {
                        tracing::warn!(%error, source, "roles could not be compared; it will be tried again");
                        None
                    }
                };
                next.insert(source.clone(), now + self.0.settings.rounds.every.max(wait.unwrap_or(0)));
            }
            tokio::select! {
                () = tokio::time::sleep(PATIENCE) => {}
                () = self.0.roles_asked.notified() => next.clear(),
            }
        }
    }

    /// Lets all tools be looked at now.
    pub fn ask_for_rounds(&self) {
        self.0.roles_asked.notify_one();
    }

    fn wish(&self) -> RoundWish {
        RoundWish { dry: self.0.settings.rounds.dry, anyway: false }
    }

    /// The tools that have rules and are connected.
    fn role_sources(&self) -> impl Iterator<Item = String> {
        let connected = self.0.tools.iter().map(|(source, _)| source);
        connected.filter(move |source| self.0.settings.rules_of(source).next().is_some()).map(str::to_owned)
    }

    /// Makes one round of a tool and writes it down. An error is ours; what the tool does not do stands in the round.
    pub async fn round(&self, source: &str, wish: RoundWish) -> Result<RoleRun, ApiError> {
        let Some((_, tool)) = self.0.tools.iter().find(|(name, _)| *name == source) else {
            return Err(unknown(source));
        };
        // Rounds of one tool follow each other: two at once would each see half of what the other does.
        let turn = self.0.rounds.get(source).ok_or_else(|| unknown(source))?.lock().await;
        let (connector, slug) = (tool.connector.as_ref(), &tool.community);
        let now = self.0.clock.now();
        let mut run = RoleRun::begin(source, now, wish.dry);
        if let Some(why) = self.mirror_is_behind() {
            run.error = Some(format!("nothing was compared: {why}"));
        } else {
            let rules: Vec<RoleRule> = self.0.settings.rules_of(source).cloned().collect();
            match connector.roles().await {
                Ok(actual) => {
                    let mut scene = self.scene(slug, source).await?;
                    scene.actual = actual;
                    let steps = plan(&rules, &scene, |wanted| connector.expressible(wanted));
                    self.take_steps(connector, steps, wish, &mut run).await?;
                }
                Err(trouble) => run.stopped(&trouble),
            }
        }
        run.ended_at = self.0.clock.now();
        Book::new(self.0.store.pool().clone()).record(&run).await?;
        drop(turn);
        Ok(run)
    }

    async fn take_steps(
        &self,
        connector: &dyn Connector,
        steps: Vec<Step>,
        wish: RoundWish,
        run: &mut RoleRun,
    ) -> Result<(), ApiError> {
        let (book, now) = (Book::new(self.0.store.pool().clone()), self.0.clock.now());
        let taking: usize = steps.iter().map(|step| step.take.len()).sum();
        let braked = taking > self.0.settings.rounds.brake && !wish.anyway;
        if braked {
            run.error = Some(format!(
                "{taking} roles would be taken at once, more than the brake allows: none was. Look at the differences; \
                 if they are right, make a round with `anyway`"
            ));
        }
        for step in steps {
            let same = step.give.is_empty() && step.take.is_empty();
            if wish.dry || (braked && !step.take.is_empty()) {
                if !same {
                    run.note(&step, braked.then(|| "the brake".to_owned()));
                }
                continue;
            }
            if !same {
                match self.change(connector, &step, run).await {
                    Changed::Done => {}
                    Changed::NotThis => continue,
                    Changed::Stop => break,
                }
            }
            if step.new {
                let decided = step.member.filter(|_| !step.decided.is_empty()).map(|member| (member, &step.decided));
                book.hold(&run.source, &step.account, decided, now).await?;
            }
        }
        Ok(())
    }

    /// Brings one account to what was decided.
    async fn change(&self, connector: &dyn Connector, step: &Step, run: &mut RoleRun) -> Changed {
        match connector.set_roles(&step.account, &step.wanted).await {
            Ok(change) => {
                run.given += change.added.len() as u64;
                run.taken += change.removed.len() as u64;
                run.refused += change.refused.len() as u64;
                let told: Vec<String> = change.refused.iter().map(|(role, why)| format!("{role}: {why}")).collect();
                run.note(step, (!told.is_empty()).then(|| told.join("; ")));
                Changed::Done
            }
            Err(trouble @ (Trouble::Refused { .. } | Trouble::Conflict { .. } | Trouble::Unsupported(_))) => {
                run.refused += (step.give.len() + step.take.len()) as u64;
                run.note(step, Some(trouble.to_string()));
                Changed::NotThis
            }
            Err(trouble) => {
                run.note(step, Some(trouble.to_string()));
                run.stopped(&trouble);
                Changed::Stop
            }
        }
    }

    /// What the rules of a tool look at, without the tool itself.
    async fn scene(&self, slug: &Slug, source: &str) -> Result<Scene, ApiError> {
        let linked = self.0.accounts.linked(slug).await?;
        let linked = linked.into_iter().filter(|link| link.source == source);
        let held = Book::new(self.0.store.pool().clone()).held(source).await?;
        Ok(Scene {
            members: self.standings(slug).await?,
            linked: linked.map(|link| (link.account, link.member)).collect(),
            held,
            strangers: self.0.settings.rounds.strangers,
            ..Scene::default()
        })
    }

    /// Every member as of one block.
    async fn standings(&self, slug: &Slug) -> Result<BTreeMap<MemberId, Standing>, ApiError> {
        let view = self.0.store.snapshot().await?;
        let followed = view.community(slug).await?.ok_or_else(|| not_indexed(slug))?;
        let head = view.cursor(slug).await?.ok_or_else(|| not_indexed(slug))?;
        let now = head.block_time.max(self.0.clock.now());
        let epoch = followed.constants.calendar.epoch_at(now);
        let units: BTreeMap<_, _> =
            view.reputation_balances(slug, u32::MAX).await?.into_iter().map(|row| (row.wallet, row.units)).collect();
        let standing = |row: &Member| {
            let suspended = row.suspended_until.is_some_and(|end| end > now);
            let held = units.get(&row.wallet).copied().unwrap_or_default();
            Standing {
                active: row.status == MemberStatus::Active && !suspended,
                roles: row.roles,
                reputation: live(held, followed.constants.growth, epoch).saturating_to(),
            }
        };
        Ok(people::members(&view, slug).await?.values().map(|row| (row.member_id, standing(row))).collect())
    }

    /// Why decisions from the mirror would be decisions about the past, if so.
    pub(super) fn mirror_is_behind(&self) -> Option<String> {
        let status = self.0.indexing.borrow();
        status.ready(Instant::now(), &status.config).err().map(|why| why.to_string())
    }

    /// The last rounds of a tool, latest first.
    pub async fn rounds(&self, source: &str, limit: u32) -> Result<Vec<RoleRun>, ApiError> {
        Book::new(self.0.store.pool().clone()).runs(source, limit).await
    }

    /// The tools of a community whose roles follow rules, with these.
    pub fn ruled(&self, community: &Slug) -> Vec<(String, Vec<RoleRule>)> {
        let sources = self.0.tools.iter().filter(|(_, tool)| tool.community == *community);
        let ruled = sources.map(|(source, _)| (source.to_owned(), self.0.settings.rules_of(source).cloned().collect()));
        ruled.filter(|(_, rules): &(String, Vec<RoleRule>)| !rules.is_empty()).collect()
    }

    pub(super) async fn forget_roles(&self, source: &str, account: &str) -> Result<(), ApiError> {
        Book::new(self.0.store.pool().clone()).forget(source, account).await
    }
}

fn unknown(source: &str) -> ApiError {
    ApiError::not_found(format!("no tool {source:?} is connected"), "GET .../tool-roles lists them.")
}

fn not_indexed(slug: &Slug) -> ApiError {
    ApiError::unavailable(
        "not_indexed_yet",
        format!("the community {slug} is not indexed yet"),
        "Retry in a few seconds; GET /readyz tells how far the indexer is.",
    )
}
