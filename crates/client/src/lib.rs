//! Core's `Api` port over HTTPS: every outcome of a call becomes an `Observation` or a `Fault`.
//!
//! TLS is checked against the operating system's trust store, and what the user added to it. There is no redirect, no `Referer`, no cookie and no
//! cache; connecting, the whole call and the decompressed body are bounded. The token goes into one header, marked
//! sensitive, and into no log, URL or error.

mod certificates;
mod decode;
mod interfaces;
mod network;
mod outcome;
mod retry_after;
mod server;
mod text;
mod trouble;
mod visit;

use std::sync::Arc;
use std::time::Duration;

use hyper_util::client::proxy::matcher::Matcher;
use monitor_core::filter::Sought;
use monitor_core::ports::{Api, Ask, ListKind, Observation, Request};
use monitor_core::{EnvironmentId, Fault, Narrowing, Target, Version, WorkspaceId};
use monitor_wire::{LANE_HEADER, OperationQuery, WatchRequest, WatchTarget};
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderValue};
use reqwest::{RequestBuilder, Response};
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use interfaces::Interfaces;

pub use certificates::{CertificateProblem, Certificates};
pub use network::{Credentials, Network, Proxy, ProxyAddress, ProxyAddressProblem};
pub use retry_after::retry_after;
pub use server::{AddressProblem, Server};
pub use text::{harmless, line, steers};
pub use visit::{Route, Visit, Way};

/// The client could not be built.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the proxy's address cannot be followed")]
    Proxy,
    #[error("the token has characters that cannot travel")]
    Token,
    #[error("TLS could not be set up")]
    Tls,
}

/// One account's way to its server. Cheap to clone; clones share connections.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    server: Server,
    /// The proxies that its requests follow, for whoever examines the way.
    proxies: Arc<Matcher>,
    /// This computer's, for whether it has a network.
    interfaces: Interfaces,
}

impl Client {
    /// # Errors
    /// Where the token cannot be sent in a header, the proxy's address cannot be followed, or TLS has no trust store.
    pub fn new(server: Server, token: &str, network: &Network) -> Result<Self, Error> {
        let headers = HeaderMap::from_iter([
            (AUTHORIZATION, authorization(token)?),
            (ACCEPT, HeaderValue::from_static("application/json")),
        ]);
        let http = network
            .set_on(network::http(), &server)?
            .user_agent(concat!("tenantatlas-monitor/", env!("CARGO_PKG_VERSION")))
            .default_headers(headers)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(CONNECT_LIMIT)
            .pool_idle_timeout(IDLE_LIMIT)
            .build()
            .map_err(|_| Error::Tls)?;
        Ok(Self {
            http,
            server,
            proxies: Arc::new(network.rules()),
            interfaces: Interfaces::of_this_computer(),
        })
    }

    async fn ask(&self, ask: &Ask) -> Result<Observation, Fault> {
        let held = match ask {
            Ask::Watch { wait, .. } => *wait,
            Ask::Account | Ask::Details(_) | Ask::Filtered(..) | Ask::List(_) | Ask::Search(_) => {
                Duration::ZERO
            }
        };
        let request = prepared(self.request(ask), ask.lane(), held);
        let body = outcome::body(self.send(request).await).await?;
        decode(ask, &body)
    }

    /// What comes back first, whatever it says.
    async fn send(&self, request: RequestBuilder) -> Result<Response, Fault> {
        let sent = request.send().await;
        sent.map_err(|error| self.fault_of(&error))
    }

    fn request(&self, ask: &Ask) -> RequestBuilder {
        match ask {
            Ask::Account => self.http.get(self.server.url("/me")),
            Ask::Details(id) => self.http.get(self.server.url(&format!("/operations/{id}"))),
            Ask::Filtered(kind, narrowing) => self.operations(&narrowed(*kind, narrowing)),
            Ask::List(kind) => self.operations(&list_query(*kind)),
            Ask::Search(text) => self.operations(&OperationQuery {
                search: Some(text.clone()),
                limit: Some(SEARCH_ROWS),
                ..OperationQuery::default()
            }),
            Ask::Watch { targets, wait, .. } => {
                let body = WatchRequest {
                    wait_seconds: u32::try_from(wait.as_secs()).unwrap_or(u32::MAX),
                    targets: targets
                        .iter()
                        .map(|(target, version)| watch_target(*target, version.as_ref()))
                        .collect(),
                };
                self.http.post(self.server.url("/watch")).json(&body)
            }
        }
    }

