-- How many operations match on every page together, counted up to $12.
SELECT COUNT(*) FROM (SELECT 1 FROM matching LIMIT $12) AS counted
