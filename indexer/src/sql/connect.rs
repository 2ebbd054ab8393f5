//! Where the database is, and what is wrong when it cannot be used.

use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use sqlx::{
    ConnectOptions, Connection as _, PgConnection,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{File, Pool, readers::Readers};

/// The oldest PostgreSQL that is still maintained and tried.
const OLDEST: i32 = 13;

/// Where a database is: `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/DATABASE`.
#[derive(Clone)]
pub enum Location {
    /// A file of SQLite.
    File(PathBuf),
    /// A server of PostgreSQL.
    Server(Box<PgConnectOptions>),
}

/// Why a database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// Not a location.
    #[error("{0}; expected sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE")]
    Url(String),
    /// Nobody answers.
    #[error("PostgreSQL at {place} does not answer: {problem}; is it running, and are host and port right?")]
    Unreachable {
        /// Which server and database.
        place: String,
        /// What the system says.
        problem: sqlx::Error,
    },
    /// The server says no.
    #[error("PostgreSQL at {place} refuses: {problem}; {next}")]
    Refused {
        /// Which server and database.
        place: String,
        /// What it says.
        problem: sqlx::Error,
        /// What to do.
        next: &'static str,
    },
    /// It answers, but will not do.
    #[error("the database at {place} cannot be used: {problem}")]
    Unfit {
        /// Which server and database.
        place: String,
        /// What is wrong, and what to do.
        problem: String,
    },
}

impl FromStr for Location {
    type Err = ConnectError;

    fn from_str(url: &str) -> Result<Self, ConnectError> {
        let server = || url.starts_with("postgres://") || url.starts_with("postgresql://");
        match url.strip_prefix("sqlite:") {
            Some("") => Err(ConnectError::Url("the URL of the database names no file".to_owned())),
            Some(path) => Ok(Self::File(PathBuf::from(path.strip_prefix("//").unwrap_or(path)))),
            None if server() => match PgConnectOptions::from_str(url) {
                Ok(options) => Ok(Self::Server(Box::new(options.application_name("palabre")))),
                // The URL may hold a password, and the problem may quote it.
                Err(_) => Err(ConnectError::Url("the URL of the database cannot be read".to_owned())),
            },
            None => Err(ConnectError::Url("this is no URL of a database".to_owned())),
        }
    }
}

impl From<&Path> for Location {
    fn from(path: &Path) -> Self {
        Self::File(path.to_owned())
    }
}

/// Without the password.
impl fmt::Display for Location {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(out, "sqlite:{}", path.display()),
            Self::Server(options) => write!(out, "{}", place(options)),
        }
    }
}

/// Without the password too: a [`Store`](crate::Store) and whatever holds one is printed in logs and panics.
impl fmt::Debug for Location {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Location({self})")
    }
}

/// Whether the database is away for a moment: whoever asked may ask again.
pub fn is_away(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed => true,
        // Connection problems, too many connections, shutdown, a server that starts, a primary that became a standby.
        sqlx::Error::Database(problem) => problem.code().is_some_and(|code| {
            code.len() == 5 && (code.starts_with("08") || code.starts_with("57P") || code == "53300" || code == "25006")
        }),
        _ => false,
    }
}

/// What a pool is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// Reads, and tables that cannot be rebuilt.
    Everything,
    /// The mirror: one connection. What the last moments before a power cut wrote is read from the chain again.
    Mirror,
    /// One view that does not move.
    Still,
}

impl Location {
    /// Connections for a use. Those to a server are made when they are needed, except that of a view that stands still.
    pub(crate) async fn pool(&self, purpose: Use) -> sqlx::Result<Pool> {
        match self {
            Self::File(path) => file_pool(path, purpose).await,
            Self::Server(options) => Ok(Pool::Postgres(server_pool(options, purpose).await?)),
        }
    }

    /// Whether the database can be used, and if not, what to do about it.
    pub(crate) async fn check(&self) -> Result<(), ConnectError> {
        let Self::Server(options) = self else { return Ok(()) };
        let place = place(options);
        let mut connection = options.connect().await.map_err(|problem| refused(place.clone(), problem))?;
        let unfit = look(&mut connection).await.map_err(|problem| refused(place.clone(), problem))?;
        connection.close().await.ok();
        unfit.map_or(Ok(()), |problem| Err(ConnectError::Unfit { place, problem }))
    }
}

/// A database that ends with its one connection.
pub(crate) async fn memory() -> sqlx::Result<Pool> {
    let options = SqliteConnectOptions::new().in_memory(true).foreign_keys(false);
    let pool = SqlitePoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
    Ok(Pool::file(pool.connect_with(options).await?))
}

async fn file_pool(path: &Path, purpose: Use) -> sqlx::Result<Pool> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .foreign_keys(false)
        .busy_timeout(Duration::from_secs(30));
    // A file does not go away as a server does: nothing is asked of a connection before it is used.
    let pool = SqlitePoolOptions::new().test_before_acquire(false);
    // SQLite takes a transaction back by itself when the disk fails; a connection that goes on believing in it would
    // refuse to begin another for ever, and is closed instead.
    let sound =
        pool.clone().before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }));
    Ok(Pool::file(match purpose {
        Use::Everything => {
            let pool = sound.max_connections(8).connect_with(options).await?;
            return Ok(Pool::Sqlite(File { pool, readers: Some(Readers::of(path).map_err(sqlx::Error::Io)?) }));
        }
        Use::Mirror => sound.max_connections(1).connect_with(options).await?,
        Use::Still => {
            let pool = pool.max_connections(1).idle_timeout(None).max_lifetime(None);
            let pool = pool.after_connect(|connection, _| Box::pin(fix(connection)));
            pool.connect_with(options.read_only(true)).await?
        }
    }))
}

