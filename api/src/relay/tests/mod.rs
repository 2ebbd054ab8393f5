//! Stories of the relay against a small fake chain: what is refused, what is stored, what is sent.

mod abuse;
mod approvals;
mod founding;
mod governance;
mod invitations;
mod joining;
mod money;
mod papers;
mod sending;
mod upkeep;

use alloy::{
    primitives::{Address, B256, Bytes, U256, aliases::U40},
    signers::{SignerSync, local::PrivateKeySigner},
};
use palabre_contracts::{
    Roles,
    bindings::membership::Membership::{self, actorReturn},
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{
    Prepared, RelayConfig, RelayError,
    error::{Course, Refusal},
    testing::{Bench, key},
};

/// Signs like a wallet does: from the JSON of `eth_signTypedData_v4`, without any of our code in between.
fn sign(prepared: &Prepared, signer: &PrivateKeySigner) -> Bytes {
    let typed: alloy::dyn_abi::TypedData = serde_json::from_value(prepared.typed_data.clone()).unwrap();
    let digest = typed.eip712_signing_hash().unwrap();
    assert_eq!(digest, prepared.digest);
    Bytes::copy_from_slice(&signer.sign_hash_sync(&digest).unwrap().as_bytes())
}

/// The body that the answer of prepare asks for, with a signature.
fn body(prepared: &Prepared, signature: &Bytes) -> Value {
    let mut body = prepared.submit.body.clone();
    body["signature"] = json!(signature);
    body
}

fn submission<T: DeserializeOwned>(prepared: &Prepared, signer: &PrivateKeySigner) -> T {
    serde_json::from_value(body(prepared, &sign(prepared, signer))).unwrap()
}

/// The body with one field of the message changed after signing.
fn tampered<T: DeserializeOwned>(prepared: &Prepared, signer: &PrivateKeySigner, field: &str, value: Value) -> T {
    let mut body = body(prepared, &sign(prepared, signer));
    body["message"][field] = value;
    serde_json::from_value(body).unwrap()
}

fn refused<T: std::fmt::Debug>(answer: Result<T, RelayError>) -> Refusal {
    match answer.unwrap_err() {
        RelayError::Refused(refusal) => refusal,
        other => panic!("expected a refusal, got {other}"),
    }
}

fn code<T: std::fmt::Debug>(answer: Result<T, RelayError>) -> &'static str {
    refused(answer).code
}

/// The keyed nonce as contracts show it.
fn keyed(key: u64, count: u64) -> U256 {
    (U256::from(key) << 64usize) | U256::from(count)
}

impl Bench {
    /// A world with a charter, in which nobody is a member.
    async fn with_charter() -> Self {
        Self::with_charter_and(RelayConfig::default()).await
    }

    async fn with_charter_and(config: RelayConfig) -> Self {
        let bench = Self::with(config).await;
        bench.publish_charter(1, B256::repeat_byte(0x11));
        bench.chain.answer_all::<Membership::memberOfCall>(bench.community.contracts.membership, &U40::ZERO);
        let nobody = actorReturn { memberId: U40::ZERO, roles: Roles::NONE.into() };
        bench.chain.answer_all::<Membership::actorCall>(bench.community.contracts.membership, &nobody);
        bench
    }

    fn publish_charter(&self, version: u16, hash: B256) {
        let membership = self.community.contracts.membership;
        self.chain.answer_all::<Membership::charterVersionCall>(membership, &version);
        self.chain.answer(membership, &Membership::charterHashCall { version }, &hash);
    }

    /// Makes the wallet of a key that of a member.
    fn admit(&self, wallet: Address, id: u64, roles: Roles) {
        let membership = self.community.contracts.membership;
        let (id, owner) = (U40::from(id), wallet);
        let actor = actorReturn { memberId: id, roles: roles.into() };
        self.chain.answer(membership, &Membership::actorCall { wallet }, &actor);
        self.chain.answer(membership, &Membership::memberOfCall { wallet }, &id);
        self.chain.answer(membership, &Membership::payeeCall { memberId: id }, &owner);
    }

    /// What `nonces(owner, key)` of a contract answers.
    fn set_nonce(&self, contract: Address, owner: Address, key: u64, count: u64) {
        let call = Membership::nonces_1Call { owner, key: alloy::primitives::Uint::from(key) };
        self.chain.answer(contract, &call, &keyed(key, count));
    }
}

#[test]
fn the_wallet_of_a_test_is_no_key_of_the_service() {
    assert_ne!(key(1).address(), key(0xf1).address());
    assert_eq!(Refusal::malformed("", "").course, Course::Correct);
}
