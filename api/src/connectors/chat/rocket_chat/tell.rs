//! Sending messages under ids that we choose: the same message sent twice is there once.

use alloy::primitives::hex;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::RocketChat;
use crate::connectors::{Destination, Key, Outbound, Told, Trouble, json};

/// Takes no room and keeps what is before and after it apart.
const JOINER: &str = "\u{2060}";

/// Text that calls nobody (`@all`, `@here`, a name) and hides no address behind a label.
fn quiet(text: &str) -> String {
    text.replace('@', &format!("@{JOINER}")).replace("](", &format!("]{JOINER}("))
}

impl RocketChat {
    pub(super) async fn send(&self, outbound: &Outbound, key: &Key) -> Result<Told, Trouble> {
        let (room, thread) = match &outbound.to {
            Destination::Channel(room) => (room.clone(), None),
            Destination::Thread { channel, thread } => (channel.clone(), Some(thread.clone())),
            Destination::Account(account) | Destination::Aside { account, .. } => {
                let name = self.username(account).await?;
                let opened = self.post("im.create", &json!({ "username": name })).await?;
                let room = ["/room/_id", "/room/rid"].iter().find_map(|at| json::id(&opened, at));
                (room.ok_or_else(|| Trouble::refused("the server opened no conversation"))?, None)
            }
            Destination::Reply(_) => return Err(Trouble::Unsupported("answering at an address")),
        };
        let id = hex::encode(&Sha256::digest(key.id.as_bytes())[..12]);
        let mut message = json!({ "_id": id, "rid": room, "msg": quiet(&outbound.text) });
        if let Some(thread) = thread {
            message["tmid"] = thread.into();
        }
        let sent = self.post("chat.sendMessage", &json!({ "message": message })).await;
        let trouble = match sent {
            Ok(answer) if json::text(&answer, "/message/_id") == Some(&id) => {
                return Ok(Told { external_id: Some(id), already: false });
            }
            Ok(_) => Trouble::refused("the server took the message, but does not have it"),
            Err(trouble @ Trouble::Refused { .. }) => trouble,
            Err(other) => return Err(other),
        };
        // Servers answer a second message with the same id in different ways: what counts is whether it is there.
        match self.message(&id).await? {
            Some(message) if json::text(&message, "/u/_id") == Some(&self.settings.user_id) => {
                Ok(Told { external_id: Some(id), already: true })
            }
            _ => Err(trouble),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_called_by_what_others_wrote() {
        let said = quiet("hello @all and [bank](https://evil.example)");
        assert!(!said.contains("@all") && !said.contains("]("), "{said}");
        assert_eq!(said.replace(JOINER, ""), "hello @all and [bank](https://evil.example)");
    }
}
