//! A small HTTP/1.1 client for measuring: one kept connection, one request at a time, nothing copied twice.

use std::net::SocketAddr;

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One kept connection.
pub(super) struct Client {
    stream: TcpStream,
    received: Vec<u8>,
    request: Vec<u8>,
}

/// Most bytes of one answer; anything longer means that something is wrong.
const ANSWER_MAX: usize = 4 << 20;

impl Client {
    pub(super) async fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await.context("connecting")?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, received: Vec::with_capacity(4096), request: Vec::with_capacity(1024) })
    }

    /// Posts JSON; answers the status code.
    pub(super) async fn post(
        &mut self,
        path: &str,
        token: &str,
        key: Option<u64>,
        body: &[u8],
    ) -> Result<u16> {
        use std::io::Write;
        self.request.clear();
        write!(
            self.request,
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n",
            body.len()
        )?;
        if let Some(key) = key {
            write!(self.request, "Idempotency-Key: \"bench-{key}\"\r\n")?;
        }
        self.request.extend_from_slice(b"\r\n");
        self.request.extend_from_slice(body);
        self.stream.write_all(&self.request).await?;
        self.answer().await
    }

    async fn answer(&mut self) -> Result<u16> {
        self.received.clear();
        let head = loop {
            if let Some(end) = find(&self.received, b"\r\n\r\n") {
                break end + 4;
            }
            self.more().await?;
        };
        let text = std::str::from_utf8(&self.received[..head]).context("the head of the answer")?;
        let status = text.get(9..12).and_then(|code| code.parse().ok()).context("the status line")?;
        let length: usize = text
            .split("\r\n")
            .find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
            })
            .context("the answer has no Content-Length")?;
        while self.received.len() < head + length {
            self.more().await?;
        }
        Ok(status)
    }

    async fn more(&mut self) -> Result<()> {
        if self.received.len() > ANSWER_MAX {
            bail!("the answer is longer than {ANSWER_MAX} bytes");
        }
        match self.stream.read_buf(&mut self.received).await? {
            0 => bail!("the server closed the connection"),
            _ => Ok(()),
        }
    }

    /// The body of the last answer, for error messages.
    pub(super) fn last_body(&self) -> String {
        let start = find(&self.received, b"\r\n\r\n").map_or(0, |end| end + 4);
        String::from_utf8_lossy(&self.received[start..]).chars().take(300).collect()
    }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}
