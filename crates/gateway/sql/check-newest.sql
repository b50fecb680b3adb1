-- How many seconds the newest operations are ahead of the server's clock.
SELECT floor(extract(epoch FROM max(created_at) - (now() AT TIME ZONE 'UTC')))::bigint
FROM (SELECT created_at FROM monitor.operations ORDER BY id DESC LIMIT 100) AS newest
