//! Each event that changes the mirror, from its log to its change.

use alloy::{
    primitives::{
        Address, B256, Bytes, U256,
        aliases::{U24, U40},
    },
    sol_types::SolEvent,
};
use palabre_contracts::{
    Contracts, Electorate, Item, Lane, MemberId, Roles, Support,
    bindings::{
        access_manager::AccessManager, challenges::Challenges, contributions::Contributions,
        distribution::Distribution, guardian::Guardian, house::House, membership::Membership, registry::Registry,
        reputation::Reputation, safeguards::Safeguards, timelock::TimelockController,
    },
    contribution,
    member::Admission,
};

use super::*;

const TOKEN: Address = Address::repeat_byte(0x77);
const WALLET: Address = Address::repeat_byte(0x88);
const HASH: B256 = B256::repeat_byte(0x99);

fn contracts() -> Contracts {
    Contracts::in_order(Address::repeat_byte(1), |place| Address::repeat_byte(place + 1))
}

fn fold(address: Address, event: impl SolEvent) -> Result<(String, String, Vec<Change>), FoldError> {
    let contracts = contracts();
    let decoded = decode(&contracts, address, &event.encode_log_data()).expect("a valid case").expect("a valid case");
    let changes = apply(&decoded.event, &contracts)?;
    Ok((decoded.name, decoded.args, changes))
}

/// The event changes exactly this.
fn check(address: Address, event: impl SolEvent, expected: impl Into<Change>) {
    let (name, _, changes) = fold(address, event).expect("a valid case");
    assert_eq!(changes, vec![expected.into()], "{name}");
}

/// The event is only listed.
fn check_listed(address: Address, event: impl SolEvent) {
    let (name, _, changes) = fold(address, event).expect("a valid case");
    assert_eq!(changes, vec![], "{name}");
}

fn member(number: u64) -> MemberId {
    MemberId::new(number).expect("a valid case")
}

#[test]
fn people_join_act_and_leave() {
    let at = contracts().membership;
    let id = U40::from(7);
    check(
        at,
        Membership::Joined {
            memberId: id,
            wallet: WALLET,
            invitedBy: U40::from(3),
            charterVersion: 2,
            returned: false,
        },
        MemberChange::Joined { member: member(7), wallet: WALLET, invited_by: Some(member(3)), charter_version: 2 },
    );
    check(
        at,
        Membership::Joined { memberId: id, wallet: WALLET, invitedBy: U40::ZERO, charterVersion: 2, returned: true },
        MemberChange::Joined { member: member(7), wallet: WALLET, invited_by: None, charter_version: 2 },
    );
    check(
        at,
        Membership::CharterAccepted { memberId: id, version: 3, wallet: WALLET },
        MemberChange::Accepted { member: member(7), version: 3, wallet: WALLET },
    );
    check(
        at,
        Membership::UnitActivated { memberId: id, wallet: WALLET },
        MemberChange::UnitGained { member: member(7) },
    );
    check(at, Membership::UnitLapsed { memberId: id, wallet: WALLET }, MemberChange::UnitLost { member: member(7) });
    check(
        at,
        Membership::RolesSet { memberId: id, roles: 5 },
        MemberChange::Roles { member: member(7), roles: Roles::from_bits(5) },
    );
    for (status, expected) in [(2, MemberStatus::Left), (3, MemberStatus::Expelled)] {
        check(
            at,
            Membership::Departed { memberId: id, wallet: WALLET, status },
            MemberChange::Departed { member: member(7), status: expected },
        );
    }
}

