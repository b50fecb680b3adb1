//! The program itself, against a real gateway over a simulated TenantAtlas.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod account;
mod asking;
mod network;
mod packs;
#[cfg(target_os = "linux")]
mod terminal;
mod usage;
mod watching;
mod world;
