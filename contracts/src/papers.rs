//! The signed papers of [`Safeguards`](crate::bindings::safeguards), [`Challenges`](crate::bindings::challenges) and
//! [`Membership`](crate::bindings::membership): one wallet, a number and an end. What wallets show are these names, so
//! they are words; order and types are those of the type hashes in Solidity.

use alloy::sol;
use serde::Serialize;

use crate::bindings::{challenges::Challenges, membership::Membership, safeguards::Safeguards};

sol! {
    /// Asks to be admitted.
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct SubmitApplication {
        address wallet;
        uint16 charterVersion;
        bytes32 charterHash;
        bytes32 application;
        uint256 nonce;
        uint256 deadline;
    }

    /// Takes an application back.
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct WithdrawApplication {
        address wallet;
        bytes32 application;
        uint256 nonce;
        uint256 deadline;
    }

    /// Admits or declines an applicant.
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct AnswerApplication {
        address wallet;
        address applicant;
        bytes32 application;
        bool approved;
        uint256 nonce;
        uint256 deadline;
    }

    /// Suspends a member.
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct Suspend {
        address wallet;
        uint40 memberId;
        uint40 until;
        bytes32 reason;
        uint256 nonce;
        uint256 deadline;
    }

    /// Moves a membership to a new wallet; both sign.
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct Rotate {
        address from;
        address to;
        uint256 fromNonce;
        uint256 toNonce;
        uint256 deadline;
    }

    /// Asks two moderators to move a membership to the signer.
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct RequestRecovery {
        address wallet;
        uint40 memberId;
        uint256 nonce;
        uint256 deadline;
    }

    /// Confirms that a wallet belongs to a member.
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct ApproveRecovery {
        address wallet;
        uint40 memberId;
        address to;
        uint256 nonce;
        uint256 deadline;
    }

    /// Ends a pending recovery.
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct CancelRecovery {
        address wallet;
        uint40 memberId;
        uint256 nonce;
        uint256 deadline;
    }

    /// Says that the signer is still here.
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct Wake {
        address wallet;
        uint256 nonce;
        uint256 deadline;
    }

    /// Renounces money, or takes it again.
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct SetUnpaid {
        address wallet;
        bool unpaid;
        uint256 nonce;
        uint256 deadline;
    }

    /// Voids a voucher.
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct RevokeInvitation {
        address wallet;
        bytes32 invitation;
        uint256 nonce;
        uint256 deadline;
    }

    /// Challenges one item of a batch.
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct ChallengeItem {
        address wallet;
        uint256 batchId;
        uint256 index;
        bytes32 reason;
        uint256 nonce;
        uint256 deadline;
    }

    /// Challenges a whole batch.
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct ChallengeBatch {
        address wallet;
        uint256 batchId;
        bytes32 reason;
        uint256 nonce;
        uint256 deadline;
    }

    /// Votes on a challenge.
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct DecideChallenge {
        address wallet;
        uint256 challengeId;
        bool uphold;
        uint256 nonce;
        uint256 deadline;
    }

    /// Votes to debit an item of a final epoch.
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct DebitItem {
        address wallet;
        uint256 batchId;
        uint256 index;
        bytes32 reason;
        uint256 nonce;
        uint256 deadline;
    }
}

/// Which keyed nonces of the contract each paper uses.
pub mod nonces {
    /// `Charters.REVOKE_NONCES`.
    pub const REVOKE_INVITATION: u64 = 3;
    /// `Applications.WITHDRAW_NONCES`.
    pub const WITHDRAW_APPLICATION: u64 = 1;
    /// `Applications.ANSWER_NONCES`.
    pub const ANSWER_APPLICATION: u64 = 2;
    /// `Suspensions.SUSPEND_NONCES`.
    pub const SUSPEND: u64 = 3;
    /// `Wallets.ROTATE_NONCES`.
    pub const ROTATE: u64 = 4;
    /// `Wallets.REQUEST_NONCES`.
    pub const REQUEST_RECOVERY: u64 = 5;
    /// `Wallets.APPROVE_NONCES`.
    pub const APPROVE_RECOVERY: u64 = 6;
    /// `Wallets.CANCEL_NONCES`.
    pub const CANCEL_RECOVERY: u64 = 7;
    /// `Suspensions.WAKE_NONCES`.
    pub const WAKE: u64 = 8;
    /// `Suspensions.UNPAID_NONCES`.
    pub const SET_UNPAID: u64 = 9;
    /// `Challenges.CHALLENGE_NONCES`.
    pub const CHALLENGE: u64 = 1;
    /// `Challenges.DECIDE_NONCES`.
    pub const DECIDE: u64 = 2;
    /// `Challenges.DEBIT_NONCES`.
    pub const DEBIT: u64 = 3;
}

