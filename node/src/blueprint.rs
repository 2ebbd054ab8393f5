//! What a community is founded with: every number that its constructors ask for, with defaults for people.

use alloy::primitives::{Address, B256, keccak256};
use palabre_contracts::{
    Slug,
    bindings::{contributions::Contributions::Rules, distribution::Distribution::ShareRules},
    member::Admission,
    rules::Calendar,
};

const DAY: u64 = 86_400;

/// Everything decided before a community is deployed.
#[derive(Clone, Debug)]
pub struct Blueprint {
    /// Short name.
    pub slug: Slug,
    /// Name for people.
    pub name: String,
    /// Whether durations of seconds are allowed; shown in red everywhere.
    pub pilot: bool,
    /// Text of the first charter; its hash goes on chain.
    pub charter: String,
    /// Where the community's ERC-4824 document is; empty for nowhere yet.
    pub dao_uri: String,
    /// How people are admitted.
    pub admission: Admission,
    /// Key whose voucher admits the first organizer.
    pub founding_key: Address,
    /// Service key that confirms lanes without a quorum.
    pub attester: Address,
    /// Dates of epochs.
    pub calendar: Calendar,
    /// Rules of recognition.
    pub rules: Rules,
    /// Rules that share pools.
    pub share_rules: ShareRules,
    /// Tokens that pools may be funded in; the zero address is the chain's own coin.
    pub tokens: Vec<Address>,
    /// Seconds in which votes from points halve.
    pub half_life: u64,
    /// Seconds after Final during which shares can be claimed.
    pub unclaimed_period: u64,
    /// When the guardian's term ends, unix time; at most a year ahead.
    pub guardian_until: u64,
    /// How both houses vote.
    pub houses: Houses,
}

/// Settings of the two houses and their timelocks, times in seconds.
#[derive(Clone, Copy, Debug)]
pub struct Houses {
    /// From proposal to vote.
    pub voting_delay: u64,
    /// Length of a vote.
    pub voting_period: u32,
    /// Extension when the quorum is reached late.
    pub late_quorum_extension: u64,
    /// Part of the supply, in 10,000, that may propose; never below one unit.
    pub threshold_bps: u32,
    /// Part of the supply, in percent, that must take part.
    pub quorum_percent: u32,
    /// People who must take part.
    pub minimum_heads: u32,
    /// From decision to execution.
    pub timelock: u64,
    /// Delay of the constitution.
    pub constitution: u64,
}

impl Default for Houses {
    fn default() -> Self {
        Self {
            voting_delay: DAY,
            voting_period: 5 * DAY as u32,
            late_quorum_extension: DAY,
            threshold_bps: 100,
            quorum_percent: 20,
            minimum_heads: 3,
            timelock: 2 * DAY,
            constitution: 30 * DAY,
        }
    }
}

impl Houses {
    /// Seconds in place of days, for pilots and demonstrations.
    pub fn pilot() -> Self {
        Self {
            voting_delay: 0,
            voting_period: 120,
            late_quorum_extension: 0,
            timelock: 0,
            constitution: 300,
            minimum_heads: 1,
            ..Self::default()
        }
    }
}

impl Blueprint {
    /// A community with the default policy: one reviewer's confirmation, monthly epochs, votes from work.
    pub fn standard(slug: Slug, name: String, genesis: u64) -> Self {
        let charter = format!(
            "# {name}\n\nWe are kind and patient. What we make together is free to use and to change. Work counts when \
             somebody else confirms it. We decide together, in the open."
        );
        Self {
            slug,
            name,
            pilot: false,
            charter,
            dao_uri: String::new(),
            admission: Admission::Invitation,
            founding_key: Address::ZERO,
            attester: Address::ZERO,
            calendar: Calendar { genesis, length: 30 * DAY, grace: 3 * DAY, challenge: 5 * DAY, resolve: 5 * DAY },
            rules: standard_rules(),
            share_rules: standard_share_rules(),
            tokens: vec![Address::ZERO],
            half_life: 180 * DAY,
            unclaimed_period: 180 * DAY,
            guardian_until: genesis + 180 * DAY,
            houses: Houses::default(),
        }
    }

    /// The charter as a `data:` URI (RFC 2397): whoever reads the chain can read what was accepted.
    pub fn charter_uri(&self) -> String {
        let mut uri = "data:text/markdown;charset=utf-8,".to_owned();
        for byte in self.charter.bytes() {
            if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
                uri.push(char::from(byte));
            } else {
                uri.push_str(&format!("%{byte:02X}"));
            }
        }
        uri
    }

    /// The hash under which the charter is accepted.
    pub fn charter_hash(&self) -> B256 {
        keccak256(self.charter.as_bytes())
    }
}

/// Caps and budgets of the small-circle preset: one confirmation everywhere, thanks (lane 7) give no votes.
fn standard_rules() -> Rules {
    Rules {
        quorum: [1; 8],
        cap: [120, 120, 120, 120, 60, 120, 120, 30],
        budgetFloor: [300; 8],
        budgetBps: 5_000,
        attesterBudget: 0,
        activeAt: 10,
        voteLanes: 0b0111_1111,
        activityLanes: 0xff,
        activityCountsAll: false,
        policyHash: keccak256("palabre standard policy 1"),
    }
}

/// 10 % reserve, 20 % equal, 70 % by points over lanes weighted 18/14/18/14/8/14/10/4.
fn standard_share_rules() -> ShareRules {
    ShareRules {
        reserveBps: 1_000,
        equalBps: 2_000,
        laneBps: [1_260, 980, 1_260, 980, 560, 980, 700, 280],
        laneFloor: [30; 8],
        memberCapBps: 0,
        activityTarget: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_charter_travels_whole_in_its_uri() {
        let mut blueprint = Blueprint::standard("demo".parse().unwrap(), "É".to_owned(), 0);
        blueprint.charter = "a é\n%".to_owned();
        assert_eq!(blueprint.charter_uri(), "data:text/markdown;charset=utf-8,a%20%C3%A9%0A%25");
    }

    #[test]
    fn the_standard_parts_use_the_whole_pool() {
        let rules = standard_share_rules();
        let lanes: u16 = rules.laneBps.iter().sum();
        assert_eq!(rules.reserveBps + rules.equalBps + lanes, 10_000);
    }
}
