-- How many operations that ended match on every page together, counted up to $12.
SELECT COUNT(*) FROM (
  SELECT 1 FROM matching
  WHERE completed_at IS NOT NULL
  ORDER BY completed_at DESC, id DESC
  LIMIT $12
) AS counted
