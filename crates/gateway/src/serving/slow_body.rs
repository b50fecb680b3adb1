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
use axum::extract::{Request, State};
use axum::http::header::{CONNECTION, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hyper::body::{Frame, SizeHint};
use tokio::time::{Sleep, sleep};

use super::Serving;
use super::metrics::Rejected;
use crate::refusal::Refusal;

pub(crate) async fn cap_body_time(
    State(serving): State<Arc<Serving>>,
    request: Request,
    next: Next,
) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let late = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&late);
    let bounded = |body| {
        Body::new(Bounded {
            body,
            bound: serving.body_time,
            timer: None,
            late: told,
        })
    };
    let response = next.run(request.map(bounded)).await;
    if !late.load(Ordering::Relaxed) {
        return response;
    }
    serving.metrics.rejected(Rejected::SlowSender);
    let mut refused = Refusal::SlowBody.into_response();
    let headers = refused.headers_mut();
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    refused
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
