-- The latest review pack of each environment that was asked for. An environment of another workspace than its pack's is
-- a fault of the data; the pack shows to nobody.
SELECT p.id, p.workspace_id, p.environment_id, p.status, p.operation_id, p.initiator_id, p.initiator_name, p.file_size,
       p.sha256, p.failure, p.created_at, p.generated_at, p.expires_at
FROM asked a
JOIN environments e ON e.id = a.id
JOIN review_packs p ON p.id = (
  SELECT l.id FROM review_packs l
  WHERE l.environment_id = e.id AND l.workspace_id = e.workspace_id
  ORDER BY l.created_at DESC, l.id DESC
  LIMIT 1
)
