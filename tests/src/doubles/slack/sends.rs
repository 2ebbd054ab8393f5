//! What the workspace sends to the app: events and commands, signed, and repeated until they are taken.

use std::time::Duration;

use axum::http::header;
use hmac::{Hmac, Mac};
use serde_json::Value;
use sha2::Sha256;

use super::{Delivered, SIGNING_SECRET, TEAM, Workspace};

/// Before the first attempt and each of three retries.
const WAITS: [u64; 4] = [0, 0, 60, 300];

impl Workspace {
    /// Delivers as Slack does: a yes within three seconds, or three more attempts.
    pub async fn deliver(&self, url: &str, envelope: &Value) -> Delivered {
        let mut done = Delivered { taken: false, waited: Vec::new(), reasons: Vec::new() };
        let mut reason = None;
        for (attempt, wait) in WAITS.into_iter().enumerate() {
            self.pass(wait);
            done.waited.push(wait);
            let mut request = self.signed(url, "application/json", envelope.to_string());
            if let Some(reason) = reason {
                request = request.header("x-slack-retry-num", attempt).header("x-slack-retry-reason", reason);
                done.reasons.push(reason);
            }
            reason = match request.timeout(Duration::from_secs(3)).send().await {
                Ok(answer) if answer.status().is_success() => {
                    done.taken = true;
                    return done;
                }
                Ok(answer) if answer.headers().get("x-slack-no-retry").is_some_and(|value| value == "1") => {
                    return done;
                }
                Ok(_) => Some("http_error"),
                Err(error) if error.is_timeout() => Some("http_timeout"),
                Err(_) => Some("connection_failed"),
            };
        }
        done
    }

    /// Somebody types `/palabre`; answers status and body of what the app says at once.
    pub async fn slash(&self, url: &str, channel: &str, user: &str, text: &str) -> reqwest::Result<(u16, String)> {
        let (trigger, hooks) = {
            let mut inside = self.inside();
            let trigger = inside.stamp();
            inside.asked_by.insert(trigger.clone(), user.to_owned());
            (trigger, inside.url.clone())
        };
        let reply = format!("{hooks}/hooks/{trigger}");
        let pairs = [
            ("token", "deprecated"),
            ("team_id", TEAM),
            ("channel_id", channel),
            ("user_id", user),
            ("user_name", "somebody"),
            ("command", "/palabre"),
            ("text", text),
            ("response_url", &reply),
            ("trigger_id", &trigger),
        ];
        let body: String = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let answer = self.signed(url, "application/x-www-form-urlencoded", body).send().await?;
        Ok((answer.status().as_u16(), answer.text().await?))
    }

    /// A request with the signature of this moment.
    pub fn signed(&self, url: &str, content_type: &str, body: String) -> reqwest::RequestBuilder {
        let now = self.inside().now;
        let signature = sign(SIGNING_SECRET, now, body.as_bytes());
        self.http
            .post(url)
            .header(header::CONTENT_TYPE, content_type)
            .header("x-slack-request-timestamp", now)
            .header("x-slack-signature", signature)
            .body(body)
    }
}

/// The signature of a body at a time.
pub fn sign(secret: &str, at: u64, body: &[u8]) -> String {
    let Ok(mut mac) = <Hmac<Sha256> as Mac>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(format!("v0:{at}:").as_bytes());
    mac.update(body);
    let bytes = mac.finalize().into_bytes();
    format!("v0={}", bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}
