-- The filters of GET /operations, each absent where null.
-- 3 workspace, 4 environment, 5 status, 6 outcome, 7 type, 8 problem class, 9 search pattern, 10 search id,
-- 11 how far back `attention` looks. `attention` drops a failure that a later success of a repeatable type in the
-- same place has put right (spec 367); the class by its own name keeps them all.
, matching AS (
  SELECT j.* FROM judged j
  WHERE ($3 IS NULL OR j.workspace_id = $3)
    AND ($4 IS NULL OR j.environment_id = $4)
    AND ($5 IS NULL OR j.status = $5 OR ($5 = 'active' AND j.status IN ('queued', 'running')))
    AND ($6 IS NULL OR j.outcome = $6)
    AND ($7 IS NULL OR j.kind = $7)
    AND ($8 IS NULL OR j.problem_class = $8 OR ($8 = 'attention' AND (
      j.problem_class = 'active_stale_attention'
      OR (
        j.problem_class = 'terminal_follow_up'
        AND COALESCE(j.completed_at, j.created_at) >= $11
        AND NOT (
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
        )
      )
    )))
    AND ($9 IS NULL OR j.id = $10
      OR LOWER(j.kind) LIKE LOWER($9) ESCAPE '\'
      OR ((j.workspace_id, COALESCE(j.environment_id, 0)) IN (
        SELECT workspace_id, environment_id FROM places WHERE named
      )) IS TRUE)
)
