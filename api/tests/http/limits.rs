//! Floods, proxies, other sites and slow clients.

use std::{net::IpAddr, time::Duration};

use axum::{body::Body, http::Method};
use palabre_api::{ConnectionLimits, Limits, serve};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::timeout,
};

use crate::world::World;

fn few() -> Limits {
    Limits { reads_per_second: 1, acts_per_minute: 2, sign_ins_per_minute: 1, ..Limits::default() }
}

const STRANGER: [u8; 4] = [203, 0, 113, 7];

#[tokio::test]
async fn a_client_that_asks_too_much_is_told_when_to_come_back() {
    let world = World::with_limits(few()).await.from(IpAddr::from(STRANGER));
    for _ in 0..4 {
        assert_eq!(world.get("/api/v1/communities").await.status, 200);
    }
    let answer = world.get("/api/v1/communities").await;
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (429, "1"));
    crate::edge::assert_problem(&answer, "/api/v1/communities");
    assert_eq!(world.get("/healthz").await.status, 200, "probes are not counted");
    let open = "/api/v1/communities/demo/relay/open";
    let statuses = [
        world.send(Method::POST, open, &[], Body::empty()).await.status,
        world.send(Method::POST, open, &[], Body::empty()).await.status,
        world.send(Method::POST, open, &[], Body::empty()).await.status,
    ];
    assert_eq!(statuses[2], 429, "{statuses:?}");
    assert_ne!(statuses[1], 429, "{statuses:?}");
}

#[tokio::test]
async fn a_header_does_not_make_another_client() {
    let world = World::with_limits(few()).await.from(IpAddr::from(STRANGER));
    let mut last = 0;
    for number in 0..6 {
        let spoofed = format!("198.51.100.{number}");
        let answer = world.get_with("/api/v1/communities", &[("x-forwarded-for", &spoofed)]).await;
        last = answer.status.as_u16();
    }
    assert_eq!(last, 429);
    let trusted = Limits { trusted_proxies: vec!["203.0.113.0/24".parse().expect("a network")], ..few() };
    let world = World::with_limits(trusted).await.from(IpAddr::from(STRANGER));
    for number in 0..6 {
        let client = format!("198.51.100.{number}");
        let answer = world.get_with("/api/v1/communities", &[("x-forwarded-for", &client)]).await;
        assert_eq!(answer.status, 200, "a proxy of ours speaks for many");
    }
}

#[tokio::test]
async fn more_than_can_be_done_is_refused_at_once() {
    let world = World::with_limits(Limits { at_once: 0, ..Limits::default() }).await;
    let answer = world.get("/api/v1/communities").await;
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, "5"));
    assert_eq!(answer.json()["code"], "overloaded");
    assert_eq!(world.get("/healthz").await.status, 200);
}

#[tokio::test]
async fn other_sites_read_what_is_public_if_they_are_named() {
    let dashboard = "https://dashboard.example";
    let allowed = vec![dashboard.parse().expect("a header")];
    let world = World::with_limits(Limits { allowed_origins: allowed, ..Limits::default() }).await;
    let answer = world.get_with("/api/v1/communities", &[("origin", dashboard)]).await;
    assert_eq!(answer.header("access-control-allow-origin"), dashboard);
    assert_eq!(answer.header("access-control-allow-credentials"), "", "never with cookies");
    for other in ["https://evil.example", "null", "https://dashboard.example.evil"] {
        let answer = world.get_with("/api/v1/communities", &[("origin", other)]).await;
        assert_eq!(answer.header("access-control-allow-origin"), "", "{other}");
    }
    let asked = [("origin", dashboard), ("access-control-request-method", "POST")];
    let preflight = world.send(Method::OPTIONS, "/api/v1/session", &asked, Body::empty()).await;
    assert!(!preflight.header("access-control-allow-methods").contains("POST"));
    let closed = World::with_limits(Limits::default()).await;
    let answer = closed.get_with("/api/v1/communities", &[("origin", dashboard)]).await;
    assert_eq!(answer.header("access-control-allow-origin"), "", "nobody is named by default");
}

async fn served(limits: ConnectionLimits) -> (std::net::SocketAddr, tokio::sync::oneshot::Sender<()>) {
    let app = World::with_limits(Limits::default()).await.router();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = tokio::sync::oneshot::channel();
    tokio::spawn(serve(listener, app, limits, async move { drop(stopped.await) }));
    (address, stop)
}

async fn answer_to(address: std::net::SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.expect("the service listens");
    // A service that has read enough closes the connection in the middle.
    drop(stream.write_all(request).await);
    let mut answer = Vec::new();
    // A reset after the answer is an end as well.
    drop(timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await.expect("the connection ends"));
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn slow_and_large_heads_are_cut_off() {
    let limits = ConnectionLimits { head_time: Duration::from_millis(200), ..ConnectionLimits::default() };
    let (address, _stop) = served(limits).await;
    let good = answer_to(address, b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await;
    assert!(good.starts_with("HTTP/1.1 200"), "{good}");
    let half = answer_to(address, b"GET /healthz HTTP/1.1\r\nhost: local").await;
    assert!(!half.contains("200 OK"), "{half}");
    let large = format!("GET /healthz HTTP/1.1\r\nhost: localhost\r\nx: {}\r\n\r\n", "a".repeat(400_000));
    let refused = answer_to(address, large.as_bytes()).await;
    // What the service does not read may make the system throw its answer away with the connection.
    assert!(refused.is_empty() || refused.starts_with("HTTP/1.1 431"), "{refused}");
    let many = format!("GET /healthz HTTP/1.1\r\nhost: localhost\r\n{}\r\n", "x: y\r\n".repeat(200));
    assert!(answer_to(address, many.as_bytes()).await.starts_with("HTTP/1.1 431"));
    let smuggled = b"POST /healthz HTTP/1.1\r\nhost: localhost\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /x";
    let answer = answer_to(address, smuggled).await;
    assert_eq!(answer.matches("HTTP/1.1").count(), 1, "one request, one answer: {answer}");
}

#[tokio::test]
async fn a_service_that_stops_lets_requests_end() {
    let (address, stop) = served(ConnectionLimits::default()).await;
    let mut stream = TcpStream::connect(address).await.expect("the service listens");
    stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n").await.expect("the service reads");
    tokio::time::sleep(Duration::from_millis(50)).await;
    stop.send(()).expect("the service runs");
    stream.write_all(b"\r\n").await.expect("the service still reads");
    let mut answer = [0; 15];
    stream.read_exact(&mut answer).await.expect("an answer comes");
    assert_eq!(&answer, b"HTTP/1.1 200 OK");
}
