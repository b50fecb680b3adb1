//! The monitor's rules as stories and as properties, told against a scripted server on a virtual clock.
//!
//! Deliberately absent: real time, sockets, a store on disk. A week passes in moments, and every run is the same.

mod access;
mod alerts;
mod away;
mod clocks;
mod every_fault;
mod fault_table;
mod faults;
mod filters;
mod grouping;
mod holding;
mod inspecting;
mod leftovers;
mod line;
mod lists;
mod muting;
mod notices;
mod owing;
mod pack_notices;
mod packs;
mod pins;
mod polling;
mod properties;
mod quiet;
mod quiet_hours;
mod restart;
mod retelling;
mod returning;
mod server_clock;
mod showing;
mod silence;
mod snoozing;
mod stories;
mod waking;
mod week;
