//! The world state at the head: accounts, storage and code in memory, and the difference one block makes to it.

use crate::{error::StoreError, trie::Trie};
use alloy::{
    primitives::{
        Address, B256, Bytes, U256, keccak256,
        map::{AddressMap, B256Map, HashMap},
    },
    rlp,
};
use alloy_trie::{EMPTY_ROOT_HASH, KECCAK_EMPTY, TrieAccount, root::storage_root_unhashed};
use revm::bytecode::Bytecode;

/// Nonce, balance and code of an account, without its storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Info {
    pub(crate) nonce: u64,
    pub(crate) balance: U256,
    pub(crate) code_hash: B256,
}

impl Default for Info {
    fn default() -> Self {
        Self { nonce: 0, balance: U256::ZERO, code_hash: KECCAK_EMPTY }
    }
}

/// Reads of accounts, storage and code at some block: the head, or an older one.
pub(crate) trait StateRead {
    fn account(&self, address: Address) -> Result<Option<Info>, StoreError>;
    fn storage(&self, address: Address, slot: U256) -> Result<U256, StoreError>;
    fn code(&self, hash: B256) -> Result<Bytecode, StoreError>;
}

/// An account of the head state.
#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) info: Info,
    pub(crate) storage: HashMap<U256, U256>,
}

/// The state at the head of the chain.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) accounts: AddressMap<Account>,
    pub(crate) codes: B256Map<Bytecode>,
}

impl StateRead for State {
    fn account(&self, address: Address) -> Result<Option<Info>, StoreError> {
        Ok(self.info(address))
    }

    fn storage(&self, address: Address, slot: U256) -> Result<U256, StoreError> {
        Ok(self.slot(address, slot))
    }

    fn code(&self, hash: B256) -> Result<Bytecode, StoreError> {
        Ok(self.codes.get(&hash).cloned().unwrap_or_default())
    }
}

impl State {
    pub(crate) fn info(&self, address: Address) -> Option<Info> {
        self.accounts.get(&address).map(|account| account.info)
    }

    pub(crate) fn slot(&self, address: Address, slot: U256) -> U256 {
        self.accounts.get(&address).and_then(|account| account.storage.get(&slot)).copied().unwrap_or_default()
    }

    /// Makes the difference part of the state.
    pub(crate) fn apply(&mut self, diff: &Diff) {
        for (address, change) in &diff.accounts {
            let Some(info) = change.info else {
                self.accounts.remove(address);
                continue;
            };
            let account =
                self.accounts.entry(*address).or_insert_with(|| Account { info, storage: HashMap::default() });
            account.info = info;
            for (slot, value) in &change.storage {
                if value.is_zero() {
                    account.storage.remove(slot)
                } else {
                    account.storage.insert(*slot, *value)
                };
            }
        }
        self.codes.extend(diff.codes.iter().map(|(hash, code)| (*hash, code.clone())));
    }

    /// What has to be applied after `diff` to be back at this state.
    pub(crate) fn inverse(&self, diff: &Diff) -> Diff {
        let back = |(address, change): (&Address, &Change)| {
            let old = self.accounts.get(address);
            let mut storage: HashMap<U256, U256> =
                change.storage.keys().map(|slot| (*slot, self.slot(*address, *slot))).collect();
            if let (None, Some(old)) = (change.info, old) {
                storage.extend(&old.storage);
            }
            (*address, Change { info: old.map(|account| account.info), storage })
        };
        Diff { accounts: diff.accounts.iter().map(back).collect(), codes: B256Map::default() }
    }
}

/// New values of what a block (or its undoing) changes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Diff {
    pub(crate) accounts: AddressMap<Change>,
    pub(crate) codes: B256Map<Bytecode>,
}

/// New values of one account; no `info` means that the account and all its storage are gone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Change {
    pub(crate) info: Option<Info>,
    pub(crate) storage: HashMap<U256, U256>,
}

impl Diff {
    /// Goes further back: `older` undoes the block before the one that `self` undoes so far.
    pub(crate) fn continue_back(&mut self, older: Self) {
        for (address, change) in older.accounts {
            let entry = self.accounts.entry(address).or_default();
            entry.info = change.info;
            entry.storage.extend(change.storage);
        }
    }

    /// The code of a contract by its bytes, kept by hash.
    pub(crate) fn add_code(&mut self, code: Bytes) -> B256 {
        let hash = keccak256(&code);
        self.codes.insert(hash, Bytecode::new_raw(code));
        hash
    }
}

/// The state trie and the storage tries below it.
///
/// A storage trie is built when a block first writes to its account; until then only its root is known.
#[derive(Default)]
pub(crate) struct StateTrie {
    accounts: Trie,
    storages: AddressMap<StorageTrie>,
}

