//! What the desktop app and the command line share: where things live, whose account it is, which way leads to its server,
//! which addresses are that server's, and what an administrator set for both.
//!
//! Deliberately absent: tokens (the keyring has them), what the app's settings mean (the app knows), and any log. A
//! file is read without a change to it, and written whole or not at all.

mod account;
mod folder;
mod links;
mod managed;
mod network;
mod settings;

pub use account::{AccountSettings, account_id};
pub use folder::{LEDGER_FILE, LOCK_FILE, data_folder, lock_folder, make_private_folder};
pub use links::Links;
pub use managed::{
    Expected, Managed, ManagedAlerts, ManagedOperations, ManagedPacks, ManagedProxy, Problem,
};
pub use network::{NetworkSettings, PROXY_PASSWORD, ProxyMode, ProxySettings, ProxyUser};
pub use settings::{
    ReadError, SharedSettings, keep_aside, known_or_default, read_settings, write_settings,
};

/// The name under which desktops know the monitor: of its data folder, and of its entries in the keyring.
pub const IDENTIFIER: &str = "dev.tenantatlas.monitor";
