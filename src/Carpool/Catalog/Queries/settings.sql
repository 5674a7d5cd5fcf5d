-- setconfig holds name=value: split at the first sign only, a value may hold more of them.
SELECT CASE s.setrole WHEN 0 THEN NULL ELSE pg_catalog.pg_get_userbyid(s.setrole)::text END AS role,
       d.datname::text AS database,
       pg_catalog.split_part(c.entry, '=', 1) AS parameter,
       pg_catalog.substr(c.entry, pg_catalog.strpos(c.entry, '=') + 1) AS value
  FROM pg_catalog.pg_db_role_setting AS s
  LEFT JOIN pg_catalog.pg_database AS d ON d.oid = s.setdatabase
 CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) AS c(entry)
 WHERE s.setdatabase = 0 OR d.oid IS NOT NULL
 ORDER BY 1 NULLS FIRST, 2 NULLS FIRST, 3
