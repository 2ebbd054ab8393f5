//! Policies to begin with, from the table that reputation research proposes.

use super::{parse::Mistakes, rules::Policy};

/// A policy to begin with.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// Stable name, in addresses and commands.
    pub name: &'static str,
    /// For whom it is, in French.
    pub fr: &'static str,
    /// For whom it is, in English.
    pub en: &'static str,
    /// Its text.
    pub toml: &'static str,
}

/// All of them.
pub const PRESETS: [Preset; 3] = [
    Preset {
        name: "small-circle",
        fr: "Moins de quinze personnes actives qui se connaissent : une confirmation suffit partout, les seuils sont bas.",
        en: "Fewer than fifteen active people who know each other: one confirmation is enough, thresholds are low.",
        toml: include_str!("presets/small-circle.toml"),
    },
    Preset {
        name: "open-community",
        fr: "Ouverte à toutes et à tous : deux confirmations pour les gros travaux, des plafonds sur ce qui coûte peu.",
        en: "Open to everybody: two confirmations for large work, caps on what is cheap.",
        toml: include_str!("presets/open-community.toml"),
    },
    Preset {
        name: "money-at-stake",
        fr: "De l'argent est en jeu : deux approbations, relecture sous pseudonyme, pas d'argent pour les remerciements.",
        en: "Money is at stake: two approvals, pseudonymous second review, no money for thanks.",
        toml: include_str!("presets/money-at-stake.toml"),
    },
];

impl Preset {
    /// The preset with this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.name == name)
    }

    /// Its policy.
    pub fn policy(&self) -> Result<Policy, Mistakes> {
        Policy::parse(self.toml)
    }
}
