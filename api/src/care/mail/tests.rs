//! Invitations against a mail server that speaks as much SMTP as it takes.

use std::sync::{Arc, Mutex, PoisonError};

use palabre_contracts::MemberId;
use palabre_indexer::sql;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

use super::*;
use crate::{
    care::testing::{World, id, slug},
    connectors::command::Tongue,
    outbox::EntryState,
};

/// What the server got: sender, receiver, message.
type Got = Arc<Mutex<Vec<(String, String, String)>>>;

/// A server that answers to receivers as it is told, then takes everything.
struct Server {
    port: u16,
    got: Got,
    answers: Arc<Mutex<Vec<&'static str>>>,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self { port: listener.local_addr().unwrap().port(), got: Got::default(), answers: Arc::default() };
        let (got, answers) = (Arc::clone(&server.got), Arc::clone(&server.answers));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, Arc::clone(&got), Arc::clone(&answers)));
            }
        });
        server
    }

    fn answers(&self, answer: &'static str) {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).push(answer);
    }

    fn got(&self) -> Vec<(String, String, String)> {
        std::mem::take(&mut *self.got.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn talk(stream: TcpStream, got: Got, answers: Arc<Mutex<Vec<&'static str>>>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let (mut from, mut to) = (String::new(), String::new());
    write.write_all(b"220 double\r\n").await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        let answer = match line.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => "250-double\r\n250 SMTPUTF8".to_owned(),
            "MAIL" => {
                from = line;
                "250 ok".to_owned()
            }
            "RCPT" => {
                to = line;
                answers.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or("250 ok").to_owned()
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.unwrap();
                let mut message = String::new();
                while let Ok(Some(line)) = lines.next_line().await {
                    if line == "." {
                        break;
                    }
                    message.push_str(line.strip_prefix('.').unwrap_or(&line));
                    message.push('\n');
                }
                let mut got = got.lock().unwrap_or_else(PoisonError::into_inner);
                got.push((std::mem::take(&mut from), std::mem::take(&mut to), message));
                "250 taken".to_owned()
            }
            "QUIT" => "221 bye".to_owned(),
            _ => "250 ok".to_owned(),
        };
        if write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
            break;
        }
    }
}

async fn world() -> (World, Server) {
    let server = Server::start().await;
    let settings = format!(
        "[mail]\nhost = \"127.0.0.1\"\nport = {}\nsecurity = \"none\"\nfrom = \"Les Eaux <palabre@eaux.example>\"\n\
         invitations_per_day = 3\n",
        server.port
    );
    (World::with(&settings).await, server)
}

fn invitation(address: &str, language: Tongue) -> MailInvitation {
    MailInvitation {
        to: Recipient { address: address.to_owned(), language },
        by: MemberId::new(1).unwrap(),
        code: Some("c0de+/=".to_owned()),
        note: "On se voit\nlà-bas !".to_owned(),
    }
}

#[tokio::test]
async fn an_invitation_arrives_in_the_readers_language_and_nothing_of_the_address_stays() {
    let (world, server) = world().await;
    let letter = world.care.invite(&slug(), &invitation("Zoe.D@Example.org", Tongue::Fr)).await.unwrap();
    world.care.outbox().deliver_due().await.unwrap();
    let (from, to, message) = server.got().remove(0);
    assert!(from.contains("<palabre@eaux.example>") && to.contains("<zoe.d@example.org>"), "{from} {to}");
    let plain = message.replace("=\n", "").replace("=3D", "=").replace("=C3=A0", "à");
    for part in ["Invitation =?utf-8?", "> On se voit là-bas !", "/c/demo/join?invitation=c0de%2B%2F%3D", "/no-mail/"]
    {
        let part = if part.starts_with("Invitation") { "Subject: " } else { part };
        assert!(plain.contains(part), "{part} is missing in {plain}");
    }
    assert_eq!(world.care.outbox().entry(&slug(), &letter).await.unwrap().state, EntryState::Told);
    for table in ["outbox", "mail_invitations"] {
        let sql = if table == "outbox" { "SELECT * FROM outbox" } else { "SELECT * FROM mail_invitations" };
        let row = sql::query(sql).fetch_one(world.store.pool()).await.unwrap();
        assert!(!format!("{row:?}").to_lowercase().contains("zoe.d"), "{table}");
    }
    let body: Option<String> =
        sql::query_scalar("SELECT body FROM outbox").fetch_one(world.store.pool()).await.unwrap();
    assert_eq!(body, None);
}

