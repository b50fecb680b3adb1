//! The gateway against hurried, slow, wrong and many clients, over real sockets on free ports.
//!
//! Nothing sleeps for luck: limits are set small, and a test waits for what must happen, with a limit.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

#[path = "../client/mod.rs"]
mod client;
mod limits;
mod metrics;
mod proxies;
mod rates;
mod signals;
mod stopping;
mod tls;
mod world;
