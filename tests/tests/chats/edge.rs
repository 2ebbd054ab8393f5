//! What is refused before it is read: large, compressed and endless bodies. And what comes back from tools: no redirects,
//! no answer without end.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{Router, body::Body, http::header, response::IntoResponse, routing::any};
use palabre_api::connectors::{Client, Gate, Http, Outgoing, Rejection, Secret, Trouble, chat::slack};
use palabre_tests::doubles::{client, receiver::Receiver, serve, slack::SIGNING_SECRET, slack::sign};
use tokio::{io::AsyncWriteExt, net::TcpStream};
use url::Url;

use super::NOW;

async fn receiver() -> (Receiver, String) {
    let base = Url::parse("http://127.0.0.1:9/").unwrap();
    let settings = slack::Settings {
        source: "slack".to_owned(),
        team: "T1".to_owned(),
        bot_user: "U0".to_owned(),
        api: base.clone(),
        hooks: base,
        signing_secret: Secret::new(SIGNING_SECRET),
        bot_token: Secret::new("x"),
        roles: BTreeMap::new(),
    };
    let receiver = Receiver::new(Arc::new(slack::Slack::new(settings, super::http())), NOW);
    let url = receiver.start().await.unwrap();
    (receiver, url)
}

/// The status of the answer. A sender that is refused early may see its connection closed instead.
async fn post(url: &str, head: &[(&str, &str)], body: impl Into<reqwest::Body>) -> Option<u16> {
    let mut request = client().post(url);
    for (name, value) in head {
        request = request.header(*name, *value);
    }
    request.body(body).send().await.ok().map(|answer| answer.status().as_u16())
}

#[tokio::test]
async fn twenty_five_megabytes_are_refused_even_with_a_good_signature() {
    let (receiver, url) = receiver().await;
    let body = vec![b' '; 25 << 20];
    let (at, signature) = (NOW.to_string(), sign(SIGNING_SECRET, NOW, &body));
    let head = [("x-slack-request-timestamp", at.as_str()), ("x-slack-signature", signature.as_str())];
    let status = post(&url, &head, body).await;
    assert!(status.is_none() || status == Some(413), "{status:?}");
    assert_eq!(receiver.refused(), [Rejection::TooLarge { most: 1 << 20 }]);
    assert_eq!(receiver.counts().1, 0);
}

#[tokio::test]
async fn a_body_without_a_length_is_read_up_to_the_limit_only() {
    let (receiver, url) = receiver().await;
    let mut stream = TcpStream::connect(url.trim_start_matches("http://")).await.unwrap();
    stream.write_all(b"POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n").await.unwrap();
    let piece = [b"10000\r\n".as_slice(), &vec![b' '; 1 << 16], b"\r\n"].concat();
    // A gigabyte, if anybody took it: writing fails once the other side has closed.
    let mut pieces = 0;
    while pieces < 1 << 14 && stream.write_all(&piece).await.is_ok() {
        pieces += 1;
    }
    assert!(pieces < 1 << 14, "somebody read all of it");
    assert_eq!(receiver.refused(), [Rejection::TooLarge { most: 1 << 20 }]);
}

#[tokio::test]
async fn compressed_bodies_are_not_unpacked() {
    let (receiver, url) = receiver().await;
    // A gzip head is enough: nothing behind it is looked at.
    let bomb = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3].to_vec();
    for encoding in ["gzip", "deflate", "br", "zstd", "x-gzip", "gzip, gzip"] {
        assert_eq!(post(&url, &[("content-encoding", encoding)], bomb.clone()).await, Some(415), "{encoding}");
    }
    assert_eq!(receiver.counts(), (6, 0));
}

/// Closed to everything but one port.
#[derive(Debug)]
struct OnlyPort(u16);

impl Gate for OnlyPort {
    fn check(&self, url: &Url) -> Result<(), String> {
        if url.port() == Some(self.0) { Ok(()) } else { Err("this address is closed".to_owned()) }
    }
}

#[tokio::test]
async fn redirects_are_not_followed_endless_answers_are_cut_and_closed_addresses_are_not_asked() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = asked.clone();
    let router = Router::new()
        .route(
            "/moved",
            any(|| async { (axum::http::StatusCode::FOUND, [(header::LOCATION, "/target")]).into_response() }),
        )
        .route(
            "/target",
            any(move || async move {
                counted.fetch_add(1, Ordering::Relaxed);
                "{}"
            }),
        )
        .route(
            "/endless",
            any(|| async {
                let piece = futures::stream::repeat_with(|| Ok::<_, std::io::Error>(vec![b'x'; 1 << 16]));
                Body::from_stream(piece).into_response()
            }),
        );
    let base = Url::parse(&serve(router).await.unwrap()).unwrap();
    let http = Client::new(reqwest::Client::builder(), Arc::new(OnlyPort(base.port().unwrap()))).unwrap();
    let answer = http.send(Outgoing::get(base.join("moved").unwrap())).await.unwrap();
    assert_eq!((answer.status.as_u16(), asked.load(Ordering::Relaxed)), (302, 0));
    assert!(matches!(answer.good(), Err(Trouble::Broken { .. })));
    assert!(matches!(http.send(Outgoing::get(base.join("endless").unwrap())).await, Err(Trouble::Refused { .. })));
    let closed = http.send(Outgoing::get(Url::parse("http://127.0.0.1:1/?token=secret").unwrap())).await;
    assert_eq!(closed.err(), Some(Trouble::broken("this address is closed")));
}

#[tokio::test]
async fn what_is_said_about_a_failed_request_names_no_token() {
    let _ready = super::http();
    let http = Client::new(reqwest::Client::builder(), Arc::new(super::Open)).unwrap();
    let closed = { std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap() };
    let url = Url::parse(&format!("http://{closed}/hooks/secret-in-path?token=secret")).unwrap();
    let trouble = http.send(Outgoing::get(url)).await.unwrap_err();
    assert!(matches!(trouble, Trouble::Later { .. }), "{trouble:?}");
    assert!(!trouble.to_string().contains("secret"), "{trouble}");
}
