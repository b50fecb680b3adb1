-- Who there is and what they may see: `people` are members of every workspace and entitled to every environment,
-- `narrow` more are members of one workspace and entitled to all but one of its environments, the quietest. All are
-- operators.

-- The rows fit by their making; checking each reference would take longer than writing them.
SET session_replication_role = replica;

INSERT INTO workspaces (id, name, slug)
SELECT n, 'Workspace ' || n, 'workspace-' || n
FROM generate_series(1, :workspaces) n;

INSERT INTO tenants (id, workspace_id, external_id, entra_tenant_id, name)
SELECT n, 1 + n % :workspaces, 'environment-' || n, 'directory-' || n, 'Environment ' || n
FROM generate_series(1, :environments) n;

INSERT INTO users (id, entra_tenant_id, entra_object_id, name)
SELECT n, 'directory', 'object-' || n, 'User ' || n
FROM generate_series(1, :people + :narrow) n;

INSERT INTO workspace_memberships (workspace_id, user_id, role)
SELECT w.id, u.id, 'operator'
FROM users u
JOIN workspaces w ON u.id <= :people OR w.id = 1 + u.id % :workspaces;

INSERT INTO tenant_memberships (tenant_id, user_id, role)
SELECT t.id, m.user_id, 'operator'
FROM workspace_memberships m
JOIN tenants t ON t.workspace_id = m.workspace_id
WHERE m.user_id <= :people OR t.id <= :environments - :workspaces;
