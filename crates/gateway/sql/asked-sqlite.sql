-- The ids $1 (a JSON array) as a table, on SQLite.
asked(id) AS (
  SELECT DISTINCT value FROM json_each($1)
)
