//! What a signature means, in French and English: rendered from the struct that is signed, so that the sentence above
//! the button and the data in the wallet cannot differ.

mod papers;

use alloy::primitives::{Address, U256, hex};
use palabre_contracts::{Community, Electorate, Item, Support, proposal::title, typed_data};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The same sentence twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Sentence {
    /// In French.
    #[schema(example = "Je rejoins Démo et j'en accepte la charte, version 1.")]
    pub fr: String,
    /// In English.
    #[schema(example = "I join Démo and accept its charter, version 1.")]
    pub en: String,
}

/// Whose name the sentences use, and what the reader cannot know from the struct.
pub(super) struct Voice<'a> {
    pub(super) community: &'a Community,
}

impl Voice<'_> {
    fn name(&self) -> &str {
        &self.community.name
    }

    pub(super) fn join(&self, signed: &typed_data::AcceptCharter) -> Sentence {
        let (name, version, hash) = (self.name(), signed.charterVersion, short(signed.charterHash));
        Sentence {
            fr: format!("Je rejoins {name} et j'en accepte la charte, version {version} ({hash})."),
            en: format!("I join {name} and accept its charter, version {version} ({hash})."),
        }
    }

    pub(super) fn accept_charter(&self, signed: &typed_data::AcceptCharter) -> Sentence {
        let (name, version, hash) = (self.name(), signed.charterVersion, short(signed.charterHash));
        Sentence {
            fr: format!("J'accepte la charte de {name}, version {version} ({hash})."),
            en: format!("I accept the charter of {name}, version {version} ({hash})."),
        }
    }

    pub(super) fn leave(&self, _signed: &typed_data::Leave) -> Sentence {
        let name = self.name();
        Sentence {
            fr: format!(
                "Je quitte {name} : mes voix et mes rôles s'éteignent, mes contributions restent et me sont dues."
            ),
            en: format!("I leave {name}: my votes and roles end, my contributions stay and are still paid."),
        }
    }

    pub(super) fn propose(&self, house: Electorate, signed: &typed_data::Propose) -> Sentence {
        let (name, title, calls) = (self.name(), title(&signed.description), signed.targets.len());
        let (fr_house, en_house) = house_names(house);
        Sentence {
            fr: format!("Je propose « {title} » à la {fr_house} de {name} ({calls} action(s))."),
            en: format!("I propose \"{title}\" to the {en_house} of {name} ({calls} action(s))."),
        }
    }

    pub(super) fn vote(&self, house: Electorate, proposal: U256, support: Support, reason: Option<&str>) -> Sentence {
        let (name, id) = (self.name(), short(proposal.to_be_bytes::<32>()));
        let (fr_house, en_house) = house_names(house);
        let (fr, en) = match support {
            Support::For => ("Je vote pour", "I vote for"),
            Support::Against => ("Je vote contre", "I vote against"),
            Support::Abstain => ("Je m'abstiens sur", "I abstain on"),
        };
        let because = |word: &str| reason.map_or(String::new(), |reason| format!(", {word} : « {reason} »"));
        let en_because = reason.map_or(String::new(), |reason| format!(", because: \"{reason}\""));
        Sentence {
            fr: format!("{fr} la proposition {id} ({fr_house} de {name}){}.", because("parce que")),
            en: format!("{en} proposal {id} ({en_house} of {name}){en_because}."),
        }
    }

    pub(super) fn claim(&self, signed: &typed_data::Claim) -> Sentence {
        let (name, epoch, wallet) = (self.name(), signed.epoch, address(signed.wallet));
        let (fr_token, en_token) = match signed.token {
            Address::ZERO => ("en ETH".to_owned(), "in ETH".to_owned()),
            token => (format!("dans le jeton {}", address(token)), format!("in token {}", address(token))),
        };
        Sentence {
            fr: format!("Je demande ma part de l'époque {epoch} de {name}, {fr_token}, versée à {wallet}."),
            en: format!("I ask for my share of epoch {epoch} of {name}, {en_token}, paid to {wallet}."),
        }
    }

    pub(super) fn delegate(&self, wallet: Address, votes: Votes, signed: &typed_data::Delegation) -> Sentence {
        let name = self.name();
        let (fr_votes, en_votes) = match votes {
            Votes::Membership => ("ma voix de membre", "my member's vote"),
            Votes::Reputation => ("mes voix de réputation", "my votes by reputation"),
        };
        match signed.delegatee {
            Address::ZERO => Sentence {
                fr: format!("Je ne confie {fr_votes} à personne dans {name} : elle ne compte plus."),
                en: format!("I give {en_votes} in {name} to nobody: it does not count any more."),
            },
            delegatee if delegatee == wallet => Sentence {
                fr: format!("Je reprends {fr_votes} dans {name}."),
                en: format!("I take back {en_votes} in {name}."),
            },
            delegatee => Sentence {
                fr: format!("Je confie {fr_votes} dans {name} à {}.", address(delegatee)),
                en: format!("I lend {en_votes} in {name} to {}.", address(delegatee)),
            },
        }
    }

    pub(super) fn approve_batch(&self, signed: &typed_data::ApproveBatch, items: &[Item]) -> Sentence {
        let (name, count, epoch, source) = (self.name(), items.len(), signed.epoch, signed.source);
        let points: u64 = items.iter().map(|item| u64::from(item.points)).sum();
        let people = items.iter().map(|item| item.member).collect::<std::collections::BTreeSet<_>>().len();
        Sentence {
            fr: format!(
                "Je confirme {count} contribution(s) de {people} personne(s), {points} points en tout, de la source \
                 {source} dans l'époque {epoch} de {name}."
            ),
            en: format!(
                "I confirm {count} contribution(s) by {people} person(s), {points} points in all, from source {source} \
                 in epoch {epoch} of {name}."
            ),
        }
    }

    pub(super) fn invite(&self, signed: &typed_data::Invitation) -> Sentence {
        let (name, uses) = (self.name(), signed.uses);
        let days = (signed.validUntil.to::<u64>().saturating_sub(signed.validFrom.to::<u64>())).div_ceil(86_400);
        Sentence {
            fr: format!("J'invite {uses} personne(s) à rejoindre {name}, pendant {days} jour(s)."),
            en: format!("I invite {uses} person(s) to join {name}, for {days} day(s)."),
        }
    }
}

