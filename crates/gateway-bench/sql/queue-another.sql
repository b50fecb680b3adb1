-- Another operation like $1.
INSERT INTO operation_runs (
  workspace_id, tenant_id, initiator_name, type, status, outcome, run_identity_hash, context, created_at, updated_at)
SELECT workspace_id, tenant_id, initiator_name, type, 'queued', 'pending',
       encode(sha256(run_identity_hash::bytea), 'hex'), context,
       date_trunc('second', timezone('UTC', now())), date_trunc('second', timezone('UTC', now()))
FROM operation_runs
WHERE id = $1
RETURNING id
