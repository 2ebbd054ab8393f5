//! `palabre export`: the mirror as text.

use std::{io::Write, path::Path};

use anyhow::{Context, ensure};
use palabre_indexer::Store;

use crate::data;

/// Writes every mirror table as sorted JSON Lines, without block, transaction and time columns: two mirrors of the
/// same life give the same text, whenever and in how many blocks it was lived.
pub async fn export(folder: &Path, mut out: impl Write) -> anyhow::Result<()> {
    let file = data::database_file(folder);
    ensure!(
        file.exists(),
        "{} has no mirror yet. Start a node on it first, or name another with --data.",
        folder.display()
    );
    let store = Store::open(&file).await?;
    let text = store.canonical_export().await?;
    out.write_all(text.as_bytes()).context("the export cannot be written")?;
    store.close().await;
    Ok(())
}
