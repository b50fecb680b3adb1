//! What every request passes on its way in, and its answer on the way out, as plain functions.
//!
//! axum's `from_fn` copies all that lies below it for every request, and a request that is held keeps the copies of every
//! layer for as long.

use std::convert::Infallible;
use std::future::ready;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use tower::{Layer, Service};

pub(crate) trait Step: Clone + Send + Sync + 'static {
    /// What is known of a request until it is answered; dropped without an answer where the client goes away.
    type Kept: Send + 'static;

    /// Refuses with an answer.
    fn before(&self, request: &mut Request) -> Result<Self::Kept, Box<Response>>;

    fn after(kept: Self::Kept, response: Response) -> Response;
}

/// The first is the outer one.
impl<A: Step, B: Step> Step for (A, B) {
    type Kept = (A::Kept, B::Kept);

    fn before(&self, request: &mut Request) -> Result<Self::Kept, Box<Response>> {
        let outer = self.0.before(request)?;
        match self.1.before(request) {
            Ok(inner) => Ok((outer, inner)),
            Err(refused) => Err(Box::new(A::after(outer, *refused))),
        }
    }

    fn after((outer, inner): Self::Kept, response: Response) -> Response {
        A::after(outer, B::after(inner, response))
    }
}

/// A step as a layer.
#[derive(Clone)]
pub(crate) struct Passing<T>(pub(crate) T);

#[derive(Clone)]
pub(crate) struct Passed<T, S> {
    step: T,
    inner: S,
}

impl<T: Step, S> Layer<S> for Passing<T> {
    type Service = Passed<T, S>;

    fn layer(&self, inner: S) -> Self::Service {
        Passed {
            step: self.0.clone(),
            inner,
        }
    }
}

impl<T, S> Service<Request> for Passed<T, S>
where
    T: Step,
    S: Service<Request, Error = Infallible>,
    S::Response: IntoResponse,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        let kept = match self.step.before(&mut request) {
            Ok(kept) => kept,
            Err(refused) => return Box::pin(ready(Ok(*refused))),
        };
        let answer = self.inner.call(request);
        Box::pin(async move {
            let response = answer.await?.into_response();
            Ok(T::after(kept, response))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use axum::body::Body;
    use axum::http::StatusCode;
    use tower::{ServiceExt, service_fn};

    use super::*;

    type Seen = Arc<Mutex<Vec<String>>>;

    #[derive(Clone)]
    struct Noted {
        name: &'static str,
        refuses: bool,
        seen: Seen,
    }

    impl Noted {
        fn note(&self, what: &str) {
            self.seen
                .lock()
                .unwrap()
                .push(format!("{what} {}", self.name));
        }
    }

    impl Step for Noted {
        type Kept = Self;

        fn before(&self, _: &mut Request) -> Result<Self, Box<Response>> {
            self.note("before");
            if self.refuses {
                return Err(Box::new(StatusCode::FORBIDDEN.into_response()));
            }
            Ok(self.clone())
        }

        fn after(kept: Self, response: Response) -> Response {
            kept.note(response.status().as_str());
            response
        }
    }

    /// What two steps around an answer saw, in order.
    async fn seen(inner_refuses: bool) -> Vec<String> {
        let seen = Seen::default();
        let noted = |name, refuses| Noted {
            name,
            refuses,
            seen: Arc::clone(&seen),
        };
        let steps = Passing((noted("outer", false), noted("inner", inner_refuses)));
        let answer =
            service_fn(|_: Request| async { Ok::<_, Infallible>(StatusCode::OK.into_response()) });
        let passed = steps.layer(answer);
        passed.oneshot(Request::new(Body::empty())).await.unwrap();
        let seen = seen.lock().unwrap();
        seen.clone()
    }

    #[tokio::test]
    async fn an_answer_passes_the_steps_in_the_other_direction() {
        assert_eq!(
            seen(false).await,
            ["before outer", "before inner", "200 inner", "200 outer"]
        );
    }

    #[tokio::test]
    async fn what_an_inner_step_refuses_passes_the_outer_one() {
        assert_eq!(
            seen(true).await,
            ["before outer", "before inner", "403 outer"]
        );
    }
}
