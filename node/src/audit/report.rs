//! What an audit found, for people and as JSON.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The state of a deployment. Two deployments of one plan give the same report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Symbol of the Membership: the community's short name.
    pub slug: String,
    /// Chain id.
    pub chain_id: u64,
    /// Whether the community is still founding.
    pub founding: bool,
    /// Whether durations of seconds were allowed.
    pub pilot: bool,
    /// Contracts with their code.
    pub contracts: Vec<ContractLine>,
    /// Roles of the access manager with their holders.
    pub roles: Vec<RoleLine>,
    /// Guarded functions and the role that may call them.
    pub functions: Vec<FunctionLine>,
    /// Timelocks with their delays and accounts.
    pub timelocks: Vec<TimelockLine>,
    /// Houses with their settings.
    pub houses: Vec<HouseLine>,
    /// Members with human roles.
    pub people: Vec<PersonLine>,
    /// What is not as it should be. Empty is good.
    pub findings: Vec<String>,
}

/// One contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractLine {
    /// What it is.
    pub name: String,
    /// Where.
    pub address: String,
    /// Whether its code is what the sources give.
    pub verified: bool,
}

/// One holder of a role of the access manager.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RoleLine {
    /// Number of the role.
    pub role: u64,
    /// Its meaning.
    pub meaning: String,
    /// Who holds it.
    pub holder: String,
    /// Seconds between scheduling and executing.
    pub delay: u32,
}

/// One guarded function.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FunctionLine {
    /// The contract.
    pub contract: String,
    /// Its signature, or the bare selector of one that we do not know.
    pub function: String,
    /// Who may call it.
    pub role: u64,
}

/// One timelock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelockLine {
    /// What it is.
    pub name: String,
    /// Seconds between queueing and executing.
    pub delay: u64,
    /// Who may schedule.
    pub proposers: Vec<String>,
    /// Who may cancel.
    pub cancellers: Vec<String>,
    /// Who may execute; `anyone` where it is open.
    pub executors: Vec<String>,
    /// Who may change these.
    pub admins: Vec<String>,
}

/// One house.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseLine {
    /// Name of the Governor.
    pub name: String,
    /// Seconds from proposal to vote.
    pub voting_delay: u64,
    /// Seconds of a vote.
    pub voting_period: u64,
    /// Seconds that a late quorum adds.
    pub late_quorum_extension: u64,
    /// Percent of the supply that must take part.
    pub quorum_percent: u64,
    /// People who must take part.
    pub minimum_heads: u32,
    /// Who may cancel proposals.
    pub guardian: String,
}

/// One member with human roles.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PersonLine {
    /// Number of the member.
    pub member: u64,
    /// Current wallet.
    pub wallet: String,
    /// Roles.
    pub roles: Vec<String>,
}

impl Report {
    /// Whether everything is as it should be.
    pub fn clean(&self) -> bool {
        self.findings.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Community {} on chain {}", self.slug, self.chain_id)?;
        writeln!(f, "  {}", if self.founding { "founding: organizers act until it opens" } else { "open" })?;
        if self.pilot {
            writeln!(f, "  PILOT: durations may be seconds, one member may open it. Not for money that matters.")?;
        }
        writeln!(f, "Contracts")?;
        for line in &self.contracts {
            let code = if line.verified { "code verified" } else { "FOREIGN CODE" };
            writeln!(f, "  {:<22} {}  {code}", line.name, line.address)?;
        }
        writeln!(f, "Roles")?;
        for line in &self.roles {
            writeln!(f, "  {} {:<22} {}  delay {} s", line.role, line.meaning, line.holder, line.delay)?;
        }
        writeln!(f, "Guarded functions")?;
        for line in &self.functions {
            writeln!(f, "  role {}  {}.{}", line.role, line.contract, line.function)?;
        }
        self.fmt_houses(f)?;
        writeln!(f, "People with roles")?;
        for line in &self.people {
            writeln!(f, "  {:>6} {}  {}", line.member, line.wallet, line.roles.join(", "))?;
        }
        if self.people.is_empty() {
            writeln!(f, "  nobody yet")?;
        }
        if self.clean() {
            return write!(f, "Nothing is left over: every power is where it belongs.");
        }
        writeln!(f, "{} findings", self.findings.len())?;
        let lines: Vec<String> = self.findings.iter().map(|finding| format!("  - {finding}")).collect();
        write!(f, "{}", lines.join("\n"))
    }
}

impl Report {
    fn fmt_houses(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Timelocks")?;
        for line in &self.timelocks {
            writeln!(f, "  {:<22} delay {} s, executed by {}", line.name, line.delay, line.executors.join(", "))?;
            writeln!(f, "    proposers  {}", line.proposers.join(", "))?;
            writeln!(f, "    cancellers {}", line.cancellers.join(", "))?;
            writeln!(f, "    admins     {}", line.admins.join(", "))?;
        }
        writeln!(f, "Houses")?;
        for line in &self.houses {
            let HouseLine { name, voting_delay, voting_period, quorum_percent, minimum_heads, guardian, .. } = line;
            writeln!(
                f,
                "  {name}: votes begin after {voting_delay} s, last {voting_period} s, need {quorum_percent} % and \
                 {minimum_heads} people; guardian {guardian}"
            )?;
        }
        Ok(())
    }
}
