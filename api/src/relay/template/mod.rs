//! Proposals from forms: what people fill in becomes the call that does it.
//!
//! To add a form: its fields and its call in one of the files here, a variant in [`Template`], a sentence for the call
//! in [`words`](super::words), and its fields in `templates/propose.html`.

mod money;
mod people;
mod rules;

use alloy::{
    primitives::{Address, Bytes, keccak256},
    sol_types::SolCall,
};
use palabre_contracts::{Contracts, Electorate, bindings::registry::Registry::anchorCall};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use self::{
    money::{SpendTemplate, TokenTemplate},
    people::{AdmissionName, AdmissionTemplate, CharterTemplate, MemberTemplate, RolesTemplate},
    rules::{HouseSettingName, HouseTemplate, RulesTemplate, ShareRulesTemplate},
};
use super::error::Refusal;

/// The kind of an anchor that carries a proposal without any other effect.
const TEXT: &str = "text";

/// A form for a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Template {
    /// Changes how pools are shared, from the next epoch on.
    ShareRules(ShareRulesTemplate),
    /// Changes how contributions are recognised, from the next epoch on.
    Rules(RulesTemplate),
    /// Changes a setting of the house that decides.
    House(HouseTemplate),
    /// Publishes a new version of the charter.
    Charter(CharterTemplate),
    /// Pays from the reserve.
    Spend(SpendTemplate),
    /// Allows pools in a token, or no longer.
    Token(TokenTemplate),
    /// Changes how people are admitted.
    Admission(AdmissionTemplate),
    /// Admits a member to the votes again whose vote was taken.
    Admit(MemberTemplate),
    /// Takes a member's vote.
    RemoveVote(MemberTemplate),
    /// Ends a membership for good.
    Expel(MemberTemplate),
    /// Ends a suspension.
    LiftSuspension(MemberTemplate),
    /// Changes the roles of a member.
    Roles(RolesTemplate),
    /// Decides a text and nothing else: its hash is anchored in the registry.
    Text,
}

impl Template {
    /// The call: whom, and with what data. `description` is the proposal's whole text.
    pub fn call(
        &self,
        contracts: &Contracts,
        house: Electorate,
        description: &str,
    ) -> Result<(Address, Bytes), Refusal> {
        Ok(match self {
            Self::ShareRules(rules) => (contracts.distribution, rules.call()?),
            Self::Rules(rules) => (contracts.contributions, rules.call()?),
            Self::House(setting) => setting.call(contracts, house),
            Self::Charter(charter) => (contracts.membership, charter.call()?),
            Self::Spend(spend) => (contracts.distribution, spend.call()?),
            Self::Token(token) => (contracts.distribution, token.call()),
            Self::Admission(admission) => (contracts.membership, admission.call()),
            Self::Admit(member) => member.allow_vote(contracts),
            Self::RemoveVote(member) => member.remove_vote(contracts, description),
            Self::Expel(member) => member.expel(contracts, description),
            Self::LiftSuspension(member) => member.lift_suspension(contracts),
            Self::Roles(roles) => (contracts.membership, roles.call()?),
            Self::Text => {
                let call = anchorCall {
                    membership: contracts.membership,
                    kind: keccak256(TEXT),
                    root: keccak256(description),
                };
                (contracts.registry, call.abi_encode().into())
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use alloy::primitives::B256;
    use palabre_contracts::bindings::{
        contributions::Contributions::setRulesCall, distribution::Distribution::setShareRulesCall,
    };

    use super::*;
    use crate::relay::testing;

    #[test]
    fn forms_become_calls_of_the_right_contract() {
        let contracts = testing::contracts();
        let form = |json: serde_json::Value| {
            serde_json::from_value::<Template>(json).unwrap().call(&contracts, Electorate::Members, "x")
        };
        let (target, data) = form(serde_json::json!({"kind": "share_rules", "equal_bps": 3000})).unwrap();
        assert_eq!(target, contracts.distribution);
        let rules = setShareRulesCall::abi_decode(&data).unwrap().newRules;
        assert_eq!((rules.equalBps, rules.reserveBps), (3000, 0));

        let charter = serde_json::json!({"kind": "charter", "hash": B256::repeat_byte(1), "uri": "ipfs://c"});
        assert_eq!(form(charter).unwrap().0, contracts.membership);

        let (target, data) = form(serde_json::json!({"kind": "text"})).unwrap();
        assert_eq!(target, contracts.registry);
        assert_eq!(anchorCall::abi_decode(&data).unwrap().root, keccak256("x"));
    }

    #[test]
    fn rules_name_lanes_by_number() {
        let contracts = testing::contracts();
        let rules = RulesTemplate { active_at: 10, vote_lanes: vec![0, 7], ..Default::default() };
        let (target, data) = Template::Rules(rules.clone()).call(&contracts, Electorate::Members, "").unwrap();
        assert_eq!(target, contracts.contributions);
        assert_eq!(setRulesCall::abi_decode(&data).unwrap().newRules.voteLanes, 0b1000_0001);
        assert!(
            Template::Rules(RulesTemplate { vote_lanes: vec![8], ..rules.clone() })
                .call(&contracts, Electorate::Members, "")
                .is_err()
        );
        assert!(
            Template::Rules(RulesTemplate { active_at: 0, ..rules }).call(&contracts, Electorate::Members, "").is_err()
        );
    }

    #[test]
    fn impossible_forms_are_refused() {
        let contracts = testing::contracts();
        let over = ShareRulesTemplate { reserve_bps: 9_000, equal_bps: 1_001, ..Default::default() };
        assert!(Template::ShareRules(over).call(&contracts, Electorate::Members, "").is_err());
        for json in [
            serde_json::json!({"kind": "share_rules", "equal_bp": 1}),
            serde_json::json!({"kind": "share_rules", "equal_bps": 70_000}),
            serde_json::json!({"kind": "burn"}),
            serde_json::json!({}),
        ] {
            assert!(serde_json::from_value::<Template>(json.clone()).is_err(), "{json}");
        }
    }
}
