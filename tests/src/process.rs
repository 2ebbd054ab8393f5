//! The program as its users start it: a process of its own.

use std::{
    path::PathBuf,
    process::{Command, Output, Stdio},
};

/// The `palabre` binary of this build; `scripts/test` builds it before the tests run.
pub fn binary() -> PathBuf {
    let mut folder = std::env::current_exe().unwrap_or_default();
    folder.pop();
    if folder.ends_with("deps") || folder.ends_with("examples") {
        folder.pop();
    }
    folder.join("palabre")
}

/// A command of the program with these arguments.
pub fn palabre<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(binary());
    command.args(arguments).stdin(Stdio::null());
    command
}

/// Runs to the end.
pub fn run<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> std::io::Result<Output> {
    palabre(arguments).output()
}
