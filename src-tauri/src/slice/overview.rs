//! What the overview alone shows: the account, the summary line, lists, the search and the monitor's own warnings.
//!
//! Rows, packs and settings have files of their own.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::accounts::{OtherAccountSlice, PartedSlice, Standing};
use super::doctor::DoctorSlice;
use super::health::{ClockOffSlice, HealthSlice, RefreshSlice};
use super::history::HistorySlice;
use super::inspector::InspectorSlice;
use super::look::LookSlice;
use super::looked::LookedSlice;
use super::pack::PackSlice;
use super::pin::PinSlice;
use super::row::RowSlice;
use super::settings::SettingsSlice;
use super::sign_in::KeyringProblem;

/// The overview.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct MainSlice {
    pub(crate) look: LookSlice,
    pub(crate) account: AccountSlice,
    /// In the order of their servers and users.
    pub(crate) other_accounts: Vec<OtherAccountSlice>,
    /// The account that was signed out of last; none once the overview was closed or showed another one.
    pub(crate) parted: Option<PartedSlice>,
    pub(crate) clock_offset_ms: i64,
    /// None while this computer's clock is right enough.
    pub(crate) clock_off: Option<ClockOffSlice>,
    pub(crate) health: HealthSlice,
    pub(crate) summary: SummarySlice,
    /// Pinned operations, in the user's order.
    pub(crate) pinned: Vec<RowSlice>,
    /// All that is pinned, in the user's order; what is known of its review packs is among `packs`.
    pub(crate) order: Vec<PinSlice>,
    pub(crate) active: ListSlice,
    pub(crate) attention: ListSlice,
    /// What ended lately.
    pub(crate) recent: ListSlice,
    /// When the overview was last looked at before now; none where that is not known, and so nothing is new.
    pub(crate) looked: Option<LookedSlice>,
    pub(crate) packs: Vec<PackSlice>,
    /// The last search and what it found; none while the field is empty.
    pub(crate) search: Option<SearchSlice>,
    pub(crate) settings: SettingsSlice,
    /// None while the connection inspector is closed.
    pub(crate) inspector: Option<Box<InspectorSlice>>,
    /// None while the notification check is closed.
    pub(crate) doctor: Option<Box<DoctorSlice>>,
    /// None while the history is closed.
    pub(crate) history: Option<Box<HistorySlice>>,
    /// How often a click on a notification asked for the history since the overview was opened: each time its dialog opens.
    pub(crate) history_asked: u32,
    /// Things the user should know about the monitor itself, worst first.
    pub(crate) warnings: Vec<Warning>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct AccountSlice {
    /// As the settings name it, and as `OtherAccountSlice` does.
    pub(crate) id: String,
    /// The user's name as TenantAtlas has it; none until the server answered once.
    pub(crate) user: Option<String>,
    /// The server's host, for example `atlas.contoso.com`.
    pub(crate) server: String,
    pub(crate) standing: Standing,
    /// The embedded demo, not a customer's server.
    pub(crate) demo: bool,
    /// Another number after every sign-in, so that nothing typed or chosen outlives its user.
    pub(crate) session: u64,
    /// Something on the way to the server cuts requests that wait: changes are asked for at plain intervals.
    pub(crate) plain_watches: bool,
    /// None where the token is in the keyring.
    pub(crate) in_memory: Option<MemorySlice>,
}

/// The token is kept for this session only.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct MemorySlice {
    /// The keyring is being asked to take it.
    pub(crate) asking: bool,
    /// Why the keyring does not have it.
    pub(crate) problem: KeyringProblem,
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
    /// How many match on the server, shown or not; counted up to 200.
    pub(crate) total: u32,
    pub(crate) rows: Vec<RowSlice>,
    pub(crate) refresh: RefreshSlice,
    /// Whether the list was ever answered.
    pub(crate) known: bool,
    /// When it last was, to the minute, on the server's clock: it changes no more often than what is said of it.
    pub(crate) as_of_ms: Option<i64>,
    /// What of it the filters leave, where the server has more than `rows` and was asked for that too.
    pub(crate) filtered: Option<FilteredSlice>,
}

/// What the server has of a list for a choice of filters. The webview sorts out those that it could not.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct FilteredSlice {
    /// Of the choice that this is the answer to.
    pub(crate) turn: u32,
    /// How many match on the server, counted up to 200; none where it cannot tell them apart.
    pub(crate) total: Option<u32>,
    /// Whether nothing that matches is missing, but what stands behind the last of these rows.
    pub(crate) whole: bool,
    pub(crate) rows: Vec<RowSlice>,
}

/// What the user chose to see of the lists, in the words of rows; none is everything.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, TS)]
#[ts(export)]
pub(crate) struct FilterSlice {
    /// By its name; an empty one is what happens in a whole workspace.
    pub(crate) environment: Option<String>,
    /// By the id of its message.
    pub(crate) state: Option<String>,
    /// By the id of its message, the server's label or its stored word.
    #[serde(rename = "type")]
    pub(crate) kind: Option<String>,
    /// By its name.
    pub(crate) workspace: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct SearchSlice {
    pub(crate) text: String,
    pub(crate) phase: SearchPhase,
    /// How many match on the server, shown or not, counted up to 200; zero until it answered.
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

/// The message id is `warning-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum Warning {
    /// The file of certificates could not be read, and is gone without.
    CaFileUnusable,
    /// The token is held in memory only: `MemorySlice` says why.
    KeyringUnavailable,
    /// The ledger's file is damaged, and left as it is: pins and notices will not survive a restart.
    LedgerDamaged,
    /// The ledger is a newer version's, and left as it is: likewise.
    LedgerNewer,
    /// The ledger could not be opened or written: pins and notices will not survive a restart.
    LedgerUnavailable,
    /// A link was for a server that the user is not signed in to.
    LinkElsewhere,
    /// A link was none of the monitor's.
    LinkUnreadable,
    /// Lines of the administrator's file make no sense.
    ManagedUnreadable,
    /// No notification daemon took the last notice.
    NotificationsUnavailable,
    /// The proxy's address in the settings is none, and is gone without.
    ProxyUnusable,
    /// The settings could not be read, and are left as they are: what is chosen is gone with the app.
    SettingsOutOfReach,
    /// The settings made no sense, and were put aside for the defaults.
    SettingsReplaced,
    /// The settings could not be written: what is chosen is gone with the app.
    SettingsUnsaved,
    /// No tray host shows the icon: the window minimises instead of closing to the tray.
    TrayUnavailable,
}
