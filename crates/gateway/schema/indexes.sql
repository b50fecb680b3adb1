-- Indexes that an administrator may add. They go on TenantAtlas' own tables, which nothing else of the gateway touches:
-- your decision. The gateway works without them; on a million operations its lists then read whole tables.
--   psql -X -d tenantatlas -f indexes.sql
-- Each is built beside running work, one after the other, outside a transaction (never with psql -1), and only where
-- its name is free. Run it as the owner of the tables. To undo: DROP INDEX CONCURRENTLY of the names below.
--
-- Price: a little for every row that is inserted, and for an update that changes an indexed column or a column named
-- in a WHERE below (status, outcome, completed_at). Updates of progress (summary_counts, context) stay as cheap as they
-- are.
--
-- The product's own documented indexes, and what they serve already:
--   primary keys                                  everything that is asked for by its id
--   operation_runs (tenant_id, created_at)        pages of one environment, but for the order within one second
--   operation_runs (tenant_id, type, created_at)  was a failure superseded, for types that rarely fail
--   operation_runs (tenant_id, run_identity_hash) and (workspace_id, run_identity_hash), unique while active: the
--                                                 active operations of one environment or workspace, not all of them
--   review_packs (workspace_id, tenant_id, generated_at)  the packs of one environment, not which one is the latest
--   workspace_memberships (workspace_id, user_id), tenant_memberships (tenant_id, user_id)  who may see what

\set ON_ERROR_STOP on

-- Pages over everything: newest first, from a cursor.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_operations_recent
  ON public.operation_runs (created_at DESC, id DESC);

-- Pages of one environment, in their exact order.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_operations_of_environment
  ON public.operation_runs (tenant_id, created_at DESC, id DESC);

-- Pages of one workspace; nothing of the product leads by workspace.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_operations_of_workspace
  ON public.operation_runs (workspace_id, created_at DESC, id DESC);

-- Pages of one type; those of one workspace are told apart inside the index.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_operations_of_type
  ON public.operation_runs (type, created_at DESC, id DESC, workspace_id);

-- Which operations are active, everywhere or in one workspace, and which of them for long.
-- Small, since finished operations leave it.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_operations_active
  ON public.operation_runs (created_at DESC, id DESC, workspace_id, status, started_at)
  WHERE status IN ('queued', 'running');

-- Pages of what ended, the last first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_operations_ended
  ON public.operation_runs (completed_at DESC, id DESC)
  WHERE completed_at IS NOT NULL;

-- Pages of what ended, of one workspace.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_operations_ended_of_workspace
  ON public.operation_runs (workspace_id, completed_at DESC, id DESC)
  WHERE completed_at IS NOT NULL;

-- Which did not plainly succeed, newest first; those of one workspace or type are told apart inside the index. Releases
-- that had a status for it wrote `failed` there.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_operations_follow_up
  ON public.operation_runs (created_at DESC, id DESC, workspace_id, type)
  WHERE status = 'failed' OR outcome IN ('blocked', 'partially_succeeded', 'partial', 'failed');

-- The same in the order they ended; those that are far older than their end are told apart inside the index, too.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_operations_follow_up_ended
  ON public.operation_runs (completed_at DESC, id DESC, created_at, workspace_id, type)
  WHERE status = 'failed' OR outcome IN ('blocked', 'partially_succeeded', 'partial', 'failed');

-- The same of one environment, newest first: a busy one has thousands of rows for each that failed.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_operations_follow_up_of_environment
  ON public.operation_runs (tenant_id, created_at DESC, id DESC)
  WHERE status = 'failed' OR outcome IN ('blocked', 'partially_succeeded', 'partial', 'failed');

-- Was there a later success of the same type in the same environment, or workspace-wide in the same workspace.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_operations_succeeded
  ON public.operation_runs (tenant_id, type, created_at, workspace_id)
  WHERE status = 'completed' AND outcome = 'succeeded';

-- Which review pack came of an operation.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_review_packs_of_operation
  ON public.review_packs (operation_run_id);

-- Which review pack of an environment is the latest.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_review_packs_latest
  ON public.review_packs (tenant_id, created_at DESC, id DESC);

-- What a user may see: the workspaces, and the environments. The product's own lead by the place.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_memberships_of_user
  ON public.workspace_memberships (user_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_entitlements_of_user
  ON public.tenant_memberships (user_id);

-- An interrupted build leaves an index that costs and serves nothing, and whose name is taken. Drop what is listed here
-- and run this file again.
SELECT c.oid::regclass AS "unfinished, to be dropped"
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
WHERE NOT i.indisvalid AND c.relname LIKE 'monitor\_%';
