-- The first page of what ended, the last first: at most $13 rows of what matches, counted up to $12.
, counted AS (
  SELECT * FROM matching
  WHERE completed_at IS NOT NULL
  ORDER BY completed_at DESC, id DESC
  LIMIT $12
),
chosen AS (
  SELECT counted.*, (SELECT COUNT(*) FROM counted) AS total FROM counted
  ORDER BY completed_at DESC, id DESC
  LIMIT $13
)
