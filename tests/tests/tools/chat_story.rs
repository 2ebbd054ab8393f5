//! The story in chats that cannot run here, as their doubles play them.

use palabre_tests::doubles::{
    rocket_chat::{self, Server},
    slack::{self, Workspace},
};
use serde_json::{Value, json};

use super::{
    facts, now,
    story::{self, Chat, Who},
    town::{Town, free_address},
};

/// A workspace of Slack that delivers to the service.
struct Slack {
    workspace: Workspace,
    hook: String,
}

impl Slack {
    async fn deliver(&self, event: &Value) {
        assert!(self.workspace.deliver(&self.hook, event).await.taken, "{event}");
    }
}

impl Chat for Slack {
    const SOURCE: &'static str = "slack";

    fn account(&self, who: Who) -> String {
        match who {
            Who::Ada => "U0ADA".to_owned(),
            Who::Bo => "U0BO".to_owned(),
        }
    }

    async fn gather(&mut self) {
        let accounts = [Who::Ada, Who::Bo].map(|who| self.account(who));
        self.workspace.channel("C1", &accounts.each_ref().map(String::as_str));
        for account in accounts {
            let ts = format!("{}.000100", now());
            let event = json!({ "type": "member_joined_channel", "user": account, "channel": "C1", "channel_type": "C",
                "team": slack::TEAM, "event_ts": ts });
            self.deliver(&self.workspace.event(event)).await;
        }
    }

    async fn say(&self, who: Who, text: &str, thread: Option<&str>) -> String {
        let (event, ts) = self.workspace.say("C1", &self.account(who), text, thread);
        self.deliver(&event).await;
        ts
    }

    async fn ask(&self, who: Who, words: &str, thread: Option<&str>) {
        let words = words.replace("{ada}", &format!("<@{}>", self.account(Who::Ada)));
        if let Some(thread) = thread {
            // Slack knows no commands in threads: there one speaks to the app by its name, and both are told.
            let text = format!("<@{}> {words}", slack::BOT);
            let (event, ts) = self.workspace.say("C1", &self.account(who), &text, Some(thread));
            self.deliver(&event).await;
            let mention = json!({ "type": "app_mention", "user": self.account(who), "text": text, "ts": ts,
                "channel": "C1", "thread_ts": thread, "event_ts": ts, "team": slack::TEAM });
            return self.deliver(&self.workspace.event(mention)).await;
        }
        let (status, _) = self.workspace.slash(&self.hook, "C1", &self.account(who), &words).await.unwrap();
        assert_eq!(status, 200);
    }

    async fn told(&self, who: Who) -> Vec<String> {
        let account = self.account(who);
        let replies = self.workspace.replies().into_iter().filter(|one| one["to"] == account.as_str());
        let replies = replies.filter_map(|one| one["text"].as_str().map(str::to_owned));
        let asides = self.workspace.asides().into_iter().filter(|one| one.get("user") == Some(&account));
        let asides = asides.filter_map(|one| one.get("text").cloned());
        let direct = self.workspace.texts(&format!("D{account}"));
        direct.into_iter().chain(asides).chain(replies).collect()
    }

    async fn posted(&self, _: Option<&str>) -> Vec<String> {
        self.workspace.texts("C1")
    }

    async fn proof(&self, _: Who) -> Option<String> {
        None
    }

    async fn moderates(&self, who: Who) -> bool {
        self.workspace.group_users("S1").contains(&self.account(who))
    }

    fn pass(&self, seconds: u64) {
        self.workspace.pass(seconds);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_welcome_in_slack_to_its_user_group() {
    let (workspace, wiki) = (Workspace::start(now()).await.unwrap(), facts("MEDIAWIKI"));
    workspace.group("S1");
    let source = format!(
        "[[source]]\nname = \"slack\"\nkind = \"slack\"\ncommunity = \"crowd\"\nteam = \"{}\"\nbot_user = \"{}\"\n\
         signing_secret_file = \"signing\"\nbot_token_file = \"token\"\napi = \"{url}/api/\"\nhooks = \"{url}/\"\n\
         poll_every = \"2s\"\nroles = {{ moderator = \"S1\" }}\n",
        slack::TEAM,
        slack::BOT,
        url = workspace.url(),
    );
    let files =
        [("signing", slack::SIGNING_SECRET), ("token", slack::TOKEN), ("wiki-password", wiki["BOT_PASSWORD"].as_str())];
    let (listen, settings) = (free_address(), source + &story::settings("slack", "C1", &wiki));
    let mut town = Town::found(5, &listen, &settings, &files).await;
    town.start();
    story::tell(town, Slack { workspace, hook: format!("http://{listen}/tools/slack") }).await;
}

/// A server of Rocket.Chat whose outgoing webhook delivers to the service.
struct Rocket {
    server: Server,
    hook: String,
}

impl Chat for Rocket {
    const SOURCE: &'static str = "rocket";

    fn account(&self, who: Who) -> String {
        match who {
            Who::Ada => "adaadaadaadaada01".to_owned(),
            Who::Bo => "bobobobobobobob01".to_owned(),
        }
    }

    async fn gather(&mut self) {
        self.server.room("R1", "c");
        for who in [Who::Ada, Who::Bo] {
            let account = self.account(who);
            self.server.user(&account, if who == Who::Ada { "ada" } else { "bo" });
            // No webhook tells it: the service finds it when it asks.
            self.server.joins("R1", &account);
        }
    }

    async fn say(&self, who: Who, text: &str, thread: Option<&str>) -> String {
        let (body, id) = self.server.say("R1", &self.account(who), text, thread);
        assert!(self.server.deliver(&self.hook, &body).await.taken, "{body}");
        id
    }

    async fn ask(&self, who: Who, words: &str, thread: Option<&str>) {
        self.say(who, &format!("!palabre {}", words.replace("{ada}", "@ada")), thread).await;
    }

    async fn told(&self, who: Who) -> Vec<String> {
        self.server.texts(if who == Who::Ada { "direct-ada" } else { "direct-bo" })
    }

    async fn posted(&self, _: Option<&str>) -> Vec<String> {
        self.server.texts("R1")
    }

    async fn proof(&self, _: Who) -> Option<String> {
        None
    }

    async fn moderates(&self, who: Who) -> bool {
        self.server.holders("moderator").contains(&self.account(who))
    }

    fn pass(&self, seconds: u64) {
        self.server.pass(seconds * 1000);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_welcome_in_rocket_chat_to_its_role() {
    let (server, wiki) = (Server::start(now()).await.unwrap(), facts("MEDIAWIKI"));
    server.lift_limit();
    server.role("moderator");
    let source = format!(
        "[[source]]\nname = \"rocket\"\nkind = \"rocket_chat\"\ncommunity = \"crowd\"\nserver = \"{}\"\n\
         user_id = \"{}\"\nwebhook_token_file = \"webhook\"\nauth_token_file = \"token\"\npoll_every = \"1s\"\n\
         roles = {{ moderator = \"moderator\" }}\n",
        server.url(),
        rocket_chat::BOT,
    );
    let files = [
        ("webhook", rocket_chat::WEBHOOK_TOKEN),
        ("token", rocket_chat::TOKEN),
        ("wiki-password", wiki["BOT_PASSWORD"].as_str()),
    ];
    let (listen, settings) = (free_address(), source + &story::settings("rocket", "R1", &wiki));
    let mut town = Town::found(5, &listen, &settings, &files).await;
    town.start();
    story::tell(town, Rocket { server, hook: format!("http://{listen}/tools/rocket") }).await;
}
