-- Clients and walsenders that are in a database, but for this stack's own session.
SELECT a.datname::text AS database,
       a.usename::text AS role,
       pg_catalog.count(*)::int4 AS sessions
  FROM pg_catalog.pg_stat_activity AS a
 WHERE a.datname IS NOT NULL AND a.usename IS NOT NULL
   AND a.backend_type IN ('client backend', 'walsender')
   AND a.pid <> pg_catalog.pg_backend_pid()
 GROUP BY a.datname, a.usename
 ORDER BY 1, 2
