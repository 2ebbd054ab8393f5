use std::{collections::BTreeSet, time::Duration};

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{
    rows::{self, ACTIVE, CONTRIBUTIONS, MEMBERS},
    world::{World, community},
};

const C: &str = "/api/v1/communities/demo";

/// All items of a list, page by page.
async fn walk(world: &World, path: &str, limit: u32) -> Vec<Value> {
    let glue = if path.contains('?') { '&' } else { '?' };
    let mut next = Some(format!("{path}{glue}limit={limit}"));
    let mut all = Vec::new();
    while let Some(path) = next {
        let answer = world.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        let page = answer.json();
        let items = page["items"].as_array().expect("a list has items");
        assert!(items.len() <= limit as usize, "{path}");
        all.extend(items.iter().cloned());
        next = page["next"].as_str().map(str::to_owned);
        let link = next.as_ref().map_or_else(String::new, |next| format!("<{next}>; rel=\"next\""));
        assert_eq!(answer.header("link"), link);
    }
    all
}

#[tokio::test]
async fn every_list_is_covered_exactly_once_whatever_the_page() {
    let world = World::lived_in().await;
    let lists = [
        ("/members", MEMBERS),
        ("/contributions", CONTRIBUTIONS),
        ("/batches", 4),
        ("/epochs", 3),
        ("/epochs/1/shares", 3),
        ("/proposals", 3),
        ("/proposals?state=active", 1),
        (&format!("/proposals/members/{ACTIVE}/votes"), 4),
        ("/rules", 1),
        ("/share-rules", 1),
        ("/events", 5),
        ("/events?order=oldest&name=Joined", 3),
        ("/contributions?member=2&epoch=1", 2),
        ("/contributions?batch=3", 3),
        ("/contributions?lane=7", 0),
        ("/members?role=reviewer:2", 1),
        ("/votes", 4),
        ("/votes?house=contributors", 0),
        ("/claims", 1),
        ("/claims?member=3", 0),
        ("/challenges?status=open", 1),
        ("/challenges?batch=0", 0),
        ("/applications?status=open", 2),
        ("/recoveries?member=4&status=started", 1),
        ("/members/2/explain", 3),
        ("/members?status=left", 1),
        ("/members?unit=true", 6),
    ];
    for (path, count) in lists {
        let whole = walk(&world, &format!("{C}{path}"), 200).await;
        assert_eq!(whole.len() as u64, count, "{path}");
        for limit in 1..=4 {
            assert_eq!(walk(&world, &format!("{C}{path}"), limit).await, whole, "{path} by {limit}");
        }
        let distinct: BTreeSet<String> = whole.iter().map(Value::to_string).collect();
        assert_eq!(distinct.len(), whole.len(), "{path}");
    }
}

#[tokio::test]
async fn a_community_tells_what_it_is_as_of_a_block() {
    let world = World::lived_in().await;
    let answer = world.get(C).await.json();
    assert_eq!(answer["as_of"]["block_number"], 100);
    assert_eq!(answer["as_of"]["block_hash"], format!("0x{:064x}", 100));
    assert_eq!(answer["name"], rows::NAME);
    assert_eq!((&answer["phase"], &answer["pilot"]), (&json!("founding"), &json!(true)));
    assert_eq!(answer["charter"]["version"], 2);
    assert_eq!(answer["counts"], json!({"members": 6, "units": 6, "contributions": 12, "batches": 4, "proposals": 3}));
    assert_eq!((&answer["epoch"]["epoch"], &answer["epoch"]["phase"]), (&json!(5), &json!("open")));
    assert_eq!(answer["calendar"]["genesis"]["rfc3339"], "2023-11-14T22:13:20Z");
    assert_eq!(answer["contracts"]["membership"], format!("0x{}", "15".repeat(20)));
    let list = world.get("/api/v1/communities").await.json();
    assert_eq!((&list["as_of"], &list["items"][0]), (&answer["as_of"], &answer));
}

