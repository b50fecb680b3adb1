-- The head of every statement about operations: the rules $2 (src/rules.rs) as tables, on SQLite.
WITH thresholds(kind, queued_before, running_before) AS (
  SELECT key, json_extract(value, '$.queued_before'), json_extract(value, '$.running_before')
  FROM json_each($2, '$.thresholds')
),
repeatable(kind) AS (
  SELECT value FROM json_each($2, '$.repeatable')
)