    fn operations(&self, query: &OperationQuery) -> RequestBuilder {
        self.http.get(self.server.url("/operations")).query(query)
    }
}

/// In one piece, as a text that grows leaves copies behind. The header's own lives as long as the client, and cannot be
/// zeroed.
fn authorization(token: &str) -> Result<HeaderValue, Error> {
    let bearer = Zeroizing::new(["Bearer ", token].concat());
    let mut authorization = HeaderValue::from_str(&bearer).map_err(|_| Error::Token)?;
    authorization.set_sensitive(true);
    Ok(authorization)
}

/// What the body of a good answer to this question says.
///
/// # Errors
/// `Unreadable` where it is not of the contract.
pub fn decode(ask: &Ask, body: &[u8]) -> Result<Observation, Fault> {
    match ask {
        Ask::Account => decode::scope(parsed(body)?),
        Ask::Details(_) => decode::details(parsed(body)?),
        Ask::Filtered(..) | Ask::List(_) | Ask::Search(_) => decode::operations(parsed(body)?),
        Ask::Watch { .. } => decode::changes(parsed(body)?),
    }
}

fn prepared(request: RequestBuilder, lane: &'static str, held: Duration) -> RequestBuilder {
    request.header(LANE_HEADER, lane).timeout(CALL_LIMIT + held)
}

async fn read<T: DeserializeOwned>(sent: Result<Response, Fault>) -> Result<T, Fault> {
    parsed(&outcome::body(sent).await?)
}

fn parsed<T: DeserializeOwned>(body: &[u8]) -> Result<T, Fault> {
    serde_json::from_slice(body).map_err(|error| {
        // The category and the place alone: the text can hold what a tenant is called.
        tracing::warn!(category = ?error.classify(), column = error.column(), "an answer was unreadable");
        Fault::Unreadable
    })
}

impl Api for Client {
    async fn call(&self, request: Request) -> Result<Observation, Fault> {
        self.ask(&request.ask).await
    }
}

fn list_query(kind: ListKind) -> OperationQuery {
    let (status, problem_class, order) = match kind {
        ListKind::Active => (Some("active"), None, None),
        ListKind::Attention => (None, Some("attention"), None),
        ListKind::Recent => (Some("completed"), None, Some("ended")),
    };
    OperationQuery {
        status: status.map(str::to_owned),
        problem_class: problem_class.map(str::to_owned),
        order: order.map(str::to_owned),
        limit: Some(LIST_ROWS),
        ..OperationQuery::default()
    }
}

/// What is sought in a list is a part of it, and so may stand where the list's own filter would.
fn narrowed(kind: ListKind, narrowing: &Narrowing) -> OperationQuery {
    let mut query = OperationQuery {
        workspace: narrowing.workspace.map(WorkspaceId::value),
        environment: narrowing.environment.map(EnvironmentId::value),
        kind: narrowing.kind.clone(),
        ..list_query(kind)
    };
    match &narrowing.state {
        Some(Sought::Outcome(outcome)) => query.outcome = Some(outcome.as_str().to_owned()),
        Some(Sought::Stale) => query.problem_class = Some("active_stale_attention".to_owned()),
        Some(Sought::Status(status)) => query.status = Some(status.as_str().to_owned()),
        None => {}
    }
    query
}

fn watch_target(target: Target, version: Option<&Version>) -> WatchTarget {
    let target = match target {
        Target::Operation(id) => monitor_wire::Target::Operation(id.value()),
        Target::ReviewPack(id) => monitor_wire::Target::ReviewPack(id.value()),
    };
    WatchTarget {
        target,
        version: version.map(|version| version.as_str().to_owned()),
    }
}

const CONNECT_LIMIT: Duration = Duration::from_secs(10);
/// One whole call, on top of what the server was asked to hold.
const CALL_LIMIT: Duration = Duration::from_secs(15);
/// Longer than the longest plain interval, so that steady polling keeps its connection.
const IDLE_LIMIT: Duration = Duration::from_secs(90);
const LIST_ROWS: u32 = 50;
const SEARCH_ROWS: u32 = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_travels_in_a_header_that_is_shown_to_nobody() -> Result<(), Error> {
        let header = authorization("tam_canary")?;
        assert_eq!(header.as_bytes(), b"Bearer tam_canary");
        assert!(header.is_sensitive());
        assert!(!format!("{header:?}").contains("canary"), "{header:?}");
        Ok(())
    }
}
