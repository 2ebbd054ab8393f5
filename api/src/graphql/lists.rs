//! Lists of rows with the arguments that dashboards know.

use alloy::primitives::{Address, U256};
use futures::future::BoxFuture;
use palabre_contracts::{Electorate, Lane, MemberId};
use palabre_indexer::store::{
    BallotFilter, ContributionFilter, MemberFilter, MoneyFilter, Order, ProposalFilter, VoteToken,
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value as Json, json};

use super::row::Row;
use crate::{
    error::ApiError,
    http::{
        batches::Batches,
        claims::Claims,
        contributions::Contributions,
        epochs::{Epochs, Pool},
        list::{Key, List},
        members::{Members, role, status},
        proposals::{Proposals, house},
        scope::Scope,
        votes::AllVotes,
        wire::hex,
    },
};

/// Rows of a list without `first`.
pub(super) const FIRST: u64 = 100;
/// Most rows of a list.
pub(super) const MOST: u64 = 1000;
/// Most rows that are passed over; beyond, go on after an id.
const SKIP: u64 = 5000;

/// A list: what it is called, what it holds, how it is filtered and ordered, how it is read.
pub(super) struct ListField {
    pub(super) name: &'static str,
    pub(super) entity: &'static str,
    /// Fields of its `where`.
    pub(super) filters: &'static [(&'static str, &'static str)],
    /// What it can be ordered by, the default first.
    pub(super) orders: &'static [&'static str],
    pub(super) read: Read,
}

type Read = for<'a> fn(&'a Scope, Asked, Option<&'a Row>) -> BoxFuture<'a, Result<Vec<Row>, ApiError>>;

/// All lists.
pub(super) const LISTS: [ListField; 9] = [
    ListField {
        name: "members",
        entity: "Member",
        filters: &[
            ("id", "ID"),
            ("id_gt", "ID"),
            ("id_lt", "ID"),
            ("status", "MemberStatus"),
            ("unit", "Boolean"),
            ("role", "String"),
            ("wallet", "Bytes"),
        ],
        orders: &["id"],
        read: |scope, asked, _| Box::pin(members(scope, asked)),
    },
    ListField {
        name: "contributions",
        entity: "Contribution",
        filters: &[
            ("id_gt", "ID"),
            ("id_lt", "ID"),
            ("member", "ID"),
            ("epoch", "Int"),
            ("lane", "Int"),
            ("source", "Int"),
            ("batch", "ID"),
        ],
        orders: &["id"],
        read: |scope, asked, parent| Box::pin(contributions(scope, asked, parent)),
    },
    ListField {
        name: "batches",
        entity: "Batch",
        filters: &[("id_gt", "ID"), ("id_lt", "ID"), ("epoch", "Int")],
        orders: &["id"],
        read: |scope, asked, parent| Box::pin(batches(scope, asked, parent)),
    },
    ListField {
        name: "epochs",
        entity: "Epoch",
        filters: &[],
        orders: &["id"],
        read: |scope, asked, _| Box::pin(epochs(scope, asked)),
    },
    ListField {
        name: "pools",
        entity: "Pool",
        filters: &[("epoch", "Int"), ("token", "Bytes")],
        orders: &["epoch"],
        read: |scope, asked, parent| Box::pin(pools(scope, asked, parent)),
    },
    ListField {
        name: "claims",
        entity: "Claim",
        filters: &[("id_gt", "ID"), ("id_lt", "ID"), ("member", "ID"), ("epoch", "Int"), ("token", "Bytes")],
        orders: &["claimedAt", "id"],
        read: |scope, asked, parent| Box::pin(claims(scope, asked, parent)),
    },
    ListField {
        name: "proposals",
        entity: "Proposal",
        filters: &[("house", "House"), ("state", "ProposalState"), ("member", "ID")],
        orders: &["createdAt"],
        read: |scope, asked, _| Box::pin(proposals(scope, asked)),
    },
    ListField {
        name: "votes",
        entity: "Vote",
        filters: &[("id_gt", "ID"), ("id_lt", "ID"), ("house", "House"), ("proposalId", "Bytes"), ("voter", "Bytes")],
        orders: &["castAt", "id"],
        read: |scope, asked, parent| Box::pin(votes(scope, asked, parent)),
    },
    ListField {
        name: "delegates",
        entity: "Delegate",
        filters: &[("house", "House")],
        orders: &["votes"],
        read: |scope, asked, _| Box::pin(delegates(scope, asked)),
    },
];

