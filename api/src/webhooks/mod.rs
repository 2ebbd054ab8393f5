//! Tells other services what happens, by the Standard Webhooks specification.
//!
//! ```text
//! mirror --collect--> rows + place, one transaction --courier--> receiver     at least once, one name for ever
//! ```
//!
//! - [`kinds`] names what can happen, [`signing`] signs, `message` writes, `schedule` decides about attempts: all pure.
//! - `collect` follows the mirror for each webhook: what it read and how far it is are written together, so that a stop
//!   at any moment neither loses nor doubles a row. What the chain takes back is taken back by `chain.retract`.
//! - `courier` sends rows through [`crate::outbound`], a few at a time to each receiver, until they arrive or the
//!   schedule ends. A row that was being sent when the program stopped is sent again.
//!
//! To add a kind of event: a line in [`kinds`].

mod collect;
mod courier;
pub mod kinds;
mod message;
mod metrics;
mod schedule;
pub mod signing;
mod store;

#[cfg(test)]
mod tests;

use std::{fmt, sync::Arc, time::Duration};

use alloy::primitives::hex;
use palabre_contracts::Slug;
use palabre_indexer::{Status, Store, store::Page};
use sqlx::migrate::MigrateError;
use tokio::{
    sync::{Notify, watch},
    time::Instant,
};

pub use self::store::{Delivery, DeliveryState, Finality, Webhook};
use self::{
    courier::Courier,
    kinds::Subscription,
    message::Message,
    metrics::Counts,
    signing::Secret,
    store::{Book, Change, Placed},
};
use crate::{
    clock::Clock,
    error::ApiError,
    outbound::{Destination, Outbound, OutboundError},
    relay::Entropy,
};

/// A secret that was replaced signs for this long beside the new one.
const ROTATION: u64 = 86_400;
/// Messages are kept for this long after they were written.
const KEPT: u64 = 30 * 86_400;
/// How often old messages are looked for.
const PRUNE_EVERY: u64 = 3_600;
/// The mirror and the clock are looked at this often even when nobody says that they moved.
const PATIENCE: Duration = Duration::from_secs(1);

/// What webhooks are made of.
pub struct WebhooksSetup {
    /// The mirror, and where the tables are.
    pub store: Store,
    /// How indexing goes: up to which block the chain takes nothing back.
    pub indexing: watch::Receiver<Status>,
    /// The time.
    pub clock: Clock,
    /// Secrets, and how attempts are spread.
    pub entropy: Entropy,
    /// The way out.
    pub outbound: Outbound,
}

/// All webhooks; cheap to clone.
#[derive(Clone)]
pub struct Webhooks(Arc<Inner>);

struct Inner {
    store: Store,
    book: Book,
    indexing: watch::Receiver<Status>,
    clock: Clock,
    entropy: Entropy,
    outbound: Outbound,
    counts: Counts,
    /// Somebody wrote a message.
    written: Notify,
}

/// A webhook to make.
#[derive(Clone, Debug)]
pub(crate) struct NewWebhook {
    pub(crate) community: Slug,
    pub(crate) url: Destination,
    pub(crate) description: String,
    pub(crate) subscription: Subscription,
    pub(crate) finality: Finality,
    /// Begins with what happened after this block; without it, with what happens from now on.
    pub(crate) since_block: Option<u64>,
    pub(crate) created_by: u64,
}

/// What of a webhook to change; none leaves it.
#[derive(Clone, Debug, Default)]
pub(crate) struct WebhookChange {
    pub(crate) url: Option<Destination>,
    pub(crate) description: Option<String>,
    pub(crate) subscription: Option<Subscription>,
    pub(crate) enabled: Option<bool>,
    pub(crate) skip_missed: bool,
}

impl Webhooks {
    /// Opens the tables.
    pub async fn open(setup: WebhooksSetup) -> Result<Self, MigrateError> {
        let WebhooksSetup { store, indexing, clock, entropy, outbound } = setup;
        crate::tables::migrate(store.pool()).await?;
        let book = Book::new(store.pool().clone());
        let (counts, written) = (Counts::default(), Notify::new());
        Ok(Self(Arc::new(Inner { store, book, indexing, clock, entropy, outbound, counts, written })))
    }

