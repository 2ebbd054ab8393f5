//! A policy for people: each line of its table in words.

use std::fmt::Write;

use serde::Serialize;
use utoipa::ToSchema;

use super::{
    decision::CapKind,
    kind::Kind,
    rules::{Line, Matures, Policy, Requirement, Worth},
    sentence::cap_told,
    words::{Automatic, Confirmer, Language, duration, plural},
};

/// A line of the table in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = PolicyRow)]
pub struct Row {
    /// Stable name of the kind.
    #[schema(example = "wiki_edit")]
    pub kind: &'static str,
    /// Number of the kind in the contributions on chain.
    #[schema(example = 101)]
    pub number: u16,
    /// What it is.
    #[schema(example = "edit of a page that was kept")]
    pub what: &'static str,
    /// The lane.
    pub lane: u8,
    /// What it is worth.
    #[schema(example = "2 points")]
    pub worth: String,
    /// Who confirms it.
    pub confirmed_by: String,
    /// How long it has to hold.
    pub matures: String,
    /// How often it counts.
    pub caps: String,
}

/// The table in words.
pub fn rows(policy: &Policy, language: Language) -> Vec<Row> {
    let row = |(kind, line): (Kind, &Line)| Row {
        kind: kind.name(),
        number: kind.number(),
        what: language.pick(kind.info().fr, kind.info().en),
        lane: line.lane.index(),
        worth: worth(policy, kind, line, language),
        confirmed_by: confirmed_by(line, language),
        matures: matures(line, language),
        caps: caps(policy, kind, line, language),
    };
    let mut rows: Vec<Row> = policy.lines().map(row).collect();
    rows.sort_by_key(|row| (row.lane, row.number));
    rows
}

/// The whole policy as text for a terminal.
pub fn text(policy: &Policy, language: Language) -> String {
    let mut text = String::new();
    let version = language.pick("version", "version");
    // Writing to a text cannot fail.
    let _ = writeln!(text, "{}, {version} {}\n{}\n", policy.name(), policy.version(), policy.hash());
    let mut lane = None;
    for row in rows(policy, language) {
        if lane.replace(row.lane) != Some(row.lane) {
            let _ =
                writeln!(text, "{} {}: {}", language.pick("Domaine", "Lane"), row.lane, lane_name(row.lane, language));
        }
        let parts = [&row.worth, &row.confirmed_by, &row.matures, &row.caps];
        let told: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let _ = writeln!(text, "  {} ({} {}): {}.", row.what, row.kind, row.number, told.join("; "));
    }
    let _ = writeln!(text);
    for sentence in general(policy, language) {
        let _ = writeln!(text, "{sentence}");
    }
    text
}

/// A lane for people.
pub fn lane_name(lane: u8, language: Language) -> &'static str {
    const NAMES: [(&str, &str); 8] = [
        ("savoir (wiki)", "knowledge (wiki)"),
        ("réponses", "answers"),
        ("code", "code"),
        ("documents", "documents"),
        ("dialogue", "dialogue"),
        ("soin", "care"),
        ("organisation", "organising"),
        ("remerciements", "thanks"),
    ];
    NAMES.get(usize::from(lane)).map_or("", |(fr, en)| language.pick(fr, en))
}

fn points(count: u32, language: Language) -> String {
    format!("{count} point{}", plural(count.into(), language))
}

fn worth(policy: &Policy, kind: Kind, line: &Line, language: Language) -> String {
    let mut told = match &line.worth {
        Worth::Points(count) => points(*count, language),
        Worth::Bands(bands) => {
            let bands: Vec<String> = bands.iter().map(|(band, points)| format!("{band} {points}")).collect();
            format!("{} {}", bands.join(", "), language.pick("points, selon la taille", "points, by size"))
        }
        Worth::Rate { points: count, size, most } => match language {
            Language::French => format!("{} pour {size} mots, {most} au plus", points(*count, language)),
            Language::English => format!("{} for {size} words, {most} at most", points(*count, language)),
        },
    };
    let more = match (kind, line.every, line.min_size) {
        (Kind::Thanks, ..) => {
            let every = policy.thanks.extra_every;
            language.pick(
                format!(" pour le premier merci et chaque {every}e pour le même acte"),
                format!(" for the first thank and each {every}th for the same act"),
            )
        }
        (_, every, _) if every > 1 => language.pick(format!(" pour {every}"), format!(" for {every}")),
        (_, _, least) if least > 0 => {
            language.pick(format!(", à partir de {least} octets changés"), format!(", from {least} bytes changed"))
        }
        (Kind::WikiReference, ..) => language.pick(
            format!(", partagés entre les {} auteurs principaux", line.top_authors),
            format!(", shared by the {} top authors", line.top_authors),
        ),
        _ => String::new(),
    };
    told.push_str(&more);
    if line.active_day {
        told.push_str(language.pick(", compte comme jour actif", ", counts as an active day"));
    }
    told
}

