//! The live stream: what is told, to whom, and what happens to those who come back or are slow.

use std::{pin::Pin, time::Duration};

use axum::{
    body::{Body, Bytes, HttpBody},
    http::{Request, StatusCode},
};
use futures::StreamExt;
use serde_json::Value;

use crate::{rows, world::World};

const PATH: &str = "/api/v1/communities/demo/stream";

/// A message as a browser would see it.
#[derive(Debug, Default, PartialEq)]
struct Message {
    id: String,
    kind: String,
    data: Value,
}

struct Ear {
    body: Pin<Box<axum::body::BodyDataStream>>,
    text: String,
}

impl Ear {
    async fn open(world: &World, query: &str, last: Option<&str>) -> Self {
        let mut request = Request::get(format!("{PATH}{query}")).header("host", "localhost");
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let response = world.call(request.body(Body::empty()).expect("a request")).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["cache-control"], "no-store");
        Self { body: Box::pin(response.into_body().into_data_stream()), text: String::new() }
    }

    /// The next message; none when the stream ended.
    async fn next(&mut self) -> Option<Message> {
        loop {
            if let Some((message, rest)) = self.text.split_once("\n\n") {
                let message = parse(message);
                self.text = rest.to_owned();
                if let Some(message) = message {
                    return Some(message);
                }
                continue;
            }
            let chunk = tokio::time::timeout(Duration::from_secs(10), self.body.next()).await.expect("not silent")?;
            self.text += std::str::from_utf8(&chunk.expect("no break")).expect("UTF-8");
        }
    }

    async fn event(&mut self, kind: &str) -> Message {
        loop {
            let message = self.next().await.expect("the stream goes on");
            if message.kind == kind {
                return message;
            }
            assert_eq!(message.kind, "block", "{message:?}");
        }
    }
}

/// None for lines that are no message: `retry` and comments.
fn parse(text: &str) -> Option<Message> {
    let mut message = Message::default();
    for line in text.lines() {
        match line.split_once(": ") {
            Some(("id", id)) => message.id = id.to_owned(),
            Some(("event", kind)) => message.kind = kind.to_owned(),
            Some(("data", data)) => message.data = serde_json::from_str(data).expect("JSON"),
            _ => {}
        }
    }
    (!message.data.is_null()).then_some(message)
}

async fn lived_in() -> World {
    let world = World::lived_in().await;
    world.look().await;
    world
}

fn log(message: &Message) -> (u64, u64) {
    (message.data["block_number"].as_u64().unwrap_or(0), message.data["log_index"].as_u64().unwrap_or(0))
}

#[tokio::test]
async fn listeners_hear_what_happens_and_the_block() {
    let world = lived_in().await;
    let mut ear = Ear::open(&world, "", None).await;
    assert_eq!(ear.next().await.expect("a block").data["block_number"], 100);
    rows::event(&world.store, 101, 0, 1).await;
    rows::move_to(&world.store, "demo", 101).await;
    world.look().await;
    let told = ear.event("").await;
    assert_eq!((log(&told), &told.data["name"]), ((101, 0), &Value::from("Joined")));
    let list = world.get("/api/v1/communities/demo/events?limit=1").await.json();
    assert_eq!(told.data, list["items"][0], "the same as in the list");
    assert_eq!(ear.event("block").await.data["block_number"], 101);
}

#[tokio::test]
async fn who_comes_back_gets_what_was_missed_and_nothing_twice() {
    let world = lived_in().await;
    let mut first = Ear::open(&world, "?since_block=0", None).await;
    let mut heard = Vec::new();
    for _ in 0..5 {
        heard.push(first.event("").await);
    }
    drop(first);
    rows::event(&world.store, 101, 0, 1).await;
    rows::event(&world.store, 101, 1, 1).await;
    world.look().await;
    let mut second = Ear::open(&world, "", Some(&heard[2].id)).await;
    // Told while the past is not read yet: it is in both.
    rows::event(&world.store, 101, 2, 1).await;
    world.look().await;
    for expected in [(7, 3), (7, 4), (101, 0), (101, 1), (101, 2)] {
        assert_eq!(log(&second.event("").await), expected);
    }
    rows::event(&world.store, 102, 0, 1).await;
    world.look().await;
    assert_eq!(log(&second.event("").await), (102, 0));
    let mut named = Ear::open(&world, "?since_block=0&name=RolesSet", None).await;
    assert_eq!((log(&named.event("").await), log(&named.event("").await)), ((7, 1), (7, 3)));
}

