-- The first page, newest first: at most $13 rows of what matches, counted up to $12.
, counted AS (
  SELECT * FROM matching
  ORDER BY created_at DESC, id DESC
  LIMIT $12
),
chosen AS (
  SELECT counted.*, (SELECT COUNT(*) FROM counted) AS total FROM counted
  ORDER BY created_at DESC, id DESC
  LIMIT $13
)
