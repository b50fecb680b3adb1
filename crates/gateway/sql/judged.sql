-- The head of every statement about operations: what user $1 may see, judged by the rules $2 (src/rules.rs).
-- `permitted` is the capability; `freshness` and `problem_class` are spec 233's words, decided here alone.
-- PostgreSQL: json_each(x, '$.a') is jsonb_each(x -> 'a') for objects and jsonb_array_elements_text(x -> 'a') for
-- arrays, and the cut-offs are cast to timestamptz. The rest reads the same.
WITH thresholds AS (
  SELECT key AS kind,
         json_extract(value, '$.queued_before') AS queued_before,
         json_extract(value, '$.running_before') AS running_before
  FROM json_each($2, '$.thresholds')
),
aged AS (
  SELECT o.*,
         o.viewer_role IN (SELECT value FROM json_each($2, '$.operation_roles'))
           AND o.viewer_role || ' ' || o.kind NOT IN (SELECT value FROM json_each($2, '$.denied')) AS permitted,
         CASE
           WHEN o.status IN ('completed', 'failed') AND o.outcome = 'failed' AND o.reconciled THEN 'reconciled_failed'
           WHEN o.status IN ('completed', 'failed') THEN 'terminal_normal'
           WHEN h.kind IS NULL THEN 'unknown'
           WHEN o.status = 'queued' AND o.created_at < h.queued_before THEN 'likely_stale'
           WHEN o.status = 'running' AND COALESCE(o.started_at, o.created_at) < h.running_before THEN 'likely_stale'
           WHEN o.status IN ('queued', 'running') THEN 'fresh_active'
           ELSE 'unknown'
         END AS freshness
  FROM monitor_visible_operations o
  LEFT JOIN thresholds h ON h.kind = o.kind
  WHERE o.viewer_id = $1
),
judged AS (
  SELECT a.*,
         CASE
           WHEN a.freshness = 'likely_stale' THEN 'active_stale_attention'
           WHEN a.freshness = 'reconciled_failed' OR a.status = 'failed' THEN 'terminal_follow_up'
           WHEN a.status = 'completed'
             AND a.outcome IN ('blocked', 'partially_succeeded', 'partial', 'failed') THEN 'terminal_follow_up'
           ELSE 'none'
         END AS problem_class,
         CASE WHEN a.viewer_role IN (SELECT value FROM json_each($2, '$.pack_roles')) THEN (
           SELECT MAX(p.id) FROM monitor_review_packs p
           WHERE p.workspace_id = a.workspace_id AND p.environment_id = a.environment_id AND p.operation_id = a.id
         ) END AS review_pack_id
  FROM aged a
)