/// The arguments of a list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Asked {
    first: Option<i64>,
    skip: Option<i64>,
    #[serde(rename = "where")]
    filter: Option<Json>,
    order_direction: Option<String>,
    /// The block that the answer is to reflect.
    pub(super) block: Option<BlockWish>,
}

/// The block that an answer is to reflect.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct BlockWish {
    number: Option<u64>,
    number_gte: Option<u64>,
    hash: Option<String>,
}

impl BlockWish {
    /// Only the block that the mirror reflects can be answered for.
    pub(super) fn check(&self, scope: &Scope) -> Result<(), ApiError> {
        let (number, hash) = (scope.block.block_number, hex(scope.block.block_hash));
        let other = self.number.is_some_and(|wanted| wanted != number)
            || self.hash.as_ref().is_some_and(|wanted| !wanted.eq_ignore_ascii_case(&hash));
        let later = self.number_gte.is_some_and(|wanted| wanted > number);
        match (other, later) {
            (false, false) => Ok(()),
            (_, true) => Err(ApiError::unavailable(
                "not_indexed_yet",
                format!("block {number} is the latest that is indexed"),
                "Retry in a few seconds.",
            )),
            (true, _) => Err(ApiError::refused(
                "block_not_kept",
                format!("answers are kept for block {number} only"),
                "Leave `block` out, or ask for the block that `_meta` names.",
            )),
        }
    }
}

/// Filters of all lists; each list has some of them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Filter {
    id: Option<String>,
    id_gt: Option<String>,
    id_lt: Option<String>,
    status: Option<String>,
    unit: Option<bool>,
    role: Option<String>,
    wallet: Option<String>,
    member: Option<String>,
    epoch: Option<u32>,
    lane: Option<u8>,
    source: Option<u32>,
    batch: Option<String>,
    token: Option<String>,
    house: Option<String>,
    state: Option<String>,
    #[serde(rename = "proposalId")]
    proposal_id: Option<String>,
    voter: Option<String>,
}

impl Asked {
    pub(super) fn parse<T: DeserializeOwned>(arguments: Json) -> Result<T, ApiError> {
        serde_json::from_value(arguments)
            .map_err(|error| ApiError::invalid(error, "See the schema for the arguments of this field."))
    }

    fn filter(&self) -> Result<Filter, ApiError> {
        self.filter.clone().map_or_else(|| Ok(Filter::default()), Self::parse)
    }

    fn order(&self) -> Order {
        if self.order_direction.as_deref() == Some("desc") { Order::Newest } else { Order::Oldest }
    }

    /// How many rows to pass over and to give.
    fn window(&self) -> Result<(usize, usize), ApiError> {
        let first = u64::try_from(self.first.unwrap_or(FIRST as i64)).ok().filter(|first| (1..=MOST).contains(first));
        let first = first.ok_or_else(|| {
            ApiError::invalid("`first` is out of range", format!("Choose a `first` from 1 to {MOST}."))
        })?;
        let skip = u64::try_from(self.skip.unwrap_or(0)).ok().filter(|skip| *skip <= SKIP).ok_or_else(|| {
            ApiError::invalid(
                "`skip` is out of range",
                format!("Skip {SKIP} rows at most; go on after an id with `where: {{ id_gt: ... }}`."),
            )
        })?;
        Ok((skip as usize, first as usize))
    }

    /// The rows of a list.
    async fn read<L: List>(&self, scope: &Scope, list: L) -> Result<Vec<Row>, ApiError> {
        let (skip, first) = self.window()?;
        let filter = self.filter()?;
        let after = match (self.order(), &filter.id_gt, &filter.id_lt) {
            (_, None, None) => None,
            (Order::Oldest, Some(id), None) | (Order::Newest, None, Some(id)) => Some(key(id, L::PARTS)?),
            _ => {
                return Err(ApiError::invalid(
                    "the bound is on the wrong side of the order",
                    "Use `id_gt` with `orderDirection: asc`, `id_lt` with `orderDirection: desc`.",
                ));
            }
        };
        let rows = list.chunk(scope, after, (skip + first) as u32).await?;
        let id = |key: &Key| key[..L::PARTS].iter().map(u64::to_string).collect::<Vec<_>>().join("-");
        rows.iter().skip(skip).map(|(key, item)| Row::new(&id(key), item)).collect()
    }

