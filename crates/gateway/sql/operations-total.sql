-- After operations-matching.sql: how many operations match on every page together.
SELECT COUNT(*) FROM matching
