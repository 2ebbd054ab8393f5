//! Calls in sentences, in French and English: one for each function that a house may call. What has no sentence here is
//! shown with its selector and a warning.

mod format;

use palabre_contracts::Contracts;

use self::format::fill;
use super::{calls::Argument, sentence::Sentence};

/// Contract and function, then the sentence in English and French. `{name}` is an argument, `{name.field}` a field of
/// a struct, `{name:form}` one of the forms of `format`.
const SENTENCES: &[(&str, &str, &str)] = &[
    (
        "membership.setRoles",
        "Member {memberId} has these roles from then on: {roles:roles}.",
        "Le membre {memberId} a désormais ces rôles : {roles:roles}.",
    ),
    (
        "membership.publishCharter",
        "A new version of the charter is published at {uri}; its text has the fingerprint {hash}.",
        "Une nouvelle version de la charte est publiée à {uri} ; son texte a l'empreinte {hash}.",
    ),
    (
        "membership.setAdmission",
        "People become members {admission_:admission}.",
        "On devient membre {admission_:admission}.",
    ),
    (
        "membership.setDaoURI",
        "The public description of the community (ERC-4824) is at {uri}.",
        "La description publique de la communauté (ERC-4824) se trouve à {uri}.",
    ),
    (
        "membership.expel",
        "Member {memberId} is expelled for good; recorded points stay and are still paid.",
        "Le membre {memberId} est exclu définitivement ; ses points inscrits restent et lui sont encore payés.",
    ),
    (
        "safeguards.liftSuspension",
        "The suspension of member {memberId} ends.",
        "La suspension du membre {memberId} prend fin.",
    ),
    (
        "safeguards.removeUnit",
        "Member {memberId} loses the vote in the members' house.",
        "Le membre {memberId} perd sa voix dans la chambre des membres.",
    ),
    (
        "safeguards.allowUnit",
        "Member {memberId}, whose vote was taken, may have it again.",
        "Le membre {memberId}, dont la voix avait été retirée, peut la retrouver.",
    ),
    (
        "safeguards.startRecovery",
        "The membership of member {memberId} begins to move to the wallet {to}, after the waiting time.",
        "L'adhésion du membre {memberId} commence à passer au portefeuille {to}, après le délai d'attente.",
    ),
    (
        "safeguards.cancelRecovery",
        "The recovery of member {memberId} is stopped.",
        "La récupération du membre {memberId} est arrêtée.",
    ),
    (
        "guardian.extendTerm",
        "The guardian's term runs until {until:time}.",
        "Le mandat du gardien court jusqu'au {until:time}.",
    ),
    ("guardian.end", "The guardian's term ends at once.", "Le mandat du gardien prend fin immédiatement."),
    (
        "challenges.upholdByHouse",
        "Challenge {challengeId} is upheld: the contributions it is about are struck.",
        "La contestation {challengeId} est retenue : les contributions visées sont rayées.",
    ),
    (
        "challenges.debitByHouse",
        "Item {index} of a recorded batch is taken back after the fact; its points become a debt.",
        "L'élément {index} d'un lot inscrit est repris après coup ; ses points deviennent une dette.",
    ),
    (
        "contributions.setRules",
        "Contributions are recognised by new rules from the next epoch on: active from {newRules.activeAt} points; \
         approvals per lane {newRules.quorum}; points that count per lane {newRules.cap}.",
        "Les contributions sont reconnues par de nouvelles règles dès la prochaine époque : actif à partir de \
         {newRules.activeAt} points ; approbations par voie {newRules.quorum} ; points comptés par voie {newRules.cap}.",
    ),
    (
        "contributions.setAttester",
        "The service that records work without reviewers uses the key {newAttester}.",
        "Le service qui inscrit le travail sans relecteurs utilise la clé {newAttester}.",
    ),
    (
        "distribution.setShareRules",
        "Pools are shared by new rules from the next epoch on: reserve {newRules.reserveBps:bps}, equally among active \
         members {newRules.equalBps:bps}, by points of each lane {newRules.laneBps:bps}; at most \
         {newRules.memberCapBps:bps} for one member (0 % means no limit).",
        "Les caisses sont partagées par de nouvelles règles dès la prochaine époque : réserve \
         {newRules.reserveBps:bps}, à parts égales entre membres actifs {newRules.equalBps:bps}, selon les points de \
         chaque voie {newRules.laneBps:bps} ; au plus {newRules.memberCapBps:bps} par membre (0 % : sans limite).",
    ),
    (
        "distribution.allowToken",
        "Pools in the token {token} are allowed: {allowed_:yes}.",
        "Les caisses dans le jeton {token} sont autorisées : {allowed_:yes}.",
    ),
    (
        "distribution.withdrawReserve",
        "{amount} of the smallest unit of {token:token} leave the reserve for {to}.",
        "{amount} de la plus petite unité de {token:token} quittent la réserve pour {to}.",
    ),
    (
        "registry.anchor",
        "A text is decided: its fingerprint is published. Nothing else happens.",
        "Un texte est décidé : son empreinte est publiée. Rien d'autre ne se passe.",
    ),
    (
        "house.setVotingDelay",
        "Voting begins {newVotingDelay:duration} after a proposal is made.",
        "Le vote commence {newVotingDelay:duration} après le dépôt d'une proposition.",
    ),
    (
        "house.setVotingPeriod",
        "A vote is open for {newVotingPeriod:duration}.",
        "Un vote reste ouvert pendant {newVotingPeriod:duration}.",
    ),
    (
        "house.setProposalThreshold",
        "To propose, one needs {newProposalThreshold:bps} of all votes (at least one).",
        "Pour proposer, il faut {newProposalThreshold:bps} de toutes les voix (au moins une).",
    ),
    (
        "house.updateQuorumNumerator",
        "A decision needs {newQuorumNumerator} % of all votes, for and abstaining together.",
        "Une décision demande {newQuorumNumerator} % de toutes les voix, pour et abstentions réunies.",
    ),
    (
        "house.setLateQuorumVoteExtension",
        "When the quorum is reached late, the vote stays open for {newVoteExtension:duration} more.",
        "Quand le quorum est atteint tard, le vote reste ouvert {newVoteExtension:duration} de plus.",
    ),
    (
        "house.setProposalGuardian",
        "{newProposalGuardian} may cancel proposals of this house.",
        "{newProposalGuardian} peut annuler les propositions de cette chambre.",
    ),
    (
        "house.relay",
        "The house itself (not its timelock) calls {target}.",
        "La chambre elle-même (et non son délai d'exécution) appelle {target}.",
    ),
    (
        "timelock.updateDelay",
        "Decisions wait {newDelay:duration} before they can be executed.",
        "Les décisions attendent {newDelay:duration} avant de pouvoir être exécutées.",
    ),
    ("timelock.cancel", "The waiting operation {id} is cancelled.", "L'opération en attente {id} est annulée."),
    (
        "constitution.schedule",
        "The constitution is asked to make the call below, after {delay:duration}.",
        "Il est demandé à la constitution de faire l'appel ci-dessous, après {delay:duration}.",
    ),
    (
        "constitution.scheduleBatch",
        "The constitution is asked to make the calls below, after {delay:duration}.",
        "Il est demandé à la constitution de faire les appels ci-dessous, après {delay:duration}.",
    ),
    (
        "constitution.cancel",
        "The waiting operation {id} of the constitution is cancelled.",
        "L'opération en attente {id} de la constitution est annulée.",
    ),
];

