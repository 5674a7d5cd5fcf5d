-- Who we are, on what. A function that we may not call fails a query wherever it stands in it: hence cluster.sql.
SELECT pg_catalog.current_setting('server_version_num')::int4 AS version_number,
       pg_catalog.current_setting('server_version') AS version,
       pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')
         AND pg_catalog.has_function_privilege('pg_catalog.pg_current_wal_lsn()', 'EXECUTE')
         AND pg_catalog.has_function_privilege('pg_catalog.pg_walfile_name(pg_catalog.pg_lsn)', 'EXECUTE') AS may_identify,
       pg_catalog.pg_is_in_recovery() AS is_standby,
       r.rolname::text AS admin,
       r.rolsuper,
       r.rolcreatedb,
       r.rolcreaterole,
       r.rolreplication,
       r.rolbypassrls,
       pg_catalog.pg_has_role(r.oid, 'pg_signal_backend'::pg_catalog.regrole::pg_catalog.oid, 'USAGE') AS may_signal_backends,
       -- For whoever is no superuser: the logins of the apps prove themselves in the same lanes
       (pg_catalog.current_setting('max_connections')::int4
         - pg_catalog.current_setting('superuser_reserved_connections')::int4
         - COALESCE(pg_catalog.current_setting('reserved_connections', true), '0')::int4
         - (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity AS a WHERE a.usesysid IS NOT NULL AND COALESCE(a.backend_type, 'client backend') = 'client backend')::int4) AS free_connections,
       -- Our sessions are not, but a server that says so of all of them is meant to be left alone; what is set for a role or a database is overruled
       ((SELECT s.reset_val = 'on' FROM pg_catalog.pg_settings AS s WHERE s.name = 'default_transaction_read_only')
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_db_role_setting AS o
                          WHERE o.setrole IN (0, r.oid)
                            AND o.setdatabase IN (0, (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database()))
                            AND 'default_transaction_read_only' IN (SELECT pg_catalog.split_part(c.entry, '=', 1) FROM pg_catalog.unnest(o.setconfig) AS c(entry)))) AS is_read_only,
       r.rolconnlimit AS admin_connection_limit,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity AS a WHERE a.usesysid = r.oid AND COALESCE(a.backend_type, 'client backend') = 'client backend')::int4 AS admin_connections
  FROM pg_catalog.pg_roles AS r
 WHERE r.rolname = CURRENT_USER
