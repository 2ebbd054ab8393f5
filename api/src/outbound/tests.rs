use std::sync::{
    Mutex,
    atomic::{AtomicUsize, Ordering},
};

use axum::{
    Router,
    http::{StatusCode, header},
    routing::{any, get},
};
use tokio::net::TcpListener;

use super::*;

const TIME: Duration = Duration::from_secs(20);

/// Answers of a resolver, the last one for ever; and how often it was asked.
fn resolver(answers: &[&str]) -> (Resolver, Arc<AtomicUsize>) {
    let mut answers: Vec<IpAddr> = answers.iter().rev().map(|text| text.parse().unwrap()).collect();
    let last = answers[0];
    answers.remove(0);
    let (answers, asked) = (Mutex::new(answers), Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&asked);
    let resolver: Resolver = Arc::new(move |_| {
        count.fetch_add(1, Ordering::SeqCst);
        let next = answers.lock().unwrap().pop().unwrap_or(last);
        Box::pin(async move { Ok(vec![next]) })
    });
    (resolver, asked)
}

fn door(allowed: &[&str], answers: &[&str]) -> (Outbound, Arc<AtomicUsize>) {
    let allowed = allowed.iter().map(|network| network.parse().unwrap()).collect();
    let (resolver, asked) = resolver(answers);
    (Outbound::with_resolver(OutboundPolicy { allowed }, resolver).unwrap(), asked)
}

fn get_of(url: &str) -> Outgoing {
    let to = url.parse().unwrap();
    Outgoing { method: Method::GET, to, headers: HeaderMap::new(), body: Vec::new(), time: TIME }
}

/// A server on the machine; answers its port and how many requests it saw.
async fn server() -> (u16, Arc<AtomicUsize>) {
    let seen = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&seen);
    let app = Router::new()
        .route("/long", get("x".repeat(MOST_ANSWER * 3)))
        .route("/away", any((StatusCode::FOUND, [(header::LOCATION, "/")], "elsewhere")))
        .route("/never", get(std::future::pending::<&'static str>))
        .fallback("here")
        .layer(axum::middleware::map_request(move |request: axum::extract::Request| {
            count.fetch_add(1, Ordering::SeqCst);
            std::future::ready(request)
        }));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move { axum::serve(listener, app).await });
    (port, seen)
}

#[tokio::test]
async fn a_name_that_leads_inside_is_refused_before_anything_is_sent() {
    let (port, seen) = server().await;
    for scheme in ["https", "http"] {
        let (door, _) = door(&[], &["127.0.0.1"]);
        let refused = door.send(get_of(&format!("{scheme}://inside.example:{port}"))).await.unwrap_err();
        assert_eq!(refused.to_string(), "inside.example leads to 127.0.0.1, which is loopback");
        assert!(refused.is_refusal());
        let literal = door.send(get_of(&format!("{scheme}://[::ffff:127.0.0.1]:{port}"))).await.unwrap_err();
        assert!(matches!(literal, OutboundError::Refused { .. }), "{literal}");
    }
    assert_eq!(seen.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_name_that_changes_between_the_look_and_the_request_gains_nothing() {
    let (port, seen) = server().await;
    let (door, asked) = door(&[], &["1.1.1.1", "127.0.0.1"]);
    let to: Destination = format!("https://rebound.example:{port}").parse().unwrap();
    assert_eq!(door.check(&to).await, Ok(()), "it looked public");
    let refused = door.send(get_of(to.as_str())).await.unwrap_err();
    assert!(matches!(refused, OutboundError::Refused { .. }), "{refused}");
    assert_eq!(asked.load(Ordering::SeqCst), 2, "the connection asks once and uses what was judged");
    assert_eq!(seen.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn one_inside_among_public_addresses_spoils_them_all() {
    let both: Resolver =
        Arc::new(|_| Box::pin(async { Ok(vec!["1.1.1.1".parse().unwrap(), "10.0.0.1".parse().unwrap()]) }));
    let door = Outbound::with_resolver(OutboundPolicy::default(), both).unwrap();
    let refused = door.check(&"https://a.example".parse().unwrap()).await.unwrap_err();
    assert_eq!(refused.to_string(), "a.example leads to 10.0.0.1, which is private");
}

#[tokio::test]
async fn what_the_operator_opened_is_reached_and_redirects_are_not_followed() {
    let (port, seen) = server().await;
    let (door, _) = door(&["127.0.0.0/8"], &["127.0.0.1"]);
    let answer = door.send(get_of(&format!("http://inside.example:{port}/"))).await.unwrap();
    assert_eq!((answer.status, answer.body.as_slice()), (200, b"here".as_slice()));
    let away = door.send(get_of(&format!("http://inside.example:{port}/away"))).await.unwrap();
    assert_eq!((away.status, away.body.as_slice()), (302, b"elsewhere".as_slice()));
    let long = door.send(get_of(&format!("http://inside.example:{port}/long"))).await.unwrap();
    assert_eq!(long.body.len(), MOST_ANSWER);
    assert_eq!(seen.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn waiting_has_an_end_and_nothing_is_told_of_the_url() {
    let (port, _) = server().await;
    let (door, _) = door(&["127.0.0.0/8"], &["127.0.0.1"]);
    let mut slow = get_of(&format!("http://inside.example:{port}/never?secret"));
    slow.time = Duration::from_millis(50);
    assert_eq!(door.send(slow.clone()).await.unwrap_err(), OutboundError::TimedOut(slow.time));
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let closed = free.local_addr().unwrap().port();
    drop(free);
    let refused = door.send(get_of(&format!("http://inside.example:{closed}/?secret"))).await.unwrap_err();
    assert!(matches!(&refused, OutboundError::Failed(why) if !why.contains("secret")), "{refused}");
}
