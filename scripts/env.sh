# Shared by the other scripts: one build folder for all clones of a machine, so that nothing is compiled twice.
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/palabre/target}"

need() { # command, what it is for and where to get it
  command -v "$1" >/dev/null 2>&1 || { echo "Palabre needs $1: $2" >&2; exit 3; }
}
need cargo "the Rust toolchain, see https://rustup.rs"
need cc "a C compiler for SQLite (Debian: apt-get install build-essential)"

# All targets at once: without the tests' own dependencies, common ones have fewer features and are compiled twice.
build() {
  cargo build --workspace --all-targets --locked
}
