//! Papers: one wallet, a number and an end. What all of them share is here; what each says is in the file of its field:
//! [`admission`], [`wallets`], [`choices`], [`disputes`].

mod admission;
mod choices;
mod disputes;
mod invitations;
mod statement;
mod wallets;

use alloy::{
    primitives::{Address, Bytes, U256},
    sol_types::SolStruct,
};
use palabre_contracts::{Community, Contracts, Roles};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

pub use self::{
    admission::{AnswerApplicationInput, ApplyInput, SuspendInput, WithdrawApplicationInput},
    choices::SetUnpaidInput,
    disputes::{ChallengeInput, DebitInput, DecideInput, SignedDispute},
    invitations::{RevokeInvitationInput, RevokeInvitationSubmission},
    statement::Statement,
    wallets::{ApproveRecoveryInput, RecoveryInput, RotateInput, RotateSubmission},
};
use super::{Claimed, Envelope, finish};
use crate::relay::{
    Relay,
    accept::{Order, Submitted},
    action::Action,
    check,
    error::{Refusal, RelayError},
    prepared::{Draft, Prepared},
    sentence::{Sentence, Voice},
};

/// A signed paper.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Signed<M> {
    /// What was signed.
    pub message: M,
    /// Who signed.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub signer: Address,
    /// The signature.
    #[schema(value_type = crate::http::wire::HexText)]
    pub signature: Bytes,
    /// The text behind a hash in the message, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<Statement>,
}

/// Who may sign a paper. The contract has the last word; asking first spares people a signature in vain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signatory {
    /// Anybody.
    Anybody,
    /// A member who did not leave.
    Member,
    /// An organizer or a moderator.
    Admitter,
    /// A moderator.
    Moderator,
}

/// What the relay has to know about a paper.
pub(super) trait Paper: SolStruct + Serialize + Clone + Send + Sync {
    /// Its JSON.
    type Message: Serialize + From<Self>;
    /// What it does.
    const ACTION: Action;
    /// Key of its nonces.
    const NONCES: u64;
    /// Who may sign it.
    const BY: Signatory;

    /// Who takes it.
    fn contract(contracts: &Contracts) -> Address;
    /// Who signs it, under which number, until when.
    fn head(&self) -> (Address, U256, U256);
    /// What it means.
    fn sentence(&self, voice: &Voice<'_>) -> Sentence;
}

/// Says what a paper is: its message, action, contract, nonces and signatory, and how it is put into words.
macro_rules! paper {
    ($paper:ty, $message:ty, $action:ident, $contract:ident, $nonces:ident, $by:ident, $sentence:ident) => {
        impl $crate::relay::actions::papers::Paper for $paper {
            type Message = $message;
            const ACTION: $crate::relay::action::Action = $crate::relay::action::Action::$action;
            const NONCES: u64 = palabre_contracts::papers::nonces::$nonces;
            const BY: $crate::relay::actions::papers::Signatory = $crate::relay::actions::papers::Signatory::$by;

            fn contract(contracts: &palabre_contracts::Contracts) -> alloy::primitives::Address {
                contracts.$contract
            }

            fn head(&self) -> (alloy::primitives::Address, alloy::primitives::U256, alloy::primitives::U256) {
                (self.wallet, self.nonce, self.deadline)
            }

            fn sentence(&self, voice: &$crate::relay::sentence::Voice<'_>) -> $crate::relay::sentence::Sentence {
                voice.$sentence(self)
            }
        }
    };
}
pub(super) use paper;

impl Relay {
    /// Writes a paper for `wallet`; `write` gets the number and the end.
    async fn prepare_paper<P: Paper>(
        &self,
        community: &Community,
        wallet: Address,
        extra: Value,
        write: impl FnOnce(U256, U256) -> P,
    ) -> Result<Prepared, RelayError> {
        self.on_our_chain(community)?;
        self.check_signatory(community, P::BY, wallet).await?;
        let contract = P::contract(&community.contracts);
        let deadline = self.next_deadline().await?;
        let nonce = self.0.chain.nonce(contract, wallet, U256::from(P::NONCES)).await?;
        let typed = write(nonce, U256::from(deadline));
        let draft = Draft {
            community,
            kind: P::ACTION.as_str(),
            path: P::ACTION.submit_path(),
            typed: &typed,
            domain: community.domain(contract),
            sentence: typed.sentence(&Voice { community }),
            deadline: Some(deadline),
        };
        finish(draft, wallet, &P::Message::from(typed.clone()), extra)
    }

    /// Takes a signed paper; `call` is what it allows.
    async fn submit_paper<P: Paper>(
        &self,
        community: &Community,
        typed: P,
        envelope: &Envelope,
        call: impl FnOnce(P, Bytes) -> Vec<u8>,
    ) -> Result<Submitted, RelayError> {
        self.on_our_chain(community)?;
        let contract = P::contract(&community.contracts);
        let claimed = Claimed { typed: &typed, domain: community.domain(contract), envelope };
        if let Some(known) = self.seen(&claimed).await? {
            return Ok(known);
        }
        let (wallet, nonce, deadline) = typed.head();
        check::same_signer(envelope.signer, wallet)?;
        self.check_deadline(deadline).await?;
        let signature = self.verified(&claimed).await?;
        self.check_signatory(community, P::BY, wallet).await?;
        self.check_nonce(contract, wallet, U256::from(P::NONCES), nonce).await?;
        let order = Order {
            action: P::ACTION,
            digest: claimed.digest(),
            signer: wallet,
            slot: format!("papers:{}", P::NONCES),
            contract,
            calldata: call(typed.clone(), signature),
            founding_token: None,
        };
        self.accept(community, order).await
    }

    async fn check_signatory(&self, community: &Community, by: Signatory, wallet: Address) -> Result<(), RelayError> {
        if by == Signatory::Anybody {
            return Ok(());
        }
        let roles = self.0.chain.actor(community, wallet).await?.roles;
        let refused = |code, detail: &str| Err(Refusal::unmet(code, detail, "Ask a moderator to do it.").into());
        match by {
            Signatory::Moderator if !roles.holds(Roles::MODERATOR) => {
                refused("moderators_only", "only moderators may sign this")
            }
            Signatory::Admitter if !roles.holds(Roles::MODERATOR) && !roles.holds(Roles::ORGANIZER) => {
                refused("inviters_only", "only organizers and moderators may sign this")
            }
            _ => Ok(()),
        }
    }
}

impl<M> Signed<M> {
    fn envelope(&self) -> Envelope {
        Envelope { signer: self.signer, signature: self.signature.clone() }
    }
}
