//! Core's `View` as the slice of one window. The only place where core's words become the webview's.

use monitor_core::account::Health;
use monitor_core::pack::{Pack, PackStatus};
use monitor_core::run::{self, Freshness, Outcome, Progress, Run, Status};
use monitor_core::view::{
    Known, ListView, PackCard, PackState, Pinned, Refresh, Row, SearchPhase, Summary, View, Worst,
};
use monitor_core::{Fault, OperationId, Timestamp};

use crate::links::Links;
use crate::slice::{
    AccountSlice, Count, ExpectedSlice, FailureSlice, FaultWord, FreshnessWord, HealthSlice,
    InitiatorSlice, ListSlice, MainSlice, OutcomeWord, PackSlice, PackState as PackWord,
    ProgressSlice, RefreshSlice, RowSlice, RunDetail, RunSlice, SearchPhase as SearchWord,
    SearchSlice, SettingsSlice, StatusWord, SummarySlice, Times, TypeName, Warning, WhileHidden,
    WorstWord,
};

/// What a window shows besides the view.
pub(crate) struct Frame<'a> {
    pub(crate) account: AccountSlice,
    pub(crate) links: &'a Links,
    pub(crate) warnings: Vec<Warning>,
}

pub(crate) fn overview(view: &View, frame: Frame<'_>) -> MainSlice {
    MainSlice {
        account: AccountSlice {
            user: view.user.clone(),
            ..frame.account
        },
        clock_offset_ms: view.clock_offset_millis,
        health: health(view),
        summary: summary(view),
        pinned: view.pinned.iter().filter_map(pinned_row).collect(),
        active: list(&view.active),
        attention: list(&view.attention),
        packs: view
            .packs
            .iter()
            .map(|card| pack(card, frame.links))
            .collect(),
        search: view.search.as_ref().map(|search| SearchSlice {
            text: search.text.clone(),
            phase: match search.phase {
                SearchPhase::Asking => SearchWord::Asking,
                SearchPhase::Failed => SearchWord::Failed,
                SearchPhase::Found => SearchWord::Found,
            },
            rows: search.rows.iter().map(row).collect(),
        }),
        settings: SettingsSlice {
            while_hidden: if view.quiet {
                WhileHidden::WatchQuietly
            } else {
                WhileHidden::SuspendCompletely
            },
            paused_until_ms: view.paused_until.map(Timestamp::millis),
        },
        warnings: frame.warnings,
    }
}

/// `None` where the operation is not pinned: its window has nothing to show.
pub(crate) fn operation(
    view: &View,
    id: OperationId,
    links: &Links,
    stay_on_top: bool,
) -> Option<RunSlice> {
    let shown = view.row(id)?;
    Some(RunSlice {
        clock_offset_ms: view.clock_offset_millis,
        health: health(view),
        row: row(shown),
        detail: detail(shown, links),
        stay_on_top,
    })
}

fn detail(row: &Row, links: &Links) -> Option<RunDetail> {
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
        can_open: run
            .web_url
            .as_ref()
            .is_some_and(|url| links.allow(url).is_some()),
        review_pack_id: run.review_pack.map(monitor_core::PackId::value),
        context: row.context.clone(),
    })
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
        active: u32::try_from(view.active.total).unwrap_or(u32::MAX),
        attention: count(attention),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

pub(crate) const fn fault_word(fault: Fault) -> FaultWord {
    match fault {
        Fault::Forbidden => FaultWord::Forbidden,
        Fault::Gone => FaultWord::Gone,
        Fault::Offline => FaultWord::Offline,
        Fault::Server { .. } => FaultWord::Server,
        Fault::SignedOut => FaultWord::SignedOut,
        Fault::Throttled { .. } => FaultWord::Throttled,
        Fault::Unreadable => FaultWord::Unreadable,
    }
}

fn pinned_row(pinned: &Pinned) -> Option<RowSlice> {
    match pinned {
        Pinned::Operation(shown) => Some(row(shown)),
        Pinned::ReviewPack(_) => None,
    }
}

fn list(list: &ListView) -> ListSlice {
    ListSlice {
        total: u32::try_from(list.total).unwrap_or(u32::MAX),
        rows: list.rows.iter().map(row).collect(),
        refresh: refresh(list.refresh),
        known: list.known,
    }
}

