-- The ids $1 (a JSON array) as a table, on PostgreSQL.
asked(id) AS (
  SELECT DISTINCT CAST(value AS bigint) FROM jsonb_array_elements_text(CAST($1 AS jsonb))
)
