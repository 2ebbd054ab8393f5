//! One program for all fuzz targets, so that Palabre is built and linked once; `PALABRE_FUZZ_TARGET` names the target.
//! The targets themselves are functions of [`palabre_tests::fuzz`].

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use palabre_tests::fuzz;

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("PALABRE_FUZZ_TARGET").unwrap_or_default();
    let found = fuzz::targets().into_iter().find(|(target, _)| *target == name);
    found.unwrap_or_else(|| panic!("PALABRE_FUZZ_TARGET is {name:?}, which is no target")).1
});

fuzz_target!(|bytes: &[u8]| TARGET(bytes));
