//! Proposing: from a form or from raw calls.

use alloy::{
    primitives::{Address, Bytes, U256, keccak256},
    sol_types::{SolCall, SolStruct},
};
use palabre_contracts::{
    Community, Electorate, bindings::house::House::proposeBySigCall, proposal::proposal_id, typed_data::Propose,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{Claimed, Envelope, House, finish};
use crate::relay::{
    Relay,
    accept::{Order, Submitted},
    action::Action,
    calls::describe_call,
    check,
    error::{Refusal, RelayError},
    message::{ProposeMessage, Uint256},
    prepared::{Draft, Prepared, PreparedProposal, ProposedCall},
    rehearsal::Calls,
    sentence::Voice,
    template::Template,
    words,
};

/// Somebody wants to propose. Give either `template` or `calls`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// Who shall decide.
    #[serde(default)]
    pub house: House,
    /// What is proposed and why, in Markdown; the first line is the title. At most 20,000 bytes.
    pub description: String,
    /// Where it is discussed: an `https` link, which becomes a line of the description.
    #[serde(default)]
    pub discussion: String,
    /// A form.
    #[serde(default)]
    pub template: Option<Template>,
    /// Calls as they are.
    #[serde(default)]
    pub calls: Option<Vec<CallInput>>,
}

/// One call of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CallInput {
    /// Whom to call.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub target: Address,
    /// Wei to send from the house's timelock.
    #[serde(default = "nothing")]
    pub value: Uint256,
    /// Data of the call.
    #[serde(default)]
    #[schema(value_type = crate::http::wire::HexText)]
    pub calldata: Bytes,
}

fn nothing() -> Uint256 {
    Uint256(U256::ZERO)
}

/// Somebody proposes.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeSubmission {
    /// What was signed.
    pub message: ProposeMessage,
    /// Who signed.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub signer: Address,
    /// The signature.
    #[schema(value_type = crate::http::wire::HexText)]
    pub signature: Bytes,
    /// Who shall decide.
    #[serde(default)]
    pub house: House,
}

impl Relay {
    /// Writes what a proposer signs, tells what the calls mean and whether they would work now.
    pub async fn prepare_propose(&self, community: &Community, input: ProposeInput) -> Result<Prepared, RelayError> {
        self.on_our_chain(community)?;
        let house = Electorate::from(input.house);
        let (wallet, extra) = (input.wallet, json!({ "house": input.house }));
        check::discussion_link(&input.discussion)?;
        let description = check::with_discussion(&input.description, &input.discussion);
        let description = check::with_proposer(&description, wallet);
        let (targets, values, calldatas) = calls_of(community, house, input.template, input.calls, &description)?;
        check::description(&description, wallet)?;
        check::calls(&targets, &values, &calldatas)?;
        self.0.chain.actor(community, wallet).await?;
        let deadline = self.next_deadline().await?;
        let nonce = self.0.chain.nonce(community.contracts.house(house), wallet, nonce_key()).await?;
        let typed = Propose {
            proposer: wallet,
            targets,
            values,
            calldatas,
            description,
            nonce,
            deadline: U256::from(deadline),
        };
        let calls = Calls { targets: &typed.targets, values: &typed.values, calldatas: &typed.calldatas };
        let proposal = self.preview(community, house, calls, &typed.description).await?;
        let draft = Draft {
            community,
            kind: "propose",
            path: "propose/submit".to_owned(),
            typed: &typed,
            domain: community.house_domain(house),
            sentence: Voice { community }.propose(house, &typed),
            deadline: Some(deadline),
        };
        let prepared = finish(draft, wallet, &ProposeMessage::from(typed.clone()), extra)?;
        Ok(Prepared { proposal: Some(proposal), ..prepared })
    }

