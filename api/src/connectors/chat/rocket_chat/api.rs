//! The REST API: two headers in, `success` out, and a limit of ten calls a minute unless the account may pass it.

use axum::http::{HeaderName, Method};
use serde_json::Value;

use super::RocketChat;
use crate::connectors::{Answer, Outgoing, Standing, Trouble, http, json, text};

/// What the account must be permitted.
const PERMISSIONS: [(&str, &str); 3] = [
    ("api-bypass-rate-limit", "polling waits a minute after each ten calls"),
    ("access-permissions", "roles cannot be given or taken"),
    ("create-d", "nobody can be written to directly"),
];

impl RocketChat {
    pub(super) async fn get(&self, method: &str, query: &[(&str, &str)]) -> Result<Value, Trouble> {
        let url = http::with_query(http::below(&self.settings.server, &["api", "v1", method]), query);
        self.call(Outgoing::get(url)).await
    }

    pub(super) async fn post(&self, method: &str, body: &Value) -> Result<Value, Trouble> {
        self.call(Outgoing::json(Method::POST, http::below(&self.settings.server, &["api", "v1", method]), body)).await
    }

    async fn call(&self, request: Outgoing) -> Result<Value, Trouble> {
        let request = request
            .with(HeaderName::from_static("x-user-id"), &self.settings.user_id)
            .with(HeaderName::from_static("x-auth-token"), self.settings.auth_token.expose());
        judge(&self.http.send(request).await?)
    }

    /// Rows of a list that is counted from the start, at most `most`, and whether there were more.
    pub(super) async fn rows(
        &self,
        method: &str,
        query: &[(&str, &str)],
        rows: &str,
        most: usize,
    ) -> Result<(Vec<Value>, bool), Trouble> {
        let mut found: Vec<Value> = Vec::new();
        loop {
            let offset = found.len().to_string();
            let page = self.get(method, &[query, &[("count", "100"), ("offset", offset.as_str())]].concat()).await?;
            let got = json::list(&page, rows);
            found.extend(got.iter().cloned());
            let total =
                page.get("total").and_then(Value::as_u64).and_then(|total| usize::try_from(total).ok()).unwrap_or(0);
            if got.is_empty() || found.len() >= total {
                return Ok((found, false));
            }
            if found.len() >= most {
                return Ok((found, true));
            }
        }
    }

