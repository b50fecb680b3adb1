//! A world in which the monitor's rules are told as stories: a scripted server, a ledger, a desktop and a clock.
//!
//! Deliberately absent: real time, sockets, threads, a disk. What happens follows from a seed or a script alone.

pub mod world;
