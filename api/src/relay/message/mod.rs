//! The messages that members sign, as JSON: field by field those of the typed data, so that a client can send back
//! what it got. Numbers of more than 53 bits are decimal text, which wallets show as people write numbers.

pub mod papers;

use std::fmt;

use alloy::primitives::{Address, B256, Bytes, U256, aliases::U40};
use palabre_contracts::typed_data;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use utoipa::ToSchema;

/// A whole number of up to 256 bits: decimal text (hexadecimal text and plain numbers are read too).
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToSchema)]
#[schema(value_type = String, pattern = "^(0x[0-9a-fA-F]{1,64}|[0-9]{1,77})$", example = "18446744073709551616")]
pub struct Uint256(pub U256);

/// A whole number of up to 40 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToSchema)]
#[schema(value_type = u64, example = 7, maximum = 1_099_511_627_775_i64)]
pub struct Uint40(u64);

impl Uint40 {
    const MAX: u64 = (1 << 40) - 1;

    /// The number, if it fits.
    pub fn new(number: u64) -> Option<Self> {
        (number <= Self::MAX).then_some(Self(number))
    }

    /// The number.
    pub fn get(self) -> u64 {
        self.0
    }
}

impl Serialize for Uint256 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Uint256 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Number(u64),
            Text(String),
        }
        match Either::deserialize(deserializer) {
            Ok(Either::Number(number)) => Ok(Self(U256::from(number))),
            Ok(Either::Text(text)) => parse_uint(&text).map(Self).ok_or_else(|| D::Error::custom(NOT_A_NUMBER)),
            Err(_) => Err(D::Error::custom(NOT_A_NUMBER)),
        }
    }
}

const NOT_A_NUMBER: &str = "expected a whole number of at most 256 bits, as decimal or 0x text";

/// Stricter than `U256::from_str`, which takes underscores, signs of other bases and the empty text.
fn parse_uint(text: &str) -> Option<U256> {
    let (digits, radix) = text.strip_prefix("0x").map_or((text, 10), |digits| (digits, 16));
    if digits.is_empty() || !digits.bytes().all(|digit| char::from(digit).is_digit(radix)) {
        return None;
    }
    U256::from_str_radix(digits, u64::from(radix)).ok()
}

impl Serialize for Uint40 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.0)
    }
}

impl<'de> Deserialize<'de> for Uint40 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Uint256(number) = Uint256::deserialize(deserializer)?;
        u64::try_from(number)
            .ok()
            .and_then(Self::new)
            .ok_or_else(|| D::Error::custom("expected a whole number of at most 40 bits"))
    }
}

impl fmt::Display for Uint256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<U256> for Uint256 {
    fn from(number: U256) -> Self {
        Self(number)
    }
}

impl From<Uint256> for U256 {
    fn from(number: Uint256) -> Self {
        number.0
    }
}

impl From<U40> for Uint40 {
    fn from(number: U40) -> Self {
        Self(number.to::<u64>())
    }
}

impl From<Uint40> for U40 {
    fn from(number: Uint40) -> Self {
        U40::from(number.0)
    }
}

