//! What transactions change, on top of a state that stays as it is. This is the database that the EVM sees.

use crate::{
    error::StoreError,
    state::{Change, Diff, Info, StateRead},
};
use alloy::primitives::{
    Address, B256, U256,
    map::{AddressMap, HashMap},
};
use alloy::rpc::types::state::StateOverride;
use alloy_trie::KECCAK_EMPTY;
use revm::{
    Database, DatabaseCommit,
    bytecode::Bytecode,
    state::{Account as EvmAccount, AccountInfo},
};

/// Hashes of older blocks, for the `BLOCKHASH` instruction.
pub(crate) type BlockHashes<'a> = &'a (dyn Fn(u64) -> Result<B256, StoreError> + 'a);

/// A state with uncommitted changes.
pub(crate) struct Overlay<'a, S> {
    base: &'a S,
    hashes: BlockHashes<'a>,
    diff: Diff,
    /// Accounts whose storage was replaced as a whole, so that the slots of the base do not show through.
    replaced: AddressMap<()>,
}

impl<'a, S: StateRead> Overlay<'a, S> {
    pub(crate) fn new(base: &'a S, hashes: BlockHashes<'a>) -> Self {
        Self { base, hashes, diff: Diff::default(), replaced: AddressMap::default() }
    }

    fn info(&self, address: Address) -> Result<Option<Info>, StoreError> {
        match self.diff.accounts.get(&address) {
            Some(change) => Ok(change.info),
            None => self.base.account(address),
        }
    }

    /// The collected changes, without those that ended where they began.
    pub(crate) fn into_diff(self) -> Result<Diff, StoreError> {
        let mut diff = Diff { codes: self.diff.codes, ..Diff::default() };
        for (address, mut change) in self.diff.accounts {
            let before = self.base.account(address)?;
            let mut storage = HashMap::default();
            for (slot, value) in change.storage.drain() {
                if self.base.storage(address, slot)? != value {
                    storage.insert(slot, value);
                }
            }
            if change.info != before || (change.info.is_some() && !storage.is_empty()) {
                diff.accounts.insert(address, Change { info: change.info, storage });
            }
        }
        Ok(diff)
    }

    /// Applies the state overrides of `eth_call`.
    pub(crate) fn override_with(&mut self, overrides: StateOverride) -> Result<(), StoreError> {
        for (address, wanted) in overrides {
            let mut info = self.info(address)?.unwrap_or_default();
            info.balance = wanted.balance.unwrap_or(info.balance);
            info.nonce = wanted.nonce.unwrap_or(info.nonce);
            if let Some(code) = wanted.code {
                info.code_hash = self.diff.add_code(code);
            }
            if wanted.state.is_some() {
                self.replaced.insert(address, ());
            }
            let change = self.diff.accounts.entry(address).or_default();
            change.info = Some(info);
            for (slot, value) in wanted.state.into_iter().chain(wanted.state_diff).flatten() {
                change.storage.insert(slot.into(), value.into());
            }
        }
        Ok(())
    }

    fn commit_account(&mut self, address: Address, account: EvmAccount) {
        if account.is_selfdestructed() || account.is_empty() {
            // Since EIP-6780 only a contract of the same transaction can vanish: there is no older storage to clear.
            self.diff.accounts.insert(address, Change::default());
            return;
        }
        let AccountInfo { nonce, balance, code_hash, ref code, .. } = account.info;
        if let (Some(code), true) = (code, code_hash != KECCAK_EMPTY) {
            self.diff.codes.entry(code_hash).or_insert_with(|| code.clone());
        }
        let change = self.diff.accounts.entry(address).or_default();
        change.info = Some(Info { nonce, balance, code_hash });
        change.storage.extend(account.changed_storage_slots().map(|(slot, value)| (*slot, value.present_value)));
    }
}

impl<S: StateRead> Database for Overlay<'_, S> {
    type Error = StoreError;

    fn basic(&mut self, address: Address) -> Result<Option<AccountInfo>, StoreError> {
        let info = self.info(address)?;
        Ok(info.map(|Info { nonce, balance, code_hash }| AccountInfo {
            nonce,
            balance,
            code_hash,
            code: (code_hash == KECCAK_EMPTY).then(Bytecode::default),
            ..AccountInfo::default()
        }))
    }

    fn code_by_hash(&mut self, hash: B256) -> Result<Bytecode, StoreError> {
        match self.diff.codes.get(&hash) {
            Some(code) => Ok(code.clone()),
            None => self.base.code(hash),
        }
    }

    fn storage(&mut self, address: Address, slot: U256) -> Result<U256, StoreError> {
        match self.diff.accounts.get(&address).and_then(|change| change.storage.get(&slot)) {
            Some(value) => Ok(*value),
            None if self.replaced.contains_key(&address) => Ok(U256::ZERO),
            None => self.base.storage(address, slot),
        }
    }

    fn block_hash(&mut self, number: u64) -> Result<B256, StoreError> {
        (self.hashes)(number)
    }
}

impl<S: StateRead> DatabaseCommit for Overlay<'_, S> {
    fn commit(&mut self, changes: AddressMap<EvmAccount>) {
        for (address, account) in changes {
            if account.is_touched() {
                self.commit_account(address, account);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::State;
    use alloy::{primitives::keccak256, rpc::types::state::AccountOverride};

    #[test]
    fn an_override_of_the_whole_storage_hides_the_slots_below() -> Result<(), StoreError> {
        let address = Address::repeat_byte(1);
        let mut state = State::default();
        let change =
            Change { info: Some(Info::default()), storage: [(U256::from(1), U256::from(7))].into_iter().collect() };
        state.apply(&Diff { accounts: [(address, change)].into_iter().collect(), ..Diff::default() });
        let hashes = |number: u64| Ok(keccak256(number.to_be_bytes()));
        let mut overlay = Overlay::new(&state, &hashes);
        assert_eq!(overlay.storage(address, U256::from(1))?, U256::from(7));
        let state = [(B256::with_last_byte(2), B256::with_last_byte(9))].into_iter().collect();
        let wanted = AccountOverride { state: Some(state), ..AccountOverride::default() };
        overlay.override_with([(address, wanted)].into_iter().collect())?;
        assert_eq!(overlay.storage(address, U256::from(1))?, U256::ZERO);
        assert_eq!(overlay.storage(address, U256::from(2))?, U256::from(9));
        Ok(())
    }
}
