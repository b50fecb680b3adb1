//! Every way an HTTP call can end, in one `match`.

use std::time::Duration;

use futures_util::StreamExt;
use jiff::Timestamp;
use monitor_core::Fault;
use reqwest::header::{CONTENT_TYPE, DATE, HeaderName, RETRY_AFTER};
use reqwest::{Response, StatusCode};

/// The body of a good answer, or why there is none.
pub(crate) async fn body(sent: Result<Response, Fault>) -> Result<Vec<u8>, Fault> {
    let response = sent?;
    match response.status() {
        StatusCode::OK if is_json(&response) => read(response).await,
        // A login page in the place of an answer: the session in between has ended.
        StatusCode::OK if is_html(&response) => Err(Fault::SignedOut),
        StatusCode::OK => Err(Fault::Unreadable),
        StatusCode::UNAUTHORIZED => Err(Fault::SignedOut),
        StatusCode::FORBIDDEN => Err(Fault::Forbidden),
        StatusCode::NOT_FOUND | StatusCode::GONE => Err(Fault::Gone),
        StatusCode::TOO_MANY_REQUESTS => Err(Fault::Throttled {
            retry_after: retry_after(&response),
        }),
        // A proxy that wants to know who asks: the server was not reached, and the token says nothing to a proxy.
        StatusCode::PROXY_AUTHENTICATION_REQUIRED => Err(Fault::Proxy {
            authentication: true,
        }),
        StatusCode::REQUEST_TIMEOUT => Err(Fault::Unreached),
        status if status.is_server_error() => Err(Fault::Server {
            retry_after: retry_after(&response),
        }),
        // Another success, a redirect (a captive portal, an address that moved), or a refusal of our own request.
        _ => Err(Fault::Unreadable),
    }
}

async fn read(response: Response) -> Result<Vec<u8>, Fault> {
    let mut body = Vec::new();
    let mut chunks = response.bytes_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|error| {
            if error.is_timeout() {
                Fault::Unreached
            } else {
                Fault::Unreadable
            }
        })?;
        if body.len() + chunk.len() > BODY_LIMIT {
            return Err(Fault::Unreadable);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn is_json(response: &Response) -> bool {
    media_type(response).is_some_and(|media| media == "application/json")
}

fn is_html(response: &Response) -> bool {
    media_type(response)
        .is_some_and(|media| media == "text/html" || media == "application/xhtml+xml")
}

fn media_type(response: &Response) -> Option<String> {
    let value = header(response, &CONTENT_TYPE)?;
    Some(value.split(';').next()?.trim().to_ascii_lowercase())
}

fn header<'a>(response: &'a Response, name: &HeaderName) -> Option<&'a str> {
    response.headers().get(name)?.to_str().ok()
}

fn retry_after(response: &Response) -> Option<Duration> {
    let sent = response.headers().get_all(RETRY_AFTER).iter();
    let values = sent.filter_map(|value| value.to_str().ok());
    crate::retry_after(values, header(response, &DATE), Timestamp::now())
}

/// Of the decompressed body.
const BODY_LIMIT: usize = 1024 * 1024;
