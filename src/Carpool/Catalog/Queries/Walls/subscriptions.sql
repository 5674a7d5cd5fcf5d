-- All databases' are in one catalog; where they copy from is for superusers to read, and has a query of its own.
SELECT s.subname::text AS name,
       d.datname::text AS database,
       pg_catalog.pg_get_userbyid(s.subowner)::text AS owner
  FROM pg_catalog.pg_subscription AS s
  JOIN pg_catalog.pg_database AS d ON d.oid = s.subdbid
 ORDER BY d.datname::text COLLATE "C", s.subname::text COLLATE "C"