#[test]
fn a_wallet_moves_and_members_rest() {
    let id = U40::from(7);
    let to = Address::repeat_byte(0x66);
    check(
        contracts().membership,
        Membership::WalletMoved { memberId: id, from: WALLET, to, votesRestUntil: U40::ZERO },
        MemberChange::WalletMoved { member: member(7), wallet: to },
    );
    let at = contracts().safeguards;
    check(
        at,
        Safeguards::Suspended { memberId: id, moderator: U40::from(2), until: U40::from(9), reason: HASH },
        MemberChange::Suspended { member: member(7), moderator: member(2), until: 9, reason: HASH },
    );
    check(at, Safeguards::SuspensionLifted { memberId: id }, MemberChange::SuspensionLifted { member: member(7) });
    check(
        at,
        Safeguards::UnpaidSet { memberId: id, unpaid: true },
        MoneyChange::OptedOut { member: member(7), opted_out: true },
    );
}

#[test]
fn items_are_taken_back_and_debts_are_paid() {
    let at = contracts().contributions;
    let id = U40::from(7);
    let item = Contributions::StruckItem {
        source: 1,
        sequence: U40::from(5),
        lane: 2,
        points: U24::from(30),
        counted: 20,
        restored: 10,
        activity: true,
        active: false,
    };
    let taken = TakenItem {
        batch_id: 4,
        epoch: 3,
        member: member(7),
        source: 1,
        sequence: 5,
        lane: Lane::new(2).expect("a valid case"),
        points: 30,
        counted: 20,
        restored: 10,
        activity: true,
    };
    let struck = Contributions::ItemStruck { batchId: U256::from(4), epoch: 3, memberId: id, item: item.clone() };
    check(at, struck, LedgerChange::Struck(taken));
    let debited = Contributions::ItemDebited { batchId: U256::from(4), epoch: 3, memberId: id, item };
    check(at, debited, LedgerChange::Debited(taken));
    check(
        at,
        Contributions::DebtPaid {
            memberId: id,
            epoch: 3,
            source: 1,
            sequence: U40::from(5),
            lane: 2,
            points: U256::from(6),
        },
        LedgerChange::DebtPaid { member: member(7), epoch: 3, source: 1, sequence: 5, lane: taken.lane, points: 6 },
    );
    check(
        at,
        Contributions::ResolveExtended { epoch: 3, extension: U40::from(60), finalAt: U256::from(99) },
        LedgerChange::Extended { epoch: 3, extension: 60 },
    );
}

#[test]
fn a_community_admits_publishes_and_opens() {
    let at = contracts().membership;
    check(
        at,
        Membership::CharterPublished { version: 2, hash: HASH, uri: "ipfs://x".to_owned() },
        MemberChange::Charter { version: 2, hash: HASH, uri: "ipfs://x".to_owned() },
    );
    check(
        at,
        Membership::InvitationUsed { invitation: HASH, issuer: U40::ZERO, memberId: U40::from(1) },
        MemberChange::InvitationUsed { invitation: HASH, issuer: 0 },
    );
    check(
        at,
        Membership::InvitationRevoked { invitation: HASH, issuer: U40::from(1) },
        MemberChange::InvitationRevoked { invitation: HASH, issuer: 1 },
    );
    for (number, admission) in [(0, Admission::Open), (1, Admission::Invitation), (2, Admission::Approval)] {
        check(at, Membership::AdmissionSet { admission: number }, CommunityChange::Admission { admission });
    }
    assert!(matches!(fold(at, Membership::AdmissionSet { admission: 3 }), Err(FoldError::Admission(_))));
    check(at, Membership::Opened { activeUnits: U256::from(5) }, CommunityChange::Opened);
    check(
        at,
        Membership::DAOURIUpdate { daoAddress: at, daoURI: "https://x".to_owned() },
        CommunityChange::DaoUri { uri: "https://x".to_owned() },
    );
    check_listed(at, Membership::Transfer { from: Address::ZERO, to: WALLET, tokenId: U256::from(1) });
    check_listed(at, Membership::Locked { tokenId: U256::from(1) });
}

