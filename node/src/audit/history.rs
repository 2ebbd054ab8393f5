//! Who was given which power, from the events since the beginning.

use std::collections::{BTreeMap, BTreeSet};

use alloy::{
    primitives::{Address, B256, FixedBytes},
    providers::{DynProvider, Provider},
    rpc::types::{Filter, Log},
    sol_types::SolEventInterface,
};
use anyhow::Context;
use palabre_contracts::bindings::{
    access_manager::AccessManager::AccessManagerEvents as Manager,
    timelock::TimelockController::TimelockControllerEvents as Timelock,
};

/// Blocks asked for at once; halved where a server refuses.
const WINDOW: u64 = 10_000;

/// All logs of one contract from `first` to the head.
pub(super) async fn logs(provider: &DynProvider, address: Address, first: u64) -> anyhow::Result<Vec<Log>> {
    let head = provider.get_block_number().await?;
    let (mut from, mut window, mut logs) = (first, WINDOW, Vec::new());
    while from <= head {
        let to = head.min(from + window - 1);
        let filter = Filter::new().address(address).from_block(from).to_block(to);
        match provider.get_logs(&filter).await {
            Ok(more) => {
                logs.extend(more);
                from = to + 1;
            }
            Err(_) if window > 1 => window /= 2,
            Err(error) => return Err(error).context("the events of a contract cannot be read"),
        }
    }
    Ok(logs)
}

/// What an access manager was told.
#[derive(Debug, Default)]
pub(super) struct ManagerHistory {
    /// Holders by role.
    pub(super) holders: BTreeSet<(u64, Address)>,
    /// Roles of functions, by contract and selector; back to ADMIN is the same as never set.
    pub(super) functions: BTreeMap<(Address, FixedBytes<4>), u64>,
    /// Settings that a community of ours never uses, in words.
    pub(super) unusual: BTreeSet<String>,
}

impl ManagerHistory {
    /// Folds the events of a manager.
    pub(super) fn read(logs: &[Log]) -> anyhow::Result<Self> {
        let mut history = Self::default();
        for log in logs {
            let event = Manager::decode_raw_log(log.topics(), &log.data().data).context("a log of the manager")?;
            history.apply(event);
        }
        Ok(history)
    }

    fn apply(&mut self, event: Manager) {
        match event {
            Manager::RoleGranted(event) => {
                self.holders.insert((event.roleId, event.account));
            }
            Manager::RoleRevoked(event) => {
                self.holders.remove(&(event.roleId, event.account));
            }
            Manager::TargetFunctionRoleUpdated(event) => {
                self.functions.insert((event.target, event.selector), event.roleId);
            }
            Manager::RoleAdminChanged(event) => {
                self.note(event.admin != 0, format!("role {} is given out by role {}", event.roleId, event.admin));
            }
            Manager::RoleGuardianChanged(event) => {
                self.note(
                    event.guardian != 0,
                    format!("role {} can be stopped by role {}", event.roleId, event.guardian),
                );
            }
            Manager::TargetClosed(event) => {
                let closed = format!("{:#x} is closed", event.target);
                if event.closed {
                    self.unusual.insert(closed);
                } else {
                    self.unusual.remove(&closed);
                }
            }
            Manager::OperationScheduled(event) => {
                let (id, nonce, target) = (event.operationId, event.nonce, event.target);
                self.unusual.insert(operation(id, nonce, target));
            }
            Manager::OperationExecuted(event) => self.forget(event.operationId, event.nonce),
            Manager::OperationCanceled(event) => self.forget(event.operationId, event.nonce),
            Manager::RoleLabel(_) | Manager::RoleGrantDelayChanged(_) | Manager::TargetAdminDelayUpdated(_) => {}
        }
    }

    fn note(&mut self, unusual: bool, what: String) {
        if unusual {
            self.unusual.insert(what);
        }
    }

    fn forget(&mut self, id: B256, nonce: u32) {
        let start = format!("operation {id} ({nonce}) ");
        self.unusual.retain(|what| !what.starts_with(&start));
    }
}

fn operation(id: B256, nonce: u32, target: Address) -> String {
    format!("operation {id} ({nonce}) on {target:#x} is scheduled in the manager itself")
}

/// Accounts that were ever given a role of a timelock and still hold it, by role.
pub(super) fn timelock_roles(logs: &[Log]) -> anyhow::Result<BTreeSet<(B256, Address)>> {
    let mut holders = BTreeSet::new();
    for log in logs {
        match Timelock::decode_raw_log(log.topics(), &log.data().data).context("a log of a timelock")? {
            Timelock::RoleGranted(event) => {
                holders.insert((event.role, event.account));
            }
            Timelock::RoleRevoked(event) => {
                holders.remove(&(event.role, event.account));
            }
            _ => {}
        }
    }
    Ok(holders)
}
