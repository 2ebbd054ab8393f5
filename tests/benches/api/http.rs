//! The least client that will do: keep-alive connections that ask and count what comes back. It shares the machine with
//! what it measures, so it does nothing else.

use std::time::Instant;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::Outcome;

/// One connection.
pub(crate) struct Connection {
    stream: TcpStream,
    host: String,
    buffer: Vec<u8>,
}

/// What came back.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Whether the head says when to come back.
    pub(crate) retry_after: bool,
    pub(crate) body: Vec<u8>,
}

impl Connection {
    pub(crate) async fn open(address: &str) -> Outcome<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, host: address.to_owned(), buffer: Vec::with_capacity(64 * 1024) })
    }

    /// Asks for a path and reads the whole answer.
    pub(crate) async fn get(&mut self, path: &str) -> Outcome<Answer> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n\r\n", self.host);
        self.stream.write_all(request.as_bytes()).await?;
        self.buffer.clear();
        let (head, length) = loop {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the connection ended".into());
            }
            if let Some(end) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                let head = std::str::from_utf8(&self.buffer[..end])?.to_ascii_lowercase();
                let length = value(&head, "content-length").ok_or("an answer without a length")?.parse::<usize>()?;
                self.buffer.drain(..end + 4);
                break (head, length);
            }
        };
        while self.buffer.len() < length {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the connection ended".into());
            }
        }
        let status = head.get(9..12).ok_or("no status")?.parse()?;
        Ok(Answer { status, retry_after: value(&head, "retry-after").is_some(), body: self.buffer.clone() })
    }
}

fn value<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim)
}

/// What some connections got in some time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Round {
    /// Answers a second.
    pub(crate) rate: f64,
    /// Milliseconds of each, sorted.
    pub(crate) times: Vec<f64>,
}

/// Asks for all paths, divided among `connections`; every answer must be good.
pub(crate) async fn round(address: &str, connections: usize, paths: &[String]) -> Outcome<Round> {
    let share = paths.len().div_ceil(connections);
    let began = Instant::now();
    let tasks: Vec<_> = paths
        .chunks(share)
        .map(|chunk| {
            let (address, chunk) = (address.to_owned(), chunk.to_vec());
            tokio::spawn(async move {
                let mut connection = Connection::open(&address).await?;
                let mut times = Vec::with_capacity(chunk.len());
                for path in &chunk {
                    let asked = Instant::now();
                    let answer = connection.get(path).await?;
                    if answer.status != 200 {
                        let text = String::from_utf8_lossy(&answer.body).into_owned();
                        return Outcome::Err(format!("{path}: {} {text}", answer.status).into());
                    }
                    times.push(asked.elapsed().as_secs_f64() * 1000.0);
                }
                Ok(times)
            })
        })
        .collect();
    let mut times = Vec::with_capacity(paths.len());
    for task in tasks {
        times.extend(task.await??);
    }
    let seconds = began.elapsed().as_secs_f64();
    times.sort_by(f64::total_cmp);
    Ok(Round { rate: paths.len() as f64 / seconds, times })
}