/// Declares the JSON form of a typed struct with the conversions both ways; strict about unknown and missing fields.
macro_rules! message {
    (
        $(#[$doc:meta])* $wire:ident = $typed:path {
            $($(#[$field_doc:meta])* $field:ident as $name:ident: $type:ty,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct $wire {
            $($(#[$field_doc])* pub $field: $type,)*
        }

        impl From<$wire> for $typed {
            fn from(message: $wire) -> Self {
                Self { $($name: message.$field.into(),)* }
            }
        }

        impl From<$typed> for $wire {
            fn from(typed: $typed) -> Self {
                Self { $($field: typed.$name.into(),)* }
            }
        }
    };
}

pub(super) use message;

message! {
    /// Joins, or accepts a newer charter.
    AcceptCharterMessage = typed_data::AcceptCharter {
        /// The signer.
        #[schema(value_type = crate::http::wire::AddressText)]
        wallet as wallet: Address,
        /// Current version of the charter.
        charter_version as charterVersion: u16,
        /// Hash of the charter's text.
        #[schema(value_type = crate::http::wire::HashText)]
        charter_hash as charterHash: B256,
        /// Number of the signature.
        nonce as nonce: Uint256,
        /// Unix time after which the signature is void.
        deadline as deadline: Uint256,
    }
}

message! {
    /// Leaves the community.
    LeaveMessage = typed_data::Leave {
        /// The signer.
        #[schema(value_type = crate::http::wire::AddressText)]
        wallet as wallet: Address,
        /// Number of the signature.
        nonce as nonce: Uint256,
        /// Unix time after which the signature is void.
        deadline as deadline: Uint256,
    }
}

message! {
    /// A voucher that lets people in.
    InvitationMessage = typed_data::Invitation {
        /// Member number of the signer.
        issuer as issuer: Uint40,
        /// How many people may join with it, at most 20.
        uses as uses: u8,
        /// Unix time.
        valid_from as validFrom: Uint40,
        /// Unix time, at most 30 days later.
        valid_until as validUntil: Uint40,
        /// Makes two vouchers of one issuer different.
        #[schema(value_type = crate::http::wire::HashText)]
        salt as salt: B256,
    }
}

message! {
    /// A vote without a reason.
    BallotMessage = typed_data::Ballot {
        /// The proposal.
        proposal_id as proposalId: Uint256,
        /// 0 against, 1 for, 2 abstain.
        support as support: u8,
        /// The signer.
        #[schema(value_type = crate::http::wire::AddressText)]
        voter as voter: Address,
        /// Number of the signature.
        nonce as nonce: Uint256,
    }
}

message! {
    /// A vote with a reason.
    ExtendedBallotMessage = typed_data::ExtendedBallot {
        /// The proposal.
        proposal_id as proposalId: Uint256,
        /// 0 against, 1 for, 2 abstain.
        support as support: u8,
        /// The signer.
        #[schema(value_type = crate::http::wire::AddressText)]
        voter as voter: Address,
        /// Number of the signature.
        nonce as nonce: Uint256,
        /// Why; public for ever.
        reason as reason: String,
        /// Always `0x`.
        #[schema(value_type = crate::http::wire::HexText)]
        params as params: Bytes,
    }
}

message! {
    /// Asks the relay to pay a share out.
    ClaimMessage = typed_data::Claim {
        /// The signer, to whom the share is paid.
        #[schema(value_type = crate::http::wire::AddressText)]
        wallet as wallet: Address,
        /// Number of the member.
        member_id as memberId: Uint40,
        /// The token; all zero for ETH.
        #[schema(value_type = crate::http::wire::AddressText)]
        token as token: Address,
        /// The epoch.
        epoch as epoch: u32,
        /// Unix time after which the signature is void.
        deadline as deadline: Uint256,
    }
}

message! {
    /// Lends votes, or takes them back.
    DelegationMessage = typed_data::Delegation {
        /// Who votes from now on.
        #[schema(value_type = crate::http::wire::AddressText)]
        delegatee as delegatee: Address,
        /// Number of the signature.
        nonce as nonce: Uint256,
        /// Unix time after which the signature is void.
        expiry as expiry: Uint256,
    }
}

message! {
    /// A reviewer's signature under a batch.
    ApproveBatchMessage = typed_data::ApproveBatch {
        /// Epoch of the contributions.
        epoch as epoch: u32,
        /// The connected tool that they come from.
        source as source: u32,
        /// Rules of recognition in force.
        rules_version as rulesVersion: u32,
        /// Root of the salted evidence records.
        #[schema(value_type = crate::http::wire::HashText)]
        evidence_root as evidenceRoot: B256,
        /// The contributions, 16 bytes each.
        #[schema(value_type = crate::http::wire::HexText)]
        items as items: Bytes,
        /// Unix time after which the signature is void.
        deadline as deadline: Uint256,
    }
}

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProposeMessage {
    /// The signer.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub proposer: Address,
    /// Called contracts.
    #[schema(value_type = Vec<String>)]
    pub targets: Vec<Address>,
    /// Wei sent with each call.
    pub values: Vec<Uint256>,
    /// Data of each call.
    #[schema(value_type = Vec<String>)]
    pub calldatas: Vec<Bytes>,
    /// Text of the proposal; its last line names the proposer.
    pub description: String,
    /// Number of the signature.
    pub nonce: Uint256,
    /// Unix time after which the signature is void.
    pub deadline: Uint256,
}

impl From<ProposeMessage> for typed_data::Propose {
    fn from(message: ProposeMessage) -> Self {
        Self {
            proposer: message.proposer,
            targets: message.targets,
            values: message.values.into_iter().map(Into::into).collect(),
            calldatas: message.calldatas,
            description: message.description,
            nonce: message.nonce.into(),
            deadline: message.deadline.into(),
        }
    }
}

impl From<typed_data::Propose> for ProposeMessage {
    fn from(typed: typed_data::Propose) -> Self {
        Self {
            proposer: typed.proposer,
            targets: typed.targets,
            values: typed.values.into_iter().map(Uint256).collect(),
            calldatas: typed.calldatas,
            description: typed.description,
            nonce: typed.nonce.into(),
            deadline: typed.deadline.into(),
        }
    }
}

/// A vote, with or without a reason: whichever of the two was signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum VoteMessage {
    /// With a reason.
    WithReason(ExtendedBallotMessage),
    /// Without.
    Plain(BallotMessage),
}
