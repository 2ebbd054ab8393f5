//! Everything that an event can change, by area. The store turns each into SQL.

use alloy::primitives::{Address, B256, Bytes, U256};
use palabre_contracts::{
    Electorate, Item, Lane, MemberId, Roles, Support,
    member::Admission,
    rules::{LedgerRules, ShareRules},
};

pub use crate::store::{ChallengeStatus, MemberStatus, TimelockName, VoteToken};

/// One change of the mirror.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Of the community as a whole.
    Community(CommunityChange),
    /// Of members and their charter.
    Member(MemberChange),
    /// Of the ledger.
    Ledger(LedgerChange),
    /// Of money.
    Money(MoneyChange),
    /// Of reputation.
    Reputation(ReputationChange),
    /// Of votes.
    Vote(VoteChange),
    /// Of proposals.
    Proposal(ProposalChange),
    /// Of houses and timelocks.
    House(HouseChange),
    /// Of applications for membership.
    Application(ApplicationChange),
    /// Of wallets that move.
    Wallet(WalletChange),
    /// Of disputes about contributions.
    Dispute(DisputeChange),
    /// Of the guardian.
    Guardian(GuardianChange),
}

macro_rules! into_change {
    ($($area:ident($change:ident)),* $(,)?) => {$(
        impl From<$change> for Change {
            fn from(change: $change) -> Self {
                Self::$area(change)
            }
        }
    )*};
}

into_change! {
    Community(CommunityChange), Member(MemberChange), Ledger(LedgerChange), Money(MoneyChange),
    Reputation(ReputationChange), Vote(VoteChange), Proposal(ProposalChange), House(HouseChange),
    Application(ApplicationChange), Wallet(WalletChange), Dispute(DisputeChange), Guardian(GuardianChange),
}

/// Changes of a community as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields are those of the events")]
pub enum CommunityChange {
    /// How people are admitted.
    Admission { admission: Admission },
    /// The ERC-4824 document.
    DaoUri { uri: String },
    /// The founding ended.
    Opened,
    /// The service key of lanes without a quorum.
    Attester { attester: Address },
    /// Reputation is established.
    Established,
    /// A deployment was registered.
    Deployment { index: u64, from_epoch: u32, contracts: String },
    /// A hash was published.
    Anchor { kind: B256, root: B256, sender: Address },
}

/// Changes of members and their charter.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields are those of the events")]
pub enum MemberChange {
    /// Somebody joined or came back.
    Joined { member: MemberId, wallet: Address, invited_by: Option<MemberId>, charter_version: u16 },
    /// Somebody left or was expelled.
    Departed { member: MemberId, status: MemberStatus },
    /// A voting unit was given.
    UnitGained { member: MemberId },
    /// A voting unit ended.
    UnitLost { member: MemberId },
    /// Roles were replaced.
    Roles { member: MemberId, roles: Roles },
    /// A member's wallet changed.
    WalletMoved { member: MemberId, wallet: Address },
    /// A moderator suspended a member.
    Suspended { member: MemberId, moderator: MemberId, until: u64, reason: B256 },
    /// The members' house ended a suspension.
    SuspensionLifted { member: MemberId },
    /// The members' house took a voting unit for good.
    UnitRemoved { member: MemberId, reason: B256 },
    /// The members' house allows the voting unit again.
    UnitAllowed { member: MemberId },
    /// A charter version was published.
    Charter { version: u16, hash: B256, uri: String },
    /// A charter version was accepted.
    Accepted { member: MemberId, version: u16, wallet: Address },
    /// A voucher was used.
    InvitationUsed { invitation: B256, issuer: u64 },
    /// A voucher was voided.
    InvitationRevoked { invitation: B256, issuer: u64 },
}

