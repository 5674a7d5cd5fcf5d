-- What the server sets for all, and which of the other queries the admin may run: one that may not be run fails the whole batch.
SELECT pg_catalog.has_table_privilege('pg_catalog.pg_authid', 'SELECT') AS may_read_passwords,
       pg_catalog.has_table_privilege('pg_catalog.pg_hba_file_rules', 'SELECT')
         AND pg_catalog.has_function_privilege('pg_catalog.pg_hba_file_rules()', 'EXECUTE') AS may_read_host_rules,
       pg_catalog.has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'SELECT') AS may_read_sources,
       (pg_catalog.current_setting('max_connections')::int4
         - pg_catalog.current_setting('superuser_reserved_connections')::int4
         - COALESCE(pg_catalog.current_setting('reserved_connections', true), '0')::int4) AS usable_connections,
       -- Four octal digits; the last one is everybody's, and 2 in it is what connecting asks for
       pg_catalog.right(pg_catalog.current_setting('unix_socket_permissions'), 1) IN ('2', '3', '6', '7') AS has_open_sockets,
       pg_catalog.current_setting('lo_compat_privileges')::bool AS has_open_large_objects
