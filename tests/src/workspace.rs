//! Where things are in this repository.

use std::path::{Path, PathBuf};

/// The folder with the workspace's Cargo.toml.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The three rounds of recognitions with their published payouts.
pub fn rounds() -> Vec<PathBuf> {
    ["round-18", "round-22", "round-34"].iter().map(|name| root().join("tests/data/recognition").join(name)).collect()
}

/// All files below `folder` whose name ends in `suffix`, in a fixed order.
pub fn files(folder: &Path, suffix: &str) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let generated =
            name.starts_with("out") || name.starts_with("cache") || name == "node_modules" || name == "target";
        if path.is_dir() && !generated && !name.starts_with('.') {
            found.extend(files(&path, suffix)?);
        } else if name.ends_with(suffix) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