/// The forms in which the contracts take what was signed: same fields, another generated type.
macro_rules! on_chain {
    ($($signed:ident => $taken:ty { $($field:ident),* })*) => {
        $(impl From<$signed> for $taken {
            fn from(signed: $signed) -> Self {
                Self { $($field: signed.$field),* }
            }
        })*
    };
}

on_chain! {
    SubmitApplication => Safeguards::SubmitApplication {
        wallet, charterVersion, charterHash, application, nonce, deadline
    }
    WithdrawApplication => Safeguards::WithdrawApplication { wallet, application, nonce, deadline }
    AnswerApplication => Safeguards::AnswerApplication { wallet, applicant, application, approved, nonce, deadline }
    Suspend => Safeguards::Suspend { wallet, memberId, until, reason, nonce, deadline }
    Rotate => Safeguards::Rotate { from, to, fromNonce, toNonce, deadline }
    RequestRecovery => Safeguards::RequestRecovery { wallet, memberId, nonce, deadline }
    ApproveRecovery => Safeguards::ApproveRecovery { wallet, memberId, to, nonce, deadline }
    CancelRecovery => Safeguards::CancelRecovery { wallet, memberId, nonce, deadline }
    Wake => Safeguards::Wake { wallet, nonce, deadline }
    SetUnpaid => Safeguards::SetUnpaid { wallet, unpaid, nonce, deadline }
    RevokeInvitation => Membership::RevokeInvitation { wallet, invitation, nonce, deadline }
    ChallengeItem => Challenges::ItemPaper { wallet, batchId, index, reason, nonce, deadline }
    ChallengeBatch => Challenges::BatchPaper { wallet, batchId, reason, nonce, deadline }
    DecideChallenge => Challenges::DecisionPaper { wallet, challengeId, uphold, nonce, deadline }
    DebitItem => Challenges::ItemPaper { wallet, batchId, index, reason, nonce, deadline }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use alloy::sol_types::SolStruct;

    use super::*;

    /// The type strings of papers, as wallets hash them.
    fn types() -> [std::borrow::Cow<'static, str>; 15] {
        [
            SubmitApplication::eip712_encode_type(),
            WithdrawApplication::eip712_encode_type(),
            AnswerApplication::eip712_encode_type(),
            Suspend::eip712_encode_type(),
            Rotate::eip712_encode_type(),
            RequestRecovery::eip712_encode_type(),
            ApproveRecovery::eip712_encode_type(),
            CancelRecovery::eip712_encode_type(),
            Wake::eip712_encode_type(),
            SetUnpaid::eip712_encode_type(),
            RevokeInvitation::eip712_encode_type(),
            ChallengeItem::eip712_encode_type(),
            ChallengeBatch::eip712_encode_type(),
            DecideChallenge::eip712_encode_type(),
            DebitItem::eip712_encode_type(),
        ]
    }

    #[test]
    fn type_strings_are_those_of_the_sources() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("solidity");
        let files = ["Applications", "Suspensions", "Wallets", "Charters", "Challenges"];
        let sources: String =
            files.iter().map(|name| fs::read_to_string(folder.join(format!("{name}.sol"))).unwrap()).collect();
        for text in types() {
            assert!(sources.contains(&format!("\"{text}\"")), "{text} is in no contract");
        }
    }

    #[test]
    fn keys_of_nonces_are_those_of_the_sources() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("solidity");
        let check = |file: &str, name: &str, key: u64| {
            let source = fs::read_to_string(folder.join(format!("{file}.sol"))).unwrap();
            assert!(source.contains(&format!("{name}_NONCES = {key};")), "{name} of {file} is not {key}");
        };
        check("Charters", "REVOKE", nonces::REVOKE_INVITATION);
        check("Applications", "WITHDRAW", nonces::WITHDRAW_APPLICATION);
        check("Applications", "ANSWER", nonces::ANSWER_APPLICATION);
        check("Suspensions", "SUSPEND", nonces::SUSPEND);
        check("Wallets", "ROTATE", nonces::ROTATE);
        check("Wallets", "REQUEST", nonces::REQUEST_RECOVERY);
        check("Wallets", "APPROVE", nonces::APPROVE_RECOVERY);
        check("Wallets", "CANCEL", nonces::CANCEL_RECOVERY);
        check("Suspensions", "WAKE", nonces::WAKE);
        check("Suspensions", "UNPAID", nonces::SET_UNPAID);
        check("Challenges", "CHALLENGE", nonces::CHALLENGE);
        check("Challenges", "DECIDE", nonces::DECIDE);
        check("Challenges", "DEBIT", nonces::DEBIT);
    }
}
