//! Human roles: bits of a member record (`solidity/libraries/Roles.sol`).

use std::fmt;

use crate::contribution::Lane;

/// The human roles of a member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Roles(u32);

impl Roles {
    /// No role.
    pub const NONE: Self = Self(0);
    /// Opens the community, writes its first rules, connects tools.
    pub const ORGANIZER: Self = Self(1 << 0);
    /// Welcomes, guides, suspends with a reason.
    pub const MODERATOR: Self = Self(1 << 1);
    /// Writes syntheses and keeps the documentation.
    pub const DOCUMENTALIST: Self = Self(1 << 2);
    /// Acts through the guardian contract until its term ends.
    pub const GUARDIAN: Self = Self(1 << 3);
    const REVIEWER_SHIFT: u32 = 8;
    const NAMED: [(Self, &'static str); 4] = [
        (Self::ORGANIZER, "organizer"),
        (Self::MODERATOR, "moderator"),
        (Self::DOCUMENTALIST, "documentalist"),
        (Self::GUARDIAN, "guardian"),
    ];

    /// Reviewer of one lane.
    pub fn reviewer(lane: Lane) -> Self {
        Self(1 << (Self::REVIEWER_SHIFT + u32::from(lane.index())))
    }

    /// The roles whose bits are set; unknown bits are kept, since the contract is the authority.
    pub fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// The bits.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// Both sets together.
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all roles of `other` are held.
    pub fn holds(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Names for API and pages, for example `["organizer", "reviewer:2"]`.
    pub fn names(self) -> Vec<String> {
        let named = Self::NAMED.iter().filter(|(role, _)| self.holds(*role)).map(|(_, name)| (*name).to_owned());
        let reviewed =
            Lane::all().filter(|lane| self.holds(Self::reviewer(*lane))).map(|lane| format!("reviewer:{lane}"));
        named.chain(reviewed).collect()
    }
}

impl From<u16> for Roles {
    fn from(bits: u16) -> Self {
        Self(bits.into())
    }
}

impl From<Roles> for u16 {
    fn from(roles: Roles) -> Self {
        // Only the lower half has a meaning; the contract refuses the rest.
        roles.0 as Self
    }
}

impl fmt::Display for Roles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.names().join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_have_names_in_a_fixed_order() {
        let roles = Roles::reviewer(Lane::new(2).unwrap()).with(Roles::ORGANIZER);
        assert_eq!(roles.names(), ["organizer", "reviewer:2"]);
        assert_eq!(roles.bits(), 0b0000_0100_0000_0001);
        assert_eq!(Roles::NONE.to_string(), "");
    }
}
