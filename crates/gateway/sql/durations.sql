-- What expected durations rest on: the last 200 successes of each type in each workspace.
SELECT workspace_id, kind, started_at, completed_at
FROM (
  SELECT workspace_id, kind, started_at, completed_at,
         ROW_NUMBER() OVER (PARTITION BY workspace_id, kind ORDER BY id DESC) AS recency
  FROM monitor_operations
  WHERE status = 'completed' AND outcome = 'succeeded' AND started_at IS NOT NULL AND completed_at IS NOT NULL
) AS finished
WHERE recency <= 200