    /// A message by its id; none if there is none.
    pub(super) async fn message(&self, id: &str) -> Result<Option<Value>, Trouble> {
        match self.get("chat.getMessage", &[("msgId", id)]).await {
            Ok(answer) => Ok(answer.get("message").filter(|message| message.is_object()).cloned()),
            // Without a reason: the server answers 400 and nothing else for a message that is not there.
            Err(Trouble::Refused { .. }) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// The account of `@name`; an id stays what it is.
    pub(super) async fn account_of(&self, mention: &str) -> Result<String, Trouble> {
        let Some(name) = mention.strip_prefix('@') else { return Ok(mention.to_owned()) };
        let found = self.get("users.info", &[("username", name)]).await?;
        json::id(&found, "/user/_id").ok_or_else(|| Trouble::refused(format!("the server has no account {mention}")))
    }

    /// The present name of an account.
    pub(super) async fn username(&self, account: &str) -> Result<String, Trouble> {
        let found = self.get("users.info", &[("userId", account)]).await?;
        json::id(&found, "/user/username")
            .ok_or_else(|| Trouble::refused(format!("the server has no account {account}")))
    }

    pub(super) async fn stand(&self) -> Result<Standing, Trouble> {
        let me = self.get("me", &[]).await?;
        let account = json::id(&me, "/_id").unwrap_or_default();
        let mut missing = Vec::new();
        if account != self.settings.user_id {
            missing.push(format!("the token belongs to {account}, not to {}", self.settings.user_id));
        }
        let roles: Vec<&str> = json::list(&me, "/roles").iter().filter_map(Value::as_str).collect();
        match self.get("permissions.listAll", &[]).await {
            Ok(listed) => {
                let has = |wanted: &str| {
                    let row = json::list(&listed, "/update").iter().find(|row| json::text(row, "/_id") == Some(wanted));
                    let granted = row.map(|row| json::list(row, "/roles")).unwrap_or_default();
                    granted.iter().filter_map(Value::as_str).any(|role| roles.contains(&role))
                };
                let lacking = PERMISSIONS.iter().filter(|(permission, _)| !has(permission));
                missing
                    .extend(lacking.map(|(permission, why)| format!("the permission {permission}: without it {why}")));
            }
            Err(Trouble::Later { after, why }) => return Err(Trouble::Later { after, why }),
            Err(_) => {
                missing.push("its permissions cannot be read: look whether it has those of the manual".to_owned())
            }
        }
        Ok(Standing { account, name: json::text(&me, "/username").and_then(text::name), missing })
    }
}

/// Reads `success`; errors come with an `errorType`, or with it in brackets at the end of the text.
fn judge(answer: &Answer) -> Result<Value, Trouble> {
    let value = answer.value().unwrap_or_default();
    let kind = json::text(&value, "/errorType").map(str::to_owned).or_else(|| {
        let (_, tail) = json::text(&value, "/error")?.rsplit_once('[')?;
        Some(tail.trim_end_matches(']').to_owned())
    });
    let said = json::text(&value, "/error").and_then(text::name).unwrap_or_default();
    match kind.as_deref() {
        _ if answer.status.is_success() && json::flag(&value, "/success") => Ok(value),
        Some("error-too-many-requests") => Err(Trouble::Later {
            after: answer.retry_after().or_else(|| wait(&said)),
            why: "the server wants fewer calls".to_owned(),
        }),
        Some("error-not-allowed" | "error-unauthorized" | "error-action-not-allowed") => {
            Err(Trouble::refused(format!("the server does not permit it ({said}): look at the roles of the account")))
        }
        Some(kind) if answer.status.as_u16() == 400 => Err(Trouble::refused(format!("{kind}: {said}"))),
        _ if answer.status.is_success() => Err(Trouble::refused(format!("the server answered without success {said}"))),
        _ => Err(answer.trouble()),
    }
}

/// "You must wait 42 seconds before trying this endpoint again."
fn wait(said: &str) -> Option<u64> {
    said.split_once("wait ")?.1.split_once(' ')?.0.parse().ok()
}

/// Whether trouble is this error of the server's.
pub(super) fn is(trouble: &Trouble, kind: &str) -> bool {
    matches!(trouble, Trouble::Refused { why } if why.starts_with(&format!("{kind}: ")))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use super::*;

    fn judged(status: u16, body: &str) -> Trouble {
        let answer =
            Answer { status: StatusCode::from_u16(status).unwrap(), headers: Default::default(), body: body.into() };
        judge(&answer).unwrap_err()
    }

    #[test]
    fn an_error_says_what_to_do() {
        let busy = r#"{"success":false,"error":"Error, too many requests. You must wait 42 seconds before trying this endpoint again. [error-too-many-requests]"}"#;
        assert!(matches!(judged(429, busy), Trouble::Later { after: Some(42), .. }));
        assert!(matches!(judged(400, busy), Trouble::Later { after: Some(42), .. }));
        let in_role = judged(
            400,
            r#"{"success":false,"error":"x [error-user-already-in-role]","errorType":"error-user-already-in-role"}"#,
        );
        assert!(is(&in_role, "error-user-already-in-role"));
        assert!(matches!(
            judged(401, r#"{"status":"error","message":"You must be logged in to do this."}"#),
            Trouble::Broken { .. }
        ));
        assert!(matches!(judged(400, r#"{"success":false}"#), Trouble::Refused { .. }));
        assert!(matches!(judged(200, "[]"), Trouble::Refused { .. }));
        assert!(matches!(judged(502, "<html>"), Trouble::Later { .. }));
    }
}
