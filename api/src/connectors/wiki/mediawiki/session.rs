//! A session: cookies, tokens, log in, and what to do when one of them is worn out.

use std::{collections::BTreeMap, fmt};

use axum::http::{HeaderMap, header};
use serde_json::Value;

use super::MediaWiki;
use crate::connectors::{Outgoing, Standing, Trouble, http, json, text};

/// Seconds of replication lag above which a wiki asks clients to wait.
const MAX_LAG: &str = "5";

/// What a wiki remembers us by.
#[derive(Default)]
pub(super) struct Session {
    cookies: BTreeMap<String, String>,
    tokens: BTreeMap<String, String>,
    /// Our own account's id, once logged in.
    account: Option<String>,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("account", &self.account).finish_non_exhaustive()
    }
}

impl Session {
    /// Keeps the cookies of an answer. There is one host and one path, so a name is enough.
    fn remember(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE) {
            let Some((name, rest)) = cookie.to_str().ok().and_then(|cookie| cookie.split_once('=')) else { continue };
            let value = rest.split(';').next().unwrap_or_default();
            let dead = value == "deleted" || rest.to_ascii_lowercase().contains("max-age=0");
            if dead {
                self.cookies.remove(name.trim());
            } else if self.cookies.len() < 50 {
                self.cookies.insert(name.trim().to_owned(), value.to_owned());
            }
        }
    }

    fn cookie(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }
}

/// What the wiki says is wrong.
struct Complaint {
    code: String,
    trouble: Trouble,
}

impl Complaint {
    /// Worn out, not wrong: worth one more try with new ones.
    fn session_is_gone(&self) -> bool {
        matches!(self.code.as_str(), "assertuserfailed" | "assertbotfailed" | "notloggedin")
    }
}

impl MediaWiki {
    /// Reads.
    pub(super) async fn query(&self, pairs: &[(&str, &str)]) -> Result<Value, Trouble> {
        let mut session = self.session.lock().await;
        self.authorized(&mut session, None, pairs).await
    }

    /// Writes, with the token of this kind.
    pub(super) async fn act(&self, token: &str, pairs: &[(&str, &str)]) -> Result<Value, Trouble> {
        let mut session = self.session.lock().await;
        self.authorized(&mut session, Some(token), pairs).await
    }

    /// Our own account's id, which is known after the first request.
    pub(super) async fn own_account(&self) -> Option<String> {
        self.session.lock().await.account.clone()
    }

    async fn authorized(
        &self,
        session: &mut Session,
        token: Option<&str>,
        pairs: &[(&str, &str)],
    ) -> Result<Value, Trouble> {
        let mut renewed = false;
        loop {
            if session.account.is_none() {
                self.log_in(session).await?;
            }
            let mut all = pairs.to_vec();
            all.extend([("assert", "user"), ("maxlag", MAX_LAG)]);
            let known;
            if let Some(kind) = token {
                known = self.token(session, kind).await?;
                all.push(("token", &known));
            }
            match self.exchange(session, token.is_some(), &all).await? {
                Ok(value) => return Ok(value),
                Err(complaint) if !renewed && complaint.session_is_gone() => *session = Session::default(),
                Err(complaint) if !renewed && complaint.code == "badtoken" => session.tokens.clear(),
                Err(complaint) => return Err(complaint.trouble),
            }
            renewed = true;
        }
    }

    async fn log_in(&self, session: &mut Session) -> Result<(), Trouble> {
        *session = Session::default();
        let token = self.token(session, "login").await?;
        session.tokens.clear();
        let pairs = [
            ("action", "login"),
            ("lgname", self.settings.login.as_str()),
            ("lgpassword", self.settings.password.expose()),
            ("lgtoken", token.as_str()),
        ];
        let answer = self.exchange(session, true, &pairs).await?.map_err(|complaint| complaint.trouble)?;
        match json::text(&answer, "/login/result") {
            Some("Success") => session.account = json::id(&answer, "/login/lguserid"),
            Some("Throttled") => {
                let wait = json::number(&answer, "/login/wait").and_then(|wait| u64::try_from(wait).ok());
                return Err(Trouble::Later {
                    after: wait.or(Some(300)),
                    why: "the wiki saw too many logins".to_owned(),
                });
            }
            result => {
                return Err(Trouble::broken(format!(
                    "the wiki does not let {} in ({}): make a bot password at Special:BotPasswords and set it here",
                    self.settings.login,
                    result.unwrap_or("no reason")
                )));
            }
        }
        session.account.as_ref().map(|_| ()).ok_or_else(|| Trouble::broken("the wiki let us in but named no account"))
    }

    async fn token(&self, session: &mut Session, kind: &str) -> Result<String, Trouble> {
        if let Some(known) = session.tokens.get(kind) {
            return Ok(known.clone());
        }
        let pairs = [("action", "query"), ("meta", "tokens"), ("type", kind)];
        let answer = self.exchange(session, false, &pairs).await?.map_err(|complaint| complaint.trouble)?;
        let token = json::text(&answer, &format!("/query/tokens/{kind}token")).map(str::to_owned);
        let token = token.ok_or_else(|| Trouble::broken(format!("the wiki gives no {kind} token")))?;
        session.tokens.insert(kind.to_owned(), token.clone());
        Ok(token)
    }

