//! Looking once more at what is about to count: when a batch is put together, and while contributions mature.

use std::{collections::BTreeMap, time::Duration};

use futures::future::BoxFuture;
use palabre_contracts::Slug;

use crate::{connectors::Trouble, error::ApiError, http::scope::Scope, state::AppState, tools::Tools};

/// Time between two rounds.
const EVERY: Duration = Duration::from_secs(60);
/// Contributions are looked at so many seconds before they are old enough.
const LEAD: u64 = 3_600;

/// Looks at objects of tools once more before they count.
pub trait Recheck: Send + Sync {
    /// Asks the tools about these objects, given as source and object, and stores what changed. Fails when a tool does
    /// not answer.
    fn recheck<'a>(
        &'a self,
        community: &'a Slug,
        objects: &'a [(String, String)],
    ) -> BoxFuture<'a, Result<(), ApiError>>;
}

impl Recheck for Tools {
    fn recheck<'a>(
        &'a self,
        community: &'a Slug,
        objects: &'a [(String, String)],
    ) -> BoxFuture<'a, Result<(), ApiError>> {
        Box::pin(async move {
            let mut by_source: BTreeMap<&str, Vec<String>> = BTreeMap::new();
            for (source, object) in objects {
                by_source.entry(source).or_default().push(object.clone());
            }
            for (source, objects) in by_source {
                let connection = self.connection(community, source)?;
                self.look_again(&connection, &objects).await?.map_err(away)?;
            }
            Ok(())
        })
    }
}

fn away(trouble: Trouble) -> ApiError {
    let next = "Try again when the tool answers: what is signed has to be looked at first.";
    ApiError::unavailable("tool_unavailable", trouble, next)
}

/// Looks again at what is about to count in every community, until the future is dropped.
pub async fn look_again(state: AppState) {
    loop {
        for community in state.communities.iter() {
            if let Err(error) = look_again_in(&state, &community.slug).await {
                tracing::warn!(community = %community.slug, %error, "what is about to count could not be looked at again");
            }
        }
        tokio::time::sleep(EVERY).await;
    }
}

async fn look_again_in(state: &AppState, slug: &Slug) -> Result<(), ApiError> {
    if state.tools.connected().of(slug).is_empty() || state.store.cursor(slug).await?.is_none() {
        return Ok(());
    }
    let scope = Scope::of(state, slug.as_str()).await?;
    let view = state.review.view(&scope).await?;
    let done = state.tools.recheck_due(&view.candidates, LEAD).await?;
    for (source, why) in done.unasked {
        tracing::warn!(community = %slug, source, why, "a tool could not be asked about what is about to count");
    }
    Ok(())
}
