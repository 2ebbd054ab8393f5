//! `palabre policy`: checks a policy and explains it, reading nothing but the file.

use std::{fmt, path::Path};

use anyhow::Context;
use palabre_api::policy::{
    Language, Policy, Preset,
    explain::{self, Row},
};
use serde::Serialize;

use crate::cli::{LanguageFlag, PolicyCheck};

/// What `palabre policy check` tells.
#[derive(Debug, Serialize)]
pub struct Report {
    /// What the policy is called.
    pub name: String,
    /// Its version.
    pub version: u32,
    /// Its hash: what rules on chain name.
    pub hash: String,
    /// Its table in words.
    pub table: Vec<Row>,
    /// The text that is hashed.
    pub canonical: String,
    #[serde(skip)]
    told: String,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.told.trim_end())
    }
}

/// Reads a policy, or a preset by its name, and explains it. Mistakes come all at once, each with its line and key.
pub fn check(flags: &PolicyCheck) -> anyhow::Result<Report> {
    let text = text_of(&flags.file)?;
    let policy = Policy::parse(&text)
        .map_err(|mistakes| anyhow::anyhow!("{} is no policy:\n{mistakes}", flags.file.display()))?;
    let language = match flags.lang {
        LanguageFlag::Fr => Language::French,
        LanguageFlag::En => Language::English,
    };
    let told = if flags.canonical { policy.canonical() } else { explain::text(&policy, language) };
    Ok(Report {
        name: policy.name().to_owned(),
        version: policy.version(),
        hash: policy.hash().to_string(),
        table: explain::rows(&policy, language),
        canonical: policy.canonical(),
        told,
    })
}

fn text_of(file: &Path) -> anyhow::Result<String> {
    if !file.exists()
        && let Some(preset) = file.to_str().and_then(Preset::named)
    {
        return Ok(preset.toml.to_owned());
    }
    std::fs::read_to_string(file).with_context(|| {
        let names: Vec<&str> = palabre_api::policy::PRESETS.iter().map(|preset| preset.name).collect();
        format!("cannot read {}. Give a file, or one of the presets {}", file.display(), names.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(file: &Path) -> PolicyCheck {
        PolicyCheck { file: file.to_owned(), lang: LanguageFlag::En, canonical: false }
    }

    #[test]
    fn a_preset_is_explained_by_its_name_in_both_languages() {
        let english = check(&flags(Path::new("open-community"))).unwrap();
        assert!(english.to_string().contains("edit of a page that was kept (wiki_edit 101): 2 points"), "{english}");
        assert!(english.to_string().contains(&english.hash));
        let french = PolicyCheck { lang: LanguageFlag::Fr, ..flags(Path::new("open-community")) };
        let french = check(&french).unwrap();
        assert!(french.to_string().contains("doit tenir 7 jours"), "{french}");
        assert_eq!(french.hash, english.hash);
    }

    #[test]
    fn all_mistakes_of_a_file_are_told_with_their_lines() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("policy.toml");
        let text = Preset::named("small-circle").unwrap().toml;
        std::fs::write(&file, text.replacen("version = 1", "version = 0", 1).replacen("lane = 7", "lane = 8", 1))
            .unwrap();
        let told = check(&flags(&file)).unwrap_err().to_string();
        assert!(told.contains("version: expected a whole number from 1"), "{told}");
        assert!(told.contains("kind.thanks.lane: expected a whole number from 0 to 7"), "{told}");
        let missing = check(&flags(Path::new("nowhere.toml"))).unwrap_err().to_string();
        assert!(missing.contains("open-community"), "{missing}");
    }
}
