//! A Merkle Patricia trie that keeps its nodes, so that a block re-hashes only the paths it touched.
//!
//! Every node caches its encoding. Changing a leaf clears the caches on the way down to it; [`Trie::root`] fills them
//! again. Rebuilding from scratch, as `alloy_trie::HashBuilder` does, would cost time in the size of the state per block.

use alloy::primitives::{B256, keccak256};
use alloy_trie::{
    EMPTY_ROOT_HASH, Nibbles, TrieMask,
    nodes::{BranchNodeRef, ExtensionNodeRef, LeafNodeRef, RlpNode},
};

/// A trie from hashed keys to encoded values.
#[derive(Default)]
pub(crate) struct Trie {
    root: Option<Box<Node>>,
    buffer: Vec<u8>,
}

struct Node {
    kind: Kind,
    encoded: Option<RlpNode>,
}

enum Kind {
    Leaf { path: Nibbles, value: Box<[u8]> },
    Extension { path: Nibbles, child: Box<Node> },
    Branch(Box<Children>),
}

type Children = [Option<Box<Node>>; 16];

impl Trie {
    /// Sets the value of a key.
    pub(crate) fn insert(&mut self, key: B256, value: &[u8]) {
        let path = Nibbles::unpack(key);
        self.root = Some(match self.root.take() {
            Some(root) => root.insert(path, value.into()),
            None => Node::leaf(path, value.into()),
        });
    }

    /// Removes a key; nothing happens when it is absent.
    pub(crate) fn remove(&mut self, key: B256) {
        self.root = self.root.take().and_then(|root| root.remove(Nibbles::unpack(key)));
    }

    /// The root hash, computed along the changed paths only.
    pub(crate) fn root(&mut self) -> B256 {
        let Some(root) = &mut self.root else { return EMPTY_ROOT_HASH };
        let encoded = root.encode(&mut self.buffer);
        // A root is always hashed, even when its encoding is short enough to be embedded in a parent.
        encoded.as_hash().unwrap_or_else(|| keccak256(&encoded))
    }
}

impl Node {
    fn new(kind: Kind) -> Box<Self> {
        Box::new(Self { kind, encoded: None })
    }

    fn leaf(path: Nibbles, value: Box<[u8]>) -> Box<Self> {
        Self::new(Kind::Leaf { path, value })
    }

    /// Wraps a node in an extension, unless the extension would be empty.
    fn extended(path: Nibbles, child: Box<Self>) -> Box<Self> {
        if path.is_empty() { child } else { Self::new(Kind::Extension { path, child }) }
    }

    fn insert(mut self: Box<Self>, path: Nibbles, value: Box<[u8]>) -> Box<Self> {
        self.encoded = None;
        match self.kind {
            Kind::Leaf { path: own, .. } if own == path => Self::leaf(own, value),
            Kind::Leaf { path: own, value: old } => {
                let common = own.common_prefix_length(&path);
                let other = Self::leaf(own.slice(common + 1..), old);
                Self::split(common, (own, other), (path, value))
            }
            Kind::Extension { path: own, child } => {
                let common = own.common_prefix_length(&path);
                if common == own.len() {
                    return Self::new(Kind::Extension { path: own, child: child.insert(path.slice(common..), value) });
                }
                let other = Self::extended(own.slice(common + 1..), child);
                Self::split(common, (own, other), (path, value))
            }
            Kind::Branch(ref mut children) => {
                let slot = &mut children[usize::from(path.get_unchecked(0))];
                let rest = path.slice(1..);
                *slot = Some(match slot.take() {
                    Some(child) => child.insert(rest, value),
                    None => Self::leaf(rest, value),
                });
                self
            }
        }
    }

    /// A branch at depth `common` of two paths that differ there: an existing node (already shortened) and a new leaf.
    fn split(common: usize, old: (Nibbles, Box<Self>), new: (Nibbles, Box<[u8]>)) -> Box<Self> {
        let mut children = Children::default();
        children[usize::from(old.0.get_unchecked(common))] = Some(old.1);
        children[usize::from(new.0.get_unchecked(common))] = Some(Self::leaf(new.0.slice(common + 1..), new.1));
        Self::extended(new.0.slice(..common), Self::new(Kind::Branch(Box::new(children))))
    }

