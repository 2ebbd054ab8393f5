//! The part of `/c/{community}/tools` about what is given back: roles that follow rules, messages that did not arrive.

use alloy::primitives::U256;
use palabre_contracts::Slug;

use super::texts::Texts;
use crate::{
    care::{
        Care,
        roles::{Difference, RoleRun},
        settings::{RoleRule, When},
    },
    error::ApiError,
    outbox::{Entry, EntryState},
};

/// Messages that are shown.
const SHOWN: u32 = 20;

/// What is given back to the tools.
pub(super) struct Given {
    pub(super) tools: Vec<Ruled>,
    pub(super) dead: Vec<Entry>,
}

/// A tool whose roles follow rules.
pub(super) struct Ruled {
    pub(super) source: String,
    rules: Vec<RoleRule>,
    pub(super) last: Option<RoleRun>,
}

impl Given {
    pub(super) async fn load(care: &Care, slug: &Slug) -> Result<Self, ApiError> {
        let mut tools = Vec::new();
        for (source, rules) in care.ruled(slug) {
            let last = care.rounds(&source, 1).await?.into_iter().next();
            tools.push(Ruled { source, rules, last });
        }
        let dead = care.outbox().entries(slug, Some(EntryState::Dead), None, SHOWN).await?;
        Ok(Self { tools, dead })
    }
}

impl Ruled {
    /// Its rules in words, each as (role, who).
    pub(super) fn rules(&self, t: &Texts) -> Vec<(String, String)> {
        let say = |rule: &RoleRule| {
            let who = match rule.when {
                When::Member => t.get("tools.rule_member").to_owned(),
                When::ChainRole(roles) => {
                    let names: Vec<String> = roles.names().iter().map(|name| t.word("role", name)).collect();
                    t.with("tools.rule_role", names.join(", "))
                }
                When::Reputation { at_least, off_below } => t.with2(
                    "tools.rule_reputation",
                    t.amount(U256::from(at_least), 6),
                    t.amount(U256::from(off_below), 6),
                ),
            };
            (rule.role.clone(), who)
        };
        self.rules.iter().map(say).collect()
    }

    pub(super) fn given(&self, difference: &Difference) -> String {
        difference.give.iter().cloned().collect::<Vec<_>>().join(", ")
    }

    pub(super) fn taken(&self, difference: &Difference) -> String {
        difference.take.iter().cloned().collect::<Vec<_>>().join(", ")
    }
}
