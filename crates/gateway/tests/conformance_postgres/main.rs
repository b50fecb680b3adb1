//! The same suite as `conformance`, on a real PostgreSQL.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

#[path = "../conformance/access.rs"]
mod access;
#[path = "../client/mod.rs"]
mod client;
#[path = "../conformance/details.rs"]
mod details;
#[path = "../conformance/edges.rs"]
mod edges;
mod engine;
#[path = "../conformance/lists.rs"]
mod lists;
#[path = "../conformance/log.rs"]
mod log;
mod outage;
#[path = "../conformance/rights.rs"]
mod rights;
#[path = "../conformance/tokens.rs"]
mod tokens;
#[path = "../conformance/watch.rs"]
mod watch;
#[path = "../conformance/world.rs"]
mod world;
