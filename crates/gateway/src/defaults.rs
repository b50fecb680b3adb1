//! The defaults of the configuration. All of them are ours: TenantAtlas does not publish its own.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use crate::config::{
    Capabilities, DatabasePool, Limits, OPERATIONS_VIEW, REVIEW_PACK_VIEW, Thresholds,
};
use crate::serving::{Rate, Server};

/// Types whose old failure a later success in the same place puts right (spec 367, "repeatable").
pub(crate) const REPEATABLE: [&str; 15] = [
    "alerts.deliver",
    "alerts.evaluate",
    "assignments.fetch",
    "compliance.snapshot",
    "directory.groups.sync",
    "directory.role_definitions.sync",
    "entra.admin_roles.scan",
    "inventory.sync",
    "ops.reconcile_adapter_runs",
    "permission.posture.check",
    "policy.export",
    "policy.snapshot",
    "policy.sync",
    "rbac.health_check",
    "tenant.sync",
];

/// The canonical types (spec 367); a search finds them however long ago the last one was.
pub(crate) const KINDS: [&str; 39] = [
    "alerts.deliver",
    "alerts.evaluate",
    "assignments.fetch",
    "assignments.restore",
    "backup.schedule.execute",
    "backup.schedule.purge",
    "backup.schedule.retention",
    "backup_set.archive",
    "backup_set.delete",
    "backup_set.restore",
    "backup_set.update",
    "baseline.capture",
    "baseline.compare",
    "compliance.snapshot",
    "directory.groups.sync",
    "directory.role_definitions.sync",
    "entra.admin_roles.scan",
    "environment.review.compose",
    "environment.review_pack.generate",
    "inventory.sync",
    "ops.reconcile_adapter_runs",
    "permission.posture.check",
    "policy.delete",
    "policy.export",
    "policy.restore",
    "policy.snapshot",
    "policy.sync",
    "policy_version.force_delete",
    "policy_version.prune",
    "policy_version.restore",
    "promotion.execute",
    "provider.connection.check",
    "rbac.health_check",
    "restore.execute",
    "restore_run.delete",
    "restore_run.force_delete",
    "restore_run.restore",
    "tenant.evidence.snapshot.generate",
    "tenant.sync",
];

/// The types that TenantAtlas itself watches for staleness (spec 160), with seconds queued and running.
const THRESHOLDS: [(&str, u32, u32); 11] = [
    ("backup.schedule.execute", 900, 7200),
    ("baseline.capture", 900, 3600),
    ("baseline.compare", 900, 3600),
    ("directory.groups.sync", 900, 3600),
    ("directory.role_definitions.sync", 900, 3600),
    ("environment.review.compose", 900, 1800),
    ("environment.review_pack.generate", 900, 1800),
    ("inventory.sync", 900, 3600),
    ("policy.sync", 900, 3600),
    ("restore.execute", 900, 7200),
    ("tenant.evidence.snapshot.generate", 900, 1800),
];

pub(crate) fn listen() -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, 8787))
}

pub(crate) fn freshness() -> BTreeMap<String, Thresholds> {
    THRESHOLDS
        .into_iter()
        .map(|(kind, queued_seconds, running_seconds)| {
            (
                kind.to_owned(),
                Thresholds {
                    queued_seconds,
                    running_seconds,
                },
            )
        })
        .collect()
}

pub(crate) fn look_every() -> Duration {
    Duration::from_secs(1)
}

pub(crate) fn access_every() -> Duration {
    Duration::from_secs(3)
}

pub(crate) fn expected_refresh() -> Duration {
    Duration::from_secs(300)
}

pub(crate) fn attention_days() -> u32 {
    7
}

impl Default for Capabilities {
    fn default() -> Self {
        let all = [OPERATIONS_VIEW, REVIEW_PACK_VIEW].map(String::from);
        let mut roles: BTreeMap<String, BTreeSet<String>> = ["owner", "manager", "operator"]
            .map(|role| (role.to_owned(), all.clone().into()))
            .into();
        roles.insert("readonly".to_owned(), [OPERATIONS_VIEW.to_owned()].into());
        Self {
            roles,
            types: BTreeMap::new(),
        }
    }
}

impl Default for DatabasePool {
    fn default() -> Self {
        Self {
            max_connections: 4,
            statement_timeout_seconds: 5,
            acquire_timeout_seconds: 3,
        }
    }
}

impl Default for Server {
    fn default() -> Self {
        Self {
            metrics_listen: None,
            tls: None,
            trusted_proxies: Vec::new(),
            // More than `max_held`, so that held watches leave room for questions.
            max_connections: 16_000,
            header_seconds: 10,
            body_seconds: 10,
            // Longer than the monitor keeps a connection, so that never the server is the one to close it.
            idle_seconds: 120,
            stall_seconds: 30,
            rate: Rate::default(),
        }
    }
}

impl Default for Rate {
    fn default() -> Self {
        Self {
            per_second: 20,
            burst: 100,
            strangers_per_second: 5,
            strangers_burst: 50,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_targets: 200,
            max_wait_seconds: 55,
            max_body_bytes: 64 * 1024,
            max_header_bytes: 16 * 1024,
            max_held: 12_000,
            max_held_per_token: 32,
            request_seconds: 30,
            max_context_bytes: 16 * 1024,
        }
    }
}
