//! From the wire to core: ids and times are checked here, unknown words are kept.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp as WireTime;
use monitor_core::cadence::Wish;
use monitor_core::operation_type::OperationType;
use monitor_core::pack::{LatestPack, Pack, PackStatus};
use monitor_core::ports::{Answer, Change, Observation, Scope, ScopedEnvironment};
use monitor_core::run::{
    Expected, Failure, Freshness, Initiator, Label, Outcome, Problem, Progress, Run, Status,
};
use monitor_core::{
    EnvironmentId, Fault, OperationId, PackId, Target, Timestamp, Version, WorkspaceId,
};
use monitor_wire as wire;

use crate::text;

pub(crate) fn scope(me: wire::Me) -> Result<Observation, Fault> {
    let workspace_name = |id| {
        let workspace = me.workspaces.iter().find(|workspace| workspace.id == id);
        workspace
            .map(|workspace| text::line(&workspace.name))
            .unwrap_or_default()
    };
    let environments = me.environments.into_iter().map(|environment| {
        Ok(ScopedEnvironment {
            id: id(EnvironmentId::new, environment.id)?,
            name: text::line(&environment.name),
            workspace: id(WorkspaceId::new, environment.workspace_id)?,
            workspace_name: workspace_name(environment.workspace_id),
        })
    });
    let environments = environments.collect::<Result<_, Fault>>()?;
    let workspaces = me
        .workspaces
        .iter()
        .map(|workspace| id(WorkspaceId::new, workspace.id));
    let scope = Scope {
        workspaces: workspaces.collect::<Result<_, _>>()?,
        environments,
        max_targets: usize::try_from(me.limits.max_targets).unwrap_or(usize::MAX),
        max_wait: Duration::from_secs(me.limits.max_wait_seconds.into()),
        user_id: me.user.id,
        user: text::line(&me.user.name),
    };
    Ok(observed(
        Some(me.server_time),
        Wish::Nothing,
        Answer::Account(scope),
    ))
}

pub(crate) fn details(operation: wire::Operation) -> Result<Observation, Fault> {
    let pretty = operation
        .context
        .map(|context| serde_json::to_string_pretty(&context));
    let context = pretty.transpose().map_err(|_| Fault::Unreadable)?;
    let context = context.map(|context| text::json(&context));
    Ok(observed(None, Wish::Nothing, Answer::Details { context }))
}

pub(crate) fn operations(list: wire::OperationList) -> Result<Observation, Fault> {
    let time = list.server_time;
    let total = u64::try_from(list.total).map_err(|_| Fault::Unreadable)?;
    let runs = runs(list.items)?;
    Ok(observed(
        Some(time),
        Wish::Nothing,
        Answer::Operations { runs, total },
    ))
}

pub(crate) fn changes(answer: wire::WatchAnswer) -> Result<Observation, Fault> {
    let wish = answer.poll_after_seconds.map_or(Wish::Nothing, |seconds| {
        Wish::PollAfter(Duration::from_secs(seconds.into()))
    });
    let changes = answer
        .changes
        .into_iter()
        .map(change)
        .collect::<Result<_, _>>()?;
    Ok(observed(
        Some(answer.server_time),
        wish,
        Answer::Watch(changes),
    ))
}

fn observed(server_time: Option<WireTime>, wish: Wish, answer: Answer) -> Observation {
    Observation {
        server_time: server_time.map(time),
        wish,
        answer,
    }
}

fn change(change: wire::Change) -> Result<Change, Fault> {
    let change = match change {
        wire::Change::Forbidden { target: named } => Change::Forbidden(target(named)?),
        wire::Change::NotFound { target: named } => Change::NotFound(target(named)?),
        wire::Change::Operation { operation } => {
            let version = Version::new(operation.version.clone());
            Change::Operation {
                version,
                run: Box::new(run(*operation)?),
            }
        }
        wire::Change::ReviewPack { latest } => {
            let version = Version::new(latest.version.clone());
            Change::ReviewPack {
                version,
                latest: Box::new(latest_pack(*latest)?),
            }
        }
    };
    Ok(change)
}

fn target(target: wire::Target) -> Result<Target, Fault> {
    let target = match target {
        wire::Target::Operation(number) => Target::Operation(id(OperationId::new, number)?),
        wire::Target::ReviewPack(number) => Target::ReviewPack(id(EnvironmentId::new, number)?),
    };
    Ok(target)
}

fn runs(operations: Vec<wire::Operation>) -> Result<Vec<Run>, Fault> {
    operations.into_iter().map(run).collect()
}

