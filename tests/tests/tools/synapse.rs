//! Matrix: one story in a room of a real Synapse, from the service's invitation to a moderator's power.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use palabre_api::{
    activity::{Activity, ActivityKind},
    connectors::{
        Connector, Destination, Key, Outbound, Secret, Trouble,
        chat::matrix::{Matrix, Settings},
        command::Verb,
    },
};
use palabre_tests::doubles::receiver::Receiver;
use serde_json::json;
use url::Url;

use super::{facts, matrix_people::Person, now};

struct World {
    matrix: Arc<Matrix>,
    receiver: Receiver,
    admin: Person,
    ada: Person,
    bo: Person,
    room: String,
    own: String,
}

/// A public room of the administrator, without the service.
async fn world() -> World {
    let facts = facts("SYNAPSE");
    let base = Url::parse(&facts["BASE"]).unwrap();
    let (admin, ada, bo) = futures::future::join3(
        Person::log_in(&base, "admin", &facts["PASSWORD"]),
        Person::log_in(&base, "ada", &facts["PASSWORD"]),
        Person::log_in(&base, "bo", &facts["PASSWORD"]),
    )
    .await;
    let room = admin
        .call(
            "POST",
            &["createRoom"],
            json!({ "name": "Atelier", "preset": "public_chat", "room_version": facts["ROOM_VERSION"] }),
        )
        .await;
    let room = room["room_id"].as_str().unwrap_or_else(|| panic!("{room}")).to_owned();
    let own = format!("@palabre:{}", facts["NAME"]);
    let settings = Settings {
        source: "matrix".to_owned(),
        homeserver: base,
        own_account: own.clone(),
        as_token: Secret::new(&facts["AS_TOKEN"]),
        hs_token: Secret::new(&facts["HS_TOKEN"]),
        prefix: "!palabre".to_owned(),
        rooms: vec![room.clone()],
        roles: BTreeMap::from([("documentalist".to_owned(), 25), ("moderator".to_owned(), 50)]),
    };
    let matrix = Arc::new(Matrix::new(settings, super::http()));
    let receiver = Receiver::new(matrix.clone(), now() + 3600);
    receiver.start_at(&facts["AS_ADDRESS"]).await.unwrap();
    World { matrix, receiver, admin, ada, bo, room, own }
}

impl World {
    async fn heard(&self, what: &str, enough: impl Fn(&Activity) -> bool) -> Activity {
        let found = |receiver: &Receiver| receiver.activities().into_values().find(&enough);
        assert!(
            self.receiver.until(|receiver| found(receiver).is_some()).await,
            "the homeserver did not tell of {what}"
        );
        found(&self.receiver).unwrap()
    }

    async fn heard_id(&self, what: &str, id: &str) -> Activity {
        self.heard(what, |one| one.external_id == id).await
    }

    fn to_room(&self, text: &str) -> Outbound {
        Outbound { to: Destination::Channel(self.room.clone()), text: text.to_owned() }
    }
}

