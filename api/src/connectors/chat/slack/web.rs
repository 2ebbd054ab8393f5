//! The Web API: forms in, JSON out, and errors that come with status 200.

use serde_json::Value;

use super::Slack;
use crate::connectors::{Outgoing, Standing, Trouble, http, json, text};

/// What the app must be allowed; `docs/slack-manifest.yaml` asks for the same.
pub(super) const SCOPES: &[&str] = &[
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "groups:history",
    "groups:read",
    "groups:write",
    "im:write",
    "reactions:read",
    "usergroups:read",
    "usergroups:write",
    "users:read",
];

impl Slack {
    /// Calls a method.
    pub(super) async fn call(&self, method: &str, pairs: &[(&str, &str)]) -> Result<Value, Trouble> {
        self.call_with_head(method, pairs).await.map(|(value, _)| value)
    }

    async fn call_with_head(&self, method: &str, pairs: &[(&str, &str)]) -> Result<(Value, Vec<String>), Trouble> {
        let url = http::below(&self.settings.api, &[method]);
        let answer = self.http.send(Outgoing::form(url, pairs).bearer(&self.settings.bot_token)).await?;
        let scopes = answer.headers.get("x-oauth-scopes").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let scopes = scopes.split(',').map(|scope| scope.trim().to_owned()).filter(|scope| !scope.is_empty()).collect();
        judge(method, answer.good()?, answer.retry_after()).map(|value| (value, scopes))
    }

    pub(super) async fn stand(&self) -> Result<Standing, Trouble> {
        let (value, scopes) = self.call_with_head("auth.test", &[]).await?;
        let mut missing: Vec<String> = Vec::new();
        if json::text(&value, "/team_id") != Some(&self.settings.team) {
            missing.push(format!("the token belongs to another workspace than {}", self.settings.team));
        }
        let account = json::id(&value, "/user_id").unwrap_or_default();
        if account != self.settings.bot_user {
            missing.push(format!("the app's own user is {account}, not {}", self.settings.bot_user));
        }
        if !scopes.is_empty() {
            let lacking = SCOPES.iter().filter(|scope| !scopes.iter().any(|has| has == *scope));
            missing.extend(
                lacking.map(|scope| format!("the app lacks the scope {scope}: update it and install it again")),
            );
        }
        Ok(Standing { account, name: json::text(&value, "/user").and_then(text::name), missing })
    }
}

/// Reads `ok` and, if false, what the error means for the caller.
fn judge(method: &str, value: Value, after: Option<u64>) -> Result<Value, Trouble> {
    if json::flag(&value, "/ok") {
        return Ok(value);
    }
    let error = json::text(&value, "/error").and_then(text::name).unwrap_or_else(|| "no reason".to_owned());
    Err(match error.as_str() {
        "ratelimited" | "rate_limited" => Trouble::Later { after, why: format!("Slack wants fewer calls of {method}") },
        "internal_error" | "fatal_error" | "request_timeout" | "service_unavailable" | "team_added_to_org" => {
            Trouble::Later { after, why: format!("Slack answered {error} to {method}") }
        }
        "invalid_auth" | "not_authed" | "account_inactive" | "token_revoked" | "token_expired" | "no_permission"
        | "missing_scope" | "org_login_required" | "ekm_access_denied" | "access_denied" => Trouble::broken(format!(
            "Slack answered {error} to {method}: install the app again with all scopes of the manifest and set its token"
        )),
        _ => Trouble::refused(format!("Slack answered {error} to {method}")),
    })
}

/// Whether trouble is this error of Slack's.
pub(super) fn is(trouble: &Trouble, error: &str) -> bool {
    matches!(trouble, Trouble::Refused { why } if why.starts_with(&format!("Slack answered {error} ")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_error_says_what_to_do() {
        let judged =
            |error: &str| judge("chat.postMessage", json!({ "ok": false, "error": error }), Some(3)).unwrap_err();
        assert!(matches!(judged("ratelimited"), Trouble::Later { after: Some(3), .. }));
        assert!(matches!(judged("token_revoked"), Trouble::Broken { .. }));
        assert!(matches!(judged("channel_not_found"), Trouble::Refused { .. }));
        assert!(is(&judged("already_in_channel"), "already_in_channel"));
        assert!(!is(&judged("already_in_channel"), "already_in"));
        assert!(judge("x", json!({ "ok": "true" }), None).is_err());
    }
}
