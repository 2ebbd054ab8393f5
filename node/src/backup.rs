//! `palabre backup` and `restore`: one archive of everything a node keeps, taken while the node runs. Its database is a
//! SQLite file whichever the node's is, so an archive of a file can be restored into a server and the other way round.

use std::{
    fs::{self, File, OpenOptions},
    io::Read,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail, ensure};
use palabre_indexer::{
    Store,
    sql::{self, Location},
};
use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};

/// Databases, in the order in which they are copied: the mirror may be behind the chain, never before it.
const DATABASES: [&str; 2] = ["palabre.sqlite", "chain.sqlite"];
const COMMUNITIES: &str = "communities.json";
const KEYS: &str = "keys";

/// The database, and its name in an archive.
const DATABASE: &str = DATABASES[0];

/// Writes everything in `data`, and the database where it is, to the new archive `file`.
pub async fn backup(data: &Path, database: &Location, file: &Path) -> anyhow::Result<()> {
    ensure!(
        data.join(KEYS).is_dir(),
        "{} is no data folder of Palabre: it has no keys. Name it with --data.",
        data.display()
    );
    let staging = staging_beside(file)?;
    // Made before anything that is removed on failure: an archive that was there already is not ours to remove.
    let archive = create_private(file)?;
    let done = write(data, database, staging.path(), archive).await;
    if done.is_err() {
        // Half an archive must not look like a backup.
        fs::remove_file(file).ok();
    }
    done
}

async fn write(data: &Path, database: &Location, staging: &Path, file: File) -> anyhow::Result<()> {
    let mut archive = tar::Builder::new(file);
    archive.append_dir_all(KEYS, data.join(KEYS)).context("the keys cannot be read")?;
    if data.join(COMMUNITIES).exists() {
        archive.append_path_with_name(data.join(COMMUNITIES), COMMUNITIES)?;
    }
    for name in DATABASES {
        let source = match database {
            database if name == DATABASE => database.clone(),
            _ => Location::File(data.join(name)),
        };
        let copy = staging.join(name);
        let copied = match &source {
            Location::File(path) if !path.exists() => continue,
            Location::File(path) => copy_file(path, &copy).await,
            Location::Server(_) => copy_server(&source, &copy).await,
        };
        copied.with_context(|| format!("{source} cannot be copied"))?;
        archive.append_path_with_name(&copy, name)?;
    }
    archive.into_inner()?.sync_all().context("the archive cannot be written")
}

/// A consistent copy of a server's database that others may be writing.
async fn copy_server(source: &Location, target: &Path) -> anyhow::Result<()> {
    let from = open(source).await?;
    let (still, to) = (from.snapshot().await?, open(&Location::File(target.to_owned())).await?);
    sql::copy(still.pool(), to.pool()).await?;
    for store in [still, from, to] {
        store.close().await;
    }
    Ok(())
}

/// A database with all its tables.
async fn open(location: &Location) -> anyhow::Result<Store> {
    let store = Store::connect(location).await?;
    palabre_api::tables::migrate(store.pool()).await?;
    Ok(store)
}

/// A consistent copy of a file that others may be writing.
async fn copy_file(source: &Path, target: &Path) -> anyhow::Result<()> {
    let mut connection = SqliteConnectOptions::new().filename(source).connect().await?;
    let target = target.to_string_lossy().into_owned();
    sqlx::query("VACUUM INTO $1").bind(target).execute(&mut connection).await?;
    connection.close().await?;
    Ok(())
}

/// Puts the archive `file` into the data folder `data`, which must not hold anything yet, and its database to `database`.
pub async fn restore(file: &Path, data: &Path, database: &Location) -> anyhow::Result<()> {
    // A server that cannot be used is told before there is half a folder.
    let store = match database {
        Location::Server(_) => Some(open(database).await?),
        Location::File(_) => None,
    };
    unpack(file, data)?;
    let unpacked = data.join(DATABASE);
    match (store, database) {
        (Some(store), _) if unpacked.exists() => {
            let from = open(&Location::File(unpacked.clone())).await?;
            let copied = sql::copy(from.pool(), store.pool()).await;
            copied.with_context(|| {
                format!("the database of the archive cannot be put into {database}; remove {} first", data.display())
            })?;
            from.close().await;
            store.close().await;
            Ok(fs::remove_file(unpacked)?)
        }
        (None, Location::File(path)) if unpacked.exists() && *path != unpacked => {
            ensure!(!path.exists(), "{} is there already; remove it, or name another --database-url", path.display());
            fs::copy(&unpacked, path).with_context(|| format!("{} cannot be written", path.display()))?;
            Ok(fs::remove_file(unpacked)?)
        }
        _ => Ok(()),
    }
}

