//! Texts that are not for the chain: only their salted hash goes there, so that what was said can be proved by those who
//! know it, and be erased by the service.

use std::future::Future;

use alloy::primitives::{B256, keccak256};
use palabre_contracts::Community;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::relay::{
    Relay,
    accept::Submitted,
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

    /// Hands a paper in that names a text by its hash, and keeps the text for those who judge once the paper is stored:
    /// signature, rights and quota come first, so that nobody can fill the table with what they never signed. After a
    /// stop between the two, the same paper handed in again brings the text.
    pub(super) async fn with_statement(
        &self,
        community: &Community,
        hash: B256,
        given: Option<&Statement>,
        submit: impl Future<Output = Result<Submitted, RelayError>>,
    ) -> Result<Submitted, RelayError> {
        let statement = behind(hash, given)?;
        let submitted = submit.await?;
        let now = self.0.clock.now();
        self.0.queue.keep_statement(community.slug.as_str(), hash, &statement.text, statement.salt, now).await?;
        Ok(submitted)
    }
}

/// The text that belongs to a hash.
fn behind(hash: B256, given: Option<&Statement>) -> Result<&Statement, Refusal> {
    let refused =
        |detail| Err(Refusal::malformed(detail, "Send the body that prepare returned, with the signature added."));
    match given {
        None => refused("the text behind the hash is missing"),
        Some(statement) if statement.hash() != hash || statement.text.len() > MAX_TEXT => {
            refused("the text is not the one that the message names")
        }
        Some(statement) => Ok(statement),
    }
}
