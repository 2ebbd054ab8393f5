//! Connected tools: where they deliver, and how they do.

mod deliver;
mod links;
mod member;
mod status;

use utoipa_axum::router::OpenApiRouter;

pub(crate) use self::deliver::deliveries;
use crate::state::AppState;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    status::router().merge(links::router())
}
