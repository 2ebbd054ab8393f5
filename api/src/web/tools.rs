//! `/c/{community}/tools`: keys and webhooks of a community, and what it gives back to its tools, for its organizers.

use askama::Template;
use axum::response::{IntoResponse, Response};

use super::{
    frame::{Frame, Visit},
    given::Given,
    page,
    sign_in::{if_signed_in, sign_in_first},
    texts::Texts,
    tool_status::ToolStatus,
};
use crate::{
    error::ApiError,
    http::{communities::Community, scope::Scope},
    sessions::{caller::Organizer, keys::ApiKey},
    webhooks::{Delivery, DeliveryState, Finality, Webhook},
};

/// Messages that are shown of a webhook.
const SHOWN: u32 = 10;

#[derive(Template)]
#[template(path = "tools.html")]
struct Tools {
    t: Texts,
    frame: Frame,
    /// Where requests go.
    api: String,
    keys: Vec<ApiKey>,
    webhooks: Vec<Told>,
    connected: ToolStatus,
    given: Given,
}

/// A webhook with what it was told last.
struct Told {
    webhook: Webhook,
    deliveries: Vec<Delivery>,
}

impl Told {
    fn types(&self) -> String {
        self.webhook.subscription.words().join(", ")
    }

    fn waits(&self) -> bool {
        self.webhook.finality == Finality::Finalized
    }
}

impl Tools {
    fn scopes(&self, key: &ApiKey) -> String {
        let words = key.scopes.iter().map(|scope| self.t.word("scope", scope.name()));
        words.collect::<Vec<_>>().join(", ")
    }

    fn state(&self, delivery: &Delivery) -> String {
        self.t.word("delivery", delivery.state.as_str())
    }

    fn may_resend(&self, delivery: &Delivery) -> bool {
        delivery.state != DeliveryState::Retracted
    }
}

pub(super) async fn show(
    visit: Visit,
    scope: Scope,
    organizer: Result<Organizer, ApiError>,
) -> Result<Response, ApiError> {
    let Some(organizer) = if_signed_in(organizer)? else {
        return Ok(sign_in_first(&format!("/c/{}/tools", scope.slug())));
    };
    let (state, slug) = (&visit.state, &organizer.community.slug);
    let mut webhooks = Vec::new();
    for webhook in state.webhooks.list(slug).await? {
        let deliveries = state.webhooks.deliveries(&webhook, None, None, SHOWN).await?;
        webhooks.push(Told { webhook, deliveries });
    }
    let community = Community::load(&scope).await?;
    let tools = Tools {
        t: visit.t,
        frame: visit.frame(visit.t.get("tools.title").to_owned(), &community),
        api: format!("/api/v1/communities/{slug}"),
        keys: state.sessions.keys_of(slug.as_str()).await?,
        webhooks,
        connected: ToolStatus::load(visit.t, state, slug).await?,
        given: Given::load(&state.care, slug).await?,
    };
    Ok(page(&tools)?.into_response())
}
