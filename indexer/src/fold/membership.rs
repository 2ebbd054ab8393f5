//! Events of Membership.

use palabre_contracts::{
    Roles,
    bindings::membership::Membership::{DelegateChanged, MembershipEvents as Events},
    member::Admission,
};

use super::{Change, CommunityChange, FoldError, MemberChange, MemberStatus, VoteChange, VoteToken, somebody};

/// `Status.Expelled` of the contract.
const EXPELLED: u8 = 3;

pub(super) fn apply(event: &Events) -> Result<Vec<Change>, FoldError> {
    Ok(vec![match event {
        Events::Joined(event) => MemberChange::Joined {
            member: event.memberId.try_into()?,
            wallet: event.wallet,
            invited_by: somebody(event.invitedBy),
            charter_version: event.charterVersion,
        }
        .into(),
        Events::CharterPublished(event) => {
            MemberChange::Charter { version: event.version, hash: event.hash, uri: event.uri.clone() }.into()
        }
        Events::CharterAccepted(event) => {
            MemberChange::Accepted { member: event.memberId.try_into()?, version: event.version, wallet: event.wallet }
                .into()
        }
        Events::UnitActivated(event) => MemberChange::UnitGained { member: event.memberId.try_into()? }.into(),
        Events::UnitLapsed(event) => MemberChange::UnitLost { member: event.memberId.try_into()? }.into(),
        Events::RolesSet(event) => {
            MemberChange::Roles { member: event.memberId.try_into()?, roles: Roles::from(event.roles) }.into()
        }
        Events::InvitationUsed(event) => {
            MemberChange::InvitationUsed { invitation: event.invitation, issuer: event.issuer.to() }.into()
        }
        Events::InvitationRevoked(event) => {
            MemberChange::InvitationRevoked { invitation: event.invitation, issuer: event.issuer.to() }.into()
        }
        Events::Departed(event) => {
            let status = if event.status == EXPELLED { MemberStatus::Expelled } else { MemberStatus::Left };
            MemberChange::Departed { member: event.memberId.try_into()?, status }.into()
        }
        Events::AdmissionSet(event) => {
            CommunityChange::Admission { admission: Admission::from_number(event.admission)? }.into()
        }
        Events::WalletMoved(event) => {
            MemberChange::WalletMoved { member: event.memberId.try_into()?, wallet: event.to }.into()
        }
        Events::Opened(_) => CommunityChange::Opened.into(),
        Events::DAOURIUpdate(event) => CommunityChange::DaoUri { uri: event.daoURI.clone() }.into(),
        Events::DelegateChanged(event) => delegated(event),
        Events::DelegateVotesChanged(event) => {
            VoteChange::Power { token: VoteToken::Membership, wallet: event.delegate, votes: event.newVotes }.into()
        }
        // Tokens move and units end with the events above; an expulsion departs, too; the others never happen after
        // construction.
        Events::CharterBound(_)
        | Events::Expelled(_)
        | Events::RestAnnounced(_)
        | Events::SignOfLife(_)
        | Events::Transfer(_)
        | Events::Locked(_)
        | Events::Approval(_)
        | Events::ApprovalForAll(_)
        | Events::AuthorityUpdated(_)
        | Events::EIP712DomainChanged(_) => return Ok(vec![]),
    }])
}

fn delegated(event: &DelegateChanged) -> Change {
    let delegate = Some(event.toDelegate).filter(|delegate| !delegate.is_zero());
    VoteChange::Delegated { token: VoteToken::Membership, delegator: event.delegator, delegate }.into()
}
