-- What is measured on.
SELECT current_setting('server_version') AS postgres,
       current_setting('shared_buffers') AS shared_buffers,
       current_setting('fsync') AS fsync,
       current_setting('synchronous_commit') AS synchronous_commit,
       (SELECT COUNT(*) FROM operation_runs) AS operations,
       (SELECT COUNT(*) FROM review_packs) AS review_packs,
       pg_table_size('operation_runs') / 1048576 AS operations_mib,
       pg_indexes_size('operation_runs') / 1048576 AS operations_indexes_mib
