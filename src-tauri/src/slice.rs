//! What one window is told: the webview's side of the `View`, as plain serialisable values.
//!
//! Each window kind gets its own slice and nothing else. No sentences: a code or a message id with arguments, which
//! the webview words from the `.ftl` files. All times are milliseconds since the Unix epoch on the *server's* clock;
//! `clock_offset_ms` is what the webview adds to its own clock to get the server's.

use serde::Serialize;
use ts_rs::TS;

/// Sent over the channel a window subscribed with, whenever its slice changed.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "window", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum Slice {
    Main(MainSlice),
    Run(RunSlice),
    SignIn(SignInSlice),
}

/// The overview.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct MainSlice {
    pub(crate) account: AccountSlice,
    pub(crate) clock_offset_ms: i64,
    pub(crate) health: HealthSlice,
    pub(crate) summary: SummarySlice,
    pub(crate) pinned: Vec<RowSlice>,
    pub(crate) active: ListSlice,
    pub(crate) attention: ListSlice,
    pub(crate) packs: Vec<PackSlice>,
    /// The last search and what it found; none while the field is empty.
    pub(crate) search: Option<SearchSlice>,
    pub(crate) settings: SettingsSlice,
    /// Things the user should know about the monitor itself, worst first.
    pub(crate) warnings: Vec<Warning>,
}

/// One pinned operation in its own window.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct RunSlice {
    pub(crate) clock_offset_ms: i64,
    pub(crate) health: HealthSlice,
    pub(crate) row: RowSlice,
    /// Known once the operation was answered in this start of the app.
    pub(crate) detail: Option<RunDetail>,
    pub(crate) stay_on_top: bool,
}

