//! Events of Challenges.

use palabre_contracts::bindings::challenges::Challenges::ChallengesEvents as Events;

use super::{
    ChallengeStatus, ChallengedItem, Change, DisputeChange, FoldError, NewChallenge, small, smaller, somebody,
};

pub(super) fn apply(event: &Events) -> Result<Vec<Change>, FoldError> {
    let change = match event {
        Events::ItemChallenged(event) => DisputeChange::Challenged(Box::new(NewChallenge {
            challenge: small("a challenge id", event.challengeId)?,
            challenger: event.challenger.try_into()?,
            batch: small("a batch id", event.batchId)?,
            source: event.source,
            item: Some(ChallengedItem {
                position: smaller("the place of an item", event.index)?,
                sequence: event.sequence.to(),
                member: event.memberId.try_into()?,
            }),
            items: 1,
            reason: event.reason,
        })),
        Events::BatchChallenged(event) => DisputeChange::Challenged(Box::new(NewChallenge {
            challenge: small("a challenge id", event.challengeId)?,
            challenger: event.challenger.try_into()?,
            batch: small("a batch id", event.batchId)?,
            source: event.source,
            item: None,
            items: smaller("the number of items", event.items)?,
            reason: event.reason,
        })),
        Events::ChallengeVoted(event) => DisputeChange::Voted {
            challenge: small("a challenge id", event.challengeId)?,
            moderator: event.moderator.try_into()?,
            uphold: event.uphold,
        },
        Events::ChallengeClosed(event) => DisputeChange::Closed {
            challenge: small("a challenge id", event.challengeId)?,
            status: ended(event.status)?,
            moderators: [somebody(event.firstModerator), somebody(event.secondModerator)],
        },
        Events::DebitVoted(event) => DisputeChange::DebitVoted {
            batch: small("a batch id", event.batchId)?,
            position: smaller("the place of an item", event.index)?,
            member: event.memberId.try_into()?,
            moderator: event.moderator.try_into()?,
            reason: event.reason,
        },
        Events::Debited(event) => DisputeChange::Debited {
            batch: small("a batch id", event.batchId)?,
            position: smaller("the place of an item", event.index)?,
            member: event.memberId.try_into()?,
            points: small("points", event.points)?,
            units: event.units,
            moderators: [somebody(event.firstModerator), somebody(event.secondModerator)],
        },
        Events::AuthorityUpdated(_) | Events::EIP712DomainChanged(_) => return Ok(vec![]),
    };
    Ok(vec![change.into()])
}

/// `ChallengeStatus` of the contract, as far as a challenge can end with it.
fn ended(status: u8) -> Result<ChallengeStatus, FoldError> {
    match status {
        2 => Ok(ChallengeStatus::Upheld),
        3 => Ok(ChallengeStatus::Dismissed),
        4 => Ok(ChallengeStatus::Stood),
        other => Err(FoldError::ChallengeStatus(other)),
    }
}
