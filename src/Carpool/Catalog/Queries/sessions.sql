-- Clients and walsenders that are in a database, but for our own session. Of other roles' sessions an admin without pg_read_all_stats
-- sees the database and the role, and NULL for their kind; autovacuum's workers have no role.
SELECT a.datname::text AS database,
       a.usename::text AS role,
       pg_catalog.count(*)::int4 AS sessions
  FROM pg_catalog.pg_stat_activity AS a
 WHERE a.datname IS NOT NULL AND a.usename IS NOT NULL
   AND COALESCE(a.backend_type, 'client backend') IN ('client backend', 'walsender')
   AND a.pid <> pg_catalog.pg_backend_pid()
 GROUP BY a.datname, a.usename
 ORDER BY 1, 2
