//! Reverts of the contracts, in words for people.

use alloy::{primitives::U256, sol_types::SolInterface};
use palabre_contracts::{
    ProposalState,
    bindings::{
        contributions::Contributions::ContributionsErrors, distribution::Distribution::DistributionErrors,
        house::House::HouseErrors, membership::Membership::MembershipErrors, reputation::Reputation::ReputationErrors,
        timelock::TimelockController::TimelockControllerErrors,
    },
    reverts::explain,
};

use super::error::Refusal;

/// Why a contract refuses, from its revert data. The frequent reasons have a code of their own and a next step; all
/// others keep the contract's words under `contract_refused`.
pub(super) fn refusal(data: &[u8]) -> Refusal {
    let known = MembershipErrors::abi_decode(data)
        .ok()
        .and_then(membership)
        .or_else(|| HouseErrors::abi_decode(data).ok().and_then(house))
        .or_else(|| DistributionErrors::abi_decode(data).ok().and_then(distribution))
        .or_else(|| ReputationErrors::abi_decode(data).ok().and_then(reputation))
        .or_else(|| ContributionsErrors::abi_decode(data).ok().and_then(contributions))
        .or_else(|| TimelockControllerErrors::abi_decode(data).ok().and_then(timelock));
    known.unwrap_or_else(|| {
        Refusal::unmet(
            "contract_refused",
            format!("the contract refuses: {}", explain(data)),
            "Look at the current state of what you act on; if the reason is not clear, ask a moderator.",
        )
    })
}

fn membership(error: MembershipErrors) -> Option<Refusal> {
    use MembershipErrors as E;
    Some(match error {
        E::MembershipCharterNotCurrent(error) => Refusal::stale(
            "charter_not_current",
            format!("the charter is at version {}, version {} was signed", error.currentVersion, error.version),
            "Read the current charter, then ask for new data to sign.",
        ),
        E::MembershipAlreadyMember(error) => Refusal::stale(
            "already_member",
            format!("this wallet is already that of member {}", error.memberId),
            "Nothing to do: you are a member.",
        ),
        E::MembershipNotMember(_) => not_member(),
        E::MembershipUnknownMember(error) => Refusal::unknown(
            format!("there is no member {}", error.memberId),
            "GET /api/v1/communities/{community}/members lists the members.",
        ),
        E::MembershipExpelled(_) => Refusal::unmet(
            "expelled",
            "this wallet belongs to somebody whom the members' house expelled",
            "Only a vote of the members' house can let you in again.",
        ),
        E::MembershipSignatureExpired(_) => deadline_passed(),
        E::MembershipSignatureInvalid(error) => wrong_signature(error.signer),
        E::InvalidAccountNonce(_) => nonce_used(),
        E::MembershipAlreadyOpen(_) => {
            Refusal::stale("already_open", "the community is open already", "Nothing to do: it is open.")
        }
        E::MembershipTooFewUnits(error) => Refusal::unmet(
            "too_few_units",
            format!("{} members hold a voting unit, {} are needed", error.activeUnits, error.needed),
            "Invite more people, then retry.",
        ),
        E::MembershipUnitUnchanged(_) => Refusal::stale(
            "unit_already_active",
            "this member holds a voting unit already",
            "Nothing to do: the unit is active.",
        ),
        E::MembershipUnitNotEarned(_) => Refusal::unmet(
            "unit_not_earned",
            "a voting unit needs an invitation, or a final epoch in which the member was active",
            "Name a final epoch in which the member was active, or wait until there is one.",
        ),
        E::MembershipUnitLimit(error) => Refusal::unmet(
            "unit_limit",
            format!("{} units were activated in this period, no more than {} may be", error.activated, error.limit),
            format!("Retry after unix time {}.", error.periodEndsAt),
        ),
        E::MembershipCharterNotAccepted(_) => Refusal::unmet(
            "charter_not_accepted",
            "this member has not accepted the current charter",
            "The member accepts it first: POST .../relay/accept-charter/prepare.",
        ),
        E::MembershipDelegateNotMember(_) => delegate_not_member(),
        E::VotesExpiredSignature(_) => deadline_passed(),
        other => return invitation(other),
    })
}

fn invitation(error: MembershipErrors) -> Option<Refusal> {
    use MembershipErrors as E;
    Some(match error {
        E::MembershipInvitationRequired(_) => Refusal::unmet(
            "invitation_required",
            "this community admits people by invitation",
            "Ask an organizer or a moderator for an invitation code.",
        ),
        E::MembershipInvitationInvalid(_) => Refusal::unmet(
            "invitation_void",
            "the invitation is out of date, or its author may not invite any more",
            "Ask an organizer or a moderator for a new invitation code.",
        ),
        E::MembershipInvitationUsedUp(_) => Refusal::stale(
            "invitation_used_up",
            "everybody whom this invitation was for has joined, or it was revoked",
            "Ask an organizer or a moderator for a new invitation code.",
        ),
        E::MembershipInvitationSignature(_) => Refusal::unmet(
            "invitation_signature",
            "the invitation is not signed by the person it names",
            "Ask for the invitation code again and copy it as a whole.",
        ),
        _ => return None,
    })
}

