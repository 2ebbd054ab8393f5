//! Whole lists, however long: read a chunk at a time from one unmoving view of the mirror and sent as they are read.
//!
//! Nothing is held but a chunk or two. What is limited instead: how many are sent at once, and how long a reader may
//! take. A list that breaks off ends its connection, so that nobody takes a part for the whole.

use std::{io, sync::Arc, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::header,
    response::{IntoResponse, Response},
};
use futures::stream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};

use super::{
    format::{Format, Writer},
    list::List,
    scope::Scope,
};
use crate::error::ApiError;

/// Whole lists that are sent at one time.
const AT_ONCE: usize = 8;
/// Rows read at a time.
const CHUNK: u32 = 1000;
/// How long a reader may leave a chunk waiting.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long one list may take: the file grows while somebody looks at its past.
const AT_MOST: Duration = Duration::from_secs(600);

/// How many more whole lists may be sent now.
#[derive(Clone, Debug)]
pub(crate) struct Exports(Arc<Semaphore>);

impl Default for Exports {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

/// A place among those that are sent at one time.
#[derive(Debug)]
pub(crate) struct Place(OwnedSemaphorePermit);

impl Exports {
    /// Takes a place: before a view of the mirror is opened, because each view is a connection of its own.
    pub(crate) fn begin(&self) -> Result<Place, ApiError> {
        self.0.clone().try_acquire_owned().map(Place).map_err(|_| {
            ApiError::unavailable(
                "exports_busy",
                format!("{AT_ONCE} whole lists are being sent already"),
                "Retry in a minute, or read the list page by page.",
            )
        })
    }
}

/// What stands before and after the items, and how they are written.
#[derive(Clone, Debug)]
pub(crate) struct Envelope {
    pub(crate) format: Format,
    pub(crate) media_type: &'static str,
    pub(crate) head: String,
    pub(crate) tail: &'static str,
}

impl Envelope {
    /// The envelope of a list.
    pub(crate) fn list(format: Format, scope: &Scope) -> Result<Self, ApiError> {
        let (head, tail) = match format {
            Format::Json => {
                let as_of = serde_json::to_string(&scope.as_of()).map_err(ApiError::internal)?;
                (format!("{{\"as_of\":{as_of},\"items\":["), "],\"next\":null}\n")
            }
            Format::Csv | Format::Lines => (String::new(), ""),
        };
        Ok(Self { format, media_type: format.media_type(), head, tail })
    }
}

/// The whole list as it is in `scope`, which should stand still.
pub(crate) fn send<L: List>(place: Place, scope: Scope, list: L, envelope: Envelope) -> Response {
    let media_type = envelope.media_type;
    let (sender, receiver) = mpsc::channel(1);
    tokio::spawn(async move {
        let Place(_permit) = place;
        let written = tokio::time::timeout(AT_MOST, write(&scope, &list, envelope, &sender)).await;
        match written {
            Ok(Ok(())) => drop(sender.send_timeout(Part::End, PATIENCE).await),
            Ok(Err(Stopped::ReaderLeft)) => {}
            Ok(Err(Stopped::Failed(error))) => tracing::error!(%error, "a whole list broke off"),
            Err(_) => tracing::warn!(community = %scope.slug(), "a whole list took too long and was broken off"),
        }
    });
    let body = Body::from_stream(stream::unfold(Some(receiver), async |receiver| {
        let mut receiver: mpsc::Receiver<Part> = receiver?;
        match receiver.recv().await {
            Some(Part::Text(text)) => Some((Ok(text), Some(receiver))),
            Some(Part::End) => None,
            None => Some((Err(io::Error::other("the list broke off")), None)),
        }
    }));
    ([(header::CONTENT_TYPE, media_type)], body).into_response()
}

/// A piece of the answer. Without the last one, it is not whole.
enum Part {
    Text(Bytes),
    End,
}

/// Why nothing more is written.
enum Stopped {
    ReaderLeft,
    Failed(ApiError),
}

async fn write<L: List>(
    scope: &Scope,
    list: &L,
    envelope: Envelope,
    sender: &mpsc::Sender<Part>,
) -> Result<(), Stopped> {
    let mut writer = Writer::new(envelope.format);
    let mut text = envelope.head;
    let mut after = None;
    loop {
        let rows = list.chunk(scope, after, CHUNK).await.map_err(Stopped::Failed)?;
        let last = rows.len() < CHUNK as usize;
        after = rows.last().map(|(key, _)| *key);
        let items: Vec<L::Item> = rows.into_iter().map(|(_, item)| item).collect();
        text += &writer.items(&items).map_err(|error| Stopped::Failed(ApiError::internal(error)))?;
        if last {
            text += envelope.tail;
        }
        let part = Part::Text(Bytes::from(std::mem::take(&mut text)));
        sender.send_timeout(part, PATIENCE).await.map_err(|_| Stopped::ReaderLeft)?;
        if last {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_so_many_whole_lists_at_once() {
        let exports = Exports::default();
        let held: Vec<_> = (0..AT_ONCE).map(|_| exports.begin().expect("a free place")).collect();
        let Err(refused) = exports.begin() else { panic!("one too many") };
        assert_eq!(refused.code(), "exports_busy");
        drop(held);
        assert!(exports.begin().is_ok());
    }
}
