-- Every column of schema monitor, whether granted or not: information_schema would hide what is not.
SELECT c.relname::text AS view,
       pg_catalog.pg_get_userbyid(c.relowner)::text AS owner,
       a.attname::text AS name,
       pg_catalog.format_type(a.atttypid, NULL) AS type,
       pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT') AS granted
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
WHERE n.nspname = 'monitor' AND c.relkind IN ('f', 'm', 'p', 'r', 'v') AND a.attnum > 0 AND NOT a.attisdropped