fn house(error: HouseErrors) -> Option<Refusal> {
    use HouseErrors as E;
    Some(match error {
        E::GovernorNonexistentProposal(error) => unknown_proposal(error.proposalId),
        E::GovernorUnexpectedProposalState(error) => unexpected_state(error.current),
        E::GovernorAlreadyCastVote(_) => already_voted(),
        E::GovernorInsufficientProposerVotes(error) => Refusal::unmet(
            "too_few_votes_to_propose",
            format!("a proposal needs {} votes behind it, this wallet has {}", error.threshold, error.votes),
            "Activate your voting unit, or ask members to delegate to you; a unit counts from the next second on.",
        ),
        E::GovernorRestrictedProposer(_) => Refusal::unmet(
            "other_proposer",
            "the description names another proposer in its last line",
            "Ask for new data to sign: the relay writes that line.",
        ),
        E::GovernorInvalidSignature(error) => wrong_signature(error.voter),
        E::HouseSignatureInvalid(error) => wrong_signature(error.proposer),
        E::HouseSignatureExpired(_) => deadline_passed(),
        E::HouseNotYetSitting(_) => Refusal::unmet(
            "house_not_sitting",
            "the contributors' house does not sit yet: it needs three final epochs with points and five holders",
            "Propose to the members' house, which acts in its place until then.",
        ),
        _ => return None,
    })
}

fn distribution(error: DistributionErrors) -> Option<Refusal> {
    use DistributionErrors as E;
    Some(match error {
        E::DistributionAlreadyClaimed(error) => already_claimed(error.epoch),
        E::DistributionEpochNotFinal(error) => epoch_not_final(error.epoch),
        E::DistributionPoolClosed(error) => Refusal::unmet(
            "pool_closed",
            format!("the pool of epoch {} is closed: what was not claimed in time went to the reserve", error.epoch),
            "Ask the contributors' house: it may pay out of the reserve.",
        ),
        E::DistributionTransferFailed(error) => Refusal::unmet(
            "transfer_failed",
            format!("the wallet {} does not take the payment", error.to),
            "The share stays yours. If your wallet is a contract, make it accept the token, then retry.",
        ),
        _ => return None,
    })
}

fn contributions(error: ContributionsErrors) -> Option<Refusal> {
    match error {
        ContributionsErrors::GovernedNotOrganizer(_) => Some(Refusal::unmet(
            "organizers_only",
            "until the community opens, only organizers may do this",
            "Open the community first: POST .../relay/open.",
        )),
        ContributionsErrors::GovernedContributorsHouseSits(_) => Some(Refusal::unmet(
            "contributors_house_sits",
            "the contributors' house sits now and decides this itself",
            "Propose it to the contributors' house.",
        )),
        _ => None,
    }
}

fn reputation(error: ReputationErrors) -> Option<Refusal> {
    match error {
        ReputationErrors::ReputationEpochNotFinal(error) => Some(epoch_not_final(error.epoch)),
        ReputationErrors::ReputationDelegateNotMember(_) => Some(delegate_not_member()),
        _ => None,
    }
}

fn timelock(error: TimelockControllerErrors) -> Option<Refusal> {
    match error {
        TimelockControllerErrors::TimelockUnexpectedOperationState(_) => Some(Refusal::unmet(
            "timelock_running",
            "the waiting time after the vote is not over",
            "Retry when the proposal can be executed: GET .../proposals/{id} says when.",
        )),
        _ => None,
    }
}

/// A proposal is in another state than the action needs.
pub(super) fn unexpected_state(state: u8) -> Refusal {
    let name = ProposalState::from_number(state).map_or("unknown", ProposalState::as_str);
    let next_step = match name {
        "pending" => "Wait until voting opens.",
        "active" => "Voting is still open; wait until it ends.",
        "succeeded" => "It passed; queue it first.",
        "queued" => "It is queued; execute it when the waiting time is over.",
        _ => "Nothing more can be done with it.",
    };
    Refusal::stale("proposal_state", format!("the proposal is {name}"), next_step)
}

pub(super) fn unknown_proposal(id: U256) -> Refusal {
    Refusal::unknown(
        format!("this house has no proposal {id:#066x}"),
        "GET /api/v1/communities/{community}/proposals lists the proposals.",
    )
}

pub(super) fn already_voted() -> Refusal {
    Refusal::stale("already_voted", "this wallet has voted on this proposal", "Nothing to do: your vote counts.")
}

pub(super) fn already_claimed(epoch: u32) -> Refusal {
    Refusal::stale(
        "already_claimed",
        format!("the share of epoch {epoch} was paid already"),
        "Nothing to do: look at the claims of the member.",
    )
}

pub(super) fn epoch_not_final(epoch: u32) -> Refusal {
    Refusal::unmet("epoch_not_final", format!("epoch {epoch} is not final yet"), "Wait until the epoch is final.")
}

pub(super) fn not_member() -> Refusal {
    Refusal::unmet(
        "not_member",
        "this wallet is not that of an active member",
        "Join first: POST .../relay/join/prepare.",
    )
}

fn delegate_not_member() -> Refusal {
    Refusal::unmet(
        "delegate_not_member",
        "votes can be lent to active members only",
        "Choose a delegate among the members.",
    )
}

pub(super) fn deadline_passed() -> Refusal {
    Refusal::unmet("deadline_passed", "the signature is past its deadline", "Ask for new data to sign.")
}

pub(super) fn wrong_signature(signer: alloy::primitives::Address) -> Refusal {
    Refusal::unmet(
        "wrong_signature",
        format!("the signature is not that of {signer} under this message, this chain and this community"),
        "Sign the typed data exactly as prepare returned it, with the wallet that it names.",
    )
}

pub(super) fn nonce_used() -> Refusal {
    Refusal::stale(
        "nonce_used",
        "a signature with this number was used already",
        "Look at the current state; if something is left to do, ask for new data to sign.",
    )
}
