//! The tree whose root is anchored on chain: one leaf for each ballot and one for the result.
//!
//! A leaf is `keccak(keccak(abi.encode(poll, member, digest, weight)))` and a pair is hashed in ascending order, so
//! OpenZeppelin's `MerkleProof` and its JavaScript library verify the same proofs. Member 0 is the result.

use alloy::{
    primitives::{B256, U256, keccak256},
    sol_types::SolValue,
};

/// What one leaf says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The poll.
    pub poll: B256,
    /// Who; 0 for the result.
    pub member: u64,
    /// What was signed; for the result the hash of its text.
    pub digest: B256,
    /// With what weight; for the result that of the electorate.
    pub weight: U256,
}

impl Leaf {
    /// Its hash: twice, so that no inner node can pass for a leaf.
    pub fn hash(&self) -> B256 {
        let encoded = (self.poll, U256::from(self.member), self.digest, self.weight).abi_encode();
        keccak256(keccak256(encoded))
    }
}

/// All leaves and the nodes above them, level by level.
#[derive(Clone, Debug)]
pub struct Tree(Vec<Vec<B256>>);

impl Tree {
    /// The tree of these leaves, whatever their order.
    pub fn new(leaves: &[Leaf]) -> Self {
        Self::over(leaves.iter().map(Leaf::hash).collect())
    }

    /// The tree over hashes of leaves, whatever their order. A leaf must be hashed twice.
    pub fn over(mut level: Vec<B256>) -> Self {
        level.sort_unstable();
        level.dedup();
        let mut levels = vec![level];
        while let Some(below) = levels.last().filter(|level| level.len() > 1) {
            // A node without a neighbour goes up as it is.
            let above = below.chunks(2).map(|pair| pair.get(1).map_or(pair[0], |right| node(pair[0], *right)));
            let above = above.collect();
            levels.push(above);
        }
        Self(levels)
    }

    /// What is anchored; zero for no leaves.
    pub fn root(&self) -> B256 {
        self.0.last().and_then(|level| level.first()).copied().unwrap_or_default()
    }

    /// The neighbours on the way from a leaf to the root; nothing for a stranger.
    pub fn proof(&self, leaf: &Leaf) -> Option<Vec<B256>> {
        self.path(leaf.hash())
    }

    /// The same for the hash of a leaf.
    pub fn path(&self, leaf: B256) -> Option<Vec<B256>> {
        let mut place = self.0.first()?.binary_search(&leaf).ok()?;
        let mut path = Vec::new();
        for level in &self.0 {
            path.extend(level.get(place ^ 1));
            place /= 2;
        }
        Some(path)
    }
}

fn node(one: B256, other: B256) -> B256 {
    let (low, high) = if one < other { (one, other) } else { (other, one) };
    keccak256([low.as_slice(), high.as_slice()].concat())
}

/// Whether `leaf` is under `root`.
pub fn verify(root: B256, leaf: &Leaf, proof: &[B256]) -> bool {
    leads_to(root, leaf.hash(), proof)
}

/// Whether the hash of a leaf is under `root`.
pub fn leads_to(root: B256, leaf: B256, proof: &[B256]) -> bool {
    proof.iter().fold(leaf, |hash, neighbour| node(hash, *neighbour)) == root
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(member: u64) -> Leaf {
        Leaf { poll: B256::repeat_byte(1), member, digest: B256::repeat_byte(2), weight: U256::from(member) }
    }

    #[test]
    fn every_leaf_is_proven_and_nothing_else_is() {
        for size in 1..20 {
            let leaves: Vec<Leaf> = (0..size).map(leaf).collect();
            let tree = Tree::new(&leaves);
            for member in &leaves {
                let proof = tree.proof(member).unwrap();
                assert!(verify(tree.root(), member, &proof), "{size}");
                let forged = Leaf { weight: member.weight + U256::from(1), ..*member };
                assert!(!verify(tree.root(), &forged, &proof));
            }
            assert_eq!(tree.proof(&leaf(size)), None);
        }
    }

    #[test]
    fn the_order_of_ballots_does_not_matter() {
        let mut leaves: Vec<Leaf> = (0..9).map(leaf).collect();
        let root = Tree::new(&leaves).root();
        leaves.reverse();
        assert_eq!(Tree::new(&leaves).root(), root);
        assert_eq!(Tree::new(&[]).root(), B256::ZERO);
    }
}
