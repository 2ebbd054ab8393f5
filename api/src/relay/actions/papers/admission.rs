//! Applying, answering applications, suspending.

use alloy::{
    primitives::{Address, B256, U256, aliases::U40},
    sol_types::SolCall,
};
use palabre_contracts::{
    Community,
    bindings::safeguards::Safeguards::{
        answerApplicationBySigCall, submitApplicationBySigCall, suspendBySigCall, withdrawApplicationBySigCall,
    },
    papers::{AnswerApplication, SubmitApplication, Suspend, WithdrawApplication},
    typed_data::CHARTER_NONCES,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{Signed, finish, paper};
use crate::relay::{
    Relay,
    accept::{Order, Submitted},
    action::Action,
    actions::{Claimed, Envelope},
    check,
    error::{Refusal, RelayError},
    message::{
        Uint40,
        papers::{AnswerApplicationMessage, SubmitApplicationMessage, SuspendMessage, WithdrawApplicationMessage},
    },
    prepared::{Draft, Prepared},
    sentence::Voice,
};

const DAY: u64 = 86_400;
const MAX_DAYS: u8 = 30;

paper!(
    WithdrawApplication,
    WithdrawApplicationMessage,
    WithdrawApplication,
    safeguards,
    WITHDRAW_APPLICATION,
    Anybody,
    withdraw_application
);
paper!(
    AnswerApplication,
    AnswerApplicationMessage,
    AnswerApplication,
    safeguards,
    ANSWER_APPLICATION,
    Admitter,
    answer_application
);
paper!(Suspend, SuspendMessage, Suspend, safeguards, SUSPEND, Moderator, suspend);

/// Somebody asks to be admitted.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplyInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// Who one is and why; kept by the service, only its salted hash goes on chain.
    pub text: String,
}

/// Somebody takes an application back.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawApplicationInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// Hash that names the application.
    #[schema(value_type = crate::http::wire::HashText)]
    pub application: B256,
}

/// An organizer or a moderator answers an application.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerApplicationInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// Who applied.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub applicant: Address,
    /// Hash that names the application.
    #[schema(value_type = crate::http::wire::HashText)]
    pub application: B256,
    /// Whether they are admitted.
    pub approved: bool,
}

/// A moderator suspends a member.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SuspendInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// Whom.
    pub member_id: Uint40,
    /// For how many days, 1 to 30; the last one ends at midnight UTC.
    #[schema(minimum = 1, maximum = 30)]
    pub days: u8,
    /// Why; kept by the service, only its salted hash goes on chain.
    pub reason: String,
}

impl Relay {
    /// Writes what an applicant signs.
    pub async fn prepare_apply(&self, community: &Community, input: ApplyInput) -> Result<Prepared, RelayError> {
        self.on_our_chain(community)?;
        self.check_newcomer(community, input.wallet).await?;
        let statement = self.salted(input.text)?;
        let (version, hash) = self.0.chain.charter(community).await?;
        let deadline = self.next_deadline().await?;
        let membership = community.contracts.membership;
        let typed = SubmitApplication {
            wallet: input.wallet,
            charterVersion: version,
            charterHash: hash,
            application: statement.hash(),
            nonce: self.0.chain.nonce(membership, input.wallet, U256::from(CHARTER_NONCES)).await?,
            deadline: U256::from(deadline),
        };
        let draft = Draft {
            community,
            kind: Action::Apply.as_str(),
            path: Action::Apply.submit_path(),
            typed: &typed,
            domain: community.domain(community.contracts.safeguards),
            sentence: Voice { community }.apply(&typed),
            deadline: Some(deadline),
        };
        let message = SubmitApplicationMessage::from(typed.clone());
        finish(draft, input.wallet, &message, json!({ "statement": statement }))
    }

    /// Takes an applicant's signature. The number is that of charter acceptances, which another contract keeps.
    pub async fn submit_apply(
        &self,
        community: &Community,
        given: Signed<SubmitApplicationMessage>,
    ) -> Result<Submitted, RelayError> {
        let (envelope, typed) = (given.envelope(), SubmitApplication::from(given.message));
        let (application, submit) = (typed.application, self.application(community, &typed, &envelope));
        self.with_statement(community, application, given.statement.as_ref(), submit).await
    }

