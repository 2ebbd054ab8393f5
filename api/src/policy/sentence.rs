//! Decisions in sentences, in French and English.

use super::{
    decision::{CapKind, Decision, Ignored, Step},
    words::{Language, moment, plural},
};

impl Decision {
    /// One sentence for the policy and line, then one for each step.
    pub fn sentences(&self, language: Language) -> Vec<String> {
        let info = self.line.info();
        let head = match language {
            Language::French => {
                format!("Politique version {}, ligne « {} » ({}).", self.policy_version, info.fr, info.name)
            }
            Language::English => {
                format!("Policy version {}, line \"{}\" ({}).", self.policy_version, info.en, info.name)
            }
        };
        std::iter::once(head).chain(self.steps.iter().map(|step| step.sentence(language))).collect()
    }
}

impl Step {
    /// The step in a sentence.
    pub fn sentence(&self, language: Language) -> String {
        match language {
            Language::French => self.french(),
            Language::English => self.english(),
        }
    }

    fn french(&self) -> String {
        let fr = Language::French;
        let s = |count: u32| plural(count.into(), fr);
        match *self {
            Self::Worth { points } => format!("Elle vaut {points} point{}.", s(points)),
            Self::Band { chosen: None } => "La taille reste à choisir par qui relit.".to_owned(),
            Self::Band { chosen: Some(band) } => format!("Taille choisie par la relecture : {band}."),
            Self::Rate { size, points, most } => {
                format!("Pour {size} mots : {points} point{}, {most} au plus.", s(points))
            }
            Self::Bundle { every, number } => {
                format!("{every} actes en font une ; c'est la n° {number} de la période.")
            }
            Self::ManyThanks { count, extra_every, number } => format!(
                "{count} merci{} pour le même acte : le premier compte, les suivants s'ajoutent sans points, chaque {extra_every}e en redonne ; voici le n° {number}.",
                s(count)
            ),
            Self::Shared { authors, weight, of } => {
                format!("Partagée entre {authors} personnes : {weight} part{} sur {of}.", s(weight))
            }
            Self::Delivered { times } => format!("Reçue {times} fois de l'outil, comptée une fois."),
            Self::Repeated { times } => format!("Faite {times} fois sur le même objet, comptée une fois."),
            Self::Ignored { why, count } => {
                format!("{count} confirmation{} sans effet : {}.", s(count), ignored(why, fr))
            }
            Self::Automatic => "La parole de l'outil suffit.".to_owned(),
            Self::Audited { bps } => {
                format!("Tirée au sort pour un contrôle ({} %) : quelqu'un doit la regarder.", percent(bps, fr))
            }
            Self::FewPeople { people, least } => {
                format!("{people} personne{} ont pris part, il en faut {least}.", s(people))
            }
            Self::NotMerged => "Ce qui a été relu n'est pas fusionné.".to_owned(),
            Self::NoFirstWork => "La personne accompagnée n'a pas encore de contribution acceptée.".to_owned(),
            Self::Confirmed { by, have, need } => {
                format!("Confirmations par {} : {have} sur {need}.", by.told(fr))
            }
            Self::Refused { at } => format!("Refusée à la relecture le {}.", moment(at)),
            Self::Matures { at } => format!("Elle doit tenir jusqu'au {}.", moment(at)),
            Self::CameBack { at } => format!("Défaite, puis rétablie le {}.", moment(at)),
            Self::Capped { cap, most, number } => {
                format!("Plafond atteint ({}) : {most} au plus, ce serait la n° {number}.", cap_told(cap, fr))
            }
            Self::Undone { at, own: true } => format!("Retirée par son auteur le {}.", moment(at)),
            Self::Undone { at, own: false } => format!("Défaite dans l'outil le {}.", moment(at)),
            Self::Struck { points } => format!("Une contestation a abouti : {points} point{} repris.", s(points)),
            Self::Duplicate => "Même travail qu'une autre contribution, qui seule compte.".to_owned(),
            Self::Unlinked { until } => {
                format!("Aucun membre n'a encore relié ce compte : elle attend jusqu'au {}.", moment(until))
            }
            Self::LinkedLater { at } => format!("Le compte a été relié le {}, après le travail.", moment(at)),
            Self::Reassigned { at } => {
                format!("Personne ne l'a relue : d'autres sont sollicités depuis le {}.", moment(at))
            }
            Self::Expired { at } => format!("Échue le {} : elle ne vaut plus de points.", moment(at)),
            Self::Recorded { epoch, points } => {
                format!("Inscrite sur la chaîne dans la période {epoch} : {points} point{}.", s(points))
            }
        }
    }