    /// Follows the mirror and sends what is due, until the future is dropped.
    pub async fn run(self) {
        let mut moved = self.0.indexing.clone();
        let (mut courier, mut pruned_at) = (Courier::new(self.clone()), 0);
        let (mut looks, mut looked_at) = (true, Instant::now());
        loop {
            if looks {
                looked_at = Instant::now();
            }
            if let Err(error) = self.turn(&mut courier, &mut pruned_at, looks).await {
                tracing::warn!(%error, "webhooks could not be served; it will be tried again");
            }
            looks = tokio::select! {
                () = self.0.written.notified() => true,
                // It makes room and tells nothing new: the mirror is not read for all webhooks after each message.
                () = courier.one_ended() => looked_at.elapsed() >= PATIENCE,
                told = tokio::time::timeout(PATIENCE, moved.changed()) => {
                    if let Ok(Err(_)) = told {
                        // The indexer ended: the timer is left.
                        tokio::time::sleep(PATIENCE).await;
                    }
                    true
                }
            };
        }
    }

    async fn turn(&self, courier: &mut Courier, pruned_at: &mut u64, looks: bool) -> Result<(), ApiError> {
        if looks {
            self.collect().await?;
        }
        courier.start().await?;
        let now = self.0.clock.now();
        if now >= *pruned_at + PRUNE_EVERY {
            self.0.book.prune(now.saturating_sub(KEPT)).await?;
            *pruned_at = now;
        }
        Ok(())
    }

    /// Sends everything that is due now and waits for what becomes of it.
    pub async fn deliver_due(&self) -> Result<(), ApiError> {
        let mut courier = Courier::new(self.clone());
        while courier.start().await? > 0 {
            courier.all_ended().await;
        }
        Ok(())
    }

    /// A webhook that can be made, under the id that it will have; nothing is kept yet.
    pub(crate) async fn prepare(&self, new: NewWebhook) -> Result<Webhook, ApiError> {
        self.reachable(&new.url).await?;
        let at = match new.since_block {
            Some(block) => Placed::end_of(block),
            None => self.latest(&new.community).await?,
        };
        Ok(Webhook {
            id: self.word(),
            community: new.community.to_string(),
            url: new.url.as_str().to_owned(),
            description: new.description,
            subscription: new.subscription,
            finality: new.finality,
            enabled: true,
            disabled_reason: None,
            created_by: new.created_by,
            created_at: self.0.clock.now(),
            failing_since: None,
            old_secret_until: None,
            secret: Secret::new(self.0.entropy.next()),
            old_secret: None,
            floor: at.place,
            at,
        })
    }

    /// Makes a webhook; answers it with its secret, which is shown this once.
    pub(crate) async fn keep(&self, webhook: Webhook) -> Result<(Webhook, String), ApiError> {
        self.0.book.create(&webhook).await?;
        self.0.written.notify_one();
        let secret = webhook.secret.text();
        Ok((webhook, secret))
    }

    #[cfg(test)]
    pub(crate) async fn create(&self, new: NewWebhook) -> Result<(Webhook, String), ApiError> {
        self.keep(self.prepare(new).await?).await
    }

    /// The webhooks of a community, oldest first.
    pub(crate) async fn list(&self, community: &Slug) -> Result<Vec<Webhook>, ApiError> {
        self.0.book.webhooks(community.as_str()).await
    }

    /// One webhook.
    pub(crate) async fn get(&self, community: &Slug, id: &str) -> Result<Webhook, ApiError> {
        self.0.book.webhook(community.as_str(), id).await?.ok_or_else(unknown)
    }

    /// Changes a webhook.
    pub(crate) async fn change(&self, community: &Slug, id: &str, change: WebhookChange) -> Result<Webhook, ApiError> {
        if let Some(url) = &change.url {
            self.reachable(url).await?;
        }
        let kept = Change {
            url: change.url.map(|url| url.as_str().to_owned()),
            description: change.description,
            types: change.subscription.map(|subscription| subscription.to_stored()),
            enabled: change.enabled,
        };
        let skip_to = if change.skip_missed { Some(self.latest(community).await?) } else { None };
        if !self.0.book.change(community.as_str(), id, &kept, skip_to.as_ref()).await? {
            return Err(unknown());
        }
        self.0.written.notify_one();
        self.get(community, id).await
    }

