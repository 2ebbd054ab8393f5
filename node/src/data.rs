//! The data folder: everything a node keeps, and who may use it at a time.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use palabre_contracts::{Community, Slug};

/// An open data folder; no second process can open it while this lives.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    _lock: File,
}

impl DataFolder {
    /// Opens the folder, and makes it at the first call.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let hint = "Choose another folder with --data, or change its owner.";
        fs::create_dir_all(path)
            .with_context(|| format!("the data folder {} cannot be made. {hint}", path.display()))?;
        let lock = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path.join("lock"))
            .with_context(|| format!("the data folder {} is not writable. {hint}", path.display()))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => bail!(
                "another Palabre uses the data folder {}. Stop it first, or choose another folder with --data.",
                path.display()
            ),
            Err(TryLockError::Error(error)) => Err(error).context("the data folder cannot be locked"),
        }
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The embedded chain.
    pub fn chain_file(&self) -> PathBuf {
        self.path.join("chain.sqlite")
    }

    /// Mirror and precious tables.
    pub fn database_file(&self) -> PathBuf {
        database_file(&self.path)
    }

    /// Keys of the service.
    pub fn keys(&self) -> PathBuf {
        self.path.join("keys")
    }

    /// The communities that this node follows.
    pub fn communities(&self) -> anyhow::Result<Vec<Community>> {
        let path = self.communities_file();
        if !path.exists() {
            return Ok(Vec::new());
        }
        let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is damaged; restore it from a backup", path.display()))
    }

    /// The community of this name, if the node follows it.
    pub fn community(&self, slug: &Slug) -> anyhow::Result<Option<Community>> {
        Ok(self.communities()?.into_iter().find(|community| community.slug == *slug))
    }

    /// Remembers a community. Written beside and renamed, so that a crash leaves the old list or the new one.
    pub fn add_community(&self, community: &Community) -> anyhow::Result<()> {
        let mut all = self.communities()?;
        all.retain(|known| known.slug != community.slug);
        all.push(community.clone());
        let draft = self.path.join("communities.json.new");
        let mut file = File::create(&draft)?;
        file.write_all(serde_json::to_string_pretty(&all)?.as_bytes())?;
        file.sync_all()?;
        fs::rename(draft, self.communities_file())?;
        Ok(())
    }

    fn communities_file(&self) -> PathBuf {
        self.path.join("communities.json")
    }
}

/// Mirror and precious tables of a data folder that need not be open.
pub fn database_file(folder: &Path) -> PathBuf {
    folder.join("palabre.sqlite")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_user_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let first = DataFolder::open(folder.path()).unwrap();
        let error = DataFolder::open(folder.path()).unwrap_err().to_string();
        assert!(error.contains("another Palabre"), "{error}");
        drop(first);
        DataFolder::open(folder.path()).unwrap();
    }

    #[test]
    fn a_file_in_the_place_of_the_folder_is_a_clear_error() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let error = DataFolder::open(&file).unwrap_err().to_string();
        assert!(error.contains("--data"), "{error}");
    }
}
