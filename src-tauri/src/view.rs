//! Core's `View` as the slice of one window. The only place where core's words become the webview's.

mod history;
mod inspector;
mod pack;
mod pins;
mod quiet;
mod rules;
mod words;

pub(crate) use history::{alert, entry};
pub(crate) use pack::related_pack;
pub(crate) use rules::rules_of;
pub(crate) use words::fault_word;

use std::time::Duration;

use monitor_core::account::Health;
use monitor_core::run::{self, Run};
use monitor_core::view::{
    Context, Known, ListView, Pinned, Row, SearchPhase, Summary, View, Worst,
};
use monitor_core::{OperationId, Target, Timestamp};
use monitor_setup::Links;

use pack::{pack, related};
use quiet::{muted_environments, snoozed_environments, snoozed_until};
use words::{clock_off, freshness, outcome, progress, refresh, status, type_name};

use crate::check::FileCheck;
use crate::slice::{
    AccountSlice, ContextSlice, Count, DoctorSlice, ExpectedSlice, FailureSlice, FreshnessWord,
    HealthSlice, HistorySlice, InitiatorSlice, ListSlice, LogsSlice, LookSlice, LookedSlice,
    MainSlice, ManagedSlice, NetworkSlice, OtherAccountSlice, OutcomeWord, ProgressSlice,
    QuietHours, RowSlice, RunDetail, RunSlice, SearchPhase as SearchWord, SearchSlice,
    SettingsSlice, StatusWord, SummarySlice, Times, TypeName, Warning, WhileHidden, WorstWord,
};

/// What a window shows besides the view.
pub(crate) struct Frame<'a> {
    pub(crate) look: LookSlice,
    pub(crate) account: AccountSlice,
    pub(crate) other_accounts: Vec<OtherAccountSlice>,
    pub(crate) links: &'a Links,
    pub(crate) check: Option<&'a FileCheck>,
    pub(crate) doctor: Option<DoctorSlice>,
    pub(crate) history: Option<HistorySlice>,
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
            plain_watches: view.plain_watches,
            ..frame.account
        },
        other_accounts: frame.other_accounts,
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
        search: view.search.as_ref().map(|search| SearchSlice {
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
        }),
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
        warnings: frame.warnings,
    }
}

/// `None` where the operation is not pinned: its window has nothing to show.
pub(crate) fn operation(
    view: &View,
    id: OperationId,
    look: LookSlice,
    links: &Links,
    check: Option<&FileCheck>,
    stay_on_top: bool,
) -> Option<RunSlice> {
    let shown = view.row(id)?;
    Some(RunSlice {
        look,
        clock_offset_ms: view.clock_offset_millis,
        clock_off: view.clock_off.map(clock_off),
        health: health(view),
        row: row(shown, view, links),
        detail: detail(shown),
        pack: related_pack(view, shown)
            .map(|card| related(card, shown, pack(card, view, links, check))),
        link: link(shown, links),
        stay_on_top,
    })
}

fn detail(row: &Row) -> Option<RunDetail> {
    let Known::Run(run) = &row.known else {
        return None;
    };
    Some(RunDetail {
        counts: run
            .counts
            .iter()
            .map(|(key, value)| Count {
                key: key.clone(),
                value: *value,
            })
            .collect(),
        failures: run.failures.iter().map(failure).collect(),
        review_pack_id: run.review_pack.map(monitor_core::PackId::value),
        context: context(&row.context),
    })
}

fn link(row: &Row, links: &Links) -> Option<String> {
    let Known::Run(run) = &row.known else {
        return None;
    };
    links.allow(run.web_url.as_deref()?).map(String::from)
}

fn context(context: &Context) -> ContextSlice {
    match context {
        Context::Failed => ContextSlice::Failed,
        Context::None => ContextSlice::None,
        Context::NotAsked => ContextSlice::NotAsked,
        Context::Text(json) => ContextSlice::Text { json: json.clone() },
    }
}

fn failure(failure: &run::Failure) -> FailureSlice {
    FailureSlice {
        label: failure.label.clone(),
        message: failure.message.clone(),
        count: failure.count,
    }
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
    }
}

const fn to_the_minute(millis: i64) -> i64 {
    millis - millis.rem_euclid(60_000)
}

fn row(row: &Row, view: &View, links: &Links) -> RowSlice {
    let blank = RowSlice {
        id: row.id.value(),
        pinned: row.pinned,
        muted: row.muted,
        environment_muted: row
            .environment()
            .is_some_and(|id| view.is_environment_muted(id)),
        snoozed_until_ms: snoozed_until(view, Target::Operation(row.id), row.environment()),
        gone: matches!(row.known, Known::Gone),
        forbidden: matches!(row.known, Known::Forbidden),
        can_open: false,
        type_name: TypeName::Pending,
        environment: None,
        workspace: None,
        status: StatusWord::Unknown,
        outcome: OutcomeWord::Unknown,
        freshness: FreshnessWord::Unknown,
        terminal: row.ending().is_some(),
        attention: row.needs_attention(),
        progress: ProgressSlice::None,
        initiator: None,
        times: Times {
            created_ms: None,
            started_ms: None,
            ended_ms: None,
        },
        expected: None,
        refresh: refresh(row.refresh),
    };
    match &row.known {
        Known::Forbidden | Known::Gone | Known::Nothing => blank,
        Known::Run(run) => with_run(blank, run, links),
        Known::Seen(seen) => RowSlice {
            type_name: type_name(seen.kind.as_ref(), seen.label.as_ref()),
            environment: seen.environment.as_ref().map(|(_, name)| name.clone()),
            workspace: Some(seen.workspace.1.clone()),
            status: status(&seen.run_status()),
            outcome: outcome(&seen.run_outcome()),
            times: Times {
                ended_ms: seen.ended_at.map(Timestamp::millis),
                ..blank.times
            },
            ..blank
        },
    }
}

fn with_run(blank: RowSlice, run: &Run, links: &Links) -> RowSlice {
    let page = run.web_url.as_ref().and_then(|url| links.allow(url));
    RowSlice {
        can_open: page.is_some(),
        type_name: type_name(Some(&run.kind), run.label.as_ref()),
        environment: run.environment.as_ref().map(|(_, name)| name.clone()),
        workspace: Some(run.workspace.1.clone()),
        status: status(&run.status),
        outcome: outcome(&run.outcome),
        freshness: freshness(run.freshness),
        progress: progress(&run.progress),
        initiator: Some(InitiatorSlice {
            name: run.initiator.name.clone(),
            system: run.initiator.system,
        }),
        times: Times {
            created_ms: Some(run.created_at.millis()),
            started_ms: run.started_at.map(Timestamp::millis),
            ended_ms: run.completed_at.map(Timestamp::millis),
        },
        expected: run.expected.map(|expected| ExpectedSlice {
            median_seconds: seconds(expected.median),
            p90_seconds: seconds(expected.p90),
        }),
        ..blank
    }
}

fn seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}
