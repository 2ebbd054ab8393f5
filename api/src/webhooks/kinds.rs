//! What can happen, under the names that receivers subscribe to. Pure.

use serde::Serialize;
use utoipa::ToSchema;

/// Something else that happened on chain.
pub const OTHER: &str = "chain.event";
/// Events that were told never happened.
pub const RETRACT: &str = "chain.retract";
/// A message to try a webhook.
pub const TEST: &str = "webhook.test";

/// A kind of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = WebhookType)]
pub struct Kind {
    /// The name to subscribe to.
    #[schema(example = "proposal.created")]
    pub name: &'static str,
    /// The contract whose event it is, as in the list of events.
    #[schema(example = "house")]
    pub contract: &'static str,
    /// The contract's event.
    #[schema(example = "ProposalCreated")]
    pub event: &'static str,
}

macro_rules! kinds {
    ($($contract:literal: { $($event:literal => $name:literal),* $(,)? })*) => {
        /// Every kind with a name of its own.
        pub const KINDS: &[Kind] = &[$($(Kind { name: $name, contract: $contract, event: $event }),*),*];
    };
}

kinds! {
    "membership": {
        "Joined" => "member.joined",
        "Departed" => "member.departed",
        "Expelled" => "member.expelled",
        "UnitActivated" => "member.activated",
        "UnitLapsed" => "member.lapsed",
        "RestAnnounced" => "member.rest_announced",
        "SignOfLife" => "member.awake",
        "WalletMoved" => "member.wallet_moved",
        "RolesSet" => "roles.changed",
        "CharterPublished" => "charter.published",
        "CharterAccepted" => "charter.accepted",
        "CharterBound" => "charter.bound",
        "AdmissionSet" => "admission.changed",
        "InvitationUsed" => "invitation.used",
        "InvitationRevoked" => "invitation.revoked",
        "DelegateChanged" => "delegation.changed",
        "Opened" => "community.opened",
        "DAOURIUpdate" => "community.described",
    }
    "safeguards": {
        "Applied" => "application.created",
        "ApplicationWithdrawn" => "application.withdrawn",
        "ApplicationApproved" => "application.approved",
        "ApplicationDeclined" => "application.declined",
        "Suspended" => "member.suspended",
        "SuspensionLifted" => "member.suspension_lifted",
        "UnitRemoved" => "member.unit_removed",
        "UnitAllowed" => "member.unit_allowed",
        "UnpaidSet" => "member.unpaid_changed",
        "Rotated" => "member.rotated",
        "RecoveryRequested" => "recovery.requested",
        "RecoveryApproved" => "recovery.approved",
        "RecoveryStarted" => "recovery.started",
        "RecoveryCancelled" => "recovery.cancelled",
        "RecoveryExecuted" => "recovery.executed",
    }
    "contributions": {
        "BatchRecorded" => "batch.recorded",
        "ItemStruck" => "contribution.struck",
        "ItemDebited" => "contribution.debited",
        "DebtPaid" => "debt.paid",
        "ResolveExtended" => "epoch.extended",
        "RulesSet" => "rules.changed",
        "AttesterSet" => "attester.changed",
    }
    "challenges": {
        "ItemChallenged" => "challenge.opened",
        "BatchChallenged" => "challenge.opened",
        "ChallengeVoted" => "challenge.voted",
        "ChallengeClosed" => "challenge.closed",
        "DebitVoted" => "debit.voted",
        "Debited" => "debit.decided",
    }
    "reputation": {
        "EpochMinted" => "epoch.minted",
        "Settled" => "reputation.settled",
        "Forfeited" => "reputation.forfeited",
        "Debited" => "reputation.debited",
        "Inherited" => "reputation.inherited",
        "Established" => "reputation.established",
        "DelegateChanged" => "delegation.changed",
    }
    "distribution": {
        "ShareRulesSet" => "share_rules.changed",
        "TokenAllowed" => "token.changed",
        "Funded" => "pool.funded",
        "Swept" => "pool.swept",
        "ReserveWithdrawn" => "reserve.withdrawn",
        "Claimed" => "share.claimed",
        "ClaimFailed" => "share.failed",
    }
    "house": {
        "ProposalCreated" => "proposal.created",
        "ProposalExtended" => "proposal.extended",
        "ProposalQueued" => "proposal.queued",
        "ProposalExecuted" => "proposal.executed",
        "ProposalCanceled" => "proposal.cancelled",
        "VoteCast" => "vote.cast",
        "VoteCastWithParams" => "vote.cast",
        "LateQuorumVoteExtensionSet" => "house.changed",
        "ProposalGuardianSet" => "house.changed",
        "ProposalThresholdSet" => "house.changed",
        "QuorumNumeratorUpdated" => "house.changed",
        "TimelockChange" => "house.changed",
        "VotingDelaySet" => "house.changed",
        "VotingPeriodSet" => "house.changed",
    }
    "guardian": {
        "TermSet" => "guardian.term_set",
        "ProposalStopped" => "guardian.proposal_stopped",
        "RecoveryStopped" => "guardian.recovery_stopped",
        "DisputesExtended" => "guardian.disputes_extended",
    }
    "registry": {
        "DeploymentRegistered" => "deployment.registered",
        "Anchored" => "result.anchored",
    }
}

