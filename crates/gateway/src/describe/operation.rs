//! An operation's row as the contract's `Operation`.
//!
//! Progress follows specs 270 and 272: a percentage only from `processed` and `total`, never under a named phase, never
//! while stale or finished.

use std::collections::BTreeMap;

use monitor_wire::{Expected, Operation, Progress};
use serde_json::Value;

use super::failures::failures;
use super::{initiator, place};
use crate::config::Config;
use crate::rights::PlaceRow;
use crate::store::OperationRow;
use crate::version;
use crate::web::address;

/// All that an operation's description rests on, besides the configuration.
#[derive(Clone, PartialEq)]
pub(crate) struct OperationFacts {
    pub(crate) row: OperationRow,
    pub(crate) workspace: PlaceRow,
    pub(crate) environment: Option<PlaceRow>,
    pub(crate) expected: Option<Expected>,
}

/// The review pack that it made is left out for who may not see packs.
pub(crate) fn operation(facts: &OperationFacts, packs: bool, config: &Config) -> Operation {
    let row = &facts.row;
    let counts = counts(row.counts.as_deref());
    let label = config.labels.get(&row.kind);
    let mut operation = Operation {
        id: row.id,
        version: String::new(),
        workspace: place(&facts.workspace),
        environment: facts.environment.as_ref().map(place),
        kind: row.kind.clone(),
        type_label: label.cloned(),
        type_label_unique: label.is_some_and(|label| is_unique(label, config)),
        status: row.status.clone(),
        outcome: row.outcome.clone(),
        freshness: row.freshness.clone(),
        problem_class: row.problem_class.clone(),
        initiator: initiator(row.initiator_id, Some(row.initiator_name.clone())),
        progress: progress(row, &counts),
        counts,
        failures: failures(row.failures.as_deref()),
        expected: facts.expected.clone(),
        review_pack_id: row.review_pack_id.filter(|_| packs),
        web_url: web_url(facts, config),
        created_at: row.created_at.0,
        started_at: row.started_at.map(|time| time.0),
        completed_at: row.completed_at.map(|time| time.0),
        context: None,
    };
    operation.version = version::of(&operation).to_string();
    operation
}

/// Whether no other type has this label.
fn is_unique(label: &str, config: &Config) -> bool {
    let labels = config.labels.values();
    labels.filter(|other| other.as_str() == label).count() == 1
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
    let phase: Value = serde_json::from_str(row.phase.as_deref()?).ok()?;
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

fn web_url(facts: &OperationFacts, config: &Config) -> Option<String> {
    let environment = facts.environment.as_ref();
    let environment = environment.map(|place| place.route_key.as_str());
    let id = facts.row.id.to_string();
    let values = [
        ("{workspace}", Some(facts.workspace.route_key.as_str())),
        ("{environment}", environment),
        ("{operation}", Some(id.as_str())),
    ];
    address(config.web.operation.as_deref(), &values)
}

#[cfg(test)]
mod tests {
    use monitor_wire::{Failure, Initiator, Place};

    use super::*;
    use crate::store::Moment;

    fn row() -> OperationRow {
        OperationRow {
            id: 421,
            workspace_id: 1,
            environment_id: Some(5),
            kind: "policy.sync".into(),
            status: "running".into(),
            outcome: "pending".into(),
            freshness: "fresh_active".into(),
            problem_class: "none".into(),
            initiator_id: None,
            initiator_name: "System".into(),
            counts: Some(r#"{"processed": 3, "total": 480, "note": "x", "share": 0.5}"#.into()),
            failures: Some(r#"[{"code": "my.own", "message": "m"}]"#.into()),
            phase: None,
            review_pack_id: Some(12),
            created_at: Moment("2026-03-08T11:00:00Z".parse().unwrap()),
            started_at: Some(Moment("2026-03-08T11:00:01Z".parse().unwrap())),
            completed_at: None,
        }
    }

    fn facts(row: &OperationRow) -> OperationFacts {
        let place = |id, name: &str, route_key: &str| PlaceRow {
            id,
            name: name.into(),
            route_key: route_key.into(),
        };
        OperationFacts {
            row: row.clone(),
            workspace: place(1, "Northwind", "northwind"),
            environment: Some(place(5, "Contoso", "x-5")),
            expected: Some(Expected {
                median_seconds: 20,
                p90_seconds: 40,
                samples: 9,
            }),
        }
    }

    fn describe(row: &OperationRow) -> Operation {
        let mut config = Config::sqlite("a", "b");
        config.labels.insert("policy.sync".into(), "Sync".into());
        config.web.operation =
            Some("https://a.example/{workspace}/{environment}/{operation}".into());
        operation(&facts(row), true, &config)
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
            type_label_unique: true,
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
            created_at: row().created_at.0,
            started_at: row().started_at.map(|time| time.0),
            completed_at: None,
            context: None,
        };
        assert_eq!(operation, expected);
        assert_eq!(operation.version.len(), 32);
    }

    #[test]
    fn the_version_follows_every_answered_field() {
        let before = describe(&row()).version;

        let stale = OperationRow {
            freshness: "likely_stale".into(),
            ..row()
        };
        assert_ne!(describe(&stale).version, before);
    }

    #[test]
    fn a_label_says_whether_another_type_has_it_too() {
        let mut config = Config::sqlite("a", "b");
        let mut labelled = |kind: &str, label: &str| {
            config.labels.insert(kind.into(), label.into());
            let operation = operation(&facts(&row()), true, &config);
            (operation.type_label, operation.type_label_unique)
        };
        let sync = || Some("Sync".to_owned());

        assert_eq!(labelled("inventory.sync", "Inventory"), (None, false));
        assert_eq!(labelled("policy.sync", "Sync"), (sync(), true));
        assert_eq!(labelled("inventory.sync", "Sync"), (sync(), false));
    }

    #[test]
    fn who_may_not_see_packs_is_not_told_of_one() {
        let config = Config::sqlite("a", "b");

        let with = operation(&facts(&row()), true, &config);
        let without = operation(&facts(&row()), false, &config);

        assert_eq!(
            (with.review_pack_id, without.review_pack_id),
            (Some(12), None)
        );
        assert_ne!(with.version, without.version);
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
        let phased = OperationRow {
            phase: Some(r#"{"key": "persisting", "label": "Saving"}"#.into()),
            ..row()
        };

        let expected = Progress::Phased {
            key: "persisting".into(),
            label: "Saving".into(),
        };
        assert_eq!(describe(&phased).progress, expected);
    }
}
