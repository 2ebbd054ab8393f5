//! Two choices of one's own: being still here, and being paid.

use alloy::{primitives::Address, sol_types::SolCall};
use palabre_contracts::{
    Community,
    bindings::safeguards::Safeguards::{setUnpaidBySigCall, wakeBySigCall},
    papers::{SetUnpaid, Wake},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{Signed, paper};
use crate::relay::{
    Relay,
    accept::Submitted,
    actions::WalletInput,
    error::RelayError,
    message::papers::{SetUnpaidMessage, WakeMessage},
    prepared::Prepared,
};

paper!(Wake, WakeMessage, Wake, safeguards, WAKE, Member, wake);
// Also for somebody who left and is still owed a share.
paper!(SetUnpaid, SetUnpaidMessage, SetUnpaid, safeguards, SET_UNPAID, Anybody, set_unpaid);

/// Somebody renounces money, or takes it again.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetUnpaidInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// Whether it renounces.
    pub unpaid: bool,
}

impl Relay {
    /// Writes what a member signs to say that they are still here.
    pub async fn prepare_wake(&self, community: &Community, input: WalletInput) -> Result<Prepared, RelayError> {
        let WalletInput { wallet } = input;
        self.prepare_paper(community, wallet, json!({}), |nonce, deadline| Wake { wallet, nonce, deadline }).await
    }

    /// Takes the signature of a member who is still here.
    pub async fn submit_wake(
        &self,
        community: &Community,
        given: Signed<WakeMessage>,
    ) -> Result<Submitted, RelayError> {
        let envelope = given.envelope();
        self.submit_paper(community, Wake::from(given.message), &envelope, |paper, signature| {
            wakeBySigCall { paper: paper.into(), signature }.abi_encode()
        })
        .await
    }

    /// Writes what somebody signs to renounce money, or to take it again.
    pub async fn prepare_set_unpaid(
        &self,
        community: &Community,
        input: SetUnpaidInput,
    ) -> Result<Prepared, RelayError> {
        let SetUnpaidInput { wallet, unpaid } = input;
        self.0.chain.owner(community, wallet).await?;
        self.prepare_paper(community, wallet, json!({}), |nonce, deadline| SetUnpaid {
            wallet,
            unpaid,
            nonce,
            deadline,
        })
        .await
    }

    /// Takes the signature of somebody who renounces money, or takes it again.
    pub async fn submit_set_unpaid(
        &self,
        community: &Community,
        given: Signed<SetUnpaidMessage>,
    ) -> Result<Submitted, RelayError> {
        let envelope = given.envelope();
        self.0.chain.owner(community, envelope.signer).await?;
        self.submit_paper(community, SetUnpaid::from(given.message), &envelope, |paper, signature| {
            setUnpaidBySigCall { paper: paper.into(), signature }.abi_encode()
        })
        .await
    }
}
