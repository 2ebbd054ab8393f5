//! What the relay reads from the chain before it believes a signature or spends gas.

use alloy::{
    eips::BlockId,
    network::TransactionBuilder,
    primitives::{Address, B256, Bytes, U256},
    providers::{DynProvider, Provider},
    rpc::types::TransactionRequest,
    sol_types::SolCall,
    transports::{RpcError, TransportError},
};
use palabre_contracts::{
    Community, MemberId, ProposalState, Roles,
    bindings::{house::House, membership::Membership},
};

use super::{
    error::{Refusal, RelayError},
    refusals::{not_member, refusal, unexpected_state, unknown_proposal, wrong_signature},
};
use crate::{
    clock::Clock,
    wallets::{WalletError, Wallets},
};

/// A provider with the questions of the relay.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    pub(super) provider: DynProvider,
    wallets: Wallets,
    clock: Clock,
}

/// The member behind a wallet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Actor {
    pub(super) id: MemberId,
    pub(super) roles: Roles,
}

impl Chain {
    pub(super) fn new(provider: DynProvider, clock: Clock) -> Self {
        Self { wallets: Wallets::new(provider.clone()), provider, clock }
    }

    /// The time that contracts will see: that of the head, or ours where the head is older.
    pub(super) async fn now(&self) -> Result<u64, RelayError> {
        let head = self.provider.get_block(BlockId::latest()).await?;
        Ok(head.map_or(0, |block| block.header.timestamp).max(self.clock.now()))
    }

    /// Asks a contract; its refusals are ours.
    pub(super) async fn ask<C: SolCall>(&self, contract: Address, call: C) -> Result<C::Return, RelayError> {
        let request = TransactionRequest::default().with_to(contract).with_input(call.abi_encode());
        let answer = self.try_call(request).await?.map_err(|data| refusal(&data))?;
        C::abi_decode_returns(&answer).map_err(|source| RelayError::Answer { contract, source })
    }

    /// Executes without sending: what it returns, or the revert data.
    pub(super) async fn try_call(&self, request: TransactionRequest) -> Result<Result<Bytes, Bytes>, RelayError> {
        reverted(self.provider.call(request).block(BlockId::latest()).await)
    }

    /// Like [`try_call`](Self::try_call) for contracts that are not ours: any answer that is not a success is theirs.
    pub(super) async fn try_foreign_call(
        &self,
        request: TransactionRequest,
    ) -> Result<Result<Bytes, Bytes>, RelayError> {
        match self.try_call(request).await {
            Err(RelayError::Chain(RpcError::ErrorResp(_))) => Ok(Err(Bytes::new())),
            other => other,
        }
    }

    /// The member who acts through `wallet` now.
    pub(super) async fn actor(&self, community: &Community, wallet: Address) -> Result<Actor, RelayError> {
        let actor = self.ask(community.contracts.membership, Membership::actorCall { wallet }).await?;
        let id = MemberId::try_from(actor.memberId).map_err(|_| not_member())?;
        Ok(Actor { id, roles: actor.roles.into() })
    }

    /// The member to whom `wallet` belongs or belonged last: shares of people who left are still theirs.
    pub(super) async fn owner(&self, community: &Community, wallet: Address) -> Result<MemberId, RelayError> {
        let membership = community.contracts.membership;
        let number = self.ask(membership, Membership::memberOfCall { wallet }).await?;
        let id = MemberId::try_from(number).map_err(|_| not_member())?;
        let payee = self.ask(membership, Membership::payeeCall { memberId: number }).await?;
        if payee == wallet { Ok(id) } else { Err(not_member().into()) }
    }

    /// The current charter: version and hash.
    pub(super) async fn charter(&self, community: &Community) -> Result<(u16, B256), RelayError> {
        let membership = community.contracts.membership;
        let version = self.ask(membership, Membership::charterVersionCall {}).await?;
        Ok((version, self.ask(membership, Membership::charterHashCall { version }).await?))
    }