    /// The window of rows that were read whole.
    fn cut(&self, mut rows: Vec<Row>) -> Result<Vec<Row>, ApiError> {
        let (skip, first) = self.window()?;
        if self.order() == Order::Newest {
            rows.reverse();
        }
        Ok(rows.into_iter().skip(skip).take(first).collect())
    }
}

fn key(id: &str, parts: usize) -> Result<Key, ApiError> {
    let numbers: Option<Vec<u64>> = id.split('-').map(|part| part.parse::<u32>().ok().map(u64::from)).collect();
    let numbers = numbers.filter(|numbers| numbers.len() == parts).ok_or_else(|| bad("id", id))?;
    let mut key = Key::default();
    key[..parts].copy_from_slice(&numbers);
    Ok(key)
}

fn bad(what: &str, text: &str) -> ApiError {
    ApiError::invalid(format!("{text:?} is no `{what}`"), "Take it from an answer as it is.")
}

fn member_of(text: &str) -> Result<MemberId, ApiError> {
    text.parse::<u64>().ok().and_then(|id| MemberId::new(id).ok()).ok_or_else(|| bad("member", text))
}

fn address(what: &str, text: &str) -> Result<Address, ApiError> {
    text.parse().map_err(|_| bad(what, text))
}

/// The member that a nested list is about.
fn of_member(parent: Option<&Row>) -> Option<MemberId> {
    parent
        .filter(|row| row.text("wallet").is_some())
        .and_then(|row| row.text("id")?.parse().ok().map(MemberId::new)?.ok())
}

/// The epoch that a nested list is about.
fn of_epoch(parent: Option<&Row>) -> Option<u32> {
    parent.filter(|row| row.text("finality").is_some()).and_then(|row| u32::try_from(row.number("epoch")?).ok())
}

async fn members(scope: &Scope, asked: Asked) -> Result<Vec<Row>, ApiError> {
    let filter = asked.filter()?;
    let one = match (&filter.id, &filter.wallet) {
        (Some(id), _) => Some(scope.store.member(scope.slug(), member_of(id)?).await?),
        (None, Some(wallet)) => Some(scope.store.member_by_wallet(scope.slug(), address("wallet", wallet)?).await?),
        (None, None) => None,
    };
    if let Some(one) = one {
        let row = |member: palabre_indexer::store::Member| {
            Row::new(&member.member_id.get().to_string(), &crate::http::members::Member::from(member))
        };
        return asked.cut(one.map(row).into_iter().collect::<Result<_, _>>()?);
    }
    let roles = filter.role.map(role).transpose()?.unwrap_or_default();
    let status = filter.status.as_deref().map(status).transpose()?;
    let list = Members { filter: MemberFilter { status, unit: filter.unit, roles }, order: asked.order() };
    asked.read(scope, list).await
}

async fn contributions(scope: &Scope, asked: Asked, parent: Option<&Row>) -> Result<Vec<Row>, ApiError> {
    let filter = asked.filter()?;
    let batch = filter.batch.as_deref().map(|id| id.parse::<u64>().map_err(|_| bad("batch", id))).transpose()?;
    let of_batch =
        parent.filter(|row| row.text("evidence_root").is_some()).and_then(|row| row.text("id")?.parse().ok());
    let kept = ContributionFilter {
        member: of_member(parent)
            .map_or_else(|| filter.member.as_deref().map(member_of).transpose(), |id| Ok(Some(id)))?,
        epoch: of_epoch(parent).or(filter.epoch),
        lane: filter.lane.map(|lane| Lane::new(lane).map_err(|_| bad("lane", &lane.to_string()))).transpose()?,
        source: filter.source,
        batch: of_batch.or(batch),
    };
    asked.read(scope, Contributions { filter: kept, order: asked.order() }).await
}

async fn batches(scope: &Scope, asked: Asked, parent: Option<&Row>) -> Result<Vec<Row>, ApiError> {
    let epoch = of_epoch(parent).or(asked.filter()?.epoch);
    asked.read(scope, Batches { epoch, order: asked.order() }).await
}

