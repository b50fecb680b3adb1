//! One keep-alive connection that asks one thing after the other, with the headers that the app sends.

use std::borrow::Cow;
use std::io::Read;
use std::net::SocketAddr;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{
    ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HOST, IF_NONE_MATCH,
};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use monitor_wire::WatchRequest;
use serde::de::DeserializeOwned;
use tokio::net::TcpStream;

pub(crate) type Ask = Request<Full<Bytes>>;

pub(crate) struct Line {
    sender: SendRequest<Full<Bytes>>,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    /// When its head was there.
    pub(crate) arrived: Instant,
    /// As it travelled.
    pub(crate) body: Bytes,
    zipped: bool,
}

impl Line {
    pub(crate) async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await;
        let stream = stream.with_context(|| format!("Failed to connect to {address}"))?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(async move {
            // Why it ended is told to whoever asks next.
            let _ = connection.await;
        });
        Ok(Self { sender })
    }

    pub(crate) async fn ask(&mut self, ask: Ask) -> Result<Answer> {
        self.sender.ready().await?;
        let response = self.sender.send_request(ask).await?;
        let arrived = Instant::now();
        let status = response.status();
        let zipped = response.headers().contains_key(CONTENT_ENCODING);
        let body = response.into_body().collect().await?.to_bytes();
        Ok(Answer {
            status,
            arrived,
            body,
            zipped,
        })
    }
}

impl Answer {
    pub(crate) fn text(&self) -> Result<Cow<'_, str>> {
        if !self.zipped {
            return Ok(Cow::Borrowed(std::str::from_utf8(&self.body)?));
        }
        let mut text = String::new();
        GzDecoder::new(&self.body[..]).read_to_string(&mut text)?;
        Ok(Cow::Owned(text))
    }

    /// What it says, where it is a good answer.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T> {
        let text = self.text()?;
        if self.status != StatusCode::OK {
            bail!("the gateway answered {}: {text}", self.status);
        }
        serde_json::from_str(&text).context("the gateway's answer has another shape")
    }
}

pub(crate) fn get(path: &str, token: &str) -> Result<Ask> {
    let head = head(Method::GET, path, token);
    Ok(head.body(Full::default())?)
}

/// Asks whether there is anything newer than that version.
pub(crate) fn get_newer(path: &str, token: &str, version: &str) -> Result<Ask> {
    let head = head(Method::GET, path, token).header(IF_NONE_MATCH, format!("\"{version}\""));
    Ok(head.body(Full::default())?)
}

pub(crate) fn watch(token: &str, request: &WatchRequest) -> Result<Ask> {
    let body = Bytes::from(serde_json::to_vec(request)?);
    let head = head(Method::POST, WATCH, token).header(CONTENT_TYPE, "application/json");
    Ok(head.body(Full::new(body))?)
}

/// Without a token: the operator's address wants none.
pub(crate) async fn operators_page(address: SocketAddr, path: &str) -> Result<Answer> {
    let ask = Request::builder()
        .uri(path)
        .header(HOST, "gateway.example.com");
    Line::open(address)
        .await?
        .ask(ask.body(Full::default())?)
        .await
}

fn head(method: Method, path: &str, token: &str) -> hyper::http::request::Builder {
    Request::builder()
        .method(method)
        .uri(path)
        .header(HOST, "gateway.example.com")
        .header(ACCEPT_ENCODING, "gzip")
        .header(AUTHORIZATION, format!("Bearer {token}"))
}

pub(crate) const WATCH: &str = "/api/v1/watch";
pub(crate) const OPERATIONS: &str = "/api/v1/operations";
