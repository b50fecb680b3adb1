//! One connection from its opening to its end: a handshake where there is TLS, then requests, one after another.

use std::convert::Infallible;
use std::error::Error;
use std::io;
use std::net::IpAddr;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

use super::metrics::{Metrics, Rejected};
use super::paced::{Answering, Bounds, Paced};
use super::peer::Peer;

/// What all connections of a listener share.
pub(crate) struct Terms {
    pub(crate) router: Router,
    pub(crate) bounds: Bounds,
    /// The most that is buffered of a head, and of an answer.
    pub(crate) buffer_bytes: usize,
    pub(crate) metrics: Metrics,
}

/// Told to every connection. Where its sender is gone, a connection ends at once.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Phase {
    Serving,
    /// Answer what was asked, then close.
    Draining,
}

impl Terms {
    pub(crate) async fn converse(
        &self,
        stream: TcpStream,
        peer: IpAddr,
        phase: watch::Receiver<Phase>,
    ) {
        self.answer(stream, peer, phase).await;
    }

    pub(crate) async fn converse_over_tls(
        &self,
        stream: TcpStream,
        peer: IpAddr,
        tls: TlsAcceptor,
        mut phase: watch::Receiver<Phase>,
    ) {
        let shaken = tokio::select! {
            shaken = timeout(self.bounds.head, tls.accept(stream)) => shaken,
            _ = is_draining(&mut phase) => return,
        };
        let Ok(Ok(stream)) = shaken else {
            self.metrics.rejected(Rejected::Handshake);
            return;
        };
        self.answer(stream, peer, phase).await;
    }

    async fn answer(
        &self,
        stream: impl AsyncRead + AsyncWrite + Unpin,
        peer: IpAddr,
        mut phase: watch::Receiver<Phase>,
    ) {
        let (stream, pulse) = Paced::new(stream, self.bounds);
        let service = service_fn(|request: Request<Incoming>| {
            let answering = pulse.begin();
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(Peer(peer));
            let answer = self.router.clone().oneshot(request);
            async move {
                let answer = answer.await?;
                Ok::<_, Infallible>(answer.map(|body| Spoken {
                    body,
                    _answering: answering,
                }))
            }
        });
        let mut http = http1::Builder::new();
        http.header_read_timeout(None::<Duration>)
            .max_buf_size(self.buffer_bytes);
        let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service));
        let drain = tokio::select! {
            biased;
            drain = is_draining(&mut phase) => drain,
            ended = connection.as_mut() => return self.note(ended),
        };
        if !drain {
            return;
        }
        connection.as_mut().graceful_shutdown();
        tokio::select! {
            ended = connection => self.note(ended),
            () = is_over(&mut phase) => {}
        }
    }

    fn note(&self, ended: hyper::Result<()>) {
        let Err(error) = ended else {
            return;
        };
        let cause = error
            .source()
            .and_then(|cause| cause.downcast_ref::<io::Error>());
        if cause.is_some_and(|cause| cause.kind() == io::ErrorKind::TimedOut) {
            self.metrics.rejected(Rejected::SlowSender);
        }
        tracing::debug!(%error, "a connection ended early");
    }
}

/// Returns once the server drains; false where it ends at once.
async fn is_draining(phase: &mut watch::Receiver<Phase>) -> bool {
    let draining = phase.wait_for(|phase| *phase == Phase::Draining).await;
    draining.is_ok()
}

async fn is_over(phase: &mut watch::Receiver<Phase>) {
    while phase.changed().await.is_ok() {}
}

/// An answer's body; with its end, the answering ends.
struct Spoken {
    body: Body,
    _answering: Answering,
}

impl HttpBody for Spoken {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
