-- The head of every statement about operations: the rules $2 (src/rules.rs) as tables, on PostgreSQL.
WITH thresholds(kind, queued_before, running_before) AS (
  SELECT key, CAST(value ->> 'queued_before' AS timestamp), CAST(value ->> 'running_before' AS timestamp)
  FROM jsonb_each(CAST($2 AS jsonb) -> 'thresholds')
),
repeatable(kind) AS (
  SELECT value FROM jsonb_array_elements_text(CAST($2 AS jsonb) -> 'repeatable')
)
