-- The gateway's next sessions are as roles.sql made them.
ALTER ROLE tenantatlas_gateway IN DATABASE tenantatlas RESET session_preload_libraries;
ALTER ROLE tenantatlas_gateway IN DATABASE tenantatlas RESET auto_explain.log_min_duration;
ALTER ROLE tenantatlas_gateway IN DATABASE tenantatlas RESET auto_explain.log_analyze;
ALTER ROLE tenantatlas_gateway IN DATABASE tenantatlas RESET auto_explain.log_buffers;