fn run(operation: wire::Operation) -> Result<Run, Fault> {
    let run = Run {
        id: id(OperationId::new, operation.id)?,
        workspace: (
            id(WorkspaceId::new, operation.workspace.id)?,
            text::line(&operation.workspace.name),
        ),
        environment: operation
            .environment
            .as_ref()
            .map(environment)
            .transpose()?,
        kind: OperationType::parse(&text::line(&operation.kind)),
        label: text::optional(operation.type_label).map(|said| Label {
            text: said,
            unique: operation.type_label_unique,
        }),
        status: Status::parse(&text::line(&operation.status)),
        outcome: Outcome::parse(&text::line(&operation.outcome)),
        freshness: Freshness::parse(&text::line(&operation.freshness)),
        problem: Problem::parse(&text::line(&operation.problem_class)),
        initiator: Initiator {
            name: text::line(&operation.initiator.name),
            system: operation.initiator.system,
        },
        counts: counts(operation.counts),
        progress: progress(operation.progress),
        failures: operation.failures.into_iter().map(failure).collect(),
        expected: operation.expected.as_ref().map(expected).transpose()?,
        review_pack: operation
            .review_pack_id
            .map(|number| id(PackId::new, number))
            .transpose()?,
        web_url: operation.web_url,
        created_at: time(operation.created_at),
        started_at: operation.started_at.map(time),
        completed_at: operation.completed_at.map(time),
    };
    Ok(run)
}

fn counts(counts: BTreeMap<String, i64>) -> BTreeMap<String, i64> {
    let counts = counts.into_iter();
    counts.map(|(name, it)| (text::line(&name), it)).collect()
}

fn environment(place: &wire::Place) -> Result<(EnvironmentId, String), Fault> {
    Ok((id(EnvironmentId::new, place.id)?, text::line(&place.name)))
}

/// Counts that cannot be a share of a whole draw no bar.
fn progress(progress: wire::Progress) -> Progress {
    match progress {
        wire::Progress::Activity => Progress::Activity,
        wire::Progress::Counted { processed, total }
            if total > 0 && (0..=total).contains(&processed) =>
        {
            Progress::Counted { processed, total }
        }
        wire::Progress::Counted { .. } => Progress::Activity,
        wire::Progress::None => Progress::None,
        wire::Progress::Phased { key: _, label } => Progress::Phased {
            label: text::line(&label),
        },
    }
}

fn failure(failure: wire::Failure) -> Failure {
    Failure {
        label: text::optional(failure.label),
        message: text::line(&failure.message),
        count: failure.count,
    }
}

fn expected(expected: &wire::Expected) -> Result<Expected, Fault> {
    Ok(Expected {
        median: seconds(expected.median_seconds)?,
        p90: seconds(expected.p90_seconds)?,
    })
}

fn seconds(seconds: i64) -> Result<Duration, Fault> {
    u64::try_from(seconds)
        .map(Duration::from_secs)
        .map_err(|_| Fault::Unreadable)
}

fn latest_pack(latest: wire::LatestReviewPack) -> Result<LatestPack, Fault> {
    Ok(LatestPack {
        environment: environment(&latest.environment)?,
        workspace: (
            id(WorkspaceId::new, latest.workspace.id)?,
            text::line(&latest.workspace.name),
        ),
        pack: latest.review_pack.map(pack).transpose()?,
    })
}

fn pack(pack: wire::ReviewPack) -> Result<Pack, Fault> {
    Ok(Pack {
        id: id(PackId::new, pack.id)?,
        status: PackStatus::parse(&text::line(&pack.status)),
        size: pack
            .file_size
            .map(u64::try_from)
            .transpose()
            .map_err(|_| Fault::Unreadable)?,
        sha256: text::digest(pack.sha256),
        failure: text::optional(pack.failure),
        web_url: pack.web_url,
        created_at: time(pack.created_at),
        generated_at: pack.generated_at.map(time),
        expires_at: pack.expires_at.map(time),
    })
}

fn id<T>(parse: impl FnOnce(i64) -> Option<T>, number: i64) -> Result<T, Fault> {
    parse(number).ok_or(Fault::Unreadable)
}

fn time(time: WireTime) -> Timestamp {
    Timestamp::from_millis(time.as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(fields: &str) -> Option<Label> {
        let answer = format!(
            r#"{{"id":421,"version":"v1","workspace":{{"id":1,"name":"Woodgrove"}},"environment":null,"type":"policy.sync",
            {fields},"status":"running","outcome":"pending","freshness":"fresh_active","problem_class":"none",
            "initiator":{{"name":"System","system":true}},"counts":{{}},"progress":{{"mode":"activity"}},"failures":[],
            "expected":null,"review_pack_id":null,"web_url":null,"created_at":"2026-03-08T11:11:20Z","started_at":null,
            "completed_at":null}}"#
        );
        let operation = serde_json::from_str(&answer).expect("it is of the contract");
        run(operation).expect("it is an operation").label
    }

    #[test]
    fn a_label_is_no_other_types_only_where_the_server_says_so() {
        let sync = |unique| {
            Some(Label {
                text: "Sync".to_owned(),
                unique,
            })
        };
        for (fields, expected) in [
            (r#""type_label":null"#, None),
            (r#""type_label":"Sync""#, sync(false)),
            (
                r#""type_label":"Sync","type_label_unique":true"#,
                sync(true),
            ),
        ] {
            assert_eq!(label(fields), expected, "{fields}");
        }
    }
}
