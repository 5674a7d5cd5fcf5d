SELECT x.extname::text AS name,
       n.nspname::text AS schema,
       pg_catalog.pg_get_userbyid(x.extowner)::text AS owner
  FROM pg_catalog.pg_extension AS x
  JOIN pg_catalog.pg_namespace AS n ON n.oid = x.extnamespace
 ORDER BY x.extname::text COLLATE "C"
