//! Whether what is shown can be trusted, and how it refreshes: shared by every surface.

use serde::Serialize;
use ts_rs::TS;

/// Whether what is shown can be trusted.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum HealthSlice {
    /// No answer yet, no fault yet.
    Connecting,
    Ok,
    /// What is shown is as of `as_of_ms` (none: nothing was ever answered).
    Blind {
        fault: FaultWord,
        as_of_ms: Option<i64>,
    },
}

/// This computer's clock is off the server's by so many minutes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct ClockOffSlice {
    pub(crate) ahead: bool,
    pub(crate) minutes: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum FaultWord {
    CertificateExpired,
    CertificateName,
    CertificateNotYetValid,
    Forbidden,
    Gone,
    Offline,
    Proxy,
    ProxyAuthentication,
    Server,
    SignedOut,
    Throttled,
    Unreached,
    Unreadable,
    Untrusted,
}

/// How this surface refreshes, honestly: the one line under every operation, list and pack.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "how", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum RefreshSlice {
    /// A search hit: as it was when found, and not followed.
    AsFound,
    /// The last request failed; what is shown is as of then.
    AsOf {
        #[ts(type = "number | null")]
        at_ms: Option<i64>,
        fault: FaultWord,
    },
    /// Asked for the first time, not answered yet.
    Asking,
    Every {
        seconds: u32,
    },
    /// Not polled here: the window is hidden.
    PausedHidden,
    /// Not polled here: a dialog is open.
    PausedModal,
    /// Hidden, but part of the quiet watch.
    Quiet,
    /// It ended, or there is nothing to wait for: not asked again.
    Settled,
}
