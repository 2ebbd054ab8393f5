//! All SQL of the mirror. Reads are methods of [`Store`]; writes belong to the writer alone and are `pub(crate)`.
//!
//! Every list is paged by key ([`Page`]); every amount is a [`U256`](alloy::primitives::U256); every row type has the
//! columns of its table as fields.

mod applications;
mod communities;
mod contributions;
mod cursor;
mod disputes;
mod epochs;
mod events;
mod export;
mod guardian;
mod history;
mod houses;
mod lease;
mod members;
mod opt_outs;
mod page;
mod points;
mod profile;
mod proposals;
mod reputation;
mod roles;
mod row;
mod safeguards;
mod shares;
mod votes;
mod wallets;
pub(crate) mod write;

use std::path::{Path, PathBuf};

use sqlx::{
    error::ErrorKind,
    migrate::{MigrateError, Migrator},
};

pub use self::{
    applications::{Application, ApplicationFilter, ApplicationStatus},
    communities::{CommunityState, Constants, Followed, Overview},
    contributions::{Batch, Contribution, ContributionFilter},
    cursor::BlockRef,
    disputes::{Challenge, ChallengeFilter, ChallengeStatus, ChallengeVote, Debit, DebitVote, TakenBack, TakenFilter},
    epochs::{EpochSummary, LedgerRulesVersion, MemberEpoch, MemberPoints, ShareRulesVersion},
    events::{EventFilter, EventKey, StoredEvent},
    guardian::{GuardianAct, GuardianActKind, GuardianTerm},
    history::{EpochHistory, HistoryItem},
    houses::{Anchor, DeploymentRow, HouseSetting, Operation, TimelockName},
    members::{Charter, CharterAcceptance, Invitation, Member, MemberFilter, MemberStatus},
    page::{ItemPlace, Order, Page, Place},
    points::{PointFilter, PointLife},
    profile::MemberProfile,
    proposals::{Proposal, ProposalFilter},
    reputation::{Forfeit, ReputationBalance, ReputationMint, Settlement},
    roles::RoleChange,
    safeguards::{Suspension, UnitRemoval},
    shares::{Claim, ClaimFailure, Funding, MoneyFilter, OptOut, Pool, ReserveWithdrawal, Token},
    votes::{Ballot, BallotFilter, Delegation, Lent, VoteToken, VotingPower},
    wallets::{MoveCause, Recovery, RecoveryApproval, RecoveryFilter, RecoveryStatus, WalletMove},
};
pub(crate) use self::{
    communities::{insert_chain, insert_community},
    cursor::{ContractCode, Height},
    lease::Lease,
};

pub(crate) use crate::sql::value;
use crate::sql::{self, ConnectError, Connection, FromRow, Location, Use, Value, migrate, query, query_as};

static MIGRATOR: Migrator =
    Migrator { table_name: std::borrow::Cow::Borrowed("_mirror_migrations"), ..sqlx::migrate!("./migrations") };

/// What went wrong in the database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or the disk did; retrying may help.
    #[error("the database: {0}; check that it runs, has free space, and may be written")]
    Database(sqlx::Error),
    /// An event says what was said before; retrying is of no use.
    #[error("an event contradicts the mirror: {0}; rebuild it with `palabre reindex`")]
    Contradiction(sqlx::Error),
    /// The database cannot be used.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// The file was written by another version of the program.
    #[error("the tables of the mirror cannot be brought up to date: {0}; rebuild them with `palabre reindex`")]
    Migration(#[from] MigrateError),
    /// The cursor is before where this writer left it: what was written last is lost, and is read from the chain again.
    #[error(
        "the database forgot the newest blocks of {community}, as a server does that crashed before it wrote them; they \
         are read again"
    )]
    Forgot {
        /// Whose cursor.
        community: String,
    },
    /// The cursor is beyond where this writer left it.
    #[error("another indexer writes to this database (cursor of {community} moved): stop one of the two")]
    AnotherWriter {
        /// Whose cursor.
        community: String,
    },
    /// Another process writes; it may end.
    #[error(
        "another process writes to this database (it holds {lock}): one of the two must stop; this one goes on when the \
         other one ends"
    )]
    Leased {
        /// What it holds.
        lock: String,
    },
    /// The lock cannot be taken.
    #[error("{path} cannot be locked: {problem}; the folder of the database must be writable and on a local disk")]
    Lease {
        /// The lock.
        path: PathBuf,
        /// Why not.
        problem: std::io::Error,
    },
    /// A stored log cannot be decoded any more.
    #[error("a stored event cannot be folded again: {0}; rebuild the mirror with `palabre reindex`")]
    StoredEvent(String),
    /// A number does not fit the mirror.
    #[error("{what} overflows: the chain's events contradict each other; rebuild the mirror with `palabre reindex`")]
    Sum {
        /// Which sum.
        what: &'static str,
    },
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error.as_database_error().map(|problem| problem.kind()) {
            None | Some(ErrorKind::Other) => Self::Database(error),
            Some(_) => Self::Contradiction(error),
        }
    }
}

