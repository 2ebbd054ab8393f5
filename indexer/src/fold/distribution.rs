//! Events of Distribution.

use palabre_contracts::{bindings::distribution::Distribution::DistributionEvents as Events, rules::ShareRules};

use super::{Change, FoldError, MoneyChange};

pub(super) fn apply(event: &Events) -> Result<Vec<Change>, FoldError> {
    let change = match event {
        Events::ShareRulesSet(event) => MoneyChange::Rules {
            version: event.version,
            from_epoch: event.fromEpoch,
            rules: ShareRules::from(&event.rules),
        },
        Events::TokenAllowed(event) => MoneyChange::Token { token: event.token, allowed: event.allowed },
        Events::Funded(event) => {
            MoneyChange::Funded { token: event.token, epoch: event.epoch, sender: event.from, amount: event.amount }
        }
        Events::Claimed(event) => MoneyChange::Claimed {
            token: event.token,
            epoch: event.epoch,
            member: event.memberId.try_into()?,
            payee: event.payee,
            amount: event.amount,
        },
        Events::ClaimFailed(event) => MoneyChange::ClaimFailed {
            token: event.token,
            epoch: event.epoch,
            member: event.memberId.try_into()?,
            payee: event.payee,
            amount: event.amount,
        },
        Events::Swept(event) => MoneyChange::Swept { token: event.token, epoch: event.epoch, amount: event.amount },
        Events::ReserveWithdrawn(event) => {
            MoneyChange::Withdrawn { token: event.token, receiver: event.to, amount: event.amount }
        }
        Events::AuthorityUpdated(_) => return Ok(vec![]),
    };
    Ok(vec![change.into()])
}
