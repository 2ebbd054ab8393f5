//! The papers of Safeguards, Challenges and invitations, as JSON.

use alloy::primitives::{Address, B256};
use palabre_contracts::papers;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Uint40, Uint256, message};

message! {
    /// Asks to be admitted.
    SubmitApplicationMessage = papers::SubmitApplication {
        /// The signer.
        #[schema(value_type = crate::http::wire::AddressText)]
        wallet as wallet: Address,
        /// Newest version of the charter.
        charter_version as charterVersion: u16,
        /// Hash of the charter's text.
        #[schema(value_type = crate::http::wire::HashText)]
        charter_hash as charterHash: B256,
        /// Hash of the salted text of the application.
        #[schema(value_type = crate::http::wire::HashText)]
        application as application: B256,
        /// Number of the signature.
        nonce as nonce: Uint256,
        /// Unix time after which the signature is void.
        deadline as deadline: Uint256,
    }
}

message! {
    /// Takes an application back.
    WithdrawApplicationMessage = papers::WithdrawApplication {
        /// The signer.
        #[schema(value_type = crate::http::wire::AddressText)]
        wallet as wallet: Address,
        /// Hash of the salted text of the application.
        #[schema(value_type = crate::http::wire::HashText)]
        application as application: B256,
        /// Number of the signature.
        nonce as nonce: Uint256,
        /// Unix time after which the signature is void.
        deadline as deadline: Uint256,
    }
}

message! {
    /// Admits or declines an applicant.
    AnswerApplicationMessage = papers::AnswerApplication {
        /// The signer.
        #[schema(value_type = crate::http::wire::AddressText)]
        wallet as wallet: Address,
        /// Who applied.
        #[schema(value_type = crate::http::wire::AddressText)]
        applicant as applicant: Address,
        /// Hash of the salted text that was judged.
        #[schema(value_type = crate::http::wire::HashText)]
        application as application: B256,
        /// Whether they are admitted.
        approved as approved: bool,
        /// Number of the signature.
        nonce as nonce: Uint256,
        /// Unix time after which the signature is void.
        deadline as deadline: Uint256,
    }
}

message! {
    /// Suspends a member.
    SuspendMessage = papers::Suspend {
        /// The signer.
        #[schema(value_type = crate::http::wire::AddressText)]
        wallet as wallet: Address,
        /// Whom.
        member_id as memberId: Uint40,
        /// Unix time at which it ends.
        until as until: Uint40,
        /// Hash of the salted reason.
        #[schema(value_type = crate::http::wire::HashText)]
        reason as reason: B256,
        /// Number of the signature.
        nonce as nonce: Uint256,
        /// Unix time after which the signature is void.
        deadline as deadline: Uint256,
    }
}

message! {
    /// Moves a membership to a new wallet; both sign.
    RotateMessage = papers::Rotate {
        /// The old wallet.
        #[schema(value_type = crate::http::wire::AddressText)]
        from as from: Address,
        /// The new one.
        #[schema(value_type = crate::http::wire::AddressText)]
        to as to: Address,
        /// Number of the old wallet's signature.
        from_nonce as fromNonce: Uint256,
        /// Number of the new wallet's signature.
        to_nonce as toNonce: Uint256,
        /// Unix time after which the signatures are void.
        deadline as deadline: Uint256,
    }
}

message! {
    /// Asks two moderators to move a membership to the signer.
    RequestRecoveryMessage = papers::RequestRecovery {
        /// The signer.
        #[schema(value_type = crate::http::wire::AddressText)]
        wallet as wallet: Address,
        /// Whose membership.
        member_id as memberId: Uint40,
        /// Number of the signature.
        nonce as nonce: Uint256,
        /// Unix time after which the signature is void.
        deadline as deadline: Uint256,
    }
}

message! {
    /// Confirms that a wallet belongs to a member.
    ApproveRecoveryMessage = papers::ApproveRecovery {
        /// The signer.
        #[schema(value_type = crate::http::wire::AddressText)]
        wallet as wallet: Address,
        /// Whose membership.
        member_id as memberId: Uint40,
        /// The new wallet.
        #[schema(value_type = crate::http::wire::AddressText)]
        to as to: Address,
        /// Number of the signature.
        nonce as nonce: Uint256,
        /// Unix time after which the signature is void.
        deadline as deadline: Uint256,
    }
}