#[test]
fn the_ledger_records_batches_and_rules() {
    let at = contracts().contributions;
    let item = Item { member: member(2), lane: Lane::new(1).expect("a valid case"), points: 30, kind: 4, sequence: 5 };
    let batch = Contributions::BatchRecorded {
        batchId: U256::from(9),
        epoch: 1,
        source: 2,
        rulesVersion: 3,
        evidenceRoot: HASH,
        approvers: vec![U40::from(4), U40::from(5)],
        items: contribution::pack(&[item]).expect("a valid case"),
    };
    let expected = RecordedBatch {
        batch_id: 9,
        epoch: 1,
        source: 2,
        rules_version: 3,
        evidence_root: HASH,
        approvers: vec![member(4), member(5)],
        items: vec![item],
    };
    check(at, batch.clone(), LedgerChange::Recorded(expected));
    let cut = Contributions::BatchRecorded { items: batch.items.slice(..15), ..batch };
    assert!(matches!(fold(at, cut), Err(FoldError::Item(_))));
    let rules = Contributions::Rules { cap: [8; 8], activityCountsAll: true, ..Contributions::Rules::default() };
    check(
        at,
        Contributions::RulesSet { version: 2, fromEpoch: 7, rules },
        LedgerChange::Rules {
            version: 2,
            from_epoch: 7,
            rules: palabre_contracts::rules::LedgerRules {
                cap: [8; 8],
                activity_counts_all: true,
                ..palabre_contracts::rules::LedgerRules::default()
            },
        },
    );
    check(at, Contributions::AttesterSet { attester: WALLET }, CommunityChange::Attester { attester: WALLET });
}

#[test]
fn money_comes_and_goes() {
    let at = contracts().distribution;
    let (token, epoch, amount, id) = (TOKEN, 3, U256::from(1000), U40::from(2));
    check(at, Distribution::TokenAllowed { token, allowed: true }, MoneyChange::Token { token, allowed: true });
    check(
        at,
        Distribution::Funded { token, epoch, from: WALLET, amount },
        MoneyChange::Funded { token, epoch, sender: WALLET, amount },
    );
    check(
        at,
        Distribution::Claimed { token, epoch, memberId: id, payee: WALLET, amount },
        MoneyChange::Claimed { token, epoch, member: member(2), payee: WALLET, amount },
    );
    check(
        at,
        Distribution::ClaimFailed { token, epoch, memberId: id, payee: WALLET, amount },
        MoneyChange::ClaimFailed { token, epoch, member: member(2), payee: WALLET, amount },
    );
    check(at, Distribution::Swept { token, epoch, amount }, MoneyChange::Swept { token, epoch, amount });
    check(
        at,
        Distribution::ReserveWithdrawn { token, to: WALLET, amount },
        MoneyChange::Withdrawn { token, receiver: WALLET, amount },
    );
    let rules = Distribution::ShareRules { equalBps: 500, laneBps: [1; 8], ..Distribution::ShareRules::default() };
    let expected = palabre_contracts::rules::ShareRules { equal_bps: 500, lane_bps: [1; 8], ..Default::default() };
    check(
        at,
        Distribution::ShareRulesSet { version: 1, fromEpoch: 0, rules },
        MoneyChange::Rules { version: 1, from_epoch: 0, rules: expected },
    );
}

#[test]
fn reputation_is_minted_settled_and_forfeited() {
    let at = contracts().reputation;
    let (units, id) = (U256::from(50), U40::from(2));
    check(
        at,
        Reputation::EpochMinted { epoch: 1, points: units, units, index: units, factor: units },
        ReputationChange::Minted { epoch: 1, points: units, units, index: units, factor: units },
    );
    check(
        at,
        Reputation::Settled { memberId: id, wallet: WALLET, throughEpoch: 2, units },
        ReputationChange::Settled { member: member(2), wallet: WALLET, through_epoch: 2, units },
    );
    check(
        at,
        Reputation::Forfeited { memberId: id, wallet: WALLET, units },
        ReputationChange::Forfeited { member: member(2), wallet: WALLET, units },
    );
    check(
        at,
        Reputation::Transfer { from: Address::ZERO, to: WALLET, value: units },
        ReputationChange::Moved { from: None, to: Some(WALLET), units },
    );
    check(at, Reputation::Established { holders: units }, CommunityChange::Established);
}