fn unpack(file: &Path, data: &Path) -> anyhow::Result<()> {
    let empty = !data.exists() || fs::read_dir(data)?.next().is_none();
    ensure!(empty, "{} is not empty; a backup is restored into a new folder. Choose one with --data.", data.display());
    let mut archive =
        tar::Archive::new(File::open(file).with_context(|| format!("{} cannot be read", file.display()))?);
    let unreadable = || format!("{} is no backup of Palabre, or it is damaged", file.display());
    fs::create_dir_all(data.join(KEYS)).with_context(|| format!("{} cannot be made", data.display()))?;
    let mut restored = 0;
    for entry in archive.entries().with_context(unreadable)? {
        let mut entry = entry.with_context(unreadable)?;
        if entry.header().entry_type().is_dir() {
            continue;
        }
        let target = data.join(known_name(&entry.path()?).with_context(unreadable)?);
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).with_context(unreadable)?;
        std::io::Write::write_all(&mut create_private(&target)?, &bytes)?;
        restored += 1;
    }
    ensure!(restored > 0, unreadable());
    Ok(())
}

/// The names that a backup has; anything else could be a path out of the folder.
fn known_name(path: &Path) -> anyhow::Result<PathBuf> {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    match parts.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [name] if name == COMMUNITIES || DATABASES.contains(&name) => Ok(path.to_owned()),
        [KEYS, name] if name.ends_with(".key") || name.ends_with(".seed") => Ok(path.to_owned()),
        _ => bail!("unexpected entry {}", path.display()),
    }
}

fn create_private(path: &Path) -> anyhow::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).with_context(|| format!("{} cannot be made; it must not exist yet", path.display()))
}

/// A folder for copies on the disk of the archive: that is where there must be room for them.
fn staging_beside(file: &Path) -> anyhow::Result<Staging> {
    let name = format!("{}.part", file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default());
    let path = file.with_file_name(name);
    fs::create_dir(&path)
        .with_context(|| format!("{} cannot be made; remove what an interrupted backup left there", path.display()))?;
    Ok(Staging(path))
}

struct Staging(PathBuf);

impl Staging {
    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            tracing::warn!(folder = %self.0.display(), %error, "a folder of copies is left behind");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn database(path: &Path, value: i64) -> sqlx::SqliteConnection {
        let options = SqliteConnectOptions::new().filename(path).create_if_missing(true);
        let mut connection = options.journal_mode(sqlx::sqlite::SqliteJournalMode::Wal).connect().await.unwrap();
        sqlx::query("CREATE TABLE t (x BIGINT)").execute(&mut connection).await.unwrap();
        sqlx::query("INSERT INTO t VALUES ($1)").bind(value).execute(&mut connection).await.unwrap();
        connection
    }

    #[tokio::test]
    async fn a_backup_of_open_databases_is_restored_whole() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        fs::create_dir_all(data.join("keys")).unwrap();
        fs::write(data.join("keys/relay.key"), "secret").unwrap();
        fs::write(data.join("communities.json"), "[]").unwrap();
        let _open = (database(&data.join("chain.sqlite"), 1).await, database(&data.join("palabre.sqlite"), 2).await);

        let file = folder.path().join("backup.tar");
        let place = Location::File(data.join("palabre.sqlite"));
        backup(&data, &place, &file).await.unwrap();
        assert!(backup(&data, &place, &file).await.is_err(), "an archive is never overwritten");

        let restored = folder.path().join("restored");
        let place = Location::File(restored.join("palabre.sqlite"));
        restore(&file, &restored, &place).await.unwrap();
        assert_eq!(fs::read_to_string(restored.join("keys/relay.key")).unwrap(), "secret");
        let mut copy = SqliteConnectOptions::new().filename(restored.join("palabre.sqlite")).connect().await.unwrap();
        let value: i64 = sqlx::query_scalar("SELECT x FROM t").fetch_one(&mut copy).await.unwrap();
        assert_eq!(value, 2);
        assert!(restore(&file, &restored, &place).await.unwrap_err().to_string().contains("not empty"));
    }

    #[test]
    fn an_archive_cannot_write_outside_the_folder() {
        for bad in ["../x", "/etc/passwd", "keys/../../x", "keys/a/b.key", "other.sqlite", "keys/x.txt"] {
            assert!(known_name(Path::new(bad)).is_err(), "{bad}");
        }
        assert!(known_name(Path::new("keys/relay.key")).is_ok());
    }
}
