//! A bound on how long a whole request body may take; one that is late is answered 408 and its connection closed.
//!
//! tower-http's body timeout begins anew with every piece, so that a client may drip for ever; this one does not.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::header::{CONNECTION, HeaderValue};
use axum::response::{IntoResponse, Response};
use hyper::body::{Frame, SizeHint};
use tokio::time::{Sleep, sleep};

use super::Serving;
use super::metrics::Rejected;
use crate::refusal::Refusal;
use crate::step::Step;

#[derive(Clone)]
pub(crate) struct CapBodyTime(pub(crate) Arc<Serving>);

/// Whether a body was late, and where that is counted.
pub(crate) struct Awaited {
    late: Arc<AtomicBool>,
    serving: Arc<Serving>,
}

impl Step for CapBodyTime {
    /// None where there is no body.
    type Kept = Option<Awaited>;

    fn before(&self, request: &mut Request) -> Result<Option<Awaited>, Box<Response>> {
        if request.body().is_end_stream() {
            return Ok(None);
        }
        let late = Arc::new(AtomicBool::new(false));
        let body = std::mem::take(request.body_mut());
        *request.body_mut() = Body::new(Bounded {
            body,
            bound: self.0.body_time,
            timer: None,
            late: Arc::clone(&late),
        });
        let serving = Arc::clone(&self.0);
        Ok(Some(Awaited { late, serving }))
    }

    fn after(awaited: Option<Awaited>, response: Response) -> Response {
        let Some(awaited) = awaited.filter(|body| body.late.load(Ordering::Relaxed)) else {
            return response;
        };
        awaited.serving.metrics.rejected(Rejected::SlowSender);
        let mut refused = Refusal::SlowBody.into_response();
        let headers = refused.headers_mut();
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
        refused
    }
}

/// Counts from the first time that it has to wait.
struct Bounded {
    body: Body,
    bound: Duration,
    timer: Option<Pin<Box<Sleep>>>,
    late: Arc<AtomicBool>,
}

impl HttpBody for Bounded {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let this = self.get_mut();
        let frame = Pin::new(&mut this.body).poll_frame(context);
        if frame.is_ready() {
            return frame;
        }
        let bound = this.bound;
        let timer = this.timer.get_or_insert_with(|| Box::pin(sleep(bound)));
        if timer.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        this.late.store(true, Ordering::Relaxed);
        let late = io::Error::from(io::ErrorKind::TimedOut);
        Poll::Ready(Some(Err(axum::Error::new(late))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
