-- How many operations match on every page together, counted up to $12.
SELECT COUNT(*) FROM (
  SELECT 1 FROM matching
  ORDER BY created_at DESC, id DESC
  LIMIT $12
) AS counted