#[test]
fn votes_are_delegated_per_token() {
    let contracts = contracts();
    let (from, to) = (Address::ZERO, TOKEN);
    check(
        contracts.membership,
        Membership::DelegateChanged { delegator: WALLET, fromDelegate: from, toDelegate: to },
        VoteChange::Delegated { token: VoteToken::Membership, delegator: WALLET, delegate: Some(to) },
    );
    check(
        contracts.reputation,
        Reputation::DelegateChanged { delegator: WALLET, fromDelegate: to, toDelegate: from },
        VoteChange::Delegated { token: VoteToken::Reputation, delegator: WALLET, delegate: None },
    );
    check(
        contracts.membership,
        Membership::DelegateVotesChanged { delegate: to, previousVotes: U256::ZERO, newVotes: U256::ONE },
        VoteChange::Power { token: VoteToken::Membership, wallet: to, votes: U256::ONE },
    );
    check(
        contracts.reputation,
        Reputation::DelegateVotesChanged { delegate: to, previousVotes: U256::ZERO, newVotes: U256::ONE },
        VoteChange::Power { token: VoteToken::Reputation, wallet: to, votes: U256::ONE },
    );
}

#[test]
fn proposals_live_in_their_house() {
    let at = contracts().contributors_house;
    let (house, id) = (Electorate::Contributors, U256::from(77));
    let cast = House::VoteCast {
        voter: WALLET,
        proposalId: id,
        support: 2,
        weight: U256::from(4),
        reason: "why not".to_owned(),
    };
    let expected = VoteChange::Cast {
        house,
        proposal: id,
        voter: WALLET,
        support: Support::Abstain,
        weight: U256::from(4),
        reason: "why not".to_owned(),
    };
    check(at, cast.clone(), expected);
    assert!(matches!(fold(at, House::VoteCast { support: 3, ..cast }), Err(FoldError::Word(_))));
    check(
        at,
        House::ProposalExtended { proposalId: id, extendedDeadline: 900 },
        ProposalChange::Extended { house, proposal: id, vote_end: 900 },
    );
    check(at, House::ProposalCanceled { proposalId: id }, ProposalChange::Canceled { house, proposal: id });
    check(
        at,
        House::ProposalQueued { proposalId: id, etaSeconds: U256::from(60) },
        ProposalChange::Queued { house, proposal: id, eta: 60 },
    );
    check(at, House::ProposalExecuted { proposalId: id }, ProposalChange::Executed { house, proposal: id });
    let endless = House::ProposalQueued { proposalId: id, etaSeconds: U256::MAX };
    assert!(matches!(fold(at, endless), Err(FoldError::TooLarge { .. })));
}

#[test]
fn a_new_proposal_keeps_its_calls_and_dates() {
    let at = contracts().members_house;
    let event = House::ProposalCreated {
        proposalId: U256::from(77),
        proposer: WALLET,
        targets: vec![TOKEN],
        values: vec![U256::ONE],
        signatures: vec![String::new()],
        calldatas: vec![Bytes::from(vec![1, 2, 3, 4])],
        voteStart: U256::from(10),
        voteEnd: U256::from(20),
        description: "# Title".to_owned(),
    };
    let (_, args, changes) = fold(at, event).expect("a valid case");
    let [Change::Proposal(ProposalChange::Created(created))] = &changes[..] else { panic!("{changes:?}") };
    assert_eq!((created.vote_start, created.vote_end, created.house), (10, 20, Electorate::Members));
    assert!(args.contains("\"targets\":[\"0x7777777777777777777777777777777777777777\"]"), "{args}");
    assert!(args.contains("\"calldatas\":[\"0x01020304\"]"), "{args}");
}

