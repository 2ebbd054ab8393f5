//! Events of Guardian.

use palabre_contracts::{Contracts, bindings::guardian::Guardian::GuardianEvents as Events, events::ContractKind};

use super::{Change, FoldError, GuardianChange};

pub(super) fn apply(event: &Events, contracts: &Contracts) -> Result<Vec<Change>, FoldError> {
    let change = match event {
        Events::TermSet(event) => GuardianChange::Term { expires_at: event.expiresAt.to() },
        Events::ProposalStopped(event) => {
            // A guardian may name any contract as the house: only ours are believed.
            let Some(ContractKind::House(house)) = contracts.kind_of(event.house) else { return Ok(vec![]) };
            GuardianChange::ProposalStopped {
                guardian: event.guardianId.try_into()?,
                house,
                proposal: event.proposalId,
                reason: event.reasonHash,
            }
        }
        Events::RecoveryStopped(event) => GuardianChange::RecoveryStopped {
            guardian: event.guardianId.try_into()?,
            member: event.memberId.try_into()?,
            reason: event.reasonHash,
        },
        Events::DisputesExtended(event) => GuardianChange::DisputesExtended {
            guardian: event.guardianId.try_into()?,
            epoch: event.epoch,
            reason: event.reasonHash,
        },
        Events::AuthorityUpdated(_) | Events::EIP712DomainChanged(_) => return Ok(vec![]),
    };
    Ok(vec![change.into()])
}