/// The sign-in window.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct SignInSlice {
    /// The address last used, or empty.
    pub(crate) server: String,
    pub(crate) phase: SignInPhase,
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
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum SignInProblem {
    AddressInvalid,
    AddressNotHttps,
    /// The kept token could not be read: the keyring is locked, missing or silent.
    KeyringUnreadable,
    NotAGateway,
    Offline,
    ServerTrouble,
    Throttled,
    TokenEmpty,
    TokenRefused,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum KeyringProblem {
    Absent,
    Denied,
    Locked,
    Slow,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct AccountSlice {
    /// The user's name as TenantAtlas has it; none until the server answered once.
    pub(crate) user: Option<String>,
    /// The server's host, for example `atlas.contoso.com`.
    pub(crate) server: String,
    /// The embedded demo, not a customer's server.
    pub(crate) demo: bool,
}

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

#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum FaultWord {
    Forbidden,
    Gone,
    Offline,
    Server,
    SignedOut,
    Throttled,
    Unreadable,
}

/// The one line that the tray, its tooltip and the overview share.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct SummarySlice {
    pub(crate) worst: WorstWord,
    /// Pinned and still active.
    pub(crate) watched: u32,
    /// Pinned, and ended otherwise than well or likely stale.
    pub(crate) attention: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum WorstWord {
    Active,
    Attention,
    Blind,
    /// Nothing is watched.
    Idle,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct ListSlice {
    /// How many match on the server, shown or not.
    pub(crate) total: u32,
    pub(crate) rows: Vec<RowSlice>,
    pub(crate) refresh: RefreshSlice,
    /// Whether the list was ever answered.
    pub(crate) known: bool,
}

/// One operation at a glance; the same on every surface.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct RowSlice {
    #[ts(type = "number")]
    pub(crate) id: i64,
    pub(crate) pinned: bool,
    /// The operation is no longer available; nothing but the id is known.
    pub(crate) gone: bool,
    /// In scope, but the user lacks the capability; nothing but the id is known.
    pub(crate) forbidden: bool,
    /// Whether TenantAtlas has a page for it that can be opened.
    pub(crate) can_open: bool,
    pub(crate) type_name: TypeName,
    /// None: workspace-wide.
    pub(crate) environment: Option<String>,
    pub(crate) workspace: Option<String>,
    pub(crate) status: StatusWord,
    pub(crate) outcome: OutcomeWord,
    pub(crate) freshness: FreshnessWord,
    /// It ended, whatever the outcome.
    pub(crate) terminal: bool,
    /// It ended otherwise than well, or is likely stale: shown with a next step.
    pub(crate) attention: bool,
    pub(crate) progress: ProgressSlice,
    pub(crate) initiator: Option<InitiatorSlice>,
    pub(crate) times: Times,
    pub(crate) expected: Option<ExpectedSlice>,
    pub(crate) refresh: RefreshSlice,
}

/// The operation's type, in the server's words or ours.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "known", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum TypeName {
    /// The message id in `terms.ftl`, for example `type-policy-sync`.
    Catalogue { id: String },
    /// The server's own label.
    Label { text: String },
    /// Nothing was answered yet.
    Pending,
    /// Shown as "Unknown operation", with the raw word beside it.
    Unknown { raw: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum StatusWord {
    Completed,
    Queued,
    Running,
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum OutcomeWord {
    Blocked,
    Cancelled,
    Failed,
    PartiallySucceeded,
    Pending,
    Succeeded,
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum FreshnessWord {
    FreshActive,
    LikelyStale,
    ReconciledFailed,
    TerminalNormal,
    Unknown,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "mode", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum ProgressSlice {
    Activity,
    /// Alone draws a determinate bar.
    Counted {
        #[ts(type = "number")]
        processed: i64,
        #[ts(type = "number")]
        total: i64,
    },
    None,
    Phased {
        label: String,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct InitiatorSlice {
    pub(crate) name: String,
    pub(crate) system: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct Times {
    #[ts(type = "number | null")]
    pub(crate) created_ms: Option<i64>,
    #[ts(type = "number | null")]
    pub(crate) started_ms: Option<i64>,
    #[ts(type = "number | null")]
    pub(crate) ended_ms: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct ExpectedSlice {
    #[ts(type = "number")]
    pub(crate) median_seconds: i64,
    #[ts(type = "number")]
    pub(crate) p90_seconds: i64,
}

/// The technical context of an operation.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum ContextSlice {
    /// It was asked for, and could not be had.
    Failed,
    /// The server has none to give.
    None,
    NotAsked,
    /// Pretty-printed JSON.
    Text {
        json: String,
    },
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

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct RunDetail {
    /// Summary counts in the server's own keys, in order.
    pub(crate) counts: Vec<Count>,
    pub(crate) failures: Vec<FailureSlice>,
    #[ts(type = "number | null")]
    pub(crate) review_pack_id: Option<i64>,
    pub(crate) context: ContextSlice,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct Count {
    pub(crate) key: String,
    #[ts(type = "number")]
    pub(crate) value: i64,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct FailureSlice {
    /// The operator's label; none: show the message alone.
    pub(crate) label: Option<String>,
    pub(crate) message: String,
    #[ts(type = "number | null")]
    pub(crate) count: Option<i64>,
}

/// The latest review pack of one environment.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct PackSlice {
    #[ts(type = "number")]
    pub(crate) environment_id: i64,
    pub(crate) environment: String,
    pub(crate) workspace: String,
    pub(crate) pinned: bool,
    pub(crate) state: PackState,
    pub(crate) refresh: RefreshSlice,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "status", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum PackState {
    Expired {
        #[ts(type = "number | null")]
        expired_ms: Option<i64>,
        can_open: bool,
    },
    Failed {
        reason: Option<String>,
        can_open: bool,
    },
    /// In scope, but without the capability to see review packs.
    Forbidden,
    /// The environment is no longer available.
    Gone,
    Generating {
        #[ts(type = "number")]
        since_ms: i64,
        can_open: bool,
    },
    /// The environment has no review pack.
    None,
    Queued {
        #[ts(type = "number")]
        since_ms: i64,
        can_open: bool,
    },
    Ready {
        #[ts(type = "number | null")]
        generated_ms: Option<i64>,
        #[ts(type = "number | null")]
        expires_ms: Option<i64>,
        /// Bytes.
        #[ts(type = "number | null")]
        size: Option<i64>,
        sha256: Option<String>,
        can_open: bool,
    },
    Unknown {
        raw: String,
        can_open: bool,
    },
    /// Not answered yet.
    Unseen,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct SearchSlice {
    pub(crate) text: String,
    pub(crate) phase: SearchPhase,
    /// How many match on the server, shown or not; zero until it answered.
    pub(crate) total: u32,
    pub(crate) rows: Vec<RowSlice>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum SearchPhase {
    Asking,
    Failed,
    Found,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct SettingsSlice {
    pub(crate) while_hidden: WhileHidden,
    /// Notifications are paused until then, on this computer's own clock.
    #[ts(type = "number | null")]
    pub(crate) paused_until_ms: Option<i64>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, serde::Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum WhileHidden {
    SuspendCompletely,
    WatchQuietly,
}

/// How long "pause notifications" pauses.
#[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum Pause {
    Off,
    OneHour,
    UntilTomorrow,
}

/// The message id is `warning-<code>`.
#[expect(
    clippy::enum_variant_names,
    reason = "the codes are the words of the messages"
)]
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum Warning {
    /// The token is held in memory only.
    KeyringUnavailable,
    /// The ledger could not be opened or written: pins and notices will not survive a restart.
    LedgerUnavailable,
    /// No notification daemon took the last notice.
    NotificationsUnavailable,
    /// No tray host shows the icon: the window minimises instead of closing to the tray.
    TrayUnavailable,
}
