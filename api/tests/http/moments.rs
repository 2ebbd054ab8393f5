//! What reads share as of a block, and profiles, which are read in one statement.

use palabre_contracts::MemberId;
use palabre_indexer::{
    sql::{self, Query},
    store::{BlockRef, MemberEpoch, MoneyFilter, Page, VoteToken},
};
use serde_json::Value;

use crate::{
    rows::{self, MEMBERS},
    world::World,
};

async fn run(world: &World, query: Query) {
    query.execute(world.store.pool()).await.expect("a row of a test fits its table");
}

/// The share of epoch 1 that member 1 can claim.
async fn claimable(world: &World) -> Value {
    world.get("/api/v1/communities/demo/members/1").await.json()["claimable"][1]["amount"].clone()
}

#[tokio::test]
async fn sums_of_a_final_epoch_are_counted_once_until_the_chain_takes_back_the_block_they_were_counted_under() {
    let world = World::lived_in().await;
    run(&world, sql::query("INSERT INTO blocks SELECT chain_id, block_number, block_hash, block_hash, 0 FROM cursors"))
        .await;
    assert_eq!(claimable(&world).await, "250000000000000000");
    run(&world, sql::query("INSERT INTO contributions VALUES ('demo', 0, 9, 1, 1, 900, 4, 0, 20, 0, 0, 0)")).await;
    rows::move_to(&world.store, "demo", 101).await;
    assert_eq!(claimable(&world).await, "250000000000000000", "block 100 stands");
    rows::move_to(&world.store, "demo", 102).await;
    assert_eq!(claimable(&world).await, "195000000000000000", "nobody knows whether block 101 stands");
}

#[tokio::test]
async fn rules_and_pools_follow_the_block() {
    let world = World::lived_in().await;
    let count = async || {
        let answer = world.get("/api/v1/communities/demo/members/1").await.json();
        (answer["claimable"].as_array().map(Vec::len), answer["epochs"][0]["counted"][0].clone())
    };
    assert_eq!(count().await, (Some(2), 10.into()));
    run(&world, sql::query("UPDATE pools SET swept = 1 WHERE epoch = 2")).await;
    run(&world, sql::query("UPDATE rules SET rules = replace(rules, '30,', '5,')")).await;
    rows::move_to(&world.store, "demo", 101).await;
    assert_eq!(count().await, (Some(1), 5.into()));
}

#[tokio::test]
async fn a_profile_says_what_single_reads_say() {
    let world = World::lived_in().await;
    rows::strike_and_debts(&world.store).await;
    let mut token = vec![0u8; 20];
    token[19] = 1;
    let pools = "INSERT INTO pools SELECT community, $1, epoch, funded, paid, reserved, 0, 0 FROM pools";
    run(&world, sql::query(pools).bind(token.clone())).await;
    let claims = "INSERT INTO claims SELECT community, $1, 2, 1, payee, amount, tx_hash, claimed_at, 51, 0 FROM claims";
    run(&world, sql::query(claims).bind(token)).await;
    // As many votes as the number of the member, as amounts are written.
    let powers = "INSERT INTO voting_powers
        SELECT community, 'membership', wallet, substr($1, 1, 77) || CAST(member_id AS TEXT) FROM members";
    run(&world, sql::query(powers).bind("0".repeat(77))).await;
    let (store, slug) = (&world.store, "demo".parse().expect("a slug of a test is one"));
    for number in 1..=MEMBERS {
        let id = MemberId::new(number).expect("a number of a test is one");
        let profile = store.member_profile(&slug, id).await.expect("the mirror answers").expect("a member");
        let wallet = profile.member.wallet;
        let cursor: Option<BlockRef> = store.cursor(&slug).await.expect("the mirror answers");
        assert_eq!(Some(profile.block), cursor);
        assert_eq!(store.member(&slug, id).await.expect("the mirror answers"), Some(profile.member));
        assert_eq!(store.reputation_of(&slug, wallet).await.expect("the mirror answers"), profile.units);
        let votes = async |token| store.voting_power(&slug, token, wallet).await.expect("the mirror answers");
        assert_eq!(votes(VoteToken::Membership).await, profile.unit_votes);
        assert_eq!(votes(VoteToken::Reputation).await, profile.votes);
        let choice = store.opt_out(&slug, id).await.expect("the mirror answers");
        assert_eq!(choice.is_some_and(|choice| choice.opted_out), profile.opted_out);
        let rules = store.ledger_rules(&slug).await.expect("the mirror answers");
        let epochs = store.member_epochs(&slug, id).await.expect("the mirror answers");
        assert_eq!(epochs, MemberEpoch::all(&rules, &profile.points), "member {number}");
        let filter = MoneyFilter { member: Some(id), ..MoneyFilter::default() };
        let claims = store.claims(&slug, filter, Page::first(100)).await.expect("the mirror answers");
        let mut paid: Vec<_> = claims.iter().map(|claim| (claim.epoch, claim.token)).collect();
        let mut told = profile.paid;
        paid.sort_unstable();
        told.sort_unstable();
        assert_eq!(paid, told, "member {number}");
    }
}
