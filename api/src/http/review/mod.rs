//! The review over HTTP: what waits, what people say about it, batches, reasons, the report of an epoch.
//!
//! What waits names accounts of tools, so it is for members who signed in; keys say nothing. The report and what is on
//! chain are for everybody, without accounts.

mod batches;
mod inbox;
mod reasons;
mod report;
mod words;

use axum::{extract::FromRequestParts, http::request::Parts};
use palabre_contracts::MemberId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;

pub(crate) use self::{
    batches::{BatchBody, PlanBody, loaded},
    inbox::{ContributionBody, Filters, InboxBody, Told},
    reasons::{ReasonBody, reasons_of},
    report::ReportBody,
};
use super::scope::Scope;
use crate::{
    error::ApiError,
    policy::{Account, Confirmation, Decision, Language, Person},
    review::View,
    sessions::{
        Session,
        caller::{SignedIn, Standing},
    },
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    inbox::router().merge(words::router()).merge(batches::router()).merge(reasons::router()).merge(report::router())
}

/// Which contribution.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct OneSubject {
    /// Its name: 0x and 64 digits, as the inbox has it.
    pub(crate) subject: String,
}

/// A member of the community who signed in.
#[derive(Clone, Debug)]
pub(crate) struct Insider {
    pub(crate) session: Session,
    pub(crate) standing: Standing,
    pub(crate) scope: Scope,
}

impl Insider {
    pub(crate) fn member(&self) -> MemberId {
        self.standing.member_id
    }
}

impl FromRequestParts<AppState> for Insider {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let SignedIn(session) = SignedIn::from_request_parts(parts, state).await?;
        let scope = Scope::from_request_parts(parts, state).await?;
        match session.standing(state, scope.community()).await? {
            Some(standing) => Ok(Self { session, standing, scope }),
            None => Err(ApiError::forbidden(
                "members_only",
                format!("the review of {} is for its members", scope.slug()),
                "Join first: POST .../relay/join/prepare.",
            )),
        }
    }
}

/// Sentences in both languages.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Sentences {
    /// French.
    pub(crate) fr: Vec<String>,
    /// English.
    pub(crate) en: Vec<String>,
}

impl From<&Decision> for Sentences {
    fn from(decision: &Decision) -> Self {
        Self { fr: decision.sentences(Language::French), en: decision.sentences(Language::English) }
    }
}

/// Somebody, as members see them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct PersonBody {
    /// Number of the member.
    pub(crate) member: Option<u64>,
    /// The tool, where it is an account or somebody whom the tool does not name.
    pub(crate) source: Option<String>,
    /// Id of the account in the tool.
    pub(crate) account: Option<String>,
    /// How the tool calls the account. Written by anybody: escape it.
    pub(crate) name: Option<String>,
}

impl PersonBody {
    /// Somebody as members see them.
    pub(crate) fn of(view: &View, person: &Person) -> Self {
        match person {
            Person::Member(member) => Self { member: Some(member.get()), ..Self::default() },
            Person::Account(account) => Self::account(view, account),
            Person::Unnamed(source) => Self { source: Some(source.clone()), ..Self::default() },
        }
    }

    /// An account, with the member who linked it.
    pub(crate) fn account(view: &View, account: &Account) -> Self {
        Self {
            member: view.world.link_of(account, view.now).map(|link| link.member.get()),
            source: Some(account.source.clone()),
            account: Some(account.account.clone()),
            name: view.names.get(account).cloned(),
        }
    }

    /// Somebody as everybody may see them: no account.
    pub(crate) fn masked(self) -> Self {
        Self { account: None, name: None, ..self }
    }
}

/// A confirmation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ConfirmationBody {
    /// Who.
    pub(crate) person: PersonBody,
    /// In which capacity.
    #[schema(example = "documentalist")]
    pub(crate) by: &'static str,
    /// When.
    pub(crate) at: super::wire::Time,
}

impl ConfirmationBody {
    fn of(view: &View, one: &Confirmation) -> Self {
        Self { person: PersonBody::of(view, &one.person), by: one.by.name(), at: one.at.into() }
    }
}