struct StorageTrie {
    root: B256,
    trie: Option<Trie>,
}

impl StateTrie {
    /// Hashes the whole state.
    pub(crate) fn build(state: &State) -> Self {
        let mut tries = Self::default();
        for (address, account) in &state.accounts {
            let root = storage_root_unhashed(account.storage.iter().map(|(slot, value)| (B256::from(*slot), *value)));
            if root != EMPTY_ROOT_HASH {
                tries.storages.insert(*address, StorageTrie { root, trie: None });
            }
            tries.put_account(*address, account.info, root);
        }
        tries
    }

    pub(crate) fn root(&mut self) -> B256 {
        self.accounts.root()
    }

    /// Follows a difference. `before` is the state that the difference has not been applied to yet.
    pub(crate) fn apply(&mut self, before: &State, diff: &Diff) {
        for (address, change) in &diff.accounts {
            match change.info {
                Some(info) => {
                    let root = self.storage_root(before, *address, change);
                    self.put_account(*address, info, root);
                }
                None => {
                    self.storages.remove(address);
                    self.accounts.remove(keccak256(address));
                }
            }
        }
    }

    fn storage_root(&mut self, before: &State, address: Address, change: &Change) -> B256 {
        if change.storage.is_empty() {
            return self.storages.get(&address).map_or(EMPTY_ROOT_HASH, |known| known.root);
        }
        let known = self.storages.entry(address).or_insert(StorageTrie { root: EMPTY_ROOT_HASH, trie: None });
        let trie = known.trie.get_or_insert_with(|| {
            let mut trie = Trie::default();
            let stored = before.accounts.get(&address).into_iter().flat_map(|account| &account.storage);
            stored.for_each(|(slot, value)| put_slot(&mut trie, *slot, *value));
            trie
        });
        for (slot, value) in &change.storage {
            put_slot(trie, *slot, *value);
        }
        known.root = trie.root();
        known.root
    }

    fn put_account(&mut self, address: Address, info: Info, storage_root: B256) {
        let account = TrieAccount::new(info.nonce, info.balance, storage_root, info.code_hash);
        self.accounts.insert(keccak256(address), &rlp::encode(account));
    }
}

fn put_slot(trie: &mut Trie, slot: U256, value: U256) {
    let key = keccak256(B256::from(slot));
    if value.is_zero() { trie.remove(key) } else { trie.insert(key, &rlp::encode_fixed_size(&value)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloy_trie::root::state_root_unhashed;
    use proptest::prelude::*;

    fn rebuilt(state: &State) -> B256 {
        state_root_unhashed(state.accounts.iter().map(|(address, account)| {
            let storage = account.storage.iter().map(|(slot, value)| (B256::from(*slot), *value));
            let root = storage_root_unhashed(storage);
            (*address, TrieAccount::new(account.info.nonce, account.info.balance, root, account.info.code_hash))
        }))
    }

    fn change() -> impl Strategy<Value = Change> {
        let storage = prop::collection::hash_map(0u64..12, 0u64..4, 0..6);
        (prop::option::weighted(0.85, (0u64..5, 0u64..1000)), storage).prop_map(|(info, storage)| Change {
            info: info.map(|(nonce, balance)| Info { nonce, balance: U256::from(balance), ..Info::default() }),
            storage: storage.into_iter().map(|(slot, value)| (U256::from(slot), U256::from(value))).collect(),
        })
    }

    fn diff() -> impl Strategy<Value = Diff> {
        prop::collection::hash_map(1u8..8, change(), 0..5).prop_map(|accounts| Diff {
            accounts: accounts.into_iter().map(|(byte, change)| (Address::repeat_byte(byte), change)).collect(),
            ..Diff::default()
        })
    }

    proptest! {
        #[test]
        fn random_blocks_and_their_undoing_keep_the_root_equal_to_a_full_rebuild(
            diffs in prop::collection::vec(diff(), 1..12),
        ) {
            let (mut state, mut trie, mut undo) = (State::default(), StateTrie::default(), Vec::new());
            for diff in &diffs {
                undo.push((trie.root(), state.inverse(diff)));
                trie.apply(&state, diff);
                state.apply(diff);
                prop_assert_eq!(trie.root(), rebuilt(&state));
                prop_assert_eq!(StateTrie::build(&state).root(), rebuilt(&state));
            }
            while let Some((root, inverse)) = undo.pop() {
                trie.apply(&state, &inverse);
                state.apply(&inverse);
                prop_assert_eq!(trie.root(), root);
                prop_assert_eq!(trie.root(), rebuilt(&state));
            }
        }
    }
}
