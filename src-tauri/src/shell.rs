//! The desktop: tray, menu, icon, notifications, windows. Each is a function of the view, compared before the operating
//! system is touched. One file for each operating system's way where the ways differ.

pub(crate) mod beside;
mod blueprint;
mod clock;
#[cfg(target_os = "linux")]
#[path = "shell/computer_linux.rs"]
pub(crate) mod computer;
pub(crate) mod icon;
mod kind;
pub(crate) mod menu;
pub(crate) mod notify;
pub(crate) mod places;
mod screens;
pub(crate) mod title;
pub(crate) mod tray;
pub(crate) mod windows;
