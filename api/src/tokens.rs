//! What pages call the tokens that pools are paid in: asked of the chain once and remembered.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use alloy::{
    primitives::{Address, hex},
    providers::DynProvider,
    sol,
};

sol! {
    #[sol(rpc)]
    interface NamedToken {
        function symbol() external view returns (string);
        function decimals() external view returns (uint8);
    }
}

/// Pages do not wait longer for a name.
const PATIENCE: Duration = Duration::from_secs(2);

/// How amounts of a token are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenUnit {
    /// Short name.
    pub symbol: String,
    /// Digits after the point.
    pub decimals: u8,
}

/// The names that were asked for so far; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct TokenBook(Arc<Mutex<HashMap<Address, TokenUnit>>>);

impl TokenBook {
    /// How amounts of `token` are written. A token that tells nothing is shown by its address, in its smallest unit.
    pub async fn unit(&self, chain: &DynProvider, token: Address) -> TokenUnit {
        if token.is_zero() {
            return TokenUnit { symbol: "ETH".to_owned(), decimals: 18 };
        }
        if let Some(known) = self.known(token) {
            return known;
        }
        match tokio::time::timeout(PATIENCE, ask(chain, token)).await {
            Ok(Some(unit)) => {
                self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(token, unit.clone());
                unit
            }
            _ => TokenUnit { symbol: hex::encode_prefixed(token), decimals: 0 },
        }
    }

    fn known(&self, token: Address) -> Option<TokenUnit> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&token).cloned()
    }
}

async fn ask(chain: &DynProvider, token: Address) -> Option<TokenUnit> {
    let contract = NamedToken::new(token, chain);
    let decimals = contract.decimals().call().await.ok()?;
    let symbol = contract.symbol().call().await.ok()?;
    // A token chooses its own name; it must not look like anything else on the page.
    let symbol: String = symbol.chars().filter(char::is_ascii_alphanumeric).take(12).collect();
    (!symbol.is_empty() && decimals <= 36).then_some(TokenUnit { symbol, decimals })
}
