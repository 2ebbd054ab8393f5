//! Sending notices. A transaction id makes sending twice harmless for about a day; later our key is searched in the room.

use alloy::primitives::hex;
use axum::http::Method;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::Matrix;
use crate::connectors::{Destination, Key, Outbound, Told, Trouble, http, json};

/// Where our key stands in the content of a message.
const KEY: &str = "palabre.key";
/// Most pages that are searched for it.
const PAGES: usize = 20;
/// Seconds before the first attempt from which on is searched: the clocks differ.
const SLACK: u64 = 60;

impl Matrix {
    pub(super) async fn send(&self, outbound: &Outbound, key: &Key) -> Result<Told, Trouble> {
        // Nobody is to be called by what other people wrote.
        let mut content = json!({ "msgtype": "m.notice", "body": outbound.text, "m.mentions": {}, KEY: key.id });
        let room = match &outbound.to {
            Destination::Channel(room) => room.clone(),
            Destination::Thread { channel, thread } => {
                let event = thread.rsplit_once('/').map_or(thread.as_str(), |(_, event)| event);
                content["m.relates_to"] = json!({
                    "rel_type": "m.thread", "event_id": event, "is_falling_back": true,
                    "m.in_reply_to": { "event_id": event },
                });
                channel.clone()
            }
            Destination::Account(account) | Destination::Aside { account, .. } => self.conversation(account).await?,
            Destination::Reply(_) => return Err(Trouble::Unsupported("answering at an address")),
        };
        if let Some(tried) = key.tried_at
            && let Some(event) = self.sent_before(&room, key, tried).await?
        {
            return Ok(Told { external_id: Some(event), already: true });
        }
        let txn = hex::encode(&Sha256::digest(key.id.as_bytes())[..16]);
        let url = self.v3(&["rooms", &room, "send", "m.room.message", &txn]);
        let sent = self.call(Method::PUT, url, Some(&content)).await?;
        Ok(Told { external_id: json::id(&sent, "/event_id").map(|event| format!("{room}/{event}")), already: false })
    }

    /// The room of a conversation with one account. The homeserver keeps which it is, where all clients look for it.
    async fn conversation(&self, account: &str) -> Result<String, Trouble> {
        let _alone = self.changing.lock().await;
        let list = self.v3(&["user", &self.settings.own_account, "account_data", "m.direct"]);
        let mut known = self.find(list.clone()).await?.filter(Value::is_object).unwrap_or_else(|| json!({}));
        let rooms: Vec<String> = known
            .get(account)
            .map(|rooms| json::list(rooms, ""))
            .unwrap_or_default()
            .iter()
            .filter_map(|room| json::id(room, ""))
            .collect();
        for room in rooms.iter().rev() {
            let member = self.find(self.v3(&["rooms", room, "state", "m.room.member", account])).await;
            let there = match member {
                Ok(member) => {
                    member.is_some_and(|member| matches!(json::text(&member, "/membership"), Some("join" | "invite")))
                }
                Err(Trouble::Refused { .. }) => false,
                Err(other) => return Err(other),
            };
            if there {
                return Ok(room.clone());
            }
        }
        let wanted = json!({ "is_direct": true, "preset": "trusted_private_chat", "invite": [account] });
        let made = self.call(Method::POST, self.v3(&["createRoom"]), Some(&wanted)).await?;
        let room = json::id(&made, "/room_id").ok_or_else(|| Trouble::later("the homeserver made no room"))?;
        known[account] = json!([rooms.as_slice(), std::slice::from_ref(&room)].concat());
        self.call(Method::PUT, list, Some(&known)).await?;
        Ok(room)
    }

    /// The message with this key, if an earlier attempt arrived.
    async fn sent_before(&self, room: &str, key: &Key, tried: u64) -> Result<Option<String>, Trouble> {
        let oldest = i64::try_from(tried.saturating_sub(SLACK).saturating_mul(1000)).unwrap_or(i64::MAX);
        let mut from: Option<String> = None;
        for _ in 0..PAGES {
            let mut query = vec![("dir", "b"), ("limit", "100")];
            query.extend(from.as_deref().map(|from| ("from", from)));
            let page = self.get(http::with_query(self.v3(&["rooms", room, "messages"]), &query)).await?;
            for event in json::list(&page, "/chunk") {
                if event.get("content").and_then(|content| content.get(KEY)?.as_str()) == Some(&key.id) {
                    return Ok(json::id(event, "/event_id").map(|event| format!("{room}/{event}")));
                }
                if json::number(event, "/origin_server_ts").is_some_and(|at| at < oldest) {
                    return Ok(None);
                }
            }
            from = json::text(&page, "/end").map(str::to_owned);
            if from.is_none() {
                break;
            }
        }
        Ok(None)
    }
}
