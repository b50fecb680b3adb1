//! A world in which the monitor's rules are told as stories: a scripted server, a ledger, a desktop and a clock; and the
//! stories of a simulation, each of which follows from its seed.
//!
//! Deliberately absent: real time, sockets, threads, a disk. What happens follows from a seed or a script alone.

pub mod chance;
pub mod plan;
pub mod play;
pub mod shrink;
pub mod step;
pub mod tally;
pub mod world;
