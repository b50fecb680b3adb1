//! One operation as its row, and what its own window has besides.

use std::time::Duration;

use monitor_core::run::{self, Run};
use monitor_core::view::{Context, Known, Row, View};
use monitor_core::{Target, Timestamp};
use monitor_setup::Links;

use super::quiet::snoozed_until;
use super::words::{freshness, outcome, progress, refresh, status, type_name};
use crate::slice::{
    ContextSlice, Count, ExpectedSlice, FailureSlice, FreshnessWord, InitiatorSlice, OutcomeWord,
    ProgressSlice, RowSlice, RunDetail, StatusWord, Times, TypeName,
};

pub(super) fn row(row: &Row, view: &View, links: &Links) -> RowSlice {
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
            type_name: type_name(seen.kind.as_ref(), seen.label.as_deref()),
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
        type_name: type_name(Some(&run.kind), run.label()),
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

pub(super) fn detail(row: &Row) -> Option<RunDetail> {
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

pub(super) fn link(row: &Row, links: &Links) -> Option<String> {
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