/// SQLite fixes what a transaction sees at its first read.
async fn fix(connection: &mut sqlx::SqliteConnection) -> sqlx::Result<()> {
    sqlx::query("BEGIN").execute(&mut *connection).await?;
    sqlx::query("SELECT COUNT(*) FROM cursors").execute(&mut *connection).await?;
    Ok(())
}

async fn server_pool(options: &PgConnectOptions, purpose: Use) -> sqlx::Result<sqlx::PgPool> {
    // Whoever asks while the server restarts hears so soon, instead of waiting in line.
    let pool = PgPoolOptions::new().acquire_timeout(Duration::from_secs(5));
    Ok(match purpose {
        Use::Everything => pool.max_connections(8).connect_lazy_with(options.clone()),
        Use::Mirror => {
            let pool = pool.max_connections(1).idle_timeout(None).max_lifetime(None);
            let pool = pool.after_connect(|connection, _| Box::pin(compress_fast(connection)));
            pool.connect_lazy_with(options.clone().options([("synchronous_commit", "off")]))
        }
        Use::Still => {
            let pool = pool.max_connections(1).idle_timeout(None).max_lifetime(None);
            let pool = pool.after_connect(|connection, _| {
                Box::pin(async move {
                    let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                    sqlx::query(begin).execute(&mut *connection).await?;
                    sqlx::query("SELECT COUNT(*) FROM cursors").execute(&mut *connection).await?;
                    Ok(())
                })
            });
            // At once: the view is that of this moment.
            pool.connect_with(options.clone()).await?
        }
    })
}

/// Raw events are long and mostly zeros: the method that PostgreSQL takes by itself spends more time on them than
/// everything else that is written. Servers before 14, or built without LZ4, go on as they do.
async fn compress_fast(connection: &mut PgConnection) -> sqlx::Result<()> {
    let sql = "SELECT set_config(name, 'lz4', FALSE) FROM pg_settings
        WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)";
    sqlx::query(sql).execute(connection).await.map(drop)
}

fn place(options: &PgConnectOptions) -> String {
    let host = match options.get_socket() {
        Some(folder) => folder.display().to_string(),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    };
    format!("{host}, database {}", options.get_database().unwrap_or(options.get_username()))
}

fn refused(place: String, problem: sqlx::Error) -> ConnectError {
    let code = problem.as_database_error().and_then(|error| error.code()).unwrap_or_default().into_owned();
    let next = match code.as_str() {
        "28P01" | "28000" => "check user and password in the URL, and the server's pg_hba.conf",
        "3D000" => "make the database first: createdb --template=template0 --encoding=UTF8 NAME",
        "42501" => "give the user the right to make tables: GRANT CREATE ON SCHEMA public TO user",
        "53300" => "it has too many connections: raise max_connections, or stop something else",
        "57P03" => "it is starting or stopping: try again in a moment",
        "" => return ConnectError::Unreachable { place, problem },
        _ => "see the server's log",
    };
    ConnectError::Refused { place, problem, next }
}

/// What is wrong with the database, if anything.
async fn look(connection: &mut PgConnection) -> sqlx::Result<Option<String>> {
    let sql = "SELECT current_setting('server_version_num')::INT4 / 10000, current_setting('server_encoding'),
        COALESCE(has_schema_privilege(current_schema(), 'CREATE'), FALSE), COALESCE(current_schema()::TEXT, ''),
        pg_is_in_recovery()";
    let (version, encoding, creates, schema, standby): (i32, String, bool, String, bool) =
        sqlx::query_as(sql).fetch_one(connection).await?;
    let problem = if version < OLDEST {
        format!("it is PostgreSQL {version}, and {OLDEST} or newer is needed")
    } else if encoding != "UTF8" {
        format!("its encoding is {encoding}; make one with createdb --template=template0 --encoding=UTF8 NAME")
    } else if standby {
        "the server is a standby that cannot be written; name the primary".to_owned()
    } else if !creates {
        format!("the user may not make tables in it; GRANT CREATE, USAGE ON SCHEMA {schema} TO the user of the URL")
    } else {
        return Ok(None);
    };
    Ok(Some(problem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_is_a_file_or_a_server() {
        for (url, shown) in [
            ("sqlite:data/p.sqlite", "sqlite:data/p.sqlite"),
            ("sqlite:///var/lib/p.sqlite", "sqlite:/var/lib/p.sqlite"),
            ("postgres://palabre:secret@db.example/gov", "db.example:5432, database gov"),
            ("postgresql:///gov?host=/run/postgresql&user=p", "/run/postgresql, database gov"),
        ] {
            let location = url.parse::<Location>().unwrap();
            assert_eq!(location.to_string(), shown, "{url}");
            assert_eq!(format!("{location:?}"), format!("Location({shown})"), "{url}");
        }
    }

    #[test]
    fn what_is_no_location_is_refused_without_telling_a_password() {
        for url in ["", "sqlite:", "mysql://u:secret@h/d", "postgres://u:secret@h:port/d", "p.sqlite"] {
            let refused = url.parse::<Location>().unwrap_err().to_string();
            assert!(refused.contains("expected sqlite:PATH or postgres://"), "{refused}");
            assert!(!refused.contains("secret"), "{refused}");
        }
    }
}