#[tokio::test]
async fn an_address_is_written_to_once_a_month_in_any_spelling() {
    let (world, _server) = world().await;
    world.care.invite(&slug(), &invitation("a@example.org", Tongue::En)).await.unwrap();
    let again = world.care.invite(&slug(), &invitation(" A@EXAMPLE.org ", Tongue::En)).await.unwrap_err();
    assert_eq!(again.code(), "invited_already");
    world.pass(30 * 86_400);
    world.care.invite(&slug(), &invitation("a@example.org", Tongue::En)).await.unwrap();
}

#[tokio::test]
async fn a_member_invites_so_many_a_day() {
    let (world, _server) = world().await;
    for number in 0..3 {
        world.care.invite(&slug(), &invitation(&format!("a{number}@example.org"), Tongue::En)).await.unwrap();
    }
    let refused = world.care.invite(&slug(), &invitation("b@example.org", Tongue::En)).await.unwrap_err();
    assert_eq!(refused.code(), "too_many_requests");
    let other = MailInvitation { by: id(2), ..invitation("b@example.org", Tongue::En) };
    world.care.invite(&slug(), &other).await.unwrap();
    world.pass(86_401);
    world.care.invite(&slug(), &invitation("c@example.org", Tongue::En)).await.unwrap();
}

#[tokio::test]
async fn who_says_stop_is_never_written_to_again() {
    let (world, server) = world().await;
    world.care.invite(&slug(), &invitation("a@example.org", Tongue::En)).await.unwrap();
    world.care.outbox().deliver_due().await.unwrap();
    let (_, _, message) = server.got().remove(0);
    let head = message.split("\n\n").next().unwrap().replace("\n ", "");
    let stop = head.split("List-Unsubscribe:").nth(1).unwrap();
    let (before, after) = stop.split_once("/no-mail/").unwrap();
    let token = &after[..64];
    assert!(before.ends_with("<https://palabre.example"), "{head}");
    assert!(!world.care.stop_mail(&"0".repeat(64)).await.unwrap(), "nobody stops what they did not get");
    assert!(!world.care.stop_mail("x").await.unwrap());
    assert!(world.care.stop_mail(token).await.unwrap());
    world.pass(40 * 86_400);
    let refused = world.care.invite(&slug(), &invitation("A@example.org", Tongue::En)).await.unwrap_err();
    assert_eq!(refused.code(), "address_refuses");
}

#[tokio::test]
async fn a_server_that_refuses_an_address_is_not_asked_again_and_one_that_is_busy_is() {
    let (world, server) = world().await;
    server.answers("550 5.1.1 <a@example.org> is nobody here");
    let dead = world.care.invite(&slug(), &invitation("a@example.org", Tongue::En)).await.unwrap();
    world.care.outbox().deliver_due().await.unwrap();
    let entry = world.care.outbox().entry(&slug(), &dead).await.unwrap();
    assert_eq!(entry.state, EntryState::Dead);
    let error = entry.error.unwrap();
    assert!(error.contains("550") && !error.contains("a@example.org"), "{error}");
    server.answers("451 4.3.0 later");
    let waits = world.care.invite(&slug(), &invitation("b@example.org", Tongue::En)).await.unwrap();
    world.care.outbox().deliver_due().await.unwrap();
    assert_eq!(world.care.outbox().entry(&slug(), &waits).await.unwrap().state, EntryState::Pending);
    world.pass(60);
    world.care.outbox().deliver_due().await.unwrap();
    let ids: Vec<String> = server
        .got()
        .iter()
        .map(|(_, _, message)| message.lines().find(|line| line.starts_with("Message-ID")).unwrap().to_owned())
        .collect();
    assert_eq!(ids, [format!("Message-ID: <{waits}@eaux.example>")], "the same message has the same id");
}

#[tokio::test]
async fn a_note_cannot_carry_a_link_and_an_address_cannot_be_two() {
    let (world, _server) = world().await;
    let linked = MailInvitation { note: "see https://evil.example".into(), ..invitation("a@example.org", Tongue::En) };
    assert_eq!(world.care.invite(&slug(), &linked).await.unwrap_err().code(), "invalid_request");
    for bad in ["a@b.example,c@d.example", "a", "", "a@b.example\nBcc: c@d.example"] {
        assert_eq!(
            world.care.invite(&slug(), &invitation(bad, Tongue::En)).await.unwrap_err().code(),
            "invalid_request"
        );
    }
}

#[tokio::test]
async fn without_a_server_nobody_is_invited_by_mail() {
    let world = World::with("").await;
    let refused = world.care.invite(&slug(), &invitation("a@example.org", Tongue::En)).await.unwrap_err();
    assert_eq!(refused.code(), "no_mail");
}
