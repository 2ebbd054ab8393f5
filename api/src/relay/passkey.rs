//! Accounts whose key is a passkey: made by the relay for people without a wallet, at an address that follows from the
//! public key. Browsers give keys and signatures in the forms of WebAuthn; here they become those of the contracts.

use alloy::{
    primitives::{Address, B256, Bytes, U256, uint},
    sol_types::{SolCall, SolValue},
};
use palabre_contracts::{
    Community,
    bindings::{
        passkey_account::PasskeyAccount::challengeCall,
        passkey_accounts::PasskeyAccounts::{accountOfCall, createCall},
    },
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Relay,
    accept::Submitted,
    action::Action,
    error::{Refusal, RelayError},
};

/// Order of P-256: contracts refuse an `s` above its half.
const ORDER: U256 = uint!(0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551_U256);
/// How a public key on P-256 begins (SubjectPublicKeyInfo, uncompressed point).
const SPKI: [u8; 27] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce,
    0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
];
/// Longest part of an assertion, in bytes.
const MAX_PART: usize = 1_024;

/// A passkey that was made in a browser.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyInput {
    /// What `getPublicKey()` of the credential answers, as `0x` text.
    #[schema(value_type = crate::http::wire::HexText)]
    pub public_key: Bytes,
    /// Id of the credential, as `0x` text: finds the account again on another device.
    #[schema(value_type = crate::http::wire::HexText)]
    pub credential_id: Bytes,
}

/// What a passkey answered to a challenge, all as `0x` text.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assertion {
    /// `authenticatorData`.
    #[schema(value_type = crate::http::wire::HexText)]
    pub authenticator_data: Bytes,
    /// `clientDataJSON`.
    #[schema(value_type = crate::http::wire::HexText)]
    pub client_data_json: Bytes,
    /// `signature` (DER).
    #[schema(value_type = crate::http::wire::HexText)]
    pub signature: Bytes,
}

/// The account of a passkey.
#[derive(Clone, Debug)]
pub struct PasskeyMade {
    /// Its address.
    pub account: Address,
    /// What brings it on the chain; nothing when it is there.
    pub submitted: Option<Submitted>,
}

/// The point of a public key.
pub fn point(spki: &[u8]) -> Result<(B256, B256), Refusal> {
    match spki.strip_prefix(&SPKI) {
        Some(point) if point.len() == 64 => Ok((B256::from_slice(&point[..32]), B256::from_slice(&point[32..]))),
        _ => Err(Refusal::malformed(
            "this is no public key on the curve P-256",
            "Make the passkey with the algorithm ES256 (-7) and send what getPublicKey() answers.",
        )),
    }
}

impl Assertion {
    /// The signature as an account takes it (OpenZeppelin's `WebAuthnAuth`).
    pub fn for_contract(&self) -> Result<Bytes, Refusal> {
        let json = std::str::from_utf8(&self.client_data_json).map_err(|_| unreadable("clientDataJSON is no text"))?;
        if json.len() > MAX_PART || self.authenticator_data.len() > MAX_PART {
            return Err(unreadable("the answer is longer than any authenticator's"));
        }
        let place = |part: &str| json.find(part).ok_or_else(|| unreadable("clientDataJSON is not that of WebAuthn"));
        let challenge = U256::from(place("\"challenge\":\"")?);
        let kind = U256::from(place("\"type\":\"webauthn.get\"")?);
        let (r, s) = integers(&self.signature).ok_or_else(|| unreadable("the signature is not in the form DER"))?;
        let low = if s > ORDER >> 1 { ORDER.saturating_sub(s) } else { s };
        let parts = (B256::from(r), B256::from(low), challenge, kind, self.authenticator_data.clone(), json.to_owned());
        Ok(parts.abi_encode_params().into())
    }
}

/// The two numbers of a DER signature.
fn integers(der: &[u8]) -> Option<(U256, U256)> {
    let body = der.strip_prefix(&[0x30])?;
    let (length, body) = body.split_first()?;
    let (r, rest) = integer(body)?;
    let (s, rest) = integer(rest)?;
    (usize::from(*length) == body.len() && rest.is_empty()).then_some((r, s))
}

fn integer(der: &[u8]) -> Option<(U256, &[u8])> {
    let (length, rest) = der.strip_prefix(&[0x02])?.split_first()?;
    let (digits, rest) = rest.split_at_checked(usize::from(*length))?;
    // A number whose first bit is set has a zero before it, since DER knows negative ones.
    let digits = digits.strip_prefix(&[0]).unwrap_or(digits);
    Some((U256::try_from_be_slice(digits)?, rest))
}

fn unreadable(detail: &str) -> Refusal {
    Refusal::malformed(detail, "Send what the browser's authenticator answered, byte by byte, as 0x text.")
}

