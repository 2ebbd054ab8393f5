//! Carries messages to receivers, a few at a time to each.

use std::{collections::HashMap, time::Duration};

use reqwest::{
    Method,
    header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue},
};
use tokio::task::JoinSet;

use super::{
    Delivery, DeliveryState, Webhook, Webhooks,
    schedule::{GIVE_UP_AFTER, Verdict, judge},
    signing::signatures,
    store::Outcome,
};
use crate::{
    error::ApiError,
    outbound::{Answer, OutboundError, Outgoing},
};

/// Messages on their way to one receiver at the same time.
const AT_ONCE_EACH: u32 = 4;
/// Messages on their way at the same time.
const AT_ONCE: usize = 64;
/// How long a receiver may take.
const TIME: Duration = Duration::from_secs(15);
/// A message that was being sent when the program stopped is sent again after this many seconds.
const LEASE: u64 = 20;

/// Messages on their way.
pub(super) struct Courier {
    webhooks: Webhooks,
    underway: JoinSet<String>,
    /// How many to each webhook.
    busy: HashMap<String, u32>,
}

impl Courier {
    pub(super) fn new(webhooks: Webhooks) -> Self {
        Self { webhooks, underway: JoinSet::new(), busy: HashMap::new() }
    }

    /// Begins to send what is due, as far as there is room; answers how many.
    pub(super) async fn start(&mut self) -> Result<usize, ApiError> {
        let (now, mut begun) = (self.webhooks.0.clock.now(), 0);
        let mut webhooks = self.webhooks.0.book.enabled(now).await?;
        let busy_with = |webhook: &Webhook| self.busy.get(&webhook.id).copied().unwrap_or(0);
        // Whoever has fewest under way comes first: receivers that are slow on purpose cannot take every place.
        webhooks.sort_by_key(busy_with);
        for webhook in webhooks {
            let busy = self.busy.get(&webhook.id).copied().unwrap_or(0);
            let room = u32::try_from(AT_ONCE.saturating_sub(self.underway.len())).unwrap_or(0);
            let room = room.min(AT_ONCE_EACH.saturating_sub(busy));
            if room == 0 {
                continue;
            }
            let due = self.webhooks.0.book.claim(&webhook.id, now, now + LEASE, room).await?;
            for delivery in due {
                begun += 1;
                *self.busy.entry(webhook.id.clone()).or_default() += 1;
                self.underway.spawn(carry(self.webhooks.clone(), webhook.clone(), delivery));
            }
        }
        Ok(begun)
    }

    /// Waits until one message arrived or did not; for ever when none is underway.
    pub(super) async fn one_ended(&mut self) {
        match self.underway.join_next().await {
            Some(Ok(webhook)) => self.free(&webhook),
            // A panic is a mistake of ours that must not count as busy for ever.
            Some(Err(error)) => {
                tracing::error!(%error, "sending a webhook ended badly");
                self.busy.clear();
            }
            None => std::future::pending().await,
        }
    }

    /// Waits until nothing is underway.
    pub(super) async fn all_ended(&mut self) {
        while !self.underway.is_empty() {
            self.one_ended().await;
        }
    }

    fn free(&mut self, webhook: &str) {
        if let Some(count) = self.busy.get_mut(webhook) {
            *count = count.saturating_sub(1);
        }
    }
}

/// Sends one message and writes down what became of it; answers the webhook's id.
async fn carry(webhooks: Webhooks, webhook: Webhook, delivery: Delivery) -> String {
    let sent = webhooks.attempt(&webhook, &delivery).await;
    if let Err(error) = webhooks.conclude(&webhook, &delivery, sent).await {
        // Its lease ends, and it is sent again.
        tracing::warn!(%error, webhook = webhook.id, "what became of a message could not be written down");
    }
    webhook.id
}

impl Webhooks {
    async fn attempt(&self, webhook: &Webhook, delivery: &Delivery) -> Result<Answer, OutboundError> {
        let (id, now) = (delivery.webhook_id(), self.0.clock.now());
        let signed = signatures(&webhook.secrets(now), &id, now, &delivery.body);
        let headers = [("webhook-id", id), ("webhook-timestamp", now.to_string()), ("webhook-signature", signed)];
        let mut all = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]);
        for (name, value) in headers {
            // Numbers, hexadecimal and base64: always a value.
            if let Ok(value) = HeaderValue::from_str(&value) {
                all.insert(HeaderName::from_static(name), value);
            }
        }
        let body = delivery.body.clone().into_bytes();
        let to = webhook.url.parse()?;
        self.0.outbound.send(Outgoing { method: Method::POST, to, headers: all, body, time: TIME }).await
    }

    async fn conclude(
        &self,
        webhook: &Webhook,
        delivery: &Delivery,
        sent: Result<Answer, OutboundError>,
    ) -> Result<(), ApiError> {
        let (now, book) = (self.0.clock.now(), &self.0.book);
        let verdict = judge(sent.as_ref(), delivery.step, self.0.entropy.next(), now);
        self.0.counts.count(verdict);
        let (state, next_at) = match verdict {
            Verdict::Delivered => (DeliveryState::Delivered, now),
            Verdict::Again { wait, .. } => (DeliveryState::Pending, now + wait),
            Verdict::GaveUp | Verdict::Gone => (DeliveryState::Failed, now),
        };
        let status = sent.as_ref().ok().map(|answer| answer.status);
        let error = (verdict != Verdict::Delivered).then(|| failure(&sent));
        book.finish(delivery, &Outcome { state, next_at, status, error: error.clone() }).await?;
        let Some(error) = error else { return book.working(&webhook.id).await };
        if verdict == Verdict::Gone {
            return book.disable(&webhook.id, "the receiver answered 410: it wants nothing any more").await;
        }
        let rest = if let Verdict::Again { rest, .. } = verdict { now + rest } else { 0 };
        let since = book.failing(&webhook.id, now, rest).await?;
        if now.saturating_sub(since) >= GIVE_UP_AFTER {
            let days = GIVE_UP_AFTER / 86_400;
            return book
                .disable(&webhook.id, &format!("nothing was taken for {days} days; the last time: {error}"))
                .await;
        }
        Ok(())
    }
}

/// Why an attempt failed, for organizers. What the receiver wrote is not shown: where the operator opened an inside,
/// nobody shall read it through a webhook.
fn failure(sent: &Result<Answer, OutboundError>) -> String {
    match sent {
        Err(error) => error.to_string(),
        Ok(answer) => format!("status {}", answer.status),
    }
}
