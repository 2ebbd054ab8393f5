//! People of a wiki, with a client of their own that shares nothing with the connector.

use std::{collections::BTreeMap, sync::Mutex};

use serde_json::Value;

/// Somebody who is logged in.
pub(crate) struct Person {
    api: String,
    http: reqwest::Client,
    cookies: Mutex<BTreeMap<String, String>>,
    pub(crate) id: String,
    token: String,
}

impl Person {
    pub(crate) async fn log_in(api: &str, name: &str, password: &str) -> Self {
        let http = palabre_tests::doubles::client();
        let mut person =
            Self { api: api.to_owned(), http, cookies: Mutex::default(), id: String::new(), token: String::new() };
        let token = person.token("login").await;
        let answer =
            person.post(&[("action", "login"), ("lgname", name), ("lgpassword", password), ("lgtoken", &token)]).await;
        assert_eq!(answer["login"]["result"], "Success", "{name}: {answer}");
        person.id = answer["login"]["lguserid"].to_string();
        person.token = person.token("csrf").await;
        person
    }

    pub(crate) async fn token(&self, kind: &str) -> String {
        let answer = self.post(&[("action", "query"), ("meta", "tokens"), ("type", kind)]).await;
        answer["query"]["tokens"][format!("{kind}token")].as_str().unwrap().to_owned()
    }

    pub(crate) async fn post(&self, pairs: &[(&str, &str)]) -> Value {
        let jar = self
            .cookies
            .lock()
            .unwrap()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ");
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(pairs).extend_pairs([("format", "json"), ("formatversion", "2")]);
        let request =
            self.http.post(&self.api).header("cookie", jar).header("content-type", "application/x-www-form-urlencoded");
        let answer = request.body(form.finish()).send().await.unwrap();
        for cookie in answer.headers().get_all("set-cookie") {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap().to_owned();
            self.cookies.lock().unwrap().insert(name.to_owned(), value);
        }
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }

    /// Does something with a token; answers what the wiki says about it.
    pub(crate) async fn act(&self, action: &str, pairs: &[(&str, &str)]) -> Value {
        let answer = self.post(&[&[("action", action), ("token", self.token.as_str())], pairs].concat()).await;
        assert!(answer.get("error").is_none(), "{action} {pairs:?}: {answer}");
        answer[action].clone()
    }

    /// Edits a page; answers page and revision.
    pub(crate) async fn edit(&self, title: &str, text: &str) -> (u64, u64) {
        let done = self.act("edit", &[("title", title), ("text", text), ("summary", "essai")]).await;
        (done["pageid"].as_u64().unwrap(), done["newrevid"].as_u64().unwrap())
    }

    /// Undoes a revision; answers the undoing one.
    pub(crate) async fn undo(&self, title: &str, revision: u64) -> u64 {
        let done = self.act("edit", &[("title", title), ("undo", &revision.to_string())]).await;
        done["newrevid"].as_u64().unwrap()
    }

    /// Marks a revision as looked at.
    pub(crate) async fn patrol(&self, revision: u64) {
        let token = self.token("patrol").await;
        let done = self.post(&[("action", "patrol"), ("revid", &revision.to_string()), ("token", &token)]).await;
        assert!(done.get("patrol").is_some(), "{done}");
    }
}
