//! The lives of points and of papers, as the API reads them.

use std::collections::BTreeMap;

use alloy::{
    primitives::{
        B256, U256,
        aliases::{U24, U40},
    },
    sol_types::SolEvent,
};
use palabre_contracts::{Item, Lane, MemberId, Slug, bindings::contributions::Contributions as ledger, contribution};
use palabre_indexer::{
    Store, Verify,
    store::{
        ApplicationFilter, ApplicationStatus, ChallengeFilter, ChallengeStatus, EventFilter, GuardianActKind,
        MemberFilter, Order, Page, PointFilter, PointLife, RecoveryFilter, RecoveryStatus, TakenFilter,
    },
};

use crate::{
    chain::{FakeChain, config, indexer},
    reads::mirror,
};

async fn lives(store: &Store, slug: &Slug, member: MemberId, limit: u32, order: Order) -> Vec<PointLife> {
    let filter = PointFilter { member, epoch: None, lane: None };
    let mut page = Page { after: None, limit, order };
    let mut all: Vec<PointLife> = Vec::new();
    loop {
        let rows = store.point_lives(slug, filter, page).await.unwrap();
        let Some(last) = rows.last() else { return all };
        page = page.after(last.contribution.place());
        all.extend(rows);
    }
}

#[tokio::test]
async fn the_lives_of_points_add_up_to_what_counts() {
    let (store, slug) = mirror().await;
    let members = store.members(&slug, MemberFilter::default(), Page::first(10_000)).await.unwrap();
    let (mut seen, mut capped, mut paid, mut taken) = (0u64, 0, 0, 0);
    for member in members.iter().map(|member| member.member_id) {
        let of_member = lives(&store, &slug, member, 3, Order::Oldest).await;
        let mut backwards = lives(&store, &slug, member, 5, Order::Newest).await;
        backwards.reverse();
        assert_eq!(backwards, of_member, "pages do not change what counts");
        let mut counted: BTreeMap<(u32, u8), u32> = BTreeMap::new();
        for life in &of_member {
            let item = &life.contribution;
            *counted.entry((item.epoch, item.lane.index())).or_default() += life.counted;
            assert_eq!(life.taken_at.is_some(), item.struck || item.debited);
            assert_eq!((life.taken_tx.is_some(), life.burned.is_some()), (life.taken_at.is_some(), item.debited));
            assert_eq!(life.approvers, [MemberId::new(1).unwrap()]);
            (seen, capped, paid) = (seen + 1, capped + life.capped, paid + life.paid_debt);
            taken += u32::from(item.struck);
        }
        for epoch in store.member_epochs(&slug, member).await.unwrap() {
            for (lane, expected) in epoch.counted.iter().enumerate() {
                let found = counted.get(&(epoch.epoch, lane as u8)).copied().unwrap_or_default();
                assert_eq!(found, *expected, "member {member}, epoch {}, lane {lane}", epoch.epoch);
            }
        }
    }
    assert_eq!(seen, store.overview(&slug).await.unwrap().contributions);
    assert!(capped > 0 && paid > 0 && taken > 0, "{capped} {paid} {taken}: the life was too quiet");
}

