//! The ledger on a real file, and the history that a second reader has of it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod erasing;
mod exporting;
mod history;
mod migrating;
mod opening;
mod pins;
mod pruning;
mod quiet;
mod telling;
mod tending;
mod world;
