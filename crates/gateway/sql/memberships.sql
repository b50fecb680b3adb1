-- The workspaces user $1 is a member of.
SELECT w.id, w.name, m.role
FROM monitor_memberships m
JOIN monitor_workspaces w ON w.id = m.workspace_id
WHERE m.user_id = $1
ORDER BY w.id
