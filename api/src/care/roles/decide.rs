//! Who should have which role of a tool, and what that changes. Pure.

use std::collections::{BTreeMap, BTreeSet};

use palabre_contracts::{MemberId, Roles};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::care::settings::{RoleRule, When};

/// A member, as far as roles depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Whether the member belongs to the community now and is not suspended.
    pub(crate) active: bool,
    /// Roles on chain.
    pub(crate) roles: Roles,
    /// Millionths of today's points.
    pub(crate) reputation: u128,
}

/// Roles by account.
pub(crate) type ByAccount = BTreeMap<String, BTreeSet<String>>;

/// Everything that a round looks at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scene {
    /// Who is who.
    pub(crate) members: BTreeMap<MemberId, Standing>,
    /// Accounts of the tool that belong to a member now.
    pub(crate) linked: BTreeMap<String, MemberId>,
    /// What was decided last: roles by account, with the member they were decided for.
    pub(crate) held: BTreeMap<String, (MemberId, BTreeSet<String>)>,
    /// Who has what in the tool, of the roles that its settings name.
    pub(crate) actual: ByAccount,
    /// Whether named roles are also taken from accounts that never belonged to a member.
    pub(crate) strangers: bool,
}

/// What is to be done about one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) account: String,
    pub(crate) member: Option<MemberId>,
    /// What the rules give.
    pub(crate) decided: BTreeSet<String>,
    /// All roles that the tool should show afterwards: also those that no rule is about.
    pub(crate) wanted: BTreeSet<String>,
    /// Of these, what the tool does not show yet.
    pub(crate) give: BTreeSet<String>,
    /// What it shows and should not.
    pub(crate) take: BTreeSet<String>,
    /// Whether what is decided differs from what was decided last.
    pub(crate) new: bool,
}

/// What was found to be otherwise than decided, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Difference {
    /// The account in the tool.
    pub account: String,
    /// The member whose it is.
    pub member: Option<u64>,
    /// Roles that were, or would be, given.
    pub give: BTreeSet<String>,
    /// Roles that were, or would be, taken.
    pub take: BTreeSet<String>,
    /// Why it was not done, or not whole; none: it was done, or the round was dry.
    pub problem: Option<String>,
}

/// What the rules give to somebody. `before` is what was decided last or, where nobody remembers, what the tool shows:
/// between its two thresholds a role stays as it is.
pub(crate) fn decided(rules: &[RoleRule], standing: &Standing, before: &BTreeSet<String>) -> BTreeSet<String> {
    if !standing.active {
        return BTreeSet::new();
    }
    let has = |rule: &&RoleRule| match rule.when {
        When::Member => true,
        When::ChainRole(role) => standing.roles.holds(role),
        When::Reputation { at_least, off_below } => {
            standing.reputation >= at_least || (standing.reputation >= off_below && before.contains(&rule.role))
        }
    };
    rules.iter().filter(has).map(|rule| rule.role.clone()).collect()
}

