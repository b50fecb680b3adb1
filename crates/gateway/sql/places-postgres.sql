-- The places $1 (src/rights.rs) whose operations the user may see, on PostgreSQL. Environment 0: workspace-wide.
-- `named` says that the search text is part of the place's name; `denied` are types that the role may not see there; `sought` are
-- the types that the search text is part of.
places(workspace_id, environment_id, named) AS (
  SELECT CAST(value ->> 0 AS bigint), CAST(value ->> 1 AS bigint), CAST(value ->> 2 AS boolean)
  FROM jsonb_array_elements(CAST($1 AS jsonb) -> 'places')
),
sought(kind) AS (
  SELECT value FROM jsonb_array_elements_text(CAST($1 AS jsonb) -> 'sought')
),
denied(workspace_id, kind) AS (
  SELECT CAST(value ->> 0 AS bigint), value ->> 1 FROM jsonb_array_elements(CAST($1 AS jsonb) -> 'denied')
)
