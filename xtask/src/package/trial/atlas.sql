-- One user, who may see one operation at work.
INSERT INTO workspaces (id, name, slug) VALUES (1, 'Contoso', 'contoso');
INSERT INTO users (id, entra_tenant_id, entra_object_id, name) VALUES (1, 'contoso', 'ann', 'Ann');
INSERT INTO workspace_memberships (workspace_id, user_id, role) VALUES (1, 1, 'owner');
INSERT INTO operation_runs
  (id, workspace_id, user_id, initiator_name, type, status, outcome, run_identity_hash, started_at, created_at, updated_at)
VALUES
  (421, 1, 1, 'Ann', 'policy.sync', 'running', 'pending', 'one', '2026-03-08T11:11:27.000Z', '2026-03-08T11:11:26.000Z',
   '2026-03-08T11:11:27.000Z');
