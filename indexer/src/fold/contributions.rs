//! Events of Contributions.

use alloy::primitives::{U256, aliases::U40};
use palabre_contracts::{
    Lane, MemberId,
    bindings::contributions::Contributions::{ContributionsEvents as Events, StruckItem},
    contribution,
    rules::LedgerRules,
};

use super::{Change, CommunityChange, FoldError, LedgerChange, RecordedBatch, TakenItem, small};

pub(super) fn apply(event: &Events) -> Result<Vec<Change>, FoldError> {
    Ok(vec![match event {
        Events::BatchRecorded(event) => {
            let approvers: Result<Vec<MemberId>, _> = event.approvers.iter().copied().map(MemberId::try_from).collect();
            LedgerChange::Recorded(RecordedBatch {
                batch_id: small("a batch id", event.batchId)?,
                epoch: event.epoch,
                source: event.source,
                rules_version: event.rulesVersion,
                evidence_root: event.evidenceRoot,
                approvers: approvers?,
                items: contribution::unpack(&event.items)?,
            })
            .into()
        }
        Events::RulesSet(event) => LedgerChange::Rules {
            version: event.version,
            from_epoch: event.fromEpoch,
            rules: LedgerRules::from(&event.rules),
        }
        .into(),
        Events::ItemStruck(event) => {
            LedgerChange::Struck(taken(event.batchId, event.epoch, event.memberId, &event.item)?).into()
        }
        Events::ItemDebited(event) => {
            LedgerChange::Debited(taken(event.batchId, event.epoch, event.memberId, &event.item)?).into()
        }
        Events::DebtPaid(event) => LedgerChange::DebtPaid {
            member: event.memberId.try_into()?,
            epoch: event.epoch,
            source: event.source,
            sequence: event.sequence.to(),
            lane: Lane::new(event.lane)?,
            points: small("points", event.points)?.try_into().unwrap_or(u32::MAX),
        }
        .into(),
        Events::ResolveExtended(event) => {
            LedgerChange::Extended { epoch: event.epoch, extension: event.extension.to() }.into()
        }
        Events::AttesterSet(event) => CommunityChange::Attester { attester: event.attester }.into(),
        Events::AuthorityUpdated(_) | Events::EIP712DomainChanged(_) => return Ok(vec![]),
    }])
}

fn taken(batch_id: U256, epoch: u32, member: U40, item: &StruckItem) -> Result<TakenItem, FoldError> {
    Ok(TakenItem {
        batch_id: small("a batch id", batch_id)?,
        epoch,
        member: member.try_into()?,
        source: item.source,
        sequence: item.sequence.to(),
        lane: Lane::new(item.lane)?,
        points: item.points.to(),
        counted: item.counted,
        restored: item.restored,
        activity: item.activity,
    })
}
