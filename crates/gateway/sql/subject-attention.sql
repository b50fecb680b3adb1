-- What is judged: where `attention` has to look, newest first, so that a page ends the search for later successes. What
-- failed since $11 though it is older is found by its end: there are few, and in order they would lie behind years.
, late AS MATERIALIZED (
  SELECT f.* FROM failed f WHERE f.completed_at >= $11 AND f.created_at < $11
),
subject AS (
  SELECT * FROM overdue
  UNION ALL
  SELECT * FROM late
  UNION ALL
  SELECT * FROM (
    SELECT f.* FROM failed f WHERE f.created_at >= $11 ORDER BY f.created_at DESC, f.id DESC
  ) AS lately
)
