//! Every fault of views and grants is named with its next step.

use crate::atlas::Atlas;

#[tokio::test]
async fn a_database_without_the_views_names_them_all() {
    let atlas = Atlas::new();
    atlas.sql(&format!("CREATE ROLE {} LOGIN", atlas.role));

    let report = atlas.check().await;

    assert!(report.contains(
        "server:\n  schema monitor is missing\n    next: run schema/views-spec123.sql\n"
    ));
    assert!(
        report
            .contains("monitor.users:\n  it is missing\n    next: run schema/views-spec123.sql\n")
    );
    assert!(report.ends_with("8 faults.\n"), "{report}");
}

#[tokio::test]
async fn a_missing_view_is_named() {
    told(
        "DROP VIEW monitor.entitlements",
        "monitor.entitlements:\n  it is missing\n    next: run schema/views-spec123.sql\n",
    )
    .await;
}

#[tokio::test]
async fn a_missing_column_is_named() {
    told(
        "ALTER VIEW monitor.operations RENAME COLUMN phase TO stage",
        "monitor.operations:\n  phase is missing, expected jsonb\n    \
         next: edit schema/views-spec123.sql and run it again\n",
    )
    .await;
}

#[tokio::test]
async fn a_column_of_the_wrong_type_is_named() {
    told(
        "DROP VIEW monitor.review_packs; CREATE VIEW monitor.review_packs AS
         SELECT id, workspace_id, tenant_id AS environment_id, operation_run_id AS operation_id,
                initiated_by_user_id AS initiator_id, NULL::text AS initiator_name, status, NULL::text AS failure,
                file_size, sha256, created_at, generated_at::timestamptz AS generated_at,
                NULL::timestamp AS expires_at
         FROM public.review_packs;
         GRANT SELECT ON monitor.review_packs TO PUBLIC",
        "monitor.review_packs:\n  \
         generated_at is timestamp with time zone, expected timestamp without time zone\n    \
         next: edit schema/views-spec123.sql and run it again\n",
    )
    .await;
}

#[tokio::test]
async fn a_null_that_may_not_be_is_named() {
    told(
        "CREATE OR REPLACE VIEW monitor.users AS
         SELECT id, NULLIF(name, 'Ann')::text AS name, true AS alive FROM public.users;
         INSERT INTO public.users (name, entra_tenant_id, entra_object_id) VALUES ('Ann', 't', 'o')",
        "monitor.users:\n  name is null in some rows and never may be\n    \
         next: edit schema/views-spec123.sql and run it again\n",
    )
    .await;
}

#[tokio::test]
async fn times_that_are_ahead_are_no_utc() {
    told(
        "INSERT INTO public.workspaces (name) VALUES ('Northwind');
         INSERT INTO public.operation_runs (workspace_id, initiator_name, type, status, outcome, run_identity_hash,
                                            created_at, updated_at)
         SELECT id, 'Ann', 'policy.sync', 'queued', 'pending', 'h', later, later
         FROM public.workspaces, (SELECT now() AT TIME ZONE 'UTC' + interval '1 hour' AS later) AS clock",
        "monitor.operations:\n  the newest created_at lies ",
    )
    .await;
}

#[tokio::test]
async fn a_view_that_is_not_granted_is_named() {
    let atlas = Atlas::prepared();
    atlas.sql(&format!(
        "REVOKE SELECT ON monitor.users FROM {}",
        atlas.role
    ));

    let report = atlas.check().await;

    let expected = "monitor.users:\n  SELECT is not granted\n    next: run schema/roles.sql\n";
    assert!(report.contains(expected), "{report}");
    assert!(report.ends_with("1 fault.\n"), "{report}");
}

#[tokio::test]
async fn a_column_that_is_not_granted_is_named() {
    let atlas = Atlas::prepared();
    let role = &atlas.role;
    atlas.sql(&format!(
        "REVOKE SELECT ON monitor.users FROM {role}; GRANT SELECT (id, name) ON monitor.users TO {role}"
    ));

    let report = atlas.check().await;

    let expected =
        "monitor.users:\n  SELECT on alive is not granted\n    next: run schema/roles.sql\n";
    assert!(report.contains(expected), "{report}");
    assert!(report.ends_with("1 fault.\n"), "{report}");
}

#[tokio::test]
async fn a_schema_that_is_not_granted_is_named() {
    let atlas = Atlas::prepared();
    atlas.sql(&format!(
        "REVOKE USAGE ON SCHEMA monitor FROM {}",
        atlas.role
    ));

    let report = atlas.check().await;

    let expected =
        "server:\n  USAGE on schema monitor is not granted\n    next: run schema/roles.sql\n";
    assert!(report.contains(expected), "{report}");
}

#[tokio::test]
async fn an_owner_who_may_not_read_the_tables_is_named() {
    let atlas = Atlas::prepared();
    let owner = format!("{}_owner", atlas.role);
    atlas.sql(&format!(
        "CREATE ROLE {owner}; GRANT USAGE, CREATE ON SCHEMA monitor TO {owner};
         ALTER VIEW monitor.memberships OWNER TO {owner}"
    ));

    let report = atlas.check().await;

    let expected = format!(
        "monitor.memberships:\n  it cannot be read: permission denied for table workspace_memberships\n    \
         next: grant that to {owner}, whose rights the view reads with\n"
    );
    assert!(report.contains(&expected), "{report}");
}

/// After this change the report has these lines and no other fault.
async fn told(change: &str, expected: &str) {
    let atlas = Atlas::prepared();
    atlas.sql(change);

    let report = atlas.check().await;

    assert!(report.contains(expected), "{report}");
    assert!(report.ends_with("1 fault.\n"), "{report}");
}
