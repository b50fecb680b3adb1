-- What is judged: where `attention` has to look, what ended last first, so that a page ends the search for later
-- successes.
, subject AS (
  SELECT * FROM overdue
  UNION ALL
  SELECT * FROM (
    SELECT f.* FROM failed f WHERE f.completed_at >= $11 ORDER BY f.completed_at DESC, f.id DESC
  ) AS lately
)
