-- The places $1 (src/rights.rs) whose operations the user may see, on SQLite. Environment 0: workspace-wide.
-- `named` says that the search text is part of the place's name; `denied` are types that the role may not see there; `sought` are
-- the types that the search text is part of.
places(workspace_id, environment_id, named) AS (
  SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
  FROM json_each($1, '$.places')
),
sought(kind) AS (
  SELECT value FROM json_each($1, '$.sought')
),
denied(workspace_id, kind) AS (
  SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each($1, '$.denied')
)
