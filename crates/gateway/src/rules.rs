//! The configured rules as one JSON parameter for the SQL that judges operations (`sql/judged.sql`).
//!
//! Turns thresholds into cut-off times, so that the database compares and never asks a clock. Decides nothing itself.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::config::Config;
use crate::defaults::repeatable;
use crate::store::stored;

pub(crate) fn at(config: &Config, now: Timestamp) -> String {
    json!({
        "repeatable": repeatable(),
        "thresholds": thresholds(config, now),
    })
    .to_string()
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
    fn the_rules_name_the_repeatable_types_and_the_cut_offs() {
        let mut config = Config::sqlite("a", "b");
        let thresholds = Thresholds {
            queued_seconds: 60,
            running_seconds: 3600,
        };
        config.freshness = [("policy.sync".to_owned(), thresholds)].into();

        let rules: Value =
            serde_json::from_str(&at(&config, "2026-03-08T12:00:00Z".parse().unwrap())).unwrap();

        let expected = json!({
            "repeatable": repeatable(),
            "thresholds": { "policy.sync": {
                "queued_before": "2026-03-08T11:59:00.000Z",
                "running_before": "2026-03-08T11:00:00.000Z",
            }},
        });
        assert_eq!(rules, expected);
    }
}
