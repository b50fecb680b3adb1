-- `freshness` and `problem_class` are spec 233's words, decided here alone.
, aged AS (
  SELECT o.*,
         CASE
           WHEN o.status IN ('completed', 'failed') AND o.outcome = 'failed' AND o.reconciled THEN 'reconciled_failed'
           WHEN o.status IN ('completed', 'failed') THEN 'terminal_normal'
           WHEN h.kind IS NULL THEN 'unknown'
           WHEN o.status = 'queued' AND o.created_at < h.queued_before THEN 'likely_stale'
           WHEN o.status = 'running' AND COALESCE(o.started_at, o.created_at) < h.running_before THEN 'likely_stale'
           WHEN o.status IN ('queued', 'running') THEN 'fresh_active'
           ELSE 'unknown'
         END AS freshness
  FROM subject o
  LEFT JOIN thresholds h ON h.kind = o.kind
),
judged AS (
  SELECT a.*,
         CASE
           WHEN a.freshness = 'likely_stale' THEN 'active_stale_attention'
           WHEN a.freshness = 'reconciled_failed' OR a.status = 'failed' THEN 'terminal_follow_up'
           WHEN a.status = 'completed'
             AND a.outcome IN ('blocked', 'partially_succeeded', 'partial', 'failed') THEN 'terminal_follow_up'
           ELSE 'none'
         END AS problem_class
  FROM aged a
)