#[test]
fn settings_are_named_for_people() {
    let at = contracts().members_house;
    let setting = |setting, value: &str| HouseChange::Setting {
        house: TimelockName::House(Electorate::Members),
        setting,
        value: value.to_owned(),
    };
    let (old, new) = (U256::ZERO, U256::from(12));
    check(at, House::VotingDelaySet { oldVotingDelay: old, newVotingDelay: new }, setting("voting_delay", "12"));
    check(at, House::VotingPeriodSet { oldVotingPeriod: old, newVotingPeriod: new }, setting("voting_period", "12"));
    check(
        at,
        House::ProposalThresholdSet { oldProposalThreshold: old, newProposalThreshold: new },
        setting("threshold_bps", "12"),
    );
    check(
        at,
        House::QuorumNumeratorUpdated { oldQuorumNumerator: old, newQuorumNumerator: new },
        setting("quorum_percent", "12"),
    );
    check(
        at,
        House::LateQuorumVoteExtensionSet { oldVoteExtension: 0, newVoteExtension: 12 },
        setting("late_quorum_extension", "12"),
    );
    check(
        at,
        House::ProposalGuardianSet { oldProposalGuardian: Address::ZERO, newProposalGuardian: WALLET },
        setting("guardian", "0x8888888888888888888888888888888888888888"),
    );
}

#[test]
fn timelocks_schedule_execute_and_cancel() {
    for (at, timelock) in [
        (contracts().members_timelock, TimelockName::House(Electorate::Members)),
        (contracts().contributors_timelock, TimelockName::House(Electorate::Contributors)),
        (contracts().constitution, TimelockName::Constitution),
    ] {
        let (target, value, data) = (TOKEN, U256::ONE, Bytes::from(vec![1]));
        let scheduled = TimelockController::CallScheduled {
            id: HASH,
            index: U256::from(2),
            target,
            value,
            data: data.clone(),
            predecessor: B256::ZERO,
            delay: U256::from(60),
        };
        let call = ScheduledCall {
            timelock,
            operation: HASH,
            index: 2,
            target,
            value,
            data: data.clone(),
            predecessor: B256::ZERO,
            delay: 60,
        };
        check(at, scheduled, HouseChange::Scheduled(Box::new(call)));
        check(
            at,
            TimelockController::CallExecuted { id: HASH, index: U256::from(2), target, value, data },
            HouseChange::CallExecuted { timelock, operation: HASH, index: 2 },
        );
        check(
            at,
            TimelockController::Cancelled { id: HASH },
            HouseChange::OperationCanceled { timelock, operation: HASH },
        );
        check(
            at,
            TimelockController::MinDelayChange { oldDuration: U256::ZERO, newDuration: U256::from(9) },
            HouseChange::Setting { house: timelock, setting: "min_delay", value: "9".to_owned() },
        );
        check_listed(at, TimelockController::CallSalt { id: HASH, salt: HASH });
    }
}

#[test]
fn the_registry_is_read_for_our_membership_only() {
    let ours = contracts();
    let deployment = Registry::Deployment {
        membership: ours.membership,
        contributions: ours.contributions,
        reputation: ours.reputation,
        distribution: ours.distribution,
        membersHouse: ours.members_house,
        contributorsHouse: ours.contributors_house,
        accessManager: ours.access_manager,
        membersTimelock: ours.members_timelock,
        contributorsTimelock: ours.contributors_timelock,
        constitution: ours.constitution,
        safeguards: ours.safeguards,
        challenges: ours.challenges,
        guardian: ours.guardian,
        fromEpoch: 3,
    };
    let event = Registry::DeploymentRegistered {
        membership: ours.membership,
        index: U256::ZERO,
        deployment: deployment.clone(),
    };
    let (_, args, changes) = fold(ours.registry, event).expect("a valid case");
    let [Change::Community(CommunityChange::Deployment { index: 0, from_epoch: 3, contracts })] = &changes[..] else {
        panic!("{changes:?}")
    };
    assert!(contracts.contains("\"membership\":\"0x0606060606060606060606060606060606060606\""), "{contracts}");
    assert!(args.contains("\"fromEpoch\":3"), "fields of a struct have their names: {args}");

    let of_others = Registry::Anchored { membership: TOKEN, kind: HASH, root: HASH, by: WALLET };
    assert!(decode(&ours, ours.registry, &of_others.encode_log_data()).expect("a valid case").is_none());
    let by_us = Registry::Anchored { membership: ours.membership, kind: HASH, root: HASH, by: WALLET };
    check(ours.registry, by_us, CommunityChange::Anchor { kind: HASH, root: HASH, sender: WALLET });
}