#[tokio::test]
async fn shares_are_those_of_the_contract_and_sum_to_the_pool() {
    let world = World::lived_in().await;
    let shares = world.get(&format!("{C}/epochs/1/shares")).await.json();
    // Points 20, 40, 60 capped at 30: 20, 30, 30 of 80. Three active members share 30 %, 60 % follow points.
    let of = |member: usize, field: &str| shares["items"][member][field].clone();
    assert_eq!(of(0, "share"), "250000000000000000");
    assert_eq!(of(1, "share"), "325000000000000000");
    assert_eq!((of(2, "opted_out"), of(2, "share")), (json!(true), json!("0")));
    assert_eq!(of(2, "counted")[0], 30);
    assert_eq!((of(1, "paid"), of(0, "paid")), (json!("333333333333333333"), Value::Null));
    assert_eq!((&shares["shared"], &shares["rest"]), (&json!("575000000000000000"), &json!("425000000000000000")));
    assert_eq!((&shares["phase"], &shares["reserve"]), (&json!("final"), &json!("5")));
    let by_token = world.get(&format!("{C}/epochs/1/shares?token=0x{}", "00".repeat(20))).await.json();
    assert_eq!(by_token, shares);
    let first = world.get(&format!("{C}/epochs/1/shares?limit=1")).await.json();
    assert_eq!(first["shared"], shares["shared"], "sums are over all members");
}

#[tokio::test]
async fn a_member_sees_votes_points_and_what_to_claim() {
    let world = World::lived_in().await;
    let answer = world.get(&format!("{C}/members/1")).await.json();
    assert_eq!(answer["member"]["roles"], json!(["organizer", "reviewer:0", "reviewer:2"]));
    // The index does not grow in this community, so a unit stays what it was.
    assert_eq!(
        (&answer["reputation"]["units"], &answer["reputation"]["live"]),
        (&json!("64000000"), &json!("64000000"))
    );
    assert_eq!(answer["epochs"].as_array().map(Vec::len), Some(3));
    let claimable = &answer["claimable"];
    assert_eq!((&claimable[0]["epoch"], &claimable[1]["epoch"]), (&json!(2), &json!(1)));
    assert_eq!(claimable[1]["amount"], "250000000000000000");
    let paid = world.get(&format!("{C}/members/2")).await.json();
    assert_eq!(paid["claimable"].as_array().map(Vec::len), Some(1), "epoch 1 was paid");
    let renounced = world.get(&format!("{C}/members/3")).await.json();
    assert_eq!((&renounced["opted_out"], &renounced["claimable"]), (&json!(true), &json!([])));
}

#[tokio::test]
async fn a_proposal_stands_where_the_governor_says() {
    let world = World::lived_in().await;
    let answer = world.get(&format!("{C}/proposals/members/{ACTIVE}")).await.json();
    assert_eq!(answer["proposal"]["state"], "active");
    assert_eq!(answer["proposal"]["tally"]["for"], "4");
    assert_eq!(
        (&answer["proposal"]["tally"]["quorum"], &answer["proposal"]["tally"]["heads_needed"]),
        (&json!("3"), &json!(3))
    );
    assert_eq!(answer["description"], rows::DESCRIPTION);
    assert_eq!((&answer["calls"][0]["calldata"], &answer["calls"][0]["meaning"]), (&json!("0x12345678"), &Value::Null));
    let decimal = world.get(&format!("{C}/proposals/members/{}", 0x0a01)).await.json();
    assert_eq!(decimal, answer);
    let over = world.get(&format!("{C}/proposals/members/1")).await.json();
    assert_eq!(over["proposal"]["state"], "succeeded");
}

