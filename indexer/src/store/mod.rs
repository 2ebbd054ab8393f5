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
mod value;
mod votes;
mod wallets;
pub(crate) mod write;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use sqlx::{
    FromRow, SqliteConnection, SqlitePool,
    error::ErrorKind,
    migrate::{MigrateError, Migrator},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous},
};

use self::value::Value;
pub use self::{
    applications::{Application, ApplicationFilter, ApplicationStatus},
    communities::{CommunityState, Constants, Followed, Overview},
    contributions::{Batch, Contribution, ContributionFilter},
    cursor::BlockRef,
    disputes::{Challenge, ChallengeFilter, ChallengeStatus, ChallengeVote, Debit, DebitVote, TakenBack, TakenFilter},
    epochs::{EpochSummary, LedgerRulesVersion, MemberEpoch, MemberPoints, ShareRulesVersion},
    events::{EventFilter, StoredEvent},
    guardian::{GuardianAct, GuardianActKind, GuardianTerm},
    history::EpochHistory,
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
    votes::{Ballot, BallotFilter, Delegation, VoteToken, VotingPower},
    wallets::{MoveCause, Recovery, RecoveryApproval, RecoveryFilter, RecoveryStatus, WalletMove},
};
pub(crate) use self::{
    communities::{insert_chain, insert_community},
    cursor::{ContractCode, Height},
    lease::Lease,
};

static MIGRATOR: Migrator =
    Migrator { table_name: std::borrow::Cow::Borrowed("_mirror_migrations"), ..sqlx::migrate!("./migrations") };

/// What went wrong in the database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or the disk did; retrying may help.
    #[error("the database: {0}; check free space and permissions of its folder")]
    Database(sqlx::Error),
    /// An event says what was said before; retrying is of no use.
    #[error("an event contradicts the mirror: {0}; rebuild it with `palabre reindex`")]
    Contradiction(sqlx::Error),
    /// The file was written by another version of the program.
    #[error("the tables of the mirror cannot be brought up to date: {0}; rebuild them with `palabre reindex`")]
    Migration(#[from] MigrateError),
    /// The cursor is not where this writer left it.
    #[error("another indexer writes to this database (cursor of {community} moved): stop one of the two")]
    AnotherWriter {
        /// Whose cursor.
        community: String,
    },
    /// Another process writes; it may end.
    #[error(
        "another process writes to this database (it holds {path}): one of the two must stop; this one goes on when the \
         other one ends"
    )]
    Leased {
        /// The lock.
        path: PathBuf,
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

/// The mirror: one SQLite file, read by many, written by one.
#[derive(Clone, Debug)]
pub struct Store {
    readers: SqlitePool,
    writer: SqlitePool,
    /// Where the file is, one name of several; none in memory.
    path: Option<PathBuf>,
    /// How to open another connection to the file; none in memory.
    file: Option<SqliteConnectOptions>,
}

impl Store {
    /// Opens or creates the file and brings its tables up to date.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .foreign_keys(false)
            .busy_timeout(Duration::from_secs(30));
        let writer = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        MIGRATOR.run(&writer).await?;
        write::bring_up_to_date(&writer).await?;
        let readers = SqlitePoolOptions::new().max_connections(8).connect_with(options.clone()).await?;
        // One file may have several names.
        let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        Ok(Self { readers, writer, path: Some(path), file: Some(options) })
    }

    /// A mirror for tests that ends with the value.
    ///
    /// It has one connection: a transaction that stays open blocks every other query.
    pub async fn in_memory() -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new().in_memory(true).foreign_keys(false);
        let pool = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options)
            .await?;
        MIGRATOR.run(&pool).await?;
        write::bring_up_to_date(&pool).await?;
        Ok(Self { readers: pool.clone(), writer: pool, path: None, file: None })
    }

    /// The mirror as it is now, however it moves meanwhile: for reads that take longer than a block. The file keeps
    /// what such a view needs, so hold it for minutes at most. A mirror in memory answers itself.
    pub async fn snapshot(&self) -> Result<Self, StoreError> {
        let Some(file) = &self.file else { return Ok(self.clone()) };
        // One connection that stays inside one transaction; SQLite fixes what it sees at its first read.
        let still = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .after_connect(|connection, _| {
                Box::pin(async move {
                    sqlx::query("BEGIN").execute(&mut *connection).await?;
                    sqlx::query("SELECT COUNT(*) FROM cursors").execute(&mut *connection).await?;
                    Ok(())
                })
            })
            .connect_with(file.clone().read_only(true))
            .await?;
        Ok(Self { readers: still, writer: self.writer.clone(), path: self.path.clone(), file: self.file.clone() })
    }

    /// Connections to the file, for tables of others that live in it. Begin each writing transaction with its write.
    pub fn pool(&self) -> &SqlitePool {
        &self.readers
    }

    /// Closes all connections; unfinished reads end first.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    pub(crate) fn writer(&self) -> &SqlitePool {
        &self.writer
    }

    async fn one<T>(&self, sql: &'static str, values: Vec<Value>) -> Result<Option<T>, StoreError>
    where
        T: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        let query = values.into_iter().fold(sqlx::query_as(sql), |query, value| query.bind(value));
        Ok(query.fetch_optional(&self.readers).await?)
    }

    async fn all<T>(&self, sql: &'static str, values: Vec<Value>) -> Result<Vec<T>, StoreError>
    where
        T: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        let query = values.into_iter().fold(sqlx::query_as(sql), |query, value| query.bind(value));
        Ok(query.fetch_all(&self.readers).await?)
    }
}

/// Runs one statement of the writer; the answer is the number of rows it touched.
pub(crate) async fn execute(
    connection: &mut SqliteConnection,
    sql: &'static str,
    values: Vec<Value>,
) -> Result<u64, StoreError> {
    let query = values.into_iter().fold(sqlx::query(sql), |query, value| query.bind(value));
    Ok(query.execute(connection).await?.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_snapshot_stands_still_while_the_mirror_moves() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("mirror.sqlite")).await.expect("a new file opens");
        let slug = "demo".parse().expect("a valid case");
        let move_to = async |block: i64| {
            let query = sqlx::query("INSERT OR REPLACE INTO cursors VALUES ('demo', 1, $1, $2, 0)");
            query.bind(block).bind(vec![0u8; 32]).execute(store.writer()).await.expect("a cursor moves");
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
