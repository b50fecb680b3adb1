//! A byte stream that does not wait for ever: for a request's head, for the next request, or for a client that takes
//! nothing in. While a request is being answered it sets no bound; that is the router's.
//!
//! hyper's own header timeout runs between two requests as well, so that it cannot be shorter than an idle connection
//! may last; that is why the bounds are kept here.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

#[derive(Clone, Copy)]
pub(crate) struct Bounds {
    /// From a head's first byte (on a fresh connection: from its opening) to its last.
    pub(crate) head: Duration,
    /// From an answer's end to the next head's first byte.
    pub(crate) idle: Duration,
    /// For a client to take in anything at all.
    pub(crate) stall: Duration,
}

/// Where a connection stands between its requests; the side that answers tells it.
#[derive(Default)]
pub(crate) struct Pulse {
    answering: AtomicBool,
    answered: AtomicUsize,
    /// The connection, where it looked for the next request before the answer was out.
    waits: Mutex<Option<Waker>>,
}

/// A request that is being answered, until dropped.
pub(crate) struct Answering(Arc<Pulse>);

impl Pulse {
    pub(crate) fn begin(self: &Arc<Self>) -> Answering {
        self.answering.store(true, Ordering::Relaxed);
        Answering(Arc::clone(self))
    }

    fn waits(&self) -> MutexGuard<'_, Option<Waker>> {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.answered.fetch_add(1, Ordering::Relaxed);
        self.0.answering.store(false, Ordering::Relaxed);
        if let Some(connection) = self.0.waits().take() {
            connection.wake();
        }
    }
}

pub(crate) struct Paced<S> {
    stream: S,
    pulse: Arc<Pulse>,
    bounds: Bounds,
    waiting: Waiting,
    /// The answers that `waiting` knows of.
    answered: usize,
    read: Option<Pin<Box<Sleep>>>,
    write: Option<Pin<Box<Sleep>>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Waiting {
    ForHead,
    ForNextRequest,
}

impl<S> Paced<S> {
    pub(crate) fn new(stream: S, bounds: Bounds) -> (Self, Arc<Pulse>) {
        let pulse = Arc::new(Pulse::default());
        let paced = Self {
            stream,
            pulse: Arc::clone(&pulse),
            bounds,
            waiting: Waiting::ForHead,
            answered: 0,
            read: None,
            write: None,
        };
        (paced, pulse)
    }

    fn is_answering(&self) -> bool {
        self.pulse.answering.load(Ordering::Relaxed)
    }

    /// After an answer the wait is for the next request.
    fn catch_up(&mut self) {
        let answered = self.pulse.answered.load(Ordering::Relaxed);
        if answered != self.answered {
            self.answered = answered;
            self.waiting = Waiting::ForNextRequest;
            self.read = None;
        }
    }

    fn received(&mut self) {
        if self.is_answering() {
            return;
        }
        self.catch_up();
        if self.waiting == Waiting::ForNextRequest {
            self.waiting = Waiting::ForHead;
            self.read = None;
        }
    }

    /// An idle connection ends as if the client had closed it; a slow head is an error.
    fn poll_overdue(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.is_answering() {
            self.read = None;
            *self.pulse.waits() = Some(context.waker().clone());
            return Poll::Pending;
        }
        self.catch_up();
        let bound = match self.waiting {
            Waiting::ForHead => self.bounds.head,
            Waiting::ForNextRequest => self.bounds.idle,
        };
        let timer = self.read.get_or_insert_with(|| Box::pin(sleep(bound)));
        ready!(timer.as_mut().poll(context));
        Poll::Ready(match self.waiting {
            Waiting::ForHead => Err(io::ErrorKind::TimedOut.into()),
            Waiting::ForNextRequest => Ok(()),
        })
    }

    fn poll_stalled<T>(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.write = None;
            return written;
        }
        let bound = self.bounds.stall;
        let timer = self.write.get_or_insert_with(|| Box::pin(sleep(bound)));
        ready!(timer.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Paced<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buffer.filled().len();
        let read = Pin::new(&mut this.stream).poll_read(context, buffer);
        if read.is_pending() {
            return this.poll_overdue(context);
        }
        if buffer.filled().len() > before {
            this.received();
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write(context, bytes);
        this.poll_stalled(context, written)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write_vectored(context, slices);
        this.poll_stalled(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let flushed = Pin::new(&mut this.stream).poll_flush(context);
        this.poll_stalled(context, flushed)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let closed = Pin::new(&mut this.stream).poll_shutdown(context);
        this.poll_stalled(context, closed)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    const BOUNDS: Bounds = Bounds {
        head: Duration::from_secs(10),
        idle: Duration::from_secs(120),
        stall: Duration::from_secs(30),
    };

    #[tokio::test(start_paused = true)]
    async fn a_head_that_drips_is_cut_when_its_time_is_over() {
        let (mut client, server) = duplex(64);
        let (mut paced, _pulse) = Paced::new(server, BOUNDS);
        let drip = tokio::spawn(async move {
            while client.write_all(b"x").await.is_ok() {
                sleep(Duration::from_secs(1)).await;
            }
        });

        let mut read = Vec::new();
        let error = paced.read_to_end(&mut read).await.unwrap_err();

        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        assert!((9..=11).contains(&read.len()), "{}", read.len());
        drop(paced);
        drip.await.unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_may_take_its_time_and_the_next_request_has_its_own() {
        let (mut client, server) = duplex(64);
        let (mut paced, pulse) = Paced::new(server, BOUNDS);
        let mut byte = [0];
        client.write_all(b"x").await.unwrap();
        paced.read_exact(&mut byte).await.unwrap();

        let answering = pulse.begin();
        let quiet = tokio::time::timeout(Duration::from_secs(3600), paced.read(&mut byte)).await;
        assert!(quiet.is_err());
        drop(answering);

        let since = tokio::time::Instant::now();
        assert_eq!(paced.read(&mut byte).await.unwrap(), 0);
        assert_eq!(since.elapsed().as_secs(), BOUNDS.idle.as_secs());
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_takes_nothing_in_is_cut() {
        let (_client, server) = duplex(8);
        let (mut paced, _pulse) = Paced::new(server, BOUNDS);

        let error = paced.write_all(&[0; 64]).await.unwrap_err();

        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }
}
