//! Founds a community whose wiki has reported some pages, for the browser tests: `reviewed FOLDER` fills the folder and
//! prints the keys of its members.

#![expect(clippy::print_stdout, reason = "it is for a program that reads what is printed")]

use std::path::PathBuf;

use anyhow::Context;
use palabre_tests::reviewed::{self, page};
use serde_json::json;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let folder = PathBuf::from(std::env::args_os().nth(1).context("which folder?")?);
    let acts = [page("7", 6), page("8", 7), page("9", 2), page("10", 5)];
    let (crowd, store) = reviewed::found(&folder, 2, &acts).await?;
    store.close().await;
    let keys: Vec<String> = crowd.keys.iter().map(|key| key.to_bytes().to_string()).collect();
    println!("{}", json!({ "community": crowd.community.slug.as_str(), "keys": keys }));
    Ok(())
}
