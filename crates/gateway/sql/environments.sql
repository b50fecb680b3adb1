-- The environments user $1 may see.
SELECT id, name, workspace_id FROM monitor_visible_environments WHERE viewer_id = $1 ORDER BY id
