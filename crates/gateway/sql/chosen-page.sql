-- A later page, newest first, below the cursor ($12 created, $13 id), at most $14 rows.
, chosen AS (
  SELECT matching.*, CAST(NULL AS bigint) AS total FROM matching
  WHERE (created_at, id) < ($12, $13)
  ORDER BY created_at DESC, id DESC
  LIMIT $14
)
