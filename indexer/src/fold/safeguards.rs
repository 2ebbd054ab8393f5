//! Events of Safeguards.

use palabre_contracts::bindings::safeguards::Safeguards::SafeguardsEvents as Events;

use super::{ApplicationChange, Change, FoldError, MemberChange, MoneyChange, WalletChange, somebody};

pub(super) fn apply(event: &Events) -> Result<Vec<Change>, FoldError> {
    Ok(vec![match event {
        Events::Suspended(event) => MemberChange::Suspended {
            member: event.memberId.try_into()?,
            moderator: event.moderator.try_into()?,
            until: event.until.to(),
            reason: event.reason,
        }
        .into(),
        Events::SuspensionLifted(event) => MemberChange::SuspensionLifted { member: event.memberId.try_into()? }.into(),
        Events::UnpaidSet(event) => {
            MoneyChange::OptedOut { member: event.memberId.try_into()?, opted_out: event.unpaid }.into()
        }
        // Whether a unit is held is told by Membership: these say only what it may be.
        Events::UnitRemoved(event) => {
            MemberChange::UnitRemoved { member: event.memberId.try_into()?, reason: event.reason }.into()
        }
        Events::UnitAllowed(event) => MemberChange::UnitAllowed { member: event.memberId.try_into()? }.into(),
        Events::Applied(_)
        | Events::ApplicationWithdrawn(_)
        | Events::ApplicationApproved(_)
        | Events::ApplicationDeclined(_) => return applied(event),
        Events::Rotated(_)
        | Events::RecoveryRequested(_)
        | Events::RecoveryApproved(_)
        | Events::RecoveryStarted(_)
        | Events::RecoveryCancelled(_)
        | Events::RecoveryExecuted(_) => return moved(event),
        Events::AuthorityUpdated(_) | Events::EIP712DomainChanged(_) => return Ok(vec![]),
    }])
}

fn applied(event: &Events) -> Result<Vec<Change>, FoldError> {
    let change = match event {
        Events::Applied(event) => ApplicationChange::Submitted {
            wallet: event.wallet,
            application: event.application,
            charter_version: event.charterVersion,
            charter_hash: event.charterHash,
            expires_at: event.expiresAt.to(),
        },
        Events::ApplicationWithdrawn(event) => {
            ApplicationChange::Withdrawn { wallet: event.wallet, application: event.application }
        }
        Events::ApplicationApproved(event) => ApplicationChange::Approved {
            wallet: event.wallet,
            application: event.application,
            by: event.approver.try_into()?,
            member: event.memberId.try_into()?,
        },
        Events::ApplicationDeclined(event) => ApplicationChange::Declined {
            wallet: event.wallet,
            application: event.application,
            by: event.decliner.try_into()?,
        },
        _ => return Ok(vec![]),
    };
    Ok(vec![change.into()])
}

/// Membership tells the member's new wallet; these tell why and how.
fn moved(event: &Events) -> Result<Vec<Change>, FoldError> {
    let change = match event {
        Events::Rotated(event) => {
            WalletChange::Rotated { member: event.memberId.try_into()?, from: event.from, to: event.to }
        }
        Events::RecoveryRequested(event) => WalletChange::Requested {
            member: event.memberId.try_into()?,
            to: event.to,
            expires_at: event.expiresAt.to(),
        },
        Events::RecoveryApproved(event) => WalletChange::Approved {
            member: event.memberId.try_into()?,
            to: event.to,
            moderator: event.moderator.try_into()?,
        },
        Events::RecoveryStarted(event) => WalletChange::Started {
            member: event.memberId.try_into()?,
            from: event.from,
            to: event.to,
            moderators: [somebody(event.first), somebody(event.second)],
            ready_at: event.readyAt.to(),
        },
        Events::RecoveryCancelled(event) => {
            WalletChange::Cancelled { member: event.memberId.try_into()?, to: event.to, by: event.by }
        }
        Events::RecoveryExecuted(event) => WalletChange::Recovered {
            member: event.memberId.try_into()?,
            from: event.from,
            to: event.to,
            rest_until: event.votesRestUntil.to(),
        },
        _ => return Ok(vec![]),
    };
    Ok(vec![change.into()])
}
