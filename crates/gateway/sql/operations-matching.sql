-- The filters of GET /operations, each absent where null.
-- 3 workspace, 4 environment, 5 status, 6 outcome, 7 type, 8 problem class, 9 whether there is a search, 10 its id,
-- 11 how far back `attention` looks. `attention` drops a failure that a later success of a repeatable type in the
-- same place has put right (spec 367); the class by its own name keeps them all.
-- Every filter is a test of its own that falls away where its parameter is null, and a problem is first of all a row
-- that did not plainly succeed: so the partial indexes of schema/indexes.sql serve them.
, matching AS (
  SELECT j.* FROM judged j
  WHERE ($3 IS NULL OR j.workspace_id = $3)
    AND ($4 IS NULL OR j.environment_id = $4)
    AND ($5 IS NULL OR $5 = 'active' OR j.status = $5)
    AND ($5 IS DISTINCT FROM 'active' OR j.status IN ('queued', 'running'))
    AND ($6 IS NULL OR j.outcome = $6)
    AND ($7 IS NULL OR j.kind = $7)
    AND ($8 IS DISTINCT FROM 'active_stale_attention' OR (j.status IN ('queued', 'running') AND j.problem_class = $8))
    AND ($8 IS DISTINCT FROM 'terminal_follow_up' OR j.status = 'failed'
      OR (j.status = 'completed' AND j.outcome IN ('blocked', 'partially_succeeded', 'partial', 'failed')))
    AND ($8 IS DISTINCT FROM 'attention' OR j.problem_class <> 'none')
    AND ($8 IS DISTINCT FROM 'attention' OR j.status IN ('queued', 'running')
      OR COALESCE(j.completed_at, j.created_at) >= $11)
    AND ($8 IS DISTINCT FROM 'attention' OR j.status IN ('queued', 'running') OR NOT (
      j.kind IN (SELECT kind FROM repeatable)
      AND (
        EXISTS (
          SELECT 1 FROM operations later
          WHERE later.environment_id = j.environment_id AND later.workspace_id = j.workspace_id
            AND later.kind = j.kind AND later.status = 'completed' AND later.outcome = 'succeeded'
            AND later.created_at > j.created_at
        )
        OR (j.environment_id IS NULL AND EXISTS (
          SELECT 1 FROM operations later
          WHERE later.environment_id IS NULL AND later.workspace_id = j.workspace_id
            AND later.kind = j.kind AND later.status = 'completed' AND later.outcome = 'succeeded'
            AND later.created_at > j.created_at
        ))
      )
    ))
    AND ($9 IS NOT TRUE OR j.id = $10
      OR j.kind IN (SELECT kind FROM sought)
      OR ((j.workspace_id, COALESCE(j.environment_id, 0)) IN (
        SELECT workspace_id, environment_id FROM places WHERE named
      )) IS TRUE)
    AND ($9 IS NOT FALSE OR j.id = $10)
)
