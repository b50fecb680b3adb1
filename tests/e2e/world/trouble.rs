//! The way between the app and the gateway, and what can go wrong on it: the test says what, as often as it likes, while
//! the app runs.
//!
//! An answer that is spoiled is the gateway's own, and it is spoiled on the socket. It is read whole for that, and so there
//! is one request to a connection while something goes wrong; else bytes are carried and nothing is read.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use xtask::eventually;

use super::ahead::ahead;
use super::{LIMIT, World};

/// What goes wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Trouble {
    /// The server's clock is five minutes ahead.
    Ahead,
    /// Bodies arrive with every byte changed.
    Corrupt,
    /// The connection ends in the middle of a body.
    Cut,
    /// Where an answer is awaited, nothing more is carried and the connection stays. New ones are carried.
    HalfOpen,
    /// HTTP 407: a proxy wants to know who asks.
    ProxyAuthentication,
    /// Bodies arrive piece by piece, within a second.
    Slow,
    /// Connections are taken, and no request is answered.
    Stalled,
    /// HTTP 429, with a pause of one second.
    Throttled,
    /// Half of a body arrives, and its head says that this is all of it.
    Truncated,
}

/// A way to the gateway. It ends with the world's runtime.
pub(crate) struct Way {
    address: SocketAddr,
    trouble: watch::Sender<Option<Trouble>>,
    /// Requests that were answered wrongly or not at all.
    met: Arc<AtomicU32>,
}

impl World {
    /// Makes a way of its own for the app to the gateway; not while the app runs.
    pub(crate) fn way(&self) -> Result<Way> {
        let way = self.way_to(&self.atlas)?;
        self.reach_at(&way.server())?;
        Ok(way)
    }
}

impl Way {
    pub(super) async fn start(gateway: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .context("Failed to listen on the way")?;
        let address = listener.local_addr()?;
        let (trouble, told) = watch::channel(None);
        let met = Arc::new(AtomicU32::new(0));
        let counter = Arc::clone(&met);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let passage = Passage {
                    client,
                    gateway,
                    trouble: told.clone(),
                };
                let counter = Arc::clone(&counter);
                tokio::spawn(async move {
                    // However it ends, its connections are closed, and either end knows what to make of that.
                    let _ = passage.go(&counter).await;
                });
            }
        });
        Ok(Self {
            address,
            trouble,
            met,
        })
    }

    /// The server's address for whoever goes this way.
    pub(crate) fn server(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From here on this goes wrong. Connections that there are end, unless they are to be silent.
    pub(crate) fn meets(&self, trouble: Trouble) {
        self.trouble.send_replace(Some(trouble));
    }

    /// From here on everything is carried again, on new connections.
    pub(crate) fn clears(&self) {
        self.trouble.send_replace(None);
    }

    /// How many requests met something that went wrong so far.
    pub(crate) fn met(&self) -> u32 {
        self.met.load(Ordering::SeqCst)
    }

    /// Waits until one more than so many did.
    pub(crate) fn wait_for_another(&self, met: u32) -> Result<()> {
        eventually("another request on the way", LIMIT, || {
            Ok((self.met() > met).then_some(()))
        })
    }
}

/// One connection of the app's.
struct Passage {
    client: TcpStream,
    gateway: SocketAddr,
    trouble: watch::Receiver<Option<Trouble>>,
}

impl Passage {
    async fn go(mut self, met: &AtomicU32) -> io::Result<()> {
        let trouble = *self.trouble.borrow_and_update();
        match trouble {
            None | Some(Trouble::HalfOpen) => self.carry().await,
            Some(trouble) => {
                tokio::select! {
                    done = spoil(&mut self.client, self.gateway, trouble, met) => done,
                    _ = self.trouble.changed() => Ok(()),
                }
            }
        }
    }

    /// Carries bytes both ways until one end closes, or until something else goes wrong or nothing does.
    async fn carry(&mut self) -> io::Result<()> {
        let mut server = TcpStream::connect(self.gateway).await?;
        let (mut request, mut answer) = (vec![0; BUFFER], vec![0; BUFFER]);
        let mut is_awaited = false;
        loop {
            tokio::select! {
                // What goes wrong does so before anything that comes later.
                biased;
                _ = self.trouble.changed() => break,
                read = self.client.read(&mut request) => {
                    let read = read?;
                    if read == 0 {
                        return Ok(());
                    }
                    is_awaited = true;
                    server.write_all(&request[..read]).await?;
                }
                read = server.read(&mut answer) => {
                    let read = read?;
                    if read == 0 {
                        return Ok(());
                    }
                    is_awaited = false;
                    self.client.write_all(&answer[..read]).await?;
                }
            }
        }
        let is_half_open = *self.trouble.borrow_and_update() == Some(Trouble::HalfOpen);
        if is_awaited && is_half_open {
            // Both ends stay open, and nobody reads.
            let _ = self.trouble.changed().await;
        }
        Ok(())
    }
}

