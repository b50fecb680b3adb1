//! The main job on a real desktop: the release-like app, a gateway in this process, and everything a user would see.
//!
//! Each story has a world of its own; three run at a time. Its name is what it proves.
#![cfg(target_os = "linux")]

mod accounts;
mod away;
mod buttons;
mod capabilities;
mod checking;
mod clocks;
mod crashed;
mod demo;
mod desk;
mod disk;
mod doctor;
#[cfg(target_arch = "x86_64")]
mod engine;
mod faults;
mod held;
mod hidden;
mod history;
mod hostile;
mod inspecting;
mod instance;
mod item;
mod keyring;
mod kills;
mod links;
mod lists;
mod managed;
mod networks;
mod notifications;
mod nowhere;
mod packs;
mod palette;
mod panel;
mod pinned;
mod placing;
mod privacy;
mod quiet;
mod restart;
mod scheduled;
mod screens;
mod settings;
mod signing_in;
mod strangers;
mod suspended;
mod together;
mod tray;
mod waking;
mod withheld;
mod world;
