//! One folder of migrations for both engines: PostgreSQL reads the files with three words changed.

use std::borrow::Cow;

use sqlx::{
    AssertSqlSafe, SqlSafeStr,
    migrate::{MigrateError, Migration, Migrator},
};

use super::{Pool, query, query_scalar};

/// Brings tables up to date. A file is known by the hash of its text as it lies in the folder, on both engines.
pub async fn migrate(pool: &Pool, migrator: &Migrator) -> Result<(), MigrateError> {
    match pool {
        Pool::Sqlite(file) => migrator.run(&file.pool).await,
        Pool::Postgres(server) => {
            prepare(pool).await?;
            let migrations: Vec<Migration> = migrator.iter().map(translated).collect();
            let migrator = Migrator {
                migrations: Cow::Owned(migrations),
                table_name: migrator.table_name.clone(),
                ..Migrator::DEFAULT
            };
            migrator.run(server).await
        }
    }
}

/// What the files take for granted: SQLite's function `hex`.
async fn prepare(pool: &Pool) -> sqlx::Result<()> {
    // Inside the one transaction that writes: two processes cannot make it at a time.
    let mut transaction = pool.begin().await?;
    let sql = "SELECT to_regprocedure(quote_ident(current_schema()) || '.hex(bytea)') IS NOT NULL";
    if !query_scalar::<bool>(sql).fetch_one(&mut *transaction).await? {
        let sql = "CREATE FUNCTION hex(bytea) RETURNS TEXT LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
            AS 'SELECT encode($1, ''hex'')'";
        query(sql).execute(&mut *transaction).await?;
    }
    transaction.commit().await
}

fn translated(migration: &Migration) -> Migration {
    let sql = AssertSqlSafe(postgres(migration.sql.as_str())).into_sql_str();
    Migration { sql, ..migration.clone() }
}

/// The text for PostgreSQL: in tables BLOB is BYTEA there; rows are never kept inside the index of their key; a TEXT column sorts by its bytes, as SQLite's do, whatever the
/// language of the database, and its index stays right when the server's language data change.
fn postgres(sql: &str) -> String {
    let mut table = None;
    let mut translated = String::with_capacity(sql.len());
    for line in sql.split_inclusive('\n') {
        let (code, comment) = line.find("--").map_or((line, ""), |place| line.split_at(place));
        let begins = code.trim_start();
        if !begins.is_empty() && table.is_none() {
            table = Some(["CREATE TABLE", "ALTER TABLE"].iter().any(|words| begins.starts_with(words)));
        }
        translated += &if table == Some(true) { columns(code) } else { code.to_owned() };
        translated += comment;
        if code.trim_end().ends_with(';') {
            table = None;
        }
    }
    translated.replace(") WITHOUT ROWID;", ");")
}

/// The columns of a table.
fn columns(code: &str) -> String {
    let is_end = |letter: char| !letter.is_ascii_alphanumeric() && letter != '_';
    let words = code.split_inclusive(is_end).map(|word| {
        let name = word.trim_end_matches(is_end);
        let end = &word[name.len()..];
        match name {
            "BLOB" => format!("BYTEA{end}"),
            "TEXT" => format!("TEXT COLLATE \"C\"{end}"),
            _ => word.to_owned(),
        }
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_words_of_tables_are_changed_and_nothing_else() {
        let sql = "-- TEXT; and BLOB\nCREATE TABLE t (\n    a TEXT PRIMARY KEY, -- a BLOB\n    b BLOB,\n    c_TEXT BIGINT,\n    \
                   d TEXT) WITHOUT ROWID;\nCREATE VIEW v AS SELECT CAST(a AS TEXT) FROM t;\nALTER TABLE t ADD COLUMN e TEXT;";
        let expected = "-- TEXT; and BLOB\nCREATE TABLE t (\n    a TEXT COLLATE \"C\" PRIMARY KEY, -- a BLOB\n    b BYTEA,\n    \
                        c_TEXT BIGINT,\n    d TEXT COLLATE \"C\");\nCREATE VIEW v AS SELECT CAST(a AS TEXT) FROM t;\n\
                        ALTER TABLE t ADD COLUMN e TEXT COLLATE \"C\";";
        assert_eq!(postgres(sql), expected);
    }
}
