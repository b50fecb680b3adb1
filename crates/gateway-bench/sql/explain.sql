-- The gateway's next sessions write the plan of every statement to the server's log, with what it really read.
ALTER ROLE tenantatlas_gateway IN DATABASE tenantatlas SET session_preload_libraries = 'auto_explain';
ALTER ROLE tenantatlas_gateway IN DATABASE tenantatlas SET auto_explain.log_min_duration = 0;
ALTER ROLE tenantatlas_gateway IN DATABASE tenantatlas SET auto_explain.log_analyze = on;
ALTER ROLE tenantatlas_gateway IN DATABASE tenantatlas SET auto_explain.log_buffers = on;