    /// One request. The outer error: no answer; the inner one: what the wiki complains about.
    async fn exchange(
        &self,
        session: &mut Session,
        post: bool,
        pairs: &[(&str, &str)],
    ) -> Result<Result<Value, Complaint>, Trouble> {
        let mut all = pairs.to_vec();
        all.extend([("format", "json"), ("formatversion", "2")]);
        let request = if post {
            Outgoing::form(self.settings.api.clone(), &all)
        } else {
            Outgoing::get(http::with_query(self.settings.api.clone(), &all))
        };
        let answer = self.http.send(request.with(header::COOKIE, &session.cookie())).await?;
        session.remember(&answer.headers);
        // A wiki that lags says so with status 200 or 503, and always in the body.
        let value = match answer.value() {
            Some(value) if value.is_object() => value,
            _ => {
                return Err(if answer.status.is_success() {
                    Trouble::broken("what answers is not the API of a wiki: set the address of its api.php")
                } else {
                    answer.trouble()
                });
            }
        };
        Ok(match json::text(&value, "/error/code") {
            None => Ok(value),
            Some(code) => Err(complaint(code, json::text(&value, "/error/info"), answer.retry_after())),
        })
    }

    pub(super) async fn stand(&self) -> Result<Standing, Trouble> {
        let pairs = [("action", "query"), ("meta", "userinfo"), ("uiprop", "rights|changeablegroups")];
        let answer = self.query(&pairs).await?;
        let has =
            |right: &str| json::list(&answer, "/query/userinfo/rights").iter().any(|one| one.as_str() == Some(right));
        let may = |list: &str, group: &str| json::list(&answer, list).iter().any(|one| one.as_str() == Some(group));
        let needed = [
            ("bot", "its edits would stand in the list of changes"),
            ("patrol", "it cannot see what was looked at"),
            ("edit", "it cannot publish"),
            ("createpage", "it cannot publish"),
            ("noratelimit", "the wiki slows it down"),
        ];
        let mut missing: Vec<String> = needed
            .iter()
            .filter(|(right, _)| !has(right))
            .map(|(right, why)| format!("the right {right}: {why}"))
            .collect();
        for group in self.settings.groups.values() {
            for list in ["add", "remove"] {
                if !may(&format!("/query/userinfo/changeablegroups/{list}"), group) {
                    missing.push(format!("it may not {list} the group {group} (see $wgAddGroups and $wgRemoveGroups)"));
                }
            }
        }
        Ok(Standing {
            account: json::id(&answer, "/query/userinfo/id").unwrap_or_default(),
            name: json::text(&answer, "/query/userinfo/name").and_then(text::name),
            missing,
        })
    }
}

fn complaint(code: &str, info: Option<&str>, after: Option<u64>) -> Complaint {
    let said = info.and_then(text::name).unwrap_or_default();
    let why = format!("the wiki answered {code}: {said}");
    let trouble = match code {
        "maxlag" | "ratelimited" | "readonly" | "unavailable" | "hookaborted" => Trouble::Later { after, why },
        _ if code.starts_with("internal_api_error") => Trouble::Later { after, why },
        "editconflict" | "articleexists" | "missingtitle" | "pagedeleted" => Trouble::Conflict { why },
        "readapidenied" | "writeapidenied" | "assertuserfailed" | "assertbotfailed" | "notloggedin" | "badtoken"
        | "mustbeloggedin" | "login-required" => {
            Trouble::broken(format!("{why}; look at the rights of the account and of its bot password"))
        }
        _ => Trouble::Refused { why },
    };
    Complaint { code: code.to_owned(), trouble }
}

/// Whether trouble is this complaint of the wiki's.
pub(super) fn is(trouble: &Trouble, code: &str) -> bool {
    match trouble {
        Trouble::Refused { why } | Trouble::Conflict { why } => why.starts_with(&format!("the wiki answered {code}: ")),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_kept_replaced_and_thrown_away() {
        let mut session = Session::default();
        let set = |cookie: &str| HeaderMap::from_iter([(header::SET_COOKIE, cookie.parse().unwrap())]);
        session.remember(&set("wiki_session=a; path=/; HttpOnly"));
        session.remember(&set("wikiUserID=3; expires=Fri, 01 Jan 2038 00:00:00 GMT"));
        session.remember(&set("wiki_session=b"));
        assert_eq!(session.cookie(), "wikiUserID=3; wiki_session=b");
        session.remember(&set("wikiUserID=deleted; Max-Age=0"));
        assert_eq!(session.cookie(), "wiki_session=b");
    }

    #[test]
    fn complaints_say_what_to_do() {
        assert!(matches!(complaint("maxlag", None, Some(5)).trouble, Trouble::Later { after: Some(5), .. }));
        assert!(matches!(complaint("internal_api_error_DBQueryError", None, None).trouble, Trouble::Later { .. }));
        assert!(matches!(complaint("editconflict", None, None).trouble, Trouble::Conflict { .. }));
        assert!(matches!(complaint("readapidenied", None, None).trouble, Trouble::Broken { .. }));
        let protected = complaint("protectedpage", Some("This page is protected"), None).trouble;
        assert!(is(&protected, "protectedpage") && !is(&protected, "protected"));
    }
}
