//! Which rows a change may touch in place, or add to tables whose rows do not say which event added them. Rows that are
//! only added to the other tables go by their place and need no note.
//!
//! The compiler asks here for every new change. The property tests in `tests/it/forks.rs` compare every rewind with a
//! mirror that never saw the blocks taken back: a row that is missing here is found there.

use alloy::primitives::{Address, B256, U256};
use palabre_contracts::Electorate;

use crate::{
    fold::{
        ApplicationChange, Change, CommunityChange, DisputeChange, GuardianChange, HouseChange, LedgerChange,
        MemberChange, MoneyChange, ProposalChange, ReputationChange, TimelockName, VoteChange, VoteToken, WalletChange,
    },
    store::value::{Value, values},
};

/// Rows of a table that have these values in these columns.
pub(super) struct Touch {
    pub(super) table: &'static str,
    pub(super) columns: &'static [&'static str],
    pub(super) values: Vec<Value>,
}

fn touch(table: &'static str, columns: &'static [&'static str], values: Vec<Value>) -> Touch {
    Touch { table, columns, values }
}

/// Everything that the change may touch.
pub(super) fn touches(change: &Change) -> Vec<Touch> {
    match change {
        Change::Community(change) => of_community(change),
        Change::Member(change) => of_member(change),
        Change::Ledger(change) => of_ledger(change),
        Change::Money(change) => of_money(change),
        Change::Reputation(ReputationChange::Moved { from, to, .. }) => {
            from.iter().chain(to).map(|wallet| touch("reputation_balances", &["wallet"], values![*wallet])).collect()
        }
        Change::Reputation(
            ReputationChange::Minted { .. } | ReputationChange::Settled { .. } | ReputationChange::Forfeited { .. },
        ) => vec![],
        Change::Vote(change) => of_vote(change),
        Change::Proposal(change) => of_proposal(change),
        Change::House(change) => of_house(change),
        Change::Application(
            ApplicationChange::Submitted { wallet, .. }
            | ApplicationChange::Withdrawn { wallet, .. }
            | ApplicationChange::Approved { wallet, .. }
            | ApplicationChange::Declined { wallet, .. },
        ) => vec![applications(*wallet)],
        Change::Wallet(change) => of_wallet(change),
        Change::Dispute(DisputeChange::Closed { challenge, .. }) => {
            vec![touch("challenges", &["challenge_id"], values![*challenge])]
        }
        Change::Dispute(
            DisputeChange::Challenged(_)
            | DisputeChange::Voted { .. }
            | DisputeChange::DebitVoted { .. }
            | DisputeChange::Debited { .. },
        ) => vec![],
        Change::Guardian(GuardianChange::RecoveryStopped { member, .. }) => vec![recoveries(Value::from(*member))],
        Change::Guardian(
            GuardianChange::Term { .. }
            | GuardianChange::ProposalStopped { .. }
            | GuardianChange::DisputesExtended { .. },
        ) => vec![],
    }
}

fn state() -> Touch {
    touch("community_states", &[], vec![])
}

fn member(table: &'static str, id: palabre_contracts::MemberId) -> Touch {
    touch(table, &["member_id"], values![id])
}

fn applications(wallet: Address) -> Touch {
    touch("applications", &["wallet"], values![wallet])
}

fn recoveries(member: Value) -> Touch {
    touch("recoveries", &["member_id"], vec![member])
}

fn proposal(house: Electorate, id: U256) -> Touch {
    touch("proposals", &["house", "proposal_id"], values![house, B256::from(id)])
}

fn operation(timelock: TimelockName, id: B256) -> Vec<Touch> {
    vec![
        touch("operations", &["timelock", "operation_id"], values![timelock, id]),
        touch("proposals", &["operation_id"], values![id]),
    ]
}

fn pool(token: Address, epoch: u32) -> Touch {
    touch("pools", &["token", "epoch"], values![token, epoch])
}

fn of_community(change: &CommunityChange) -> Vec<Touch> {
    match change {
        CommunityChange::Admission { .. }
        | CommunityChange::DaoUri { .. }
        | CommunityChange::Opened
        | CommunityChange::Attester { .. }
        | CommunityChange::Established => vec![state()],
        CommunityChange::Deployment { .. } | CommunityChange::Anchor { .. } => vec![],
    }
}

fn of_member(change: &MemberChange) -> Vec<Touch> {
    match change {
        MemberChange::Joined { member: id, wallet, .. } | MemberChange::WalletMoved { member: id, wallet } => {
            vec![member("members", *id), applications(*wallet)]
        }
        MemberChange::UnitGained { member: id } | MemberChange::UnitLost { member: id } => {
            vec![member("members", *id), member("units", *id)]
        }
        MemberChange::Departed { member: id, .. }
        | MemberChange::Roles { member: id, .. }
        | MemberChange::Suspended { member: id, .. }
        | MemberChange::Accepted { member: id, .. } => vec![member("members", *id)],
        MemberChange::SuspensionLifted { member: id } => vec![member("members", *id), member("suspensions", *id)],
        MemberChange::UnitAllowed { member: id } => vec![member("unit_removals", *id)],
        MemberChange::UnitRemoved { .. } => vec![],
        MemberChange::Charter { .. } => vec![state()],
        MemberChange::InvitationUsed { invitation, .. } | MemberChange::InvitationRevoked { invitation, .. } => {
            vec![touch("invitations", &["invitation"], values![*invitation])]
        }
    }
}

fn of_ledger(change: &LedgerChange) -> Vec<Touch> {
    const LANE: &[&str] = &["epoch", "member_id", "lane"];
    match change {
        LedgerChange::Recorded(batch) => {
            let mut keys: Vec<_> = batch.items.iter().map(|item| (item.member, item.lane)).collect();
            keys.sort_unstable();
            keys.dedup();
            let lanes = keys.into_iter().map(|(id, lane)| touch("member_epochs", LANE, values![batch.epoch, id, lane]));
            let items = touch("contributions", &["batch_id"], values![batch.batch_id]);
            lanes.chain([items]).collect()
        }
        LedgerChange::Struck(item) | LedgerChange::Debited(item) => vec![
            touch("contributions", &["source", "sequence"], values![item.source, item.sequence]),
            touch("member_epochs", LANE, values![item.epoch, item.member, item.lane]),
        ],
        LedgerChange::DebtPaid { member, epoch, lane, .. } => {
            vec![touch("member_epochs", LANE, values![*epoch, *member, *lane])]
        }
        LedgerChange::Extended { .. } | LedgerChange::Rules { .. } => vec![],
    }
}

fn of_money(change: &MoneyChange) -> Vec<Touch> {
    let reserve = |token: Address| touch("tokens", &["token"], values![token]);
    match change {
        MoneyChange::Token { token, .. } | MoneyChange::Withdrawn { token, .. } => vec![reserve(*token)],
        MoneyChange::Funded { token, epoch, .. } | MoneyChange::Claimed { token, epoch, .. } => {
            vec![pool(*token, *epoch)]
        }
        MoneyChange::Swept { token, epoch, .. } => vec![pool(*token, *epoch), reserve(*token)],
        MoneyChange::OptedOut { member: id, .. } => vec![member("opt_outs", *id)],
        MoneyChange::ClaimFailed { .. } | MoneyChange::Rules { .. } => vec![],
    }
}

fn of_vote(change: &VoteChange) -> Vec<Touch> {
    let of_token = |table, column: &'static [&'static str], token: VoteToken, wallet: Address| {
        vec![touch(table, column, values![token, wallet])]
    };
    match change {
        VoteChange::Delegated { token, delegator, .. } => {
            of_token("delegations", &["token", "delegator"], *token, *delegator)
        }
        VoteChange::Power { token, wallet, .. } => of_token("voting_powers", &["token", "wallet"], *token, *wallet),
        VoteChange::Cast { house, proposal: id, .. } => vec![proposal(*house, *id)],
    }
}

fn of_proposal(change: &ProposalChange) -> Vec<Touch> {
    match change {
        ProposalChange::Created(_) => vec![],
        ProposalChange::Extended { house, proposal: id, .. }
        | ProposalChange::Canceled { house, proposal: id }
        | ProposalChange::Queued { house, proposal: id, .. }
        | ProposalChange::Executed { house, proposal: id } => vec![proposal(*house, *id)],
    }
}

fn of_house(change: &HouseChange) -> Vec<Touch> {
    match change {
        HouseChange::Setting { .. } => vec![],
        HouseChange::Scheduled(call) => operation(call.timelock, call.operation),
        HouseChange::CallExecuted { timelock, operation: id, .. }
        | HouseChange::OperationCanceled { timelock, operation: id } => operation(*timelock, *id),
    }
}

fn of_wallet(change: &WalletChange) -> Vec<Touch> {
    match change {
        WalletChange::Rotated { .. } | WalletChange::Approved { .. } => vec![],
        WalletChange::Requested { member, .. }
        | WalletChange::Started { member, .. }
        | WalletChange::Cancelled { member, .. }
        | WalletChange::Recovered { member, .. } => vec![recoveries(Value::from(*member))],
    }
}