#[tokio::test]
async fn papers_tell_where_they_stand() {
    let world = World::lived_in().await;
    let applications = world.get(&format!("{C}/applications")).await.json();
    let expired: Vec<&Value> = applications["items"].as_array().unwrap().iter().map(|one| &one["expired"]).collect();
    assert_eq!(expired, [&json!(false), &json!(true)], "latest first");
    let recovery = world.get(&format!("{C}/recoveries")).await.json()["items"][0].clone();
    assert_eq!((&recovery["status"], &recovery["confirmed_by"]), (&json!("started"), &json!([1, 2])));
    let challenge = world.get(&format!("{C}/challenges")).await.json()["items"][0].clone();
    assert_eq!(
        (&challenge["items"], &challenge["position"], &challenge["decided_by"]),
        (&json!(3), &Value::Null, &json!([]))
    );
}

#[tokio::test]
async fn an_epoch_has_dates_sums_money_and_rules() {
    let world = World::lived_in().await;
    let answer = world.get(&format!("{C}/epochs/1")).await.json();
    // The sixth contribution is beyond its member's cap and raises nothing.
    let lanes = [80, 0, 0, 0, 0, 0, 0, 0];
    let totals = json!({"lanes": lanes, "activity": 5, "contributors": 3, "active": 3, "items": 6});
    assert_eq!(answer["totals"], totals);
    assert_eq!(answer["pools"][0]["funded"], "1000000000000000000");
    assert_eq!((&answer["rules"]["cap"][0], &answer["share_rules"]["equal_bps"]), (&json!(30), &json!(3000)));
    let dates = &answer["dates"];
    assert_eq!(dates["final_at"]["unix"].as_u64(), dates["ends_at"]["unix"].as_u64().map(|end| end + 300));
    assert_eq!(world.get(&format!("{C}/epochs/4000000000")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_was_seen_costs_nothing_until_the_mirror_moves() {
    let world = World::lived_in().await;
    let path = format!("{C}/members?limit=3");
    let first = world.get(&path).await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    assert_eq!(first.header("cache-control"), "no-cache");
    for known in [tag.clone(), format!("\"x\", {tag}"), tag[2..].to_owned(), "*".to_owned()] {
        let again = world.get_with(&path, &[("if-none-match", &known)]).await;
        assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
        assert_eq!(again.header("etag"), tag);
    }
    let other = world.get_with(&format!("{C}/members?limit=2"), &[("if-none-match", &tag)]).await;
    assert_eq!(other.status, StatusCode::OK, "another page has another tag");
    rows::move_to(&world.store, "demo", 101).await;
    let moved = world.get_with(&path, &[("if-none-match", &tag)]).await;
    assert_eq!(moved.status, StatusCode::OK);
    assert_ne!(moved.header("etag"), tag);
    assert_eq!(moved.json()["as_of"]["block_number"], 101);
}

#[tokio::test]
async fn lists_are_tables_for_spreadsheets_too() {
    let world = World::lived_in().await;
    let by_query = world.get(&format!("{C}/members?format=csv&limit=2")).await;
    let by_header = world.get_with(&format!("{C}/members?limit=2"), &[("accept", "text/csv")]).await;
    assert_eq!(by_query.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert_eq!(by_query.text, by_header.text);
    let lines: Vec<&str> = by_query.text.lines().collect();
    assert_eq!(
        lines[0],
        "charter_version,id,invited_by,joined_at,left_at,roles,status,suspended_until,unit,unit_since,wallet"
    );
    assert!(
        lines[1].starts_with("2,1,,2023-11-14T22:12:30Z,,organizer reviewer:0 reviewer:2,active,,true,"),
        "{}",
        lines[1]
    );
    assert!(by_query.header("link").contains("format=csv"));
    let shares = world.get(&format!("{C}/epochs/1/shares?format=csv")).await;
    assert!(shares.text.starts_with("active,counted,member,"), "{}", shares.text);
}

#[tokio::test]
async fn bad_requests_say_what_would_be_right() {
    let world = World::lived_in().await;
    let bad = [
        ("/members?limit=0", 400),
        ("/members?limit=201", 400),
        ("/members?limit=x", 400),
        ("/members?after=zz", 400),
        ("/members?after=312e32", 400),
        ("/members?status=gone", 400),
        ("/members?role=king", 400),
        ("/members?format=pdf", 400),
        ("/members/0", 404),
        ("/members/8", 404),
        ("/members/x", 400),
        ("/contributions?lane=8", 400),
        ("/contributions?member=0", 400),
        ("/epochs/1/shares?token=eth", 400),
        ("/epochs/5/shares", 404),
        ("/epochs/-1", 400),
        ("/proposals?state=lost", 400),
        ("/proposals?house=lords", 400),
        ("/proposals/lords/1", 400),
        ("/proposals/members/x", 404),
        ("/proposals/members/9", 404),
        ("/proposals/members/9/votes?after=1", 400),
        ("/events?order=random", 400),
        ("/events?tx=1", 400),
        ("/votes?house=lords", 400),
        ("/votes?voter=1", 400),
        ("/claims?token=eth", 400),
        ("/claims?member=0", 400),
        ("/challenges?status=lost", 400),
        ("/challenges?challenger=0", 400),
        ("/applications?status=x", 400),
        ("/applications?wallet=1", 400),
        ("/recoveries?status=x", 400),
        ("/members/0/explain", 404),
        ("/epochs/x/matrix.csv", 400),
        ("/nothing", 404),
    ];
    for (path, status) in bad {
        let path = format!("{C}{path}");
        let answer = world.get(&path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.text);
        crate::edge::assert_problem(&answer, path.split('?').next().unwrap_or(""));
        assert_eq!(answer.header("etag"), "", "{path}");
    }
    let answer = world.get("/api/v1/communities/other").await;
    assert_eq!(answer.json()["detail"], "there is no community \"other\" here");
}

#[tokio::test]
async fn before_the_first_block_reads_say_when_to_come_back() {
    let world = World::with(vec![community("new", "New")]).await;
    let answer = world.get("/api/v1/communities/new/members").await;
    assert_eq!((answer.status, answer.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "5"));
    assert_eq!(answer.json()["code"], "not_indexed_yet");
    let list = world.get("/api/v1/communities").await.json();
    assert_eq!(list, json!({"as_of": null, "items": []}));
}

#[tokio::test]
async fn readiness_follows_the_head_of_the_chain() {
    let world = World::lived_in().await;
    world.chain.push_success(&"0x65");
    let fresh = world.get("/readyz").await;
    assert_eq!((fresh.status, &fresh.json()["communities"][0]["blocks_behind"]), (StatusCode::OK, &json!(1)));
    world.chain.push_success(&"0x1000");
    let behind = world.get("/readyz").await;
    assert_eq!((behind.status, &behind.json()["ready"]), (StatusCode::SERVICE_UNAVAILABLE, &json!(false)));
    world.chain.push_failure_msg("down");
    let down = world.get("/readyz").await;
    assert_eq!((down.status, &down.json()["head"]), (StatusCode::SERVICE_UNAVAILABLE, &Value::Null));
    assert_eq!(world.get("/healthz").await.json()["status"], "ok");
}

/// What the cursor tells is not enough: a mirror a block behind that does not move is not fresh.
#[tokio::test]
async fn readiness_follows_the_progress_of_the_mirror() {
    let world = World::lived_in().await;
    let ready = async || {
        world.chain.push_success(&"0x65");
        let answer = world.get("/readyz").await;
        (answer.status, answer.json()["indexing"]["not_ready"].clone())
    };
    assert_eq!(ready().await, (StatusCode::OK, Value::Null));
    world.indexing.send_modify(|status| {
        status.head = Some(101);
        status.config.patience = Duration::ZERO;
    });
    let (status, why) = ready().await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(why.as_str().is_some_and(|why| why.contains("has not moved")), "{why}");
    world.indexing.send_modify(|status| {
        (status.stopped, status.last_error) = (true, Some("too deep".to_owned()));
    });
    assert_eq!(ready().await, (StatusCode::SERVICE_UNAVAILABLE, json!("indexing stopped: too deep")));
}