    /// Forgets a webhook.
    pub(crate) async fn delete(&self, community: &Slug, id: &str) -> Result<(), ApiError> {
        if self.0.book.delete(community.as_str(), id).await? { Ok(()) } else { Err(unknown()) }
    }

    /// Replaces the secret; answers the new one, and until when the old one signs too.
    pub(crate) async fn rotate(&self, community: &Slug, id: &str) -> Result<(String, u64), ApiError> {
        let (secret, until) = (Secret::new(self.0.entropy.next()), self.0.clock.now() + ROTATION);
        if self.0.book.rotate(community.as_str(), id, &secret, until).await? {
            return Ok((secret.text(), until));
        }
        Err(unknown())
    }

    /// Sends a message to try a webhook.
    pub(crate) async fn test(&self, community: &Slug, id: &str) -> Result<Delivery, ApiError> {
        let webhook = self.get(community, id).await?;
        if !webhook.enabled {
            return Err(disabled());
        }
        let (word, now) = (self.word(), self.0.clock.now());
        let number = self.0.book.write(&webhook.id, &Message::test(&webhook, &word, now), now).await?;
        self.0.written.notify_one();
        self.delivery(&webhook, number).await
    }

    /// Messages of a webhook before a number, latest first.
    pub(crate) async fn deliveries(
        &self,
        webhook: &Webhook,
        state: Option<DeliveryState>,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Delivery>, ApiError> {
        self.0.book.deliveries(&webhook.id, state, before, limit).await
    }

    /// Sends a message again, under the same name.
    pub(crate) async fn resend(&self, community: &Slug, id: &str, number: u64) -> Result<Delivery, ApiError> {
        let webhook = self.get(community, id).await?;
        let delivery = self.delivery(&webhook, number).await?;
        if !webhook.enabled {
            return Err(disabled());
        }
        if !self.0.book.resend(id, number, self.0.clock.now()).await? {
            let detail = format!("what the message {} tells never happened", delivery.number);
            let next = "Look at the messages after it: the same may have happened again.";
            return Err(ApiError::conflict("retracted", detail, next));
        }
        self.0.written.notify_one();
        self.delivery(&webhook, number).await
    }

    async fn delivery(&self, webhook: &Webhook, number: u64) -> Result<Delivery, ApiError> {
        let found = self.0.book.delivery(&webhook.id, number).await?;
        found.ok_or_else(|| {
            ApiError::not_found("this webhook has no message of that number", "GET .../deliveries lists them.")
        })
    }

    /// Where the mirror is now.
    async fn latest(&self, community: &Slug) -> Result<Placed, ApiError> {
        let latest = self.0.store.event_keys(community, Page::newest(1)).await?;
        Ok(latest.first().map_or_else(|| Placed::end_of(0), |key| Placed::of(*key)))
    }

    async fn reachable(&self, url: &Destination) -> Result<(), ApiError> {
        self.0.outbound.check(url).await.map_err(unreachable_url)
    }

    fn word(&self) -> String {
        hex::encode(&self.0.entropy.next()[..8])
    }
}

impl fmt::Debug for Webhooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhooks").finish_non_exhaustive()
    }
}

/// Why nothing can be sent there.
pub(crate) fn unreachable_url(error: OutboundError) -> ApiError {
    match error {
        OutboundError::BadUrl(_) => ApiError::invalid(error, "Give an address that begins with https://."),
        OutboundError::Unencrypted { .. } => {
            ApiError::refused("https_needed", error, "Give an address that begins with https://.")
        }
        OutboundError::Refused { .. } => ApiError::refused(
            "address_not_public",
            error,
            "Give an address of the public internet, or ask the operator to open this network with \
             --allow-private-url.",
        ),
        other => ApiError::refused("url_unreachable", other, "Check the spelling of the host's name."),
    }
}

fn unknown() -> ApiError {
    ApiError::not_found("this community has no webhook of that id", "GET .../webhooks lists them.")
}

fn disabled() -> ApiError {
    ApiError::conflict("webhook_disabled", "this webhook is disabled", "Enable it first: PATCH it with enabled true.")
}
