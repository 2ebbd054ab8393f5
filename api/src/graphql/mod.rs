//! The same reads as GraphQL, with the names that dashboards know from The Graph: `first`, `skip`, `where`, `orderBy`,
//! `orderDirection`, `block` and `_meta`. One endpoint a community, as there is one subgraph a deployment.
//!
//! Rows are those of the REST API: [`entities`] lists which of their fields have which GraphQL type, [`lists`] reads
//! them, [`guard`] refuses queries that cost too much before anything is read. To add an entity, add it there.

mod entities;
mod guard;
mod links;
mod lists;
mod row;
mod schema;

use std::sync::{Arc, LazyLock};

use async_graphql::{Request, Response as Answer, Variables, dynamic::Schema, parser::types::ExecutableDocument};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use tokio::sync::Semaphore;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    error::{ApiError, Failures},
    http::{
        extract::Json,
        scope::{InCommunity, Scope},
    },
    state::AppState,
};

/// Deepest nesting of a query.
const DEPTH: usize = 8;
/// Views of the mirror that queries hold at one time: each is a connection of its own.
const VIEWS: usize = 16;

/// How many more queries may look at the mirror now; others wait for their turn.
#[derive(Clone, Debug)]
pub(crate) struct Views(Arc<Semaphore>);

impl Default for Views {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(VIEWS)))
    }
}

static SCHEMAS: LazyLock<Result<Schemas, String>> =
    LazyLock::new(|| Schemas::build().map_err(|error| error.to_string()));

/// Two views of one schema: introspection is deep by nature and reads nothing, everything else is neither.
struct Schemas {
    data: Schema,
    introspection: Schema,
    text: String,
}

impl Schemas {
    fn build() -> Result<Self, async_graphql::dynamic::SchemaError> {
        let limited = || schema::build().disable_suggestions().limit_directives(4);
        let data = limited().disable_introspection().limit_depth(DEPTH).finish()?;
        let introspection = limited().introspection_only().finish()?;
        let text = introspection.sdl();
        Ok(Self { data, introspection, text })
    }

    fn get() -> Result<&'static Self, ApiError> {
        SCHEMAS.as_ref().map_err(|error| ApiError::internal(error.clone()))
    }
}

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(query)).routes(routes!(describe))
}

/// A GraphQL query.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GraphqlQuery {
    /// The query.
    #[schema(example = "{ members(first: 5, where: { status: active }) { id wallet } _meta { block { number } } }")]
    query: String,
    /// Which operation to run, if there are several.
    operation_name: Option<String>,
    /// Values of its variables.
    #[schema(value_type = Option<Object>)]
    variables: Option<Map<String, Value>>,
}

impl GraphqlQuery {
    /// A query alone.
    pub(crate) fn of(query: &str) -> Self {
        Self { query: query.to_owned(), operation_name: None, variables: None }
    }

    fn request(self) -> Request {
        let variables = Variables::from_json(Value::Object(self.variables.unwrap_or_default()));
        let request = Request::new(self.query).variables(variables);
        match self.operation_name {
            Some(name) => request.operation_name(name),
            None => request,
        }
    }
}

/// Whether a query may run, as far as its text tells.
pub(crate) fn admits(asked: GraphqlQuery) -> bool {
    let mut request = asked.request();
    parse(&mut request).and_then(|document| guard::check(&document, &request.variables)).is_ok()
}

/// A GraphQL answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct GraphqlAnswer {
    /// What was asked for.
    #[schema(value_type = Option<Object>)]
    data: Option<Value>,
    /// What failed, each with a message and, in `extensions`, a code.
    #[schema(value_type = Option<Vec<Object>>)]
    errors: Option<Value>,
}

/// Reads by GraphQL. Everything in one answer reflects one block; `block` may name it and nothing older. Queries are at
/// most 8 deep and may read about 20,000 fields; `first` is at most 1000. Introspection is answered alone.
#[utoipa::path(post, path = "/communities/{community}/graphql", tag = "graphql", operation_id = "query_graphql",
    params(InCommunity), request_body = GraphqlQuery, responses((status = 200, body = GraphqlAnswer), Failures))]
async fn query(
    State(state): State<AppState>,
    scope: Scope,
    Json(asked): Json<GraphqlQuery>,
) -> Result<Response, ApiError> {
    let schemas = Schemas::get()?;
    let mut request = asked.request();
    let checked = parse(&mut request).and_then(|document| guard::check(&document, &request.variables));
    let answer = match checked {
        Err(refusal) => *refusal,
        Ok(guard::Kind::Introspection) => schemas.introspection.execute(request).await,
        Ok(guard::Kind::Data) => {
            let _turn = state.reads.views.0.acquire().await.map_err(ApiError::internal)?;
            schemas.data.execute(request.data(scope.still().await?)).await
        }
    };
    let text = serde_json::to_string(&answer).map_err(ApiError::internal)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}

/// The schema, for generators of clients.
#[utoipa::path(get, path = "/communities/{community}/graphql/schema.graphql", tag = "graphql",
    operation_id = "show_graphql_schema", params(InCommunity),
    responses((status = 200, body = String, content_type = "text/plain"), Failures))]
async fn describe(_: Scope) -> Result<Response, ApiError> {
    let text = Schemas::get()?.text.clone();
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

fn parse(request: &mut Request) -> Result<ExecutableDocument, Box<Answer>> {
    if request.query.len() > guard::TEXT {
        return Err(guard::refused("query_too_long", format!("the query is longer than {} bytes", guard::TEXT)));
    }
    let parsed = request.parsed_query().cloned();
    parsed.map_err(|error| Box::new(Answer::from_errors(vec![error])))
}

/// A failure as GraphQL tells it. What is our fault is logged and not told.
fn failure(error: ApiError) -> async_graphql::Error {
    let problem = error.problem();
    if let ApiError::Internal(source) = &error {
        tracing::error!(error = source.as_ref() as &dyn std::error::Error, "a GraphQL query failed");
    }
    let mut told = async_graphql::Error::new(problem.detail);
    let details = json!({ "code": problem.code, "next_step": problem.next_step });
    let extensions = told.extensions.get_or_insert_default();
    for (name, value) in details.as_object().into_iter().flatten() {
        extensions.set(name, value.as_str().unwrap_or_default());
    }
    told
}
