//! Events of Reputation.

use alloy::primitives::Address;
use palabre_contracts::bindings::reputation::Reputation::ReputationEvents as Events;

use super::{Change, CommunityChange, FoldError, ReputationChange, VoteChange, VoteToken};

pub(super) fn apply(event: &Events) -> Result<Vec<Change>, FoldError> {
    Ok(vec![match event {
        Events::EpochMinted(event) => ReputationChange::Minted {
            epoch: event.epoch,
            points: event.points,
            units: event.units,
            index: event.index,
            factor: event.factor,
        }
        .into(),
        Events::Settled(event) => ReputationChange::Settled {
            member: event.memberId.try_into()?,
            wallet: event.wallet,
            through_epoch: event.throughEpoch,
            units: event.units,
        }
        .into(),
        Events::Forfeited(event) => {
            ReputationChange::Forfeited { member: event.memberId.try_into()?, wallet: event.wallet, units: event.units }
                .into()
        }
        // Balances follow transfers alone: a forfeit burns either what the member held or what was unsettled.
        Events::Transfer(event) => {
            ReputationChange::Moved { from: account(event.from), to: account(event.to), units: event.value }.into()
        }
        Events::Established(_) => CommunityChange::Established.into(),
        Events::DelegateChanged(event) => VoteChange::Delegated {
            token: VoteToken::Reputation,
            delegator: event.delegator,
            delegate: account(event.toDelegate),
        }
        .into(),
        Events::DelegateVotesChanged(event) => {
            VoteChange::Power { token: VoteToken::Reputation, wallet: event.delegate, votes: event.newVotes }.into()
        }
        // Burns and moves are told by the transfers beside these.
        Events::Debited(_) | Events::SuccessorSet(_) | Events::Inherited(_) => return Ok(vec![]),
        Events::AuthorityUpdated(_) | Events::EIP712DomainChanged(_) => return Ok(vec![]),
    }])
}

fn account(address: Address) -> Option<Address> {
    Some(address).filter(|address| !address.is_zero())
}