async fn spoil(
    client: &mut TcpStream,
    gateway: SocketAddr,
    trouble: Trouble,
    met: &AtomicU32,
) -> io::Result<()> {
    let request = read_request(client).await?;
    met.fetch_add(1, Ordering::SeqCst);
    match trouble {
        Trouble::ProxyAuthentication => client.write_all(PROXY_AUTHENTICATION).await,
        Trouble::Stalled => std::future::pending().await,
        Trouble::Throttled => client.write_all(THROTTLED).await,
        Trouble::Slow => drip(client, &answer(gateway, &request).await?).await,
        Trouble::Ahead
        | Trouble::Corrupt
        | Trouble::Cut
        | Trouble::HalfOpen
        | Trouble::Truncated => {
            let answer = answer(gateway, &request).await?;
            client.write_all(&spoiled(&answer, trouble)).await
        }
    }
}

/// The request with its body.
async fn read_request(client: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut request = Vec::new();
    loop {
        let (head, body) = parts(&request);
        if !head.is_empty() && body.len() >= body_length(head) {
            return Ok(request);
        }
        if client.read_buf(&mut request).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

/// What the gateway answers to it.
async fn answer(gateway: SocketAddr, request: &[u8]) -> io::Result<Vec<u8>> {
    let mut server = TcpStream::connect(gateway).await?;
    server.write_all(&plain(request)).await?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).await?;
    Ok(answer)
}

/// The same request, for an answer that is not compressed and ends with its connection.
fn plain(request: &[u8]) -> Vec<u8> {
    let (head, body) = parts(request);
    let head = String::from_utf8_lossy(head);
    let kept = head
        .trim_end()
        .lines()
        .filter(|line| !line.to_ascii_lowercase().starts_with("accept-encoding:"));
    let lines: Vec<_> = kept.chain(["connection: close", "", ""]).collect();
    [lines.join("\r\n").as_bytes(), body].concat()
}

fn spoiled(answer: &[u8], trouble: Trouble) -> Vec<u8> {
    let (head, body) = parts(answer);
    let half = &body[..body.len() / 2];
    match trouble {
        Trouble::Ahead => ahead(answer),
        Trouble::Corrupt => {
            let changed: Vec<_> = body.iter().map(|byte| byte ^ 0x15).collect();
            [head, changed.as_slice()].concat()
        }
        Trouble::Truncated => {
            let head = format!("{JSON}content-length: {}\r\n\r\n", half.len());
            [head.as_bytes(), half].concat()
        }
        Trouble::Cut
        | Trouble::HalfOpen
        | Trouble::ProxyAuthentication
        | Trouble::Slow
        | Trouble::Stalled
        | Trouble::Throttled => [head, half].concat(),
    }
}

async fn drip(client: &mut TcpStream, answer: &[u8]) -> io::Result<()> {
    let (head, body) = parts(answer);
    client.write_all(head).await?;
    for piece in body.chunks(body.len() / PIECES + 1) {
        tokio::time::sleep(PAUSE).await;
        client.write_all(piece).await?;
        client.flush().await?;
    }
    Ok(())
}

/// Head, with the empty line that ends it, and body. An empty head is one that has not ended.
fn parts(message: &[u8]) -> (&[u8], &[u8]) {
    let end = message.windows(4).position(|four| four == b"\r\n\r\n");
    message.split_at(end.map_or(0, |end| end + 4))
}

/// As the head says it.
fn body_length(head: &[u8]) -> usize {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"));
    length
        .and_then(|length| length.trim().parse().ok())
        .unwrap_or(0)
}

const JSON: &str = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/json\r\n";
const PROXY_AUTHENTICATION: &[u8] =
    b"HTTP/1.1 407 Proxy Authentication Required\r\nconnection: close\r\n\
    proxy-authenticate: Basic realm=\"proxy\"\r\ncontent-length: 0\r\n\r\n";
const THROTTLED: &[u8] =
    b"HTTP/1.1 429 Too Many Requests\r\nconnection: close\r\nretry-after: 1\r\n\
    content-length: 0\r\n\r\n";
const BUFFER: usize = 16 * 1024;
/// Of a body that arrives slowly, and the time before each.
const PIECES: usize = 9;
const PAUSE: Duration = Duration::from_millis(100);
