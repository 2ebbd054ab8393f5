//! Keys of the service: files of mode 0600, or derived from a seed where a run must be repeatable.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
};

use alloy::{
    primitives::{B256, keccak256},
    signers::local::PrivateKeySigner,
};

/// What each key is for. One key per purpose: a leaked relay key cannot deploy, and the founding key signs one voucher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Pays for deployments and holds the coins of the embedded chain.
    Operator,
    /// Sends what members signed.
    Relay,
    /// Signs the voucher that admits the first organizer.
    Founding,
}

/// Why a key cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or made.
    #[error("the key file {path} cannot be used: {source}. Check that the folder is yours and writable.")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file holds something else.
    #[error("{0} holds no key: expected 64 hexadecimal digits. Restore it from a backup; a new key cannot replace it.")]
    Content(PathBuf),
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Relay => "relay",
            Self::Founding => "founding",
        }
    }
}

/// The key of `purpose` in `folder`, drawn at the first call.
pub fn load_or_create(folder: &Path, purpose: Purpose) -> Result<PrivateKeySigner, KeyError> {
    load_or_create_with(folder, purpose, PrivateKeySigner::random)
}

/// The key of `purpose` in `folder`; `make` gives it at the first call.
pub fn load_or_create_with(
    folder: &Path,
    purpose: Purpose,
    make: impl FnOnce() -> PrivateKeySigner,
) -> Result<PrivateKeySigner, KeyError> {
    let path = folder.join(format!("{}.key", purpose.name()));
    let failed = |source| KeyError::File { path: path.clone(), source };
    if !path.exists() {
        write_private(&path, &alloy::hex::encode(make().to_bytes())).map_err(failed)?;
    }
    let text = fs::read_to_string(&path).map_err(failed)?;
    text.trim().parse().map_err(|_| KeyError::Content(path.clone()))
}

/// Writes a secret that only the owner may read; beside and renamed, so that a crash never leaves half of it.
pub fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let draft = path.with_extension("new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft)?;
    writeln!(file, "{text}")?;
    file.sync_all()?;
    fs::rename(draft, path)
}

/// The key that belongs to `label` under `seed`: the same in every run.
pub fn derived(seed: B256, label: &str) -> PrivateKeySigner {
    let mut material = keccak256([seed.as_slice(), label.as_bytes()].concat());
    loop {
        // One hash in 2^128 is no valid key; its own hash is tried next.
        match PrivateKeySigner::from_bytes(&material) {
            Ok(key) => return key,
            Err(_) => material = keccak256(material),
        }
    }
}

/// A key of its own for the deployment of a community, so that its addresses depend on nothing else.
pub fn deployer(operator: &PrivateKeySigner, slug: &str) -> PrivateKeySigner {
    derived(operator.to_bytes(), &format!("deployer of {slug}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_is_private() {
        let folder = tempfile::tempdir().unwrap();
        let made = load_or_create(folder.path(), Purpose::Relay).unwrap();
        assert_eq!(load_or_create(folder.path(), Purpose::Relay).unwrap().address(), made.address());
        assert_ne!(load_or_create(folder.path(), Purpose::Operator).unwrap().address(), made.address());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(folder.path().join("relay.key")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_damaged_key_is_an_error_and_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("relay.key"), "nonsense").unwrap();
        assert!(matches!(load_or_create(folder.path(), Purpose::Relay), Err(KeyError::Content(_))));
        assert_eq!(fs::read_to_string(folder.path().join("relay.key")).unwrap(), "nonsense");
    }

    #[test]
    fn a_seed_gives_the_same_keys_again() {
        let seed = keccak256("seed");
        assert_eq!(derived(seed, "a").address(), derived(seed, "a").address());
        assert_ne!(derived(seed, "a").address(), derived(seed, "b").address());
    }
}
