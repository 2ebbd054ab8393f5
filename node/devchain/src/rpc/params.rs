//! Positional parameters.

use super::errors::invalid_params;
use alloy::{
    eips::{BlockId, BlockNumberOrTag},
    primitives::U256,
    rpc::json_rpc::ErrorPayload,
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;

/// The parameters of one request, parsed one by one when a method asks for them.
pub(super) struct Params<'a>(Vec<&'a RawValue>);

impl<'a> Params<'a> {
    /// Splits the list; no parameters and an empty list are the same.
    pub(super) fn parse(params: Option<&'a RawValue>) -> Result<Self, ErrorPayload> {
        match params.map(RawValue::get) {
            None | Some("null") => Ok(Self(Vec::new())),
            Some(list) if list.starts_with('[') => {
                serde_json::from_str(list).map(Self).map_err(|error| invalid_params(format!("invalid params: {error}")))
            }
            Some(_) => Err(invalid_params("invalid params: expected a list")),
        }
    }

    /// A parameter that may be absent or null.
    pub(super) fn optional<T: DeserializeOwned>(&self, index: usize, name: &str) -> Result<Option<T>, ErrorPayload> {
        let Some(raw) = self.0.get(index) else { return Ok(None) };
        let parsed = serde_json::from_str::<Option<T>>(raw.get());
        parsed.map_err(|error| invalid_params(format!("invalid argument {index} ({name}): {error}")))
    }

    /// A parameter that must be there.
    pub(super) fn required<T: DeserializeOwned>(&self, index: usize, name: &str) -> Result<T, ErrorPayload> {
        self.optional(index, name)?.ok_or_else(|| invalid_params(format!("missing argument {index} ({name})")))
    }

    /// A block by number, tag, hash or EIP-1898 object; the head when absent.
    pub(super) fn block(&self, index: usize) -> Result<BlockId, ErrorPayload> {
        Ok(self.optional(index, "block")?.unwrap_or(BlockId::Number(BlockNumberOrTag::Latest)))
    }

    /// A number, as hex text or as JSON number.
    pub(super) fn number(&self, index: usize, name: &str) -> Result<Option<u64>, ErrorPayload> {
        Ok(self.optional::<Quantity>(index, name)?.map(|quantity| quantity.0))
    }
}

/// A number in either notation: the specification says hex text, dev tools often send JSON numbers.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "EitherNumber")]
pub(super) struct Quantity(pub(super) u64);

#[derive(Deserialize)]
#[serde(untagged)]
enum EitherNumber {
    Json(u64),
    Hex(U256),
}

impl TryFrom<EitherNumber> for Quantity {
    type Error = &'static str;

    fn try_from(number: EitherNumber) -> Result<Self, Self::Error> {
        match number {
            EitherNumber::Json(number) => Ok(Self(number)),
            EitherNumber::Hex(number) => number.try_into().map(Self).map_err(|_| "the number exceeds 64 bits"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_as_hex_text_or_json_and_blocks_in_every_notation() -> Result<(), ErrorPayload> {
        let list = r#"["0x10", 16, null, {"blockNumber":"0x5"}, "safe"]"#;
        let raw = serde_json::from_str(list).map_err(|error| invalid_params(error.to_string()))?;
        let params = Params::parse(Some(raw))?;
        assert_eq!(params.number(0, "n")?, Some(16));
        assert_eq!(params.number(1, "n")?, Some(16));
        assert_eq!(params.number(2, "n")?, None);
        assert_eq!(params.block(3)?, BlockId::number(5));
        assert_eq!(params.block(4)?, BlockId::Number(BlockNumberOrTag::Safe));
        assert_eq!(params.block(9)?, BlockId::latest());
        assert_eq!(params.required::<u64>(9, "n").map_err(|error| error.code), Err(-32602));
        Ok(())
    }
}
