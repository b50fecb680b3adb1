-- How this gateway reads TenantAtlas on SQLite: one view per thing, and nothing else names the product's tables.
-- A renamed column is a changed line here. Each connection makes them as TEMP views, so the product's file is never
-- written. Times are RFC 3339 text in UTC with milliseconds, which sorts as time does.

CREATE TEMP VIEW monitor_users AS
SELECT id, name, disabled_at IS NULL AND deleted_at IS NULL AS alive
FROM users;

CREATE TEMP VIEW monitor_workspaces AS
SELECT id, name, COALESCE(slug, CAST(id AS TEXT)) AS route_key
FROM workspaces;

CREATE TEMP VIEW monitor_environments AS
SELECT id, workspace_id, name, external_id AS route_key
FROM tenants;

CREATE TEMP VIEW monitor_memberships AS
SELECT workspace_id, user_id, role
FROM workspace_memberships;

CREATE TEMP VIEW monitor_entitlements AS
SELECT tenant_id AS environment_id, user_id
FROM tenant_memberships;

CREATE TEMP VIEW monitor_operations AS
SELECT id, workspace_id, tenant_id AS environment_id, user_id AS initiator_id, initiator_name, type AS kind,
       status, outcome, summary_counts AS counts, failure_summary AS failures, context,
       CASE WHEN json_valid(context) THEN json_extract(context, '$.reconciliation') IS NOT NULL ELSE 0 END AS reconciled,
       created_at, started_at, completed_at
FROM operation_runs;

CREATE TEMP VIEW monitor_review_packs AS
SELECT p.id, p.workspace_id, p.tenant_id AS environment_id, p.operation_run_id AS operation_id,
       p.initiated_by_user_id AS initiator_id,
       (SELECT u.name FROM users u WHERE u.id = p.initiated_by_user_id) AS initiator_name, p.status,
       CASE WHEN json_valid(p.summary) THEN CAST(json_extract(p.summary, '$.failure') AS TEXT) END AS failure,
       p.file_size, p.sha256, p.created_at, p.generated_at, p.expires_at
FROM review_packs p;
