//! What one window is told: the webview's side of the `View`, as plain serialisable values.
//!
//! Each window kind gets its own slice and nothing else; how to speak and look is part of all of them. No sentences: a
//! code or a message id with arguments, which the webview words from the `.ftl` files. All times are milliseconds since
//! the Unix epoch on the *server's* clock;
//! `clock_offset_ms` is what the webview adds to its own clock to get the server's.

mod accounts;
mod doctor;
mod health;
mod history;
mod inspector;
mod logs;
mod look;
mod looked;
mod managed;
mod network;
mod overview;
mod pack;
mod pin;
mod pinned;
mod quiet_hours;
mod row;
mod rules;
mod settings;
mod sign_in;

use serde::Serialize;
use ts_rs::TS;

pub(crate) use accounts::{OtherAccountSlice, PartedSlice, Standing};
pub(crate) use doctor::{DoctorSlice, FindingSlice, QuietNowSlice, StepSlice, StepState, StepWord};
pub(crate) use health::{ClockOffSlice, FaultWord, HealthSlice, RefreshSlice};
pub(crate) use history::{
    AlertSlice, AlertWord, EntrySlice, EntryTimes, ExportFormat, ExportWord, FateWord, HeardWord,
    HistorySlice, HistoryState, PackEndWord, WaitWord, WaitedSlice,
};
pub(crate) use inspector::{
    FlightSlice, GateSlice, HeardSlice, InspectorSlice, LaneSlice, ListWord, NextSlice,
    PollerSlice, PollerWord, SubjectSlice,
};
pub(crate) use logs::LogsSlice;
pub(crate) use look::{Appearance, Language, LanguageChoice, LookSlice};
pub(crate) use looked::LookedSlice;
pub(crate) use managed::{LockedSetting, ManagedExpected, ManagedProblem, ManagedSlice};
pub(crate) use network::{
    CaProblem, NetworkSlice, PasswordState, ProxyMode, ProxyProblem, ProxySlice,
};
pub(crate) use overview::{
    AccountSlice, FilterSlice, FilteredSlice, ListSlice, MainSlice, MemorySlice, SearchPhase,
    SearchSlice, SummarySlice, Warning, WorstWord,
};
pub(crate) use pack::{CheckProblem, CheckSlice, CheckState, PackSlice, PackState};
pub(crate) use pin::PinSlice;
pub(crate) use pinned::{ContextSlice, Count, FailureSlice, RunDetail, RunPack, RunSlice};
pub(crate) use quiet_hours::{Day, QuietHours};
pub(crate) use row::{
    ExpectedSlice, FreshnessWord, InitiatorSlice, OutcomeWord, ProgressSlice, RowSlice, StatusWord,
    Times, TypeName,
};
pub(crate) use rules::{AlertRules, OperationRules, PackRules, RulesSlice};
pub(crate) use settings::{
    MutedEnvironment, Pause, SettingsSlice, SnoozedEnvironment, WhileHidden,
};
pub(crate) use sign_in::{KeyringProblem, Parting, SignInPhase, SignInProblem, SignInSlice};

/// Sent over the channel a window subscribed with, whenever its slice changed.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "window", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum Slice {
    Main(Box<MainSlice>),
    Run(Box<RunSlice>),
    SignIn(Box<SignInSlice>),
}
