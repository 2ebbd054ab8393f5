//! What is unusual in an epoch: pairs who confirm each other, points that come from one person, hurry.

use axum::{Json as Body, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    error::{ApiError, Failures},
    http::{
        extract::Path,
        scope::{AsOf, Finality, InCommunity, Scope},
    },
    review::report::{Report, report},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show))
}

/// Which epoch.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct OneEpoch {
    /// The epoch.
    epoch: u32,
}

/// The report of an epoch.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ReportBody {
    /// The block that the answer reflects.
    pub(crate) as_of: AsOf,
    /// The epoch, by when the work was done.
    pub(crate) epoch: u32,
    /// Whether it may still change.
    pub(crate) finality: Finality,
    #[serde(flatten)]
    pub(crate) report: Report,
}

impl ReportBody {
    /// The report of an epoch that has begun.
    pub(crate) async fn load(state: &AppState, scope: &Scope, epoch: u32) -> Result<Self, ApiError> {
        if epoch > scope.epoch() {
            let next = format!("Epochs up to {} have begun.", scope.epoch());
            return Err(ApiError::not_found(format!("epoch {epoch} has not begun"), next));
        }
        let view = state.review.view(scope).await?;
        Ok(Self { as_of: scope.as_of(), epoch, finality: scope.finality(epoch), report: report(&view, epoch) })
    }
}

/// What is unusual in an epoch. It is published for everybody and punishes nobody; it names members and no accounts.
#[utoipa::path(get, path = "/communities/{community}/epochs/{epoch}/anomalies", tag = "epochs",
    operation_id = "show_anomalies", params(InCommunity, OneEpoch), responses((status = 200, body = ReportBody), Failures))]
async fn show(
    State(state): State<AppState>,
    scope: Scope,
    Path(OneEpoch { epoch }): Path<OneEpoch>,
) -> Result<Body<ReportBody>, ApiError> {
    Ok(Body(ReportBody::load(&state, &scope, epoch).await?))
}