fn key(id: &str) -> Key {
    Key { id: id.to_owned(), tried_at: None }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_room_from_the_invitation_of_the_service_to_a_moderators_power() {
    let world = world().await;
    arrive(&world).await;
    let events = talk(&world).await;
    tell(&world).await;
    collect(&world, &events).await;
    link(&world).await;
    power(&world).await;
}

/// The service is invited, joins, welcomes. The first delivery fails and comes again.
async fn arrive(world: &World) {
    let World { matrix, receiver, admin, ada, bo, room, own } = world;
    receiver.fail_next(&[500]);
    admin.call("POST", &["rooms", room, "invite"], json!({ "user_id": own })).await;
    let invited = |receiver: &Receiver| receiver.parsed().iter().any(|parsed| parsed.invitations.contains(room));
    assert!(receiver.until(invited).await, "the invitation did not come");
    assert!(receiver.counts().0 > receiver.counts().1, "the failed delivery came again");
    matrix.join(room).await.unwrap();
    matrix.join(room).await.unwrap();
    let mut levels = admin.call("GET", &["rooms", room, "state", "m.room.power_levels", ""], json!({})).await;
    levels["users"][own] = json!(100);
    admin.call("PUT", &["rooms", room, "state", "m.room.power_levels", ""], levels).await;
    for person in [ada, bo] {
        person.call("POST", &["join", room], json!({})).await;
        let joined = world.heard("somebody who joined", |one| {
            one.kind == ActivityKind::MemberJoined && one.actor.as_deref() == Some(&person.id) && one.object == *room
        });
        let joined = joined.await;
        assert!(joined.actor_name.is_some(), "{joined:?}");
        matrix
            .tell(&world.to_room("Bienvenue ! Écrivez !palabre aide"), &key(&format!("welcome {}", person.id)))
            .await
            .unwrap();
    }
    println!("synapse: invited, joined, two people welcomed; first delivery refused and repeated");
}

struct Events {
    root: String,
    gone: String,
}

/// Messages, an edit, a reaction, a thread, a redaction, a command: the same by push and by polling.
async fn talk(world: &World) -> Events {
    let World { matrix, receiver, ada, bo, room, .. } = world;
    let start = matrix.poll(None, now()).await.unwrap();
    let joined = start.activities.iter().filter(|one| one.kind == ActivityKind::MemberJoined && one.object == *room);
    assert!(joined.count() >= 2, "what came before is told at first: {:?}", start.activities);
    let root = ada.say(room, "Comment garder l'eau ? https://a.example/eau").await;
    let edit = json!({ "msgtype": "m.text", "body": "* Comment garder l'eau de pluie ?", "m.new_content": { "msgtype": "m.text", "body": "Comment garder l'eau de pluie ? https://a.example/eau" }, "m.relates_to": { "rel_type": "m.replace", "event_id": root } });
    let edit = ada.send(room, "m.room.message", edit).await;
    let reaction = bo
        .send(
            room,
            "m.reaction",
            json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": root, "key": "👍" } }),
        )
        .await;
    let in_thread = |text: &str| json!({ "msgtype": "m.text", "body": text, "m.relates_to": { "rel_type": "m.thread", "event_id": root } });
    let answer = bo.send(room, "m.room.message", in_thread("Avec une citerne.")).await;
    let gone = bo.send(room, "m.room.message", in_thread("oups")).await;
    // An event that is redacted before it is delivered comes without its content.
    world.heard_id("a message that is taken away later", &gone).await;
    let redaction = bo.redact(room, &gone).await;
    let mut thanks = in_thread("!palabre merci à Bo pour la citerne");
    thanks["m.mentions"] = json!({ "user_ids": [bo.id] });
    let thanks = ada.send(room, "m.room.message", thanks).await;
    let expected = [
        (&root, ActivityKind::Message, format!("{room}/{root}"), &ada.id),
        (&edit, ActivityKind::Edit, format!("{room}/{root}"), &ada.id),
        (&reaction, ActivityKind::Reaction, format!("{room}/{reaction}"), &bo.id),
        (&answer, ActivityKind::Reply, format!("{room}/{answer}"), &bo.id),
        (&gone, ActivityKind::Reply, format!("{room}/{gone}"), &bo.id),
        (&redaction, ActivityKind::Delete, format!("{room}/{gone}"), &bo.id),
        (&thanks, ActivityKind::Reply, format!("{room}/{thanks}"), &ada.id),
    ];
    for (id, kind, object, actor) in &expected {
        let heard = world.heard_id("what was said", id).await;
        assert_eq!((heard.kind, &heard.object, heard.actor.as_ref()), (*kind, object, Some(*actor)), "{heard:?}");
    }
    let command =
        receiver.commands().into_iter().find(|command| command.external_id == format!("{thanks}:command")).unwrap();
    assert_eq!(
        (command.words.verb, command.mentions, command.thread),
        (Verb::Thanks, vec![bo.id.clone()], Some(format!("{room}/{root}")))
    );
    let polled = matrix.poll(Some(&start.cursor), now()).await.unwrap();
    // What was redacted before it was read is not there any more: its text is nobody's business.
    let ids: BTreeSet<_> = polled.activities.iter().map(|one| one.external_id.as_str()).collect();
    let all: BTreeSet<_> = expected.iter().map(|(id, ..)| id.as_str()).filter(|id| *id != gone).collect();
    assert_eq!(ids, all);
    assert_eq!(polled.commands.len(), 1);
    assert_eq!(matrix.poll(Some(&polled.cursor), now()).await.unwrap().activities, []);
    long_gap(world, &polled.cursor).await;
    let objects = [format!("{room}/{root}"), format!("{room}/{gone}")];
    let found = matrix.recheck(&objects, now()).await.unwrap();
    assert_eq!(found.iter().map(|one| one.external_id.as_str()).collect::<Vec<_>>(), [redaction.as_str()]);
    println!("synapse: message, edit, reaction, thread, redaction and command told by push and by polling alike");
    Events { root, gone }
}

/// More messages than a page holds.
async fn long_gap(world: &World, cursor: &str) {
    let mut said = BTreeSet::new();
    for turn in 0..130 {
        said.insert(world.bo.say(&world.room, &format!("message {turn}")).await);
    }
    let polled = world.matrix.poll(Some(cursor), now()).await.unwrap();
    assert_eq!(polled.activities.into_iter().map(|one| one.external_id).collect::<BTreeSet<_>>(), said);
}

/// Notices: once each, in rooms, threads and conversations; our own are not heard as somebody's.
async fn tell(world: &World) {
    let World { matrix, receiver, ada, bo, room, .. } = world;
    let first = matrix.tell(&world.to_room("Vote ouvert"), &key("vote 1")).await.unwrap();
    let again = matrix.tell(&world.to_room("Vote ouvert"), &key("vote 1")).await.unwrap();
    assert_eq!(first.external_id, again.external_id);
    let much_later = Key { id: "vote 1".to_owned(), tried_at: Some(now() - 60) };
    let searched = matrix.tell(&world.to_room("Vote ouvert"), &much_later).await.unwrap();
    assert_eq!((searched.external_id, searched.already), (first.external_id, true));
    let direct = Outbound { to: Destination::Account(ada.id.clone()), text: "Pour vous seule".to_owned() };
    let one = matrix.tell(&direct, &key("direct 1")).await.unwrap().external_id.unwrap();
    let two = matrix.tell(&direct, &key("direct 2")).await.unwrap().external_id.unwrap();
    let conversation = |id: &str| id.split_once('/').unwrap().0.to_owned();
    assert_eq!(conversation(&one), conversation(&two), "one conversation for one account");
    assert_ne!(conversation(&one), *room);
    let nowhere = Outbound { to: Destination::Channel("!nowhere:palabre.test".to_owned()), text: "x".to_owned() };
    assert!(matches!(matrix.tell(&nowhere, &key("n")).await, Err(Trouble::Refused { .. })));
    let last = bo.say(room, "entendu").await;
    world.heard_id("a message after notices", &last).await;
    assert!(receiver.activities().values().all(|one| one.actor.as_deref() != Some(&world.own)));
    println!("synapse: notices sent twice are there once; own notices are not heard");
}

async fn collect(world: &World, events: &Events) {
    let World { matrix, ada, bo, room, .. } = world;
    let thread = matrix.thread(room, &format!("{room}/{}", events.root)).await.unwrap();
    let texts: Vec<&str> = thread.messages.iter().map(|said| said.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "Comment garder l'eau de pluie ? https://a.example/eau",
            "Avec une citerne.",
            "!palabre merci à Bo pour la citerne"
        ]
    );
    assert_eq!(
        thread.people.iter().map(|one| one.account.as_str()).collect::<Vec<_>>(),
        [ada.id.as_str(), bo.id.as_str()]
    );
    assert!(thread.people.iter().all(|one| one.name.is_some()), "{:?}", thread.people);
    assert_eq!((thread.links.as_slice(), thread.cut), (["https://a.example/eau".to_owned()].as_slice(), false));
    assert!(!thread.messages.iter().any(|said| said.id.ends_with(&events.gone)));
    let latest = matrix.thread(room, "").await.unwrap();
    assert!(
        latest.messages.len() > 100 && latest.messages.iter().any(|said| said.text == "entendu"),
        "{}",
        latest.messages.len()
    );
    let link = Outbound {
        to: Destination::Thread { channel: room.clone(), thread: format!("{room}/{}", events.root) },
        text: "Synthèse : http://127.0.0.1/x".to_owned(),
    };
    let told = matrix.tell(&link, &key("synthesis 1")).await.unwrap().external_id.unwrap();
    let sent = ada.call("GET", &["rooms", room, "event", told.split_once('/').unwrap().1], json!({})).await;
    assert_eq!(sent["content"]["m.relates_to"]["event_id"], events.root.as_str());
    println!(
        "synapse: thread collected ({} messages, edited text, redacted one left out), link posted back",
        thread.messages.len()
    );
}

