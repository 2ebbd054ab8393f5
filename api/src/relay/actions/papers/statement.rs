//! Texts that are not for the chain: only their salted hash goes there, so that what was said can be proved by those who
//! know it, and be erased by the service.

use alloy::primitives::{B256, keccak256};
use palabre_contracts::Community;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::relay::{
    Relay,
    error::{Refusal, RelayError},
};

/// Longest text, in bytes.
const MAX_TEXT: usize = 4_000;

/// A text and its salt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// What was said.
    pub text: String,
    /// Makes its hash impossible to guess.
    #[schema(value_type = crate::http::wire::HashText)]
    pub salt: B256,
}

impl Statement {
    /// What goes on chain.
    pub fn hash(&self) -> B256 {
        keccak256([self.salt.as_slice(), self.text.as_bytes()].concat())
    }
}

impl Relay {
    /// A text with a salt of ours.
    pub(super) fn salted(&self, text: String) -> Result<Statement, Refusal> {
        if text.trim().is_empty() || text.len() > MAX_TEXT {
            let detail = format!("the text has {} bytes; it needs some, and at most {MAX_TEXT}", text.len());
            return Err(Refusal::malformed(detail, "Say what it is about, shortly."));
        }
        Ok(Statement { text, salt: self.0.entropy.next() })
    }

    /// The text behind `hash` came with the signature; keeps it for those who judge.
    pub(super) async fn keep_statement(
        &self,
        community: &Community,
        hash: B256,
        given: Option<&Statement>,
    ) -> Result<(), RelayError> {
        let next_step = "Send the body that prepare returned, with the signature added.";
        let Some(statement) = given else {
            return Err(Refusal::malformed("the text behind the hash is missing", next_step).into());
        };
        if statement.hash() != hash || statement.text.len() > MAX_TEXT {
            return Err(Refusal::malformed("the text is not the one that the message names", next_step).into());
        }
        let now = self.0.clock.now();
        self.0.queue.keep_statement(community.slug.as_str(), hash, &statement.text, statement.salt, now).await
    }
}
