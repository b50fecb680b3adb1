//! The repository's commands, the headless desktop that the end-to-end tests run on, and the PostgreSQL of the
//! gateway's and the simulator's.
//!
//! Linux only where a desktop or PostgreSQL is involved. Nothing here ships with the app.
#![allow(
    clippy::print_stdout,
    reason = "these are command-line programs; their output is the point"
)]

mod app;
pub mod bench;
pub mod demo;
pub mod desktop;
pub mod footprint;
pub mod fuzz;
pub mod gallery;
pub mod icons;
pub mod latency;
pub mod package;
pub mod packages;
pub mod pictures;
pub mod postgres;
mod released;
mod shell;
pub mod simulate;
pub mod test;
mod wait;

pub use desktop::{
    Desktop, MenuItem, Notification, Options, Running, TraySignals, WebDriver, Window,
};
pub use wait::eventually;