/// Which votes are lent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Votes {
    /// The unit of a member, which counts in the members' house.
    #[default]
    Membership,
    /// Reputation, which counts in the contributors' house.
    Reputation,
}

fn house_names(house: Electorate) -> (&'static str, &'static str) {
    match house {
        Electorate::Members => ("chambre des membres", "members' house"),
        Electorate::Contributors => ("chambre des contributeurs", "contributors' house"),
    }
}

fn address(address: Address) -> String {
    address.to_checksum(None)
}

/// Enough digits to compare with what the wallet shows.
fn short(bytes: impl AsRef<[u8]>) -> String {
    let digits = hex::encode(bytes);
    format!("0x{}…{}", &digits[..6], &digits[digits.len() - 4..])
}

#[cfg(test)]
mod tests {
    use alloy::primitives::{B256, aliases::U40};

    use super::*;
    use crate::relay::testing;

    #[test]
    fn sentences_say_what_the_struct_says() {
        let community = testing::community();
        let voice = Voice { community: &community };
        let accepted = typed_data::AcceptCharter {
            wallet: Address::ZERO,
            charterVersion: 3,
            charterHash: B256::repeat_byte(0xab),
            nonce: U256::ZERO,
            deadline: U256::ZERO,
        };
        assert_eq!(voice.join(&accepted).en, "I join Démo and accept its charter, version 3 (0xababab…abab).");
        let vote = voice.vote(Electorate::Members, U256::from(1), Support::Against, Some("trop tôt"));
        assert_eq!(
            vote.fr,
            "Je vote contre la proposition 0x000000…0001 (chambre des membres de Démo), parce que : « trop tôt »."
        );
        let claim = typed_data::Claim {
            wallet: Address::ZERO,
            memberId: U40::from(1),
            token: Address::ZERO,
            epoch: 4,
            deadline: U256::ZERO,
        };
        assert!(voice.claim(&claim).en.starts_with("I ask for my share of epoch 4 of Démo, in ETH, paid to 0x0000"));
    }

    #[test]
    fn delegating_to_oneself_is_taking_back() {
        let community = testing::community();
        let voice = Voice { community: &community };
        let me = Address::repeat_byte(1);
        let to = |delegatee| {
            let signed = typed_data::Delegation { delegatee, nonce: U256::ZERO, expiry: U256::ZERO };
            voice.delegate(me, Votes::Membership, &signed).en
        };
        assert_eq!(to(me), "I take back my member's vote in Démo.");
        assert!(to(Address::ZERO).contains("nobody"));
        assert!(to(Address::repeat_byte(2)).starts_with("I lend my member's vote in Démo to 0x0202"));
    }
}
