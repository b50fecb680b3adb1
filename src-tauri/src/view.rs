//! Core's `View` as the slice of one window. The only place where core's words become the webview's.

mod history;
mod inspector;
mod pack;
mod pins;
mod quiet;
mod rows;
mod rules;
mod words;

pub(crate) use history::{alert, entry};
pub(crate) use pack::related_pack;
pub(crate) use rules::rules_of;
pub(crate) use words::{fault_word, standing};

use std::time::Duration;

use monitor_core::account::Health;
use monitor_core::view::{ListView, Pinned, SearchPhase, SearchView, Summary, View, Worst};
use monitor_core::{OperationId, Timestamp};
use monitor_setup::Links;

use pack::{pack, related};
use quiet::{muted_environments, snoozed_environments};
use rows::{detail, link, row};
use words::{clock_off, refresh};

use crate::check::FileCheck;
use crate::slice::{
    AccountSlice, DoctorSlice, FilteredSlice, HealthSlice, HistorySlice, ListSlice, LogsSlice,
    LookSlice, LookedSlice, MainSlice, ManagedSlice, NetworkSlice, OtherAccountSlice, PartedSlice,
    QuietHours, RowSlice, RunSlice, SearchPhase as SearchWord, SearchSlice, SettingsSlice,
    SummarySlice, Warning, WhileHidden, WorstWord,
};

/// What a window shows besides the view.
pub(crate) struct Frame<'a> {
    pub(crate) look: LookSlice,
    pub(crate) account: AccountSlice,
    pub(crate) other_accounts: Vec<OtherAccountSlice>,
    pub(crate) parted: Option<PartedSlice>,
    pub(crate) links: &'a Links,
    pub(crate) check: Option<&'a FileCheck>,
    pub(crate) doctor: Option<DoctorSlice>,
    pub(crate) history: Option<HistorySlice>,
    pub(crate) history_asked: u32,
    pub(crate) settings_asked: u32,
    pub(crate) quiet_every: Duration,
    pub(crate) quiet_hours: Vec<QuietHours>,
    pub(crate) privacy: bool,
    pub(crate) autostart: Option<bool>,
    pub(crate) managed: ManagedSlice,
    pub(crate) logs: LogsSlice,
    pub(crate) network: Option<NetworkSlice>,
    pub(crate) looked: Option<LookedSlice>,
    pub(crate) warnings: Vec<Warning>,
}

pub(crate) fn overview(view: &View, frame: Frame<'_>) -> MainSlice {
    let links = frame.links;
    MainSlice {
        look: frame.look,
        account: AccountSlice {
            user: view.user.clone(),
            standing: standing(view),
            plain_watches: view.plain_watches,
            ..frame.account
        },
        other_accounts: frame.other_accounts,
        parted: frame.parted,
        clock_offset_ms: view.clock_offset_millis,
        clock_off: view.clock_off.map(clock_off),
        health: health(view),
        summary: summary(view),
        pinned: view
            .pinned
            .iter()
            .filter_map(|pinned| pinned_row(pinned, view, links))
            .collect(),
        order: pins::order(&view.pinned),
        active: list(&view.active, view, links),
        attention: list(&view.attention, view, links),
        recent: list(&view.recent, view, links),
        looked: frame.looked,
        packs: view
            .packs
            .iter()
            .map(|card| pack(card, view, links, frame.check))
            .collect(),
        search: view.search.as_ref().map(|found| search(found, view, links)),
        settings: SettingsSlice {
            asked: frame.settings_asked,
            while_hidden: if view.quiet {
                WhileHidden::WatchQuietly
            } else {
                WhileHidden::SuspendCompletely
            },
            quiet_seconds: frame.quiet_every.as_secs(),
            paused_until_ms: view.paused_until.map(Timestamp::millis),
            rules: rules::rules(view.rules),
            quiet_hours: frame.quiet_hours,
            muted_environments: muted_environments(view),
            snoozed_environments: snoozed_environments(view),
            privacy: frame.privacy,
            autostart: frame.autostart,
            managed: frame.managed,
            logs: frame.logs,
            network: frame.network,
        },
        inspector: view
            .inspection
            .as_ref()
            .map(|seen| Box::new(inspector::inspector(seen, view))),
        doctor: frame.doctor.map(Box::new),
        history: frame.history.map(Box::new),
        history_asked: frame.history_asked,
        warnings: frame.warnings,
    }
}

