-- How many sessions could still be opened by somebody who is no superuser.
SELECT pg_catalog.current_setting('max_connections')::int4
         - pg_catalog.current_setting('superuser_reserved_connections')::int4
         - COALESCE(pg_catalog.current_setting('reserved_connections', true), '0')::int4
         - (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity AS a WHERE a.usesysid IS NOT NULL AND COALESCE(a.backend_type, 'client backend') = 'client backend')::int4 AS free_connections
 ORDER BY free_connections
