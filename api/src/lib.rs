//! HTTP: what the mirror knows, as JSON and as pages, and the relay that pays the gas of what members sign.
//!
//! - [`router`](mod@router) has every route on one screen; [`state`] is what handlers share; [`error`] is how they fail.
//! - [`http`] is the REST API under `/api/v1`, one file a noun.
//! - [`graphql`] is the same reads for dashboards.
//! - [`live`] tells listeners what happens as it happens.
//! - `web` is the server-rendered pages, one file a page, with `templates/` and `assets/`.
//! - [`relay`] checks, keeps and sends what members sign; [`polls`] keeps and counts signed answers,
//!   [`drafts`] keeps proposals that are being written.
//! - [`activity`] is what tools report; [`connectors`] are the tools where people work.
//! - [`webhooks`] tells other services what happens; [`outbound`] keeps what they and other parts send away from
//!   addresses that are nobody's business.
//! - [`tools`] puts connectors to work: inbox, polling, commands, linked accounts. [`tooling`] joins it with the next two.
//! - [`outbox`] is what goes out to tools; [`care`] is what a community gives back to them.
//! - [`sessions`] is who asks: people who signed in with a wallet, services with a key. [`wallets`] knows signatures.
//! - [`activity`] is what tools report, [`policy`] what it is worth, [`review`] how people confirm it.
//!
//! To add a route: write a handler file `http/<noun>.rs` (request, response, OpenAPI, function), merge its `router()`
//! in [`router`](mod@router), and run the tests once with `UPDATE_SNAPSHOTS=1`: `docs/openapi.json` follows from the handlers.

pub mod activity;
pub mod care;
pub mod clock;
pub mod connectors;
pub mod drafts;
pub mod error;
#[doc(hidden)]
pub mod fuzz;
pub mod graphql;
pub mod http;
pub mod limits;
pub mod live;
mod middleware;
pub mod openapi;
pub mod outbound;
pub mod outbox;
pub mod policy;
pub mod polls;
pub mod reads;
pub mod relay;
pub mod review;
pub mod router;
pub mod serve;
pub mod sessions;
pub mod state;
pub mod tables;
pub mod tokens;
pub mod tooling;
pub mod tools;
pub mod wallets;
mod web;
pub mod webhooks;

pub use care::{Care, CareSetup};
pub use clock::Clock;
pub use error::ApiError;
pub use limits::Limits;
pub use live::Live;
pub use reads::Reads;
pub use review::{Review, ReviewSetup};
pub use router::router;
pub use serve::{ConnectionLimits, serve};
pub use sessions::{Sessions, SessionsSetup};
pub use state::{AppState, Shared};
pub use tokens::TokenBook;
pub use tools::{Tools, ToolsSetup};
pub use webhooks::{Webhooks, WebhooksSetup};
