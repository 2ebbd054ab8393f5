//! What papers mean.

use alloy::primitives::U256;
use palabre_contracts::papers;

use super::{Sentence, Voice, address, short};

impl Voice<'_> {
    pub(in crate::relay) fn apply(&self, signed: &papers::SubmitApplication) -> Sentence {
        let (name, version, hash) = (self.name(), signed.charterVersion, short(signed.charterHash));
        Sentence {
            fr: format!("Je demande à rejoindre {name} et j'en accepte la charte, version {version} ({hash})."),
            en: format!("I apply to join {name} and accept its charter, version {version} ({hash})."),
        }
    }

    pub(in crate::relay) fn withdraw_application(&self, signed: &papers::WithdrawApplication) -> Sentence {
        let (name, application) = (self.name(), short(signed.application));
        Sentence {
            fr: format!("Je retire ma demande {application} de rejoindre {name}."),
            en: format!("I take back my application {application} to join {name}."),
        }
    }

    pub(in crate::relay) fn answer_application(&self, signed: &papers::AnswerApplication) -> Sentence {
        let (name, who, what) = (self.name(), address(signed.applicant), short(signed.application));
        let (fr, en) = if signed.approved { ("J'admets", "I admit") } else { ("Je n'admets pas", "I do not admit") };
        Sentence {
            fr: format!("{fr} {who} dans {name}, au vu de sa demande {what}."),
            en: format!("{en} {who} to {name}, having read the application {what}."),
        }
    }

    pub(in crate::relay) fn suspend(&self, signed: &papers::Suspend) -> Sentence {
        let (name, id, reason) = (self.name(), signed.memberId, short(signed.reason));
        let until = crate::http::wire::Time::from(signed.until.to::<u64>()).rfc3339;
        Sentence {
            fr: format!(
                "Je suspends le membre {id} de {name} jusqu'au {until} (motif {reason}) : ses rôles reposent, sa voix \
                 et ses parts restent."
            ),
            en: format!(
                "I suspend member {id} of {name} until {until} (reason {reason}): their roles rest, their vote and \
                 shares stay."
            ),
        }
    }

    pub(in crate::relay) fn rotate(&self, signed: &papers::Rotate) -> Sentence {
        let (name, from, to) = (self.name(), address(signed.from), address(signed.to));
        Sentence {
            fr: format!("Mon adhésion à {name} passe de {from} à {to} ; l'ancien portefeuille ne servira plus jamais."),
            en: format!("My membership of {name} moves from {from} to {to}; the old wallet is retired for ever."),
        }
    }

    pub(in crate::relay) fn request_recovery(&self, signed: &papers::RequestRecovery) -> Sentence {
        let (name, id, to) = (self.name(), signed.memberId, address(signed.wallet));
        Sentence {
            fr: format!(
                "Je suis le membre {id} de {name} et j'ai perdu mon portefeuille : je demande à passer à {to}."
            ),
            en: format!("I am member {id} of {name} and lost my wallet: I ask to move to {to}."),
        }
    }

    pub(in crate::relay) fn approve_recovery(&self, signed: &papers::ApproveRecovery) -> Sentence {
        let (name, id, to) = (self.name(), signed.memberId, address(signed.to));
        Sentence {
            fr: format!("Je confirme que {to} appartient au membre {id} de {name}, qui a perdu son portefeuille."),
            en: format!("I confirm that {to} belongs to member {id} of {name}, who lost their wallet."),
        }
    }

    pub(in crate::relay) fn cancel_recovery(&self, signed: &papers::CancelRecovery) -> Sentence {
        let (name, id) = (self.name(), signed.memberId);
        Sentence {
            fr: format!("J'arrête le transfert de l'adhésion du membre {id} de {name} vers un autre portefeuille."),
            en: format!("I stop the move of the membership of member {id} of {name} to another wallet."),
        }
    }

    pub(in crate::relay) fn revoke_invitation(&self, signed: &papers::RevokeInvitation) -> Sentence {
        let (name, invitation) = (self.name(), short(signed.invitation));
        Sentence {
            fr: format!("J'annule l'invitation {invitation} à rejoindre {name}."),
            en: format!("I void the invitation {invitation} to join {name}."),
        }
    }

    pub(in crate::relay) fn wake(&self, _signed: &papers::Wake) -> Sentence {
        let name = self.name();
        Sentence {
            fr: format!("Je suis toujours là, dans {name} : ma voix ne doit pas s'endormir."),
            en: format!("I am still here, in {name}: my vote shall not go to sleep."),
        }
    }

    pub(in crate::relay) fn set_unpaid(&self, signed: &papers::SetUnpaid) -> Sentence {
        let name = self.name();
        if signed.unpaid {
            return Sentence {
                fr: format!(
                    "Je renonce à l'argent de {name} : mes parts vont à la réserve tant que je ne change pas d'avis."
                ),
                en: format!("I renounce the money of {name}: my shares go to the reserve until I change my mind."),
            };
        }
        Sentence {
            fr: format!("Je veux de nouveau recevoir mes parts de {name}."),
            en: format!("I want to receive my shares of {name} again."),
        }
    }

    pub(in crate::relay) fn challenge_item(&self, signed: &papers::ChallengeItem) -> Sentence {
        let (name, place, reason) = (self.name(), place(signed.index), short(signed.reason));
        let batch = signed.batchId;
        Sentence {
            fr: format!("Je conteste la contribution {place} du lot {batch} de {name} (motif {reason})."),
            en: format!("I challenge contribution {place} of batch {batch} of {name} (reason {reason})."),
        }
    }

    pub(in crate::relay) fn challenge_batch(&self, signed: &papers::ChallengeBatch) -> Sentence {
        let (name, batch, reason) = (self.name(), signed.batchId, short(signed.reason));
        Sentence {
            fr: format!("Je conteste tout le lot {batch} de {name} (motif {reason})."),
            en: format!("I challenge the whole batch {batch} of {name} (reason {reason})."),
        }
    }

    pub(in crate::relay) fn decide_challenge(&self, signed: &papers::DecideChallenge) -> Sentence {
        let (name, id) = (self.name(), signed.challengeId);
        if signed.uphold {
            return Sentence {
                fr: format!("Je donne raison à la contestation {id} dans {name} : les points sont retirés."),
                en: format!("I uphold challenge {id} in {name}: the points are struck."),
            };
        }
        Sentence {
            fr: format!("Je rejette la contestation {id} dans {name} : les points restent."),
            en: format!("I dismiss challenge {id} in {name}: the points stand."),
        }
    }

    pub(in crate::relay) fn debit_item(&self, signed: &papers::DebitItem) -> Sentence {
        let (name, place, reason) = (self.name(), place(signed.index), short(signed.reason));
        let batch = signed.batchId;
        Sentence {
            fr: format!(
                "Je débite la contribution {place} du lot {batch} de {name}, dont l'époque est close (motif {reason})."
            ),
            en: format!(
                "I debit contribution {place} of batch {batch} of {name}, whose epoch is final (reason {reason})."
            ),
        }
    }
}

/// People count from 1.
fn place(index: U256) -> U256 {
    index.saturating_add(U256::ONE)
}
