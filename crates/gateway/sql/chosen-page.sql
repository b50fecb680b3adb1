-- One page, newest first, below the cursor ($12 created, $13 id), at most $14 rows.
, chosen AS (
  SELECT * FROM matching
  WHERE $12 IS NULL OR (created_at, id) < ($12, $13)
  ORDER BY created_at DESC, id DESC
  LIMIT $14
)
