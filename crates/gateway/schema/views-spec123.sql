-- What the gateway reads, and all that it reads: seven views in a schema of their own over TenantAtlas' tables as
-- documented up to spec 123. Views, columns and types are the gateway's contract; what stands behind them is yours.
-- PostgreSQL 15 or later. Run it as a role that may create a schema and read the tables (the views read with the
-- rights of their owner), as often as you like; grants stay:
--   psql -X -v ON_ERROR_STOP=1 -d tenantatlas -f views-spec123.sql
--
-- PostgreSQL refuses to drop a column that a view reads or to change its type: before a migration of the product, and
-- where it refuses to change a view's column, run DROP SCHEMA monitor CASCADE, and after it this file and roles.sql.
-- The columns id, *_id, kind, status, outcome, created_at and completed_at must stay plain columns of a table, with no
-- more than a cast from varchar to text around them: only then the tables' indexes serve them.

BEGIN;
SET LOCAL lock_timeout = '5s';
SET LOCAL client_min_messages = warning;

CREATE SCHEMA IF NOT EXISTS monitor;

-- A user who was disabled or deleted sees nothing. Neither column is documented by name: adapt them.
CREATE OR REPLACE VIEW monitor.users AS
SELECT u.id,
       u.name::text AS name,
       u.disabled_at IS NULL AND u.deleted_at IS NULL AS alive
FROM public.users u;

-- route_key is what stands in TenantAtlas' addresses: the slug, where there is none the id.
CREATE OR REPLACE VIEW monitor.workspaces AS
SELECT w.id,
       w.name::text AS name,
       COALESCE(w.slug::text, w.id::text) AS route_key
FROM public.workspaces w;

-- "Tenants" in spec 123, "managed environments" later.
CREATE OR REPLACE VIEW monitor.environments AS
SELECT t.id,
       t.workspace_id,
       t.name::text AS name,
       t.external_id::text AS route_key
FROM public.tenants t;

CREATE OR REPLACE VIEW monitor.memberships AS
SELECT m.workspace_id,
       m.user_id,
       m.role::text AS role
FROM public.workspace_memberships m;

-- Which environments a member may see at all; the role kept here is not read (spec 285).
CREATE OR REPLACE VIEW monitor.entitlements AS
SELECT m.tenant_id AS environment_id,
       m.user_id
FROM public.tenant_memberships m;

-- Times are without time zone and in UTC, as Laravel stores them. A context that is no object has neither phase nor
-- reconciliation.
CREATE OR REPLACE VIEW monitor.operations AS
SELECT o.id,
       o.workspace_id,
       o.tenant_id AS environment_id,
       o.user_id AS initiator_id,
       o.initiator_name::text AS initiator_name,
       o.type::text AS kind,
       o.status::text AS status,
       o.outcome::text AS outcome,
       o.summary_counts AS counts,
       o.failure_summary AS failures,
       o.context,
       NULLIF(o.context #> '{progress,phase}', 'null') AS phase,
       COALESCE(o.context -> 'reconciliation' <> 'null', false) AS reconciled,
       floor(extract(epoch FROM o.completed_at - o.started_at))::bigint AS run_seconds,
       o.created_at,
       o.started_at,
       o.completed_at
FROM public.operation_runs o;

-- generated_at and expires_at are documented with a time zone, the rest without. Going through the epoch gives UTC for
-- either, whatever the time zone of server or session.
CREATE OR REPLACE VIEW monitor.review_packs AS
SELECT p.id,
       p.workspace_id,
       p.tenant_id AS environment_id,
       p.operation_run_id AS operation_id,
       p.initiated_by_user_id AS initiator_id,
       u.name::text AS initiator_name,
       p.status::text AS status,
       p.summary ->> 'failure' AS failure,
       p.file_size,
       p.sha256::text AS sha256,
       p.created_at,
       to_timestamp(extract(epoch FROM p.generated_at)) AT TIME ZONE 'UTC' AS generated_at,
       to_timestamp(extract(epoch FROM p.expires_at)) AT TIME ZONE 'UTC' AS expires_at
FROM public.review_packs p
LEFT JOIN public.users u ON u.id = p.initiated_by_user_id;

COMMENT ON SCHEMA monitor IS 'What tenantatlas-gateway reads. Drop it before a migration of the tables behind it.';

COMMIT;