/// What is to be done, by account; accounts where nothing changes are in it, because what was decided is remembered.
/// `expressible` says what of a set of roles the tool can tell apart.
pub(crate) fn plan(
    rules: &[RoleRule],
    scene: &Scene,
    expressible: impl Fn(&BTreeSet<String>) -> BTreeSet<String>,
) -> Vec<Step> {
    let governed: BTreeSet<String> = rules.iter().map(|rule| rule.role.clone()).collect();
    let none = BTreeSet::new();
    let mut of_member: BTreeMap<MemberId, BTreeSet<String>> = BTreeMap::new();
    for (member, roles) in scene.held.values() {
        of_member.entry(*member).or_default().extend(roles.iter().cloned());
    }
    let strangers = scene.actual.keys().filter(|_| scene.strangers);
    let accounts: BTreeSet<&String> = scene.linked.keys().chain(scene.held.keys()).chain(strangers).collect();
    let step = |account: &String| {
        let member = scene.linked.get(account).copied();
        let has = scene.actual.get(account).unwrap_or(&none);
        let standing = member.and_then(|member| scene.members.get(&member));
        let decided = standing.map_or_else(BTreeSet::new, |standing| {
            // A second account of a member who has the role gets it on the same terms.
            let before = member.and_then(|member| of_member.get(&member)).unwrap_or(has);
            decided(rules, standing, before)
        });
        let kept = has.difference(&governed).cloned();
        let wanted = expressible(&decided.iter().cloned().chain(kept).collect());
        let remembered = scene.held.get(account).map(|(member, roles)| (Some(*member), roles));
        Step {
            new: remembered.unwrap_or((None, &none)) != (member.filter(|_| !decided.is_empty()), &decided),
            account: account.clone(),
            member,
            decided,
            give: wanted.difference(has).cloned().collect(),
            take: has.difference(&wanted).cloned().collect(),
            wanted,
        }
    };
    accounts.into_iter().map(step).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rule(role: &str, when: When) -> RoleRule {
        RoleRule { source: "wiki".to_owned(), role: role.to_owned(), when }
    }

    fn rules() -> Vec<RoleRule> {
        vec![
            rule("member", When::Member),
            rule("documentalist", When::ChainRole(Roles::DOCUMENTALIST)),
            rule("confirmed", When::Reputation { at_least: 50, off_below: 30 }),
        ]
    }

    fn set(roles: &[&str]) -> BTreeSet<String> {
        roles.iter().map(|role| (*role).to_owned()).collect()
    }

    fn id(number: u64) -> MemberId {
        MemberId::new(number).unwrap()
    }

    fn standing(reputation: u128) -> Standing {
        Standing { active: true, roles: Roles::NONE, reputation }
    }

    fn scene(reputation: u128) -> Scene {
        Scene {
            members: BTreeMap::from([(id(1), standing(reputation))]),
            linked: BTreeMap::from([("a".to_owned(), id(1))]),
            ..Scene::default()
        }
    }

    fn only(scene: &Scene) -> Step {
        let mut steps = plan(&rules(), scene, Clone::clone);
        assert_eq!(steps.len(), 1, "{steps:?}");
        steps.remove(0)
    }

    #[test]
    fn between_two_thresholds_a_role_stays_as_it_is() {
        let before = set(&["confirmed"]);
        for (reputation, was, expected) in
            [(29, true, false), (30, true, true), (49, true, true), (49, false, false), (50, false, true)]
        {
            let before = if was { before.clone() } else { BTreeSet::new() };
            let decided = decided(&rules(), &standing(reputation), &before);
            assert_eq!(decided.contains("confirmed"), expected, "{reputation} {was}");
        }
    }

    proptest! {
        #[test]
        fn a_role_changes_only_when_a_threshold_is_crossed(walk in prop::collection::vec(0u128..100, 1..60)) {
            let (mut before, mut last) = (BTreeSet::new(), 0);
            for reputation in walk {
                let now = decided(&rules(), &standing(reputation), &before);
                let (had, has) = (before.contains("confirmed"), now.contains("confirmed"));
                if had != has {
                    let crossed = if has { reputation >= 50 && last < 50 } else { reputation < 30 && last >= 30 };
                    prop_assert!(crossed, "{} after {}", reputation, last);
                }
                prop_assert!(reputation < 50 || has);
                prop_assert!(reputation >= 30 || !has);
                (before, last) = (now, reputation);
            }
        }
    }

    #[test]
    fn whoever_is_suspended_or_gone_has_no_role() {
        let mut scene = scene(100);
        scene.actual.insert("a".to_owned(), set(&["member", "confirmed", "sysop"]));
        scene.members.get_mut(&id(1)).unwrap().active = false;
        let step = only(&scene);
        assert_eq!((step.take, step.wanted), (set(&["confirmed", "member"]), set(&["sysop"])));
    }

    #[test]
    fn roles_that_no_rule_is_about_stay_as_people_set_them() {
        let mut scene = scene(100);
        scene.actual.insert("a".to_owned(), set(&["sysop"]));
        let step = only(&scene);
        assert_eq!(step.wanted, set(&["confirmed", "member", "sysop"]));
        assert_eq!((step.give, step.take), (set(&["confirmed", "member"]), set(&[])));
    }

    #[test]
    fn an_account_that_was_unlinked_loses_what_it_had_because_of_the_link() {
        let mut scene = scene(100);
        scene.linked.clear();
        scene.held.insert("a".to_owned(), (id(1), set(&["member"])));
        scene.actual.insert("a".to_owned(), set(&["member"]));
        assert_eq!(only(&scene).take, set(&["member"]));
    }

    #[test]
    fn strangers_are_left_alone_unless_the_settings_say_otherwise() {
        let mut scene = Scene { actual: BTreeMap::from([("x".to_owned(), set(&["member"]))]), ..Scene::default() };
        assert!(plan(&rules(), &scene, Clone::clone).is_empty());
        scene.strangers = true;
        assert_eq!(only(&scene).take, set(&["member"]));
    }

    #[test]
    fn a_second_account_of_a_member_has_the_same_roles() {
        let mut scene = scene(40);
        scene.linked.insert("b".to_owned(), id(1));
        scene.held.insert("a".to_owned(), (id(1), set(&["confirmed", "member"])));
        scene.actual.insert("a".to_owned(), set(&["confirmed", "member"]));
        let steps = plan(&rules(), &scene, Clone::clone);
        assert_eq!(steps[1].give, set(&["confirmed", "member"]));
    }

    #[test]
    fn what_a_tool_cannot_tell_apart_is_no_difference() {
        // Levels of power: a moderator has what a member has.
        let ladder = |wanted: &BTreeSet<String>| {
            let mut all = wanted.clone();
            if all.contains("documentalist") {
                all.insert("member".to_owned());
            }
            all
        };
        let rules = [rule("documentalist", When::ChainRole(Roles::DOCUMENTALIST))];
        let mut scene = scene(0);
        scene.members.get_mut(&id(1)).unwrap().roles = Roles::DOCUMENTALIST;
        scene.actual.insert("a".to_owned(), set(&["documentalist", "member"]));
        let step = plan(&rules, &scene, ladder).remove(0);
        assert_eq!((step.give, step.take), (set(&[]), set(&[])));
        scene.members.get_mut(&id(1)).unwrap().roles = Roles::NONE;
        assert_eq!(plan(&rules, &scene, ladder).remove(0).take, set(&["documentalist"]));
    }
}