/// The debt that an item had paid stands again when it is struck, and the lane gives what it still holds: here all of
/// the five points of the item beside it.
#[tokio::test]
async fn a_struck_item_that_had_paid_a_debt_takes_points_of_the_others() {
    let chain = FakeChain::new(1, 1);
    let at = FakeChain::community(0).contracts.contributions;
    let member = MemberId::new(1).unwrap();
    let item = |points, sequence| Item { member, lane: Lane::new(0).unwrap(), points, kind: 0, sequence };
    let (paying, beside) = (item(10, 1), item(5, 2));
    let id = U40::from(1);
    let paid =
        ledger::DebtPaid { memberId: id, epoch: 0, source: 1, sequence: U40::from(1), lane: 0, points: U256::from(10) };
    let batch = ledger::BatchRecorded {
        batchId: U256::ZERO,
        epoch: 0,
        source: 1,
        rulesVersion: 1,
        evidenceRoot: B256::ZERO,
        approvers: vec![],
        items: contribution::pack(&[paying, beside]).unwrap(),
    };
    let struck = ledger::StruckItem {
        source: 1,
        sequence: U40::from(1),
        lane: 0,
        points: U24::from(10),
        counted: 5,
        restored: 5,
        activity: false,
        active: false,
    };
    let struck = ledger::ItemStruck { batchId: U256::ZERO, epoch: 0, memberId: id, item: struck };
    chain.say(vec![(at, paid.encode_log_data()), (at, batch.encode_log_data())]);
    let (store, indexer) = indexer(&chain, 1, config(Verify::Off)).await;
    let slug = FakeChain::community(0).slug;
    let told = async || {
        let lives = lives(&store, &slug, member, 10, Order::Oldest).await;
        lives.iter().map(|life| (life.paid_debt, life.counted, life.capped, life.restored)).collect::<Vec<_>>()
    };
    indexer.catch_up_to(chain.height()).await.unwrap();
    assert_eq!(told().await, [(10, 0, 0, 0), (0, 5, 0, 0)]);
    chain.say(vec![(at, struck.encode_log_data())]);
    indexer.catch_up_to(chain.height()).await.unwrap();
    assert_eq!(told().await, [(10, 0, 0, 5), (0, 0, 5, 0)]);
    assert_eq!(store.member_epochs(&slug, member).await.unwrap()[0].counted, [0; 8]);
}

/// Events of this name.
async fn count(store: &Store, slug: &Slug, name: &str) -> usize {
    let filter = EventFilter { name: Some(name.to_owned()), ..EventFilter::default() };
    store.events(slug, filter, Page::first(100_000)).await.unwrap().len()
}

#[tokio::test]
async fn applications_end_as_their_events_say() {
    let (store, slug) = mirror().await;
    let listed = async |status| {
        let filter = ApplicationFilter { status, ..ApplicationFilter::default() };
        store.applications(&slug, filter, Page::first(10_000)).await.unwrap()
    };
    let all = listed(None).await;
    assert_eq!(all.len(), count(&store, &slug, "Applied").await);
    for (status, event) in [
        (ApplicationStatus::Approved, "ApplicationApproved"),
        (ApplicationStatus::Declined, "ApplicationDeclined"),
        (ApplicationStatus::Withdrawn, "ApplicationWithdrawn"),
    ] {
        let rows = listed(Some(status)).await;
        assert_eq!(rows.len(), count(&store, &slug, event).await, "{event}");
        assert!(!rows.is_empty(), "{event}");
        assert!(rows.iter().all(|row| row.closed_at.is_some()));
    }
    for approved in listed(Some(ApplicationStatus::Approved)).await {
        let member = store.member(&slug, approved.member_id.unwrap()).await.unwrap().unwrap();
        assert_eq!(Some(member.joined_at), approved.closed_at);
        let again = store.application(&slug, approved.wallet, approved.application).await.unwrap();
        assert_eq!(again, Some(approved));
    }
    for status in [ApplicationStatus::Open, ApplicationStatus::Replaced, ApplicationStatus::Void] {
        assert!(!listed(Some(status)).await.is_empty(), "{status:?}");
    }
}

#[tokio::test]
async fn recoveries_and_rotations_tell_who_did_what() {
    let (store, slug) = mirror().await;
    let listed = async |status| {
        let filter = RecoveryFilter { status, ..RecoveryFilter::default() };
        store.recoveries(&slug, filter, Page::first(10_000)).await.unwrap()
    };
    assert_eq!(listed(None).await.len(), count(&store, &slug, "RecoveryRequested").await);
    let executed = listed(Some(RecoveryStatus::Executed)).await;
    assert_eq!(executed.len(), count(&store, &slug, "RecoveryExecuted").await);
    let cancelled = listed(Some(RecoveryStatus::Cancelled)).await;
    assert_eq!(cancelled.len(), count(&store, &slug, "RecoveryCancelled").await);
    let stopped = cancelled.iter().filter(|row| row.stopped_by.is_some()).count();
    assert_eq!(stopped, count(&store, &slug, "RecoveryStopped").await);
    assert!(stopped > 0 && !executed.is_empty());
    for waiting in listed(Some(RecoveryStatus::Started)).await {
        let pending = store.pending_recovery(&slug, waiting.member_id).await.unwrap();
        assert_eq!(pending, Some(waiting));
    }
    let moves = store.wallet_moves(&slug, None, Page::newest(10_000)).await.unwrap();
    assert_eq!(moves.len(), count(&store, &slug, "WalletMoved").await);
    let mut latest = BTreeMap::new();
    moves.iter().for_each(|row| _ = latest.entry(row.member_id.get()).or_insert(row.to_wallet));
    for (member, wallet) in latest {
        let member = store.member(&slug, MemberId::new(member).unwrap()).await.unwrap().unwrap();
        assert_eq!(member.wallet, wallet);
    }
    let approvals = store.recovery_approvals(&slug, None, Page::first(10_000)).await.unwrap();
    assert_eq!(approvals.len(), count(&store, &slug, "RecoveryApproved").await);
}