fn confirmed_by(line: &Line, language: Language) -> String {
    let needs: Vec<String> = line.confirm.iter().map(|need| requirement(line, need, language)).collect();
    let mut told = needs.join(language.pick(" et ", " and "));
    if line.automatic != Automatic::Never {
        let automatic = line.automatic.told(language);
        let _ = match language {
            Language::French => write!(told, " (l'outil suffit {automatic}, sauf contrôles tirés au sort)"),
            Language::English => write!(told, " (the tool is enough {automatic}, but for audits drawn at random)"),
        };
    }
    if told.is_empty() { told } else { format!("{} {told}", language.pick("confirmation :", "confirmed by")) }
}

fn requirement(line: &Line, need: &Requirement, language: Language) -> String {
    let by: Vec<&str> = need.by.iter().map(|one: &Confirmer| one.told(language)).collect();
    let by = by.join(language.pick(" ou ", " or "));
    let confirmed = if need.confirmed { language.pick(", membre confirmé", ", a confirmed member") } else { "" };
    let counts: Vec<String> = match &need.count[..] {
        [1] => Vec::new(),
        [count] => vec![format!("{count} × ")],
        counts => {
            let bands = line.worth.bands().iter().zip(counts).map(|((band, _), count)| format!("{band} {count}"));
            vec![format!("{} × ", bands.collect::<Vec<_>>().join(", "))]
        }
    };
    format!("{}{by}{confirmed}", counts.concat())
}

fn matures(line: &Line, language: Language) -> String {
    match line.matures {
        Matures::After(0) => String::new(),
        Matures::After(seconds) => {
            let told = duration(seconds, language);
            language.pick(format!("doit tenir {told}"), format!("has to hold {told}"))
        }
        Matures::EpochEnd => language.pick("à la fin de la période", "at the end of the epoch").to_owned(),
    }
}

fn caps(policy: &Policy, kind: Kind, line: &Line, language: Language) -> String {
    let votes = line.from_votes.then_some(policy.votes_per_day);
    let caps = [
        (CapKind::PerDay, line.caps.per_day),
        (CapKind::PerEpoch, line.caps.per_epoch),
        (CapKind::PerObject, line.caps.per_object),
        (CapKind::PairPerDay, line.caps.pair_per_day),
        (CapKind::PairPerEpoch, line.caps.pair_per_epoch),
        (CapKind::VotesPerDay, votes),
    ];
    let told = |(cap, most): (CapKind, Option<u32>)| most.map(|most| format!("{most} {}", cap_told(cap, language)));
    let mut told: Vec<String> = caps.into_iter().filter_map(told).collect();
    if kind == Kind::Thanks {
        let thanks = &policy.thanks;
        told.push(match language {
            Language::French => format!(
                "qui remercie en donne {} par période, {} à la même personne",
                thanks.given_per_epoch, thanks.to_one_per_epoch
            ),
            Language::English => format!(
                "a giver has {} an epoch, {} for the same person",
                thanks.given_per_epoch, thanks.to_one_per_epoch
            ),
        });
    }
    if told.is_empty() { String::new() } else { format!("{} {}", language.pick("au plus", "at most"), told.join(", ")) }
}

/// What holds for all lines.
fn general(policy: &Policy, language: Language) -> [String; 3] {
    let review = policy.review();
    let (wait, hold) = (duration(review.wait, language), policy.hold_epochs());
    let (confirmed, budget) = (&policy.ladder().confirmed, review.budget);
    match language {
        Language::French => [
            "Personne ne confirme son propre travail, ni celui qu'il a cosigné ; qui cosigne partage les points."
                .to_owned(),
            format!(
                "Sans relecture, d'autres sont sollicités après {wait} ; après encore autant, la contribution ne vaut plus rien. Le travail d'un compte non relié attend {hold} périodes. Qui relit donne au plus {budget} points par période."
            ),
            format!(
                "Membre confirmé : {} jours, {} points, {} personnes différentes, {} jours actifs.",
                confirmed.days, confirmed.points, confirmed.confirmers, confirmed.active_days
            ),
        ],
        Language::English => [
            "Nobody confirms their own or co-authored work; co-authors share the points.".to_owned(),
            format!(
                "Without a review others are asked after {wait}; after as long again it is worth nothing. Work of an account that is not linked waits {hold} epochs. A reviewer confers at most {budget} points an epoch."
            ),
            format!(
                "Confirmed member: {} days, {} points, {} distinct people, {} active days.",
                confirmed.days, confirmed.points, confirmed.confirmers, confirmed.active_days
            ),
        ],
    }
}
