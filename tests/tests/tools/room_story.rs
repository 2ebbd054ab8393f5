//! The story in a room of a real Synapse.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::sync::Mutex;
use url::Url;

use super::{
    facts,
    matrix_people::Person,
    story::{self, Chat, Who},
    town::Town,
};

struct Room {
    id: String,
    /// The service's account.
    own: String,
    admin: Person,
    ada: Person,
    bo: Person,
    /// What Ada and Bo know of conversations with the service.
    asides: Mutex<[Aside; 2]>,
}

/// Where the service talks with somebody alone, once it does.
#[derive(Default)]
struct Aside {
    room: Option<String>,
    /// Up to where somebody read what is new.
    since: Option<String>,
}

impl Room {
    fn person(&self, who: Who) -> &Person {
        match who {
            Who::Ada => &self.ada,
            Who::Bo => &self.bo,
        }
    }

    async fn state(&self, segments: &[&str]) -> Value {
        self.admin.call("GET", &[&["rooms", self.id.as_str()], segments].concat(), json!({})).await
    }

    /// What the service said, of what somebody sees.
    async fn own_words(&self, who: &Person, room: &str, thread: Option<&str>) -> Vec<String> {
        let said = who.messages(room).await;
        let own = said.iter().filter(|event| event["sender"] == self.own.as_str());
        let there = own.filter(|event| thread.is_none_or(|root| event["content"]["m.relates_to"]["event_id"] == root));
        there.filter_map(|event| event["content"]["body"].as_str().map(str::to_owned)).collect()
    }

    /// The room where the service talks with somebody alone, entered; none as long as it did not invite them.
    async fn aside(&self, who: Who) -> Option<String> {
        let mut asides = self.asides.lock().await;
        let Aside { room, since } = &mut asides[usize::from(who == Who::Bo)];
        if room.is_none() {
            let person = self.person(who);
            let sync = person.sync(since.as_deref()).await;
            *since = sync["next_batch"].as_str().map(str::to_owned);
            for (invited, state) in sync["rooms"]["invite"].as_object().cloned().unwrap_or_default() {
                person.call("POST", &["join", &invited], json!({})).await;
                if state.to_string().contains(&self.own) {
                    *room = Some(invited);
                }
            }
        }
        room.clone()
    }
}

fn in_thread(text: &str, thread: Option<&str>) -> Value {
    match thread {
        Some(root) => json!({ "msgtype": "m.text", "body": text,
            "m.relates_to": { "rel_type": "m.thread", "event_id": root } }),
        None => json!({ "msgtype": "m.text", "body": text }),
    }
}

impl Chat for Room {
    const SOURCE: &'static str = "matrix";

    fn account(&self, who: Who) -> String {
        self.person(who).id.clone()
    }

    async fn gather(&mut self) {
        let Self { id, own, admin, .. } = &*self;
        admin.call("POST", &["rooms", id, "invite"], json!({ "user_id": own })).await;
        let start = Instant::now();
        while self.state(&["joined_members"]).await["joined"].get(own).is_none() {
            assert!(start.elapsed() < Duration::from_secs(90), "the service did not join");
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        let mut levels = self.state(&["state", "m.room.power_levels", ""]).await;
        levels["users"][own] = json!(100);
        admin.call("PUT", &["rooms", id, "state", "m.room.power_levels", ""], levels).await;
        for person in [&self.ada, &self.bo] {
            person.call("POST", &["join", id], json!({})).await;
        }
    }

    async fn say(&self, who: Who, text: &str, thread: Option<&str>) -> String {
        self.person(who).send(&self.id, "m.room.message", in_thread(text, thread)).await
    }

    async fn ask(&self, who: Who, words: &str, thread: Option<&str>) {
        let mut content = in_thread(&format!("!palabre {}", words.replace("{ada}", "Ada")), thread);
        if words.contains("{ada}") {
            content["m.mentions"] = json!({ "user_ids": [self.ada.id] });
        }
        self.person(who).send(&self.id, "m.room.message", content).await;
    }

    async fn told(&self, who: Who) -> Vec<String> {
        let Some(aside) = self.aside(who).await else { return Vec::new() };
        self.own_words(self.person(who), &aside, None).await
    }

    async fn posted(&self, thread: Option<&str>) -> Vec<String> {
        self.own_words(&self.admin, &self.id, thread).await
    }

    async fn proof(&self, who: Who) -> Option<String> {
        let person = self.person(who);
        let token = person.call("POST", &["user", &person.id, "openid", "request_token"], json!({})).await;
        token["access_token"].as_str().map(str::to_owned)
    }

    async fn moderates(&self, who: Who) -> bool {
        self.state(&["state", "m.room.power_levels", ""]).await["users"][&self.person(who).id] == 50
    }

    fn pass(&self, _: u64) {}
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_welcome_in_a_room_to_power_in_it() {
    let (matrix, wiki) = (facts("SYNAPSE"), facts("MEDIAWIKI"));
    let base = Url::parse(&matrix["BASE"]).unwrap();
    let log_in = async |name: &str| Person::log_in(&base, name, &matrix["PASSWORD"]).await;
    let (admin, ada, bo) = (log_in("admin").await, log_in("ada").await, log_in("bo").await);
    let wish = json!({ "name": "Atelier", "preset": "public_chat", "room_version": matrix["ROOM_VERSION"] });
    let id = admin.call("POST", &["createRoom"], wish).await["room_id"].as_str().unwrap().to_owned();
    let own = format!("@palabre:{}", matrix["NAME"]);
    let source = format!(
        "[[source]]\nname = \"matrix\"\nkind = \"matrix\"\ncommunity = \"crowd\"\nhomeserver = \"{}\"\n\
         own_account = \"{own}\"\nas_token_file = \"as-token\"\nhs_token_file = \"hs-token\"\npoll_every = \"2s\"\n\
         rooms = [\"{id}\"]\nroles = {{ moderator = 50 }}\n",
        matrix["BASE"]
    );
    let files = [
        ("as-token", matrix["AS_TOKEN"].as_str()),
        ("hs-token", matrix["HS_TOKEN"].as_str()),
        ("wiki-password", wiki["BOT_PASSWORD"].as_str()),
    ];
    let settings = source + &story::settings("matrix", &id, &wiki);
    let mut town = Town::found(5, &matrix["AS_ADDRESS"], &settings, &files).await;
    town.start();
    story::tell(town, Room { id, own, admin, ada, bo, asides: Mutex::default() }).await;
}
