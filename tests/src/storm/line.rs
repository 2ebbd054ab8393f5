//! HTTP as badly as it can be spoken: answers that stop in the middle, connections that are reset. No library lets one
//! do that, so a few lines speak it here.

use std::{future::Future, sync::Arc};

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// What comes back over the line.
#[derive(Debug)]
pub(super) enum Reply {
    /// A JSON document.
    Json(Value),
    /// A state other than 200, with headers and a text.
    Status(u16, &'static str, &'static str),
    /// The beginning of a JSON document, of which half is missing.
    Half(Value),
    /// The connection ends.
    Reset,
    /// Nothing, until the other side goes.
    Silence,
}

/// Answers requests until the task is aborted.
pub(super) async fn serve<F, R>(listener: TcpListener, answer: Arc<F>)
where
    F: Fn(Value) -> R + Send + Sync + 'static,
    R: Future<Output = Reply> + Send,
{
    while let Ok((stream, _)) = listener.accept().await {
        let answer = Arc::clone(&answer);
        // A connection that breaks is the other side's affair.
        tokio::spawn(async move { drop(converse(stream, &*answer).await) });
    }
}

async fn converse<F, R>(mut stream: TcpStream, answer: &F) -> std::io::Result<()>
where
    F: Fn(Value) -> R,
    R: Future<Output = Reply>,
{
    let mut buffer = Vec::new();
    while let Some(body) = request(&mut stream, &mut buffer).await? {
        let question = serde_json::from_slice(&body).unwrap_or_default();
        match answer(question).await {
            Reply::Json(value) => send(&mut stream, 200, "content-type: application/json", &value.to_string()).await?,
            Reply::Status(status, headers, text) => send(&mut stream, status, headers, text).await?,
            Reply::Half(value) => {
                let text = value.to_string();
                let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", text.len());
                stream.write_all(head.as_bytes()).await?;
                return stream.write_all(&text.as_bytes()[..text.len() / 2]).await;
            }
            Reply::Reset => return Ok(()),
            Reply::Silence => {
                // The other side loses patience and closes.
                while stream.read_buf(&mut buffer).await? > 0 {}
                return Ok(());
            }
        }
    }
    Ok(())
}

/// The body of the next request; none when there is no other.
async fn request(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> std::io::Result<Option<Vec<u8>>> {
    loop {
        if let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&buffer[..end]).to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
            let length: usize = length.and_then(|text| text.trim().parse().ok()).unwrap_or(0);
            let from = end + 4;
            if buffer.len() >= from + length {
                let body = buffer[from..from + length].to_vec();
                buffer.drain(..from + length);
                return Ok(Some(body));
            }
        }
        if stream.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    }
}

async fn send(stream: &mut TcpStream, status: u16, headers: &str, text: &str) -> std::io::Result<()> {
    let head = format!("HTTP/1.1 {status} Said\r\n{headers}\r\ncontent-length: {}\r\n\r\n", text.len());
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(text.as_bytes()).await
}
