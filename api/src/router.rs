//! Every route on one screen.

use axum::{Router, middleware::from_fn_with_state};
use tower::Layer;
use utoipa::{OpenApi, openapi::OpenApi as Document};
use utoipa_axum::router::OpenApiRouter;

use crate::{
    graphql,
    http::{
        anchors, applications, audit, batches, care, challenges, charters, claims, clear_signing, communities,
        consistent, contributions, dao, debits, delegations, drafts, epochs, events, explain, fundings, guardian,
        health, keys, matrix, me, members, metrics, operations, policy, polls, proposals, recoveries,
        recovery_approvals, relay, review, role_changes, rules, sessions, settlements, shares, simulate, stream,
        suspensions, tools, votes, wallet_moves, webhooks,
    },
    middleware, openapi,
    sessions::caller,
    state::AppState,
    web,
};

/// The whole service.
pub fn router(state: AppState) -> Router {
    let (reads, reads_document) = reads().split_for_parts();
    let (acts, acts_document) = acts().split_for_parts();
    let routes = Router::new()
        .merge(reads.layer(from_fn_with_state(state.clone(), consistent::reads)))
        .merge(acts)
        .merge(web::router(&state))
        .with_state(state.clone())
        .merge(openapi::route(&document(reads_document, acts_document)));
    // Tools bring no cookie and no key of ours, and other bodies than people: what they deliver stands apart.
    let deliveries = middleware::wrap_deliveries(tools::deliveries().with_state(state.clone()), &state.public_url);
    let identified = from_fn_with_state(state.clone(), caller::identify).layer(routes);
    deliveries.merge(middleware::wrap(identified, &state.public_url, &state.limits))
}

/// What `/api/v1/openapi.json` answers, generated from the handlers.
pub fn openapi() -> Document {
    document(reads().into_openapi(), acts().into_openapi())
}

/// Reads of one community: each reflects one block.
fn reads() -> OpenApiRouter<AppState> {
    let nouns = OpenApiRouter::default()
        .merge(communities::router())
        .merge(dao::router())
        .merge(members::router())
        .merge(explain::router())
        .merge(applications::router())
        .merge(recoveries::router())
        .merge(contributions::router())
        .merge(batches::router())
        .merge(challenges::router())
        .merge(epochs::router())
        .merge(matrix::router())
        .merge(shares::router())
        .merge(claims::router())
        .merge(rules::router())
        .merge(simulate::router())
        .merge(proposals::router())
        .merge(votes::router())
        .merge(wallet_moves::router())
        .merge(recovery_approvals::router())
        .merge(role_changes::router())
        .merge(suspensions::router())
        .merge(guardian::router())
        .merge(fundings::router())
        .merge(operations::router())
        .merge(debits::router())
        .merge(settlements::router())
        .merge(anchors::router())
        .merge(charters::router())
        .merge(delegations::router())
        .merge(events::router())
        .merge(graphql::router());
    OpenApiRouter::default().nest("/api/v1", nouns)
}

/// What members sign, who they are, what operators ask, and what is told as it happens.
fn acts() -> OpenApiRouter<AppState> {
    let nouns = relay::router()
        .merge(sessions::router())
        .merge(keys::router())
        .merge(audit::router())
        .merge(webhooks::router())
        .merge(tools::router())
        .merge(care::router())
        .merge(me::router())
        .merge(review::router())
        .merge(clear_signing::router())
        .merge(stream::router())
        .merge(policy::router())
        .merge(polls::router())
        .merge(drafts::router());
    OpenApiRouter::default().nest("/api/v1", nouns).merge(health::router()).merge(metrics::router())
}

fn document(reads: Document, acts: Document) -> Document {
    let mut document = openapi::Frame::openapi();
    document.merge(reads);
    document.merge(acts);
    openapi::complete(&mut document);
    document
}
