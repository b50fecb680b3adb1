//! An operation's row as the contract's `Operation`.
//!
//! Progress follows specs 270 and 272: a percentage only from `processed` and `total`, never under a named phase, never
//! while stale or finished.

use std::collections::BTreeMap;

use monitor_wire::{Operation, Progress};
use serde_json::Value;

use super::failures::failures;
use super::{Surroundings, initiator, place};
use crate::store::OperationRow;
use crate::version;
use crate::web::address;

pub(crate) fn operation(row: &OperationRow, around: &Surroundings<'_>) -> Operation {
    let counts = counts(row.counts.as_deref());
    let expected = around
        .expected
        .get(&(row.workspace.id, row.kind.clone()))
        .cloned();
    let mut operation = Operation {
        id: row.id,
        version: String::new(),
        workspace: place(&row.workspace),
        environment: row.environment.as_ref().map(place),
        kind: row.kind.clone(),
        type_label: around.config.labels.get(&row.kind).cloned(),
        status: row.status.clone(),
        outcome: row.outcome.clone(),
        freshness: row.freshness.clone(),
        problem_class: row.problem_class.clone(),
        initiator: initiator(row.initiator_id, Some(row.initiator_name.clone())),
        progress: progress(row, &counts),
        counts,
        failures: failures(row.failures.as_deref()),
        expected,
        review_pack_id: row.review_pack_id,
        web_url: web_url(row, around),
        created_at: row.created_at,
        started_at: row.started_at,
        completed_at: row.completed_at,
        context: None,
    };
    operation.version = version::of(&operation);
    operation
}

/// The technical context, unless it is unreadable or larger than `max_bytes`.
pub(crate) fn context(row: &OperationRow, max_bytes: usize) -> Option<Value> {
    let stored = row
        .context
        .as_deref()
        .filter(|context| context.len() <= max_bytes)?;
    serde_json::from_str(stored).ok()
}

/// Whole numbers only; whatever else is stored there is not a count.
fn counts(stored: Option<&str>) -> BTreeMap<String, i64> {
    let parsed = stored.and_then(|text| serde_json::from_str(text).ok());
    let Some(Value::Object(entries)) = parsed else {
        return BTreeMap::new();
    };
    let numbers = entries
        .into_iter()
        .filter_map(|(key, value)| Some((key, value.as_i64()?)));
    numbers.collect()
}

fn progress(row: &OperationRow, counts: &BTreeMap<String, i64>) -> Progress {
    let fresh = row.freshness != "likely_stale";
    match row.status.as_str() {
        "running" if fresh => phase(row)
            .or_else(|| counted(counts))
            .unwrap_or(Progress::Activity),
        "queued" | "running" => Progress::Activity,
        _ => Progress::None,
    }
}

fn phase(row: &OperationRow) -> Option<Progress> {
    let context: Value = serde_json::from_str(row.context.as_deref()?).ok()?;
    let phase = context.get("progress")?.get("phase")?;
    let text = |key: &str| phase.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(Progress::Phased {
        key: text("key")?,
        label: text("label")?,
    })
}

fn counted(counts: &BTreeMap<String, i64>) -> Option<Progress> {
    let (processed, total) = (*counts.get("processed")?, *counts.get("total")?);
    (total > 0 && (0..=total).contains(&processed))
        .then_some(Progress::Counted { processed, total })
}

fn web_url(row: &OperationRow, around: &Surroundings<'_>) -> Option<String> {
    let environment = row
        .environment
        .as_ref()
        .map(|place| place.route_key.as_str());
    let id = row.id.to_string();
    let values = [
        ("{workspace}", Some(row.workspace.route_key.as_str())),
        ("{environment}", environment),
        ("{operation}", Some(id.as_str())),
    ];
    address(around.config.web.operation.as_deref(), &values)
}

#[cfg(test)]
mod tests {
    use monitor_wire::{Expected, Failure, Initiator, Place};

    use super::*;
    use crate::config::Config;
    use crate::expected::ByType;
    use crate::store::PlaceRow;

