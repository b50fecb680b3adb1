-- TenantAtlas' own tables as documented up to Spec 123, in schema public, with the types that Laravel gives them:
-- a fixture for PostgreSQL 15 and 16. A superuser makes it, because of the casts below; making it twice is harmless.
-- Only documented columns are here. A comment names each document; "054+096" means that the later one changed it.
-- Times without a zone are UTC and whole seconds, as Laravel stores them.

-- The simulator has one text per statement for both databases, so its parameters are text. These casts let text be
-- stored in the columns it is meant for. They apply on assignment only: no comparison or call means anything else.
DO $$
DECLARE
  target regtype;
BEGIN
  FOREACH target IN ARRAY ARRAY['timestamp', 'timestamptz', 'jsonb']::regtype[] LOOP
    IF NOT EXISTS (SELECT FROM pg_cast WHERE castsource = 'text'::regtype AND casttarget = target) THEN
      EXECUTE format('CREATE CAST (text AS %s) WITH INOUT AS ASSIGNMENT', target);
    END IF;
  END LOOP;
END
$$;

CREATE TABLE IF NOT EXISTS workspaces ( -- 068
  id bigserial PRIMARY KEY,
  name varchar(255) NOT NULL,
  slug varchar(255) UNIQUE,
  status varchar(255) NOT NULL DEFAULT 'active' -- active, archived; 251 names suspended, not where it is kept
);

CREATE TABLE IF NOT EXISTS users (
  id bigserial PRIMARY KEY,
  entra_tenant_id varchar(255) NOT NULL, -- 062: (tid, oid) is the identity
  entra_object_id varchar(255) NOT NULL, -- 062
  name varchar(255) NOT NULL, -- 062
  email varchar(255), -- 062
  last_workspace_id bigint REFERENCES workspaces (id), -- 068
  preferred_locale varchar(255), -- 252
  disabled_at timestamp(0) without time zone, -- 063 says that disabled users are refused, not how that is stored
  deleted_at timestamp(0) without time zone, -- 063 says "soft-deleted": Laravel's column for that
  UNIQUE (entra_tenant_id, entra_object_id)
);

CREATE TABLE IF NOT EXISTS workspace_memberships ( -- 068
  id bigserial PRIMARY KEY,
  workspace_id bigint NOT NULL REFERENCES workspaces (id),
  user_id bigint NOT NULL REFERENCES users (id),
  role varchar(255) NOT NULL, -- owner, manager, operator, readonly
  UNIQUE (workspace_id, user_id)
);

CREATE TABLE IF NOT EXISTS tenants (
  id bigserial PRIMARY KEY,
  workspace_id bigint NOT NULL REFERENCES workspaces (id), -- 068
  external_id varchar(255) NOT NULL UNIQUE, -- 080: the route key
  entra_tenant_id varchar(255) UNIQUE, -- 080: also written tenant_id
  name varchar(255) NOT NULL, -- 080
  domain varchar(255), -- 080
  environment varchar(255), -- 080
  metadata jsonb, -- 080
  lifecycle varchar(255) NOT NULL DEFAULT 'active', -- 146 names the states, not the column: draft, onboarding, active, archived
  archived_at timestamp(0) without time zone -- 080
);

CREATE TABLE IF NOT EXISTS tenant_memberships ( -- 062; since 285 it only narrows what a member of the workspace sees
  id bigserial PRIMARY KEY,
  tenant_id bigint NOT NULL REFERENCES tenants (id),
  user_id bigint NOT NULL REFERENCES users (id),
  role varchar(255) NOT NULL, -- owner, manager, operator, readonly
  source varchar(255) NOT NULL DEFAULT 'manual', -- manual, entra_group, entra_app_role, break_glass
  UNIQUE (tenant_id, user_id)
);

CREATE TABLE IF NOT EXISTS operation_runs ( -- 054
  id bigserial PRIMARY KEY,
  workspace_id bigint NOT NULL REFERENCES workspaces (id), -- 096
  tenant_id bigint REFERENCES tenants (id), -- 054+096: null is workspace-wide
  user_id bigint REFERENCES users (id), -- null is the system or the scheduler
  initiator_name varchar(255) NOT NULL,
  type varchar(255) NOT NULL,
  status varchar(255) NOT NULL, -- queued, running, completed
  outcome varchar(255) NOT NULL, -- 054+160
  run_identity_hash varchar(255) NOT NULL,
  summary_counts jsonb, -- 054+096: flat numbers
  failure_summary jsonb, -- 054+096: an array
  context jsonb, -- 054+096+110
  started_at timestamp(0) without time zone,
  completed_at timestamp(0) without time zone,
  created_at timestamp(0) without time zone NOT NULL,
  updated_at timestamp(0) without time zone NOT NULL
);
-- 054+096. The first name is documented (109); the others are what Laravel would call them.
CREATE UNIQUE INDEX IF NOT EXISTS operation_runs_active_unique
  ON operation_runs (tenant_id, run_identity_hash) WHERE status IN ('queued', 'running');
CREATE UNIQUE INDEX IF NOT EXISTS operation_runs_active_unique_workspace
  ON operation_runs (workspace_id, run_identity_hash) WHERE status IN ('queued', 'running') AND tenant_id IS NULL;
CREATE INDEX IF NOT EXISTS operation_runs_tenant_id_type_created_at_index
  ON operation_runs (tenant_id, type, created_at);
CREATE INDEX IF NOT EXISTS operation_runs_tenant_id_created_at_index ON operation_runs (tenant_id, created_at);

CREATE TABLE IF NOT EXISTS review_packs ( -- 109
  id bigserial PRIMARY KEY,
  workspace_id bigint NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  tenant_id bigint NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  operation_run_id bigint REFERENCES operation_runs (id) ON DELETE SET NULL,
  initiated_by_user_id bigint REFERENCES users (id),
  status varchar(255) NOT NULL DEFAULT 'queued', -- queued, generating, ready, failed, expired
  fingerprint varchar(64), -- SHA-256 of the inputs
  previous_fingerprint varchar(64),
  summary jsonb NOT NULL DEFAULT '{}',
  options jsonb NOT NULL DEFAULT '{}',
  file_disk varchar(255),
  file_path varchar(255),
  file_size bigint, -- bytes
  sha256 varchar(64), -- of the ZIP file
  generated_at timestamp(0) with time zone, -- these two are the only times that 109 gives a zone
  expires_at timestamp(0) with time zone,
  created_at timestamp(0) without time zone NOT NULL,
  updated_at timestamp(0) without time zone NOT NULL
);
-- 109
CREATE UNIQUE INDEX IF NOT EXISTS review_packs_fingerprint_unique
  ON review_packs (workspace_id, tenant_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX IF NOT EXISTS review_packs_workspace_id_tenant_id_generated_at_index
  ON review_packs (workspace_id, tenant_id, generated_at);
CREATE INDEX IF NOT EXISTS review_packs_status_expires_at_index ON review_packs (status, expires_at);
