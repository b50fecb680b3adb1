//! Takes connections in, as many as there may be in all and of one address; one more is told so and closed.
//!
//! A client that waits in the kernel's queue would not know why, and one that is refused at once can come back later.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::connection::{Phase, Terms};
use super::crowd::{Crowd, Guest};
use super::metrics::Rejected;
use super::tls::Tls;

/// One listener with what its connections share.
pub(crate) struct Door {
    pub(crate) terms: Arc<Terms>,
    pub(crate) tls: Option<Arc<Tls>>,
    /// A permit for each open connection.
    pub(crate) room: Arc<Semaphore>,
    pub(crate) crowd: Arc<Crowd>,
    /// A permit for each client that is being told there is no room.
    pub(crate) doorstep: Arc<Semaphore>,
}

/// What a connection takes up until it ends.
type Place = (OwnedSemaphorePermit, Guest);

impl Door {
    pub(crate) fn new(terms: Terms, tls: Option<Arc<Tls>>, room: u32, crowd: Arc<Crowd>) -> Self {
        let room = usize::try_from(room).expect("the configuration's check keeps it small");
        Self {
            terms: Arc::new(terms),
            tls,
            room: Arc::new(Semaphore::new(room)),
            crowd,
            doorstep: Arc::new(Semaphore::new(DOORSTEP)),
        }
    }

    /// Never ends by itself; dropped, it closes the listener and leaves its connections alone.
    pub(crate) async fn attend(&self, mut listener: TcpListener, phase: &watch::Sender<Phase>) {
        loop {
            let (stream, peer) = Listener::accept(&mut listener).await;
            match self.place(peer.ip()) {
                Ok(place) => self.admit(stream, peer.ip(), place, phase.subscribe()),
                Err(rejected) => self.turn_away(stream, rejected),
            }
        }
    }

    fn place(&self, peer: IpAddr) -> Result<Place, Rejected> {
        let guest = self.crowd.enter(peer);
        let guest = guest.ok_or(Rejected::TooManyOfAddress)?;
        match Arc::clone(&self.room).try_acquire_owned() {
            Ok(permit) => Ok((permit, guest)),
            Err(_) => Err(Rejected::TooManyConnections),
        }
    }

    /// Returns once every connection is closed.
    pub(crate) async fn until_empty(&self, room: u32) {
        // The semaphore is never closed; were it, there would be nobody left.
        let _ = self.room.acquire_many(room).await;
    }

    fn admit(&self, stream: TcpStream, peer: IpAddr, place: Place, phase: watch::Receiver<Phase>) {
        // Small answers leave at once; where the system refuses, they leave a little later.
        let _ = stream.set_nodelay(true);
        let terms = Arc::clone(&self.terms);
        let connected = terms.metrics.connected();
        // Two kinds of task, so that a plain connection does not carry the size of a handshake.
        if let Some(tls) = &self.tls {
            let acceptor = tls.acceptor();
            tokio::spawn(async move {
                terms.converse_over_tls(stream, peer, acceptor, phase).await;
                drop((place, connected));
            });
        } else {
            tokio::spawn(async move {
                terms.converse(stream, peer, phase).await;
                drop((place, connected));
            });
        }
    }

    /// With a word in plain HTTP; with TLS a word would cost a handshake, and in a flood there is no time for it.
    fn turn_away(&self, stream: TcpStream, rejected: Rejected) {
        self.terms.metrics.rejected(rejected);
        let Ok(permit) = Arc::clone(&self.doorstep).try_acquire_owned() else {
            return;
        };
        if self.tls.is_none() {
            tokio::spawn(async move {
                let told = tokio::time::timeout(DOORSTEP_TIME, tell_there_is_no_room(stream));
                // Nobody is left to hear of it.
                let _ = told.await;
                drop(permit);
            });
        }
    }
}

/// Hears the client out, because a connection that is closed on unread bytes may lose what was said.
async fn tell_there_is_no_room(mut stream: TcpStream) -> std::io::Result<()> {
    stream.write_all(NO_ROOM.as_bytes()).await?;
    stream.shutdown().await?;
    let mut unread = [0; 1024];
    while stream.read(&mut unread).await? > 0 {}
    Ok(())
}

const DOORSTEP: usize = 64;
const DOORSTEP_TIME: Duration = Duration::from_secs(1);
const NO_ROOM: &str = concat!(
    "HTTP/1.1 503 Service Unavailable\r\n",
    "content-type: application/problem+json\r\n",
    "retry-after: 5\r\n",
    "cache-control: no-store\r\n",
    "x-content-type-options: nosniff\r\n",
    "connection: close\r\n",
    "content-length: 127\r\n",
    "\r\n",
    r#"{"type":"about:blank","title":"Service Unavailable","status":503,"#,
    r#""detail":"There are too many connections. Try again shortly."}"#,
);

#[cfg(test)]
mod tests {
    use monitor_wire::Problem;

    use super::*;

    #[test]
    fn the_word_at_the_door_is_a_whole_problem() {
        let (head, body) = NO_ROOM.split_once("\r\n\r\n").unwrap();
        let length = format!("content-length: {}", body.len());
        let problem: Problem = serde_json::from_str(body).unwrap();

        assert!(head.lines().any(|line| line == length), "{length}");
        assert_eq!(problem.status, 503);
        assert_eq!(problem.title, "Service Unavailable");
        assert_eq!(problem.kind, "about:blank");
    }
}
