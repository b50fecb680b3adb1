-- The chosen operations, each with the review pack that it made.
, made AS (
  SELECT p.workspace_id, p.environment_id, p.operation_id, MAX(p.id) AS id
  FROM review_packs p
  WHERE p.operation_id IN (SELECT id FROM chosen)
  GROUP BY p.workspace_id, p.environment_id, p.operation_id
)
SELECT c.id, c.workspace_id, c.environment_id, COALESCE(c.kind, 'unknown') AS kind,
       COALESCE(c.status, 'unknown') AS status, COALESCE(c.outcome, 'unknown') AS outcome, c.freshness, c.problem_class,
       c.initiator_id, COALESCE(c.initiator_name, 'System') AS initiator_name, CAST(c.counts AS TEXT) AS counts, CAST(c.failures AS TEXT) AS failures,
       CAST(c.phase AS TEXT) AS phase, m.id AS review_pack_id, c.created_at, c.started_at, c.completed_at, c.total
FROM chosen c
LEFT JOIN made m
  ON m.operation_id = c.id AND m.environment_id = c.environment_id AND m.workspace_id = c.workspace_id