    /// The number that the next signature of `owner` needs. Its upper bits hold the key; both the contracts and the
    /// Governor of OpenZeppelin expect it whole. Key 0 is the plain count.
    pub(super) async fn nonce(&self, contract: Address, owner: Address, key: U256) -> Result<U256, RelayError> {
        if key.is_zero() {
            return self.ask(contract, Membership::nonces_0Call { owner }).await;
        }
        self.ask(contract, Membership::nonces_1Call { owner, key: nonce_key(key) }).await
    }

    /// The state of a proposal.
    pub(super) async fn proposal_state(&self, house: Address, id: U256) -> Result<ProposalState, RelayError> {
        let state = self.ask(house, House::stateCall { proposalId: id }).await?;
        ProposalState::from_number(state).map_err(|_| unknown_proposal(id).into())
    }

    /// The proposal is in the state that the action needs.
    pub(super) async fn expect_state(&self, house: Address, id: U256, state: ProposalState) -> Result<(), RelayError> {
        let current = self.proposal_state(house, id).await?;
        if current == state { Ok(()) } else { Err(unexpected_state(current as u8).into()) }
    }

    /// Whether there is a contract at the address.
    pub(super) async fn has_code(&self, wallet: Address) -> Result<bool, RelayError> {
        Ok(!self.provider.get_code_at(wallet).await?.is_empty())
    }

    /// Whether `given` is the signature of `signer` under `digest`; answers the bytes that contracts take.
    pub(super) async fn verify(&self, signer: Address, digest: B256, given: &Bytes) -> Result<Bytes, RelayError> {
        self.wallets.verify(signer, digest, given).await.map_err(|error| refused(signer, error))
    }

    /// As [`Self::verify`] for what only this service checks: wallets that are not deployed yet count too (ERC-6492).
    pub(super) async fn verify_off_chain(
        &self,
        signer: Address,
        digest: B256,
        given: &Bytes,
    ) -> Result<(), RelayError> {
        self.wallets.verify_off_chain(signer, digest, given).await.map_err(|error| refused(signer, error))
    }
}

fn refused(signer: Address, error: WalletError) -> RelayError {
    match error {
        WalletError::Malformed(error) => {
            Refusal::malformed(error, "Send the signature as eth_signTypedData_v4 returned it.").into()
        }
        WalletError::TooLong(_) => Refusal::malformed(error, "Use a wallet with shorter signatures.").into(),
        WalletError::NotTheirs(_) => wrong_signature(signer).into(),
        WalletError::Chain(error) => error.into(),
    }
}

/// The lower 192 bits: the Governor takes a proposal's number as the key of its ballots.
fn nonce_key(key: U256) -> alloy::primitives::Uint<192, 3> {
    alloy::primitives::Uint::from_limbs([key.as_limbs()[0], key.as_limbs()[1], key.as_limbs()[2]])
}

/// Separates "the contract says no" from "the node does not answer".
pub(super) fn reverted<T>(answer: Result<T, TransportError>) -> Result<Result<T, Bytes>, RelayError> {
    match answer {
        Ok(value) => Ok(Ok(value)),
        Err(RpcError::ErrorResp(payload)) if is_execution(&payload.message) => {
            Ok(Err(payload.as_revert_data().unwrap_or_default()))
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether a node's message is about what the contract did. There is no code for it that all nodes use.
fn is_execution(message: &str) -> bool {
    let message = message.to_ascii_lowercase();
    ["revert", "out of gas", "outofgas", "gas required exceeds", "opcode", "invalid jump"]
        .iter()
        .any(|sign| message.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ballots_use_the_lower_192_bits_of_the_proposal() {
        let id = (U256::from(1) << 200) | (U256::from(5) << 100) | U256::from(7);
        assert_eq!(U256::from(nonce_key(id)), (U256::from(5) << 100usize) | U256::from(7));
    }
}