/// The name of an event of a contract, where `contract` is as in the list of events, for example `house:members`.
pub fn name_of(contract: &str, event: &str) -> &'static str {
    let contract = contract.split(':').next().unwrap_or(contract);
    KINDS.iter().find(|kind| kind.contract == contract && kind.event == event).map_or(OTHER, |kind| kind.name)
}

/// What a receiver wants to hear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription(Vec<String>);

/// Most entries of a subscription.
const MOST: usize = 60;

impl Subscription {
    /// Reads names of kinds, `proposal.*` for a family, `*` for everything.
    pub fn parse(words: &[String]) -> Result<Self, String> {
        if words.is_empty() || words.len() > MOST {
            return Err(format!("a webhook subscribes to 1 to {MOST} types"));
        }
        let mut kept: Vec<String> = Vec::new();
        for word in words {
            let known = word == "*"
                || names().any(|name| name == word)
                || word.strip_suffix(".*").is_some_and(|family| names().any(|name| family_of(name) == family));
            if !known {
                return Err(format!("there is no type of event {word:?}"));
            }
            if !kept.contains(word) {
                kept.push(word.clone());
            }
        }
        Ok(Self(kept))
    }

    /// A subscription as it was stored.
    pub(crate) fn stored(text: &str) -> Self {
        Self(text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect())
    }

    pub(crate) fn to_stored(&self) -> String {
        self.0.join(" ")
    }

    /// Its entries.
    pub fn words(&self) -> &[String] {
        &self.0
    }

    /// Whether it wants events of this name.
    pub fn wants(&self, name: &str) -> bool {
        self.0.iter().any(|word| {
            word == "*" || word == name || word.strip_suffix(".*").is_some_and(|family| family_of(name) == family)
        })
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|kind| kind.name).chain([OTHER])
}

fn family_of(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    /// Plumbing of OpenZeppelin and money's own noise: heard as `chain.event`.
    const UNNAMED: [&str; 9] = [
        "Approval",
        "ApprovalForAll",
        "AuthorityUpdated",
        "DelegateVotesChanged",
        "EIP712DomainChanged",
        "Locked",
        "SuccessorSet",
        "Transfer",
        "WalletRetired",
    ];

    fn events_of(artifact: &str) -> BTreeSet<String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../contracts/artifacts").join(artifact);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let artifact: serde_json::Value = serde_json::from_str(&text).unwrap();
        let entries = artifact["abi"].as_array().unwrap().iter().filter(|entry| entry["type"] == "event");
        entries.map(|entry| entry["name"].as_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn every_event_of_our_contracts_has_a_name_and_every_name_an_event() {
        let contracts: BTreeSet<_> = KINDS.iter().map(|kind| kind.contract).collect();
        for contract in contracts {
            let artifact = format!("{}{}.json", contract[..1].to_uppercase(), &contract[1..]);
            let mut events = events_of(&artifact);
            for kind in KINDS.iter().filter(|kind| kind.contract == contract) {
                assert!(events.remove(kind.event), "{contract} has no event {}, or it has two names", kind.event);
            }
            events.retain(|event| !UNNAMED.contains(&event.as_str()));
            assert!(events.is_empty(), "{contract}: {events:?} have no name");
        }
    }

    #[test]
    fn both_houses_tell_the_same_names() {
        assert_eq!(name_of("house:members", "VoteCast"), "vote.cast");
        assert_eq!(name_of("house:contributors", "VoteCast"), "vote.cast");
        assert_eq!(name_of("timelock:members", "CallScheduled"), OTHER);
    }

    #[test]
    fn subscriptions_name_kinds_families_or_everything() {
        let of = |words: &[&str]| Subscription::parse(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        let some = of(&["proposal.*", "vote.cast", "vote.cast"]).unwrap();
        assert_eq!(some.words(), ["proposal.*", "vote.cast"]);
        assert!(some.wants("proposal.executed") && some.wants("vote.cast"));
        assert!(!some.wants("member.joined") && !some.wants("proposals.created"));
        assert!(of(&["*"]).unwrap().wants(OTHER));
        assert_eq!(Subscription::stored(&some.to_stored()), some);
        for bad in [&[][..], &["vote"], &["vote.*.*"], &["nothing.*"], &["proposal.crated"], &[""], &["* "]] {
            assert!(of(bad).is_err(), "{bad:?}");
        }
    }
}
