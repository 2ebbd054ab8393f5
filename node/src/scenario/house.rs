//! Steps in the members' house: open, propose, vote.

use alloy::{
    primitives::{Address, Bytes, U256},
    sol_types::SolCall,
};
use palabre_api::relay::{check::with_proposer, template::Template};
use palabre_contracts::{
    Electorate, Support,
    bindings::{House, Membership},
    proposal::proposal_id,
    typed_data,
};

use super::run::{NO_DEADLINE, Runner, sign};

/// A text has no effect but its own record: the registry notes its hash.
struct TextProposal {
    targets: Vec<Address>,
    values: Vec<U256>,
    calldatas: Vec<Bytes>,
    description: String,
}

impl Runner<'_> {
    pub(super) async fn open(&self) -> anyhow::Result<()> {
        let contracts = self.contracts()?;
        if Membership::new(contracts.membership, self.provider()).founding().call().await? {
            self.operator.call(contracts.membership, Membership::openCall {}.abi_encode().into()).await?;
        }
        Ok(())
    }

    pub(super) async fn propose(&self, proposer: usize, description: &str) -> anyhow::Result<()> {
        let contracts = self.contracts()?;
        let text = self.text(proposer, description)?;
        let house = House::new(contracts.members_house, self.provider());
        let id = proposal_id(&text.targets, &text.values, &text.calldatas, &text.description);
        if !house.proposalSnapshot(id).call().await?.is_zero() {
            return Ok(());
        }
        let person = &self.scenario.people[proposer];
        let key = house.PROPOSE_KEY().call().await?;
        let message = typed_data::Propose {
            proposer: person.key.address(),
            targets: text.targets,
            values: text.values,
            calldatas: text.calldatas,
            description: text.description,
            nonce: house.nonces_1(person.key.address(), key).call().await?,
            deadline: NO_DEADLINE,
        };
        let signature =
            sign(&person.key, typed_data::digest(&message, &self.community()?.house_domain(Electorate::Members)))?;
        let call = House::proposeBySigCall { proposal: message.into(), signature };
        self.operator.call(contracts.members_house, call.abi_encode().into()).await?;
        Ok(())
    }

    pub(super) async fn vote(
        &self,
        voter: usize,
        proposer: usize,
        description: &str,
        support: Support,
        reason: &str,
    ) -> anyhow::Result<()> {
        let contracts = self.contracts()?;
        let text = self.text(proposer, description)?;
        let house = House::new(contracts.members_house, self.provider());
        let id = proposal_id(&text.targets, &text.values, &text.calldatas, &text.description);
        let person = &self.scenario.people[voter];
        if house.hasVoted(id, person.key.address()).call().await? {
            return Ok(());
        }
        let low: U256 = id & ((U256::ONE << 192) - U256::ONE);
        let ballot = typed_data::ExtendedBallot {
            proposalId: id,
            support: support.number(),
            voter: person.key.address(),
            nonce: house.nonces_1(person.key.address(), low.to()).call().await?,
            reason: reason.to_owned(),
            params: Bytes::new(),
        };
        let signature =
            sign(&person.key, typed_data::digest(&ballot, &self.community()?.house_domain(Electorate::Members)))?;
        let call = House::castVoteWithReasonAndParamsBySigCall {
            proposalId: id,
            support: ballot.support,
            voter: ballot.voter,
            reason: ballot.reason,
            params: ballot.params,
            signature,
        };
        self.operator.call(contracts.members_house, call.abi_encode().into()).await?;
        Ok(())
    }

    fn text(&self, proposer: usize, description: &str) -> anyhow::Result<TextProposal> {
        let description = with_proposer(description, self.scenario.people[proposer].key.address());
        let (target, calldata) = Template::Text.call(&self.contracts()?, Electorate::Members, &description)?;
        Ok(TextProposal { targets: vec![target], values: vec![U256::ZERO], calldatas: vec![calldata], description })
    }
}