/// Functions of strangers' contracts that people meet often: a name alone, since the contract may do anything.
const STRANGERS: &[([u8; 4], &str)] = &[
    ([0xa9, 0x05, 0x9c, 0xbb], "transfer(address,uint256)"),
    ([0x09, 0x5e, 0xa7, 0xb3], "approve(address,uint256)"),
    ([0x23, 0xb8, 0x72, 0xdd], "transferFrom(address,address,uint256)"),
];

/// What a call of one of our contracts does; nothing for functions that no house may call.
pub fn sentence(contract: &str, function: &str, arguments: &[Argument]) -> Option<Sentence> {
    let (_, en, fr) = SENTENCES.iter().find(|(name, ..)| *name == key(contract, function))?;
    Some(Sentence { fr: fill(fr, arguments, true), en: fill(en, arguments, false) })
}

/// Whether a function of a contract (by its name in [`DescribedCall`](super::DescribedCall)) has a sentence.
pub fn knows(contract: &str, function: &str) -> bool {
    SENTENCES.iter().any(|(name, ..)| *name == key(contract, function))
}

/// Both houses, and both timelocks, have the same functions.
fn key(contract: &str, function: &str) -> String {
    let kind = contract.rsplit_once('_').map_or(contract, |(_, kind)| kind);
    let kind = if contract == "access_manager" { contract } else { kind };
    format!("{kind}.{function}")
}