    async fn application(
        &self,
        community: &Community,
        typed: &SubmitApplication,
        envelope: &Envelope,
    ) -> Result<Submitted, RelayError> {
        self.on_our_chain(community)?;
        let (membership, safeguards) = (community.contracts.membership, community.contracts.safeguards);
        let claimed = Claimed { typed, domain: community.domain(safeguards), envelope };
        if let Some(known) = self.seen(&claimed).await? {
            return Ok(known);
        }
        check::same_signer(envelope.signer, typed.wallet)?;
        self.check_deadline(typed.deadline).await?;
        let signature = self.verified(&claimed).await?;
        self.check_newcomer(community, typed.wallet).await?;
        self.check_nonce(membership, typed.wallet, U256::from(CHARTER_NONCES), typed.nonce).await?;
        let order = Order {
            action: Action::Apply,
            digest: claimed.digest(),
            signer: typed.wallet,
            slot: "charter".to_owned(),
            contract: safeguards,
            calldata: submitApplicationBySigCall { paper: typed.clone().into(), signature }.abi_encode(),
            founding_token: None,
        };
        self.accept(community, order).await
    }

    /// Writes what somebody signs to take an application back.
    pub async fn prepare_withdraw_application(
        &self,
        community: &Community,
        input: WithdrawApplicationInput,
    ) -> Result<Prepared, RelayError> {
        let WithdrawApplicationInput { wallet, application } = input;
        self.prepare_paper(community, wallet, json!({}), |nonce, deadline| WithdrawApplication {
            wallet,
            application,
            nonce,
            deadline,
        })
        .await
    }

    /// Takes the signature of somebody who takes an application back.
    pub async fn submit_withdraw_application(
        &self,
        community: &Community,
        given: Signed<WithdrawApplicationMessage>,
    ) -> Result<Submitted, RelayError> {
        let envelope = given.envelope();
        self.submit_paper(community, WithdrawApplication::from(given.message), &envelope, |paper, signature| {
            withdrawApplicationBySigCall { paper: paper.into(), signature }.abi_encode()
        })
        .await
    }

    /// Writes what somebody signs to admit or decline an applicant.
    pub async fn prepare_answer_application(
        &self,
        community: &Community,
        input: AnswerApplicationInput,
    ) -> Result<Prepared, RelayError> {
        let AnswerApplicationInput { wallet, applicant, application, approved } = input;
        self.prepare_paper(community, wallet, json!({}), |nonce, deadline| AnswerApplication {
            wallet,
            applicant,
            application,
            approved,
            nonce,
            deadline,
        })
        .await
    }

    /// Takes the signature of somebody who admits or declines an applicant.
    pub async fn submit_answer_application(
        &self,
        community: &Community,
        given: Signed<AnswerApplicationMessage>,
    ) -> Result<Submitted, RelayError> {
        let envelope = given.envelope();
        self.submit_paper(community, AnswerApplication::from(given.message), &envelope, |paper, signature| {
            answerApplicationBySigCall { paper: paper.into(), signature }.abi_encode()
        })
        .await
    }

    /// Writes what a moderator signs to suspend a member.
    pub async fn prepare_suspend(&self, community: &Community, input: SuspendInput) -> Result<Prepared, RelayError> {
        let SuspendInput { wallet, member_id, days, reason } = input;
        if !(1..=MAX_DAYS).contains(&days) {
            let next_step = format!("Suspend for 1 to {MAX_DAYS} days.");
            return Err(Refusal::malformed(format!("{days} days"), next_step).into());
        }
        let statement = self.salted(reason)?;
        // The contract counts suspensions by the day of their end, which is midnight UTC.
        let until = (self.0.chain.now().await? / DAY + u64::from(days)) * DAY;
        let extra = json!({ "statement": statement });
        self.prepare_paper(community, wallet, extra, |nonce, deadline| Suspend {
            wallet,
            memberId: member_id.into(),
            until: U40::from(until),
            reason: statement.hash(),
            nonce,
            deadline,
        })
        .await
    }

    /// Takes the signature of a moderator who suspends a member.
    pub async fn submit_suspend(
        &self,
        community: &Community,
        given: Signed<SuspendMessage>,
    ) -> Result<Submitted, RelayError> {
        let (envelope, typed) = (given.envelope(), Suspend::from(given.message));
        let reason = typed.reason;
        let submit = self.submit_paper(community, typed, &envelope, |paper, signature| {
            suspendBySigCall { paper: paper.into(), signature }.abi_encode()
        });
        self.with_statement(community, reason, given.statement.as_ref(), submit).await
    }
}
