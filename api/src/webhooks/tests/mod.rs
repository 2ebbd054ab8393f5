mod attempts;
mod progress;
mod world;

use self::world::{START, World, id, slug};
use super::*;

#[tokio::test]
async fn what_happens_is_told_once_signed_and_under_the_name_of_the_stream() {
    let world = World::new().await;
    world.joined(1, 0xaa).await;
    let (_, secret) = world.hook(&["member.*"], Finality::Head).await;
    world.joined(2, 0xaa).await;
    world.event(3, 0xaa, "house:members", "VoteCast").await;
    for _ in 0..3 {
        world.tell().await;
    }
    let heard = world.receiver.heard();
    assert_eq!(heard.len(), 1, "the past and what nobody asked for are not told: {heard:?}");
    let (message, data) = (&heard[0], heard[0].json());
    assert_eq!((message.id.as_str(), message.timestamp), (id(2, 0xaa).as_str(), START));
    assert_eq!(message.signatures, signing::signatures(&[secret], &message.id, START, &message.text));
    assert_eq!((&data["type"], &data["timestamp"]), (&"member.joined".into(), &"2023-11-14T21:56:42Z".into()));
    let told = &data["data"];
    assert_eq!(
        (&told["community"], &told["id"], &told["finality"]),
        (&"demo".into(), &data["data"]["id"], &"head".into())
    );
    assert_eq!((&told["event"]["name"], &told["event"]["block_number"]), (&"Joined".into(), &2.into()));
}

#[tokio::test]
async fn a_webhook_can_begin_in_the_past() {
    let world = World::new().await;
    for block in 1..=3 {
        world.joined(block, 0xaa).await;
    }
    let new = NewWebhook { since_block: Some(1), ..world.wanted(&["*"], Finality::Head) };
    world.webhooks.create(new).await.unwrap();
    world.tell().await;
    assert_eq!(world.receiver.ids(), [id(2, 0xaa), id(3, 0xaa)]);
}

#[tokio::test]
async fn for_a_day_both_secrets_sign() {
    let world = World::new().await;
    let (webhook, old) = world.hook(&["*"], Finality::Head).await;
    let (text, until) = world.webhooks.rotate(&slug(), &webhook.id).await.unwrap();
    let new = world.again(&webhook).await.secret;
    assert_eq!((text, until), (new.text(), world.now() + 86_400));
    let told = async |secrets: &[Secret]| {
        world.webhooks.test(&slug(), &webhook.id).await.unwrap();
        world.tell().await;
        let heard = world.receiver.heard().remove(0);
        let expected = signing::signatures(secrets, &heard.id, heard.timestamp, &heard.text);
        assert_eq!((heard.kind().as_str(), heard.signatures), ("webhook.test", expected));
    };
    world.pass(86_399);
    told(&[new.clone(), old]).await;
    world.pass(1);
    told(&[new]).await;
}

#[tokio::test]
async fn nobody_can_point_a_webhook_at_an_inside() {
    let world = World::new().await;
    for (url, code) in [
        ("https://169.254.169.254/latest", "address_not_public"),
        ("http://[::1]:1/", "address_not_public"),
        ("http://1.1.1.1/", "https_needed"),
    ] {
        let new = NewWebhook { url: url.parse().unwrap(), ..world.wanted(&["*"], Finality::Head) };
        assert_eq!(world.webhooks.create(new).await.unwrap_err().code(), code, "{url}");
    }
    let (webhook, _) = world.hook(&["*"], Finality::Head).await;
    let inside = WebhookChange { url: Some("https://10.0.0.1/".parse().unwrap()), ..WebhookChange::default() };
    let refused = world.webhooks.change(&slug(), &webhook.id, inside).await.unwrap_err();
    assert_eq!(refused.code(), "address_not_public");
    assert_eq!(world.again(&webhook).await.url, world.receiver.url);
}

#[tokio::test]
async fn a_community_has_so_many_webhooks_and_no_more() {
    let world = World::new().await;
    for _ in 0..20 {
        world.hook(&["*"], Finality::Head).await;
    }
    let refused = world.webhooks.create(world.wanted(&["*"], Finality::Head)).await.unwrap_err();
    assert_eq!(refused.code(), "too_many_webhooks");
    let first = world.webhooks.list(&slug()).await.unwrap().remove(0);
    world.webhooks.delete(&slug(), &first.id).await.unwrap();
    assert!(world.webhooks.delete(&slug(), &first.id).await.is_err());
    world.hook(&["*"], Finality::Head).await;
}

#[tokio::test]
async fn operators_see_how_deliveries_go() {
    let world = World::new().await;
    let (webhook, _) = world.hook(&["*"], Finality::Head).await;
    world.receiver.answers(&[(500, ""), (204, "")]);
    for _ in 0..2 {
        world.webhooks.test(&slug(), &webhook.id).await.unwrap();
        world.tell().await;
    }
    let numbers = world.webhooks.metrics().await.unwrap();
    for line in [
        "palabre_webhook_attempts_total{outcome=\"delivered\"} 1",
        "palabre_webhook_attempts_total{outcome=\"again\"} 1",
        "palabre_webhook_deliveries_waiting 1",
        "palabre_webhooks_disabled 0",
    ] {
        assert!(numbers.lines().any(|known| known == line), "{line} is missing in {numbers}");
    }
}
