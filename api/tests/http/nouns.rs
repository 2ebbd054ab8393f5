//! Lists of everything that the mirror has a table for.

use crate::{
    rows,
    world::{Answer, World},
};

const LISTS: [&str; 18] = [
    "anchors",
    "charters",
    "charter-acceptances?member=1",
    "claim-failures",
    "debits",
    "delegations",
    "forfeits",
    "fundings",
    "guardian/acts",
    "guardian/terms",
    "operations",
    "recovery-approvals",
    "reserve-withdrawals",
    "role-changes",
    "settlements",
    "suspensions",
    "taken-items",
    "wallet-moves",
];

async fn list(world: &World, path: &str) -> Answer {
    let answer = world.get(&format!("/api/v1/communities/demo/{path}")).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    answer
}

#[tokio::test]
async fn every_noun_is_a_list_with_a_block_a_tag_and_lines() {
    let world = World::lived_in().await;
    rows::nouns(&world.store).await;
    for path in LISTS {
        let answer = list(&world, path).await;
        let (items, tag) = (answer.json()["items"].as_array().map(Vec::len), answer.header("etag").to_owned());
        assert_eq!(answer.json()["as_of"]["block_number"], 100, "{path}");
        assert!(items.is_some() && !tag.is_empty(), "{path}");
        let full = format!("/api/v1/communities/demo/{path}");
        assert_eq!(world.get_with(&full, &[("if-none-match", &tag)]).await.status, 304, "{path}");
        let lines = world.get_with(&full, &[("accept", "application/jsonl")]).await;
        assert_eq!(Some(lines.text.lines().count()), items, "{path}");
    }
}

#[tokio::test]
async fn lists_are_filtered_and_cut_into_pages() {
    let world = World::lived_in().await;
    rows::nouns(&world.store).await;
    for (path, expected) in [
        ("role-changes", 3),
        ("role-changes?member=2", 1),
        ("suspensions?member=1", 0),
        ("wallet-moves", 3),
        ("fundings?epoch=2", 1),
        ("fundings?token=0x0000000000000000000000000000000000000000", 3),
        ("delegations", 3),
        ("delegations?votes=reputation", 0),
        ("delegations?delegate=0xc1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1", 2),
    ] {
        let items = list(&world, path).await.json()["items"].as_array().map(Vec::len);
        assert_eq!(items, Some(expected), "{path}");
    }
    for path in ["role-changes", "delegations", "wallet-moves"] {
        let (mut seen, mut next) = (Vec::new(), Some(format!("/api/v1/communities/demo/{path}?limit=2")));
        while let Some(path) = next {
            let page = world.get(&path).await.json();
            let members = page["items"].as_array().expect("a list").iter();
            seen.extend(members.map(|item| item["member"].as_u64().expect("a member")));
            next = page["next"].as_str().map(str::to_owned);
        }
        seen.sort_unstable();
        assert_eq!(seen, [1, 2, 3], "{path}");
    }
    let first = &list(&world, "delegations").await.json()["items"][0];
    assert_eq!((&first["delegate_member"], &first["votes"]), (&1.into(), &"membership".into()));
    for bad in ["role-changes?member=0", "guardian/acts?act=x", "operations?timelock=x", "delegations?votes=x"] {
        assert_eq!(world.get(&format!("/api/v1/communities/demo/{bad}")).await.status, 400, "{bad}");
    }
}