    fn english(&self) -> String {
        let en = Language::English;
        let s = |count: u32| plural(count.into(), en);
        match *self {
            Self::Worth { points } => format!("It is worth {points} point{}.", s(points)),
            Self::Band { chosen: None } => "Reviewers have to choose its size.".to_owned(),
            Self::Band { chosen: Some(band) } => format!("Size chosen in review: {band}."),
            Self::Rate { size, points, most } => {
                format!("For {size} words: {points} point{}, {most} at most.", s(points))
            }
            Self::Bundle { every, number } => format!("{every} acts make one; this is number {number} of the epoch."),
            Self::ManyThanks { count, extra_every, number } => format!(
                "{count} thank{} for the same act: the first counts, further ones add up without points, each {extra_every}th gives points again; this is number {number}.",
                s(count)
            ),
            Self::Shared { authors, weight, of } => {
                format!("Shared among {authors} people: {weight} part{} of {of}.", s(weight))
            }
            Self::Delivered { times } => format!("The tool delivered it {times} times; it counts once."),
            Self::Repeated { times } => format!("Done {times} times to the same object; it counts once."),
            Self::Ignored { why, count } => {
                format!("{count} confirmation{} without effect: {}.", s(count), ignored(why, en))
            }
            Self::Automatic => "The tool's word is enough.".to_owned(),
            Self::Audited { bps } => {
                format!("Drawn for an audit ({} %): somebody has to look at it.", percent(bps, en))
            }
            Self::FewPeople { people, least } => format!("{people} took part, {least} must."),
            Self::NotMerged => "What was reviewed is not merged.".to_owned(),
            Self::NoFirstWork => "The newcomer has no accepted work yet.".to_owned(),
            Self::Confirmed { by, have, need } => {
                format!("Confirmations by {}: {have} of {need}.", by.told(en))
            }
            Self::Refused { at } => format!("Refused in review on {}.", moment(at)),
            Self::Matures { at } => format!("It has to hold until {}.", moment(at)),
            Self::CameBack { at } => format!("Undone, and restored on {}.", moment(at)),
            Self::Capped { cap, most, number } => {
                format!("A cap is full ({}): {most} at most, this would be number {number}.", cap_told(cap, en))
            }
            Self::Undone { at, own: true } => format!("Withdrawn by its author on {}.", moment(at)),
            Self::Undone { at, own: false } => format!("Undone in the tool on {}.", moment(at)),
            Self::Struck { points } => format!("A challenge was upheld: {points} point{} taken back.", s(points)),
            Self::Duplicate => "The same work as another contribution, which alone counts.".to_owned(),
            Self::Unlinked { until } => {
                format!("No member has linked the account yet: it waits until {}.", moment(until))
            }
            Self::LinkedLater { at } => format!("The account was linked on {}, after the work.", moment(at)),
            Self::Reassigned { at } => format!("Nobody reviewed it: others are asked since {}.", moment(at)),
            Self::Expired { at } => format!("Expired on {}: it is worth no points any more.", moment(at)),
            Self::Recorded { epoch, points } => {
                format!("Recorded on chain in epoch {epoch}: {points} point{}.", s(points))
            }
        }
    }
}

/// Parts of ten thousand as a percentage.
pub(super) fn percent(bps: u32, language: Language) -> String {
    let (whole, rest) = (bps / 100, bps % 100);
    if rest == 0 { whole.to_string() } else { format!("{whole}{}{rest:02}", language.pick(',', '.')) }
}

/// A cap for people.
pub(super) fn cap_told(cap: CapKind, language: Language) -> &'static str {
    match cap {
        CapKind::VotesPerDay => language.pick(
            "contributions issues de votes, par membre et par jour",
            "contributions from votes per member and day",
        ),
        CapKind::PerDay => language.pick("par membre et par jour", "per member and day"),
        CapKind::PerEpoch => language.pick("par membre et par période", "per member and epoch"),
        CapKind::PerObject => language.pick("par objet", "per object"),
        CapKind::PairPerDay => language.pick("par jour de la même personne", "per day from the same person"),
        CapKind::PairPerEpoch => language.pick("par période de la même personne", "per epoch from the same person"),
    }
}

fn ignored(why: Ignored, language: Language) -> &'static str {
    match why {
        Ignored::OwnWork => language.pick("personne ne confirme son propre travail", "nobody confirms their own work"),
        Ignored::NotConfirmed => {
            language.pick("de qui n'est pas encore membre confirmé", "of somebody who is not a confirmed member")
        }
        Ignored::Suspended => {
            language.pick("de qui est suspendu de la relecture", "of somebody who is suspended as a confirmer")
        }
        Ignored::ReviewerBudget => language
            .pick("le budget de qui relit est épuisé pour la période", "the reviewer's budget of the epoch is used up"),
        Ignored::ReviewerToOne => language.pick(
            "qui relit a déjà donné à cette personne tout ce que la période permet",
            "the reviewer has given this person all that the epoch allows",
        ),
        Ignored::GiverBudget => {
            language.pick("les merci de la période étaient épuisés", "the giver's thanks of the epoch were used up")
        }
        Ignored::GiverToOne => language.pick(
            "déjà assez de merci à la même personne dans la période",
            "enough thanks to the same person in the epoch already",
        ),
        Ignored::Again => language.pick("la même personne l'avait déjà dit", "the same person had said it before"),
        Ignored::Capacity => language.pick("pas de qui cette ligne demande", "not of somebody whom this line asks for"),
    }
}
