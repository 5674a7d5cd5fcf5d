-- What a leaving app's database holds; rows as the statistics have them, never counted.
SELECT pg_catalog.count(*)::int4 AS tables,
       COALESCE(pg_catalog.sum(GREATEST(c.reltuples, 0)), 0)::int8 AS estimated_rows,
       pg_catalog.pg_database_size(pg_catalog.current_database())::int8 AS size_bytes
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
