-- How long the last 200 successes of each type in each workspace since $1 took, in seconds: the nearest-rank median and
-- ninth tenth, where there are at least five.
WITH recent AS (
  SELECT workspace_id, kind, run_seconds,
         ROW_NUMBER() OVER (PARTITION BY workspace_id, kind ORDER BY id DESC) AS recency
  FROM operations
  WHERE created_at >= $1 AND status = 'completed' AND outcome = 'succeeded' AND run_seconds >= 0
),
ranked AS (
  SELECT workspace_id, kind, run_seconds,
         ROW_NUMBER() OVER (PARTITION BY workspace_id, kind ORDER BY run_seconds) AS place,
         COUNT(*) OVER (PARTITION BY workspace_id, kind) AS samples
  FROM recent
  WHERE recency <= 200
)
SELECT workspace_id, kind, MAX(samples) AS samples,
       MIN(CASE WHEN place * 100 >= samples * 50 THEN run_seconds END) AS median_seconds,
       MIN(CASE WHEN place * 100 >= samples * 90 THEN run_seconds END) AS p90_seconds
FROM ranked
WHERE samples >= 5
GROUP BY workspace_id, kind
