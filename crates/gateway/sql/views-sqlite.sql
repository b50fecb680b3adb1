-- How this gateway reads TenantAtlas on SQLite: the views of schema/views-spec123.sql under their bare names; nothing
-- else names the product's tables. Each connection makes them as TEMP views, so the product's file is never written.
-- Times are RFC 3339 text in UTC with milliseconds, which sorts as time does; JSON is text, and text that is no JSON
-- has neither phase, reconciliation nor failure.

CREATE TEMP VIEW users AS
SELECT u.id, u.name, u.disabled_at IS NULL AND u.deleted_at IS NULL AS alive
FROM main.users u;

CREATE TEMP VIEW workspaces AS
SELECT w.id, w.name, COALESCE(w.slug, CAST(w.id AS TEXT)) AS route_key
FROM main.workspaces w;

CREATE TEMP VIEW environments AS
SELECT t.id, t.workspace_id, t.name, t.external_id AS route_key
FROM main.tenants t;

CREATE TEMP VIEW memberships AS
SELECT m.workspace_id, m.user_id, m.role
FROM main.workspace_memberships m;

CREATE TEMP VIEW entitlements AS
SELECT m.tenant_id AS environment_id, m.user_id
FROM main.tenant_memberships m;

CREATE TEMP VIEW operations AS
SELECT o.id, o.workspace_id, o.tenant_id AS environment_id, o.user_id AS initiator_id, o.initiator_name,
       o.type AS kind, o.status, o.outcome, o.summary_counts AS counts, o.failure_summary AS failures, o.context,
       CASE WHEN json_valid(o.context) THEN NULLIF(o.context -> '$.progress.phase', 'null') END AS phase,
       CASE WHEN json_valid(o.context) THEN json_extract(o.context, '$.reconciliation') IS NOT NULL ELSE 0 END
         AS reconciled,
       unixepoch(o.completed_at) - unixepoch(o.started_at) AS run_seconds,
       o.created_at, o.started_at, o.completed_at
FROM main.operation_runs o;

CREATE TEMP VIEW review_packs AS
SELECT p.id, p.workspace_id, p.tenant_id AS environment_id, p.operation_run_id AS operation_id,
       p.initiated_by_user_id AS initiator_id, u.name AS initiator_name, p.status,
       CASE WHEN json_valid(p.summary) THEN CAST(p.summary ->> '$.failure' AS TEXT) END AS failure,
       p.file_size, p.sha256, p.created_at, p.generated_at, p.expires_at
FROM main.review_packs p
LEFT JOIN main.users u ON u.id = p.initiated_by_user_id;
