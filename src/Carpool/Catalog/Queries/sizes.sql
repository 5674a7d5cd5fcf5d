-- A database's size is for those who may connect to it, or may read all statistics.
SELECT d.datname::text AS name,
       pg_catalog.pg_database_size(d.oid)::int8 AS size_bytes
  FROM pg_catalog.pg_database AS d
 WHERE d.datname = ANY ($1::text[])
   AND (pg_catalog.has_database_privilege(CURRENT_USER, d.oid, 'CONNECT') OR pg_catalog.pg_has_role(CURRENT_USER, 'pg_read_all_stats', 'USAGE'))
 ORDER BY d.datname::text COLLATE "C"
