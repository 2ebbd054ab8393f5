//! Twin of `solidity/libraries/Calendar.sol`.

use crate::bindings::contributions;

/// Where an epoch stands (same numbers as on chain).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Has not begun.
    Upcoming,
    /// Takes batches.
    Open,
    /// Takes late batches whose items people confirm.
    Grace,
    /// Items can be challenged.
    Challenge,
    /// Challenges are decided.
    Resolve,
    /// Never changes again.
    Final,
}

impl Phase {
    /// Name in API and pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Upcoming => "upcoming",
            Self::Open => "open",
            Self::Grace => "grace",
            Self::Challenge => "challenge",
            Self::Resolve => "resolve",
            Self::Final => "final",
        }
    }
}

/// The five numbers, in seconds, that every date of every epoch follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Start of epoch 0, unix time.
    pub genesis: u64,
    /// Length of an epoch.
    pub length: u64,
    /// Time for late batches.
    pub grace: u64,
    /// Time for challenges.
    pub challenge: u64,
    /// Time to decide them.
    pub resolve: u64,
}

impl From<contributions::Contributions::Calendar> for Calendar {
    fn from(told: contributions::Contributions::Calendar) -> Self {
        Self {
            genesis: told.genesis.to(),
            length: told.length.to(),
            grace: told.grace.to(),
            challenge: told.challenge.to(),
            resolve: told.resolve.to(),
        }
    }
}

impl Calendar {
    /// The calendar of an epoch whose Resolve is so many seconds longer.
    pub fn extended(&self, extension: u64) -> Self {
        Self { resolve: self.resolve + extension, ..*self }
    }

    /// The epoch that `time` falls in; 0 before genesis.
    pub fn epoch_at(&self, time: u64) -> u32 {
        u32::try_from(time.saturating_sub(self.genesis) / self.length).unwrap_or(u32::MAX)
    }

    /// When `epoch` begins.
    pub fn start_of(&self, epoch: u32) -> u64 {
        self.genesis + u64::from(epoch) * self.length
    }

    /// When `epoch` stops taking contributions, except late ones.
    pub fn end_of(&self, epoch: u32) -> u64 {
        self.start_of(epoch) + self.length
    }

    /// When `epoch` becomes final.
    pub fn final_at(&self, epoch: u32) -> u64 {
        self.end_of(epoch) + self.grace + self.challenge + self.resolve
    }

    /// The phase of `epoch` at `time`.
    pub fn phase_at(&self, epoch: u32, time: u64) -> Phase {
        let end = self.end_of(epoch);
        let limits = [
            (self.start_of(epoch), Phase::Upcoming),
            (end, Phase::Open),
            (end + self.grace, Phase::Grace),
            (end + self.grace + self.challenge, Phase::Challenge),
            (self.final_at(epoch), Phase::Resolve),
        ];
        limits.into_iter().find(|(limit, _)| time < *limit).map_or(Phase::Final, |(_, phase)| phase)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Vector {
        genesis: u64,
        length: u64,
        grace: u64,
        challenge: u64,
        resolve: u64,
        epoch: u32,
        extension: u64,
        time: u64,
        phase: String,
    }

    #[test]
    fn phases_are_those_of_the_vectors() {
        let vectors: Vec<Vector> =
            serde_json::from_str(include_str!("../../solidity/test/vectors/phases.json")).unwrap();
        assert!(vectors.len() > 100);
        for (number, vector) in vectors.into_iter().enumerate() {
            let Vector { genesis, length, grace, challenge, resolve, epoch, extension, time, phase } = vector;
            let calendar = Calendar { genesis, length, grace, challenge, resolve }.extended(extension);
            assert_eq!(calendar.phase_at(epoch, time).as_str(), phase, "row {number}");
        }
    }

    #[test]
    fn phases_follow_each_other_without_gaps() {
        let calendar = Calendar { genesis: 1000, length: 100, grace: 10, challenge: 20, resolve: 30 };
        let at = |time| calendar.phase_at(1, time);
        assert_eq!(at(1099), Phase::Upcoming);
        assert_eq!((at(1100), at(1199)), (Phase::Open, Phase::Open));
        assert_eq!((at(1200), at(1209)), (Phase::Grace, Phase::Grace));
        assert_eq!((at(1210), at(1229)), (Phase::Challenge, Phase::Challenge));
        assert_eq!((at(1230), at(1259)), (Phase::Resolve, Phase::Resolve));
        assert_eq!(at(1260), Phase::Final);
        assert_eq!((calendar.epoch_at(0), calendar.epoch_at(1199), calendar.epoch_at(1200)), (0, 1, 2));
    }
}
