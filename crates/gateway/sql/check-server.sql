-- Where this session is, and whether it finds the views.
SELECT current_setting('server_version') AS version,
       current_setting('server_version_num')::integer AS version_number,
       pg_catalog.pg_is_in_recovery() AS standby,
       current_setting('default_transaction_read_only') = 'on' AS guarded,
       current_user::text AS role,
       COALESCE((pg_catalog.current_schemas(false))[1] = 'monitor', false) AS found_first,
       n.oid IS NOT NULL AS has_schema,
       COALESCE(pg_catalog.has_schema_privilege(n.oid, 'USAGE'), false) AS may_use_schema
FROM (SELECT) AS once
LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = 'monitor'