async fn epochs(scope: &Scope, asked: Asked) -> Result<Vec<Row>, ApiError> {
    // One row an epoch: there are few, and the list is read from its end.
    let all = Epochs.chunk(scope, None, u32::MAX).await?;
    let rows: Result<Vec<Row>, ApiError> =
        all.iter().rev().map(|(key, item)| Row::new(&key[0].to_string(), item)).collect();
    asked.cut(rows?)
}

async fn pools(scope: &Scope, asked: Asked, parent: Option<&Row>) -> Result<Vec<Row>, ApiError> {
    let filter = asked.filter()?;
    let token = filter.token.as_deref().map(|token| address("token", token)).transpose()?;
    let epoch = of_epoch(parent).or(filter.epoch);
    let mut rows = Vec::new();
    for pool in scope.store.pools(scope.slug(), epoch).await? {
        if token.is_none_or(|token| token == pool.token) {
            let (epoch, id) = (pool.epoch, format!("{}-{}", pool.epoch, hex(pool.token)));
            let mut fields = serde_json::to_value(Pool::from(pool)).map_err(ApiError::internal)?;
            fields["epoch"] = epoch.into();
            rows.push(Row::new(&id, &fields)?);
        }
    }
    rows.reverse();
    asked.cut(rows)
}

async fn claims(scope: &Scope, asked: Asked, parent: Option<&Row>) -> Result<Vec<Row>, ApiError> {
    let filter = asked.filter()?;
    let member =
        of_member(parent).map_or_else(|| filter.member.as_deref().map(member_of).transpose(), |id| Ok(Some(id)))?;
    let token = filter.token.as_deref().map(|token| address("token", token)).transpose()?;
    let kept = MoneyFilter { token, epoch: of_epoch(parent).or(filter.epoch), member };
    asked.read(scope, Claims { filter: kept, order: asked.order() }).await
}

async fn proposals(scope: &Scope, asked: Asked) -> Result<Vec<Row>, ApiError> {
    let filter = asked.filter()?;
    let kept = ProposalFilter {
        house: filter.house.as_deref().map(house).transpose()?,
        member: filter.member.as_deref().map(member_of).transpose()?,
    };
    let (skip, first) = asked.window()?;
    let list = Proposals { filter: kept, state: filter.state, order: asked.order() };
    let rows = list.chunk(scope, None, (skip + first) as u32).await?;
    rows.iter().skip(skip).map(|(_, item)| super::links::proposal_row(item)).collect()
}

async fn votes(scope: &Scope, asked: Asked, parent: Option<&Row>) -> Result<Vec<Row>, ApiError> {
    let filter = asked.filter()?;
    let number = |text: &str| text.parse::<U256>().map_err(|_| bad("proposalId", text));
    let mut kept = BallotFilter {
        house: filter.house.as_deref().map(house).transpose()?,
        proposal: filter.proposal_id.as_deref().map(number).transpose()?,
        voter: filter.voter.as_deref().map(|voter| address("voter", voter)).transpose()?,
        support: None,
    };
    if let Some(proposal) = parent.and_then(|row| row.text("_id")) {
        kept.proposal = Some(number(proposal)?);
        kept.house = parent.and_then(|row| row.text("house")).map(house).transpose()?;
    }
    if let Some(wallet) = parent.and_then(|row| row.text("wallet")) {
        kept.voter = Some(address("voter", wallet)?);
    }
    asked.read(scope, AllVotes { filter: kept, order: asked.order() }).await
}

async fn delegates(scope: &Scope, asked: Asked) -> Result<Vec<Row>, ApiError> {
    let house = asked.filter()?.house.as_deref().map(house).transpose()?.unwrap_or(Electorate::Members);
    let (skip, first) = asked.window()?;
    if asked.order_direction.as_deref() == Some("asc") {
        let next_step = "Leave `orderDirection` out, or choose `desc`.";
        return Err(ApiError::invalid("delegates are listed with most votes first only", next_step));
    }
    let rows = scope.store.delegates(scope.slug(), VoteToken::from(house), (skip + first) as u32).await?;
    let row = |power: &palabre_indexer::store::VotingPower| {
        let (wallet, votes) = (hex(power.wallet), power.votes.to_string());
        Row::new(&format!("{house}-{wallet}"), &json!({ "wallet": wallet, "house": house.as_str(), "votes": votes }))
    };
    rows.iter().skip(skip).map(row).collect()
}
