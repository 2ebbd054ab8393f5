//! An endpoint of the chain behind bad weather.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use alloy::providers::Provider;
use palabre_devchain::DevChain;
use serde_json::{Value, json, value::RawValue};
use tokio::{net::TcpListener, task::JoinHandle};

use super::{
    dice::Dice,
    lies,
    line::{self, Reply},
    weather::{Weather, Wrong},
};

/// An endpoint; it ends with the value.
#[derive(Debug)]
pub(super) struct Endpoint {
    /// Where it is.
    pub(super) url: String,
    shared: Arc<Mutex<Shared>>,
    server: JoinHandle<()>,
}

#[derive(Debug)]
struct Shared {
    chain: DevChain,
    weather: Weather,
    dice: Dice,
    requests: u64,
    wrongs: u64,
}

/// What one request meets.
#[derive(Debug)]
pub(super) struct Mood {
    pub(super) weather: Weather,
    pub(super) dice: Dice,
    /// Height of the node that answers.
    pub(super) head: u64,
    /// Whether something went wrong.
    pub(super) wrong: bool,
}

impl Mood {
    /// Whether this wrong happens now.
    pub(super) fn happens(&mut self, fits: impl Fn(Wrong) -> bool) -> Option<Wrong> {
        for (wrong, per_mille) in self.weather.wrongs.clone() {
            if fits(wrong) && self.dice.chance(per_mille) {
                self.wrong = true;
                return Some(wrong);
            }
        }
        None
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Endpoint {
    /// An endpoint of a chain, in fair weather.
    pub(super) async fn new(chain: DevChain, dice: Dice) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let weather = Weather::default();
        let shared = Arc::new(Mutex::new(Shared { chain, weather, dice, requests: 0, wrongs: 0 }));
        let state = Arc::clone(&shared);
        let answer = Arc::new(move |question: Value| reply(Arc::clone(&state), question));
        let server = tokio::spawn(line::serve(listener, answer));
        Ok(Self { url, shared, server })
    }

    fn shared(&self) -> MutexGuard<'_, Shared> {
        lock(&self.shared)
    }

    /// Changes the weather.
    pub(super) fn set(&self, weather: Weather) {
        self.shared().weather = weather;
    }

    /// Serves another chain from now on.
    pub(super) fn serve(&self, chain: DevChain) {
        self.shared().chain = chain;
    }

    /// Requests so far, and how many of them met something wrong.
    pub(super) fn counts(&self) -> (u64, u64) {
        let shared = self.shared();
        (shared.requests, shared.wrongs)
    }
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    // A panic elsewhere leaves nothing half written here.
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn reply(shared: Arc<Mutex<Shared>>, question: Value) -> Reply {
    let (chain, mut mood) = {
        let mut shared = lock(&shared);
        shared.requests += 1;
        let mut dice = shared.dice.fork();
        let weather = shared.weather.clone();
        let head = shared.chain.head().number;
        let behind = dice.chance(weather.behind);
        let head = if behind { head.saturating_sub(weather.lag) } else { head };
        let head = weather.frozen.map_or(head, |frozen| head.min(frozen));
        (shared.chain.clone(), Mood { weather, dice, head, wrong: behind })
    };
    let said = speak(&chain, &mut mood, question).await;
    if mood.wrong {
        lock(&shared).wrongs += 1;
    }
    said
}

/// What is said instead of an answer.
fn instead(mood: &mut Mood, is_batch: bool) -> Option<Wrong> {
    mood.happens(|wrong| match wrong {
        Wrong::Busy { .. } | Wrong::Unavailable | Wrong::Silence | Wrong::Reset | Wrong::HalfAnswer => true,
        Wrong::NoBatch => is_batch,
        _ => false,
    })
}

async fn speak(chain: &DevChain, mood: &mut Mood, question: Value) -> Reply {
    let instead = instead(mood, question.is_array());
    match instead {
        Some(Wrong::Busy { hint: true }) => return Reply::Status(429, "retry-after: 1", "too many requests"),
        Some(Wrong::Busy { hint: false }) => return Reply::Status(429, "x: x", ""),
        Some(Wrong::Unavailable) => return Reply::Status(503, "content-type: text/html", "<html>Be right back</html>"),
        Some(Wrong::Silence) => return Reply::Silence,
        Some(Wrong::Reset) => return Reply::Reset,
        Some(Wrong::NoBatch) => return Reply::Json(error(&Value::Null, -32600, "no batches here")),
        _ => {}
    }
    let answer = match question {
        Value::Array(questions) => {
            if mood.weather.most_requests.is_some_and(|most| questions.len() > most) {
                mood.wrong = true;
                return Reply::Json(error(&Value::Null, -32600, "the batch is too large"));
            }
            let mut answers = Vec::new();
            for question in questions {
                answers.push(answer(chain, mood, &question).await);
            }
            // The specification lets answers come in any order.
            mood.dice.shuffle(&mut answers);
            Value::Array(answers)
        }
        question => answer(chain, mood, &question).await,
    };
    match instead {
        Some(Wrong::HalfAnswer) => Reply::Half(answer),
        _ => Reply::Json(answer),
    }
}

pub(super) fn error(id: &Value, code: i64, message: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } })
}

async fn answer(chain: &DevChain, mood: &mut Mood, question: &Value) -> Value {
    let (id, method) = (&question["id"], question["method"].as_str().unwrap_or_default());
    match mood.happens(|wrong| matches!(wrong, Wrong::Refused(..) | Wrong::Null | Wrong::OtherId)) {
        Some(Wrong::Refused(code, message)) => return error(id, code, message),
        Some(Wrong::Null) => return json!({ "jsonrpc": "2.0", "id": id, "result": null }),
        Some(Wrong::OtherId) => return json!({ "jsonrpc": "2.0", "id": 999_999_999, "result": "0x1" }),
        _ => {}
    }
    if let Some((code, message)) = lies::refusal(mood, method, &question["params"]) {
        return error(id, code, &message);
    }
    let params = lies::seen(mood, method, &question["params"]);
    match ask(chain, method, &params).await {
        Err((code, message)) => error(id, code, &message),
        Ok(result) => match lies::told(chain, mood, (method, &params), result).await {
            Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
            Err(message) => error(id, -32005, &message),
        },
    }
}

/// What the chain answers.
pub(super) async fn ask(chain: &DevChain, method: &str, params: &Value) -> Result<Value, (i64, String)> {
    let failed = |problem: String| (-32603, problem);
    let params = RawValue::from_string(params.to_string()).map_err(|problem| failed(problem.to_string()))?;
    match chain.provider().raw_request_dyn(method.to_owned().into(), &params).await {
        Ok(result) => serde_json::from_str(result.get()).map_err(|problem| failed(problem.to_string())),
        Err(problem) => match problem.as_error_resp() {
            Some(refusal) => Err((refusal.code, refusal.message.to_string())),
            None => Err(failed(problem.to_string())),
        },
    }
}
