//! Many votes at once, and a loss of power in the middle: each vote that was accepted counts, once.
//!
//! `PALABRE_VOTERS=1000 cargo test -p palabre-tests --test burst` gathers a larger crowd.

use std::{env, time::SystemTime};

use palabre_tests::{
    burst::{self, Count},
    crowd,
};
use tempfile::TempDir;

/// Voters unless told otherwise: enough to be in the middle of something.
const VOTERS: usize = 60;

fn voters() -> usize {
    env::var_os("PALABRE_VOTERS").and_then(|text| text.to_str()?.parse().ok()).unwrap_or(VOTERS)
}

#[tokio::test(flavor = "multi_thread")]
async fn votes_of_a_burst_count_once_each_though_the_power_fails() {
    palabre_tests::tls::install();
    let (folder, size) = (TempDir::new().unwrap(), voters());
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs();
    let crowd = crowd::gather(folder.path(), size, now).await.unwrap();
    let Count { voters, before, counted, events, distinct, .. } = burst::vote(folder.path(), &crowd).await.unwrap();
    assert!(before > 0 && before < size, "{before} of {size} were accepted before");
    assert_eq!([voters, counted, events, distinct], [size; 4]);
}