fn row(row: &Row) -> RowSlice {
    let blank = RowSlice {
        id: row.id.value(),
        pinned: row.pinned,
        gone: matches!(row.known, Known::Gone),
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
        Known::Gone | Known::Nothing => blank,
        Known::Run(run) => with_run(blank, run),
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

fn with_run(blank: RowSlice, run: &Run) -> RowSlice {
    RowSlice {
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

fn seconds(duration: std::time::Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}

fn type_name(
    kind: Option<&monitor_core::operation_type::OperationType>,
    label: Option<&String>,
) -> TypeName {
    let ours = kind.and_then(|kind| kind.message_id());
    match (label, ours, kind) {
        (Some(text), _, _) => TypeName::Label { text: text.clone() },
        (None, Some(id), _) => TypeName::Catalogue { id },
        (None, None, Some(kind)) => TypeName::Unknown {
            raw: kind.raw().to_owned(),
        },
        (None, None, None) => TypeName::Pending,
    }
}

const fn status(status: &Status) -> StatusWord {
    match status {
        // A legacy row that says `failed` has ended; its outcome says the rest.
        Status::Completed | Status::LegacyFailed => StatusWord::Completed,
        Status::Other(_) => StatusWord::Unknown,
        Status::Queued => StatusWord::Queued,
        Status::Running => StatusWord::Running,
    }
}

const fn outcome(outcome: &Outcome) -> OutcomeWord {
    match outcome {
        Outcome::Blocked => OutcomeWord::Blocked,
        Outcome::Cancelled => OutcomeWord::Cancelled,
        Outcome::Failed => OutcomeWord::Failed,
        Outcome::Other(_) => OutcomeWord::Unknown,
        Outcome::PartiallySucceeded => OutcomeWord::PartiallySucceeded,
        Outcome::Pending => OutcomeWord::Pending,
        Outcome::Succeeded => OutcomeWord::Succeeded,
    }
}

const fn freshness(freshness: Freshness) -> FreshnessWord {
    match freshness {
        Freshness::FreshActive => FreshnessWord::FreshActive,
        Freshness::LikelyStale => FreshnessWord::LikelyStale,
        Freshness::ReconciledFailed => FreshnessWord::ReconciledFailed,
        Freshness::TerminalNormal => FreshnessWord::TerminalNormal,
        Freshness::Unknown => FreshnessWord::Unknown,
    }
}

fn progress(progress: &Progress) -> ProgressSlice {
    match progress {
        Progress::Activity => ProgressSlice::Activity,
        Progress::Counted { processed, total } => ProgressSlice::Counted {
            processed: *processed,
            total: *total,
        },
        Progress::None => ProgressSlice::None,
        Progress::Phased { label } => ProgressSlice::Phased {
            label: label.clone(),
        },
    }
}

fn refresh(refresh: Refresh) -> RefreshSlice {
    match refresh {
        Refresh::AsOf { at, fault } => RefreshSlice::AsOf {
            at_ms: at.map(Timestamp::millis),
            fault: fault_word(fault),
        },
        Refresh::Asking => RefreshSlice::Asking,
        Refresh::Every(interval) => RefreshSlice::Every {
            seconds: u32::try_from(interval.as_secs()).unwrap_or(u32::MAX),
        },
        Refresh::PausedHidden => RefreshSlice::PausedHidden,
        Refresh::PausedModal => RefreshSlice::PausedModal,
        Refresh::Quiet => RefreshSlice::Quiet,
        Refresh::Settled => RefreshSlice::Settled,
    }
}

fn pack(card: &PackCard, links: &Links) -> PackSlice {
    PackSlice {
        environment_id: card.environment.value(),
        environment: card.environment_name.clone(),
        workspace: card.workspace_name.clone(),
        pinned: card.pinned,
        state: pack_state(&card.state, links),
        refresh: refresh(card.refresh),
    }
}

fn pack_state(state: &PackState, links: &Links) -> PackWord {
    let can_open = |pack: &Pack| {
        pack.web_url
            .as_ref()
            .is_some_and(|url| links.allow(url).is_some())
    };
    match state {
        PackState::Expired(pack) => PackWord::Expired {
            expired_ms: pack.expires_at.map(Timestamp::millis),
            can_open: can_open(pack),
        },
        PackState::Forbidden => PackWord::Forbidden,
        PackState::Gone | PackState::None => PackWord::None,
        PackState::Known(pack) => known_pack(pack, can_open(pack)),
        PackState::Unseen => PackWord::Unseen,
    }
}

fn known_pack(pack: &Pack, can_open: bool) -> PackWord {
    match &pack.status {
        PackStatus::Expired => PackWord::Expired {
            expired_ms: pack.expires_at.map(Timestamp::millis),
            can_open,
        },
        PackStatus::Failed => PackWord::Failed {
            reason: pack.failure.clone(),
            can_open,
        },
        PackStatus::Generating => PackWord::Generating {
            since_ms: pack.created_at.millis(),
            can_open,
        },
        PackStatus::Other(raw) => PackWord::Unknown {
            raw: raw.clone(),
            can_open,
        },
        PackStatus::Queued => PackWord::Queued {
            since_ms: pack.created_at.millis(),
            can_open,
        },
        PackStatus::Ready => PackWord::Ready {
            generated_ms: pack.generated_at.map(Timestamp::millis),
            expires_ms: pack.expires_at.map(Timestamp::millis),
            size: pack.size.and_then(|size| i64::try_from(size).ok()),
            sha256: pack.sha256.clone(),
            can_open,
        },
    }
}
