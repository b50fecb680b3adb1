-- Makes the login role of the gateway: it may connect, read the views of schema monitor, and nothing else. Run it
-- after views-spec123.sql, in TenantAtlas' database, as a role that may create roles and owns the views; as often as
-- you like:
--   psql -X -d tenantatlas -f roles.sql
--   psql -X -d tenantatlas -v role=monitor_reader -f roles.sql
--   psql -X -d tenantatlas -c '\password tenantatlas_gateway'
-- The last one asks for the password; in clear it stands in no file, no command and no server log.
--
-- What PUBLIC, and so this role, keeps elsewhere by PostgreSQL's defaults: TEMPORARY on the database (tables of its own
-- that end with the session), USAGE on schema public (names, not rows), reading the catalogs, and calling functions
-- with the caller's own rights. None of it writes to what is TenantAtlas'. Three things would, and none is a default
-- of PostgreSQL 15: CREATE on schema public (a database made before 15 still has it), rights on tables that someone
-- granted to PUBLIC, and functions of your own that run with their owner's rights (SECURITY DEFINER). This file takes
-- nothing away from PUBLIC outside schema monitor, for the product may rest on it; `tenantatlas-gateway check` names
-- all three. default_transaction_read_only is no right but a guard against mistakes: a session may turn it off.

\set ON_ERROR_STOP on
\if :{?role}
\else
  \set role tenantatlas_gateway
\endif
-- A statement of the gateway that takes longer is given up; the gateway sets a shorter limit for its own sessions.
\if :{?statement_timeout}
\else
  \set statement_timeout '15s'
\endif

BEGIN;
SET LOCAL client_min_messages = warning;

SELECT format('CREATE ROLE %I LOGIN', :'role')
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = :'role')
\gexec

ALTER ROLE :"role" IN DATABASE :"DBNAME" SET default_transaction_read_only = on;
ALTER ROLE :"role" IN DATABASE :"DBNAME" SET statement_timeout = :'statement_timeout';
ALTER ROLE :"role" IN DATABASE :"DBNAME" SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE :"role" IN DATABASE :"DBNAME" SET search_path = monitor;

GRANT CONNECT ON DATABASE :"DBNAME" TO :"role";

REVOKE ALL ON SCHEMA monitor FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA monitor FROM PUBLIC;
REVOKE ALL ON SCHEMA monitor FROM :"role";
REVOKE ALL ON ALL TABLES IN SCHEMA monitor FROM :"role";
GRANT USAGE ON SCHEMA monitor TO :"role";
GRANT SELECT ON ALL TABLES IN SCHEMA monitor TO :"role";

COMMIT;
