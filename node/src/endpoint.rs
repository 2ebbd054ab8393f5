//! The way to a chain behind a URL.

use std::{
    task::{Context as Waiting, Poll},
    time::Duration,
};

use alloy::{
    providers::{DynProvider, Provider, ProviderBuilder},
    rpc::{
        client::ClientBuilder,
        json_rpc::{RequestPacket, ResponsePacket},
    },
    transports::{TransportError, TransportErrorKind, TransportFut},
};
use anyhow::Context;
use tower::{Service, layer::layer_fn};

/// A chain that answers now, and is waited for as long as `patience` each time.
pub(crate) async fn external(url: &str, patience: Duration) -> anyhow::Result<DynProvider> {
    let provider = provider(url, patience)?;
    provider.get_block_number().await.with_context(|| {
        format!("the RPC {url} does not answer. Check the address, or leave --rpc-url out for the embedded chain.")
    })?;
    Ok(provider)
}

/// A chain, whether it answers or not. Without a limit one that takes a question and says nothing would be waited for
/// for ever.
pub(crate) fn provider(url: &str, patience: Duration) -> anyhow::Result<DynProvider> {
    // Fails only if somebody installed one before; then that one serves.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let parsed = url.parse().with_context(|| format!("--rpc-url {url} is no URL"))?;
    let client = reqwest::Client::builder().timeout(patience).build()?;
    let client = ClientBuilder::default().layer(layer_fn(Numbered)).http_with_client(client, parsed);
    Ok(ProviderBuilder::new().disable_recommended_fillers().connect_client(client).erased())
}

/// Refuses results with another `id` than the question had ([JSON-RPC 2.0](https://www.jsonrpc.org/specification), 5).
/// alloy compares those of batches only, and a result that strayed could be taken for the number of a chain. Errors may
/// come without one.
#[derive(Clone, Debug)]
struct Numbered<S>(S);

impl<S> Service<RequestPacket> for Numbered<S>
where
    S: Service<RequestPacket, Response = ResponsePacket, Error = TransportError, Future = TransportFut<'static>>,
{
    type Response = ResponsePacket;
    type Error = TransportError;
    type Future = TransportFut<'static>;

    fn poll_ready(&mut self, waiting: &mut Waiting<'_>) -> Poll<Result<(), Self::Error>> {
        self.0.poll_ready(waiting)
    }

    fn call(&mut self, question: RequestPacket) -> Self::Future {
        let asked = question.as_single().map(|question| question.id().clone());
        let answer = self.0.call(question);
        Box::pin(async move {
            let answer = answer.await?;
            let strayed = |id| answer.responses().iter().any(|response| response.is_success() && response.id != id);
            match asked.is_some_and(strayed) {
                true => Err(TransportErrorKind::custom_str("it answered another question than was asked")),
                false => Ok(answer),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use alloy::rpc::json_rpc::{Id, Request, Response};
    use serde_json::{Value, json};
    use tower::service_fn;

    use super::*;

    async fn asked(answer: Value) -> Result<ResponsePacket, TransportError> {
        let fake = service_fn(move |_| {
            let answer: Response = serde_json::from_value(answer.clone()).expect("an answer");
            Box::pin(async move { Ok(ResponsePacket::Single(answer)) }) as TransportFut<'static>
        });
        let question = Request::new("eth_chainId", Id::Number(7), ()).serialize().expect("a question");
        Numbered(fake).call(question.into()).await
    }

    #[tokio::test]
    async fn a_result_for_another_question_is_refused() {
        assert!(asked(json!({ "jsonrpc": "2.0", "id": 7, "result": "0x1" })).await.is_ok());
        let strayed = asked(json!({ "jsonrpc": "2.0", "id": 8, "result": "0x1" })).await;
        assert!(strayed.is_err_and(|problem| problem.to_string().contains("another question")));
        let unread = json!({ "jsonrpc": "2.0", "id": null, "error": { "code": -32700, "message": "parse error" } });
        assert!(asked(unread).await.is_ok(), "the question could not be read, nor its number");
    }
}