message! {
    /// Ends a pending recovery.
    CancelRecoveryMessage = papers::CancelRecovery {
        /// The signer.
        #[schema(value_type = crate::http::wire::AddressText)]
        wallet as wallet: Address,
        /// Whose membership.
        member_id as memberId: Uint40,
        /// Number of the signature.
        nonce as nonce: Uint256,
        /// Unix time after which the signature is void.
        deadline as deadline: Uint256,
    }
}

message! {
    /// Says that the signer is still here.
    WakeMessage = papers::Wake {
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
    /// Renounces money, or takes it again.
    SetUnpaidMessage = papers::SetUnpaid {
        /// The signer.
        #[schema(value_type = crate::http::wire::AddressText)]
        wallet as wallet: Address,
        /// Whether the signer renounces.
        unpaid as unpaid: bool,
        /// Number of the signature.
        nonce as nonce: Uint256,
        /// Unix time after which the signature is void.
        deadline as deadline: Uint256,
    }
}

message! {
    /// Voids an invitation.
    RevokeInvitationMessage = papers::RevokeInvitation {
        /// The signer.
        #[schema(value_type = crate::http::wire::AddressText)]
        wallet as wallet: Address,
        /// Hash of the invitation.
        #[schema(value_type = crate::http::wire::HashText)]
        invitation as invitation: B256,
        /// Number of the signature.
        nonce as nonce: Uint256,
        /// Unix time after which the signature is void.
        deadline as deadline: Uint256,
    }
}

message! {
    /// Challenges one contribution of a batch.
    ChallengeItemMessage = papers::ChallengeItem {
        /// The signer.
        #[schema(value_type = crate::http::wire::AddressText)]
        wallet as wallet: Address,
        /// The batch.
        batch_id as batchId: Uint256,
        /// Place of the contribution in it, from 0.
        index as index: Uint256,
        /// Hash of the salted reason.
        #[schema(value_type = crate::http::wire::HashText)]
        reason as reason: B256,
        /// Number of the signature.
        nonce as nonce: Uint256,
        /// Unix time after which the signature is void.
        deadline as deadline: Uint256,
    }
}

message! {
    /// Challenges a whole batch.
    ChallengeBatchMessage = papers::ChallengeBatch {
        /// The signer.
        #[schema(value_type = crate::http::wire::AddressText)]
        wallet as wallet: Address,
        /// The batch.
        batch_id as batchId: Uint256,
        /// Hash of the salted reason.
        #[schema(value_type = crate::http::wire::HashText)]
        reason as reason: B256,
        /// Number of the signature.
        nonce as nonce: Uint256,
        /// Unix time after which the signature is void.
        deadline as deadline: Uint256,
    }
}

message! {
    /// Votes on a challenge.
    DecideChallengeMessage = papers::DecideChallenge {
        /// The signer.
        #[schema(value_type = crate::http::wire::AddressText)]
        wallet as wallet: Address,
        /// The challenge.
        challenge_id as challengeId: Uint256,
        /// Whether it is upheld.
        uphold as uphold: bool,
        /// Number of the signature.
        nonce as nonce: Uint256,
        /// Unix time after which the signature is void.
        deadline as deadline: Uint256,
    }
}

message! {
    /// Votes to debit a contribution of a final epoch.
    DebitItemMessage = papers::DebitItem {
        /// The signer.
        #[schema(value_type = crate::http::wire::AddressText)]
        wallet as wallet: Address,
        /// The batch.
        batch_id as batchId: Uint256,
        /// Place of the contribution in it, from 0.
        index as index: Uint256,
        /// Hash of the salted reason.
        #[schema(value_type = crate::http::wire::HashText)]
        reason as reason: B256,
        /// Number of the signature.
        nonce as nonce: Uint256,
        /// Unix time after which the signature is void.
        deadline as deadline: Uint256,
    }
}
