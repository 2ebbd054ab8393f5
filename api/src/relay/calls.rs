//! Calls in words: what a proposal would do, read from its calldata and nothing else.

use alloy::{
    dyn_abi::{DynSolValue, JsonAbiExt},
    json_abi::Param,
    primitives::{Address, hex},
};
use palabre_contracts::{ContractKind, Contracts, abi};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{sentence::Sentence, words};

/// How deep calls inside calls are explained.
const DEPTH: usize = 3;

/// A call that one of our ABIs explains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DescribedCall {
    /// Which contract of the community.
    #[schema(example = "distribution")]
    pub contract: String,
    /// Name of the function.
    #[schema(example = "setShareRules")]
    pub function: String,
    /// Its arguments, in order.
    pub arguments: Vec<Argument>,
    /// What it does, in words; missing for functions that no house may call.
    pub sentence: Option<Sentence>,
    /// Calls that it hands on to another contract.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(no_recursion)]
    pub inner: Vec<InnerCall>,
}

/// A call inside a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InnerCall {
    /// To whom.
    pub target: String,
    /// What it says; missing when nothing of ours understands it.
    #[schema(no_recursion)]
    pub call: Option<Box<DescribedCall>>,
    /// What to know about a call that nothing explains.
    pub warning: Option<Sentence>,
}

/// One argument of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Argument {
    /// Name in the contract.
    #[schema(example = "rules")]
    pub name: String,
    /// Its value: numbers as decimal text, bytes and addresses as `0x` text, structs as objects.
    pub value: Value,
}

/// What a call to one of the community's contracts says; nothing for a stranger's contract, an unknown function or
/// arguments that do not decode. Whoever shows calls to people must show those as what they are: unexplained.
pub fn describe_call(contracts: &Contracts, target: Address, calldata: &[u8]) -> Option<DescribedCall> {
    describe(contracts, target, calldata, DEPTH)
}

fn describe(contracts: &Contracts, target: Address, calldata: &[u8], depth: usize) -> Option<DescribedCall> {
    let kind = contracts.kind_of(target)?;
    let (selector, rest) = calldata.split_first_chunk::<4>()?;
    let function = abi::of(kind).functions().find(|function| function.selector() == *selector)?;
    let values = function.abi_decode_input(rest).ok()?;
    let inner = inner(contracts, &function.name, &values, depth);
    let arguments: Vec<Argument> = function
        .inputs
        .iter()
        .zip(values)
        .map(|(input, value)| Argument { name: input.name.clone(), value: to_json(value, &input.components) })
        .collect();
    let contract = name(kind);
    let sentence = words::sentence(&contract, &function.name, &arguments);
    Some(DescribedCall { contract, function: function.name.clone(), arguments, sentence, inner })
}

/// What `schedule`, `scheduleBatch`, `relay` and the like hand on.
fn inner(contracts: &Contracts, function: &str, values: &[DynSolValue], depth: usize) -> Vec<InnerCall> {
    let pairs: Vec<(Address, Vec<u8>)> = match (function, values) {
        ("schedule" | "relay" | "execute", [DynSolValue::Address(target), _, DynSolValue::Bytes(data), ..]) => {
            vec![(*target, data.clone())]
        }
        ("scheduleBatch" | "executeBatch", [DynSolValue::Array(targets), _, DynSolValue::Array(datas), ..]) => {
            let pair =
                |(target, data): (&DynSolValue, &DynSolValue)| Some((target.as_address()?, data.as_bytes()?.to_vec()));
            targets.iter().zip(datas).filter_map(pair).collect()
        }
        _ => Vec::new(),
    };
    let call = |(target, data): (Address, Vec<u8>)| {
        let call = depth.checked_sub(1).and_then(|depth| describe(contracts, target, &data, depth));
        let explained = call.as_ref().is_some_and(|call| call.sentence.is_some());
        InnerCall {
            target: hex::encode_prefixed(target),
            warning: (!explained).then(|| words::warning(contracts, target, &data)),
            call: call.map(Box::new),
        }
    };
    pairs.into_iter().map(call).collect()
}

pub(super) fn name(kind: ContractKind) -> String {
    match kind {
        ContractKind::Membership => "membership".to_owned(),
        ContractKind::Contributions => "contributions".to_owned(),
        ContractKind::Reputation => "reputation".to_owned(),
        ContractKind::Distribution => "distribution".to_owned(),
        ContractKind::House(of) => format!("{of}_house"),
        ContractKind::Timelock(of) => format!("{of}_timelock"),
        ContractKind::Safeguards => "safeguards".to_owned(),
        ContractKind::Challenges => "challenges".to_owned(),
        ContractKind::Guardian => "guardian".to_owned(),
        ContractKind::Constitution => "constitution".to_owned(),
        ContractKind::AccessManager => "access_manager".to_owned(),
        ContractKind::Registry => "registry".to_owned(),
    }
}

