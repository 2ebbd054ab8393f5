//! Money: spending the reserve, and which tokens pools may hold.

use alloy::{
    primitives::{Address, Bytes},
    sol_types::SolCall,
};
use palabre_contracts::bindings::distribution::Distribution::{allowTokenCall, withdrawReserveCall};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::relay::{error::Refusal, message::Uint256};

/// Pays from the reserve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpendTemplate {
    /// The token; all zero for ETH.
    #[schema(value_type = crate::http::wire::AddressText)]
    #[serde(default)]
    pub token: Address,
    /// Who is paid.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub to: Address,
    /// How much, in the token's smallest unit.
    pub amount: Uint256,
}

/// Allows pools in a token, or no longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenTemplate {
    /// The token.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub token: Address,
    /// Whether pools may hold it.
    pub allowed: bool,
}

impl SpendTemplate {
    pub(super) fn call(&self) -> Result<Bytes, Refusal> {
        if self.to.is_zero() || self.amount.0.is_zero() {
            return Err(Refusal::malformed(
                "nothing is paid, or to nobody",
                "Give the address that is paid and an amount above zero, in the token's smallest unit.",
            ));
        }
        Ok(withdrawReserveCall { token: self.token, to: self.to, amount: self.amount.into() }.abi_encode().into())
    }
}

impl TokenTemplate {
    pub(super) fn call(&self) -> Bytes {
        allowTokenCall { token: self.token, allowed_: self.allowed }.abi_encode().into()
    }
}
