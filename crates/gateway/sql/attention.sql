-- Where `attention` has to look, which is never the whole table: at the active operations that are older than the
-- strictest threshold, and at those that did not plainly succeed. It decides nothing, for all that is found is judged
-- and matched like any other.
, failed AS NOT MATERIALIZED (
  SELECT v.* FROM visible v
  WHERE v.status = 'failed'
    OR (v.status = 'completed' AND v.outcome IN ('blocked', 'partially_succeeded', 'partial', 'failed'))
),
overdue AS MATERIALIZED (
  SELECT v.* FROM visible v
  WHERE (v.status = 'queued' AND v.created_at < (SELECT MAX(queued_before) FROM thresholds))
    OR (v.status = 'running' AND v.started_at < (SELECT MAX(running_before) FROM thresholds))
    OR (v.status = 'running' AND v.started_at IS NULL AND v.created_at < (SELECT MAX(running_before) FROM thresholds))
)
