-- What the role $1 has had executed since the books began, by text.
SELECT s.query, SUM(s.calls)::bigint AS calls, SUM(s.rows)::bigint AS rows, SUM(s.total_exec_time) AS milliseconds
FROM pg_stat_statements s
JOIN pg_roles r ON r.oid = s.userid
WHERE r.rolname = $1
GROUP BY s.query
