//! Signing in: which texts and signatures are believed, and which are not.

mod contract_wallets;
mod keys;
mod vectors;

use palabre_indexer::sql;
use std::sync::{Arc, Mutex};

use alloy::{
    primitives::{Address, Bytes},
    signers::{SignerSync, local::PrivateKeySigner},
};
use axum::http::{HeaderMap, HeaderValue, header};

use super::{Session, Sessions, SessionsSetup, origin::Origin, sign_in::Invitation};
use crate::{
    clock::Clock,
    error::ApiError,
    relay::{
        Entropy,
        testing::{CHAIN_ID, FakeChain, NOW, key},
    },
};

/// Sessions over an empty database, for a service at one address.
struct Bench {
    sessions: Sessions,
    chain: FakeChain,
    clock: Arc<Mutex<u64>>,
    origin: Origin,
    wallet: PrivateKeySigner,
}

impl Bench {
    async fn new() -> Self {
        let (chain, clock) = (FakeChain::default(), Arc::new(Mutex::new(NOW)));
        let pool = palabre_indexer::testing::store().await.pool().clone();
        let (now, count) = (Arc::clone(&clock), Mutex::new(0_u64));
        let setup = SessionsSetup {
            provider: chain.provider(),
            chain_id: CHAIN_ID,
            pool,
            clock: Clock::new(move || *now.lock().unwrap()),
            entropy: Entropy::new(move || {
                let mut count = count.lock().unwrap();
                *count += 1;
                alloy::primitives::keccak256(count.to_be_bytes())
            }),
        };
        let sessions = Sessions::open(setup).await.unwrap();
        Self { sessions, chain, clock, origin: origin("https://palabre.example", "palabre.example"), wallet: key(1) }
    }

    fn wait(&self, seconds: u64) {
        *self.clock.lock().unwrap() += seconds;
    }

    async fn invited(&self, wallet: Address) -> Invitation {
        self.sessions.prepare(&self.origin, wallet, "I sign in.").await.unwrap()
    }

    async fn submit(&self, invited: &Invitation, text: &str, signature: Bytes) -> Result<(Session, String), ApiError> {
        self.sessions.sign_in(&self.origin, Some(&invited.browser), text, &signature, "Firefox").await
    }

    async fn signed_in(&self) -> (Session, String) {
        let invited = self.invited(self.wallet.address()).await;
        let signature = personal_sign(&self.wallet, &invited.text);
        self.submit(&invited, &invited.text, signature).await.unwrap()
    }
}

fn origin(public_url: &str, host: &'static str) -> Origin {
    let mut headers = HeaderMap::new();
    headers.insert(header::HOST, HeaderValue::from_static(host));
    Origin::of_request(public_url, &headers).unwrap()
}

fn personal_sign(wallet: &PrivateKeySigner, text: &str) -> Bytes {
    Bytes::copy_from_slice(&wallet.sign_message_sync(text.as_bytes()).unwrap().as_bytes())
}

fn code<T: std::fmt::Debug>(answer: Result<T, ApiError>) -> &'static str {
    answer.unwrap_err().code()
}

#[tokio::test]
async fn a_signature_opens_a_session_that_its_secret_finds() {
    let bench = Bench::new().await;
    let (session, secret) = bench.signed_in().await;
    assert_eq!(session.wallet, bench.wallet.address());
    assert_eq!(bench.sessions.find(&secret).await.unwrap(), Some(session.clone()));
    assert_eq!(bench.sessions.find(&session.id).await.unwrap(), None, "its public name is no secret");
    assert_eq!(bench.sessions.find(session.csrf_token()).await.unwrap(), None, "nor is its token");
}

#[tokio::test]
async fn a_text_opens_one_session() {
    let bench = Bench::new().await;
    let invited = bench.invited(bench.wallet.address()).await;
    let signature = personal_sign(&bench.wallet, &invited.text);
    bench.submit(&invited, &invited.text, signature.clone()).await.unwrap();
    assert_eq!(code(bench.submit(&invited, &invited.text, signature).await), "nonce_void");
}

#[tokio::test]
async fn two_requests_at_once_open_one_session() {
    let bench = Bench::new().await;
    let invited = bench.invited(bench.wallet.address()).await;
    let signature = personal_sign(&bench.wallet, &invited.text);
    let tries = (0..8).map(|_| bench.submit(&invited, &invited.text, signature.clone()));
    let opened = futures::future::join_all(tries).await.into_iter().filter(Result::is_ok).count();
    assert_eq!(opened, 1);
}

#[tokio::test]
async fn sessions_end_when_nobody_uses_them_and_at_last_in_any_case() {
    let bench = Bench::new().await;
    let (_, idle) = bench.signed_in().await;
    let (_, used) = bench.signed_in().await;
    for _ in 0..6 {
        bench.wait(5 * 86_400 - 1);
        assert!(bench.sessions.find(&used).await.unwrap().is_some());
    }
    assert_eq!(bench.sessions.find(&idle).await.unwrap(), None);
    bench.wait(6);
    assert_eq!(bench.sessions.find(&used).await.unwrap(), None, "thirty days are over");
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_owner_only() {
    let bench = Bench::new().await;
    let (first, first_secret) = bench.signed_in().await;
    let (_, second_secret) = bench.signed_in().await;
    let wallet = bench.wallet.address();
    assert_eq!(bench.sessions.of_wallet(wallet).await.unwrap().len(), 2);
    assert!(!bench.sessions.end(key(2).address(), &first.id).await.unwrap(), "somebody else's");
    assert!(bench.sessions.end(wallet, &first.id).await.unwrap());
    assert!(bench.sessions.find(&first_secret).await.unwrap().is_none());
    assert!(bench.sessions.find(&second_secret).await.unwrap().is_some());
    assert_eq!(bench.sessions.end_all(wallet).await.unwrap(), 1);
    assert!(bench.sessions.find(&second_secret).await.unwrap().is_none());
}

#[tokio::test]
async fn no_secret_is_stored() {
    let bench = Bench::new().await;
    let (session, secret) = bench.signed_in().await;
    let rows: Vec<(Vec<u8>, String, String)> =
        sql::query_as("SELECT hash, id, agent FROM sessions").fetch_all(&bench.sessions.0.pool).await.unwrap();
    let stored = format!("{rows:?} {session:?}");
    assert!(!stored.contains(&secret) && !stored.contains(session.csrf_token()), "{stored}");
}