/// What the window of an operation shows besides the view.
pub(crate) struct RunFrame<'a> {
    pub(crate) look: LookSlice,
    pub(crate) links: &'a Links,
    pub(crate) check: Option<&'a FileCheck>,
    pub(crate) stay_on_top: bool,
    pub(crate) minimises: bool,
}

/// `None` where the operation is not pinned: its window has nothing to show.
pub(crate) fn operation(view: &View, id: OperationId, frame: &RunFrame<'_>) -> Option<RunSlice> {
    let (shown, links) = (view.row(id)?, frame.links);
    Some(RunSlice {
        look: frame.look,
        clock_offset_ms: view.clock_offset_millis,
        clock_off: view.clock_off.map(clock_off),
        health: health(view),
        row: row(shown, view, links),
        detail: detail(shown),
        pack: related_pack(view, shown)
            .map(|card| related(card, shown, pack(card, view, links, frame.check))),
        link: link(shown, links),
        stay_on_top: frame.stay_on_top,
        minimises: frame.minimises,
    })
}

fn health(view: &View) -> HealthSlice {
    match view.health {
        Health::Blind(fault) => HealthSlice::Blind {
            fault: fault_word(fault),
            as_of_ms: view.as_of.map(Timestamp::millis),
        },
        Health::Connecting => HealthSlice::Connecting,
        Health::Ok => HealthSlice::Ok,
    }
}

fn summary(view: &View) -> SummarySlice {
    let Summary {
        worst,
        watched,
        attention,
    } = view.summary;
    SummarySlice {
        worst: match worst {
            Worst::Active => WorstWord::Active,
            Worst::Attention => WorstWord::Attention,
            Worst::Blind => WorstWord::Blind,
            Worst::Idle => WorstWord::Idle,
        },
        watched: count(watched),
        attention: count(attention),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn pinned_row(pinned: &Pinned, view: &View, links: &Links) -> Option<RowSlice> {
    match pinned {
        Pinned::Operation(shown) => Some(row(shown, view, links)),
        Pinned::ReviewPack(_) => None,
    }
}

fn list(list: &ListView, view: &View, links: &Links) -> ListSlice {
    ListSlice {
        total: u32::try_from(list.total).unwrap_or(u32::MAX),
        rows: list
            .rows
            .iter()
            .map(|listed| row(listed, view, links))
            .collect(),
        refresh: refresh(list.refresh),
        known: list.known,
        as_of_ms: list.as_of.map(|time| to_the_minute(time.millis())),
        filtered: list.filtered.as_ref().map(|filtered| FilteredSlice {
            turn: filtered.turn,
            total: filtered
                .total
                .map(|total| u32::try_from(total).unwrap_or(u32::MAX)),
            whole: filtered.whole,
            rows: filtered
                .rows
                .iter()
                .map(|listed| row(listed, view, links))
                .collect(),
        }),
    }
}

fn search(search: &SearchView, view: &View, links: &Links) -> SearchSlice {
    SearchSlice {
        text: search.text.clone(),
        total: u32::try_from(search.total).unwrap_or(u32::MAX),
        phase: match search.phase {
            SearchPhase::Asking => SearchWord::Asking,
            SearchPhase::Failed => SearchWord::Failed,
            SearchPhase::Found => SearchWord::Found,
        },
        rows: search
            .rows
            .iter()
            .map(|found| row(found, view, links))
            .collect(),
    }
}

const fn to_the_minute(millis: i64) -> i64 {
    millis - millis.rem_euclid(60_000)
}
