//! What prepare answers: data for the wallet, a sentence for the person, and the request that takes the signature.

use alloy::{
    primitives::{Address, B256, U256},
    sol_types::{Eip712Domain, SolStruct},
};
use palabre_contracts::{Community, typed_data};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{calls::DescribedCall, rehearsal::Rehearsal, sentence::Sentence};

/// Something to sign.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Prepared {
    /// What it does.
    #[schema(example = "leave")]
    pub kind: &'static str,
    /// The argument of `eth_signTypedData_v4`, as it is.
    #[schema(value_type = Object)]
    pub typed_data: Value,
    /// What the signature means.
    pub sentence: Sentence,
    /// What the wallet signs, for those who compare.
    #[schema(value_type = crate::http::wire::HashText)]
    pub digest: B256,
    /// Unix time after which the signature is void; missing where the end of the vote is the limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<u64>,
    /// Where the signature goes.
    pub submit: Submit,
    /// What a proposal would do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposal: Option<PreparedProposal>,
}

/// The request that takes the signature.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Submit {
    /// Path to POST to.
    #[schema(example = "/api/v1/communities/demo/relay/leave/submit")]
    pub path: String,
    /// Body to send, once its `signature` is added.
    #[schema(value_type = Object)]
    pub body: Value,
}

/// A proposal before it is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PreparedProposal {
    /// The number that it will have.
    pub proposal_id: String,
    /// What it does, call by call.
    pub calls_decoded: Vec<ProposedCall>,
    /// What executing it now would do.
    pub rehearsal: Rehearsal,
}

/// One call of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProposedCall {
    /// Whom it calls.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub target: Address,
    /// Wei that it sends.
    pub value: String,
    /// What it says; missing for contracts that are not the community's.
    pub call: Option<DescribedCall>,
    /// What to know about a call that nothing explains.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning: Option<Sentence>,
    /// Whether it would work if the house executed the proposal now; nothing for calls after one that fails.
    pub would_succeed: Option<bool>,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The parts of a [`Prepared`] that depend on the action.
pub(crate) struct Draft<'a, T> {
    pub(crate) community: &'a Community,
    pub(crate) kind: &'static str,
    pub(crate) path: String,
    pub(crate) typed: &'a T,
    pub(crate) domain: Eip712Domain,
    pub(crate) sentence: Sentence,
    pub(crate) deadline: Option<u64>,
}

impl<T: SolStruct + Serialize> Draft<'_, T> {
    /// Puts it together. `message` is the JSON of `typed`; `extra` is what submit needs beside it.
    pub(crate) fn finish(
        self,
        wallet: Address,
        message: &impl Serialize,
        extra: Value,
    ) -> serde_json::Result<Prepared> {
        let digest = typed_data::digest(self.typed, &self.domain);
        let chain_id = self.domain.chain_id.unwrap_or_default();
        let message = serde_json::to_value(message)?;
        let mut typed_data = serde_json::to_value(typed_data::for_wallet(self.typed, self.domain))?;
        typed_data["domain"]["chainId"] = chain_number(chain_id);
        typed_data["message"] = message.clone();
        let mut body = json!({ "message": message, "signer": wallet });
        if let (Value::Object(body), Value::Object(extra)) = (&mut body, extra) {
            body.extend(extra.into_iter().filter(|(_, value)| !value.is_null()));
        }
        let path = format!("/api/v1/communities/{}/relay/{}", self.community.slug, self.path);
        Ok(Prepared {
            kind: self.kind,
            typed_data,
            sentence: self.sentence,
            digest,
            deadline: self.deadline,
            submit: Submit { path, body },
            proposal: None,
        })
    }
}

/// Wallets compare the chain's id as a number; beyond 53 bits only text is exact.
fn chain_number(id: U256) -> Value {
    match u64::try_from(id) {
        Ok(id) if id < 1 << 53 => json!(id),
        _ => json!(id.to_string()),
    }
}