    fn row() -> OperationRow {
        OperationRow {
            id: 421,
            permitted: true,
            workspace: PlaceRow {
                id: 1,
                name: "Northwind".into(),
                route_key: "northwind".into(),
            },
            environment: Some(PlaceRow {
                id: 5,
                name: "Contoso".into(),
                route_key: "x-5".into(),
            }),
            kind: "policy.sync".into(),
            status: "running".into(),
            outcome: "pending".into(),
            freshness: "fresh_active".into(),
            problem_class: "none".into(),
            initiator_id: None,
            initiator_name: "System".into(),
            counts: Some(r#"{"processed": 3, "total": 480, "note": "x", "share": 0.5}"#.into()),
            failures: Some(r#"[{"code": "my.own", "message": "m"}]"#.into()),
            context: None,
            review_pack_id: Some(12),
            created_at: "2026-03-08T11:00:00Z".parse().unwrap(),
            started_at: Some("2026-03-08T11:00:01Z".parse().unwrap()),
            completed_at: None,
        }
    }

    fn describe(row: &OperationRow) -> Operation {
        let mut config = Config::sqlite("a", "b");
        config.labels.insert("policy.sync".into(), "Sync".into());
        config.web.operation =
            Some("https://a.example/{workspace}/{environment}/{operation}".into());
        let expected = Expected {
            median_seconds: 20,
            p90_seconds: 40,
            samples: 9,
        };
        let by_type: ByType = [((1, "policy.sync".to_owned()), expected)].into();
        operation(
            row,
            &Surroundings {
                config: &config,
                expected: &by_type,
            },
        )
    }

    #[test]
    fn a_row_becomes_the_whole_operation() {
        let operation = describe(&row());

        let expected = Operation {
            id: 421,
            version: operation.version.clone(),
            workspace: Place {
                id: 1,
                name: "Northwind".into(),
            },
            environment: Some(Place {
                id: 5,
                name: "Contoso".into(),
            }),
            kind: "policy.sync".into(),
            type_label: Some("Sync".into()),
            status: "running".into(),
            outcome: "pending".into(),
            freshness: "fresh_active".into(),
            problem_class: "none".into(),
            initiator: Initiator {
                name: "System".into(),
                system: true,
            },
            counts: [("processed".to_owned(), 3), ("total".to_owned(), 480)].into(),
            progress: Progress::Counted {
                processed: 3,
                total: 480,
            },
            failures: vec![Failure {
                code: "my.own".into(),
                label: None,
                message: "m".into(),
                count: None,
            }],
            expected: Some(Expected {
                median_seconds: 20,
                p90_seconds: 40,
                samples: 9,
            }),
            review_pack_id: Some(12),
            web_url: Some("https://a.example/northwind/x-5/421".into()),
            created_at: row().created_at,
            started_at: row().started_at,
            completed_at: None,
            context: None,
        };
        assert_eq!(operation, expected);
        assert_eq!(operation.version.len(), 32);
    }

    #[test]
    fn the_version_follows_every_answered_field_but_the_context() {
        let before = describe(&row()).version;

        let with_context = OperationRow {
            context: Some(r#"{"a": 1}"#.into()),
            ..row()
        };
        assert_eq!(describe(&with_context).version, before);

        let stale = OperationRow {
            freshness: "likely_stale".into(),
            ..row()
        };
        assert_ne!(describe(&stale).version, before);
    }

    #[test]
    fn a_bar_needs_trustworthy_counts_of_a_fresh_running_operation() {
        let progress_of = |counts: &str| {
            describe(&OperationRow {
                counts: Some(counts.into()),
                ..row()
            })
            .progress
        };

        for untrusted in [
            r#"{"processed": 5, "total": 4}"#,
            r#"{"processed": 0, "total": 0}"#,
            r#"{"processed": -1, "total": 4}"#,
            r#"{"succeeded": 2, "total": 4}"#,
            "not json",
        ] {
            assert_eq!(progress_of(untrusted), Progress::Activity, "{untrusted}");
        }
        let queued = OperationRow {
            status: "queued".into(),
            ..row()
        };
        assert_eq!(describe(&queued).progress, Progress::Activity);
        let stale = OperationRow {
            freshness: "likely_stale".into(),
            ..row()
        };
        assert_eq!(describe(&stale).progress, Progress::Activity);
        let finished = OperationRow {
            status: "completed".into(),
            ..row()
        };
        assert_eq!(describe(&finished).progress, Progress::None);
    }

    #[test]
    fn a_named_phase_is_told_without_a_percentage() {
        let context = r#"{"progress": {"phase": {"key": "persisting", "label": "Saving"}}}"#;
        let phased = OperationRow {
            context: Some(context.into()),
            ..row()
        };

        let expected = Progress::Phased {
            key: "persisting".into(),
            label: "Saving".into(),
        };
        assert_eq!(describe(&phased).progress, expected);
    }

    #[test]
    fn a_context_that_is_too_large_or_unreadable_is_left_out() {
        let with = |context: &str| OperationRow {
            context: Some(context.into()),
            ..row()
        };

        assert_eq!(
            context(&with(r#"{"a": 1}"#), 8),
            Some(serde_json::json!({ "a": 1 }))
        );
        assert_eq!(context(&with(r#"{"a": 12}"#), 8), None);
        assert_eq!(context(&with("not json"), 100), None);
    }
}
