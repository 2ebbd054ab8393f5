//! The runtime code of our contracts: what must stand at an address, and what its immutables say.
//!
//! Immutables are written into the code at construction. Everything else of a deployed contract must be, byte for byte,
//! what the compiler made of the sources; what stands in the places of the immutables is read and named.

use std::{collections::BTreeMap, sync::LazyLock};

use alloy::primitives::{Address, B256, Bytes};
use serde::Deserialize;

use crate::events::ContractKind;

const WORD: usize = 32;

/// Runtime code as compiled, with zeros in the places of the immutables.
#[derive(Debug, Deserialize)]
pub struct RuntimeCode {
    code: Bytes,
    immutables: BTreeMap<String, Vec<usize>>,
}

/// The immutables of one deployed contract, by the names that the sources give them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Immutables(BTreeMap<&'static str, B256>);

/// What stands at an address is not our contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ForeignCode {
    /// No contract.
    #[error("there is no contract")]
    Empty,
    /// Another length.
    #[error("the code has {found} bytes, not {expected}")]
    Length {
        /// Bytes of our contract.
        expected: usize,
        /// Bytes found.
        found: usize,
    },
    /// Another byte outside the immutables.
    #[error("the code differs from the compiled sources at byte {0}")]
    Byte(usize),
    /// One immutable with two values: the code was edited by hand.
    #[error("the places of one immutable disagree at byte {0}")]
    Immutable(usize),
}

static CODES: LazyLock<BTreeMap<String, RuntimeCode>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../artifacts/runtime.json"))
        .unwrap_or_else(|error| unreachable!("the committed artifacts are valid, a test reads them: {error}"))
});

/// The code of a kind of contract.
pub fn runtime_code(kind: ContractKind) -> &'static RuntimeCode {
    let name = match kind {
        ContractKind::Membership => "Membership",
        ContractKind::Contributions => "Contributions",
        ContractKind::Reputation => "Reputation",
        ContractKind::Distribution => "Distribution",
        ContractKind::House(_) => "House",
        ContractKind::Safeguards => "Safeguards",
        ContractKind::Challenges => "Challenges",
        ContractKind::Guardian => "Guardian",
        ContractKind::Timelock(_) | ContractKind::Constitution => "TimelockController",
        ContractKind::AccessManager => "AccessManager",
        ContractKind::Registry => "Registry",
    };
    &CODES[name]
}

impl RuntimeCode {
    /// Compares what stands at an address with this code and reads its immutables.
    pub fn read(&'static self, deployed: &[u8]) -> Result<Immutables, ForeignCode> {
        if deployed.is_empty() {
            return Err(ForeignCode::Empty);
        }
        if deployed.len() != self.code.len() {
            return Err(ForeignCode::Length { expected: self.code.len(), found: deployed.len() });
        }
        let mut masked = deployed.to_vec();
        let mut values = BTreeMap::new();
        for (name, places) in &self.immutables {
            for &place in places {
                let value = B256::from_slice(&deployed[place..place + WORD]);
                if *values.entry(name.as_str()).or_insert(value) != value {
                    return Err(ForeignCode::Immutable(place));
                }
                masked[place..place + WORD].fill(0);
            }
        }
        match masked.iter().zip(self.code.iter()).position(|(found, expected)| found != expected) {
            Some(place) => Err(ForeignCode::Byte(place)),
            None => Ok(Immutables(values)),
        }
    }
}

impl Immutables {
    /// The value of an immutable; none if the contract does not use one of this name.
    pub fn word(&self, name: &str) -> Option<B256> {
        self.0.get(name).copied()
    }

    /// The value of an immutable as an address.
    pub fn address(&self, name: &str) -> Option<Address> {
        self.word(name).map(Address::from_word)
    }

    /// The names of all of them, as the sources have them.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proposal::Electorate;

    fn house() -> &'static RuntimeCode {
        runtime_code(ContractKind::House(Electorate::Members))
    }

    fn places(name: &str) -> &'static [usize] {
        &house().immutables[name]
    }

    #[test]
    fn compiled_code_is_ours_and_its_immutables_are_read() {
        let mut code = house().code.to_vec();
        let token = Address::repeat_byte(7);
        for &place in places("_token") {
            code[place..place + WORD].copy_from_slice(token.into_word().as_slice());
        }
        let read = house().read(&code).unwrap();
        assert_eq!(read.address("_token"), Some(token));
        assert_eq!(read.word("minimumHeads"), Some(B256::ZERO));
        assert_eq!(read.word("nothing"), None);
    }

    #[test]
    fn every_contract_has_its_code() {
        use ContractKind::*;
        let kinds = [Membership, Contributions, Reputation, Distribution, Safeguards, Challenges, Guardian, Registry];
        for kind in kinds.into_iter().chain([AccessManager, Constitution, House(Electorate::Members)]) {
            let code = runtime_code(kind);
            assert!(code.read(&code.code).is_ok(), "{kind:?}");
        }
    }

    #[test]
    fn anything_else_is_foreign() {
        let code = house().code.to_vec();
        assert_eq!(house().read(&[]), Err(ForeignCode::Empty));
        let expected = code.len();
        assert_eq!(house().read(&code[1..]), Err(ForeignCode::Length { expected, found: expected - 1 }));
        let mut edited = code.clone();
        edited[0] ^= 1;
        assert_eq!(house().read(&edited), Err(ForeignCode::Byte(0)));
        let mut edited = code;
        let last = *places("_token").last().unwrap();
        edited[last] = 1;
        assert_eq!(house().read(&edited), Err(ForeignCode::Immutable(last)));
    }
}
