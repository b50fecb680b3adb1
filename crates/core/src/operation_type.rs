//! The operation types of TenantAtlas: the 39 canonical codes of spec 367's inventory and the retired names a database
//! may still hold. Only codes live here; the labels are in `ui/locales/*/terms.ftl` and are ours, as TenantAtlas' own
//! label table is not public. An unknown code stays itself and borrows no neighbour's label (spec 239).

/// A stored type, with its canonical code where it is a known one.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct OperationType {
    raw: String,
    canonical: Option<&'static str>,
}

impl OperationType {
    #[must_use]
    pub fn parse(raw: &str) -> Self {
        let retired = RETIRED
            .iter()
            .find(|(name, _)| *name == raw)
            .map(|(_, code)| *code);
        let code = retired.unwrap_or(raw);
        let canonical = CANONICAL.iter().find(|known| **known == code).copied();
        Self {
            raw: raw.to_owned(),
            canonical,
        }
    }

    /// The word as stored.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The canonical code; `None` is "Unknown operation".
    #[must_use]
    pub const fn canonical(&self) -> Option<&'static str> {
        self.canonical
    }

    /// The message id of the label, for example `type-policy-sync`.
    #[must_use]
    pub fn message_id(&self) -> Option<String> {
        self.canonical
            .map(|code| format!("type-{}", code.replace(['.', '_'], "-")))
    }
}

/// Whether a database may hold operations of this canonical code under a retired name.
#[must_use]
pub fn has_former_names(code: &str) -> bool {
    RETIRED.iter().any(|(_, canonical)| *canonical == code)
}

pub const CANONICAL: [&str; 39] = [
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

/// Names the product gave up, and what they are called since (facts: specs 054, 086, 239, 272).
const RETIRED: [(&str, &str); 11] = [
    ("backup_schedule.retry", "backup.schedule.execute"),
    ("backup_schedule.run_now", "backup.schedule.execute"),
    ("backup_schedule.scheduled", "backup.schedule.execute"),
    ("backup_set.add_policies", "backup_set.update"),
    ("backup_set.remove_policies", "backup_set.update"),
    ("baseline_capture", "baseline.capture"),
    ("baseline_compare", "baseline.compare"),
    ("directory_groups.sync", "directory.groups.sync"),
    ("drift.generate", "baseline.compare"),
    ("tenant.review.compose", "environment.review.compose"),
    (
        "tenant.review_pack.generate",
        "environment.review_pack.generate",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_retired_name_leads_to_a_canonical_code() {
        for (name, code) in RETIRED {
            assert!(!CANONICAL.contains(&name), "{name} is canonical");
            assert_eq!(OperationType::parse(name).canonical(), Some(code));
            assert_eq!(OperationType::parse(name).raw(), name);
        }
    }

    #[test]
    fn an_unknown_type_stays_unknown() {
        let unknown = OperationType::parse("policy.sync.v2");
        assert_eq!(
            (unknown.canonical(), unknown.raw()),
            (None, "policy.sync.v2")
        );
        assert_eq!(unknown.message_id(), None);
    }

    #[test]
    fn a_message_id_is_made_from_the_canonical_code() {
        let id = OperationType::parse("tenant.review_pack.generate").message_id();
        assert_eq!(id.as_deref(), Some("type-environment-review-pack-generate"));
    }

    #[test]
    fn every_type_has_a_label() {
        let terms = include_str!("../../../ui/locales/en/terms.ftl");
        for code in CANONICAL {
            let id = OperationType::parse(code).message_id().expect("canonical");
            assert!(
                terms
                    .lines()
                    .any(|line| line.starts_with(&format!("{id} ="))),
                "{id}"
            );
        }
    }
}
