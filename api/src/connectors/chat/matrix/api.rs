//! The client API: requests, errors, and who we are.

use axum::http::Method;
use serde_json::{Value, json};
use url::Url;

use super::Matrix;
use crate::connectors::{Answer, Outgoing, Proved, Standing, Trouble, http, json, text};

impl Matrix {
    /// An address below `/_matrix/client/v3`.
    pub(super) fn v3(&self, segments: &[&str]) -> Url {
        http::below(&self.settings.homeserver, &[&["_matrix", "client", "v3"], segments].concat())
    }

    /// Sends a request with our token and reads the answer.
    pub(super) async fn call(&self, method: Method, url: Url, body: Option<&Value>) -> Result<Value, Trouble> {
        let request = match body {
            Some(body) => Outgoing::json(method, url, body),
            None => Outgoing::new(method, url),
        };
        let answer = self.http.send(request.bearer(&self.settings.as_token)).await?;
        if answer.status.is_success() { answer.good() } else { Err(trouble(&answer)) }
    }

    pub(super) async fn get(&self, url: Url) -> Result<Value, Trouble> {
        self.call(Method::GET, url, None).await
    }

    /// The same, but what is not there is nothing.
    pub(super) async fn find(&self, url: Url) -> Result<Option<Value>, Trouble> {
        match self.get(url).await {
            Ok(value) => Ok(Some(value)),
            Err(Trouble::Refused { why }) if why.starts_with("M_NOT_FOUND") => Ok(None),
            Err(other) => Err(other),
        }
    }

    pub(super) async fn enter(&self, room: &str) -> Result<(), Trouble> {
        self.call(Method::POST, self.v3(&["join", room]), Some(&json!({}))).await.map(|_| ())
    }

    /// Exchanges an OpenID token for the account it was made for. The homeserver vouches for its own accounts only.
    pub(super) async fn openid(&self, token: &str) -> Result<Proved, Trouble> {
        let url = http::below(&self.settings.homeserver, &["_matrix", "federation", "v1", "openid", "userinfo"]);
        let answer = self.http.send(Outgoing::get(http::with_query(url, &[("access_token", token)]))).await?;
        if matches!(answer.status.as_u16(), 400..=404) {
            return Err(Trouble::refused(
                "the homeserver does not know this token: it is forged, or older than an hour",
            ));
        }
        let value = answer.good()?;
        let account = json::id(&value, "/sub").filter(|id| id.starts_with('@'));
        let account = account.ok_or_else(|| Trouble::refused("the homeserver named no account for this token"))?;
        let server = |id: &str| id.split_once(':').map(|(_, server)| server.to_owned());
        if server(&account) != server(&self.settings.own_account) {
            return Err(Trouble::refused(format!("{account} is an account of another homeserver")));
        }
        let profile = self.find(self.v3(&["profile", &account, "displayname"])).await.ok().flatten();
        let name = profile.and_then(|profile| text::name(json::text(&profile, "/displayname")?));
        Ok(Proved { account, name, statement: None })
    }

    pub(super) async fn stand(&self) -> Result<Standing, Trouble> {
        let who = self.get(self.v3(&["account", "whoami"])).await?;
        let account = json::id(&who, "/user_id").unwrap_or_default();
        let mut missing = Vec::new();
        if account != self.settings.own_account {
            missing.push(format!("the token belongs to {account}, not to {}", self.settings.own_account));
        }
        for room in &self.settings.rooms {
            match self.power_levels(room).await {
                Ok(_) => {}
                Err(Trouble::Refused { why }) => {
                    missing.push(format!("{room} cannot be read ({why}): invite {account}"))
                }
                Err(other) => return Err(other),
            }
        }
        Ok(Standing { account, name: None, missing })
    }
}

/// What an error of the homeserver means: its `errcode` says more than the status.
fn trouble(answer: &Answer) -> Trouble {
    let value = answer.value().unwrap_or_default();
    let code = json::text(&value, "/errcode").unwrap_or_default();
    let said = json::text(&value, "/error").and_then(text::name).unwrap_or_default();
    let why = format!("{code} {said}");
    match code {
        "M_LIMIT_EXCEEDED" => {
            let wait = json::number(&value, "/retry_after_ms").and_then(|ms| u64::try_from(ms).ok());
            let after = answer.retry_after().or(wait.map(|ms| ms.div_ceil(1000)));
            Trouble::Later { after, why: "the homeserver wants fewer requests".to_owned() }
        }
        "M_UNKNOWN_TOKEN" | "M_MISSING_TOKEN" | "M_EXCLUSIVE" => Trouble::broken(format!(
            "{why}: the homeserver does not take our token; compare it with the registration file and restart it"
        )),
        "M_FORBIDDEN" | "M_NOT_FOUND" | "M_BAD_STATE" | "M_INVALID_PARAM" | "M_UNRECOGNIZED" => Trouble::refused(why),
        _ => answer.trouble(),
    }
}