/// An account proves itself by an OpenID token that its own client asked for.
async fn link(world: &World) {
    let token = world.ada.call("POST", &["user", &world.ada.id, "openid", "request_token"], json!({})).await;
    let token = token["access_token"].as_str().unwrap();
    let proved = world.matrix.prove(token).await.unwrap();
    assert_eq!((proved.account.as_str(), proved.name.as_deref()), (world.ada.id.as_str(), Some("ada")));
    for forged in ["forged", "", &world.ada.token] {
        assert!(
            matches!(world.matrix.prove(forged).await, Err(Trouble::Refused { .. })),
            "a token that is no OpenID token"
        );
    }
    println!("synapse: {} proved itself by OpenID, forged tokens refused", proved.account);
}

async fn power(world: &World) {
    let World { matrix, admin, ada, bo, room, .. } = world;
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    let change = matrix.set_roles(&ada.id, &set(&["moderator"])).await.unwrap();
    assert_eq!((change.added, change.refused), (set(&["documentalist", "moderator"]), vec![]));
    // Ada can do now what only moderators can.
    let message = bo.say(room, "contre la charte").await;
    let redaction = ada.redact(room, &message).await;
    let heard = world.heard_id("a moderator's redaction", &redaction).await;
    assert_eq!((heard.kind, heard.actor.as_deref()), (ActivityKind::Delete, Some(ada.id.as_str())));
    assert_eq!(matrix.expressible(&set(&["moderator"])), set(&["documentalist", "moderator"]));
    assert_eq!(matrix.roles().await.unwrap().get(&ada.id), Some(&set(&["documentalist", "moderator"])));
    assert_eq!(matrix.set_roles(&ada.id, &set(&["documentalist"])).await.unwrap().removed, set(&["moderator"]));
    assert_eq!(matrix.set_roles(&ada.id, &set(&[])).await.unwrap().removed, set(&["documentalist"]));
    assert_eq!(matrix.roles().await.unwrap().get(&ada.id), None);
    // The administrator's level was given by hand, and stays.
    matrix.set_roles(&admin.id, &set(&[])).await.unwrap();
    let levels = admin.call("GET", &["rooms", room, "state", "m.room.power_levels", ""], json!({})).await;
    assert_eq!(levels["users"].get(&ada.id), None);
    // What others do to powers is told; what the service did itself is not.
    let mut levels = levels;
    levels["users"][&bo.id] = json!(50);
    admin.call("PUT", &["rooms", room, "state", "m.room.power_levels", ""], levels).await;
    let told = world.heard("a change of power", |one| {
        one.kind == ActivityKind::RoleChanged && one.others.iter().any(|other| other.account == bo.id)
    });
    assert_eq!(told.await.size, 50);
    assert!(
        !world
            .receiver
            .activities()
            .values()
            .any(|one| one.kind == ActivityKind::RoleChanged && one.others[0].account == ada.id)
    );
    let standing = matrix.standing().await.unwrap();
    assert_eq!((standing.account.as_str(), standing.missing), (world.own.as_str(), vec![]));
    println!("synapse: power given, used and taken");
}
