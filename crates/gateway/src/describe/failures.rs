//! The stored failure summary as a short list with the operator's words.
//!
//! Reads every entry shape the product has written; a code it does not know keeps no label.

use monitor_wire::Failure;
use serde_json::Value;

use super::{MESSAGE_CHARACTERS, at_most};

pub(super) fn failures(stored: Option<&str>) -> Vec<Failure> {
    let parsed = stored.and_then(|text| serde_json::from_str(text).ok());
    let Some(Value::Array(entries)) = parsed else {
        return Vec::new();
    };
    entries.iter().filter_map(failure).take(MOST).collect()
}

fn failure(entry: &Value) -> Option<Failure> {
    let text = |key: &str| entry.get(key).and_then(Value::as_str);
    let code = text("code").or_else(|| text("reason_code"))?;
    let reason = text("reason_code").and_then(label);
    Some(Failure {
        code: code.to_owned(),
        label: label(code).or(reason).map(str::to_owned),
        message: at_most(MESSAGE_CHARACTERS, text("message").unwrap_or_default()),
        count: entry.get("count").and_then(Value::as_i64),
    })
}

fn label(code: &str) -> Option<&'static str> {
    let known = LABELS.iter().find(|(known, _)| *known == code);
    known.map(|(_, label)| *label)
}

const MOST: usize = 10;

const LABELS: [(&str, &str); 14] = [
    // The product's own (LifecycleReconciliationReason), in its words except that it says "Run" where visible text
    // says "Operation" since spec 171.
    (
        "run.adapter_out_of_sync",
        "Lifecycle was reconciled from related records",
    ),
    (
        "run.infrastructure_timeout_or_abandonment",
        "Infrastructure ended the operation",
    ),
    ("run.queue_failure_bridge", "Queue failure was reconciled"),
    ("run.stale_queued", "Operation never started"),
    ("run.stale_running", "Operation stopped reporting progress"),
    // Ours: the codes are the product's, their labels are not public.
    ("authentication_failed", "Sign-in to the provider failed"),
    (
        "dependency_unreachable",
        "A required system could not be reached",
    ),
    ("graph.throttled", "Throttled by Microsoft Graph"),
    ("missing_configuration", "Configuration is missing"),
    ("permission_denied", "Permission denied"),
    ("provider_consent_missing", "Provider consent is missing"),
    ("provider_permission_denied", "Provider permission denied"),
    ("queue.dispatch_failed", "Operation could not be queued"),
    ("throttled", "Throttled by the provider"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stored_shape_is_read_and_labelled_where_known() {
        let stored = r#"[
            {"code": "graph.throttled", "message": "Too many requests", "count": 3},
            {"code": "restore", "reason_code": "run.stale_running", "message": "m"},
            {"code": "my.own"},
            "noise"
        ]"#;

        let expected = [
            (
                "graph.throttled",
                Some("Throttled by Microsoft Graph"),
                "Too many requests",
                Some(3),
            ),
            (
                "restore",
                Some("Operation stopped reporting progress"),
                "m",
                None,
            ),
            ("my.own", None, "", None),
        ]
        .map(|(code, label, message, count)| Failure {
            code: code.into(),
            label: label.map(str::to_owned),
            message: message.into(),
            count,
        });
        assert_eq!(failures(Some(stored)), expected);
    }

    #[test]
    fn at_most_ten_are_told_and_anything_unreadable_is_none() {
        let many = format!("[{}]", [r#"{"code":"a"}"#; 11].join(","));

        assert_eq!(failures(Some(&many)).len(), 10);
        assert!(failures(Some("not json")).is_empty());
        assert!(failures(None).is_empty());
    }
}
