//! Events of a house's Governor and of timelocks: OpenZeppelin's, unchanged.

use alloy::{
    primitives::{Address, B256, U256, keccak256},
    sol_types::SolValue,
};
use palabre_contracts::{
    Electorate, Support,
    bindings::{
        house::House::{HouseEvents as Events, ProposalCreated, VoteCast, VoteCastWithParams},
        timelock::TimelockController::TimelockControllerEvents as TimelockEvents,
    },
};

use super::{
    Change, FoldError, HouseChange, NewProposal, ProposalChange, ScheduledCall, TimelockName, VoteChange, small,
};

pub(super) fn apply(house: Electorate, governor: Address, event: &Events) -> Result<Vec<Change>, FoldError> {
    let setting = |setting, value: String| -> Change {
        HouseChange::Setting { house: TimelockName::House(house), setting, value }.into()
    };
    Ok(vec![match event {
        Events::ProposalCreated(event) => created(house, governor, event)?,
        Events::VoteCast(VoteCast { voter, proposalId, support, weight, reason })
        | Events::VoteCastWithParams(VoteCastWithParams { voter, proposalId, support, weight, reason, .. }) => {
            VoteChange::Cast {
                house,
                proposal: *proposalId,
                voter: *voter,
                support: Support::from_number(*support)?,
                weight: *weight,
                reason: reason.clone(),
            }
            .into()
        }
        Events::ProposalExtended(event) => {
            ProposalChange::Extended { house, proposal: event.proposalId, vote_end: event.extendedDeadline }.into()
        }
        Events::ProposalCanceled(event) => ProposalChange::Canceled { house, proposal: event.proposalId }.into(),
        Events::ProposalQueued(event) => {
            let eta = small("the time of execution", event.etaSeconds)?;
            ProposalChange::Queued { house, proposal: event.proposalId, eta }.into()
        }
        Events::ProposalExecuted(event) => ProposalChange::Executed { house, proposal: event.proposalId }.into(),
        Events::VotingDelaySet(event) => setting("voting_delay", event.newVotingDelay.to_string()),
        Events::VotingPeriodSet(event) => setting("voting_period", event.newVotingPeriod.to_string()),
        Events::ProposalThresholdSet(event) => setting("threshold_bps", event.newProposalThreshold.to_string()),
        Events::QuorumNumeratorUpdated(event) => setting("quorum_percent", event.newQuorumNumerator.to_string()),
        Events::LateQuorumVoteExtensionSet(event) => {
            setting("late_quorum_extension", event.newVoteExtension.to_string())
        }
        Events::ProposalGuardianSet(event) => setting("guardian", text(event.newProposalGuardian)),
        Events::TimelockChange(event) => setting("timelock", text(event.newTimelock)),
        // Membership tells that the wallet moved.
        Events::WalletRetired(_) | Events::EIP712DomainChanged(_) => return Ok(vec![]),
    }])
}

pub(super) fn apply_timelock(timelock: TimelockName, event: &TimelockEvents) -> Result<Vec<Change>, FoldError> {
    let change = match event {
        TimelockEvents::CallScheduled(event) => HouseChange::Scheduled(Box::new(ScheduledCall {
            timelock,
            operation: event.id,
            index: small("the position of a call", event.index)?,
            target: event.target,
            value: event.value,
            data: event.data.clone(),
            predecessor: event.predecessor,
            delay: small("the delay of an operation", event.delay)?,
        })),
        TimelockEvents::CallExecuted(event) => HouseChange::CallExecuted {
            timelock,
            operation: event.id,
            index: small("the position of a call", event.index)?,
        },
        TimelockEvents::Cancelled(event) => HouseChange::OperationCanceled { timelock, operation: event.id },
        TimelockEvents::MinDelayChange(event) => {
            HouseChange::Setting { house: timelock, setting: "min_delay", value: event.newDuration.to_string() }
        }
        // Roles of timelocks are read from the list of events by audits; nobody pages through them.
        TimelockEvents::CallSalt(_)
        | TimelockEvents::RoleAdminChanged(_)
        | TimelockEvents::RoleGranted(_)
        | TimelockEvents::RoleRevoked(_) => return Ok(vec![]),
    };
    Ok(vec![change.into()])
}

fn created(house: Electorate, governor: Address, event: &ProposalCreated) -> Result<Change, FoldError> {
    Ok(ProposalChange::Created(Box::new(NewProposal {
        house,
        proposal: event.proposalId,
        operation: operation_id(governor, event),
        proposer: event.proposer,
        targets: event.targets.clone(),
        values: event.values.clone(),
        calldatas: event.calldatas.clone(),
        description: event.description.clone(),
        vote_start: small("the start of a vote", event.voteStart)?,
        vote_end: small("the end of a vote", event.voteEnd)?,
    }))
    .into())
}

/// The operation that `GovernorTimelockControl` schedules for a proposal: its salt is the Governor's address, left
/// aligned, xor the description's hash.
fn operation_id(governor: Address, event: &ProposalCreated) -> B256 {
    let mut salt = keccak256(event.description.as_bytes());
    for (byte, of_governor) in salt.iter_mut().zip(governor) {
        *byte ^= of_governor;
    }
    let calls: (Vec<Address>, Vec<U256>, _) = (event.targets.clone(), event.values.clone(), event.calldatas.clone());
    keccak256((calls.0, calls.1, calls.2, B256::ZERO, salt).abi_encode_params())
}

fn text(address: Address) -> String {
    format!("{address:#x}")
}