#[test]
fn logs_are_decoded_by_their_address_or_not_at_all() {
    let ours = contracts();
    let log = Membership::Opened { activeUnits: U256::ONE }.encode_log_data();
    assert!(decode(&ours, TOKEN, &log).expect("a valid case").is_none(), "not ours");
    assert!(decode(&ours, ours.distribution, &log).is_err(), "no event of that contract");
    check_listed(ours.access_manager, AccessManager::TargetClosed { target: TOKEN, closed: true });
}

#[test]
fn applications_are_made_and_answered() {
    let (at, application) = (contracts().safeguards, B256::repeat_byte(4));
    check(
        at,
        Safeguards::Applied {
            wallet: WALLET,
            application,
            charterVersion: 2,
            charterHash: HASH,
            expiresAt: U40::from(9),
        },
        ApplicationChange::Submitted {
            wallet: WALLET,
            application,
            charter_version: 2,
            charter_hash: HASH,
            expires_at: 9,
        },
    );
    check(
        at,
        Safeguards::ApplicationWithdrawn { wallet: WALLET, application },
        ApplicationChange::Withdrawn { wallet: WALLET, application },
    );
    let approved =
        Safeguards::ApplicationApproved { wallet: WALLET, application, approver: U40::from(3), memberId: U40::from(8) };
    let expected = ApplicationChange::Approved { wallet: WALLET, application, by: member(3), member: member(8) };
    check(at, approved, expected);
    check(
        at,
        Safeguards::ApplicationDeclined { wallet: WALLET, application, decliner: U40::from(3) },
        ApplicationChange::Declined { wallet: WALLET, application, by: member(3) },
    );
}

#[test]
fn wallets_move_and_units_are_taken() {
    let (at, id, of) = (contracts().safeguards, U40::from(7), member(7));
    let (from, to) = (WALLET, TOKEN);
    check(at, Safeguards::Rotated { memberId: id, from, to }, WalletChange::Rotated { member: of, from, to });
    check(
        at,
        Safeguards::RecoveryRequested { memberId: id, to, expiresAt: U40::from(9) },
        WalletChange::Requested { member: of, to, expires_at: 9 },
    );
    check(
        at,
        Safeguards::RecoveryApproved { memberId: id, to, moderator: U40::from(2) },
        WalletChange::Approved { member: of, to, moderator: member(2) },
    );
    for (first, second, moderators) in [(2, 3, [Some(member(2)), Some(member(3))]), (0, 0, [None, None])] {
        check(
            at,
            Safeguards::RecoveryStarted {
                memberId: id,
                from,
                to,
                first: U40::from(first),
                second: U40::from(second),
                readyAt: U40::from(11),
            },
            WalletChange::Started { member: of, from, to, moderators, ready_at: 11 },
        );
    }
    check(
        at,
        Safeguards::RecoveryCancelled { memberId: id, to, by: WALLET },
        WalletChange::Cancelled { member: of, to, by: WALLET },
    );
    check(
        at,
        Safeguards::RecoveryExecuted { memberId: id, from, to, votesRestUntil: U40::from(12) },
        WalletChange::Recovered { member: of, from, to, rest_until: 12 },
    );
    check(
        at,
        Safeguards::UnitRemoved { memberId: id, reason: HASH },
        MemberChange::UnitRemoved { member: of, reason: HASH },
    );
    check(at, Safeguards::UnitAllowed { memberId: id }, MemberChange::UnitAllowed { member: of });
}

