//! The record behind each item of a batch. The root over the salted hashes of all records is what reviewers sign and what
//! the chain keeps; the records stay here and can be erased. Pure.

use alloy::primitives::{B256, keccak256};
use palabre_contracts::{Community, Item};
use serde::Serialize;

use crate::{
    policy::{ActRef, Candidate, Confirmation, Step},
    polls::proof::{Tree, leads_to},
};

/// What a record says. The order of its fields is that of the text that is hashed.
#[derive(Debug, Serialize)]
struct Record<'a> {
    format: u8,
    chain_id: u64,
    community: &'a str,
    candidate: B256,
    subject: B256,
    source: &'a str,
    source_number: u32,
    sequence: u64,
    epoch: u32,
    kind: &'a str,
    kind_number: u16,
    lane: u8,
    points: u32,
    member: u64,
    account: &'a str,
    occurred_at: u64,
    policy_version: u32,
    policy_hash: B256,
    line: &'a str,
    steps: &'a [Step],
    confirmations: &'a [Confirmation],
    acts: &'a [ActRef],
}

/// The text of a candidate's record.
pub fn record(
    community: &Community,
    candidate: &Candidate,
    item: &Item,
    place: (u32, u32),
) -> serde_json::Result<String> {
    let (epoch, source_number) = place;
    serde_json::to_string(&Record {
        format: 1,
        chain_id: community.chain_id,
        community: community.slug.as_str(),
        candidate: candidate.id.0,
        subject: candidate.subject.0,
        source: &candidate.account.source,
        source_number,
        sequence: item.sequence,
        epoch,
        kind: candidate.kind.name(),
        kind_number: item.kind,
        lane: item.lane.index(),
        points: item.points,
        member: item.member.get(),
        account: &candidate.account.account,
        occurred_at: candidate.occurred_at,
        policy_version: candidate.decision.policy_version,
        policy_hash: candidate.decision.policy_hash,
        line: candidate.decision.line.name(),
        steps: &candidate.decision.steps,
        confirmations: &candidate.confirmations,
        acts: &candidate.acts,
    })
}

/// The hash of a record: twice, so that no inner node passes for a leaf.
pub fn leaf(salt: B256, record: &str) -> B256 {
    keccak256(keccak256([salt.as_slice(), record.as_bytes()].concat()))
}

/// The root of a batch.
pub fn root(leaves: &[B256]) -> B256 {
    Tree::over(leaves.to_vec()).root()
}

/// The way from a leaf to the root of its batch.
pub fn proof(leaves: &[B256], leaf: B256) -> Vec<B256> {
    Tree::over(leaves.to_vec()).path(leaf).unwrap_or_default()
}

/// Whether a record with its salt is under a root.
pub fn is_under(root: B256, salt: B256, record: &str, proof: &[B256]) -> bool {
    leads_to(root, leaf(salt, record), proof)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_under_its_root_with_its_own_salt_only() {
        let salts = [B256::repeat_byte(1), B256::repeat_byte(2), B256::repeat_byte(3)];
        let records = ["{\"a\":1}", "{\"a\":2}", "{\"a\":3}"];
        let leaves: Vec<B256> = salts.iter().zip(records).map(|(salt, record)| leaf(*salt, record)).collect();
        let root = root(&leaves);
        for (at, record) in records.iter().enumerate() {
            let proof = proof(&leaves, leaves[at]);
            assert!(is_under(root, salts[at], record, &proof));
            assert!(!is_under(root, salts[(at + 1) % 3], record, &proof), "another salt");
            assert!(!is_under(root, salts[at], "{\"a\":4}", &proof), "another record");
        }
    }

    #[test]
    fn the_salt_is_part_of_the_leaf() {
        // Salt first, then the text.
        let expected = keccak256(keccak256([&[0u8; 32][..], b"x"].concat()));
        assert_eq!(leaf(B256::ZERO, "x"), expected);
        assert_ne!(leaf(B256::ZERO, "x"), leaf(B256::repeat_byte(1), "x"));
    }
}
