-- TenantAtlas' own tables as documented up to Spec 123, in the SQLite dialect, with the columns that are known;
-- schema-postgres.sql is their twin. The simulator writes them and nothing else does; the gateway reads them through
-- views alone. Times are RFC 3339 in UTC with milliseconds ("2026-03-08T11:11:26.000Z"); JSON columns are text.

CREATE TABLE IF NOT EXISTS workspaces (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, slug TEXT UNIQUE, status TEXT NOT NULL DEFAULT 'active'
);
CREATE TABLE IF NOT EXISTS users (
  id INTEGER PRIMARY KEY, entra_tenant_id TEXT NOT NULL, entra_object_id TEXT NOT NULL, name TEXT NOT NULL,
  email TEXT, preferred_locale TEXT, disabled_at TEXT, deleted_at TEXT,
  UNIQUE (entra_tenant_id, entra_object_id)
);
CREATE TABLE IF NOT EXISTS workspace_memberships (
  id INTEGER PRIMARY KEY, workspace_id INTEGER NOT NULL REFERENCES workspaces (id),
  user_id INTEGER NOT NULL REFERENCES users (id), role TEXT NOT NULL, UNIQUE (workspace_id, user_id)
);
CREATE TABLE IF NOT EXISTS tenants (
  id INTEGER PRIMARY KEY, workspace_id INTEGER NOT NULL REFERENCES workspaces (id), external_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, domain TEXT, environment TEXT, lifecycle TEXT NOT NULL DEFAULT 'active', archived_at TEXT
);
CREATE TABLE IF NOT EXISTS tenant_memberships (
  id INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants (id),
  user_id INTEGER NOT NULL REFERENCES users (id), role TEXT NOT NULL, source TEXT NOT NULL DEFAULT 'manual',
  UNIQUE (tenant_id, user_id)
);
CREATE TABLE IF NOT EXISTS operation_runs (
  id INTEGER PRIMARY KEY, workspace_id INTEGER NOT NULL REFERENCES workspaces (id),
  tenant_id INTEGER REFERENCES tenants (id), user_id INTEGER REFERENCES users (id), initiator_name TEXT NOT NULL,
  type TEXT NOT NULL, status TEXT NOT NULL, outcome TEXT NOT NULL, run_identity_hash TEXT NOT NULL,
  summary_counts TEXT, failure_summary TEXT, context TEXT,
  started_at TEXT, completed_at TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS operation_runs_active_unique
  ON operation_runs (tenant_id, run_identity_hash) WHERE status IN ('queued', 'running') AND tenant_id IS NOT NULL;
CREATE UNIQUE INDEX IF NOT EXISTS operation_runs_active_unique_workspace
  ON operation_runs (workspace_id, run_identity_hash) WHERE status IN ('queued', 'running') AND tenant_id IS NULL;
CREATE INDEX IF NOT EXISTS operation_runs_tenant_type_created ON operation_runs (tenant_id, type, created_at);
CREATE INDEX IF NOT EXISTS operation_runs_tenant_created ON operation_runs (tenant_id, created_at);
CREATE TABLE IF NOT EXISTS review_packs (
  id INTEGER PRIMARY KEY, workspace_id INTEGER NOT NULL REFERENCES workspaces (id),
  tenant_id INTEGER NOT NULL REFERENCES tenants (id),
  operation_run_id INTEGER REFERENCES operation_runs (id) ON DELETE SET NULL,
  initiated_by_user_id INTEGER REFERENCES users (id), status TEXT NOT NULL DEFAULT 'queued',
  fingerprint TEXT, previous_fingerprint TEXT, summary TEXT NOT NULL DEFAULT '{}', options TEXT NOT NULL DEFAULT '{}',
  file_disk TEXT, file_path TEXT, file_size INTEGER, sha256 TEXT,
  generated_at TEXT, expires_at TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS review_packs_fingerprint_unique
  ON review_packs (workspace_id, tenant_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX IF NOT EXISTS review_packs_generated ON review_packs (workspace_id, tenant_id, generated_at);
CREATE INDEX IF NOT EXISTS review_packs_expiry ON review_packs (status, expires_at);
