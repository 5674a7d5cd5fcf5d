SELECT x.gid AS name,
       x.database::text AS database,
       x.owner::text AS owner
  FROM pg_catalog.pg_prepared_xacts AS x
 ORDER BY 2, 1
