//! Everything that people sign (EIP-712). Field names are shown by wallets, so they are words; the order and the
//! types are those of the type hashes in Solidity.

use alloy::{
    dyn_abi::TypedData,
    primitives::{Address, B256, U256},
    sol,
    sol_types::{Eip712Domain, SolStruct},
};
use serde::Serialize;

use crate::{
    bindings::{house::IHouse, membership::Membership},
    slug::Slug,
};

sol! {
    /// Joins, or accepts a newer charter (`Membership`).
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct AcceptCharter {
        address wallet;
        uint16 charterVersion;
        bytes32 charterHash;
        uint256 nonce;
        uint256 deadline;
    }

    /// Leaves the community (`Membership`).
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct Leave {
        address wallet;
        uint256 nonce;
        uint256 deadline;
    }

    /// A voucher that lets people in (`Membership`).
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct Invitation {
        uint40 issuer;
        uint8 uses;
        uint40 validFrom;
        uint40 validUntil;
        bytes32 salt;
    }

    /// A reviewer's signature under a batch (`Contributions`).
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct ApproveBatch {
        uint32 epoch;
        uint32 source;
        uint32 rulesVersion;
        bytes32 evidenceRoot;
        bytes items;
        uint256 deadline;
    }

    /// A proposal (`House`).
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct Propose {
        address proposer;
        address[] targets;
        uint256[] values;
        bytes[] calldatas;
        string description;
        uint256 nonce;
        uint256 deadline;
    }

    /// A vote without a reason (OpenZeppelin's Governor).
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct Ballot {
        uint256 proposalId;
        uint8 support;
        address voter;
        uint256 nonce;
    }

    /// A vote with a reason (OpenZeppelin's Governor). `params` stays empty, so that `VoteCast` is emitted.
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct ExtendedBallot {
        uint256 proposalId;
        uint8 support;
        address voter;
        uint256 nonce;
        string reason;
        bytes params;
    }

    /// Lends votes to a member, or takes them back (OpenZeppelin's Votes: `Membership` or `Reputation`).
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct Delegation {
        address delegatee;
        uint256 nonce;
        uint256 expiry;
    }

    /// Asks the relay to pay a share out; checked by the service only, since claiming for somebody is free to all.
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct Claim {
        address wallet;
        uint40 memberId;
        address token;
        uint32 epoch;
        uint256 deadline;
    }
}

sol! {
    /// Opens a poll; its digest is the poll's number on chain. Polls are kept by the service and anchored by the
    /// `Registry`.
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct OpenPoll {
        address author;
        string question;
        string details;
        string discussion;
        string kind;
        string electorate;
        string[] options;
        uint32 scale;
        uint16 quorumBps;
        uint16 blockingObjections;
        uint64 closesAt;
        bytes32 salt;
        uint64 deadline;
    }

    /// An answer to a poll: in words for the person, in numbers for the count. `snapshot` is the block that fixed the
    /// electorate; a later `revision` replaces an earlier one.
    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct PollBallot {
        bytes32 poll;
        string question;
        string[] answer;
        uint32[] values;
        string reason;
        address voter;
        bytes32 snapshot;
        uint64 revision;
    }
}

/// The forms in which the contracts take what was signed: same fields, another generated type.
macro_rules! on_chain {
    ($($signed:ident => $taken:ty { $($field:ident),* })*) => {
        $(impl From<$signed> for $taken {
            fn from(signed: $signed) -> Self {
                Self { $($field: signed.$field),* }
            }
        })*
    };
}

on_chain! {
    AcceptCharter => Membership::AcceptCharter { wallet, charterVersion, charterHash, nonce, deadline }
    Leave => Membership::Leave { wallet, nonce, deadline }
    Invitation => Membership::Invitation { issuer, uses, validFrom, validUntil, salt }
    Propose => IHouse::Proposal { proposer, targets, values, calldatas, description, nonce, deadline }
}

/// Key of the keyed nonces of charter acceptances (`Charters.CHARTER_NONCES`).
pub const CHARTER_NONCES: u64 = 1;
/// Key of the keyed nonces of departures (`Membership.LEAVE_NONCES`).
pub const LEAVE_NONCES: u64 = 2;

/// The signing domain of the community's own contracts.
pub fn community_domain(slug: &Slug, chain_id: u64, contract: Address) -> Eip712Domain {
    domain(slug.domain(), chain_id, contract)
}

/// The signing domain of a contract with this EIP-712 name, version 1.
pub fn domain(name: String, chain_id: u64, contract: Address) -> Eip712Domain {
    Eip712Domain::new(Some(name.into()), Some("1".into()), Some(U256::from(chain_id)), Some(contract), None)
}

/// The digest that the wallet signs.
pub fn digest<T: SolStruct>(message: &T, domain: &Eip712Domain) -> B256 {
    message.eip712_signing_hash(domain)
}

/// The JSON for `eth_signTypedData_v4`.
pub fn for_wallet<T: SolStruct + Serialize>(message: &T, domain: Eip712Domain) -> TypedData {
    TypedData::from_struct(message, Some(domain))
}

#[cfg(test)]
mod tests {
    use alloy::sol_types::SolStruct;

    use super::*;

    #[test]
    fn type_strings_are_those_of_the_contracts() {
        assert_eq!(
            AcceptCharter::eip712_encode_type(),
            "AcceptCharter(address wallet,uint16 charterVersion,bytes32 charterHash,uint256 nonce,uint256 deadline)"
        );
        assert_eq!(
            ApproveBatch::eip712_encode_type(),
            "ApproveBatch(uint32 epoch,uint32 source,uint32 rulesVersion,bytes32 evidenceRoot,bytes items,uint256 deadline)"
        );
        assert_eq!(
            Ballot::eip712_encode_type(),
            "Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)"
        );
    }

    #[test]
    fn the_json_for_wallets_hashes_to_what_the_contract_checks() {
        let slug: Slug = "demo".parse().unwrap();
        let domain = community_domain(&slug, 5, Address::repeat_byte(1));
        let leave = Leave { wallet: Address::repeat_byte(2), nonce: U256::from(3), deadline: U256::from(u64::MAX) };
        let json = serde_json::to_value(for_wallet(&leave, domain.clone())).unwrap();
        let back: TypedData = serde_json::from_value(json).unwrap();
        assert_eq!(back.eip712_signing_hash().unwrap(), digest(&leave, &domain));
    }
}
