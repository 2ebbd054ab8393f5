//! The ABIs as data: for calls that are known only when they are read, such as those of a proposal.

use std::sync::LazyLock;

use alloy::json_abi::JsonAbi;

use crate::{
    bindings::{
        AccessManager, Challenges, Contributions, Distribution, Guardian, House, Membership, Registry, Reputation,
        Safeguards, TimelockController,
    },
    events::ContractKind,
};

macro_rules! abi {
    ($contract:ident) => {{
        static ABI: LazyLock<JsonAbi> = LazyLock::new($contract::abi::contract);
        &ABI
    }};
}

/// The ABI of a contract.
pub fn of(kind: ContractKind) -> &'static JsonAbi {
    match kind {
        ContractKind::Membership => abi!(Membership),
        ContractKind::Contributions => abi!(Contributions),
        ContractKind::Reputation => abi!(Reputation),
        ContractKind::Distribution => abi!(Distribution),
        ContractKind::House(_) => abi!(House),
        ContractKind::Safeguards => abi!(Safeguards),
        ContractKind::Challenges => abi!(Challenges),
        ContractKind::Guardian => abi!(Guardian),
        ContractKind::Timelock(_) | ContractKind::Constitution => abi!(TimelockController),
        ContractKind::AccessManager => abi!(AccessManager),
        ContractKind::Registry => abi!(Registry),
    }
}