#[tokio::test]
async fn challenges_and_debits_are_told_with_their_votes() {
    let (store, slug) = mirror().await;
    let listed = async |filter| store.challenges(&slug, filter, Page::first(10_000)).await.unwrap();
    let all = listed(ChallengeFilter::default()).await;
    let brought = count(&store, &slug, "ItemChallenged").await + count(&store, &slug, "BatchChallenged").await;
    assert_eq!(all.len(), brought);
    for challenge in &all {
        let votes = store.challenge_votes(&slug, challenge.challenge_id).await.unwrap();
        let decided = matches!(challenge.status, ChallengeStatus::Upheld | ChallengeStatus::Dismissed);
        assert_eq!(votes.len(), if decided { 2 } else { 0 });
        assert!(votes.iter().all(|vote| vote.uphold == (challenge.status == ChallengeStatus::Upheld)));
        let batch = store.batch(&slug, challenge.batch_id).await.unwrap().unwrap();
        assert_eq!((challenge.epoch, challenge.source), (batch.epoch, batch.source));
    }
    for status in ChallengeStatus::ALL {
        let filter = ChallengeFilter { status: Some(*status), ..ChallengeFilter::default() };
        assert!(listed(filter).await.iter().all(|challenge| challenge.status == *status));
    }
    let debits = store.debits(&slug, None, Page::first(10_000)).await.unwrap();
    assert!(!debits.is_empty());
    let only = TakenFilter { debited: Some(true), ..TakenFilter::default() };
    assert_eq!(store.taken_back(&slug, only, Page::first(10_000)).await.unwrap().len(), debits.len());
    let votes = store.debit_votes(&slug, debits[0].batch_id, debits[0].position).await.unwrap();
    assert_eq!(votes.len(), 2);
}

#[tokio::test]
async fn the_guardian_and_safeguards_are_listed() {
    let (store, slug) = mirror().await;
    let terms = store.guardian_terms(&slug, Page::newest(10_000)).await.unwrap();
    assert_eq!(terms.len(), count(&store, &slug, "TermSet").await);
    assert_eq!(store.guardian_term(&slug).await.unwrap(), terms.first().cloned());
    for (kind, event) in [
        (GuardianActKind::ProposalStopped, "ProposalStopped"),
        (GuardianActKind::RecoveryStopped, "RecoveryStopped"),
        (GuardianActKind::DisputesExtended, "DisputesExtended"),
    ] {
        let acts = store.guardian_acts(&slug, Some(kind), Page::first(10_000)).await.unwrap();
        assert_eq!(acts.len(), count(&store, &slug, event).await, "{event}");
        assert!(!acts.is_empty(), "{event}");
    }
    let suspensions = store.suspensions(&slug, None, Page::first(10_000)).await.unwrap();
    assert_eq!(suspensions.len(), count(&store, &slug, "Suspended").await);
    let lifted = suspensions.iter().filter(|row| row.lifted_at.is_some()).count();
    assert_eq!(lifted, count(&store, &slug, "SuspensionLifted").await);
    let removals = store.unit_removals(&slug, None, Page::first(10_000)).await.unwrap();
    assert_eq!(removals.len(), count(&store, &slug, "UnitRemoved").await);
}