/// The mirror: read by many, written by one.
#[derive(Clone, Debug)]
pub struct Store {
    readers: sql::Pool,
    writer: sql::Pool,
    /// How to open it once more; none in memory.
    location: Option<Location>,
}

impl Store {
    /// Opens or creates a file and brings its tables up to date.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        Self::connect(&Location::from(path)).await
    }

    /// Opens a file or connects to a server, and brings the tables up to date.
    pub async fn connect(location: &Location) -> Result<Self, StoreError> {
        location.check().await?;
        let writer = location.pool(Use::Mirror).await?;
        migrate(&writer, &MIGRATOR).await?;
        write::bring_up_to_date(&writer).await?;
        let readers = location.pool(Use::Everything).await?;
        // One file may have several names.
        let location = match location {
            Location::File(path) => Location::File(std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())),
            server => server.clone(),
        };
        Ok(Self { readers, writer, location: Some(location) })
    }

    /// A mirror for tests that ends with the value; [`testing`](crate::testing) opens one on either engine.
    ///
    /// It has one connection: a transaction that stays open blocks every other query.
    pub(crate) async fn in_memory() -> Result<Self, StoreError> {
        let pool = sql::memory().await?;
        migrate(&pool, &MIGRATOR).await?;
        write::bring_up_to_date(&pool).await?;
        Ok(Self { readers: pool.clone(), writer: pool, location: None })
    }

    /// The mirror as it is now, however it moves meanwhile: for reads that take longer than a block. The database keeps
    /// what such a view needs, so hold it for minutes at most. A mirror in memory answers itself.
    pub async fn snapshot(&self) -> Result<Self, StoreError> {
        let Some(location) = &self.location else { return Ok(self.clone()) };
        let readers = location.pool(Use::Still).await?;
        Ok(Self { readers, writer: self.writer.clone(), location: Some(location.clone()) })
    }

    /// Connections to the database, for tables of others that live in it. Begin each writing transaction with its write.
    pub fn pool(&self) -> &sql::Pool {
        &self.readers
    }

    /// Closes all connections; unfinished reads end first.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    async fn one<T: FromRow + 'static>(&self, sql: &'static str, values: Vec<Value>) -> Result<Option<T>, StoreError> {
        Ok(query_as(sql).bind_all(values).fetch_optional(&self.readers).await?)
    }

    async fn all<T: FromRow + 'static>(&self, sql: &'static str, values: Vec<Value>) -> Result<Vec<T>, StoreError> {
        Ok(query_as(sql).bind_all(values).fetch_all(&self.readers).await?)
    }
}

/// Runs one statement of the writer; the answer is the number of rows it touched.
pub(crate) async fn execute(
    connection: &mut Connection,
    sql: &'static str,
    values: Vec<Value>,
) -> Result<u64, StoreError> {
    Ok(query(sql).bind_all(values).execute(connection).await?.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_snapshot_stands_still_while_the_mirror_moves() {
        let place = crate::testing::Place::new().await;
        let store = place.open().await;
        let slug = "demo".parse().expect("a valid case");
        let move_to = async |block: i64| {
            let query = query(
                "INSERT INTO cursors VALUES ('demo', 1, $1, $2, 0)
                ON CONFLICT (community) DO UPDATE SET block_number = excluded.block_number",
            );
            query.bind(block).bind(vec![0u8; 32]).execute(store.pool()).await.expect("a cursor moves");
        };
        move_to(1).await;
        let still = store.snapshot().await.expect("a view of the file");
        move_to(2).await;
        for _ in 0..3 {
            let seen = still.cursor(&slug).await.expect("a cursor").expect("a cursor");
            assert_eq!(seen.block_number, 1);
        }
        assert_eq!(store.cursor(&slug).await.expect("a cursor").expect("a cursor").block_number, 2);
    }
}
