//! The defaults of the configuration. All of them are ours: TenantAtlas does not publish its own.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use crate::config::{
    Capabilities, DatabasePool, Limits, OPERATIONS_VIEW, REVIEW_PACK_VIEW, Thresholds,
};
use crate::serving::{Rate, Server};

/// The canonical types (spec 367). True are the repeatable ones: a later success in the same place puts an old failure
/// right. Core has the same list, compared in `tests/layers.rs`.
const KINDS: [(&str, bool); 39] = [
    ("alerts.deliver", true),
    ("alerts.evaluate", true),
    ("assignments.fetch", true),
    ("assignments.restore", false),
    ("backup.schedule.execute", false),
    ("backup.schedule.purge", false),
    ("backup.schedule.retention", false),
    ("backup_set.archive", false),
    ("backup_set.delete", false),
    ("backup_set.restore", false),
    ("backup_set.update", false),
    ("baseline.capture", false),
    ("baseline.compare", false),
    ("compliance.snapshot", true),
    ("directory.groups.sync", true),
    ("directory.role_definitions.sync", true),
    ("entra.admin_roles.scan", true),
    ("environment.review.compose", false),
    ("environment.review_pack.generate", false),
    ("inventory.sync", true),
    ("ops.reconcile_adapter_runs", true),
    ("permission.posture.check", true),
    ("policy.delete", false),
    ("policy.export", true),
    ("policy.restore", false),
    ("policy.snapshot", true),
    ("policy.sync", true),
    ("policy_version.force_delete", false),
    ("policy_version.prune", false),
    ("policy_version.restore", false),
    ("promotion.execute", false),
    ("provider.connection.check", false),
    ("rbac.health_check", true),
    ("restore.execute", false),
    ("restore_run.delete", false),
    ("restore_run.force_delete", false),
    ("restore_run.restore", false),
    ("tenant.evidence.snapshot.generate", false),
    ("tenant.sync", true),
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

/// A search finds these however long ago the last one was.
pub(crate) fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.into_iter().map(|(kind, _)| kind)
}

pub(crate) fn repeatable() -> Vec<&'static str> {
    let repeatable = KINDS.into_iter().filter(|(_, repeatable)| *repeatable);
    repeatable.map(|(kind, _)| kind).collect()
}

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
            // A quarter: a company behind one address fits, and no address alone fills the room.
            max_connections_per_address: 4_000,
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