impl Relay {
    /// From now on accounts for passkeys are made by this factory.
    pub fn serve_passkeys(&self, factory: Address) {
        // A second factory would give the same people other accounts: the first one stays.
        let _ = self.0.passkeys.set(factory);
    }

    pub(super) fn passkey_factory(&self) -> Result<Address, Refusal> {
        self.0.passkeys.get().copied().ok_or_else(|| {
            Refusal::unmet(
                "no_passkeys",
                "this service makes no accounts for passkeys",
                "Use a wallet. Operators: the factory is deployed by the embedded chain's node only.",
            )
        })
    }

    /// Makes the account of a passkey, unless it is there.
    pub async fn create_passkey(&self, community: &Community, input: PasskeyInput) -> Result<PasskeyMade, RelayError> {
        self.on_our_chain(community)?;
        let factory = self.passkey_factory()?;
        let (qx, qy) = point(&input.public_key)?;
        if input.credential_id.is_empty() || input.credential_id.len() > MAX_PART {
            return Err(unreadable("the id of the credential has no sensible length").into());
        }
        let account = self.0.chain.ask(factory, accountOfCall { qx, qy }).await?;
        self.0.queue.remember_passkey(&input.credential_id, account, self.0.clock.now()).await?;
        if self.0.chain.has_code(account).await? {
            return Ok(PasskeyMade { account, submitted: None });
        }
        let call = createCall { qx, qy }.abi_encode();
        let submitted = self.upkeep(community, Action::CreatePasskeyAccount, factory, call).await?;
        Ok(PasskeyMade { account, submitted: Some(submitted) })
    }

    /// The account of a credential that was used here before.
    pub async fn passkey_account(&self, credential_id: &[u8]) -> Result<Option<Address>, RelayError> {
        self.0.queue.passkey(credential_id).await
    }

    /// What the passkey of an account signs so that the account signs `digest`.
    pub async fn passkey_challenge(&self, account: Address, digest: B256) -> Result<B256, RelayError> {
        if !self.0.chain.has_code(account).await? {
            let next_step = "Wait until the account is made, or make it: POST .../relay/passkeys.";
            return Err(Refusal::unknown(format!("there is no account at {account}"), next_step).into());
        }
        self.0.chain.ask(account, challengeCall { hash: digest }).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assertion(json: &str, signature: Vec<u8>) -> Assertion {
        Assertion {
            authenticator_data: vec![1; 37].into(),
            client_data_json: json.as_bytes().to_vec().into(),
            signature: signature.into(),
        }
    }

    const JSON: &str = r#"{"type":"webauthn.get","challenge":"AAAA","origin":"http://localhost"}"#;

    fn der(r: &[u8], s: &[u8]) -> Vec<u8> {
        let part = |number: &[u8]| [&[0x02, number.len() as u8], number].concat();
        let body = [part(r), part(s)].concat();
        [&[0x30, body.len() as u8], body.as_slice()].concat()
    }

    #[test]
    fn keys_of_other_curves_are_refused() {
        let key = [SPKI.as_slice(), &[7; 32], &[8; 32]].concat();
        assert_eq!(point(&key), Ok((B256::repeat_byte(7), B256::repeat_byte(8))));
        assert!(point(&key[..90]).is_err());
        assert!(point(&[0; 91]).is_err());
    }

    #[test]
    fn an_assertion_is_written_as_the_contract_reads_it() {
        let signature = assertion(JSON, der(&[5], &[6])).for_contract().unwrap();
        type Parts = (B256, B256, U256, U256, Bytes, String);
        let (r, s, challenge, kind, data, json) = Parts::abi_decode_params(&signature).unwrap();
        assert_eq!((U256::from_be_bytes(r.0), U256::from_be_bytes(s.0)), (U256::from(5), U256::from(6)));
        assert!(json[challenge.to::<usize>()..].starts_with("\"challenge\":\"AAAA\""));
        assert_eq!((kind, data.len()), (U256::from(1), 37));
    }

    #[test]
    fn high_signatures_become_their_low_twin() {
        let high = ORDER - U256::from(9);
        let bytes = [&[0], high.to_be_bytes::<32>().as_slice()].concat();
        let signature = assertion(JSON, der(&[5], &bytes)).for_contract().unwrap();
        assert_eq!(U256::from_be_slice(&signature[32..64]), U256::from(9));
    }

    #[test]
    fn nonsense_is_refused() {
        for signature in [
            vec![],
            vec![0x30],
            der(&[5], &[6])[..5].to_vec(),
            der(&[1; 34], &[6]),
            [der(&[5], &[6]), vec![0]].concat(),
        ] {
            assert!(assertion(JSON, signature.clone()).for_contract().is_err(), "{signature:?}");
        }
        for json in ["", "{}", r#"{"type":"webauthn.create","challenge":"A"}"#] {
            assert!(assertion(json, der(&[5], &[6])).for_contract().is_err(), "{json}");
        }
    }
}