/// Changes of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerChange {
    /// A batch was recorded.
    Recorded(RecordedBatch),
    /// An item was struck before its epoch was final.
    Struck(TakenItem),
    /// An item of a final epoch was debited.
    Debited(TakenItem),
    /// A debt was paid from an item that the same batch records.
    #[expect(missing_docs, reason = "fields are those of the event")]
    DebtPaid { member: MemberId, epoch: u32, source: u32, sequence: u64, lane: Lane, points: u32 },
    /// Disputes of an epoch have more time.
    #[expect(missing_docs, reason = "fields are those of the event")]
    Extended { epoch: u32, extension: u64 },
    /// Rules of recognition were set.
    #[expect(missing_docs, reason = "fields are those of the event")]
    Rules { version: u32, from_epoch: u32, rules: LedgerRules },
}

/// A batch with its contributions.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields are those of the event")]
pub struct RecordedBatch {
    pub batch_id: u64,
    pub epoch: u32,
    pub source: u32,
    pub rules_version: u32,
    pub evidence_root: B256,
    pub approvers: Vec<MemberId>,
    pub items: Vec<Item>,
}

/// An item that was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields are those of the events")]
pub struct TakenItem {
    pub batch_id: u64,
    pub epoch: u32,
    pub member: MemberId,
    pub source: u32,
    pub sequence: u64,
    pub lane: Lane,
    pub points: u32,
    pub counted: u32,
    pub restored: u32,
    pub activity: bool,
}

/// Changes of money.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields are those of the events")]
pub enum MoneyChange {
    /// A token may be used or no longer.
    Token { token: Address, allowed: bool },
    /// A pool received money.
    Funded { token: Address, epoch: u32, sender: Address, amount: U256 },
    /// A share was paid.
    Claimed { token: Address, epoch: u32, member: MemberId, payee: Address, amount: U256 },
    /// A share could not be paid.
    ClaimFailed { token: Address, epoch: u32, member: MemberId, payee: Address, amount: U256 },
    /// The rest of a pool went to the reserve.
    Swept { token: Address, epoch: u32, amount: U256 },
    /// The reserve paid.
    Withdrawn { token: Address, receiver: Address, amount: U256 },
    /// A member renounced money or takes it again.
    OptedOut { member: MemberId, opted_out: bool },
    /// Rules of distribution were set.
    Rules { version: u32, from_epoch: u32, rules: ShareRules },
}

/// Changes of reputation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields are those of the events")]
pub enum ReputationChange {
    /// An epoch was minted.
    Minted { epoch: u32, points: U256, units: U256, index: U256, factor: U256 },
    /// Units went to a member.
    Settled { member: MemberId, wallet: Address, through_epoch: u32, units: U256 },
    /// Units of a member who left were burned.
    Forfeited { member: MemberId, wallet: Address, units: U256 },
    /// Units moved between accounts; none stands for nobody (mint, burn).
    Moved { from: Option<Address>, to: Option<Address>, units: U256 },
}

/// Changes of votes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields are those of the events")]
pub enum VoteChange {
    /// Somebody chose a delegate, or none.
    Delegated { token: VoteToken, delegator: Address, delegate: Option<Address> },
    /// A wallet can cast this many votes now.
    Power { token: VoteToken, wallet: Address, votes: U256 },
    /// A ballot was cast.
    Cast { house: Electorate, proposal: U256, voter: Address, support: Support, weight: U256, reason: String },
}

/// Changes of proposals.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields are those of the events")]
pub enum ProposalChange {
    /// A proposal was made.
    Created(Box<NewProposal>),
    /// A late quorum extended the voting.
    Extended { house: Electorate, proposal: U256, vote_end: u64 },
    /// A proposal was withdrawn.
    Canceled { house: Electorate, proposal: U256 },
    /// A proposal entered the timelock.
    Queued { house: Electorate, proposal: U256, eta: u64 },
    /// A proposal was executed.
    Executed { house: Electorate, proposal: U256 },
}

/// A proposal as it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields are those of the event")]
pub struct NewProposal {
    pub house: Electorate,
    pub proposal: U256,
    pub operation: B256,
    pub proposer: Address,
    pub targets: Vec<Address>,
    pub values: Vec<U256>,
    pub calldatas: Vec<Bytes>,
    pub description: String,
    pub vote_start: u64,
    pub vote_end: u64,
}