    fn remove(mut self: Box<Self>, path: Nibbles) -> Option<Box<Self>> {
        match self.kind {
            Kind::Leaf { path: ref own, .. } => (*own != path).then_some(self),
            Kind::Extension { path: own, child } if path.starts_with(&own) => {
                child.remove(path.slice(own.len()..)).map(|child| child.prefixed(own))
            }
            Kind::Extension { .. } => Some(self),
            Kind::Branch(ref mut children) => {
                self.encoded = None;
                let slot = &mut children[usize::from(path.get_unchecked(0))];
                *slot = slot.take().and_then(|child| child.remove(path.slice(1..)));
                let mut present = (0u8..16).filter(|nibble| children[usize::from(*nibble)].is_some());
                match (present.next(), present.next()) {
                    (Some(only), None) => {
                        let child = children[usize::from(only)].take();
                        child.map(|child| child.prefixed(Nibbles::from_nibbles_unchecked([only])))
                    }
                    _ => Some(self),
                }
            }
        }
    }

    /// The node moved up by `prefix`: leaves and extensions absorb it, a branch needs an extension above it.
    fn prefixed(self: Box<Self>, prefix: Nibbles) -> Box<Self> {
        match self.kind {
            Kind::Leaf { path, value } => Self::leaf(prefix.join(&path), value),
            Kind::Extension { path, child } => Self::extended(prefix.join(&path), child),
            Kind::Branch(_) => Self::extended(prefix, self),
        }
    }

    fn encode(&mut self, buffer: &mut Vec<u8>) -> RlpNode {
        if let Some(encoded) = &self.encoded {
            return encoded.clone();
        }
        let encoded = match &mut self.kind {
            Kind::Leaf { path, value } => {
                buffer.clear();
                LeafNodeRef::new(path, value).rlp(buffer)
            }
            Kind::Extension { path, child } => {
                let child = child.encode(buffer);
                buffer.clear();
                ExtensionNodeRef::new(path, &child).rlp(buffer)
            }
            Kind::Branch(children) => {
                let mut stack = Vec::with_capacity(16);
                let mut mask = TrieMask::default();
                for (nibble, child) in (0u8..).zip(children.iter_mut()) {
                    if let Some(child) = child {
                        stack.push(child.encode(buffer));
                        mask.set_bit(nibble);
                    }
                }
                buffer.clear();
                BranchNodeRef::new(&stack, mask).rlp(buffer)
            }
        };
        self.encoded = Some(encoded.clone());
        encoded
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloy_trie::HashBuilder;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn rebuilt(entries: &BTreeMap<B256, Vec<u8>>) -> B256 {
        let mut builder = HashBuilder::default();
        for (key, value) in entries {
            builder.add_leaf(Nibbles::unpack(key), value);
        }
        builder.root()
    }

    /// Few distinct nibbles, so that keys share long prefixes and every shape of split and merge occurs.
    fn clustered_key() -> impl Strategy<Value = B256> {
        prop_oneof![
            (0u8..4, 0u8..4, 0u8..4).prop_map(|(a, b, c)| {
                let mut key = B256::repeat_byte(0x11);
                (key[0], key[1], key[31]) = (a << 4, b, c);
                key
            }),
            any::<[u8; 32]>().prop_map(B256::from),
        ]
    }

    proptest! {
        #[test]
        fn any_sequence_of_edits_gives_the_root_of_a_full_rebuild(
            edits in prop::collection::vec((clustered_key(), prop::option::of(1usize..40)), 1..120),
        ) {
            let mut trie = Trie::default();
            let mut entries = BTreeMap::new();
            for (round, (key, length)) in edits.into_iter().enumerate() {
                if let Some(length) = length {
                    let value = vec![round as u8 | 1; length];
                    trie.insert(key, &value);
                    entries.insert(key, value);
                } else {
                    trie.remove(key);
                    entries.remove(&key);
                }
                // Asking only now and then leaves several dirty paths behind one another.
                if round % 3 == 0 {
                    prop_assert_eq!(trie.root(), rebuilt(&entries));
                }
            }
            prop_assert_eq!(trie.root(), rebuilt(&entries));
            for key in entries.keys() {
                trie.remove(*key);
            }
            prop_assert_eq!(trie.root(), EMPTY_ROOT_HASH);
        }
    }
}
