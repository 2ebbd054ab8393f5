//! Contract bindings, generated from the committed artifacts by alloy's `sol!`. Each contract has a module of its own,
//! because the ABI repeats shared structs (for example `Calendar`) in every contract that uses them. The words are
//! documented in `solidity/interfaces`.

#![expect(missing_docs, clippy::too_many_arguments, reason = "generated from the ABI")]

macro_rules! bind {
    ($(#[$doc:meta])* $module:ident, $name:ident, $path:literal) => {
        $(#[$doc])*
        pub mod $module {
            alloy::sol!(
                #[sol(rpc, all_derives, abi)]
                $name,
                $path
            );
        }
        pub use $module::$name;
    };
}

bind!(
    /// Who is a member: `solidity/Membership.sol`.
    membership,
    Membership,
    "artifacts/Membership.json"
);
bind!(
    /// The ledger of recognised contributions: `solidity/Contributions.sol`.
    contributions,
    Contributions,
    "artifacts/Contributions.json"
);
bind!(
    /// Votes from points: `solidity/Reputation.sol`.
    reputation,
    Reputation,
    "artifacts/Reputation.json"
);
bind!(
    /// Pools and shares: `solidity/Distribution.sol`.
    distribution,
    Distribution,
    "artifacts/Distribution.json"
);
bind!(
    /// An electorate with its Governor: `solidity/House.sol`.
    house,
    House,
    "artifacts/House.json"
);
bind!(
    /// Suspension, rotation and recovery: `solidity/Safeguards.sol`.
    safeguards,
    Safeguards,
    "artifacts/Safeguards.json"
);
bind!(
    /// Disputes about contributions: `solidity/Challenges.sol`.
    challenges,
    Challenges,
    "artifacts/Challenges.json"
);
bind!(
    /// The brake with an end: `solidity/Guardian.sol`.
    guardian,
    Guardian,
    "artifacts/Guardian.json"
);
bind!(
    /// Deployments of communities over time: `solidity/Registry.sol`.
    registry,
    Registry,
    "artifacts/Registry.json"
);
bind!(
    /// Asks a contract wallet, deployed or not, about a signature, inside `eth_call`: `solidity/WalletProof.sol`.
    wallet_proof,
    WalletProof,
    "artifacts/WalletProof.json"
);
bind!(
    /// Makes accounts for passkeys: `solidity/PasskeyAccounts.sol`.
    passkey_accounts,
    PasskeyAccounts,
    "artifacts/PasskeyAccounts.json"
);
bind!(
    /// An account whose key is a passkey: `solidity/PasskeyAccount.sol`.
    passkey_account,
    PasskeyAccount,
    "artifacts/PasskeyAccount.json"
);
bind!(
    /// OpenZeppelin's AccessManager, unchanged.
    access_manager,
    AccessManager,
    "artifacts/AccessManager.json"
);
bind!(
    /// OpenZeppelin's TimelockController, unchanged.
    timelock,
    TimelockController,
    "artifacts/TimelockController.json"
);