/// What to say about a call that nothing explains.
pub fn warning(contracts: &Contracts, target: alloy::primitives::Address, calldata: &[u8]) -> Sentence {
    let Some(selector) = calldata.first_chunk::<4>() else {
        return Sentence {
            fr: "Aucune donnée : seul de l'argent est envoyé, s'il y en a.".to_owned(),
            en: "No data: only money is sent, if there is any.".to_owned(),
        };
    };
    let number = alloy::primitives::hex::encode_prefixed(selector);
    let guess = STRANGERS.iter().find(|(known, _)| known == selector).map(|(_, name)| *name);
    let (fr_guess, en_guess) = guess.map_or_else(
        || (String::new(), String::new()),
        |name| (format!(" Le nom est peut-être {name}."), format!(" Its name may be {name}.")),
    );
    let (fr_whom, en_whom) = match contracts.kind_of(target) {
        Some(_) => ("un contrat de la communauté", "a contract of the community"),
        None => ("un contrat étranger à la communauté", "a contract that is not the community's"),
    };
    Sentence {
        fr: format!(
            "Attention : fonction inconnue {number} sur {fr_whom}.{fr_guess} Demandez à l'auteur ce qu'elle fait."
        ),
        en: format!("Caution: unknown function {number} on {en_whom}.{en_guess} Ask the author what it does."),
    }
}

#[cfg(test)]
mod tests {
    use alloy::primitives::Address;
    use serde_json::json;

    use super::*;
    use crate::relay::testing;

    fn argument(name: &str, value: serde_json::Value) -> Argument {
        Argument { name: name.to_owned(), value }
    }

    #[test]
    fn sentences_are_filled_in_both_languages() {
        let roles = [argument("memberId", json!("7")), argument("roles", json!("1025"))];
        let said = sentence("membership", "setRoles", &roles).unwrap();
        assert_eq!(said.en, "Member 7 has these roles from then on: organizer, reviewer:2.");
        assert_eq!(said.fr, "Le membre 7 a désormais ces rôles : organizer, reviewer:2.");
        let period = [argument("newVotingPeriod", json!("259200"))];
        assert_eq!(sentence("members_house", "setVotingPeriod", &period).unwrap().en, "A vote is open for 3 days.");
        assert_eq!(
            sentence("contributors_house", "setVotingPeriod", &period).unwrap().fr,
            "Un vote reste ouvert pendant 3 jours."
        );
        assert_eq!(sentence("membership", "transferFrom", &[]), None);
    }

    #[test]
    fn what_nobody_explains_comes_with_its_selector_and_a_warning() {
        let contracts = testing::contracts();
        let stranger = warning(&contracts, Address::repeat_byte(0xee), &[0xa9, 0x05, 0x9c, 0xbb, 0]);
        assert_eq!(
            stranger.en,
            "Caution: unknown function 0xa9059cbb on a contract that is not the community's. Its name may be \
             transfer(address,uint256). Ask the author what it does."
        );
        let ours = warning(&contracts, contracts.membership, &[1, 2, 3, 4]);
        assert!(ours.fr.contains("0x01020304 sur un contrat de la communauté"));
        assert!(warning(&contracts, Address::ZERO, &[]).en.starts_with("No data"));
    }

    #[test]
    fn every_sentence_names_arguments_of_its_function() {
        for (name, en, fr) in SENTENCES {
            let (contract, function) = name.split_once('.').unwrap();
            let kind = testing::contracts()
                .all()
                .into_iter()
                .map(|(_, kind)| kind)
                .find(|kind| key(&crate::relay::calls::name(*kind), function) == *name)
                .unwrap_or_else(|| panic!("{contract} is no contract"));
            let abi = palabre_contracts::abi::of(kind);
            let inputs: Vec<_> = abi.function(function).into_iter().flatten().flat_map(|f| f.inputs.clone()).collect();
            assert!(abi.function(function).is_some(), "{name} is no function");
            for text in [en, fr] {
                for mark in text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(mark, _)| mark) {
                    let path = mark.split(':').next().unwrap();
                    let (argument, field) = path.split_once('.').map_or((path, None), |(a, f)| (a, Some(f)));
                    let input = inputs.iter().find(|input| input.name == argument);
                    let input = input.unwrap_or_else(|| panic!("{name} has no {argument}"));
                    let known = field.is_none_or(|field| input.components.iter().any(|part| part.name == field));
                    assert!(known, "{name} has no {path}");
                }
            }
        }
    }
}
