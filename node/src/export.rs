//! `palabre export`: the mirror as text.

use std::io::Write;

use anyhow::{Context, ensure};
use palabre_indexer::{Store, sql::Location};

use crate::{cli::Common, up::parts};

/// Writes every mirror table as sorted JSON Lines, without block, transaction and time columns: two mirrors of the
/// same life give the same text, whenever, in how many blocks and into which database it was lived.
pub async fn export(common: &Common, out: impl Write) -> anyhow::Result<()> {
    write(&parts::database(common.database_url.as_deref(), &common.data)?, out).await
}

/// The same of the mirror at a place.
pub async fn write(location: &Location, mut out: impl Write) -> anyhow::Result<()> {
    if let Location::File(file) = location {
        ensure!(
            file.exists(),
            "{} is not there: no mirror yet. Start a node first, or name another folder with --data.",
            file.display()
        );
    }
    let store = Store::connect(location).await?;
    let text = store.canonical_export().await?;
    out.write_all(text.as_bytes()).context("the export cannot be written")?;
    store.close().await;
    Ok(())
}
