-- What this role could write outside the system's schemas, itself or as a role it is a member of. TRIGGER counts: what
-- a trigger does, it does to every row that the product writes.
WITH reach AS (
  SELECT r.oid, r.rolname, r.rolsuper, r.rolcreaterole
  FROM pg_catalog.pg_roles r
  WHERE pg_catalog.pg_has_role(r.oid, 'MEMBER')
),
place AS (
  SELECT n.oid, n.nspname FROM pg_catalog.pg_namespace n
  WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
),
relation AS (
  SELECT c.oid, c.relkind, p.nspname || '.' || c.relname AS name
  FROM pg_catalog.pg_class c JOIN place p ON p.oid = c.relnamespace
),
right_to(privilege, by_column) AS (
  VALUES ('INSERT', true), ('UPDATE', true), ('DELETE', false), ('TRUNCATE', false), ('TRIGGER', false)
)
SELECT 'the rights of the superuser ' || r.rolname AS what, 1 AS rank FROM reach r WHERE r.rolsuper
UNION ALL
SELECT 'the right to make roles, as ' || r.rolname, 2 FROM reach r WHERE r.rolcreaterole AND NOT r.rolsuper
UNION ALL
SELECT 'the rights of ' || r.rolname, 2 FROM reach r
WHERE r.rolname IN ('pg_execute_server_program', 'pg_write_all_data', 'pg_write_server_files')
UNION ALL
SELECT string_agg(t.privilege, ', ' ORDER BY t.privilege) || ' on ' || c.name, 3
FROM relation c CROSS JOIN right_to t
WHERE c.relkind IN ('f', 'm', 'p', 'r', 'v') AND EXISTS (
  SELECT FROM reach r
  WHERE pg_catalog.has_table_privilege(r.oid, c.oid, t.privilege)
    OR CASE WHEN t.by_column THEN pg_catalog.has_any_column_privilege(r.oid, c.oid, t.privilege) ELSE false END
)
GROUP BY c.name
UNION ALL
SELECT 'UPDATE on sequence ' || c.name, 4 FROM relation c
WHERE c.relkind = 'S'
  AND EXISTS (SELECT FROM reach r WHERE pg_catalog.has_sequence_privilege(r.oid, c.oid, 'UPDATE, USAGE'))
UNION ALL
SELECT 'CREATE on schema ' || p.nspname, 5 FROM place p
WHERE EXISTS (SELECT FROM reach r WHERE pg_catalog.has_schema_privilege(r.oid, p.oid, 'CREATE'))
UNION ALL
SELECT 'CREATE on the database', 6
WHERE EXISTS (
  SELECT FROM reach r WHERE pg_catalog.has_database_privilege(r.oid, pg_catalog.current_database(), 'CREATE')
)
ORDER BY rank, what
