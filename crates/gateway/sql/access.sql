-- Who may see what: the one place that decides it (specs 144 and 285). Workspace membership decides; an environment
-- needs an entitlement as well, whatever the role; a workspace-wide operation needs the membership alone. A user who
-- was deleted or disabled sees nothing. Archived workspaces and environments stay readable.
-- An environment that belongs to another workspace than its operation is a fault of the data: it shows to nobody.

CREATE TEMP VIEW monitor_visible_environments AS
SELECT m.user_id AS viewer_id, m.role AS viewer_role,
       e.id, e.name, e.route_key,
       w.id AS workspace_id, w.name AS workspace_name, w.route_key AS workspace_key
FROM monitor_memberships m
JOIN monitor_users u ON u.id = m.user_id AND u.alive
JOIN monitor_workspaces w ON w.id = m.workspace_id
JOIN monitor_environments e ON e.workspace_id = w.id
JOIN monitor_entitlements t ON t.environment_id = e.id AND t.user_id = m.user_id;

CREATE TEMP VIEW monitor_visible_operations AS
SELECT m.user_id AS viewer_id, m.role AS viewer_role, o.*,
       w.name AS workspace_name, w.route_key AS workspace_key,
       e.name AS environment_name, e.route_key AS environment_key
FROM monitor_operations o
JOIN monitor_workspaces w ON w.id = o.workspace_id
JOIN monitor_memberships m ON m.workspace_id = w.id
JOIN monitor_users u ON u.id = m.user_id AND u.alive
LEFT JOIN monitor_environments e ON e.id = o.environment_id AND e.workspace_id = o.workspace_id
LEFT JOIN monitor_entitlements t ON t.environment_id = e.id AND t.user_id = m.user_id
WHERE o.environment_id IS NULL OR t.user_id IS NOT NULL;
