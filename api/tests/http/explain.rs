//! Why a member has these points, and who confirmed whose.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{rows, world::World};

const C: &str = "/api/v1/communities/demo";

fn sum(items: &Value, field: &str) -> u64 {
    items.as_array().expect("a list").iter().filter_map(|item| item[field].as_u64()).sum()
}

#[tokio::test]
async fn every_point_has_its_life() {
    let world = World::lived_in().await;
    rows::strike_and_debts(&world.store).await;
    let member = world.get(&format!("{C}/members/3")).await.json();
    let explained = world.get(&format!("{C}/members/3/explain")).await.json();
    assert_eq!(explained["items"].as_array().map(Vec::len), member["epochs"].as_array().map(Vec::len));
    for (epoch, known) in
        explained["items"].as_array().expect("epochs").iter().zip(member["epochs"].as_array().expect("epochs"))
    {
        assert_eq!(epoch["epoch"], known["epoch"]);
        for lane in epoch["lanes"].as_array().expect("lanes") {
            let at = lane["lane"].as_u64().expect("a lane") as usize;
            assert_eq!(lane["counted"], known["counted"][at]);
            assert_eq!(sum(&lane["items"], "counted"), lane["counted"].as_u64().expect("points"), "{lane}");
            assert_eq!(sum(&lane["items"], "points"), lane["recorded"].as_u64().expect("points"));
        }
    }
}

#[tokio::test]
async fn steps_name_reviewers_rules_and_transactions() {
    let world = World::lived_in().await;
    rows::strike_and_debts(&world.store).await;
    let one = world.get(&format!("{C}/members/3/explain?epoch=1")).await.json();
    let lane = &one["items"][0]["lanes"][0];
    assert_eq!((&lane["cap"], &lane["quorum"], &lane["recorded"]), (&json!(30), &json!(1), &json!(60)));
    assert_eq!((&lane["debts_paid"], &lane["held"], &lane["counted"]), (&json!(5), &json!(25), &json!(25)));
    let items = &lane["items"];
    let steps = |item: usize| -> Vec<&str> {
        items[item]["life"].as_array().expect("a life").iter().filter_map(|step| step["step"].as_str()).collect()
    };
    assert_eq!((steps(0), steps(1)), (vec!["recorded"], vec!["recorded", "challenged", "upheld", "struck"]));
    assert_eq!((&items[0]["counted"], &items[1]["counted"]), (&json!(25), &json!(0)));
    let recorded = &items[0]["life"][0];
    assert_eq!((&items[0]["paid_debt"], &items[0]["capped"]), (&json!(5), &json!(0)));
    assert_eq!((&items[1]["life"][1]["by"], &items[1]["life"][2]["by"]), (&json!([4]), &json!([1, 2])));
    assert_eq!((&recorded["by"], &recorded["rules_version"]), (&json!([1, 2]), &json!(1)));
    assert_eq!(recorded["evidence_root"], format!("0x{:064x}", 0));
    assert_eq!(items[1]["life"][3]["tx_hash"], format!("0x{:064x}", 20), "of the event of the strike");
    assert_eq!(world.get(&format!("{C}/members/8/explain")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.get(&format!("{C}/members/5/explain")).await.json()["items"], json!([]));
}

#[tokio::test]
async fn payments_are_part_of_the_answer() {
    let world = World::lived_in().await;
    let explained = world.get(&format!("{C}/members/2/explain?epoch=1")).await.json();
    assert_eq!(explained["items"][0]["payments"][0]["amount"], "333333333333333333");
    assert_eq!(explained["items"][0]["vote_points"], 30, "lane 0 makes votes, up to the cap");
}

#[tokio::test]
async fn the_matrix_has_points_by_confirmer_and_beneficiary() {
    let world = World::lived_in().await;
    let square = world.get(&format!("{C}/epochs/1/matrix.csv")).await;
    assert_eq!(square.header("content-type"), "text/csv; charset=utf-8; header=present");
    // Batches of members 1, 2, 3 with 10, 20, 30 points, twice, confirmed by 1 and 2.
    assert_eq!(square.text, "confirmer,1,2,3\r\n1,0,40,60\r\n2,20,0,60\r\n");
    rows::strike_and_debts(&world.store).await;
    let cells = world.get(&format!("{C}/epochs/1/matrix.csv?layout=cells")).await;
    assert_eq!(
        cells.text,
        "confirmer,beneficiary,points,contributions\r\n1,2,40,2\r\n1,3,30,1\r\n2,1,20,2\r\n2,3,30,1\r\n"
    );
    rows::many_contributions(&world.store, 3).await;
    let other = world.get(&format!("{C}/epochs/7/matrix.csv")).await;
    assert_eq!(other.text, "confirmer\r\n");
    assert_eq!(world.get(&format!("{C}/epochs/1/matrix.csv?layout=x")).await.status, StatusCode::BAD_REQUEST);
}
