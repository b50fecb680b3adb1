//! Good answers of the contract, one for each kind of question.

pub(crate) fn watch_answer() -> String {
    format!(
        "{{\"server_time\":\"2026-03-08T11:11:26Z\",\"changes\":[{{\"result\":\"operation\",\"operation\":{OPERATION}}}]}}"
    )
}

pub(crate) const ME: &str = r#"{"server_time":"2026-03-08T11:11:26Z","user":{"id":7,"name":"Demo Operator"},
"workspaces":[{"id":1,"name":"Woodgrove","role":"operator","capabilities":["operations.view"]}],
"environments":[{"id":3,"name":"Contoso","workspace_id":1}],"limits":{"max_targets":200,"max_wait_seconds":50}}"#;

pub(crate) const LIST: &str =
    r#"{"server_time":"2026-03-08T11:11:26Z","items":[],"total":0,"next_cursor":null}"#;

pub(crate) const OPERATION: &str = r#"{"id":421,"version":"v1","workspace":{"id":1,"name":"Woodgrove"},"environment":null,
"type":"policy.sync","type_label":null,"status":"running","outcome":"pending","freshness":"fresh_active",
"problem_class":"none","initiator":{"name":"System","system":true},"counts":{"total":4},
"progress":{"mode":"counted","processed":1,"total":4},"failures":[],"expected":null,"review_pack_id":null,
"web_url":null,"created_at":"2026-03-08T11:11:20Z","started_at":null,"completed_at":null}"#;
