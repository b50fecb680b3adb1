-- Operations that user $1 is answered 404 for: one that is missing, the newest of a workspace that the user is no member
-- of, and the newest of an environment in an own workspace that the user is not entitled to.
SELECT 'missing' AS kind, MAX(o.id) + 1000000 AS id FROM operation_runs o
UNION ALL
SELECT 'not a member', MAX(o.id)
FROM operation_runs o
WHERE o.workspace_id NOT IN (SELECT m.workspace_id FROM workspace_memberships m WHERE m.user_id = $1)
UNION ALL
SELECT 'not entitled', MAX(o.id)
FROM operation_runs o
WHERE o.workspace_id IN (SELECT m.workspace_id FROM workspace_memberships m WHERE m.user_id = $1)
  AND o.tenant_id NOT IN (SELECT e.tenant_id FROM tenant_memberships e WHERE e.user_id = $1)
