-- `packs` review packs, each made by one of the finished operations that make them.
SET session_replication_role = replica;

SELECT setseed(0.422);

INSERT INTO review_packs (
  workspace_id, tenant_id, operation_run_id, status, fingerprint, summary, file_size, sha256, generated_at, expires_at,
  created_at, updated_at)
SELECT o.workspace_id,
       o.tenant_id,
       o.id,
       s.status,
       encode(sha256(('inputs ' || o.id)::bytea), 'hex'),
       CASE WHEN s.status = 'failed' THEN '{"failure": "The evidence could not be read."}'::jsonb ELSE '{}' END,
       CASE WHEN s.status <> 'failed' THEN 500000 + o.id END,
       CASE WHEN s.status <> 'failed' THEN encode(sha256(('file ' || o.id)::bytea), 'hex') END,
       CASE WHEN s.status <> 'failed' THEN o.completed_at AT TIME ZONE 'UTC' END,
       CASE WHEN s.status <> 'failed' THEN o.completed_at AT TIME ZONE 'UTC' + interval '30 days' END,
       o.created_at,
       o.completed_at
FROM (
  SELECT * FROM operation_runs
  WHERE type = 'environment.review_pack.generate' AND status = 'completed' AND tenant_id IS NOT NULL
  ORDER BY random()
  LIMIT :packs
) o
CROSS JOIN LATERAL (SELECT CASE
  WHEN o.outcome IN ('failed', 'blocked') THEN 'failed'
  WHEN o.completed_at < timezone('UTC', now()) - interval '30 days' THEN 'expired'
  ELSE 'ready'
END AS status) s
ORDER BY o.id;
