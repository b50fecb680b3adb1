//! The configured rules as one JSON parameter for the SQL that judges operations and packs (`sql/judged.sql`).
//!
//! Turns thresholds into cut-off times, so that the database compares and never asks a clock. Decides nothing itself.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::config::{Capabilities, Config, OPERATIONS_VIEW, REVIEW_PACK_VIEW};
use crate::defaults::REPEATABLE;

pub(crate) fn at(config: &Config, now: Timestamp) -> String {
    let capabilities = &config.capabilities;
    json!({
        "operation_roles": holders(capabilities, OPERATIONS_VIEW),
        "pack_roles": holders(capabilities, REVIEW_PACK_VIEW),
        "denied": denied(capabilities),
        "repeatable": REPEATABLE,
        "thresholds": thresholds(config, now),
    })
    .to_string()
}

/// How the database writes times; equal lengths make text sort as time does.
pub(crate) fn stored(time: Timestamp) -> String {
    format!("{time:.3}")
}

fn holders<'a>(capabilities: &'a Capabilities, wanted: &str) -> Vec<&'a str> {
    let roles = capabilities.roles.iter();
    roles
        .filter(|(_, held)| held.contains(wanted))
        .map(|(role, _)| role.as_str())
        .collect()
}

/// "role type" for every type whose extra capability the role lacks.
fn denied(capabilities: &Capabilities) -> Vec<String> {
    let mut denied = Vec::new();
    for (kind, needed) in &capabilities.types {
        let lacking = capabilities
            .roles
            .iter()
            .filter(|(_, held)| !held.contains(needed));
        denied.extend(lacking.map(|(role, _)| format!("{role} {kind}")));
    }
    denied
}

fn thresholds(config: &Config, now: Timestamp) -> BTreeMap<&str, Value> {
    let before = |seconds: u32| stored(now - SignedDuration::from_secs(i64::from(seconds)));
    let cut_offs = config.freshness.iter().map(|(kind, limit)| {
        let cut_off = json!({
            "queued_before": before(limit.queued_seconds),
            "running_before": before(limit.running_seconds),
        });
        (kind.as_str(), cut_off)
    });
    cut_offs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Thresholds;

    #[test]
    fn the_rules_name_the_roles_the_denied_types_and_the_cut_offs() {
        let mut config = Config::sqlite("a", "b");
        config
            .capabilities
            .types
            .insert("restore.execute".into(), "restore.view".into());
        config
            .capabilities
            .roles
            .retain(|role, _| role == "owner" || role == "readonly");
        let owner = config.capabilities.roles.get_mut("owner").unwrap();
        owner.insert("restore.view".into());
        let thresholds = Thresholds {
            queued_seconds: 60,
            running_seconds: 3600,
        };
        config.freshness = [("policy.sync".to_owned(), thresholds)].into();

        let rules: Value =
            serde_json::from_str(&at(&config, "2026-03-08T12:00:00Z".parse().unwrap())).unwrap();

        let expected = json!({
            "operation_roles": ["owner", "readonly"],
            "pack_roles": ["owner"],
            "denied": ["readonly restore.execute"],
            "repeatable": REPEATABLE,
            "thresholds": { "policy.sync": {
                "queued_before": "2026-03-08T11:59:00.000Z",
                "running_before": "2026-03-08T11:00:00.000Z",
            } },
        });
        assert_eq!(rules, expected);
    }
}