#[test]
fn disputes_are_brought_decided_and_debited() {
    let at = contracts().challenges;
    let item = Challenges::ItemChallenged {
        challengeId: U256::from(5),
        challenger: U40::from(1),
        memberId: U40::from(7),
        batchId: U256::from(3),
        index: U256::from(2),
        source: 4,
        sequence: U40::from(99),
        reason: HASH,
    };
    let challenged = ChallengedItem { position: 2, sequence: 99, member: member(7) };
    let expected = NewChallenge {
        challenge: 5,
        challenger: member(1),
        batch: 3,
        source: 4,
        item: Some(challenged),
        items: 1,
        reason: HASH,
    };
    check(at, item, DisputeChange::Challenged(Box::new(expected)));
    let batch = Challenges::BatchChallenged {
        challengeId: U256::from(5),
        challenger: U40::from(1),
        batchId: U256::from(3),
        epoch: 6,
        source: 4,
        items: U256::from(250),
        reason: HASH,
    };
    check(at, batch, DisputeChange::Challenged(Box::new(NewChallenge { item: None, items: 250, ..expected })));
    check(
        at,
        Challenges::ChallengeVoted { challengeId: U256::from(5), moderator: U40::from(2), uphold: true },
        DisputeChange::Voted { challenge: 5, moderator: member(2), uphold: true },
    );
    let closed = |status| Challenges::ChallengeClosed {
        challengeId: U256::from(5),
        challenger: U40::from(1),
        status,
        firstModerator: U40::ZERO,
        secondModerator: U40::ZERO,
    };
    for (number, status) in [(2, ChallengeStatus::Upheld), (3, ChallengeStatus::Dismissed), (4, ChallengeStatus::Stood)]
    {
        check(at, closed(number), DisputeChange::Closed { challenge: 5, status, moderators: [None, None] });
    }
    assert!(fold(at, closed(1)).is_err(), "no challenge ends by being open");
    check(
        at,
        Challenges::DebitVoted {
            batchId: U256::from(3),
            memberId: U40::from(7),
            moderator: U40::from(2),
            index: U256::from(1),
            reason: HASH,
        },
        DisputeChange::DebitVoted { batch: 3, position: 1, member: member(7), moderator: member(2), reason: HASH },
    );
    check(
        at,
        Challenges::Debited {
            batchId: U256::from(3),
            memberId: U40::from(7),
            index: U256::from(1),
            points: U256::from(20),
            units: U256::from(40),
            firstModerator: U40::from(2),
            secondModerator: U40::from(3),
        },
        DisputeChange::Debited {
            batch: 3,
            position: 1,
            member: member(7),
            points: 20,
            units: U256::from(40),
            moderators: [Some(member(2)), Some(member(3))],
        },
    );
}

#[test]
fn guardians_act_during_their_term() {
    let (at, guardian) = (contracts().guardian, member(7));
    check(at, Guardian::TermSet { expiresAt: U40::from(9) }, GuardianChange::Term { expires_at: 9 });
    let stopped =
        |house| Guardian::ProposalStopped { house, proposalId: U256::ONE, guardianId: U40::from(7), reasonHash: HASH };
    let (house, proposal) = (Electorate::Contributors, U256::ONE);
    check(
        at,
        stopped(contracts().contributors_house),
        GuardianChange::ProposalStopped { guardian, house, proposal, reason: HASH },
    );
    check_listed(at, stopped(TOKEN));
    check(
        at,
        Guardian::RecoveryStopped { memberId: U40::from(8), guardianId: U40::from(7), reasonHash: HASH },
        GuardianChange::RecoveryStopped { guardian, member: member(8), reason: HASH },
    );
    check(
        at,
        Guardian::DisputesExtended { epoch: 4, guardianId: U40::from(7), reasonHash: HASH },
        GuardianChange::DisputesExtended { guardian, epoch: 4, reason: HASH },
    );
}
