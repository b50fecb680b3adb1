//! What the gateway counts of itself, for Prometheus. No label names a user, a token, a workspace or an address.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use crate::store::NAMES;

/// Cheap to clone.
#[derive(Clone)]
pub(crate) struct Metrics(Arc<Counted>);

struct Counted {
    registry: Registry,
    requests: Family<Answered, Counter>,
    request_duration: Family<Route, Histogram>,
    held_watches: Gauge,
    connections: Gauge,
    rate_limited: Family<Kind, Counter>,
    rejected: Family<Reason, Counter>,
    database_statements: Family<Statement, Counter>,
    database_look_duration: Histogram,
    database_look_targets: Counter,
    database_away: Counter,
}

/// Whose limit a request was over.
#[derive(Clone, Copy)]
pub(crate) enum Limited {
    Address,
    Token,
}

/// Why a connection or a request was turned away before it was understood.
#[derive(Clone, Copy)]
pub(crate) enum Rejected {
    /// A handshake failed or took too long.
    Handshake,
    /// A head, a body or the taking in of an answer took too long.
    SlowSender,
    TooManyConnections,
    TooManyOfAddress,
}

/// An open connection, until dropped.
pub(crate) struct Connected(Gauge);

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Answered {
    route: String,
    method: &'static str,
    status: &'static str,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Route {
    route: String,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Kind {
    by: &'static str,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Reason {
    reason: &'static str,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Statement {
    statement: &'static str,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut counted = Counted {
            registry: Registry::with_prefix("tenantatlas_gateway"),
            requests: Family::default(),
            request_duration: Family::new_with_constructor(request_seconds),
            held_watches: Gauge::default(),
            connections: Gauge::default(),
            rate_limited: Family::default(),
            rejected: Family::default(),
            database_statements: Family::default(),
            database_look_duration: Histogram::new(LOOK_BUCKETS),
            database_look_targets: Counter::default(),
            database_away: Counter::default(),
        };
        counted.register();
        Self(Arc::new(counted))
    }

    /// A statement was sent to the database.
    pub(crate) fn statement(&self, name: &'static str) {
        let sent = Statement { statement: name };
        self.0.database_statements.get_or_create(&sent).inc();
    }

    /// How often each statement was sent.
    pub(crate) fn statements(&self) -> BTreeMap<&'static str, u64> {
        let sent = |statement| {
            let counter = self
                .0
                .database_statements
                .get_or_create(&Statement { statement });
            counter.get()
        };
        NAMES.into_iter().map(|name| (name, sent(name))).collect()
    }

    /// The observer looked at the database for this many targets.
    pub(crate) fn look(&self, took: Duration, targets: usize) {
        self.0.database_look_duration.observe(took.as_secs_f64());
        let targets = u64::try_from(targets).unwrap_or(u64::MAX);
        self.0.database_look_targets.inc_by(targets);
    }

    /// The database did not answer.
    pub(crate) fn database_away(&self) {
        self.0.database_away.inc();
    }

    /// A request was answered, or its client went away; `took` where nothing held it.
    pub(crate) fn answered(
        &self,
        route: String,
        method: &'static str,
        status: &'static str,
        took: Option<Duration>,
    ) {
        let Counted {
            requests,
            request_duration,
            ..
        } = &*self.0;
        let route = Route { route };
        if let Some(took) = took {
            let duration = request_duration.get_or_create(&route);
            duration.observe(took.as_secs_f64());
        }
        let answered = Answered {
            route: route.route,
            method,
            status,
        };
        requests.get_or_create(&answered).inc();
    }

    pub(crate) fn limited(&self, limited: Limited) {
        let by = match limited {
            Limited::Address => "address",
            Limited::Token => "token",
        };
        self.0.rate_limited.get_or_create(&Kind { by }).inc();
    }

    pub(crate) fn rejected(&self, rejected: Rejected) {
        let reason = match rejected {
            Rejected::Handshake => "handshake",
            Rejected::SlowSender => "slow_sender",
            Rejected::TooManyConnections => "too_many_connections",
            Rejected::TooManyOfAddress => "too_many_of_address",
        };
        self.0.rejected.get_or_create(&Reason { reason }).inc();
    }

    pub(crate) fn connected(&self) -> Connected {
        self.0.connections.inc();
        Connected(self.0.connections.clone())
    }

    /// Everything, as OpenMetrics text, which Prometheus reads.
    pub(crate) fn text(&self, held_watches: usize) -> String {
        let held = i64::try_from(held_watches).unwrap_or(i64::MAX);
        self.0.held_watches.set(held);
        let mut text = String::new();
        text::encode(&mut text, &self.0.registry).expect("a string takes every write");
        text
    }
}

impl Counted {
    fn register(&mut self) {
        let registry = &mut self.registry;
        let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("build", "What is running", version);
        registry.register(
            "requests",
            "Requests by route, method and class of status; 'gone' where the client did not wait",
            self.requests.clone(),
        );
        registry.register_with_unit(
            "request_duration",
            "How long an answer took; without watches, which are held",
            Unit::Seconds,
            self.request_duration.clone(),
        );
        registry.register("held_watches", "Watches held", self.held_watches.clone());
        registry.register("connections", "Open connections", self.connections.clone());
        registry.register(
            "rate_limited",
            "Requests over the limit of their token or address",
            self.rate_limited.clone(),
        );
        registry.register(
            "rejected",
            "Connections and requests that were turned away",
            self.rejected.clone(),
        );
        self.register_database();
    }

    fn register_database(&mut self) {
        let registry = &mut self.registry;
        registry.register(
            "database_statements",
            "Statements sent to the database",
            self.database_statements.clone(),
        );
        registry.register_with_unit(
            "database_look_duration",
            "How long the observer's looks at the database took",
            Unit::Seconds,
            self.database_look_duration.clone(),
        );
        registry.register(
            "database_look_targets",
            "Targets the observer looked for",
            self.database_look_targets.clone(),
        );
        registry.register(
            "database_away",
            "How often the database did not answer",
            self.database_away.clone(),
        );
    }
}

impl Drop for Connected {
    fn drop(&mut self) {
        self.0.dec();
    }
}

fn request_seconds() -> Histogram {
    Histogram::new(REQUEST_BUCKETS)
}

const REQUEST_BUCKETS: [f64; 9] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.0, 10.0];
const LOOK_BUCKETS: [f64; 9] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 1.0, 5.0];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_counted_is_told() {
        let metrics = Metrics::new();
        metrics.statement("active");
        metrics.statement("active");
        metrics.look(Duration::from_millis(4), 20);
        metrics.database_away();
        metrics.limited(Limited::Token);
        metrics.rejected(Rejected::TooManyConnections);
        let open = metrics.connected();
        drop(metrics.connected());

        let text = metrics.text(3);

        for line in [
            concat!(
                "tenantatlas_gateway_build_info{version=\"",
                env!("CARGO_PKG_VERSION"),
                "\"} 1"
            ),
            "tenantatlas_gateway_database_statements_total{statement=\"active\"} 2",
            "tenantatlas_gateway_database_look_duration_seconds_count 1",
            "tenantatlas_gateway_database_look_targets_total 20",
            "tenantatlas_gateway_database_away_total 1",
            "tenantatlas_gateway_rate_limited_total{by=\"token\"} 1",
            "tenantatlas_gateway_rejected_total{reason=\"too_many_connections\"} 1",
            "tenantatlas_gateway_connections 1",
            "tenantatlas_gateway_held_watches 3",
        ] {
            assert!(text.lines().any(|told| told == line), "{line}\n{text}");
        }
        drop(open);
    }
}
