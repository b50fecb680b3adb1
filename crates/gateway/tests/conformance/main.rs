//! The gateway against its contract, over real HTTP on a free port, with the simulator as TenantAtlas on SQLite.
//!
//! Nothing sleeps for luck: a test waits for a held watch to be held, or for an answer with a limit.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod access;
#[path = "../client/mod.rs"]
mod client;
mod contract;
mod details;
mod edges;
mod engine;
mod lists;
mod log;
mod reading;
mod rights;
mod tokens;
mod watch;
mod world;
