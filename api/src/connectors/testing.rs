//! What tests of connectors share: a tool that answers from a script, and bodies that nobody should send.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use axum::http::{HeaderMap, HeaderName, StatusCode};
use futures::future::BoxFuture;
use proptest::prelude::*;
use serde_json::{Map, Value};

use super::{Answer, Connector, Http, Outgoing, Trouble};

/// Answers one after the other, and keeps what was asked.
#[derive(Debug, Default)]
pub(crate) struct Script {
    answers: Mutex<VecDeque<Answer>>,
    asked: Mutex<Vec<Outgoing>>,
}

impl Script {
    pub(crate) fn new(answers: impl IntoIterator<Item = (u16, Value)>) -> Self {
        let answer = |(status, body): (u16, Value)| Answer {
            status: StatusCode::from_u16(status).unwrap(),
            headers: HeaderMap::new(),
            body: body.to_string().into_bytes(),
        };
        Self { answers: Mutex::new(answers.into_iter().map(answer).collect()), ..Self::default() }
    }

    /// Adds a header to the last answer.
    pub(crate) fn with(self, name: &'static str, value: &str) -> Self {
        if let Some(last) = self.answers.lock().unwrap().back_mut() {
            last.headers.append(HeaderName::from_static(name), value.parse().unwrap());
        }
        self
    }

    /// Method, path with query, and body of each request.
    pub(crate) fn asked(&self) -> Vec<(String, String, String)> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let line = |request: &Outgoing| {
            let query = request.url.query().map(|query| format!("?{query}")).unwrap_or_default();
            let body = String::from_utf8_lossy(&request.body).into_owned();
            (request.method.to_string(), format!("{}{query}", request.url.path()), body)
        };
        asked.iter().map(line).collect()
    }
}

impl Http for Script {
    fn send(&self, request: Outgoing) -> BoxFuture<'_, Result<Answer, Trouble>> {
        let next = self.answers.lock().unwrap().pop_front();
        let what = format!("{request:?}");
        self.asked.lock().unwrap().push(request);
        Box::pin(async move { next.ok_or_else(|| Trouble::later(format!("nothing was expected any more: {what}"))) })
    }
}

/// JSON of every sort; keys and words are often the ones that `vocabulary` names, so that readers get far into it.
pub(crate) fn any_json(vocabulary: &'static [&'static str]) -> impl Strategy<Value = Value> {
    let word = prop_oneof![
        3 => prop::sample::select(vocabulary).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 80, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((word.clone(), inner), 0..10)
                .prop_map(|pairs| Value::from(pairs.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Reads a body in every way. What comes of it must be fit to be kept.
pub(crate) fn read_all(connector: &dyn Connector, body: &[u8]) {
    let now = 1_700_000_000;
    connector.acknowledge(body);
    for command in connector.commands(body, now) {
        assert!(super::json::is_id(&command.account) && super::json::is_id(&command.channel), "{command:?}");
    }
    let Ok(parsed) = connector.parse(body, now) else { return };
    for activity in parsed.activities {
        assert_eq!(activity.source, connector.source());
        let ids =
            [Some(&activity.external_id), Some(&activity.object), activity.actor.as_ref(), activity.parent.as_ref()];
        for id in ids.into_iter().flatten() {
            assert!(!id.is_empty() && id.len() < 3000 && !id.contains(char::is_control), "{activity:?}");
        }
        assert!(activity.actor_name.is_none_or(|name| name.chars().count() <= 80 && !name.contains(char::is_control)));
    }
    assert!(parsed.ignored.iter().all(|ignored| !ignored.why.is_empty()));
}

/// Bodies cut short, filled with other bytes, or nested deeper than anybody needs.
pub(crate) fn crooked(body: &Value) -> Vec<Vec<u8>> {
    let text = body.to_string().into_bytes();
    let mut all: Vec<Vec<u8>> = (0..text.len()).map(|end| text[..end].to_vec()).collect();
    all.push([b"[".repeat(100_000), b"]".repeat(100_000)].concat());
    all.push(b"{\"event\":".repeat(5000));
    all.push(vec![0xff; 64]);
    all.push(vec![0; 64]);
    all.push(Vec::new());
    all
}
