-- A later page of what ended, the last first, below the cursor ($12 completed, $13 id), at most $14 rows.
, chosen AS (
  SELECT matching.*, CAST(NULL AS bigint) AS total FROM matching
  WHERE completed_at IS NOT NULL
    AND (completed_at, id) < ($12, $13)
  ORDER BY completed_at DESC, id DESC
  LIMIT $14
)
