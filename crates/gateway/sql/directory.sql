-- Every workspace and environment, and of the users that were asked for: those who are alive, their memberships and
-- their entitlements, those of one user as one row: a company's would be tens of thousands. One statement, so that one
-- look sees one state.
SELECT 'user' AS what, u.id AS id, CAST(NULL AS bigint) AS place, u.name AS name, CAST(NULL AS text) AS route_key
FROM users u WHERE u.alive AND u.id IN (SELECT id FROM asked)
UNION ALL
SELECT 'workspace', w.id, CAST(NULL AS bigint), w.name, w.route_key FROM workspaces w
UNION ALL
SELECT 'environment', e.id, e.workspace_id, e.name, e.route_key FROM environments e
UNION ALL
SELECT 'membership', m.user_id, m.workspace_id, m.role, CAST(NULL AS text)
FROM memberships m WHERE m.user_id IN (SELECT id FROM asked)
UNION ALL
SELECT 'entitlements', t.user_id, CAST(NULL AS bigint), string_agg(CAST(t.environment_id AS text), ','), CAST(NULL AS text)
FROM entitlements t WHERE t.user_id IN (SELECT id FROM asked)
GROUP BY t.user_id