#[tokio::test]
async fn what_never_happened_is_taken_back() {
    let world = lived_in().await;
    let mut ear = Ear::open(&world, "", None).await;
    for number in 101..=103 {
        rows::event(&world.store, number, 0, 1).await;
    }
    world.look().await;
    let told = [ear.event("").await, ear.event("").await, ear.event("").await];
    // Another branch from 102 on, as long as the old one.
    rows::forget_above(&world.store, 101).await;
    rows::event(&world.store, 102, 0, 2).await;
    rows::event(&world.store, 103, 0, 2).await;
    world.look().await;
    let retract = ear.event("retract").await;
    assert_eq!(retract.data["ids"], serde_json::json!([told[2].id, told[1].id]));
    assert_eq!((&retract.data["after"], &retract.data["above_block"]), (&told[0].id.as_str().into(), &101.into()));
    assert_eq!(retract.id, told[0].id, "who comes back goes on from there");
    let again = [ear.event("").await, ear.event("").await];
    assert_eq!([log(&again[0]), log(&again[1])], [(102, 0), (103, 0)]);
    assert_ne!(again[0].id, told[1].id);
    // Somebody who was away meanwhile learns it too.
    let mut back = Ear::open(&world, "", Some(&told[1].id)).await;
    assert_eq!(back.event("retract").await.data["ids"], serde_json::json!([told[1].id]));
    assert_eq!([back.event("").await.id, back.event("").await.id], [again[0].id.clone(), again[1].id.clone()]);
    // What nobody remembers cannot be taken back one by one.
    let mut lost = Ear::open(&world, "", Some("101-0-ffffffffffffffff")).await;
    lost.event("reset").await;
}

#[tokio::test]
async fn two_retractions_lead_to_the_deeper_one() {
    let world = lived_in().await;
    let mut ear = Ear::open(&world, "", None).await;
    for (above, branch) in [(100, 1), (101, 2), (100, 3)] {
        rows::forget_above(&world.store, above).await;
        world.look().await;
        for number in above + 1..=103 {
            rows::event(&world.store, number, 0, branch).await;
        }
        world.look().await;
    }
    let first = [ear.event("").await, ear.event("").await, ear.event("").await];
    let mut back = Ear::open(&world, "", Some(&first[2].id)).await;
    let retract = back.event("retract").await;
    assert_eq!(retract.data["above_block"], 7, "the last block with an event that stands");
    for number in 101..=103 {
        assert_eq!(log(&back.event("").await), (number, 0));
    }
}

#[tokio::test]
async fn a_branch_longer_than_what_is_remembered_asks_to_begin_again() {
    let world = lived_in().await;
    for number in 101..=4300 {
        rows::event(&world.store, number, 0, 1).await;
    }
    world.look().await;
    let mut ear = Ear::open(&world, "", None).await;
    rows::forget_above(&world.store, 7).await;
    rows::event(&world.store, 101, 0, 2).await;
    world.look().await;
    ear.event("reset").await;
    rows::event(&world.store, 102, 0, 2).await;
    world.look().await;
    assert_eq!(log(&ear.event("").await), (102, 0), "what the lists have already is not told again");
}

#[tokio::test]
async fn the_slow_are_let_go_and_the_others_are_not_held_up() {
    let world = lived_in().await;
    let mut slow = Ear::open(&world, "", None).await;
    slow.next().await.expect("a block");
    let mut number = 101;
    for _ in 0..4 {
        for _ in 0..500 {
            rows::event(&world.store, number, 0, 1).await;
            number += 1;
        }
        world.look().await;
    }
    assert_eq!(slow.next().await, None, "2000 messages behind");
    let mut quick = Ear::open(&world, "?since_block=2095", None).await;
    assert_eq!(log(&quick.event("").await), (2096, 0));
}

#[tokio::test]
async fn ten_thousand_listeners_share_the_bytes() {
    let world = lived_in().await;
    let mut bodies = Vec::new();
    for _ in 0..10_000 {
        let request = Request::get(PATH).header("host", "localhost").body(Body::empty()).expect("a request");
        bodies.push(world.call(request).await.into_body());
    }
    let mut first = Vec::new();
    for body in &mut bodies {
        // `retry` and the block.
        next_chunk(body).await;
        first.push(next_chunk(body).await);
    }
    rows::event(&world.store, 101, 0, 1).await;
    world.look().await;
    let told = next_chunk(&mut bodies[0]).await;
    for body in &mut bodies[1..] {
        let same = next_chunk(body).await;
        assert_eq!((same.as_ptr(), same.len()), (told.as_ptr(), told.len()), "written once");
    }
}

async fn next_chunk(body: &mut Body) -> Bytes {
    let frame = std::future::poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await;
    frame.expect("the stream goes on").expect("no break").into_data().expect("data")
}

#[tokio::test]
async fn the_end_of_the_program_ends_the_streams() {
    let world = lived_in().await;
    let mut ear = Ear::open(&world, "", None).await;
    ear.next().await.expect("a block");
    world.live.close();
    assert_eq!(ear.next().await, None);
    let answer = world.get(PATH).await;
    assert_eq!((answer.status, answer.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "5"));
}

#[tokio::test]
async fn a_name_that_is_none_of_ours_is_refused() {
    let world = lived_in().await;
    for bad in ["x", "1", "7-0-zz", "-"] {
        let answer = world.get_with(PATH, &[("last-event-id", bad)]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{bad}");
        crate::edge::assert_problem(&answer, PATH);
    }
}
