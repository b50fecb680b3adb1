-- The environments $3 (a JSON array of ids) that user $1 may see, each with its latest review pack or nulls; the
-- others are absent, whatever the reason. $2 are the rules (src/rules.rs).
SELECT v.id AS environment_id, v.name AS environment_name, v.route_key AS environment_key,
       v.workspace_id, v.workspace_name, v.workspace_key,
       v.viewer_role IN (SELECT value FROM json_each($2, '$.pack_roles')) AS permitted,
       p.id AS pack_id, p.status, p.operation_id, p.initiator_id, p.initiator_name, p.file_size, p.sha256, p.failure,
       p.created_at, p.generated_at, p.expires_at
FROM monitor_visible_environments v
LEFT JOIN monitor_review_packs p ON p.id = (
  SELECT l.id FROM monitor_review_packs l
  WHERE l.workspace_id = v.workspace_id AND l.environment_id = v.id
  ORDER BY l.created_at DESC, l.id DESC
  LIMIT 1
)
WHERE v.viewer_id = $1 AND v.id IN (SELECT value FROM json_each($3))
