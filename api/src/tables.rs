//! The tables that cannot be rebuilt from the chain: one migration folder, whoever opens them first.

use std::borrow::Cow;

use palabre_indexer::sql;
use sqlx::migrate::{MigrateError, Migrator};

static MIGRATOR: Migrator = Migrator { table_name: Cow::Borrowed("_api_migrations"), ..sqlx::migrate!("./migrations") };

/// Brings the tables up to date, and makes them in an empty database.
pub async fn migrate(pool: &sql::Pool) -> Result<(), MigrateError> {
    sql::migrate(pool, &MIGRATOR).await
}