/// Changes of houses and timelocks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields are those of the events")]
pub enum HouseChange {
    /// A setting was changed.
    Setting { house: TimelockName, setting: &'static str, value: String },
    /// A call was scheduled in a timelock.
    Scheduled(Box<ScheduledCall>),
    /// A call of an operation was executed.
    CallExecuted { timelock: TimelockName, operation: B256, index: u64 },
    /// An operation was canceled.
    OperationCanceled { timelock: TimelockName, operation: B256 },
}

/// A call in a timelock.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields are those of the event")]
pub struct ScheduledCall {
    pub timelock: TimelockName,
    pub operation: B256,
    pub index: u64,
    pub target: Address,
    pub value: U256,
    pub data: Bytes,
    pub predecessor: B256,
    pub delay: u64,
}

/// Changes of applications for membership.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields are those of the events")]
pub enum ApplicationChange {
    /// Somebody applied; an application before is replaced.
    Submitted { wallet: Address, application: B256, charter_version: u16, charter_hash: B256, expires_at: u64 },
    /// The applicant took it back.
    Withdrawn { wallet: Address, application: B256 },
    /// An organizer or moderator admitted the applicant.
    Approved { wallet: Address, application: B256, by: MemberId, member: MemberId },
    /// An organizer or moderator declined.
    Declined { wallet: Address, application: B256, by: MemberId },
}

/// Changes of wallets: rotations and recoveries.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields are those of the events")]
pub enum WalletChange {
    /// A member moved to another wallet, signed by both.
    Rotated { member: MemberId, from: Address, to: Address },
    /// A wallet asks for a membership.
    Requested { member: MemberId, to: Address, expires_at: u64 },
    /// A moderator confirmed the request.
    Approved { member: MemberId, to: Address, moderator: MemberId },
    /// The wait began; no moderators where the members' house started it.
    Started { member: MemberId, from: Address, to: Address, moderators: [Option<MemberId>; 2], ready_at: u64 },
    /// Somebody ended the wait.
    Cancelled { member: MemberId, to: Address, by: Address },
    /// The membership moved.
    Recovered { member: MemberId, from: Address, to: Address, rest_until: u64 },
}

/// Changes of disputes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields are those of the events")]
pub enum DisputeChange {
    /// An item or a whole batch was challenged.
    Challenged(Box<NewChallenge>),
    /// A moderator voted.
    Voted { challenge: u64, moderator: MemberId, uphold: bool },
    /// A challenge ended; no moderators where the members' house decided, or nobody in time.
    Closed { challenge: u64, status: ChallengeStatus, moderators: [Option<MemberId>; 2] },
    /// A moderator voted to debit an item.
    DebitVoted { batch: u64, position: u32, member: MemberId, moderator: MemberId, reason: B256 },
    /// An item was debited; no moderators where the members' house decided.
    Debited { batch: u64, position: u32, member: MemberId, points: u64, units: U256, moderators: [Option<MemberId>; 2] },
}

/// A challenge as it was brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields are those of the events")]
pub struct NewChallenge {
    pub challenge: u64,
    pub challenger: MemberId,
    pub batch: u64,
    pub source: u32,
    /// None for a whole batch.
    pub item: Option<ChallengedItem>,
    pub items: u32,
    pub reason: B256,
}

/// The one item that a challenge is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields are those of the event")]
pub struct ChallengedItem {
    pub position: u32,
    pub sequence: u64,
    pub member: MemberId,
}

/// Changes of the guardian's term, and what guardians do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields are those of the events")]
pub enum GuardianChange {
    /// The term ends then.
    Term { expires_at: u64 },
    /// A proposal was stopped.
    ProposalStopped { guardian: MemberId, house: Electorate, proposal: U256, reason: B256 },
    /// A recovery was stopped.
    RecoveryStopped { guardian: MemberId, member: MemberId, reason: B256 },
    /// Disputes of an epoch were given more time.
    DisputesExtended { guardian: MemberId, epoch: u32, reason: B256 },
}
