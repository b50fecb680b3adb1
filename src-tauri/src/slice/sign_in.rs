//! The sign-in window: how far the attempt is, and what went wrong. Never the token.

use serde::Serialize;
use ts_rs::TS;

use super::look::LookSlice;
use super::managed::ManagedSlice;
use super::network::NetworkSlice;
use super::overview::Warning;

/// The sign-in window.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct SignInSlice {
    pub(crate) look: LookSlice,
    /// The address that an administrator set, else the one last used, or empty.
    pub(crate) server: String,
    /// No tray shows the icon, and it is the last window: it minimises instead of closing.
    pub(crate) minimises: bool,
    pub(crate) managed: ManagedSlice,
    pub(crate) phase: SignInPhase,
    pub(crate) network: NetworkSlice,
    /// Of the settings: without them the monitor may have forgotten who was signed in.
    pub(crate) warnings: Vec<Warning>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum SignInPhase {
    Idle,
    Checking,
    /// The attempt failed; the message id `sign-in-problem-<problem>` says why and what to do.
    Failed {
        problem: SignInProblem,
    },
    /// The token was right, but the keyring did not take it; the user may go on with the token in memory.
    KeyringFailed {
        problem: KeyringProblem,
    },
    /// The kept token could not be read; the message id `keyring-unread-<problem>` says why and what to do.
    KeyringUnreadable {
        problem: KeyringProblem,
    },
    /// The keyring is asked once more for the kept token.
    AskingKeyring,
    SignedOut {
        parting: Parting,
    },
    /// The demo is being prepared.
    DemoStarting,
    DemoFailed,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum SignInProblem {
    /// Signed in to another server than an administrator set.
    AccountElsewhere,
    AddressInvalid,
    AddressNotHttps,
    CertificateExpired,
    /// It is another server's.
    CertificateName,
    CertificateNotYetValid,
    NotAGateway,
    /// This computer has no network.
    Offline,
    /// The proxy does not lead to the server.
    Proxy,
    /// The proxy wants a user and a password, or others.
    ProxyAuthentication,
    ServerTrouble,
    Throttled,
    TokenEmpty,
    TokenRefused,
    Unreached,
    /// A certificate that this computer does not trust.
    Untrusted,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum KeyringProblem {
    Absent,
    /// It has a part of the token.
    Broken,
    Denied,
    Locked,
    Slow,
}

/// What became of the token after signing out; the message id is `signed-out-<parting>`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum Parting {
    KeptAbsent,
    KeptDenied,
    KeptLocked,
    KeptSlow,
    Removed,
    Removing,
}
