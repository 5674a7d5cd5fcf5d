-- Connection strings without what is behind password=: it is nobody's to see here.
SELECT s.subname::text AS name,
       d.datname::text AS database,
       pg_catalog.regexp_replace(s.subconninfo, 'password\s*=\s*(''(\\.|[^''])*''|\S+)|://([^:@/]*):[^@]*@', '://\3@', 'gi') AS source
  FROM pg_catalog.pg_subscription AS s
  JOIN pg_catalog.pg_database AS d ON d.oid = s.subdbid
 ORDER BY d.datname::text COLLATE "C", s.subname::text COLLATE "C"
