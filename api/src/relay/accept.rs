//! From a checked signature to a stored intent.

use alloy::{
    network::TransactionBuilder,
    primitives::{Address, B256, Bytes, keccak256},
    rpc::types::TransactionRequest,
    sol_types::{SolCall, SolValue},
};
use palabre_contracts::{Community, bindings::passkey_accounts::PasskeyAccounts::createCall};

use super::{
    Relay,
    action::Action,
    error::{Refusal, RelayError},
    queue::{Intent, NewIntent, Quota, State, intent_id},
    refusals::refusal,
};

const DAY: u64 = 86_400;

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// The intent.
    pub intent: Intent,
    /// Whether this request made it; else it was there already.
    pub is_new: bool,
}

/// A signature that was checked, with the call it allows.
pub(super) struct Order {
    pub(super) action: Action,
    pub(super) digest: B256,
    pub(super) signer: Address,
    pub(super) slot: String,
    pub(super) contract: Address,
    pub(super) calldata: Vec<u8>,
    pub(super) founding_token: Option<B256>,
}

impl Relay {
    /// The intent of a signature that came before. One that failed does not count: it used nothing up.
    pub(super) async fn known(&self, digest: B256, signer: Address) -> Result<Option<Submitted>, RelayError> {
        let intent = self.0.queue.get(intent_id(digest, signer)).await?;
        Ok(intent.filter(|intent| intent.state != State::Failed).map(|intent| Submitted { intent, is_new: false }))
    }

    /// Stores what was signed, if it is allowed, within the quota, and would work now.
    pub(super) async fn accept(&self, community: &Community, order: Order) -> Result<Submitted, RelayError> {
        let Order { action, digest, signer, slot, contract, calldata, founding_token } = order;
        if !self.may_send(community, action, contract, &calldata) {
            return Err(Refusal::unmet(
                "call_not_allowed",
                "the relay does not send this call",
                "Send the transaction with a wallet that pays its own gas.",
            )
            .into());
        }
        let calldata = Bytes::from(calldata);
        let request =
            TransactionRequest::default().with_from(self.address()).with_to(contract).with_input(calldata.clone());
        self.0.chain.try_call(request).await?.map_err(|data| refusal(&data))?;
        let new = NewIntent {
            digest,
            signer,
            community: community.slug.to_string(),
            action,
            slot,
            contract,
            calldata,
            founding_token,
            quotas: self.quotas(action),
        };
        self.store(&new).await
    }

    /// The calls that an action may make; the factory of accounts is no contract of a community.
    fn may_send(&self, community: &Community, action: Action, contract: Address, calldata: &[u8]) -> bool {
        let makes_account = action == Action::CreatePasskeyAccount
            && self.passkey_factory() == Ok(contract)
            && calldata.starts_with(&createCall::SELECTOR);
        makes_account || action.may_call(&community.contracts, contract, calldata)
    }

    async fn store(&self, new: &NewIntent) -> Result<Submitted, RelayError> {
        let is_new = self.0.queue.insert(new, self.0.clock.now()).await?;
        let missing = || RelayError::Damaged { intent: new.id(), what: "it vanished after it was stored".to_owned() };
        let intent = self.0.queue.get(new.id()).await?.ok_or_else(missing)?;
        if is_new {
            tracing::info!(intent = %intent.id, action = intent.action.as_str(), "an intent is stored");
            self.0.wake.notify_one();
        }
        Ok(Submitted { intent, is_new })
    }

    /// Members are limited one by one; newcomers and upkeep, which cost the sponsor without a name, all together.
    fn quotas(&self, action: Action) -> Vec<Quota> {
        let config = &self.0.config;
        let since = self.0.clock.now().saturating_sub(DAY);
        let all_together = |limit| Quota { of_signer: false, of_action: Some(action), since, limit };
        let one_by_one = Quota { of_signer: true, of_action: None, since, limit: config.actions_per_member };
        if action.is_upkeep() {
            return vec![all_together(config.upkeep_per_day)];
        }
        if action.is_of_strangers() {
            return vec![all_together(config.joins_per_day), one_by_one];
        }
        vec![one_by_one]
    }

    /// Stores an upkeep call. Nobody signs it: while an equal call is on its way, that is the answer; later it is a
    /// new one.
    pub(super) async fn upkeep(
        &self,
        community: &Community,
        action: Action,
        contract: Address,
        calldata: Vec<u8>,
    ) -> Result<Submitted, RelayError> {
        self.on_our_chain(community)?;
        let slot = format!("{}:{:x}", action.as_str(), keccak256(&calldata));
        if let Some(intent) = self.0.queue.live(contract, Address::ZERO, &slot).await? {
            return Ok(Submitted { intent, is_new: false });
        }
        let turn = self.0.queue.count_ended(contract, &slot).await?;
        let digest = keccak256((self.0.chain_id, contract, keccak256(&calldata), turn).abi_encode());
        let order = Order { action, digest, signer: Address::ZERO, slot, contract, calldata, founding_token: None };
        self.accept(community, order).await
    }
}
