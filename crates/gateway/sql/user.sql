-- The user $1, unless deleted or disabled.
SELECT id, name FROM monitor_users WHERE id = $1 AND alive
