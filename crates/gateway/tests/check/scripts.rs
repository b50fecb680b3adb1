//! The scripts that an administrator runs do what they say, and may be run again and again.

use crate::atlas::{Atlas, INDEXES, VIEWS};

#[tokio::test]
async fn the_shipped_views_and_role_are_well_and_the_scripts_may_run_again() {
    let atlas = Atlas::prepared();
    atlas.run(VIEWS);
    atlas.run_roles();
    atlas.run(INDEXES);
    atlas.run(INDEXES);

    let report = atlas.check().await;

    let expected = "\
server: well
monitor.users: well
monitor.workspaces: well
monitor.environments: well
monitor.memberships: well
monitor.entitlements: well
monitor.operations: well
monitor.review_packs: well
role: well
All is well.
";
    assert_eq!(below_headline(&report), expected);
    let headline = report.lines().next().unwrap();
    let address = format!("{}@127.0.0.1:", atlas.role);
    assert!(headline.contains(&address), "{headline}");
}

#[tokio::test]
async fn nothing_but_the_views_can_be_read_by_the_role() {
    let atlas = Atlas::prepared();

    for (statement, refused) in [
        (
            "SELECT * FROM public.operation_runs",
            "permission denied for table operation_runs",
        ),
        (
            "SELECT * FROM public.users",
            "permission denied for table users",
        ),
        (
            "BEGIN READ WRITE; INSERT INTO public.workspaces (name) VALUES ('mine')",
            "permission denied for table workspaces",
        ),
        (
            "BEGIN READ WRITE; DELETE FROM memberships",
            "permission denied for view memberships",
        ),
    ] {
        let told = atlas.refused(statement);

        assert!(told.contains(refused), "{statement}: {told}");
    }
}

#[tokio::test]
async fn a_table_or_column_that_is_renamed_in_place_leaves_the_views_as_they_are() {
    let atlas = Atlas::prepared();
    atlas.sql(
        "ALTER TABLE tenants RENAME TO managed_environments;
         ALTER TABLE review_packs RENAME tenant_id TO managed_environment_id",
    );

    let report = atlas.check().await;

    assert!(report.ends_with("All is well.\n"), "{report}");
}

#[test]
fn a_context_that_is_no_object_has_neither_phase_nor_reconciliation() {
    let atlas = Atlas::prepared();
    atlas.sql(
        r#"INSERT INTO workspaces (name) VALUES ('Northwind');
           INSERT INTO operation_runs (workspace_id, initiator_name, type, status, outcome, run_identity_hash, context,
                                       started_at, completed_at, created_at, updated_at)
           SELECT w.id, 'Ann', 'policy.sync', 'completed', 'succeeded', c.place, c.context::jsonb,
                  '2026-03-08 11:00:00', '2026-03-08 11:01:30', now(), now()
           FROM workspaces w, (VALUES
             (1, NULL), (2, 'null'), (3, '"reconciliation"'), (4, '["reconciliation"]'),
             (5, '{"progress": {"phase": null}, "reconciliation": null}'), (6, '{"progress": []}'),
             (7, '{"progress": {"phase": {"key": "saving"}}, "reconciliation": {}}')
           ) AS c (place, context)
           ORDER BY c.place"#,
    );

    let seen =
        atlas.asked("SELECT phase, reconciled, run_seconds FROM monitor.operations ORDER BY id");

    let nothing = "|f|90\n".repeat(6);
    assert_eq!(seen, format!("{nothing}{{\"key\": \"saving\"}}|t|90"));
}

#[test]
fn times_with_a_zone_are_told_in_utc_and_times_without_as_they_are_in_every_session() {
    let atlas = Atlas::new();
    atlas.sql(
        "ALTER TABLE review_packs ALTER expires_at TYPE timestamp(0);
         INSERT INTO workspaces (name) VALUES ('Northwind');
         INSERT INTO tenants (workspace_id, external_id, name) SELECT id, 'c', 'Contoso' FROM workspaces;
         INSERT INTO review_packs (workspace_id, tenant_id, generated_at, expires_at, created_at, updated_at)
         SELECT workspace_id, id, '2026-03-08 12:00:00+02', '2026-04-08 12:00:00', now(), now() FROM tenants",
    );
    atlas.run(VIEWS);

    for zone in ["UTC", "America/New_York"] {
        let ask = "SELECT generated_at, expires_at FROM monitor.review_packs";
        let seen = atlas.asked(&format!("SET TimeZone = '{zone}'; {ask}"));

        assert_eq!(seen, "2026-03-08 10:00:00|2026-04-08 12:00:00", "{zone}");
    }
}

fn below_headline(report: &str) -> &str {
    report.split_once('\n').map_or("", |(_, below)| below)
}