/// `components` are the fields of the struct that the value is, or is a list of.
fn to_json(value: DynSolValue, components: &[Param]) -> Value {
    match value {
        DynSolValue::Bool(flag) => Value::Bool(flag),
        DynSolValue::Int(number, _) => Value::String(number.to_string()),
        DynSolValue::Uint(number, _) => Value::String(number.to_string()),
        DynSolValue::FixedBytes(word, size) => Value::String(hex::encode_prefixed(&word[..size])),
        DynSolValue::Address(address) => Value::String(hex::encode_prefixed(address)),
        DynSolValue::Function(function) => Value::String(hex::encode_prefixed(function)),
        DynSolValue::Bytes(bytes) => Value::String(hex::encode_prefixed(bytes)),
        DynSolValue::String(text) => Value::String(text),
        DynSolValue::Array(values) | DynSolValue::FixedArray(values) => {
            Value::Array(values.into_iter().map(|value| to_json(value, components)).collect())
        }
        DynSolValue::Tuple(values) | DynSolValue::CustomStruct { tuple: values, .. } => {
            let fields = components.iter().zip(values);
            Value::Object(
                fields.map(|(field, value)| (field.name.clone(), to_json(value, &field.components))).collect(),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use alloy::{
        primitives::{B256, U256},
        sol_types::SolCall,
    };
    use palabre_contracts::{
        Electorate,
        bindings::{
            distribution::Distribution::withdrawReserveCall, house::House::relayCall,
            membership::Membership::setRolesCall,
        },
    };

    use super::*;
    use crate::relay::{
        template::{ShareRulesTemplate, Template},
        testing,
    };

    #[test]
    fn arguments_have_names_and_values() {
        let contracts = testing::contracts();
        let call = withdrawReserveCall {
            token: Address::ZERO,
            to: Address::repeat_byte(0xaa),
            amount: U256::from(10).pow(U256::from(18)),
        };
        let described = describe_call(&contracts, contracts.distribution, &call.abi_encode()).unwrap();
        assert_eq!((described.contract.as_str(), described.function.as_str()), ("distribution", "withdrawReserve"));
        let names: Vec<_> = described.arguments.iter().map(|argument| argument.name.as_str()).collect();
        assert_eq!(names, ["token", "to", "amount"]);
        assert_eq!(described.arguments[1].value, format!("0x{}", "aa".repeat(20)));
        assert_eq!(described.arguments[2].value, "1000000000000000000");
    }

    #[test]
    fn structs_are_objects() {
        let contracts = testing::contracts();
        let rules = ShareRulesTemplate { equal_bps: 2500, member_cap_bps: 700, ..Default::default() };
        let (target, data) = Template::ShareRules(rules).call(&contracts, Electorate::Members, "").unwrap();
        let described = describe_call(&contracts, target, &data).unwrap();
        assert_eq!(described.function, "setShareRules");
        assert_eq!(described.arguments[0].value["equalBps"], "2500");
        assert_eq!(described.arguments[0].value["laneBps"].as_array().unwrap().len(), 8);
    }

    #[test]
    fn what_nobody_explains_stays_unexplained() {
        let contracts = testing::contracts();
        let call = setRolesCall { memberId: alloy::primitives::aliases::U40::from(1), roles: Default::default() };
        let data = call.abi_encode();
        assert!(describe_call(&contracts, contracts.membership, &data).is_some());
        assert!(describe_call(&contracts, contracts.distribution, &data).is_none(), "another contract's function");
        assert!(describe_call(&contracts, Address::repeat_byte(0xee), &data).is_none(), "a stranger");
        assert!(describe_call(&contracts, contracts.membership, &data[..40]).is_none(), "cut short");
        assert!(describe_call(&contracts, contracts.membership, &[]).is_none());
    }

    #[test]
    fn calls_inside_calls_are_shown_as_bytes() {
        let contracts = testing::contracts();
        let call =
            relayCall { target: contracts.membership, value: U256::ZERO, data: B256::repeat_byte(1).to_vec().into() };
        let described = describe_call(&contracts, contracts.members_house, &call.abi_encode()).unwrap();
        assert_eq!(described.contract, "members_house");
        assert_eq!(described.arguments[2].value, format!("0x{}", "01".repeat(32)));
    }
}
