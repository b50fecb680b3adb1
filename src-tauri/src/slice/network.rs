//! The way to the server, as the user set it, and what is wrong with it. Never the proxy's password.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct NetworkSlice {
    /// As it holds; an address with a problem is not in it.
    pub(crate) proxy: ProxySlice,
    pub(crate) proxy_problem: Option<ProxyProblem>,
    pub(crate) password: PasswordState,
    /// The name of the file whose certificates are trusted, without its folder.
    pub(crate) ca_file: Option<String>,
    /// Of the file above, or of one that was chosen and not taken.
    pub(crate) ca_problem: Option<CaProblem>,
}

/// The proxy as it is set, and as it is to be set.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct ProxySlice {
    pub(crate) mode: ProxyMode,
    /// The address and the user stay while another mode holds.
    pub(crate) address: String,
    pub(crate) user: String,
}

/// The message id is `proxy-<code>`.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum ProxyMode {
    Manual,
    None,
    /// That of the environment, or of the system's settings.
    System,
}

/// Why a proxy's address was not taken. The message id is `proxy-problem-<code>`.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum ProxyProblem {
    /// A user or a password is in it, and it is written into a file.
    Credentials,
    Invalid,
    Scheme,
}

/// What is known of the proxy's password. The message id is `proxy-password-<code>`.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum PasswordState {
    /// The keyring has one.
    Kept,
    #[default]
    Missing,
    /// The keyring did not take it: it is in memory until the app ends.
    Unkept,
    /// The keyring could not be asked for it.
    Unreadable,
}

/// Why a file's certificates are not trusted. The message id is `ca-problem-<code>`.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum CaProblem {
    /// A folder, a pipe or a device.
    NoFile,
    NotPem,
    /// Its network drive did not answer in time.
    Slow,
    TooLarge,
    Unreadable,
}
