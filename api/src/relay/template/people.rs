//! People: who is admitted, what they may do, who has to go.

use alloy::{
    primitives::{Address, B256, Bytes, keccak256},
    sol_types::SolCall,
};
use palabre_contracts::{
    Contracts, Lane, Roles,
    bindings::{
        membership::Membership::{expelCall, publishCharterCall, setAdmissionCall, setRolesCall},
        safeguards::Safeguards::{allowUnitCall, liftSuspensionCall, removeUnitCall},
    },
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::relay::{error::Refusal, message::Uint40};

/// A new charter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CharterTemplate {
    /// Hash of the text (keccak-256 of its bytes).
    #[schema(value_type = crate::http::wire::HashText)]
    pub hash: B256,
    /// Where the text is.
    pub uri: String,
}

/// How people are admitted from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdmissionTemplate {
    /// `open`, `invitation` or `approval`.
    pub admission: AdmissionName,
}

/// A way of admission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AdmissionName {
    /// Anyone who accepts the charter; the vote comes with work.
    Open,
    /// With a voucher of an organizer or a moderator.
    Invitation,
    /// An organizer or a moderator approves an application.
    Approval,
}

/// A member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberTemplate {
    /// Number of the member.
    pub member_id: Uint40,
}

/// Roles of a member: all that the member has afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RolesTemplate {
    /// Number of the member.
    pub member_id: Uint40,
    /// `organizer`, `moderator`, `documentalist`, `guardian`, or `reviewer:0` to `reviewer:7`; empty for none.
    #[serde(default)]
    pub roles: Vec<String>,
}

impl CharterTemplate {
    pub(super) fn call(&self) -> Result<Bytes, Refusal> {
        if self.hash.is_zero() || self.uri.is_empty() || self.uri.len() > 512 {
            return Err(Refusal::malformed(
                "a charter needs the hash of its text and an address of at most 512 bytes",
                "Publish the text first, then give its hash and where it is.",
            ));
        }
        Ok(publishCharterCall { hash: self.hash, uri: self.uri.clone() }.abi_encode().into())
    }
}

impl AdmissionTemplate {
    pub(super) fn call(&self) -> Bytes {
        setAdmissionCall { admission_: self.admission as u8 }.abi_encode().into()
    }
}

impl RolesTemplate {
    pub(super) fn call(&self) -> Result<Bytes, Refusal> {
        let roles = self.roles.iter().try_fold(Roles::NONE, |roles, name| Ok::<_, Refusal>(roles.with(role(name)?)))?;
        Ok(setRolesCall { memberId: self.member_id.into(), roles: roles.into() }.abi_encode().into())
    }
}

fn role(name: &str) -> Result<Roles, Refusal> {
    let plain = [Roles::ORGANIZER, Roles::MODERATOR, Roles::DOCUMENTALIST, Roles::GUARDIAN];
    let reviewers = Lane::all().map(Roles::reviewer);
    plain.into_iter().chain(reviewers).find(|role| role.names() == [name]).ok_or_else(|| {
        Refusal::malformed(
            format!("{name:?} is no role"),
            "Choose organizer, moderator, documentalist, guardian, or reviewer:0 to reviewer:7.",
        )
    })
}

impl MemberTemplate {
    /// Ends a membership. The reasons are the proposal's text, whose hash goes on chain.
    pub(super) fn expel(&self, contracts: &Contracts, description: &str) -> (Address, Bytes) {
        let call = expelCall { memberId: self.member_id.into(), reason: keccak256(description) };
        (contracts.membership, call.abi_encode().into())
    }

    /// Takes the vote of a member, for the reasons in the proposal's text.
    pub(super) fn remove_vote(&self, contracts: &Contracts, description: &str) -> (Address, Bytes) {
        let call = removeUnitCall { memberId: self.member_id.into(), reason: keccak256(description) };
        (contracts.safeguards, call.abi_encode().into())
    }

    /// Lets a member have a vote again.
    pub(super) fn allow_vote(&self, contracts: &Contracts) -> (Address, Bytes) {
        (contracts.safeguards, allowUnitCall { memberId: self.member_id.into() }.abi_encode().into())
    }

    /// Ends a suspension.
    pub(super) fn lift_suspension(&self, contracts: &Contracts) -> (Address, Bytes) {
        (contracts.safeguards, liftSuspensionCall { memberId: self.member_id.into() }.abi_encode().into())
    }
}