    /// Takes a proposer's signature.
    pub async fn submit_propose(
        &self,
        community: &Community,
        given: ProposeSubmission,
    ) -> Result<Submitted, RelayError> {
        self.on_our_chain(community)?;
        let house = Electorate::from(given.house);
        let contract = community.contracts.house(house);
        let envelope = Envelope { signer: given.signer, signature: given.signature };
        let typed = Propose::from(given.message);
        let claimed = Claimed { typed: &typed, domain: community.house_domain(house), envelope: &envelope };
        if let Some(known) = self.seen(&claimed).await? {
            return Ok(known);
        }
        check::same_signer(envelope.signer, typed.proposer)?;
        check::description(&typed.description, typed.proposer)?;
        check::calls(&typed.targets, &typed.values, &typed.calldatas)?;
        self.check_deadline(typed.deadline).await?;
        let signature = self.verified(&claimed).await?;
        self.0.chain.actor(community, typed.proposer).await?;
        self.check_nonce(contract, typed.proposer, nonce_key(), typed.nonce).await?;
        let order = Order {
            action: Action::Propose,
            digest: claimed.digest(),
            signer: envelope.signer,
            slot: "propose".to_owned(),
            contract,
            calldata: proposeBySigCall { proposal: typed.clone().into(), signature }.abi_encode(),
            founding_token: None,
        };
        self.accept(community, order).await
    }

    /// What each call says, and whether the house could execute them all now.
    pub(crate) async fn preview(
        &self,
        community: &Community,
        house: Electorate,
        calls: Calls<'_>,
        description: &str,
    ) -> Result<PreparedProposal, RelayError> {
        let rehearsal = self.rehearse(community, house, calls).await?;
        let failing = rehearsal.failing_call;
        let contracts = &community.contracts;
        let decoded = calls.targets.iter().zip(calls.values).zip(calls.calldatas).enumerate();
        let calls_decoded = decoded.map(|(position, ((target, value), calldata))| {
            let call = describe_call(contracts, *target, calldata);
            let explained = call.as_ref().is_some_and(|call| call.sentence.is_some());
            ProposedCall {
                target: *target,
                value: value.to_string(),
                warning: (!explained).then(|| words::warning(contracts, *target, calldata)),
                call,
                would_succeed: match failing {
                    None => Some(rehearsal.succeeds),
                    Some(failing) if position < failing => Some(true),
                    Some(failing) if position == failing => Some(false),
                    Some(_) => None,
                },
                reason: rehearsal.reason.clone().filter(|_| failing == Some(position)),
            }
        });
        let calls_decoded = calls_decoded.collect();
        let id = proposal_id(calls.targets, calls.values, calls.calldatas, description);
        Ok(PreparedProposal { proposal_id: format!("{id:#066x}"), calls_decoded, rehearsal })
    }
}

/// `House.PROPOSE_KEY`: the type's hash, of which the contract takes the lower 192 bits.
fn nonce_key() -> U256 {
    keccak256(Propose::eip712_encode_type().as_bytes()).into()
}

type OwnedCalls = (Vec<Address>, Vec<U256>, Vec<Bytes>);

/// The calls of a form, or those that were given.
pub(crate) fn calls_of(
    community: &Community,
    house: Electorate,
    template: Option<Template>,
    calls: Option<Vec<CallInput>>,
    description: &str,
) -> Result<OwnedCalls, Refusal> {
    match (template, calls) {
        (Some(template), None) => {
            let (target, calldata) = template.call(&community.contracts, house, description)?;
            Ok((vec![target], vec![U256::ZERO], vec![calldata]))
        }
        (None, Some(calls)) => Ok((
            calls.iter().map(|call| call.target).collect(),
            calls.iter().map(|call| call.value.into()).collect(),
            calls.into_iter().map(|call| call.calldata).collect(),
        )),
        _ => Err(Refusal::malformed(
            "a proposal is made from a form or from calls, one of the two",
            "Give either template or calls; {\"kind\": \"text\"} is the form for a text alone.",
        )),
    }
}
