//! What a proposal would do, call by call, as people read it.

use alloy::primitives::hex;
use serde_json::Value;

use super::{Lang, texts::Texts};
use crate::{
    http::proposals::Call,
    relay::{DescribedCall, ProposedCall, Sentence, rehearsal::Rehearsal},
};

/// One call.
pub(super) struct Effect {
    /// What it does in words, if a sentence of ours says it.
    pub(super) sentence: Option<String>,
    /// What to know when none does.
    pub(super) warning: Option<String>,
    /// `contract.function`, if one of our ABIs knows it.
    pub(super) function: Option<String>,
    pub(super) arguments: Vec<(String, String)>,
    /// Calls that it hands on, in words.
    pub(super) inner: Vec<String>,
    pub(super) target: String,
    /// Data of a call that nothing explains.
    pub(super) calldata: Option<String>,
    /// Wei that it sends, if any.
    pub(super) value: Option<String>,
    /// Whether it would work now, if that is known.
    pub(super) works: Option<bool>,
    /// Why not.
    pub(super) reason: Option<String>,
}

impl Effect {
    /// A call of a proposal that was made, with what its rehearsal said.
    pub(super) fn made(t: Texts, call: &Call, position: usize, rehearsal: Option<&Rehearsal>) -> Self {
        let failing = rehearsal.and_then(|rehearsal| rehearsal.failing_call);
        let works = match (rehearsal, failing) {
            (Some(rehearsal), None) => Some(rehearsal.succeeds),
            (Some(_), Some(failing)) if position == failing => Some(false),
            (Some(_), Some(failing)) if position < failing => Some(true),
            _ => None,
        };
        let reason = rehearsal.filter(|_| failing == Some(position)).and_then(|rehearsal| rehearsal.reason.clone());
        let described = call.meaning.as_ref();
        let calldata = described.is_none().then(|| call.calldata.clone());
        Self {
            works,
            reason,
            calldata,
            ..Self::new(t, described, call.warning.as_ref(), call.target.clone(), &call.value)
        }
    }

    /// A call of a proposal that is being written.
    pub(super) fn planned(t: Texts, call: &ProposedCall) -> Self {
        let target = hex::encode_prefixed(call.target);
        Self {
            works: call.would_succeed,
            reason: call.reason.clone(),
            ..Self::new(t, call.call.as_ref(), call.warning.as_ref(), target, &call.value)
        }
    }

    fn new(
        t: Texts,
        described: Option<&DescribedCall>,
        warning: Option<&Sentence>,
        target: String,
        value: &str,
    ) -> Self {
        let arguments = described.map_or(&[][..], |call| &call.arguments);
        Self {
            sentence: described.and_then(|call| call.sentence.as_ref()).map(|said| spoken(t, said)),
            warning: warning.map(|warning| spoken(t, warning)),
            function: described.map(|call| format!("{}.{}", call.contract, call.function)),
            arguments: arguments.iter().map(|argument| (argument.name.clone(), plain(&argument.value))).collect(),
            inner: described.map_or_else(Vec::new, |call| inner(t, call)),
            target,
            calldata: None,
            value: (value != "0").then(|| value.to_owned()),
            works: None,
            reason: None,
        }
    }
}

/// Calls inside a call, from the outside inwards.
fn inner(t: Texts, call: &DescribedCall) -> Vec<String> {
    let mut said = Vec::new();
    for part in &call.inner {
        let sentence = part.call.as_ref().and_then(|call| call.sentence.as_ref());
        said.extend(sentence.or(part.warning.as_ref()).map(|sentence| spoken(t, sentence)));
        said.extend(part.call.iter().flat_map(|call| inner(t, call)));
    }
    said
}

fn spoken(t: Texts, sentence: &Sentence) -> String {
    match t.lang() {
        Lang::French => sentence.fr.clone(),
        Lang::English => sentence.en.clone(),
    }
}

/// An argument as one line.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
