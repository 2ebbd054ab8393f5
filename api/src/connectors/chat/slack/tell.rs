//! Sending messages. Slack knows no idempotency keys: ours travels in the metadata, and is searched before sending again.

use axum::http::Method;
use serde_json::{Value, json};
use url::Url;

use super::{Slack, text};
use crate::connectors::{Destination, Key, Outbound, Outgoing, Secret, Told, Trouble, json};

/// The type of our metadata.
const EVENT_TYPE: &str = "palabre_message";
/// Seconds before the first attempt from which on is searched: the clocks differ.
const SLACK: u64 = 60;

impl Slack {
    pub(super) async fn send(&self, outbound: &Outbound, key: &Key) -> Result<Told, Trouble> {
        let said = text::escape(&outbound.text);
        match &outbound.to {
            Destination::Channel(channel) => self.post(channel, None, &said, key).await,
            Destination::Thread { channel, thread } => {
                let ts = thread.rsplit_once(':').map_or(thread.as_str(), |(_, ts)| ts);
                self.post(channel, Some(ts), &said, key).await
            }
            Destination::Account(account) => {
                let opened = self.call("conversations.open", &[("users", account)]).await?;
                let channel = json::id(&opened, "/channel/id")
                    .ok_or_else(|| Trouble::refused("Slack opened no conversation with this account"))?;
                self.post(&channel, None, &said, key).await
            }
            // Gone with the next reload: seeing it twice does no harm, and it cannot be searched.
            Destination::Aside { channel, account } => {
                let pairs = [("channel", channel.as_str()), ("user", account.as_str()), ("text", said.as_str())];
                let sent = self.call("chat.postEphemeral", &pairs).await?;
                Ok(Told { external_id: json::id(&sent, "/message_ts"), already: false })
            }
            Destination::Reply(address) => self.reply(address, &said).await,
        }
    }

    async fn post(&self, channel: &str, thread: Option<&str>, said: &str, key: &Key) -> Result<Told, Trouble> {
        if let Some(tried) = key.tried_at
            && let Some(ts) = self.sent_before(channel, thread, key, tried).await?
        {
            return Ok(Told { external_id: Some(format!("{channel}:{ts}")), already: true });
        }
        let metadata = json!({ "event_type": EVENT_TYPE, "event_payload": { "palabre_id": key.id } }).to_string();
        let mut pairs =
            vec![("channel", channel), ("text", said), ("metadata", metadata.as_str()), ("mrkdwn", "false")];
        pairs.extend(thread.map(|ts| ("thread_ts", ts)));
        let sent = self.call("chat.postMessage", &pairs).await?;
        Ok(Told { external_id: json::id(&sent, "/ts").map(|ts| format!("{channel}:{ts}")), already: false })
    }

    /// The message with this key, if an earlier attempt arrived.
    async fn sent_before(
        &self,
        channel: &str,
        thread: Option<&str>,
        key: &Key,
        tried: u64,
    ) -> Result<Option<String>, Trouble> {
        let oldest = format!("{}.000000", tried.saturating_sub(SLACK));
        let mut pairs = vec![("channel", channel), ("oldest", oldest.as_str()), ("include_all_metadata", "true")];
        pairs.extend(thread.map(|ts| ("ts", ts)));
        let method = if thread.is_some() { "conversations.replies" } else { "conversations.history" };
        let (messages, _) = self.pages(method, &pairs, "/messages", usize::MAX).await?;
        let ours = |message: &&Value| {
            json::text(message, "/metadata/event_type") == Some(EVENT_TYPE)
                && json::text(message, "/metadata/event_payload/palabre_id") == Some(&key.id)
        };
        Ok(messages.iter().find(ours).and_then(|message| json::id(message, "/ts")))
    }

    /// Answers a slash command. The address is taken only if it is Slack's.
    async fn reply(&self, address: &Secret, said: &str) -> Result<Told, Trouble> {
        let hooks = &self.settings.hooks;
        let url = Url::parse(address.expose())
            .ok()
            .filter(|url| url.origin() == hooks.origin())
            .ok_or_else(|| Trouble::refused("the address for the answer is not one of Slack's"))?;
        let body = json!({ "response_type": "ephemeral", "replace_original": false, "mrkdwn": false, "text": said });
        let answer = self.http.send(Outgoing::json(Method::POST, url, &body)).await?;
        // It answers "ok", which is no JSON.
        if answer.status.is_success() { Ok(Told { external_id: None, already: false }) } else { Err(answer.trouble()) }
    }
}
