//! The notification check: what was found of everything that an end passes on its way to the user. Made only while its
//! dialog is open.

use serde::Serialize;
use ts_rs::TS;

use super::health::FaultWord;

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct DoctorSlice {
    /// All of them, in the order in which they are shown.
    pub(crate) steps: Vec<StepSlice>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct StepSlice {
    pub(crate) step: StepWord,
    pub(crate) state: StepState,
    pub(crate) finding: FindingSlice,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum StepWord {
    /// Whether ends are announced at present, by the user's own choice.
    Announcing,
    /// The way back from a click.
    Click,
    Daemon,
    Keyring,
    Proxy,
    Rehearsal,
    Server,
    Tls,
    Tray,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum StepState {
    Asking,
    Broken,
    Fine,
    NotApplicable,
    /// For the user's click.
    Waiting,
    Warning,
}

/// The plain fact. The message id is `found-<code>`.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "found", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum FindingSlice {
    Announced {
        /// Notifications name nobody.
        nameless: bool,
    },
    Asking,
    ClickAwaited,
    ClickCame,
    ClickDismissed,
    ClickExpired,
    /// Nobody here tells of clicks, or there is nothing to click.
    ClickImpossible,
    /// The notification daemon went, and the rehearsal with it.
    ClickLost,
    ClickWithdrawn,
    Daemon {
        name: String,
        version: String,
        actions: bool,
        body: bool,
        persistence: bool,
    },
    /// The error's name on the bus; none where there is no bus.
    DaemonMissing {
        error: Option<String>,
    },
    /// The system shows notifications itself.
    DaemonOfSystem,
    DaemonSilent,
    KeyringAbsent,
    /// Something else came back than was written.
    KeyringChanged,
    KeyringDenied,
    KeyringKept,
    KeyringLocked,
    KeyringSlow,
    /// Nothing came through it.
    ProxyFailed {
        /// With its port, without a name or a password.
        host: String,
        fault: FaultWord,
    },
    /// The server is on this computer.
    ProxyLocal,
    ProxyNone,
    ProxyUsed {
        /// With its port, without a name or a password.
        host: String,
    },
    /// The platform took it and says no more.
    RehearsalHandedOver,
    RehearsalRefused {
        error: Option<String>,
    },
    RehearsalSilent,
    RehearsalTaken {
        /// As the daemon numbered it.
        id: u32,
    },
    ServerAnswered {
        user: String,
        took_ms: i64,
        /// How far the server's clock is ahead of this computer's.
        clock_ms: i64,
    },
    ServerFailed {
        fault: FaultWord,
    },
    /// At least one of these holds, besides that nobody is named.
    Silenced {
        /// On this computer's own clock.
        paused_until_ms: Option<i64>,
        quiet_hours: Vec<QuietNowSlice>,
        /// Every notification rule is switched off.
        rules_off: bool,
        /// While every window is hidden, nothing is asked.
        suspended: bool,
        snoozes: u32,
        /// When the last snooze is over, on this computer's own clock.
        snoozed_until_ms: Option<i64>,
        /// Pinned targets that are muted by themselves.
        muted: u32,
        muted_environments: u32,
        /// Notifications name nobody.
        nameless: bool,
    },
    /// Nothing answered.
    TlsCut,
    /// Plain HTTP that does not leave this computer.
    TlsLocal,
    TlsUntrusted {
        fault: FaultWord,
    },
    TlsVerified,
    TrayAbsent,
    /// It was there in this start of the app.
    TrayGone,
    TrayShown,
}

/// Quiet hours that last now, of everything or of environments.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct QuietNowSlice {
    /// How many there are; none is everything of the account.
    pub(crate) environments: Option<u32>,
    /// When the last of them are over, on this computer's own clock.
    pub(crate) until_ms: i64,
    /// What failed or is blocked is told all the same.
    pub(crate) failures_break_through: bool,
}
