-- `operations` finished ones over the 90 days that TenantAtlas keeps them, their ids in the order of their times, and
-- `active` ones. Some environments have far more than others; a few operations are of a whole workspace. Types,
-- outcomes, durations and contexts are mixed as a company's would be; the same seed makes the same rows, but for the
-- time of day.
SET session_replication_role = replica;

SELECT setseed(0.421);

CREATE TEMP TABLE words AS
SELECT ARRAY[
         'policy.sync', 'policy.sync', 'policy.sync', 'policy.sync', 'policy.sync', 'policy.sync',
         'inventory.sync', 'inventory.sync', 'inventory.sync', 'inventory.sync',
         'provider.connection.check', 'provider.connection.check', 'provider.connection.check',
         'directory.groups.sync', 'directory.groups.sync',
         'backup.schedule.execute', 'backup.schedule.execute',
         'policy.snapshot', 'permission.posture.check', 'alerts.evaluate', 'baseline.compare', 'baseline.capture',
         'environment.review_pack.generate', 'tenant.evidence.snapshot.generate', 'restore.execute'
       ] AS types,
       ARRAY['graph.throttled', 'provider_permission_denied', 'queue.dispatch_failed', 'run.stale_running'] AS codes;

-- Drawn first: one draw for each use.
CREATE TEMP TABLE drawn AS
SELECT n,
       CASE WHEN random() < 0.97 THEN 1 + floor(:environments * power(random(), 2))::bigint END AS tenant_id,
       1 + floor(:workspaces * random())::bigint AS any_workspace,
       CASE WHEN random() < 0.4 THEN 1 + floor(:people * random())::bigint END AS user_id,
       w.types[1 + floor(25 * random())::int] AS type,
       random() AS luck,
       w.codes[1 + floor(4 * random())::int] AS code,
       1 + floor(480 * random())::int AS total,
       floor(60 * random())::int AS queued_seconds,
       (15 - 90 * ln(1 - random()))::int AS run_seconds,
       date_trunc('second', timezone('UTC', now()) - interval '2 hours'
         - interval '90 days' * (1 - n::double precision / :operations)) AS created_at
FROM generate_series(1, :operations) n, words w;

INSERT INTO operation_runs (
  workspace_id, tenant_id, user_id, initiator_name, type, status, outcome, run_identity_hash, summary_counts,
  failure_summary, context, started_at, completed_at, created_at, updated_at)
SELECT COALESCE(t.workspace_id, d.any_workspace),
       d.tenant_id,
       d.user_id,
       COALESCE('User ' || d.user_id, 'System'),
       d.type,
       'completed',
       o.outcome,
       encode(sha256(d.n::text::bytea), 'hex'),
       jsonb_build_object('total', d.total, 'processed', d.total, 'succeeded', d.total - f.failed, 'failed', f.failed),
       CASE WHEN o.outcome <> 'succeeded' THEN jsonb_build_array(jsonb_build_object(
         'code', d.code, 'count', f.failed,
         'message', 'The provider did not take ' || f.failed || ' of ' || d.total || ' items; they are unchanged.')) END,
       jsonb_build_object(
         'provider_connection_id', d.tenant_id,
         'selection', jsonb_build_object('policy_types', jsonb_build_array(
           'deviceConfiguration', 'deviceCompliancePolicy', 'settingsCatalogPolicy', 'conditionalAccessPolicy')),
         'target_scope', jsonb_build_object('environment', d.tenant_id, 'workspace', d.any_workspace),
         'progress', jsonb_build_object('phase', NULL))
       || CASE WHEN o.outcome = 'failed' AND d.code = 'run.stale_running'
            THEN '{"reconciliation": {"reason_code": "run.stale_running"}}'::jsonb ELSE '{}' END,
       d.created_at + make_interval(secs => d.queued_seconds),
       d.created_at + make_interval(secs => d.queued_seconds + d.run_seconds),
       d.created_at,
       d.created_at + make_interval(secs => d.queued_seconds + d.run_seconds)
FROM drawn d
LEFT JOIN tenants t ON t.id = d.tenant_id
CROSS JOIN LATERAL (SELECT CASE
  WHEN d.luck < 0.93 THEN 'succeeded'
  WHEN d.luck < 0.96 THEN 'partially_succeeded'
  WHEN d.luck < 0.99 THEN 'failed'
  ELSE 'blocked'
END AS outcome) o
CROSS JOIN LATERAL (SELECT CASE o.outcome
  WHEN 'succeeded' THEN 0
  WHEN 'partially_succeeded' THEN d.total / 3
  ELSE d.total
END AS failed) f
ORDER BY d.n;

-- Half of them wait and half of them work, all young enough not to grow stale in the course of the benchmark, but for
-- one in twenty that is stale already.
INSERT INTO operation_runs (
  workspace_id, tenant_id, user_id, initiator_name, type, status, outcome, run_identity_hash, summary_counts, context,
  started_at, created_at, updated_at)
SELECT t.workspace_id,
       CASE WHEN n % 33 > 0 THEN t.id END,
       NULL,
       'System',
       w.types[1 + n % 25],
       CASE WHEN s.works THEN 'running' ELSE 'queued' END,
       'pending',
       encode(sha256(('active ' || n)::bytea), 'hex'),
       CASE WHEN s.works THEN jsonb_build_object('total', 480, 'processed', n % 480) END,
       jsonb_build_object('provider_connection_id', t.id),
       CASE WHEN s.works THEN a.created_at + interval '5 seconds' END,
       a.created_at,
       a.created_at
FROM generate_series(1, :active) n
CROSS JOIN words w
JOIN tenants t ON t.id = 1 + n * 7919 % :environments
CROSS JOIN LATERAL (SELECT n % 2 = 0 AS works) s
CROSS JOIN LATERAL (SELECT date_trunc('second', timezone('UTC', now())) - CASE
  WHEN n % 20 = 0 THEN interval '2 days'
  ELSE make_interval(secs => n % 120)
END AS created_at) a;
