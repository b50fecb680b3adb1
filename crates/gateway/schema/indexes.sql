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

-- Pages of one type.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_operations_of_type
  ON public.operation_runs (type, created_at DESC, id DESC);

-- Which operations are active.
-- Small, since finished operations leave it.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_operations_active
  ON public.operation_runs (created_at DESC, id DESC)
  WHERE status IN ('queued', 'running');

-- Pages of what ended, the last first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_operations_ended
  ON public.operation_runs (completed_at DESC, id DESC)
  WHERE completed_at IS NOT NULL;

-- Which ended in the last days in a way that needs a look.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_operations_follow_up
  ON public.operation_runs (completed_at DESC, id DESC)
  WHERE outcome IN ('blocked', 'partially_succeeded', 'partial', 'failed');

-- The same newest first, whenever it ended: pages of one outcome.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_operations_follow_up_recent
  ON public.operation_runs (created_at DESC, id DESC)
  WHERE outcome IN ('blocked', 'partially_succeeded', 'partial', 'failed');

-- The same of one environment: a busy one has thousands of rows for each that failed.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_operations_follow_up_of_environment
  ON public.operation_runs (tenant_id, created_at DESC, id DESC)
  WHERE outcome IN ('blocked', 'partially_succeeded', 'partial', 'failed');

-- Which failed in releases that had a status for it, newest first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_operations_failed
  ON public.operation_runs (created_at DESC, id DESC)
  WHERE status = 'failed';

-- Was there a later success of the same type in the same environment.
CREATE INDEX CONCURRENTLY IF NOT EXISTS monitor_operations_succeeded
  ON public.operation_runs (tenant_id, type, created_at)
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
